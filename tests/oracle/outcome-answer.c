/* outcome-answer.c: answers outcomes.py: reads courses as text, prints what the program makes of them.
 *
 * In: "patient ID SCALE", "course ID ARM START END REASON", "step DAY MG", "session DAY MINUTE" (of the last
 * course), "rate DAY MINUTE TOTAL RATER", "cgis DAY VALUE -", "cgii DAY VALUE best|baseline", "death DAY",
 * "end"; days since 2024-01-01, "-" for what is not known.  Options as words: strict=yes relapse=consensus …
 * Out: "patient", "course ID BASELINE", "row ARMS BACKGROUND FATE", "visit INDEX DAYS PERCENT STATE MARKS",
 * "event KIND STATUS LOWER UPPER CONFIRMED WHY".
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "fixture-builder.h"
#include "tide-cohort-row.h"

typedef struct
{
  TideLibrary *library;
  TideThresholds *thresholds;
  TideEventOptions options;
  FixtureBuilder b;
  TideCourse *course;
  char *id, *scale;
  TideDate last_day;
} Answer;

static TideDate
get_date (const char *word)
{
  return fixture_date ("2024-01-01") + (TideDate) g_ascii_strtoll (word, NULL, 10);
}

static char *
dup_when (const char *day, const char *minute)
{
  g_autofree char *iso = tide_date_to_iso (get_date (day));
  if (g_str_equal (minute, "-"))
    return g_steal_pointer (&iso);
  int clock = (int) g_ascii_strtoll (minute, NULL, 10);
  return g_strdup_printf ("%sT%02d:%02d+00:00", iso, clock / 60, clock % 60);
}

static void
read_course (Answer *self, char **word)
{
  g_autofree char *start = tide_date_to_iso (get_date (word[3]));
  TideArm arm = (TideArm) tide_code_from_text (tide_arm_codes, word[2]);
  self->course = fixture_add_course (&self->b, arm, arm == TIDE_ARM_SSRI ? "sertraline" : "synthetic", start);
  g_free (self->course->code);
  self->course->code = g_strdup (word[1]);
  if (!g_str_equal (word[4], "-"))
    self->course->ended_on = get_date (word[4]);
  if (!g_str_equal (word[5], "-"))
    self->course->end_reason = tide_code_from_text (tide_end_reason_codes, word[5]);
}

static void
read_rating (Answer *self, char **word)
{
  g_autofree char *when = dup_when (word[1], word[2]);
  TideAssessmentData *data = fixture_add_total (&self->b, self->scale, when, g_ascii_strtod (word[3], NULL));
  data->rater_type = tide_code_from_text (tide_rater_type_codes, word[4]);
}

static void
read_line (Answer *self, char **word)
{
  if (g_str_equal (word[0], "patient"))
    {
      self->id = g_strdup (word[1]);
      self->scale = g_strdup (word[2]);
      fixture_begin (&self->b, self->library, word[1], "Synthetic", "Person", "1980-01-01", TIDE_SEX_UNKNOWN);
    }
  else if (g_str_equal (word[0], "course"))
    read_course (self, word);
  else if (g_str_equal (word[0], "step"))
    {
      g_autofree char *from = tide_date_to_iso (get_date (word[1]));
      fixture_add_step (&self->b, self->course, from, g_ascii_strtod (word[2], NULL));
    }
  else if (g_str_equal (word[0], "session"))
    {
      g_autofree char *when = dup_when (word[1], word[2]);
      fixture_add_session (&self->b, self->course, when, TIDE_SESSION_HELD);
    }
  else if (g_str_equal (word[0], "rate"))
    read_rating (self, word);
  else if (g_str_has_prefix (word[0], "cgi"))
    {
      g_autofree char *when = dup_when (word[1], "540");
      TideAssessmentData *data
        = fixture_add_single (&self->b, word[0], when, (int) g_ascii_strtoll (word[2], NULL, 10));
      if (g_str_equal (word[0], "cgii"))
        data->compared_with = tide_code_from_text (tide_compared_with_codes, word[3]);
    }
  else if (g_str_equal (word[0], "death"))
    {
      g_autofree char *when = tide_date_to_iso (get_date (word[1]));
      fixture_add_event (&self->b, when, "death")->kind
        = tide_code_from_text (tide_event_kind_codes, "death");
    }
  else
    g_error ("%s: no such line", word[0]);
}

static void
print_number (double value)
{
  if (isnan (value))
    printf (" -");
  else
    printf (" %.17g", value);
}

static void
print_visit (const TideOutcome *outcome, const TideVisitOutcome *visit)
{
  guint index = 0;
  while (outcome->visits[index].rating.assessment_id != visit->rating.assessment_id)
    index++;
  printf ("visit %u", index);
  print_number (visit->days);
  print_number (visit->percent);
  printf (" %s ", tide_state_get_code (visit->state));
  printf ("%s", visit->passed_over ? "passed_over" : "-");
  for (guint bit = 0; bit < TIDE_N_MARKS; bit++)
    if (visit->marks & (1u << bit))
      printf (",%s", tide_mark_get_code ((TideMark) (1u << bit)));
  printf ("\n");
}

static void
print_event (const TideCourseEvent *event, TideCourseEventKind kind)
{
  printf ("event %s %s", tide_course_event_get_code (kind), tide_event_status_get_code (event->status));
  print_number (event->lower_days);
  print_number (event->upper_days);
  printf (" %s", event->status != TIDE_EVENT_SEEN ? "-" : event->confirmed ? "yes" : "no");
  printf (" %s\n", event->why != TIDE_WHY_NONE ? tide_event_why_get_code (event->why) : "-");
}

/* What the comparison of a clinic counts. */
static void
print_row (const TideCohortRow *row)
{
  g_autofree char *arms = tide_arms_dup_code (row->arms), *background = tide_arms_dup_code (row->background);
  printf ("row %s %s %s\n", arms, *background != '\0' ? background : "-",
          tide_fate_get_code ((TideFate) row->fate));
}

static void
answer (Answer *self)
{
  g_autoptr (TideHistory) history = fixture_end (&self->b);
  TideInstrument *instrument = tide_library_lookup (self->library, self->scale);
  TideInstant now = fixture_instant ("2030-01-01T12:00+00:00");
  g_autoptr (TideOutcome) outcome
    = tide_outcome_compute_by (history, instrument, self->thresholds, now, &self->options.states);
  g_autofree TideCourseEvents *events
    = tide_course_events_compute (outcome, history, instrument, self->thresholds, now, &self->options);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (TideCohortRow));
  tide_cohort_fold (rows, history, instrument, self->thresholds, now, &self->options);
  if (rows->len != outcome->n_courses)
    g_error ("patient %s: %u rows of %u courses", self->id, rows->len, outcome->n_courses);
  printf ("patient %s\n", self->id);
  for (guint c = 0; c < outcome->n_courses; c++)
    {
      const TideCourseOutcome *course = &outcome->courses[c];
      g_autoptr (GPtrArray) visits = tide_outcome_list_visits (outcome, (int) c);
      printf ("course %s", course->course->code);
      print_number (course->baseline_value);
      printf ("\n");
      print_row (&g_array_index (rows, TideCohortRow, c));
      for (guint i = 0; i < visits->len; i++)
        if (((TideVisitOutcome *) visits->pdata[i])->state != TIDE_STATE_BASELINE)
          print_visit (outcome, visits->pdata[i]);
      for (TideCourseEventKind kind = 0; kind < TIDE_N_COURSE_EVENTS; kind++)
        print_event (&events[c].events[kind], kind);
    }
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->scale, g_free);
}

static void
read_option (TideEventOptions *options, const char *word)
{
  if (g_str_equal (word, "strict=yes"))
    options->states.strict = TRUE;
  else if (g_str_equal (word, "confirmed=yes"))
    options->moment = TIDE_MOMENT_CONFIRMED;
  else if (g_str_equal (word, "policy=yes"))
    options->policy = TIDE_TREATMENT_POLICY;
  else if (g_str_equal (word, "recall=yes"))
    options->include_recall = TRUE;
  else if (g_str_equal (word, "origin=last_dose"))
    options->origin = TIDE_ORIGIN_LAST_DOSE;
  else if (g_str_equal (word, "relapse=consensus"))
    options->states.relapse = TIDE_RELAPSE_CONSENSUS;
  else if (g_str_equal (word, "relapse=depression"))
    options->states.relapse = TIDE_RELAPSE_DEPRESSION;
  else
    g_error ("%s: no such option", word);
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  Answer self = { .library = tide_library_new (), .thresholds = tide_thresholds_new () };
  for (int i = 1; i < argc; i++)
    read_option (&self.options, argv[i]);
  char line[256];
  while (fgets (line, sizeof line, stdin) != NULL)
    {
      g_auto (GStrv) word = g_strsplit (g_strchomp (line), " ", -1);
      if (g_strcmp0 (word[0], "end") == 0)
        answer (&self);
      else if (word[0] != NULL)
        read_line (&self, word);
    }
  tide_thresholds_free (self.thresholds);
  tide_library_free (self.library);
  return 0;
}
