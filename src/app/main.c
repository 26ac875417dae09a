/* main.c: starts the program: language, protection of memory, application. */
#include <locale.h>
#include <stdlib.h>
#include <sodium.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <glib/gi18n-lib.h>
#include "tide-application.h"

/* A core dump of a running clinic would hold patients in clear text: a release build makes none, whatever the
 * system's settings are. */
static void
forbid_core_dumps (void)
{
#if TIDE_RELEASE
  const struct rlimit none = { 0, 0 };
  setrlimit (RLIMIT_CORE, &none);
  prctl (PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

int
main (int argc, char **argv)
{
  forbid_core_dumps ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, TIDE_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  if (sodium_init () < 0)
    {
      g_printerr ("%s\n", _ ("The cryptography library could not be started."));
      return EXIT_FAILURE;
    }
  g_autoptr (TideApplication) app = tide_application_new ();
  return g_application_run (G_APPLICATION (app), argc, argv);
}
