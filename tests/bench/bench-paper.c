/* bench-paper.c: a thousand progress summaries from the demo clinic in one batch, a PDF each: reading,
 * layout, writing.  Target: at most 20 ms each, and no more memory at the end than in the middle.  The floor,
 * in the same run, is bare Cairo: a PDF of one page with about as many glyphs and strokes (an estimate),
 * nothing read, nothing laid out. */
#include "bench.h"

#include <cairo-pdf.h>
#include <glib/gstdio.h>
#include <math.h>
#include <pango/pangocairo.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "tide-clinic-paper.h"
#include "tide-demo.h"
#include "tide-report-batch.h"

#define N_SUMMARIES 1000
#define N_PATIENTS 120
/* An estimate of a summary's page, not a count: the floor says of which order the drawing alone is. */
#define N_GLYPHS 2600
#define N_STROKES 420
#define N_FLOORS 100

static double
resident_mb (void)
{
  long pages = 0, all = 0;
  FILE *file = fopen ("/proc/self/statm", "r");
  if (file == NULL || fscanf (file, "%ld %ld", &all, &pages) != 2)
    pages = 0;
  if (file != NULL)
    fclose (file);
  return (double) pages * (double) sysconf (_SC_PAGESIZE) / 1048576;
}

/* --- the floor --- */

/* One page in the same two faces, its words as glyphs that were found before. */
static void
write_bare (const char *path, PangoLayout *regular, PangoLayout *bold, guint n_letters)
{
  cairo_surface_t *surface = cairo_pdf_surface_create (path, 595, 842);
  cairo_t *cr = cairo_create (surface);
  for (guint n = 0, line = 0; n < N_GLYPHS; n += n_letters, line++)
    {
      cairo_move_to (cr, 42 + line % 3 * 170, 40 + line / 3 * 11);
      pango_cairo_show_layout (cr, line % 5 == 0 ? bold : regular);
    }
  cairo_set_line_width (cr, 0.5);
  for (guint i = 0; i < N_STROKES; i++)
    {
      cairo_move_to (cr, 42 + i % 20 * 25, 60 + i / 20 * 30);
      cairo_rel_line_to (cr, 20, i % 7);
      cairo_stroke (cr);
    }
  cairo_show_page (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
}

static double
measure_floor (const char *folder)
{
  static const char words[] = "Y-BOCS 28 to 12, response between day 4 and day 7";
  g_autofree char *path = g_build_filename (folder, "bare.pdf", NULL);
  PangoFontMap *map = pango_cairo_font_map_get_default ();
  PangoContext *context = pango_font_map_create_context (map);
  g_autoptr (PangoLayout) regular = pango_layout_new (context), bold = pango_layout_new (context);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string ("Cantarell 8"),
                                   strong = pango_font_description_from_string ("Cantarell Bold 8");
  BenchSeries *series = bench_series_new ("paper: bare Cairo, about as many glyphs and strokes");
  pango_layout_set_font_description (regular, font);
  pango_layout_set_font_description (bold, strong);
  pango_layout_set_text (regular, words, -1);
  pango_layout_set_text (bold, words, -1);
  for (guint i = 0; i < N_FLOORS; i++)
    {
      double start = bench_now_ms ();
      write_bare (path, regular, bold, (guint) strlen (words));
      bench_series_add (series, bench_now_ms () - start);
    }
  double floor = bench_series_percentile (series, 50);
  bench_series_report (series, NAN, NAN);
  g_unlink (path);
  g_object_unref (context);
  return floor;
}

/* --- the batch --- */

typedef struct
{
  BenchSeries *reading, *layout, *writing, *all;
} Series;

static void
write_one (TideClinic *clinic, gint64 id, TideReportBatch *batch, Series *series)
{
  g_autoptr (GError) error = NULL;
  double start = bench_now_ms ();
  g_autoptr (TideHistory) history = tide_clinic_load_history (clinic, id, &error);
  g_assert_no_error (error);
  g_auto (TideClinicPaper) paper = { 0 };
  tide_clinic_paper_init (&paper, clinic, history);
  double read = bench_now_ms ();
  g_autoptr (TideReport) report = tide_summary_new (&paper.page);
  double laid_out = bench_now_ms ();
  tide_report_batch_add (batch, report, history->patient->mrn, &error);
  g_assert_no_error (error);
  double written = bench_now_ms ();
  bench_series_add (series->reading, read - start);
  bench_series_add (series->layout, laid_out - read);
  bench_series_add (series->writing, written - laid_out);
  bench_series_add (series->all, written - start);
}

static void
remove_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_unlink (path);
    }
  g_rmdir (folder);
}

int
main (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("tide-paper-XXXXXX", &error);
  TideClinic *clinic = bench_clinic_new (FALSE);
  guint n_more;
  if (!tide_demo_fill (clinic, N_PATIENTS, 1, tide_date_today (), NULL, NULL, &error))
    g_error ("%s", error->message);
  g_autoptr (GArray) hits = tide_clinic_search (clinic, "", 0, G_MAXINT, &n_more);
  double floor = measure_floor (folder), half = 0;
  g_autoptr (TideReportBatch) batch
    = tide_report_batch_new_folder (folder, "summary", TIDE_BATCH_COUNTED, &error);
  Series series = { bench_series_new ("paper: reading"), bench_series_new ("paper: layout"),
                    bench_series_new ("paper: PDF"), bench_series_new ("paper: a summary, all") };
  double start = bench_now_ms (), busy = bench_busy_ms ();
  for (guint i = 0; i < N_SUMMARIES; i++)
    {
      write_one (clinic, g_array_index (hits, TideSearchHit, i % hits->len).patient_id, batch, &series);
      if (i == N_SUMMARIES / 2)
        half = resident_mb ();
    }
  double wall = bench_now_ms () - start;
  busy = bench_busy_ms () - busy;
  g_print (
    "%u summaries: %.1f ms each by the clock, %.1f ms of processor time; memory %.1f MB half way, %.1f MB at the "
    "end\n",
    N_SUMMARIES, wall / N_SUMMARIES, busy / N_SUMMARIES, half, resident_mb ());
  bench_series_report (series.reading, NAN, NAN);
  bench_series_report (series.layout, NAN, NAN);
  bench_series_report (series.writing, NAN, floor);
  bench_series_report (series.all, 20, floor);
  remove_files (folder);
  bench_clinic_remove (clinic);
  return 0;
}
