/* tide-summary-record.c: what the record holds besides scores and courses, one row a kind: unwanted effects
 * with how often they were asked for, weight, goals, earlier trials, the eligibility decision, consents. What
 * nobody recorded is named in one last row, so that an absent row never reads as "nothing found". */

#include "tide-adequacy.h"
#include "tide-course-result.h"
#include "tide-exposure-watch.h"
#include "tide-screening-rules.h"
#include "tide-summary-private.h"
#include "tide-vitals.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

static gboolean
is_day_in_span (const TideSummary *self, TideDate day)
{
  const TideSummaryData *data = self->data;
  return (!tide_date_is_known (data->from) || day >= data->from)
         && (!tide_date_is_known (data->to) || day <= data->to);
}

static gboolean
is_moment_in_span (const TideSummary *self, TideInstant moment)
{
  return is_day_in_span (self, tide_instant_get_date (moment));
}

static void
append (GString *text, const char *glue, const char *words)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? glue : "", words);
}

/* NULL instead of an empty text. */
static char *
finish (GString *text)
{
  return g_string_free (text, text->len == 0);
}

/* --- medicines that ended --- */

static char *
dup_ended_medicines (const TideSummary *self)
{
  const GPtrArray *medications = self->data->history->medications;
  TideDate today = tide_instant_get_date (self->data->now);
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < medications->len; i++)
    {
      const TideMedication *medication = medications->pdata[i];
      if (!tide_date_is_known (medication->ended_on) || tide_medication_is_taken_on (medication, today)
          || medication->ended_on > today || !is_day_in_span (self, medication->ended_on))
        continue;
      g_autofree char *dose = tide_summary_dose_words (medication);
      g_autofree char *start = tide_date_to_iso (medication->started_on);
      g_autofree char *end = tide_date_to_iso (medication->ended_on);
      g_autofree char *words = *start != '\0' ? g_strdup_printf (_ ("%s, %s to %s"), dose, start, end)
                                              : g_strdup_printf (_ ("%s, until %s"), dose, end);
      append (text, "; ", words);
    }
  return finish (text);
}

/* --- earlier trials --- */

/* Amounts without a judgement of the person: what a reader needs to follow the stage. */
static char *
dup_adequacy_words (const TideSummary *self, const TideTrialVerdict *trial)
{
  g_autofree char *limit
    = tide_number_to_text (tide_thresholds_get (self->data->thresholds, "failed_percent_below"));
  gboolean measured = !isnan (trial->percent_fall); /* else somebody said so */
  switch (trial->verdict)
    {
    case TIDE_ADEQUACY_FAILED:
      return measured ? g_strdup_printf (_ ("adequate, fall under %s %%"), limit)
                      : g_strdup (_ ("adequate, without response"));
    case TIDE_ADEQUACY_HELPED:
      return measured ? g_strdup_printf (_ ("adequate, fall of %s %% or more"), limit)
                      : g_strdup (_ ("adequate, with response"));
    case TIDE_ADEQUACY_NOT_ADEQUATE:
      return g_strdup (_ ("not adequate"));
    case TIDE_ADEQUACY_NOT_TOLERATED:
      return g_strdup (_ ("not tolerated"));
    case TIDE_ADEQUACY_TOO_EARLY:
      return g_strdup (_ ("too early"));
    case TIDE_ADEQUACY_UNKNOWN:
    default:
      return g_strdup (_ ("adequacy not known"));
    }
}

/* "2019 to 2020", "2019", "until 2020", "undated". */
static char *
dup_years (TideDate from, TideDate until)
{
  int first = 0, last = 0, month, day;
  if (tide_date_is_known (from))
    tide_date_get_ymd (from, &first, &month, &day);
  if (tide_date_is_known (until))
    tide_date_get_ymd (until, &last, &month, &day);
  if (first != 0 && last != 0 && first != last)
    return g_strdup_printf (_ ("%d to %d"), first, last);
  if (first == 0 && last != 0)
    return g_strdup_printf (_ ("until %d"), last);
  return first != 0 ? g_strdup_printf ("%d", first) : g_strdup (_ ("undated"));
}

static char *
dup_trial (const TideSummary *self, const TideTrialVerdict *verdict)
{
  const TideTrial *trial = verdict->trial;
  g_autofree char *years = dup_years (trial->started_on, trial->ended_on);
  g_autofree char *judged = dup_adequacy_words (self, verdict);
  GString *text = g_string_new (verdict->title);
  g_autofree char *dose
    = isnan (trial->dose_mg_per_day) ? NULL : tide_number_to_text (trial->dose_mg_per_day);
  g_autofree char *weeks = isnan (trial->weeks) ? NULL : tide_number_to_text (trial->weeks);
  if (dose != NULL)
    g_string_append_printf (text, _ (" %s mg/d"), dose);
  else if (trial->sessions != TIDE_INTEGER_UNKNOWN)
    g_string_append_printf (
      text, g_dngettext (GETTEXT_PACKAGE, " %d session", " %d sessions", (gulong) trial->sessions),
      (int) trial->sessions);
  g_string_append_printf (text, " %s", years);
  if (weeks != NULL)
    g_string_append_printf (text, _ (", %s wk"), weeks);
  g_string_append_printf (text, ": %s", judged);
  return g_string_free (text, FALSE);
}

static char *
dup_trials (const TideSummary *self)
{
  g_autoptr (TideAdequacyList) list
    = tide_adequacy_judge (&self->subject, tide_adequacy_get_preset (&self->subject));
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < list->trials->len; i++)
    {
      const TideTrialVerdict *verdict = list->trials->pdata[i];
      g_autofree char *words = verdict->trial != NULL ? dup_trial (self, verdict) : NULL;
      if (words != NULL)
        append (text, "; ", words);
    }
  return finish (text);
}

/* --- measurements --- */

static gboolean
is_of (const TideMeasurement *measurement, const char *id)
{
  const TideMeasure *measure = tide_measure_lookup (measurement->loinc);
  return measure != NULL && strcmp (measure->id, id) == 0;
}

static gboolean
is_printed (const TideSummary *self, const TideMeasurement *measurement)
{
  return !isnan (measurement->value) && is_moment_in_span (self, measurement->taken)
         && tide_instant_compare (measurement->taken, self->data->now) <= 0;
}

static char *
dup_weight (const TideSummary *self)
{
  const GPtrArray *all = self->data->history->measurements;
  const TideMeasurement *first = NULL, *last = NULL;
  guint n = 0;
  for (guint i = 0; i < all->len; i++)
    {
      const TideMeasurement *weight = all->pdata[i];
      if (!is_of (weight, "weight") || !is_printed (self, weight))
        continue;
      first = first != NULL ? first : weight;
      last = weight;
      n++;
    }
  if (n == 0)
    return NULL;
  g_autofree char *day = tide_date_to_iso (tide_instant_get_date (first->taken));
  g_autofree char *end = tide_date_to_iso (tide_instant_get_date (last->taken));
  if (n == 1)
    return g_strdup_printf (_ ("%.1f kg (%s), weighed once"), first->value, day);
  double change = last->value - first->value;
  g_autofree char *kg = tide_summary_points (change, 1, TRUE);
  g_autofree char *percent = tide_summary_points (100 * change / first->value, 1, TRUE);
  return g_strdup_printf (_ ("%.1f kg (%s), last %.1f kg (%s): %s kg, %s %%, weighed %u times"), first->value,
                          day, last->value, end, kg, percent, n);
}

/* Blood pressure and the like against the limits before a dose: the clinic's only ones for a reading at rest.
 */
static char *
dup_vital_finding (const TideSummary *self, const TideMeasurement *measurement, const TideMeasure *measure)
{
  int cell = tide_cell_from_name (measure->id);
  TideVitalsFinding finding;
  if (cell < 0)
    return NULL;
  g_autoptr (TideObservation) row = tide_observation_new ();
  tide_record_set_text (&row->slot, "pre");
  row->taken = measurement->taken;
  tide_observation_set_cell (row, (TideCell) cell, llround (measurement->value));
  return tide_vitals_judge_cell (self->session_rules, row, NULL, (TideCell) cell, &finding)
           ? tide_vitals_finding_dup_words (&finding)
           : NULL;
}

static char *
dup_finding (const TideSummary *self, const TideMeasurement *measurement, const TideMeasure *measure)
{
  g_autoptr (GPtrArray) findings = tide_exposure_watch_list_findings_of (&self->subject, measurement);
  if (findings->len == 0)
    return dup_vital_finding (self, measurement, measure);
  const TideSafetyFinding *finding = findings->pdata[0];
  return finding->source != NULL ? g_strdup_printf (_ ("%s (limit: %s)"), finding->words, finding->source)
                                 : g_strdup (finding->words);
}

/* Only what is beyond a limit is told; that the others are not is told too. */
static char *
dup_measurements (const TideSummary *self)
{
  const GPtrArray *all = self->data->history->measurements;
  GString *text = g_string_new (NULL);
  guint n = 0;
  for (guint i = 0; i < all->len; i++)
    {
      const TideMeasurement *measurement = all->pdata[i];
      const TideMeasure *measure = tide_measure_lookup (measurement->loinc);
      if (measure == NULL || !is_printed (self, measurement) || is_of (measurement, "weight"))
        continue;
      n++;
      g_autofree char *finding = dup_finding (self, measurement, measure);
      g_autofree char *day = tide_date_to_iso (tide_instant_get_date (measurement->taken));
      g_autofree char *words = finding != NULL ? g_strdup_printf ("%s, %s", finding, day) : NULL;
      if (words != NULL)
        append (text, "; ", words);
    }
  if (n > 0 && text->len == 0)
    g_string_append_printf (text,
                            g_dngettext (GETTEXT_PACKAGE, "%u other measurement, none beyond a limit",
                                         "%u other measurements, none beyond a limit", n),
                            n);
  return finish (text);
}

/* --- goals --- */

static char *
dup_goals (const TideSummary *self)
{
  const GPtrArray *goals = self->data->history->goals;
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < goals->len; i++)
    {
      const TideGoal *goal = goals->pdata[i];
      if (tide_date_is_known (goal->closed_on) && tide_date_is_known (self->data->from)
          && goal->closed_on < self->data->from)
        continue;
      g_autofree char *words
        = tide_goal_dup_words (self->data->history, goal, self->data->from, self->data->to);
      g_autofree char *none = words == NULL ? g_strdup_printf (_ ("“%s”: not rated"), goal->text) : NULL;
      append (text, "; ", words != NULL ? words : none);
    }
  if (text->len > 0)
    g_string_append (text, _ (" (0 not at all, 10 wholly reached)"));
  return finish (text);
}

/* --- screening and decision --- */

static const TideScreening *
find_screening (const TideHistory *history, int arm)
{
  for (guint i = 0; i < history->screenings->len; i++)
    if (((const TideScreening *) history->screenings->pdata[i])->arm == arm)
      return history->screenings->pdata[i];
  return NULL;
}

static const TideEligibilityDecision *
find_decision (const TideHistory *history, int arm)
{
  for (guint i = 0; i < history->decisions->len; i++)
    if (((const TideEligibilityDecision *) history->decisions->pdata[i])->arm == arm)
      return history->decisions->pdata[i];
  return NULL;
}

/* "2026-04-29 11:00 +01:00": with the offset, as at the foot of the page. */
static char *
dup_moment (TideInstant moment)
{
  char *iso = tide_instant_to_iso (moment);
  char *mark = strchr (iso, 'T');
  if (mark != NULL)
    *mark = ' ';
  return iso;
}

static void
append_decision (const TideSummary *self, GString *text, const TideEligibilityDecision *decision)
{
  g_autofree char *taken = dup_moment (decision->taken);
  const TideStaff *person = tide_history_find_staff (self->data->history, decision->staff_id);
  g_string_append_printf (text, _ ("%s, decided %s"), tide_verdict_get_label (decision->verdict), taken);
  if (person != NULL && person->name != NULL)
    g_string_append_printf (text, _ (" by %s"), person->name);
  g_autofree char *entered
    = tide_instant_is_known (decision->entered) ? dup_moment (decision->entered) : NULL;
  if (entered != NULL)
    g_string_append_printf (text, _ (", entered %s"), entered);
  else
    g_string_append (text, _ (", time of entry not known"));
}

/* Unknown is not no. */
static void
append_open_answers (const TideSummary *self, GString *text, int arm)
{
  g_autoptr (TideScreeningState) state
    = tide_screening_rules_judge (&self->subject, (TideArm) arm, tide_instant_get_date (self->subject.now));
  if (state != NULL && state->n_open > 0)
    g_string_append_printf (
      text, g_dngettext (GETTEXT_PACKAGE, ", %u answer not known", ", %u answers not known", state->n_open),
      state->n_open);
}

static char *
dup_eligibility_of (const TideSummary *self, int arm)
{
  const TideScreening *screening = find_screening (self->data->history, arm);
  const TideEligibilityDecision *decision = find_decision (self->data->history, arm);
  if (screening == NULL && decision == NULL)
    return NULL;
  GString *text = g_string_new (NULL);
  g_string_append_printf (text, "%s: ", tide_arm_get_label ((TideArm) arm));
  if (decision != NULL)
    append_decision (self, text, decision);
  else
    g_string_append (text, _ ("nobody has decided"));
  if (screening != NULL)
    {
      g_autofree char *day = tide_date_to_iso (tide_instant_get_date (screening->taken));
      g_autofree char *until
        = tide_date_to_iso (tide_screening_rules_get_expiry (screening, self->data->thresholds));
      g_string_append_printf (text, _ ("; screened %s, holds until %s"), day, until);
      append_open_answers (self, text, arm);
    }
  else
    g_string_append (text, _ ("; not screened"));
  return g_string_free (text, FALSE);
}

static char *
dup_eligibility (const TideSummary *self)
{
  GString *text = g_string_new (NULL);
  for (int arm = 1; arm < TIDE_N_ARMS; arm++)
    {
      g_autofree char *words = dup_eligibility_of (self, arm);
      if (words != NULL)
        append (text, ". ", words);
    }
  return finish (text);
}

/* --- consents --- */

static char *
dup_consent (const TideSummary *self, const TideConsent *consent)
{
  const TideCourse *course = tide_history_find_course (self->data->history, consent->course_id);
  int arm = course != NULL ? course->arm : consent->arm;
  g_autofree char *given = tide_date_to_iso (consent->given_on);
  TideDate today = tide_instant_get_date (self->data->now);
  GString *text = g_string_new (tide_consent_kind_get_label (consent->kind));
  if (arm != 0)
    g_string_append_printf (text, " (%s)", tide_arm_get_label ((TideArm) arm));
  if (consent->version != NULL)
    g_string_append_printf (text, _ (", form %s"), consent->version);
  else
    g_string_append (text, _ (", form not recorded"));
  g_string_append_printf (text, ", %s", given);
  TideDate end = TIDE_DATE_UNKNOWN;
  if (tide_date_is_known (consent->withdrawn_on) && consent->withdrawn_on <= today)
    end = consent->withdrawn_on;
  else if (tide_date_is_known (consent->expires_on) && consent->expires_on < today)
    end = consent->expires_on;
  g_autofree char *day = tide_date_to_iso (end);
  if (*day != '\0')
    g_string_append_printf (text, end == consent->withdrawn_on ? _ (", withdrawn %s") : _ (", expired %s"),
                            day);
  return g_string_free (text, FALSE);
}

static char *
dup_consents (const TideSummary *self)
{
  const GPtrArray *consents = self->data->history->consents;
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < consents->len; i++)
    {
      g_autofree char *words = dup_consent (self, consents->pdata[i]);
      append (text, "; ", words);
    }
  return finish (text);
}

/* --- the table --- */

TideBlock *
tide_summary_record (const TideSummary *self)
{
  const struct
  {
    const char *label, *missing; /* what the last row says in its place; NULL: nothing */
    char *(*dup) (const TideSummary *self);
  } rows[] = {
    { _ ("Unwanted effects"), _ ("unwanted effects (not asked for)"), tide_summary_dup_effects },
    { _ ("Weight"), _ ("weight"), dup_weight },
    { _ ("Measurements"), _ ("other measurements"), dup_measurements },
    { _ ("Goals"), _ ("goals"), dup_goals },
    { _ ("Medicines ended"), NULL, dup_ended_medicines },
    { _ ("Earlier trials"), _ ("trials before this clinic"), dup_trials },
    { _ ("Eligibility"), _ ("screening, eligibility decision"), dup_eligibility },
    { _ ("Consents"), _ ("consent"), dup_consents },
  };
  const TideTableColumn columns[] = { { NULL, PANGO_ALIGN_LEFT, FALSE }, { NULL, PANGO_ALIGN_LEFT, FALSE } };
  TideBlock *table = tide_block_table_new (self->context, columns, G_N_ELEMENTS (columns));
  g_autoptr (GString) missing = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *words = rows[i].dup (self);
      if (words == NULL && rows[i].missing != NULL)
        append (missing, ", ", rows[i].missing);
      if (words == NULL)
        continue;
      g_autofree char *label = g_markup_printf_escaped ("<b>%s</b>", rows[i].label);
      g_autofree char *escaped = g_markup_escape_text (words, -1);
      tide_block_table_add_row (table, (const char *const[]){ label, escaped });
    }
  g_autofree char *label = g_markup_printf_escaped ("<b>%s</b>", _ ("Not recorded"));
  if (missing->len > 0)
    tide_block_table_add_row (table, (const char *const[]){ label, missing->str });
  return table;
}
