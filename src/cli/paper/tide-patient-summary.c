/* tide-patient-summary.c: how a patient stands, in one line.
 *
 * The same outcome functions as the patient page, so that list and page never disagree about a state.
 */
#include "tide-patient-summary.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define BRIEF_CHARACTERS 9

static const TideCourseOutcome *
newest_course (const TideOutcome *outcome, gboolean planned)
{
  for (guint i = outcome->n_courses; i > 0; i--)
    if (outcome->courses[i - 1].planned == planned)
      return &outcome->courses[i - 1];
  return NULL;
}

static guint
count_held (const TideHistory *history, const TideCourseOutcome *course)
{
  guint n = 0;
  for (guint i = 0; i < history->sessions->len; i++)
    {
      const TideSession *session = g_ptr_array_index (history->sessions, i);
      if (session->status != TIDE_SESSION_HELD)
        continue;
      gboolean ours = session->course_id == course->course->base.id;
      for (guint j = 0; !ours && course->with != NULL && j < course->with->len; j++)
        ours = session->course_id == ((const TideCourse *) g_ptr_array_index (course->with, j))->base.id;
      n += ours;
    }
  return n;
}

static void
take_courses (TidePatientSummary *self, const TideHistory *history, const TideOutcome *outcome)
{
  const TideCourseOutcome *course = newest_course (outcome, FALSE);
  self->planned = course == NULL && newest_course (outcome, TRUE) != NULL;
  if (course == NULL)
    return;
  self->begun = TRUE;
  self->n_sessions = count_held (history, course);
  gboolean running
    = !tide_date_is_known (course->course->ended_on) || course->course->ended_on >= tide_date_today ();
  if (running && tide_instant_is_known (course->day0))
    self->weeks = MAX (0, (int) floor (tide_instant_days_since (tide_instant_now (), course->day0) / 7));
}

static void
take_last_visit (TidePatientSummary *self, const TideHistory *history, const TideOutcome *outcome,
                 const TideThresholds *thresholds)
{
  const TideVisitOutcome *visit = tide_outcome_get_last (outcome);
  if (visit == NULL)
    return;
  const TideAssessmentData *data = tide_history_find_assessment (history, visit->rating.assessment_id);
  self->last = tide_rating_get_value (&visit->rating);
  self->change = visit->change;
  self->percent = visit->percent;
  self->state = visit->state;
  if (data != NULL)
    self->rated = data->taken;
  if (tide_instant_is_known (self->rated))
    {
      double days = tide_instant_days_since (tide_instant_now (), self->rated);
      self->days_ago = MAX (0, (int) floor (days));
      self->stale = days > tide_thresholds_get (thresholds, "state_days");
    }
  const TideCourseOutcome *course = tide_outcome_find_course_at (outcome, tide_instant_now (), FALSE);
  gboolean lacks_baseline = course != NULL && course->baseline < 0;
  self->why_no_state = visit->state == TIDE_STATE_NONE && lacks_baseline
                         ? _ ("No baseline")
                         : tide_outcome_why_no_state (outcome, visit);
  self->ratings = g_new0 (TideRating, outcome->n_visits);
  for (guint i = 0; i < outcome->n_visits; i++)
    if (!outcome->visits[i].passed_over)
      self->ratings[self->n_ratings++] = outcome->visits[i].rating;
}

TidePatientSummary *
tide_patient_summary_load (TideClinic *clinic, gint64 patient_id, const TideThresholds *thresholds,
                           GError **error)
{
  g_autoptr (TideHistory) history = tide_clinic_load_history (clinic, patient_id, error);
  if (history == NULL)
    return NULL;
  TidePatientSummary *self = g_new0 (TidePatientSummary, 1);
  self->last = self->change = self->percent = NAN;
  self->weeks = self->days_ago = -1;
  const char *target = tide_clinic_get_target_instrument (clinic, history);
  TideInstrument *instrument
    = target != NULL ? tide_library_lookup (tide_clinic_get_library (clinic), target) : NULL;
  if (instrument == NULL)
    return self;
  self->instrument = g_strdup (tide_instrument_get_short_name (instrument));
  self->decimals = tide_instrument_get_primary (instrument)->decimals;
  g_autoptr (TideOutcome) outcome
    = tide_outcome_compute (history, instrument, thresholds, tide_instant_now ());
  take_courses (self, history, outcome);
  take_last_visit (self, history, outcome, thresholds);
  return self;
}

void
tide_patient_summary_free (TidePatientSummary *self)
{
  if (self == NULL)
    return;
  g_free (self->instrument);
  g_free (self->ratings);
  g_free (self);
}

char *
tide_patient_summary_dup_total (const TidePatientSummary *self)
{
  return isnan (self->last) ? g_strdup ("") : tide_figure_text (self->last, self->decimals, FALSE);
}

TideState
tide_patient_summary_get_state (const TidePatientSummary *self)
{
  return self->stale ? TIDE_STATE_NONE : self->state;
}

static char *
dup_age_words (int days, gboolean brief)
{
  /* Translators: in place of a state: it is not known, the last rating was that many days (d) ago. */
  return brief ? g_strdup_printf (ngettext ("? %d d ago", "? %d d ago", (gulong) days), days)
               : g_strdup_printf (ngettext ("? %d day ago", "? %d days ago", (gulong) days), days);
}

char *
tide_patient_summary_dup_state_words (const TidePatientSummary *self, gboolean brief)
{
  if (self->planned)
    return g_strdup (_ ("Planned"));
  if (self->n_ratings == 0)
    return g_strdup (_ ("Not rated"));
  if (self->stale)
    return dup_age_words (self->days_ago, brief);
  if (self->state == TIDE_STATE_NONE)
    return g_strdup (self->why_no_state);
  const char *label = tide_state_get_label (self->state);
  return g_strdup (
    brief && g_utf8_strlen (label, -1) > BRIEF_CHARACTERS ? tide_state_get_short_label (self->state) : label);
}

const char *
tide_diagnosis_abbreviation (const char *code)
{
  const TideIcdCode *icd = code != NULL ? tide_icd_lookup (code) : NULL;
  if (icd != NULL && icd->abbreviation != NULL)
    return icd->abbreviation;
  return code != NULL ? code : "";
}

char *
tide_age_text (TideDate birth, TideDate on)
{
  int age = tide_date_age (birth, on);
  return age < 0 ? g_strdup ("?") : g_strdup_printf ("%d", age);
}

char *
tide_death_text (const TidePatientRow *row, gboolean spoken)
{
  if (!row->died)
    return NULL;
  g_autofree char *day = tide_date_to_words (row->died_on);
  if (!tide_date_is_known (row->died_on))
    return g_strdup (spoken ? _ ("died, day not known") : "†");
  return g_strdup_printf (spoken ? _ ("died %s") : "† %s", day);
}

char *
tide_figure_text (double value, guint decimals, gboolean sign)
{
  if (isnan (value))
    return g_strdup ("–");
  double shown = fabs (value), step = pow (10, decimals);
  gboolean zero = shown * step < .5;
  const char *mark = zero ? "" : value < 0 ? "−" : sign ? "+" : "";
  return g_strdup_printf ("%s%.*f", mark, (int) decimals, shown);
}

const char *
tide_level_icon_name (TideLevel level)
{
  static const char *const names[]
    = { NULL, "dialog-information-symbolic", "dialog-warning-symbolic", "dialog-error-symbolic" };
  return names[CLAMP (level, TIDE_LEVEL_NONE, TIDE_LEVEL_RED)];
}

const char *
tide_level_word (TideLevel level)
{
  static const char *const words[] = { NULL, N_ ("Yellow"), N_ ("Amber"), N_ ("Red") };
  const char *word = words[CLAMP (level, TIDE_LEVEL_NONE, TIDE_LEVEL_RED)];
  return word != NULL ? _ (word) : NULL;
}

const char *
tide_level_css_class (TideLevel level)
{
  static const char *const classes[] = { NULL, "tide-yellow", "tide-amber", "tide-red" };
  return classes[CLAMP (level, TIDE_LEVEL_NONE, TIDE_LEVEL_RED)];
}
