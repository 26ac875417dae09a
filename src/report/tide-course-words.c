/* tide-course-words.c: the sentences of the Courses tab: every rate with its denominator, every number with
 * its unit, and nothing where nothing is recorded.
 */
#include "tide-course-words.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include "tide-continuity.h"
#include "tide-course-facts.h"
#include "tide-dose-rules.h"
#include "tide-session-given.h"
#include "tide-therapy-window.h"
#include "tide-wording.h"

static void
append (GString *text, const char *separator, const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, separator);
  g_string_append (text, part);
}

static char *
finish (GString *text)
{
  return g_string_free (text, text->len == 0); /* NULL when it is freed */
}

static char *
dup_number (double value, int decimals)
{
  double scale = pow (10, decimals);
  return tide_number_to_text (round (value * scale) / scale);
}

/* --- the course itself --- */

char *
tide_course_dup_head (const TideCourse *course)
{
  GString *text = g_string_new (NULL);
  g_autofree char *period = tide_words_period (course->started_on, course->ended_on);
  g_autofree char *intent
    = course->intent > 0 ? tide_words_capitalised (tide_intent_get_label (course->intent)) : NULL;
  append (text, " · ", intent);
  append (text, " · ", tide_arm_get_label ((TideArm) course->arm));
  if (course->line_of_treatment != TIDE_INTEGER_UNKNOWN)
    {
      g_autofree char *line = g_strdup_printf (_ ("line %" G_GINT64_FORMAT), course->line_of_treatment);
      append (text, " · ", line);
    }
  if (course->role > 0)
    append (text, " · ", tide_course_role_get_label (course->role));
  if (course->adherence > 0)
    {
      g_autofree char *adherence
        = g_strdup_printf (_ ("adherence %s"), tide_adherence_get_label (course->adherence));
      append (text, " · ", adherence);
    }
  append (text, " · ", period);
  append (text, " · ", course->indication);
  return finish (text);
}

char *
tide_course_dup_end (const TideCourse *course)
{
  if (!tide_date_is_known (course->ended_on))
    return NULL;
  g_autofree char *day = tide_date_to_words (course->ended_on);
  const char *reason
    = course->end_reason > 0 ? tide_end_reason_get_label (course->end_reason) : _ ("no reason recorded");
  return g_strdup_printf (tide_end_reason_is_dropout (course->end_reason) ? _ ("%s: %s. Counts as a dropout.")
                                                                          : _ ("%s: %s."),
                          day, reason);
}

char *
tide_course_dup_wait (TideCourseBook *book, const TideCourse *course)
{
  TideWait wait = tide_course_get_wait (book->subject.history, course, book->subject.now);
  gboolean self = course->referrer != NULL && g_ascii_strcasecmp (course->referrer, "self") == 0;
  GString *text = g_string_new (NULL);
  if (course->referrer != NULL)
    {
      g_autofree char *by
        = self ? g_strdup (_ ("Self-referred")) : g_strdup_printf (_ ("Referred by %s"), course->referrer);
      append (text, " · ", by);
    }
  if (wait.days >= 0)
    {
      g_autofree char *from = tide_date_to_words (wait.from), *until = tide_date_to_words (wait.until);
      g_autofree char *days = g_strdup_printf (ngettext ("%d day", "%d days", wait.days), wait.days);
      g_autofree char *words = tide_date_is_known (wait.until)
                                 ? g_strdup_printf (_ ("waited %s, from %s to %s"), days, from, until)
                                 : g_strdup_printf (_ ("waiting since %s, %s so far"), from, days);
      append (text, " · ", words);
    }
  if (text->len > 0)
    g_string_append_c (text, '.');
  return finish (text);
}

/* --- sessions --- */

static void
append_count (GString *text, guint n, const char *word)
{
  if (n == 0)
    return;
  g_autofree char *part = g_strdup_printf ("%u %s", n, word);
  append (text, " · ", part);
}

static void
append_means (GString *text, const TideSessionCount *count)
{
  if (!isnan (count->adherence))
    {
      g_autofree char *part = g_strdup_printf (_ ("adherence %.0f\u202f%% (%u of %u)"), count->adherence,
                                               count->n_held, count->n_held + count->n_missed);
      append (text, " · ", part);
    }
  if (!isnan (count->homework))
    {
      g_autofree char *part
        = g_strdup_printf (ngettext ("homework %.0f\u202f%% (%u session)",
                                     "homework %.0f\u202f%% (mean of %u sessions)", count->n_homework),
                           count->homework, count->n_homework);
      append (text, " · ", part);
    }
  if (!isnan (count->peas))
    {
      g_autofree char *part = g_strdup_printf (
        ngettext ("PEAS %.1f of 7 (%u session)", "PEAS %.1f of 7 (mean of %u sessions)", count->n_peas),
        count->peas, count->n_peas);
      append (text, " · ", part);
    }
}

char *
tide_course_dup_sessions (TideCourseBook *book, const TideCourse *course)
{
  TideSessionCount count = tide_course_count_sessions (book->subject.history, course, book->subject.now);
  guint n = count.n_held + count.n_missed + count.n_cancelled + count.n_agreed + count.n_open;
  GString *text = g_string_new (NULL);
  if (n == 0 && course->planned_sessions == TIDE_INTEGER_UNKNOWN)
    return finish (text);
  g_autofree char *held = course->planned_sessions != TIDE_INTEGER_UNKNOWN
                            ? g_strdup_printf (_ ("%u of %" G_GINT64_FORMAT " planned held"), count.n_treated,
                                               course->planned_sessions)
                            : g_strdup_printf (_ ("%u held"), count.n_held);
  append (text, " · ", held);
  append_count (text, count.n_stopped, _ ("of these stopped early"));
  append_count (text, count.n_missed, _ ("missed"));
  append_count (text, count.n_cancelled, _ ("cancelled by the clinic"));
  append_count (text, count.n_agreed, _ ("agreed ahead"));
  append_count (text, count.n_open, _ ("past without a word on what became of it"));
  if (count.n_dated > 0)
    {
      g_autofree char *late = g_strdup_printf (_ ("%u of %u late"), count.n_late, count.n_dated);
      append (text, " · ", late);
    }
  append_means (text, &count);
  return finish (text);
}

char *
tide_course_dup_breaks (TideCourseBook *book, const TideCourse *course)
{
  g_autoptr (GArray) breaks
    = tide_continuity_list (book->subject.history, course, book->subject.thresholds, book->subject.now);
  gboolean ended = tide_date_is_known (course->ended_on);
  GString *text = g_string_new (NULL);
  for (guint i = 0; breaks != NULL && i < breaks->len; i++)
    {
      const TideBreak *one = &g_array_index (breaks, TideBreak, i);
      g_autofree char *from = tide_date_to_words (one->from_date),
                      *until = tide_date_to_words (one->until_date);
      g_autofree char *days = g_strdup_printf (ngettext ("%d day", "%d days", one->days), one->days);
      g_autofree char *words = one->kind == TIDE_BREAK_GAP
                                 ? g_strdup_printf (_ ("Gap of %s from %s; restarted %s"), days, from, until)
                               : ended
                                 ? g_strdup_printf (_ ("Stopped %s"), from)
                                 : g_strdup_printf (_ ("Nothing given since %s, no end recorded"), from);
      append (text, "\n", words);
    }
  return finish (text);
}

/* --- therapy beside ketamine --- */

static TideInstrument *
get_target (TideCourseBook *book, const TideCourse *course)
{
  return course->target_instrument != NULL
           ? tide_library_lookup (book->subject.library, course->target_instrument)
           : tide_course_book_get_target (book);
}

static const TideOutcome *
get_outcome (TideCourseBook *book, const TideCourse *course)
{
  const char *id = course->target_instrument != NULL
                     ? course->target_instrument
                     : tide_instrument_get_id (tide_course_book_get_target (book));
  return tide_course_book_get_outcome (book, id);
}

char *
tide_course_dup_coupling (TideCourseBook *book, const TideCourse *course)
{
  TideTherapyCoupling count = tide_therapy_count_coupling (book->subject.history, course,
                                                           book->subject.thresholds, book->subject.now);
  int days = (int) tide_thresholds_get (book->subject.thresholds, "therapy_window_days");
  GString *text = g_string_new (NULL);
  if (count.n_doses == 0 || count.n_sessions == 0)
    return finish (text);
  g_string_append_printf (
    text,
    ngettext ("within %d day after %u of %u doses", "within %d days after %u of %u doses", (gulong) days),
    days, count.n_followed, count.n_doses);
  append_count (text, count.n_running, _ ("may still be followed"));
  g_autofree char *inside = g_strdup_printf (_ ("%u of %u therapy sessions since the first dose"),
                                             count.n_inside, count.n_sessions);
  append (text, " · ", inside);
  return finish (text);
}

static char *
dup_day_of (TideCourseBook *book, const TideRating *rating)
{
  const TideAssessmentData *data
    = tide_history_find_assessment (book->subject.history, rating->assessment_id);
  return tide_date_to_words (data != NULL ? tide_instant_get_date (data->taken) : TIDE_DATE_UNKNOWN);
}

static char *
dup_spell (TideCourseBook *book, const TideHomeworkSpell *spell, TideInstrument *scale)
{
  g_autofree char *from = dup_day_of (book, spell->from), *until = dup_day_of (book, spell->to);
  guint decimals = tide_instrument_get_primary (scale)->decimals;
  g_autofree char *before = dup_number (tide_rating_get_value (spell->from), (int) decimals);
  g_autofree char *after = dup_number (tide_rating_get_value (spell->to), (int) decimals);
  g_autofree char *homework
    = g_strdup_printf (ngettext ("homework %.0f\u202f%% in %u of %u session",
                                 "homework %.0f\u202f%% in %u of %u sessions", spell->n_sessions),
                       spell->homework, spell->n_homework, spell->n_sessions);
  /* Translators: a period, its homework, a scale and its score before and after. */
  return g_strdup_printf (_ ("%s to %s: %s, %s %s → %s"), from, until, homework,
                          tide_instrument_get_short_name (scale), before, after);
}

GStrv
tide_course_list_homework (TideCourseBook *book, const TideCourse *course)
{
  TideInstrument *scale = get_target (book, course);
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  if (scale != NULL && tide_arm_is_therapy ((TideArm) course->arm))
    {
      g_autoptr (GArray) spells
        = tide_therapy_list_homework (book->subject.history, course, get_outcome (book, course));
      for (guint i = 0; i < spells->len; i++)
        {
          g_autofree char *line = dup_spell (book, &g_array_index (spells, TideHomeworkSpell, i), scale);
          g_strv_builder_add (lines, line);
        }
    }
  return g_strv_builder_end (lines);
}

/* --- coverage and cost --- */

char *
tide_course_dup_coverage (TideCourseBook *book, const TideCourse *course, gboolean *warns)
{
  GString *text = g_string_new (NULL);
  TideDate today = tide_instant_get_date (book->subject.now);
  double warn = tide_thresholds_get (book->subject.thresholds, "authorisation_warning_days");
  *warns = FALSE;
  if (course->coverage > 0)
    {
      g_autofree char *word = tide_words_capitalised (tide_coverage_get_label (course->coverage));
      append (text, " · ", word);
    }
  if (course->authorisation != NULL)
    {
      g_autofree char *number = g_strdup_printf (_ ("authorisation %s"), course->authorisation);
      append (text, " · ", number);
    }
  if (tide_date_is_known (course->authorised_until))
    {
      g_autofree char *until = tide_date_to_words (course->authorised_until);
      int left = course->authorised_until - today;
      g_autofree char *words
        = left < 0       ? g_strdup_printf (_ ("expired on %s"), until)
          : left <= warn ? g_strdup_printf (
              ngettext ("expires on %s, in %d day", "expires on %s, in %d days", left), until, left)
                         : g_strdup_printf (_ ("until %s"), until);
      *warns = left <= warn && !tide_date_is_known (course->ended_on);
      append (text, " · ", words);
    }
  if (course->authorised_sessions != TIDE_INTEGER_UNKNOWN)
    {
      TideSessionCount count = tide_course_count_sessions (book->subject.history, course, book->subject.now);
      g_autofree char *used = g_strdup_printf (_ ("%u of %" G_GINT64_FORMAT " authorised sessions used"),
                                               count.n_treated, course->authorised_sessions);
      *warns = *warns || count.n_treated >= course->authorised_sessions;
      append (text, " · ", used);
    }
  append (text, " · ", course->payment_plan);
  return finish (text);
}

static char *
dup_money (TideCourseBook *book, double amount)
{
  const char *currency = book->currency;
  g_autofree char *number = g_strdup_printf (amount == floor (amount) ? "%.0f" : "%.2f", amount);
  return currency != NULL && *currency != '\0' ? g_strdup_printf ("%s %s", number, currency)
                                               : g_steal_pointer (&number);
}

char *
tide_cost_dup_words (TideCourseBook *book, const TideCost *cost)
{
  g_autofree char *money = dup_money (book, cost->amount);
  GString *text = g_string_new (NULL);
  g_string_append_printf (text, "%s %s, %s", money, tide_cost_unit_get_label (cost->unit),
                          tide_payer_get_label (cost->payer));
  g_autofree char *from = tide_date_to_words (cost->from_date),
                  *until = tide_date_to_words (cost->until_date);
  if (*from != '\0')
    g_string_append_printf (text, _ (" · from %s"), from);
  if (*until != '\0')
    g_string_append_printf (text, _ (" · until %s"), until);
  return g_string_free (text, FALSE);
}

char *
tide_course_dup_cost (TideCourseBook *book, const TideCourse *course)
{
  TideCourseCost sum = tide_course_add_costs (book->subject.history, course, get_outcome (book, course),
                                              book->subject.thresholds, book->subject.now);
  GString *text = g_string_new (NULL);
  if (sum.n_rows == 0)
    return finish (text);
  g_autofree char *total = dup_money (book, sum.total);
  g_string_append_printf (text, _ ("%s so far"), total);
  guint n_payers = 0;
  g_autoptr (GString) payers = g_string_new (NULL);
  for (int i = 1; i < (int) G_N_ELEMENTS (sum.by_payer) && tide_payer_codes[i] != NULL; i++)
    if (sum.by_payer[i] > 0)
      {
        g_autofree char *part = dup_money (book, sum.by_payer[i]);
        g_string_append_printf (payers, "%s%s %s", payers->len > 0 ? ", " : "", tide_payer_get_label (i),
                                part);
        n_payers++;
      }
  if (n_payers > 0)
    g_string_append_printf (text, " (%s)", payers->str);
  if (!isnan (sum.per_week))
    {
      g_autofree char *money = dup_money (book, round (sum.per_week * 100) / 100);
      g_autofree char *weeks = dup_number (sum.response_weeks, 1);
      g_string_append_printf (text, _ (" · %s a week in response (%s weeks)"), money, weeks);
    }
  else if (sum.response_weeks == 0)
    g_string_append (text, _ (" · no week in response yet"));
  if (sum.n_open_sessions > 0)
    g_string_append_printf (text,
                            ngettext (" · %u past session is open and not charged",
                                      " · %u past sessions are open and not charged", sum.n_open_sessions),
                            sum.n_open_sessions);
  if (sum.n_unknown > 0)
    g_string_append (text, _ (" · a monthly amount is not in it: the start is unknown"));
  return finish (text);
}

/* --- exposure and effects --- */

char *
tide_course_dup_weight (TideCourseBook *book, const TideCourse *course)
{
  TideWeightTrend trend = tide_exposure_watch_weigh (&book->subject, course);
  if (isnan (trend.change_kg))
    return NULL;
  g_autofree char *first = dup_number (trend.first_kg, 1), *last = dup_number (trend.last_kg, 1);
  g_autofree char *from = tide_date_to_words (tide_instant_get_date (trend.first_taken));
  g_autofree char *until = tide_date_to_words (tide_instant_get_date (trend.last_taken));
  return g_strdup_printf (_ ("%s kg on %s, %s kg on %s: %+.1f kg, %+.1f\u202f%% (%u weights)."), first, from,
                          last, until, trend.change_kg, trend.percent, trend.n);
}

static void
append_sum (GString *text, const char *period, const TideExposureSum *sum)
{
  g_autofree char *mg = dup_number (sum->mg, 1);
  g_autofree char *doses = g_strdup_printf (ngettext ("%u dose", "%u doses", sum->n_doses), sum->n_doses);
  g_autofree char *part = g_strdup_printf (
    sum->n_without_mg > 0 ? _ ("%s: %s, at least %s mg") : _ ("%s: %s, %s mg"), period, doses, mg);
  append (text, " · ", part);
}

char *
tide_course_dup_exposure (TideCourseBook *book, const TideCourse *course)
{
  if (!tide_arm_is_ketamine ((TideArm) course->arm))
    return NULL;
  TideExposureTotals totals
    = tide_exposure_watch_sum (book->subject.history, (TideArm) course->arm, book->subject.now);
  GString *text = g_string_new (NULL);
  if (totals.all.n_doses == 0)
    return finish (text);
  append_sum (text, _ ("30 days"), &totals.days_30);
  append_sum (text, _ ("90 days"), &totals.days_90);
  append_sum (text, _ ("365 days"), &totals.days_365);
  if (totals.all.n_without_mg > 0)
    {
      g_autofree char *part
        = g_strdup_printf (ngettext ("%u dose without mg", "%u doses without mg", totals.all.n_without_mg),
                           totals.all.n_without_mg);
      append (text, " · ", part);
    }
  if (totals.n_unsupervised > 0)
    {
      g_autofree char *part
        = g_strdup_printf (ngettext ("%u dose UNSUPERVISED", "%u doses UNSUPERVISED", totals.n_unsupervised),
                           totals.n_unsupervised);
      append (text, " · ", part);
    }
  return finish (text);
}

char *
tide_effect_rate_dup_words (const TideEffectRate *rate)
{
  GString *text = g_string_new (NULL);
  if (rate->n_checks > 0)
    g_string_append_printf (text, _ ("%u of %u checks (%.0f\u202f%%)"), rate->n_found, rate->n_checks,
                            100 * rate->rate_per_check);
  if (rate->n_onsets > 0)
    {
      g_autofree char *months = dup_number (rate->patient_months, 1);
      g_autofree char *part = g_strdup_printf (
        ngettext ("began %u time in %s months", "began %u times in %s months", rate->n_onsets),
        rate->n_onsets, months);
      append (text, " · ", part);
      if (rate->n_resolved > 0)
        {
          g_autofree char *ended = g_strdup_printf (_ ("%u ended"), rate->n_resolved);
          append (text, " · ", ended);
        }
    }
  return finish (text);
}

/* --- doses --- */

char *
tide_dose_step_dup_words (TideCourseBook *book, const TideCourse *course, const TideDoseStep *step,
                          gboolean *above)
{
  const TideDoseRule *rule
    = tide_dose_rules_find (tide_thresholds_get_doses (book->subject.thresholds), course->agent,
                            tide_route_codes[course->route], TIDE_DOSE_MG_PER_DAY);
  g_auto (TideDosePerson) person = { 0 };
  tide_dose_person_init (&person, book->subject.history, step->from_date);
  TideDoseVerdict verdict = tide_dose_rule_judge (rule, step->dose_mg_per_day, &person);
  g_autofree char *caution = tide_dose_rule_dup_caution (rule, step->dose_mg_per_day, &person);
  g_autofree char *day = tide_date_to_words (step->from_date);
  GString *text = g_string_new (NULL);
  g_string_append_printf (text, _ ("from %s"), day);
  *above = verdict == TIDE_DOSE_ABOVE_MAXIMUM || verdict == TIDE_DOSE_IMPLAUSIBLE;
  if (verdict == TIDE_DOSE_BELOW_USUAL)
    g_string_append (text, _ (" · under the usual dose"));
  else if (verdict == TIDE_DOSE_WITHIN_USUAL)
    g_string_append (text, _ (" · usual dose"));
  else if (verdict == TIDE_DOSE_ABOVE_USUAL)
    g_string_append (text, _ (" · above the usual dose, within the maximum"));
  else if (*above)
    {
      g_autofree char *why = NULL;
      g_autofree char *most = tide_number_to_text (tide_dose_rule_get_maximum (rule, &person, &why));
      const char *reason = step->reason != NULL ? step->reason : _ ("no reason recorded");
      if (why != NULL)
        g_string_append_printf (text, _ (" · above the maximum of %s mg (%s): %s"), most, why, reason);
      else
        g_string_append_printf (text, _ (" · above the maximum of %s mg: %s"), most, reason);
    }
  if (caution != NULL)
    g_string_append_printf (text, " · %s", caution);
  return g_string_free (text, FALSE);
}

char *
tide_course_dup_acute (const TideHistory *history, const TideCourse *course)
{
  TideAcuteCount count = tide_session_count_acute (history, course->base.id, 0);
  if (count.n_effects == 0)
    return NULL;
  guint percent = (guint) lround (100.0 * count.n_resolved / count.n_effects);
  return g_strdup_printf (_ ("%u of %u (%u %%) resolved by discharge"), count.n_resolved, count.n_effects,
                          percent);
}
