/* tide-cli-report-kinds.c: what each kind of report makes of a patient, or why it cannot. */
#include "tide-cli-report.h"

#include <glib/gi18n-lib.h>

#include "tide-blank-form.h"
#include "tide-clinic-cockpit.h"
#include "tide-course-sheet.h"
#include "tide-diary-sheet.h"
#include "tide-eligibility-sheet.h"
#include "tide-monitoring-sheet.h"
#include "tide-scores-sheet.h"
#include "tide-session-sheet.h"

/* --- eligibility --- */

/* The newest course of the treatment that has not ended, as the page chooses; NULL: nobody has planned one.
 */
static const TideCourse *
find_open_course (const TideHistory *history, TideArm arm, TideDate day)
{
  for (guint i = history->courses->len; i > 0; i--)
    {
      const TideCourse *course = history->courses->pdata[i - 1];
      if (course->arm == (int) arm && (!tide_date_is_known (course->ended_on) || course->ended_on >= day))
        return course;
    }
  return NULL;
}

static TideReport *
make_eligibility (TideCliChart *chart, gpointer data, GError **error)
{
  const TideCliReport *options = data;
  g_autofree char *policy = tide_clinic_dup_setting (chart->clinic, "policy.text");
  TideDate today = tide_instant_get_date (chart->paper.page.now);
  const TideCourse *course = find_open_course (chart->history, options->arm_value, today);
  TideProposal proposal = { .arm = (int) options->arm_value, .course = course };
  TideSafetyCase subject = chart->desk.subject;
  subject.target = chart->paper.page.instrument_id;
  g_autoptr (TideEligibility) list = tide_eligibility_compute (&subject, &proposal, today);
  g_autofree char *treatment
    = course != NULL ? tide_course_dup_title (course)
                     : g_strdup_printf (_ ("%s, no course yet"), tide_arm_get_label (options->arm_value));
  TideEligibilitySheetData sheet
    = { &chart->paper.page, list, treatment, course != NULL ? course->base.id : 0, policy };
  return tide_eligibility_sheet_new (&sheet);
}

/* --- session --- */

/* The dose of that day; of several the last. NULL: there was none. */
static const TideSession *
find_dose (const TideHistory *history, TideDate day)
{
  for (guint i = history->sessions->len; i > 0; i--)
    {
      const TideSession *session = history->sessions->pdata[i - 1];
      const TideCourse *course = tide_history_find_course (history, session->course_id);
      if (course != NULL && tide_arm_is_ketamine ((TideArm) course->arm)
          && tide_session_is_treatment (session, (TideArm) course->arm)
          && tide_instant_get_date (session->started) == day)
        return session;
    }
  return NULL;
}

static TideReport *
make_of_session (TideCliChart *chart, const TideCliReport *options, gboolean monitoring, GError **error)
{
  const TideSession *session = find_dose (chart->history, options->day);
  if (session == NULL)
    {
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE, "--date: no dose was given on %s", options->date);
      return NULL;
    }
  TideSafetyCase subject = chart->desk.subject;
  subject.target = chart->paper.page.instrument_id;
  TideSessionSheetData sheet
    = { &chart->paper.page, &subject, tide_clinic_get_session_rules (chart->clinic), session->base.id };
  return monitoring ? tide_monitoring_sheet_new (&sheet) : tide_session_sheet_new (&sheet);
}

static TideReport *
make_session (TideCliChart *chart, gpointer data, GError **error)
{
  return make_of_session (chart, data, FALSE, error);
}

static TideReport *
make_monitoring (TideCliChart *chart, gpointer data, GError **error)
{
  return make_of_session (chart, data, TRUE, error);
}

/* --- course --- */

/* By its code; without one the newest that has begun, else the newest. */
static const TideCourse *
find_course (const TideHistory *history, const char *code, TideDate today)
{
  const TideCourse *newest = NULL;
  for (guint i = history->courses->len; i > 0; i--)
    {
      const TideCourse *course = history->courses->pdata[i - 1];
      if (code != NULL && g_strcmp0 (course->code, code) == 0)
        return course;
      if (code == NULL && tide_date_is_known (course->started_on) && course->started_on <= today)
        return course;
      newest = newest == NULL && code == NULL ? course : newest;
    }
  return newest;
}

static const TideCourse *
need_course (const TideCliChart *chart, const TideCliReport *options, GError **error)
{
  const TideCourse *course
    = find_course (chart->history, options->course, tide_instant_get_date (chart->paper.page.now));
  if (course == NULL && options->course != NULL)
    g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE, "--course: the patient has no course “%s”",
                 options->course);
  else if (course == NULL)
    g_set_error_literal (error, TIDE_ERROR, TIDE_ERROR_VALUE, "--patient: no course is recorded");
  return course;
}

static TideReport *
make_course (TideCliChart *chart, gpointer data, GError **error)
{
  const TideCourse *course = need_course (chart, data, error);
  if (course == NULL)
    return NULL;
  g_autoptr (TideCourseBook) book = tide_course_book_new (&chart->desk.subject, chart->paper.currency);
  TideCourseSheetData sheet = { &chart->paper.page, book, course->base.id };
  return tide_course_sheet_new (&sheet);
}

/* --- scores --- */

/* Every one must be known: a table that leaves out a scale for a slip of the pen misleads. */
static gboolean
check_instruments (TideCliChart *chart, char **ids, GError **error)
{
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    if (tide_library_lookup (tide_clinic_get_library (chart->clinic), ids[i]) == NULL)
      {
        g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE, "--instruments: “%s” is not known to this clinic",
                     ids[i]);
        return FALSE;
      }
  return TRUE;
}

static TideReport *
make_scores (TideCliChart *chart, gpointer data, GError **error)
{
  const TideCliReport *options = data;
  g_auto (GStrv) ids = options->instruments != NULL ? g_strsplit (options->instruments, ",", -1) : NULL;
  if (!check_instruments (chart, ids, error))
    return NULL;
  chart->paper.page.from = options->from;
  chart->paper.page.to = options->to;
  g_autoptr (TideCourseBook) book = tide_course_book_new (&chart->desk.subject, NULL);
  TideScoresSheetData sheet = { &chart->paper.page, book, (const char *const *) ids };
  return tide_scores_sheet_new (&sheet);
}

/* --- to write on --- */

static TideReport *
make_blank (TideCliChart *chart, gpointer data, GError **error)
{
  const TideCliReport *options = data;
  TideInstrument *scale
    = tide_library_lookup (tide_clinic_get_library (chart->clinic), options->many.instrument);
  TideBlankFormData form = { &chart->paper.page, scale };
  TideReport *report = tide_blank_form_new (&form);
  if (report == NULL)
    g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE,
                 "--instrument: “%s” has no items to print, only a total", options->many.instrument);
  return report;
}

static TideReport *
make_diary (TideCliChart *chart, gpointer data, GError **error)
{
  const TideCliReport *options = data;
  const TideCourse *course = need_course (chart, options, error);
  if (course == NULL)
    return NULL;
  g_autoptr (TideCourseBook) book = tide_course_book_new (&chart->desk.subject, NULL);
  TideDiarySheetData sheet = { &chart->paper.page, book, course->base.id, options->from, options->n_weeks };
  return tide_diary_sheet_new (&sheet);
}

const TideCliReportKind tide_cli_report_kinds[] = {
  { "eligibility", TIDE_TAKES_ARM, "eligibility-list", "eligibility list, PDF", make_eligibility },
  { "session", TIDE_TAKES_DATE, "session-record", "session record, PDF", make_session },
  { "ledger", 0, NULL, NULL, NULL },
  { "monitoring", TIDE_TAKES_DATE, "monitoring-sheet", "monitoring sheet, PDF", make_monitoring },
  { "course", TIDE_TAKES_COURSE, "course-report", "course report, PDF", make_course },
  { "scores", TIDE_TAKES_INSTRUMENTS | TIDE_TAKES_SPAN, "score-table", "score table, PDF", make_scores },
  { "caseload", TIDE_TAKES_SHOW, NULL, NULL, NULL },
  { "blank", TIDE_NEEDS_INSTRUMENT, "form", "blank form, PDF", make_blank },
  { "diary", TIDE_TAKES_COURSE | TIDE_TAKES_SPAN | TIDE_TAKES_WEEKS, "diary", "diary, PDF", make_diary },
  { 0 },
};
