/* app-fixture.c: windows and clinics for widget tests, and ways to look through the tree of widgets. */
#include "app-fixture.h"

#include <dlfcn.h>
#include <execinfo.h>
#include <signal.h>
#include <sodium.h>
#include <unistd.h>
#include "tide-application.h"

#ifdef __SANITIZE_ADDRESS__
#include <link.h>
#include <sanitizer/lsan_interface.h>

/* Of sanitizer/allocator_interface.h, which Debian has with clang only. */
int __sanitizer_get_ownership (const volatile void *p);
size_t __sanitizer_get_allocated_size (const volatile void *p);

#define QUARK_TABLE (2048 * sizeof (char *))

static int
spare_quark_table (struct dl_phdr_info *library, size_t size, void *data)
{
  if (strstr (library->dlpi_name, "libglib-2.0") == NULL)
    return 0;
  for (guint i = 0; i < library->dlpi_phnum; i++)
    {
      const ElfW (Phdr) *part = &library->dlpi_phdr[i];
      void *const *from = (void *const *) (library->dlpi_addr + part->p_vaddr);
      for (gsize w = 0;
           part->p_type == PT_LOAD && (part->p_flags & PF_W) != 0 && w < part->p_memsz / sizeof *from; w++)
        if (__sanitizer_get_ownership (from[w]) && __sanitizer_get_allocated_size (from[w]) == QUARK_TABLE)
          __lsan_ignore_object (from[w]);
    }
  return 1;
}
#endif

/* A fatal critical ends in a trap, a freed object in a fault: where it came from is worth more than that it
 * came. The sanitizer tells its own. */
static void
tell_stack (int signal_number)
{
  void *stack[64];
  int n = backtrace (stack, G_N_ELEMENTS (stack));
  backtrace_symbols_fd (stack, n, STDERR_FILENO);
  signal (signal_number, SIG_DFL);
  raise (signal_number);
}

/* GTK 4.8 loads icons in threads. When the thread gives up the last reference of one while the screen looks
 * the same one up in gtk_icon_theme_lookup_icon's cache, GTK refers to what is being finalized, is told so,
 * and loads it anew: the program can neither cause nor prevent it. The same said of any reference that is not
 * GTK's own stays fatal. */
static gboolean
is_fatal (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
  if (g_strcmp0 (domain, "GLib-GObject") != 0
      || !g_str_has_prefix (message, "g_object_ref: assertion '!object_already_finalized'"))
    return TRUE;
  void *stack[64];
  int n = backtrace (stack, G_N_ELEMENTS (stack));
  for (int i = 0; i + 1 < n; i++)
    {
      Dl_info here, caller;
      if (dladdr (stack[i], &here) != 0 && g_strcmp0 (here.dli_sname, "g_object_ref") == 0)
        return dladdr (stack[i + 1], &caller) == 0 || strstr (caller.dli_fname, "libgtk-4") == NULL;
    }
  return TRUE;
}

void
app_fixture_init (int *argc, char ***argv)
{
#ifdef __SANITIZE_ADDRESS__
  /* GLib gives its first table of quarks up on purpose once there are more than 2048, which GTK alone nearly
   * fills: who still reads it needs no lock.  tests/lsan.supp names it by its stack, and so only where stacks
   * are whole, which is ten times slower. */
  dl_iterate_phdr (spare_quark_table, NULL);
#endif
  g_assert_cmpint (sodium_init (), >=, 0);
  signal (SIGTRAP, tell_stack);
#ifndef __SANITIZE_ADDRESS__
  signal (SIGSEGV, tell_stack);
#endif
  gtk_test_init (argc, argv, NULL);
  g_test_log_set_fatal_handler (is_fatal, NULL);
  adw_init ();
  tide_application_load_resources ();
}

gboolean
app_fixture_tick (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_CONTINUE;
}

void
app_fixture_settle (void)
{
  for (guint i = 0; i < 1000 && g_main_context_pending (NULL); i++)
    g_main_context_iteration (NULL, FALSE);
}

TideWindow *
app_fixture_window (TideClinic *clinic)
{
  TideWindow *window = tide_window_new (NULL);
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (window));
  if (clinic != NULL)
    {
      tide_window_set_clinic (window, clinic);
      gtk_widget_activate_action (GTK_WIDGET (window), "win.find", NULL); /* from Today to the patients */
    }
  return window;
}

void
app_fixture_gone (TideWindow *window)
{
  gpointer weak = window;
  g_object_add_weak_pointer (G_OBJECT (window), &weak);
  gtk_window_destroy (GTK_WINDOW (window));
  WAIT (weak == NULL);
}

static void
add_ybocs (TideClinic *clinic, gint64 patient_id, const char *taken, int each)
{
  g_autofree char *answers = test_clinic_dup_same_answers (10, each);
  g_autoptr (TideAssessmentData) data = test_clinic_new_assessment (patient_id, "ybocs", taken, answers);
  g_autoptr (GError) error = NULL;
  tide_clinic_save_assessment (clinic, data, NULL, &error);
  g_assert_no_error (error);
}

static void
add_course (TideClinic *clinic, gint64 patient_id)
{
  g_autoptr (TideCourse) course = tide_course_new ();
  g_autoptr (TideDiagnosis) diagnosis = tide_diagnosis_new ();
  g_autoptr (GError) error = NULL;
  course->patient_id = diagnosis->patient_id = patient_id;
  course->arm = TIDE_ARM_SSRI;
  course->started_on = test_clinic_date ("2025-01-10");
  tide_record_set_text (&course->agent, "sertraline");
  tide_record_set_text (&diagnosis->code, "F42.2");
  tide_record_set_text (&diagnosis->label, "Mixed obsessional thoughts and acts");
  diagnosis->primary = TRUE;
  tide_clinic_save (clinic, course, &error);
  g_assert_no_error (error);
  tide_clinic_save (clinic, diagnosis, &error);
  g_assert_no_error (error);
}

TideClinic *
app_fixture_clinic (gboolean keyed, guint n)
{
  TideClinic *clinic = test_clinic_new (keyed);
  for (guint i = 1; clinic != NULL && i <= n; i++)
    {
      g_autofree char *mrn = g_strdup_printf ("PR-%04u", i);
      g_autofree char *family = g_strdup_printf ("Probe-%u", i);
      gint64 patient_id = test_clinic_add_patient (clinic, mrn, family, "Anna");
      if (i > 3)
        continue; /* enough of them have a history */
      add_course (clinic, patient_id);
      add_ybocs (clinic, patient_id, "2025-01-09", 3);
      add_ybocs (clinic, patient_id, "2025-05-09", 1);
    }
  return clinic;
}

GtkWidget *
app_fixture_find (GtkWidget *root, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type) && gtk_widget_get_mapped (root))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = app_fixture_find (child, type);
      if (found != NULL)
        return found;
    }
  return NULL;
}

gpointer
app_fixture_find_window (GType type)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GObject) window = g_list_model_get_item (toplevels, i);
      if (g_type_is_a (G_OBJECT_TYPE (window), type))
        return window;
    }
  return NULL;
}

static gboolean
widget_says (GtkWidget *widget, const char *text)
{
  guint n;
  gboolean found = FALSE;
  g_autofree GParamSpec **specs = g_object_class_list_properties (G_OBJECT_GET_CLASS (widget), &n);
  for (guint i = 0; i < n && !found; i++)
    {
      if (specs[i]->value_type != G_TYPE_STRING || (specs[i]->flags & G_PARAM_READABLE) == 0)
        continue;
      g_autofree char *value = NULL;
      g_object_get (widget, specs[i]->name, &value, NULL);
      found = value != NULL && strstr (value, text) != NULL;
      if (found)
        g_test_message ("\"%s\" is in %s of a %s", text, specs[i]->name, G_OBJECT_TYPE_NAME (widget));
    }
  return found;
}

gboolean
app_fixture_says (GtkWidget *root, const char *text)
{
  if (widget_says (root, text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (app_fixture_says (child, text))
      return TRUE;
  return FALSE;
}

gboolean
app_fixture_anyone_says (const char *text)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (toplevels, i);
      if (app_fixture_says (window, text))
        return TRUE;
    }
  return FALSE;
}
