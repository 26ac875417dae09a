/* main.c: tidemark-cli, everything but the screen: finds the command and runs it. */

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>

#include "tide-cli.h"
#include "tide-store.h"

static const TideCommand *const families[] = {
  tide_cli_score_commands, tide_cli_clinic_commands, tide_cli_day_commands,     tide_cli_exchange_commands,
  tide_cli_page_commands,  tide_cli_stats_commands,  tide_cli_outcome_commands, tide_cli_compare_commands,
};

static void
print_help (void)
{
  g_print ("Usage: tidemark-cli COMMAND …\n\n");
  for (guint f = 0; f < G_N_ELEMENTS (families); f++)
    for (const TideCommand *command = families[f]; command->name != NULL; command++)
      g_print ("  %s %s\n", command->name, command->usage);
  g_print (
    "\ntidemark-cli COMMAND --help says more. A passphrase comes from --passphrase-file FILE (or a descriptor's "
    "number).\nExit codes: 0 done, 1 failed, 2 wrong usage or bad input.\n");
}

static const TideCommand *
find_command (const char *name)
{
  for (guint f = 0; f < G_N_ELEMENTS (families); f++)
    for (const TideCommand *command = families[f]; command->name != NULL; command++)
      if (strcmp (command->name, name) == 0)
        return command;
  return NULL;
}

static int
refuse_command (const char *name)
{
  GString *known = g_string_new (NULL);
  for (guint f = 0; f < G_N_ELEMENTS (families); f++)
    for (const TideCommand *command = families[f]; command->name != NULL; command++)
      g_string_append_printf (known, "%s%s", known->len > 0 ? ", " : "", command->name);
  if (name == NULL)
    g_printerr ("tidemark-cli: a command must be named; there are %s\n", known->str);
  else
    g_printerr ("tidemark-cli: “%s” is not a command; there are %s\n", name, known->str);
  g_string_free (known, TRUE);
  return TIDE_EXIT_USAGE;
}

/* What was printed must have arrived: a full disk behind a redirection is a failure. */
static int
finish (TideExit code)
{
  if (fflush (stdout) == 0 && !ferror (stdout))
    return (int) code;
  g_printerr ("tidemark-cli: standard output: %s\n", g_strerror (errno));
  return code == TIDE_EXIT_DONE ? TIDE_EXIT_FAILED : (int) code;
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  setlocale (LC_NUMERIC, "C"); /* numbers are for scripts: a point in every language */
  bindtextdomain (GETTEXT_PACKAGE, TIDE_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  if (TIDE_RELEASE)
    prctl (PR_SET_DUMPABLE, 0); /* no core dump with patients in it */
  if (argc < 2)
    return refuse_command (NULL);
  if (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "help") == 0)
    {
      print_help ();
      return finish (TIDE_EXIT_DONE);
    }
  if (strcmp (argv[1], "--version") == 0)
    {
      g_print ("tidemark-cli %s (%s)\n", TIDE_VERSION,
               tide_store_can_encrypt () ? "SQLCipher" : "plain SQLite, cannot encrypt");
      return TIDE_EXIT_DONE;
    }
  const TideCommand *command = find_command (argv[1]);
  if (command == NULL)
    return refuse_command (argv[1]);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  for (int i = 2; i < argc; i++)
    {
      if (!g_utf8_validate (argv[i], -1, NULL))
        {
          g_printerr ("tidemark-cli %s: word %d is not UTF-8\n", command->name, i - 1);
          return TIDE_EXIT_USAGE;
        }
      g_ptr_array_add (words, argv[i]);
    }
  TideArguments arguments = { command->name, words };
  if (tide_cli_take_flag (&arguments, "--help"))
    {
      g_print ("Usage: tidemark-cli %s %s\n\n%s\n", command->name, command->usage, command->help);
      return TIDE_EXIT_DONE;
    }
  return finish (command->run (&arguments));
}
