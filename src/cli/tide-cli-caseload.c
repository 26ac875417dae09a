/* tide-cli-caseload.c: `tidemark-cli report DIR caseload`: the clinic's patients as the screen lists them. */
#include <glib/gi18n-lib.h>

#include "tide-caseload-line.h"
#include "tide-cli-pages.h"
#include "tide-clinic-paper.h"

static gboolean
parse_show (TideArguments *arguments, const char *text, TideCaseloadShow *show)
{
  *show = TIDE_CASELOAD_OPEN_COURSES;
  if (text == NULL)
    return TRUE;
  for (guint i = 0; i < TIDE_N_CASELOAD_SHOWS; i++)
    if (g_str_equal (text, tide_caseload_show_codes[i]))
      {
        *show = (TideCaseloadShow) i;
        return TRUE;
      }
  g_autofree char *allowed = g_strjoinv (", ", (char **) tide_caseload_show_codes);
  return tide_cli_refuse (arguments, "--show: “%s” is not one of %s", text, allowed) == TIDE_EXIT_DONE;
}

/* By name, as the search has them. (element-type TideCaseloadLine) (transfer full) */
static GPtrArray *
load_lines (TideClinic *clinic, TideCaseloadShow show, const TideThresholds *thresholds)
{
  guint n_more;
  g_autoptr (GArray) hits = tide_clinic_search (clinic, "", 0, G_MAXINT, &n_more);
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) tide_caseload_line_free);
  TideDate today = tide_date_today ();
  for (guint i = 0; hits != NULL && i < hits->len; i++)
    {
      TideCaseloadLine *line
        = tide_caseload_line_load (clinic, g_array_index (hits, TideSearchHit, i).patient_id, thresholds);
      if (line != NULL && tide_caseload_line_fits (line, show, today))
        g_ptr_array_add (lines, line);
      else
        tide_caseload_line_free (line);
    }
  return lines;
}

TideExit
tide_cli_run_caseload (TideArguments *arguments, const char *output, const char *paper, const char *show_text)
{
  TideExit code;
  TideCaseloadShow show;
  if (!parse_show (arguments, show_text, &show))
    return TIDE_EXIT_USAGE;
  g_autoptr (TideClinic) clinic = tide_cli_open (arguments, &code);
  if (clinic == NULL)
    return code;
  tide_cli_take_word (arguments); /* "caseload" */
  if (!tide_cli_take_end (arguments))
    return TIDE_EXIT_USAGE;
  g_autoptr (GError) error = NULL;
  if (!tide_clinic_run_time_rules (clinic, 0, tide_instant_now (), &error))
    return tide_cli_fail (arguments, error);
  g_auto (TideClinicPaper) page = { 0 };
  tide_clinic_paper_init (&page, clinic, NULL);
  tide_clinic_paper_set_size (&page, paper);
  page.page.clinician = NULL;
  g_autoptr (GPtrArray) lines = load_lines (clinic, show, page.thresholds);
  /* Translators: which patients a printed list holds, and that they stand by name */
  g_autofree char *selection = g_strdup_printf (_ ("%s, by name"), tide_caseload_show_get_label (show));
  g_autoptr (TideReport) report = tide_caseload_new_report (&page.page, lines, selection);
  gboolean done = tide_report_write_pdf (&report, 1, output, &error)
                  && (tide_clinic_get_read_only (clinic)
                      || tide_clinic_log (clinic, "export", 0, "caseload, PDF", &error));
  return done ? TIDE_EXIT_DONE : tide_cli_fail (arguments, error);
}
