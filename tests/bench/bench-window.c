/* bench-window.c: what the window costs.
 *
 * Each measurement is a process of its own, as a start of the program is, and alternates with an empty
 * AdwApplicationWindow's, the floor: first frame showing patient rows of a clinic of 10,000 (at most twice
 * the floor; deriving the key apart), private dirty memory then (at most 30 MiB and the 8 MB page cache, the
 * derivation's peak apart), and keystroke to painted frame in a clinic of 100,000 (16 ms).
 */

#include "bench.h"

#include <adwaita.h>
#include <math.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include "tide-application.h"
#include "tide-keys.h"
#include "tide-patient-cell.h"
#include "tide-window.h"
#include "tide-store.h"

#define N_STARTS 12
#define MEMORY_LIMIT_KIB ((30 * 1024) + 8000000 / 1024)

static const TidePassphrase passphrase = { "bench passphrase", 16 };

/* --- within a child --- */

static double
read_private_dirty_kib (void)
{
  g_autofree char *text = NULL;
  double kib = 0;
  const char *at;

  g_assert_true (g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL));
  at = strstr (text, "Private_Dirty:");
  g_assert_nonnull (at);
  kib = g_ascii_strtod (at + strlen ("Private_Dirty:"), NULL);
  g_assert_cmpfloat (kib, >, 0);
  return kib;
}

static gboolean
shows_rows (GtkWidget *widget)
{
  if (TIDE_IS_PATIENT_CELL (widget) && gtk_widget_get_mapped (widget)
      && tide_patient_cell_get_patient (TIDE_PATIENT_CELL (widget)) != 0)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_child_visible (child) && shows_rows (child))
      return TRUE;
  return FALSE;
}

typedef struct
{
  GtkWidget *window;
  gboolean rows; /* wait for patient rows, not for any frame */
  gboolean painted;
} Frame;

static void
after_paint_cb (GdkFrameClock *clock, Frame *frame)
{
  if (!frame->rows || shows_rows (frame->window))
    frame->painted = TRUE;
}

static void
wait_for_frame (Frame *frame)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (frame->window);
  gulong handler;

  g_assert_nonnull (clock);
  frame->painted = FALSE;
  handler = g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), frame);
  while (!frame->painted)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, handler);
}

static void
start_toolkit (void)
{
  gtk_init ();
  adw_init ();
}

static int
child_empty (double start)
{
  start_toolkit ();
  GtkWidget *window = adw_application_window_new (NULL);
  Frame frame = { window, FALSE, FALSE };

  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 860);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), gtk_label_new ("empty"));
  gtk_window_present (GTK_WINDOW (window));
  wait_for_frame (&frame);
  double painted = bench_now_ms ();
  g_print ("%.3f %.0f\n", painted - start, read_private_dirty_kib ());
  return EXIT_SUCCESS;
}

/* The time that only the derivation of the key takes, and what it leaves behind in memory, are apart. */
static double
time_derivation (const char *folder)
{
  g_autoptr (GError) error = NULL;
  char uuid[37];
  gboolean needs_repair;
  double start = bench_now_ms ();
  guint8 *key = tide_keys_open (folder, &passphrase, uuid, &needs_repair, &error);

  g_assert_no_error (error);
  tide_keys_free_data_key (key);
  return bench_now_ms () - start;
}

/* The window as it stands while a person types the passphrase. */
static GtkWidget *
present_window (void)
{
  start_toolkit ();
  tide_application_load_resources ();
  GtkWidget *window = GTK_WIDGET (tide_window_new (NULL));
  Frame frame = { window, FALSE, FALSE };

  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 860);
  gtk_window_present (GTK_WINDOW (window));
  wait_for_frame (&frame);
  return window;
}

static TideClinic *
show_clinic (GtkWidget *window, const char *folder, gboolean keyed)
{
  g_autoptr (GError) error = NULL;
  TideClinic *clinic = tide_clinic_open (folder, keyed ? &passphrase : NULL, 0, &error);
  Frame frame = { window, TRUE, FALSE };

  g_assert_no_error (error);
  tide_window_set_clinic (TIDE_WINDOW (window), clinic);
  gtk_widget_activate_action (window, "win.show-view", "s", "patients");
  wait_for_frame (&frame);
  return clinic;
}

static int
child_rows (const char *folder, gboolean keyed, double start)
{
  double derivation = keyed ? time_derivation (folder) : 0;
  double begun = start + derivation; /* this derivation was only for its time */
  GtkWidget *window = present_window ();
  double unlocking = bench_now_ms ();
  g_autoptr (TideClinic) clinic = show_clinic (window, folder, keyed);
  double painted = bench_now_ms ();

  /* Idle work that belongs to the opening ends before memory is read. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_print ("%.3f %.3f %.0f\n", painted - unlocking - derivation, painted - begun - derivation,
           read_private_dirty_kib ());
  return EXIT_SUCCESS;
}

static GtkEditable *
find_search (GtkWidget *widget)
{
  if (GTK_IS_SEARCH_ENTRY (widget) && gtk_widget_get_mapped (widget))
    return GTK_EDITABLE (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkEditable *found = find_search (child);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
tick_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
rest (guint ms)
{
  gboolean over = FALSE;

  g_timeout_add (ms, tick_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

/* One line a keystroke, as a person types: a letter, a picture, a breath. */
static int
child_keys (const char *folder)
{
  static const char *const typed[]
    = { "lindqvist h", "b-0001", "abernathy joel", "zzz", "e", "novak to", "1957" };
  GtkWidget *window = present_window ();
  g_autoptr (TideClinic) clinic = show_clinic (window, folder, FALSE);
  Frame frame = { window, FALSE, FALSE };

  rest (500);
  GtkEditable *search = find_search (frame.window);
  g_assert_nonnull (search);
  for (guint round = 0; round < 3; round++)
    for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
      {
        gtk_editable_set_text (search, "");
        rest (100);
        for (guint n = 0; n < strlen (typed[i]); n++)
          {
            int position = (int) n;
            double start = bench_now_ms (), start_busy = bench_busy_ms ();

            gtk_editable_insert_text (search, typed[i] + n, 1, &position);
            wait_for_frame (&frame);
            g_print ("%.3f %.3f\n", bench_now_ms () - start, bench_busy_ms () - start_busy);
            rest (60);
          }
      }
  return EXIT_SUCCESS;
}

/* --- the parent --- */

/* Runs this program again as a child; the numbers of each of its lines go to the series in turn. */
static void
run_child (const char *self, const char *mode, const char *folder, BenchSeries *const *series, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *output = NULL;
  const char *argv[] = { self, mode, folder, NULL };
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, 0, NULL, NULL, &output, NULL, &status, &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);
  g_auto (GStrv) lines = g_strsplit (g_strstrip (output), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), >, 0);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) numbers = g_strsplit (lines[i], " ", -1);

      g_assert_cmpuint (g_strv_length (numbers), ==, n);
      for (guint k = 0; k < n; k++)
        bench_series_add (series[k], g_ascii_strtod (numbers[k], NULL));
    }
}

static void
report_memory (BenchSeries *kib, const char *name, gboolean has_target)
{
  double worst = bench_series_percentile (kib, 100), p50 = bench_series_percentile (kib, 50);

  g_print ("%-46s n %5u   p50 %8.0f KiB   worst %8.0f KiB", name, kib->samples->len, p50, worst);
  if (has_target)
    g_print ("   target %d KiB: %s", MEMORY_LIMIT_KIB, worst <= MEMORY_LIMIT_KIB ? "met" : "missed");
  g_print ("\n{\"bench\": \"%s\", \"n\": %u, \"p50_kib\": %.0f, \"worst_kib\": %.0f, \"target_kib\": %s%d}\n",
           name, kib->samples->len, p50, worst, has_target ? "" : "-", has_target ? MEMORY_LIMIT_KIB : 1);
  g_array_unref (kib->samples);
  g_free (kib->name);
  g_free (kib);
}

static char *
fill (gboolean keyed, guint n, guint ratings)
{
  g_autoptr (TideClinic) clinic = bench_clinic_new (keyed);
  char *folder = g_strdup (tide_clinic_get_folder (clinic));

  bench_clinic_fill (clinic, n, ratings);
  tide_clinic_close (clinic);
  return folder;
}

static void
measure_starts (const char *self, gboolean keyed)
{
  g_autofree char *folder = fill (keyed, 10000, 4);
  const char *kind = keyed ? "keyed" : "plain";
  g_autofree char *rows_name = g_strdup_printf ("unlocked to rows, 10,000 patients, %s", kind);
  g_autofree char *start_name = g_strdup_printf ("start to rows, both frames, %s", kind);
  g_autofree char *memory_name = g_strdup_printf ("private dirty memory then, %s", kind);
  BenchSeries *empty[] = { bench_series_new ("start to an empty window (floor)"), bench_series_new ("") };
  BenchSeries *rows[]
    = { bench_series_new (rows_name), bench_series_new (start_name), bench_series_new ("") };

  for (guint i = 0; i < N_STARTS; i++)
    {
      run_child (self, "empty", NULL, empty, 2);
      run_child (self, keyed ? "rows-keyed" : "rows-plain", folder, rows, 3);
    }
  double floor = bench_series_percentile (empty[0], 50);
  bench_series_report (empty[0], NAN, NAN);
  bench_series_report (rows[0], 2 * floor, floor);
  bench_series_report (rows[1], NAN, floor);
  report_memory (empty[1], "private dirty memory of an empty window", FALSE);
  report_memory (rows[2], memory_name, TRUE);
  bench_folder_remove (folder);
}

static void
measure_keys (const char *self)
{
  g_autofree char *folder = fill (FALSE, 100000, 1);
  BenchSeries *keys[] = { bench_series_new ("keystroke to painted frame, 100,000 patients"),
                          bench_series_new ("the same, processor time") };

  run_child (self, "keys", folder, keys, 2);
  bench_series_report (keys[0], 16, NAN);
  bench_series_report (keys[1], 16, NAN);
  bench_folder_remove (folder);
}

int
main (int argc, char **argv)
{
  double start = bench_now_ms ();
  const char *mode = argc > 1 ? argv[1] : "";

  g_assert_cmpint (sodium_init (), >=, 0);
  if (g_str_equal (mode, "empty"))
    return child_empty (start);
  if (g_str_equal (mode, "rows-plain") && argc > 2)
    return child_rows (argv[2], FALSE, start);
  if (g_str_equal (mode, "rows-keyed") && argc > 2)
    return child_rows (argv[2], TRUE, start);
  if (g_str_equal (mode, "keys") && argc > 2)
    return child_keys (argv[2]);
  measure_starts (argv[0], FALSE);
  if (tide_store_can_encrypt ())
    measure_starts (argv[0], TRUE);
  measure_keys (argv[0]);
  return EXIT_SUCCESS;
}
