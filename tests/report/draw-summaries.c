/* draw-summaries.c: writes the progress summary of every synthetic case as a PDF into a folder, for the eye,
 * and says how long each took.  Not a test: run it and look. */
#include "summary-fixtures.h"

int
main (int argc, char *argv[])
{
  if (argc < 2)
    {
      g_printerr ("usage: %s FOLDER [CASE…]\n", argv[0]);
      return 2;
    }
  for (guint i = 0; summary_case_names[i] != NULL; i++)
    {
      if (argc > 2 && !g_strv_contains ((const char *const *) argv + 2, summary_case_names[i]))
        continue;
      g_autoptr (SummaryCase) one = summary_case_new (summary_case_names[i]);
      g_autofree char *name = g_strconcat (summary_case_names[i], ".pdf", NULL);
      g_autofree char *path = g_build_filename (argv[1], name, NULL);
      g_autoptr (GError) error = NULL;
      gint64 start = g_get_monotonic_time ();
      g_autoptr (TideReport) report = tide_summary_new (&one->data);
      gint64 laid_out = g_get_monotonic_time ();
      if (!tide_report_write_pdf (&report, 1, path, &error))
        g_error ("%s", error->message);
      g_print ("%-14s %u pages, layout %5.1f ms, PDF %5.1f ms\n", summary_case_names[i],
               tide_report_get_n_pages (report), (double) (laid_out - start) / 1000,
               (double) (g_get_monotonic_time () - laid_out) / 1000);
    }
  return 0;
}
