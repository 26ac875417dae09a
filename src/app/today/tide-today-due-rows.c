/* tide-today-due-rows.c: the rows of what is due: ratings, papers that run out, looks back. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "tide-patient-summary.h"
#include "tide-score-words.h"
#include "tide-screening.h"
#include "tide-today-rows-private.h"

static TideCourse *
load_course (TideTodayRows *self, const TideDue *due)
{
  return due->course_id != 0 ? tide_clinic_lookup (self->clinic, &tide_course_class, due->course_id, NULL)
                             : NULL;
}

static GtkWidget *
make_row (TideTodayRows *self, const TideDue *due, const char *what)
{
  g_autofree char *subject = g_strdup_printf ("%s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, due->subject,
                                              due->course_id, due->ref_id);
  return tide_today_rows_make (self, tide_due_kind_codes[due->kind], due->patient_id, subject,
                               due->patient_id, what);
}

/* --- ratings --- */

/* "last 25 on 5 Nov 2025", "never rated" */
static char *
dup_last (TideTodayRows *self, const TideDue *due, TideInstrument *scale)
{
  guint n = 0;
  if (scale == NULL)
    return g_strdup ("");
  const TideScoreInfo *score = tide_instrument_get_primary (scale);
  g_autofree TideRating *ratings
    = tide_clinic_load_ratings (self->clinic, due->patient_id, due->subject, score->id, &n, NULL);
  if (ratings == NULL || n == 0)
    return g_strdup (_ ("not rated yet"));
  const TideRating *last = &ratings[n - 1];
  g_autofree char *day = tide_date_to_words (tide_instant_get_date (tide_instant_of_utc (last->taken_utc)));
  g_autofree char *value = tide_figure_text (tide_rating_get_value (last), score->decimals, FALSE);
  return g_strdup_printf (_ ("last %s on %s"), value, day);
}

/* "Ketamine IV, after session 3", "Sertraline, week 8" */
static char *
dup_reason (const TideDue *due, const TideCourse *course, TideDate today)
{
  if (course == NULL)
    return g_strdup ("");
  g_autofree char *title = tide_course_dup_title (course);
  if (due->number > 0)
    return g_strdup_printf (_ ("%s, after session %d"), title, (int) due->number);
  if (due->ref_id != 0)
    return g_strdup_printf (_ ("%s, before the session"), title);
  if (tide_date_is_known (course->started_on) && course->started_on <= today)
    return g_strdup_printf (_ ("%s, week %d"), title, (today - course->started_on) / 7 + 1);
  return g_steal_pointer (&title);
}

static void
show_overdue (TideTodayRow *row, TideDate due, TideDate today)
{
  int days = today - due;
  g_autofree char *words = days > 0
                             ? g_strdup_printf (ngettext ("%d day overdue", "%d days overdue", days), days)
                             : g_strdup (days == 0 ? _ ("due today") : _ ("tomorrow"));
  tide_today_row_set_standing (row, words, days > 0 ? "tide-red" : days < 0 ? "tide-data-dim" : NULL);
}

GtkWidget *
tide_today_rows_make_rating (TideTodayRows *self, const TideDue *due)
{
  TideInstrument *scale = tide_library_lookup (tide_clinic_get_library (self->clinic), due->subject);
  g_autoptr (TideCourse) course = load_course (self, due);
  g_autofree char *reason = dup_reason (due, course, self->day->date);
  g_autofree char *last = dup_last (self, due, scale);
  g_autofree char *below = *reason != '\0' ? g_strdup_printf ("%s · %s", reason, last) : g_strdup (last);
  TideTodayRow *row = TIDE_TODAY_ROW (
    make_row (self, due, scale != NULL ? tide_instrument_get_short_name (scale) : due->subject));
  tide_today_row_set_below (row, NULL, NULL, below);
  show_overdue (row, tide_due_get_day (due), self->day->date);
  tide_today_row_set_action (row, "patient.rate-with", g_variant_new_string (due->subject), _ ("Rate"));
  return GTK_WIDGET (row);
}

char *
tide_today_rows_dup_rating_hint (const TideDay *day)
{
  return day->n_overdue > 0 ? tide_today_count_words (_ ("%u overdue"), day->n_overdue) : g_strdup ("");
}

/* --- what patients reported --- */

/* "PHQ-9 14", "PHQ-9 no total, 3 of 9 not answered, item 9 not answered" */
static char *
dup_result (TideInstrument *scale, const TideAssessmentData *report)
{
  if (scale == NULL)
    return g_strdup (report->instrument_id);
  g_autofree char *value = tide_score_dup_value (scale, report);
  g_autofree char *open = tide_score_dup_open_safety (scale, report);
  return open != NULL ? g_strdup_printf ("%s %s, %s", tide_instrument_get_short_name (scale), value, open)
                      : g_strdup_printf ("%s %s", tide_instrument_get_short_name (scale), value);
}

GtkWidget *
tide_today_rows_make_report (TideTodayRows *self, const TideAssessmentData *report)
{
  TideInstrument *scale = tide_library_lookup (tide_clinic_get_library (self->clinic), report->instrument_id);
  const TidePatient *patient = tide_today_rows_find_patient (self, report->patient_id);
  g_autofree char *what = dup_result (scale, report);
  g_autofree char *when = tide_instant_to_words (report->taken);
  g_autofree char *below = g_strdup_printf ("%s · %s", patient != NULL ? patient->mrn : "", when);
  int days = self->day->date - tide_instant_get_date (report->taken);
  g_autofree char *standing = days > 0 ? g_strdup_printf (ngettext ("%d day ago", "%d days ago", days), days)
                                       : g_strdup (_ ("today"));
  TideTodayRow *row
    = TIDE_TODAY_ROW (tide_today_rows_make (self, "report", report->base.id, "", report->patient_id, what));
  tide_today_row_set_below (row, NULL, NULL, below);
  tide_today_row_set_standing (row, standing, NULL);
  tide_today_row_set_action (row, "patient.open-assessment-of", g_variant_new_int64 (report->base.id), NULL);
  tide_today_row_set_mark (row, "today.mark-reviewed", _ ("Reviewed"), _ ("Mark as reviewed (V)"));
  return GTK_WIDGET (row);
}

/* --- papers --- */

static void
show_end (TideTodayRow *row, const TideDue *due, TideDate today)
{
  TideDate day = tide_due_get_day (due);
  int left = day - today;
  g_autofree char *date = tide_date_to_words (day);
  g_autofree char *words = NULL;
  if (left < -TIDE_DAY_AHEAD)
    words = g_strdup_printf (_ ("ended %s"), date); /* the days are many: what ended is told instead */
  else if (left < 0)
    words = g_strdup_printf (ngettext ("ended %s, %d day ago", "ended %s, %d days ago", -left), date, -left);
  else if (left == 0)
    words = g_strdup (_ ("ends today"));
  else
    words = g_strdup_printf (ngettext ("ends %s, %d day", "ends %s, %d days", left), date, left);
  tide_today_row_set_standing (row, words, left < 0 ? "tide-red" : left <= 4 ? "tide-amber" : NULL);
}

static const char *
get_paper_words (const TideDue *due)
{
  if (due->kind == TIDE_DUE_AUTHORISATION)
    return _ ("payer authorisation");
  if (due->kind == TIDE_DUE_SCREENING)
    return _ ("medical screening");
  switch (tide_code_from_text (tide_consent_kind_codes, due->subject))
    {
    case 1:
      return _ ("consent to treatment");
    case 2:
      return _ ("off-label consent");
    case 3:
      return _ ("consent to telemedicine");
    case 4:
      return _ ("consent to sharing records");
    default:
      return _ ("consent");
    }
}

/* "Ketamine IV · 3 of 6 authorised sessions left" */
static char *
dup_paper_facts (const TideDue *due, const TideCourse *course)
{
  g_autofree char *title = course != NULL ? tide_course_dup_title (course) : g_strdup ("");
  if (due->kind != TIDE_DUE_AUTHORISATION || course == NULL
      || course->authorised_sessions == TIDE_INTEGER_UNKNOWN)
    return g_steal_pointer (&title);
  if (strcmp (due->subject, "sessions") == 0)
    return g_strdup_printf (_ ("%s · all %d authorised sessions are used"), title,
                            (int) course->authorised_sessions);
  return g_strdup_printf (_ ("%s · %d of %d authorised sessions left"), title, MAX ((int) due->number, 0),
                          (int) course->authorised_sessions);
}

static void
set_paper_action (TideTodayRow *row, const TideDue *due, const TideCourse *course)
{
  int arm = course != NULL ? course->arm : tide_code_from_text (tide_arm_codes, due->subject);
  if (due->kind == TIDE_DUE_AUTHORISATION)
    tide_today_row_set_action (row, "patient.edit-course-at",
                               g_variant_new ("(xs)", due->course_id, "coverage"), NULL);
  else if (due->kind == TIDE_DUE_SCREENING)
    tide_today_row_set_action (row, "patient.screen", g_variant_new ("(ixs)", arm, (gint64) 0, ""), NULL);
  else
    tide_today_row_set_action (row, "patient.add-consent-for",
                               g_variant_new ("(iix)",
                                              tide_code_from_text (tide_consent_kind_codes, due->subject),
                                              arm, due->course_id),
                               NULL);
}

GtkWidget *
tide_today_rows_make_paper (TideTodayRows *self, const TideDue *due)
{
  g_autoptr (TideCourse) course = load_course (self, due);
  g_autofree char *facts = dup_paper_facts (due, course);
  TideTodayRow *row = TIDE_TODAY_ROW (make_row (self, due, get_paper_words (due)));
  tide_today_row_set_icon (row,
                           due->kind == TIDE_DUE_AUTHORISATION ? "security-medium-symbolic"
                           : due->kind == TIDE_DUE_CONSENT     ? "document-edit-symbolic"
                                                               : "x-office-document-symbolic",
                           NULL);
  tide_today_row_set_below (row, NULL, NULL, facts);
  show_end (row, due, self->day->date);
  set_paper_action (row, due, course);
  return GTK_WIDGET (row);
}

/* --- looks back --- */

static const char *
get_review_words (const TideDue *due)
{
  if (due->kind != TIDE_DUE_REVIEW)
    return tide_due_kind_get_label (due->kind);
  return tide_review_kind_get_label (tide_code_from_text (tide_review_kind_codes, due->subject));
}

static void
show_day (TideTodayRow *row, const TideDue *due, TideDate today)
{
  TideDate day = tide_due_get_day (due);
  int late = today - day;
  g_autofree char *date = tide_date_to_words (day);
  g_autofree char *words = NULL;
  if (late > 0)
    words = g_strdup_printf (ngettext ("%d day overdue", "%d days overdue", late), late);
  else if (late == 0)
    words = g_strdup (_ ("due today"));
  else
    words = g_strdup_printf (ngettext ("due %s, %d day", "due %s, %d days", -late), date, -late);
  tide_today_row_set_standing (row, words, late > 0 ? "tide-red" : NULL);
}

static void
set_review_action (TideTodayRow *row, const TideDue *due)
{
  if (due->kind == TIDE_DUE_REVIEW)
    tide_today_row_set_action (
      row, "patient.add-review",
      g_variant_new ("(xi)", due->course_id, tide_code_from_text (tide_review_kind_codes, due->subject)),
      NULL);
  else if (due->kind == TIDE_DUE_SAFETY_PLAN_REVIEW)
    tide_today_row_set_action (row, "patient.edit-safety-plan", g_variant_new_int64 (due->ref_id), NULL);
  else if (due->kind == TIDE_DUE_INTEGRATION)
    tide_today_row_set_action (row, "patient.add-integration",
                               g_variant_new ("(xx)", due->course_id, due->ref_id), NULL);
  else if (due->kind == TIDE_DUE_ESKETAMINE_MONITORING)
    tide_today_row_set_action (row, "patient.open-cockpit", g_variant_new_int64 (due->ref_id), NULL);
  else
    tide_today_row_set_action (row, "patient.edit-session",
                               g_variant_new ("(xx)", due->course_id, due->ref_id), NULL);
}

GtkWidget *
tide_today_rows_make_review (TideTodayRows *self, const TideDue *due)
{
  g_autoptr (TideCourse) course = load_course (self, due);
  g_autofree char *title = course != NULL ? tide_course_dup_title (course) : g_strdup ("");
  TideTodayRow *row = TIDE_TODAY_ROW (make_row (self, due, get_review_words (due)));
  tide_today_row_set_icon (row, "alarm-symbolic", NULL);
  tide_today_row_set_below (row, NULL, NULL, title);
  show_day (row, due, self->day->date);
  set_review_action (row, due);
  return GTK_WIDGET (row);
}
