/* draw-summaries.c: writes the progress summary of every synthetic case as a PDF into a folder, for the eye,
 * and says how much processor time each took, the quickest of five.  Not a test: run it and look. */
#include <time.h>

#include "summary-fixtures.h"

#define N_ROUNDS 5

static double
cpu_ms (void)
{
  return (double) clock () * 1000 / CLOCKS_PER_SEC;
}

static void
draw (const char *name, TideReader reader, const char *folder)
{
  g_autoptr (SummaryCase) one = summary_case_new (name);
  g_autofree char *file = g_strconcat (name, "-", tide_reader_codes[reader], ".pdf", NULL);
  TideSummaryData data = one->data;
  data.reader = reader;
  if (reader == TIDE_READER_PATIENT)
    data.text = NULL; /* the sentences as they come */
  g_autofree char *path = g_build_filename (folder, file, NULL);
  double layout = G_MAXDOUBLE, writing = G_MAXDOUBLE;
  guint n_pages = 0;
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      g_autoptr (GError) error = NULL;
      double start = cpu_ms ();
      g_autoptr (TideReport) report = tide_summary_new (&data);
      double laid_out = cpu_ms ();
      if (!tide_report_write_pdf (&report, 1, path, &error))
        g_error ("%s", error->message);
      layout = MIN (layout, laid_out - start);
      writing = MIN (writing, cpu_ms () - laid_out);
      n_pages = tide_report_get_n_pages (report);
    }
  g_print ("%-14s %u pages, layout %5.1f ms, PDF %5.1f ms\n", name, n_pages, layout, writing);
}

int
main (int argc, char *argv[])
{
  if (argc < 2)
    {
      g_printerr ("usage: %s FOLDER [CASE…]\n", argv[0]);
      return 2;
    }
  for (guint i = 0; summary_case_names[i] != NULL; i++)
    if (argc == 2 || g_strv_contains ((const char *const *) argv + 2, summary_case_names[i]))
      for (TideReader reader = 0; reader < TIDE_N_READERS; reader++)
        draw (summary_case_names[i], reader, argv[1]);
  return 0;
}
