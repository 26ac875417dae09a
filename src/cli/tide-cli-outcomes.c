/* tide-cli-outcomes.c: what each course of a patient came to: baseline, states and events, as JSON or words.
 */

#include <math.h>
#include <string.h>

#include "tide-cli.h"
#include "tide-course-events.h"

typedef struct
{
  TideClinic *clinic;
  TideHistory *history;
  TideThresholds *thresholds;
  TideCriteria *rules; /* of a file, or NULL */
  TideEventOptions options;
  const char *instrument_id; /* that was asked for, or NULL: each course's own */
} Task;

static void
task_clear (Task *self)
{
  g_clear_pointer (&self->history, tide_history_free);
  g_clear_pointer (&self->thresholds, tide_thresholds_free);
  g_clear_pointer (&self->rules, tide_criteria_free);
  g_clear_object (&self->clinic);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Task, task_clear)

/* --- options --- */

/* The place of the option's value in @values, 0 when it is not there. */
static gboolean
take_choice (TideArguments *arguments, const char *name, const char *const *values, guint *which)
{
  const char *text;
  *which = 0;
  if (!tide_cli_take_option (arguments, name, &text))
    return FALSE;
  for (guint i = 0; text != NULL && values[i] != NULL; i++)
    if (g_str_equal (values[i], text))
      {
        *which = i;
        return TRUE;
      }
  if (text == NULL)
    return TRUE;
  g_autofree char *allowed = g_strjoinv (", ", (char **) values);
  tide_cli_refuse (arguments, "%s: “%s” is not one of %s", name, text, allowed);
  return FALSE;
}

static gboolean
take_options (TideArguments *arguments, Task *self)
{
  static const char *const presets[] = { "by-rules", "default", "consensus", "depression", NULL };
  static const char *const origins[] = { "first-response", "last-dose", NULL };
  guint preset, origin;
  if (!take_choice (arguments, "--relapse", presets, &preset)
      || !take_choice (arguments, "--origin", origins, &origin))
    return FALSE;
  self->options.states.relapse = (TideRelapsePreset) preset;
  self->options.origin = (TideEventOrigin) origin;
  self->options.states.strict = tide_cli_take_flag (arguments, "--strict");
  if (tide_cli_take_flag (arguments, "--confirmed"))
    self->options.moment = TIDE_MOMENT_CONFIRMED;
  if (tide_cli_take_flag (arguments, "--treatment-policy"))
    self->options.policy = TIDE_TREATMENT_POLICY;
  self->options.include_recall = tide_cli_take_flag (arguments, "--with-recall");
  return tide_cli_take_option (arguments, "--instrument", &self->instrument_id);
}

static gboolean
load (TideArguments *arguments, Task *self, TideExit *code)
{
  const char *rules;
  *code = TIDE_EXIT_USAGE;
  if (!take_options (arguments, self) || !tide_cli_take_option (arguments, "--rules", &rules))
    return FALSE;
  self->clinic = tide_cli_open (arguments, code);
  if (self->clinic == NULL)
    return FALSE;
  g_autoptr (TidePatient) patient = tide_cli_take_patient (arguments, self->clinic, code);
  if (patient == NULL)
    return FALSE;
  *code = TIDE_EXIT_USAGE;
  if (!tide_cli_take_end (arguments)
      || !tide_cli_load_rules (arguments, self->clinic, rules, &self->options.states.criteria, &self->rules))
    return FALSE;
  if (self->instrument_id != NULL
      && tide_library_lookup (tide_clinic_get_library (self->clinic), self->instrument_id) == NULL)
    {
      tide_cli_refuse (arguments, "--instrument: “%s” is not known to this clinic", self->instrument_id);
      return FALSE;
    }
  g_autoptr (GError) error = NULL;
  self->history = tide_clinic_load_history (self->clinic, patient->base.id, &error);
  if (self->history == NULL)
    *code = tide_cli_fail (arguments, error);
  else
    self->thresholds = tide_clinic_load_thresholds (self->clinic);
  return self->history != NULL;
}

/* --- one course --- */

/* What is printed of a course, and everything that it needs. */
typedef struct
{
  const Task *task;
  TideInstrument *instrument;
  const TideOutcome *outcome;
  const TideCourseOutcome *course;
  const TideCourseEvents *events;
  guint index;
} Page;

/* "ketamine", "ketamine+cbt" */
static char *
dup_arm (const TideCourseOutcome *course)
{
  GString *arm = g_string_new (tide_arm_codes[course->course->arm]);
  for (guint i = 0; i < course->with->len; i++)
    g_string_append_printf (arm, "+%s", tide_arm_codes[((const TideCourse *) course->with->pdata[i])->arm]);
  return g_string_free (arm, FALSE);
}

static char *
dup_taken (const Page *page, const TideVisitOutcome *visit)
{
  const TideAssessmentData *data
    = tide_history_find_assessment (page->task->history, visit->rating.assessment_id);
  return data != NULL ? tide_instant_to_iso (data->taken) : NULL;
}

static void
add_number (JsonBuilder *builder, const char *key, double value)
{
  json_builder_set_member_name (builder, key);
  tide_cli_json_number (builder, value);
}

static void
add_baseline (JsonBuilder *builder, const Page *page)
{
  const TideCourseOutcome *course = page->course;
  g_autofree char *taken
    = course->baseline >= 0 ? dup_taken (page, &page->outcome->visits[course->baseline]) : NULL;
  json_builder_set_member_name (builder, "baseline");
  json_builder_begin_object (builder);
  add_number (builder, "value", course->baseline_value);
  tide_cli_json_string (builder, "taken_at", taken);
  tide_cli_json_string (builder, "why", course->baseline_why);
  json_builder_end_object (builder);
}

/* What must be known beside a rating: (element-type utf8) (transfer container) */
static GPtrArray *
list_marks (const TideVisitOutcome *visit)
{
  GPtrArray *marks = g_ptr_array_new ();
  for (guint bit = 0; bit < TIDE_N_MARKS; bit++)
    if (visit->marks & (1u << bit))
      g_ptr_array_add (marks, (gpointer) tide_mark_get_code ((TideMark) (1u << bit)));
  if (visit->passed_over)
    g_ptr_array_add (marks, (gpointer) "passed_over");
  if (visit->too_fresh)
    g_ptr_array_add (marks, (gpointer) "too_fresh");
  return marks;
}

static void
add_marks (JsonBuilder *builder, const TideVisitOutcome *visit)
{
  g_autoptr (GPtrArray) marks = list_marks (visit);
  json_builder_set_member_name (builder, "marks");
  json_builder_begin_array (builder);
  for (guint i = 0; i < marks->len; i++)
    json_builder_add_string_value (builder, marks->pdata[i]);
  json_builder_end_array (builder);
}

static void
add_visit (JsonBuilder *builder, const Page *page, const TideVisitOutcome *visit)
{
  g_autofree char *taken = dup_taken (page, visit);
  json_builder_begin_object (builder);
  tide_cli_json_string (builder, "taken_at", taken);
  add_number (builder, "day", visit->day != G_MININT ? visit->day : NAN);
  add_number (builder, "total", tide_rating_get_value (&visit->rating));
  add_number (builder, "change", visit->change);
  add_number (builder, "percent", visit->percent);
  add_number (builder, "cgi_s", visit->cgi_s > 0 ? visit->cgi_s : NAN);
  add_number (builder, "cgi_i", visit->cgi_i > 0 ? visit->cgi_i : NAN);
  tide_cli_json_string (builder, "state", tide_state_get_code (visit->state));
  tide_cli_json_string (builder, "clause", visit->clause);
  add_marks (builder, visit);
  json_builder_end_object (builder);
}

/* The words of every clause that decided something on this course. */
static void
add_clauses (JsonBuilder *builder, const Page *page, const GPtrArray *visits)
{
  TideSex sex = (TideSex) page->task->history->patient->sex;
  g_autoptr (GHashTable) done = g_hash_table_new (g_str_hash, g_str_equal);
  json_builder_set_member_name (builder, "clauses");
  json_builder_begin_object (builder);
  for (guint i = 0; i < visits->len; i++)
    {
      const char *clause = ((const TideVisitOutcome *) visits->pdata[i])->clause;
      if (clause == NULL || !g_hash_table_add (done, (gpointer) clause))
        continue;
      g_autofree char *words = tide_criteria_dup_words (page->course->criteria, clause, page->instrument, sex,
                                                        page->task->thresholds);
      tide_cli_json_string (builder, clause, words);
    }
  json_builder_end_object (builder);
}

/* The length as it is said on screen and paper; lower and upper are the row of the survival table. */
static void
add_held (JsonBuilder *builder, const TideCourseEvents *events)
{
  double shortest, longest;
  tide_course_events_get_held (events, &shortest, &longest);
  add_number (builder, "shortest_days", shortest);
  add_number (builder, "longest_days", longest);
}

static void
add_events (JsonBuilder *builder, const Page *page)
{
  json_builder_set_member_name (builder, "outcomes");
  json_builder_begin_object (builder);
  for (TideCourseEventKind kind = 0; kind < TIDE_N_COURSE_EVENTS; kind++)
    {
      const TideCourseEvent *event = &page->events->events[kind];
      json_builder_set_member_name (builder, tide_course_event_get_code (kind));
      json_builder_begin_object (builder);
      tide_cli_json_string (builder, "status", tide_event_status_get_code (event->status));
      add_number (builder, "lower_days", event->lower_days);
      add_number (builder, "upper_days", event->upper_days);
      if (kind == TIDE_COURSE_DURATION)
        add_held (builder, page->events);
      json_builder_set_member_name (builder, "confirmed");
      if (event->status == TIDE_EVENT_SEEN)
        json_builder_add_boolean_value (builder, event->confirmed);
      else
        json_builder_add_null_value (builder);
      tide_cli_json_string (builder, "why", tide_event_why_get_code (event->why));
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
}

static void
add_course (JsonBuilder *builder, const Page *page)
{
  g_autoptr (GPtrArray) visits = tide_outcome_list_visits (page->outcome, (int) page->index);
  g_autofree char *arm = dup_arm (page->course);
  json_builder_begin_object (builder);
  tide_cli_json_string (builder, "course_id", page->course->course->code);
  tide_cli_json_string (builder, "arm", arm);
  tide_cli_json_string (builder, "instrument", tide_instrument_get_id (page->instrument));
  tide_cli_json_string (builder, "rules", tide_criteria_get_id (page->course->criteria));
  add_baseline (builder, page);
  json_builder_set_member_name (builder, "visits");
  json_builder_begin_array (builder);
  for (guint i = 0; i < visits->len; i++)
    add_visit (builder, page, visits->pdata[i]);
  json_builder_end_array (builder);
  add_clauses (builder, page, visits);
  add_events (builder, page);
  json_builder_end_object (builder);
}

static void
print_course (const Page *page)
{
  g_autoptr (GPtrArray) visits = tide_outcome_list_visits (page->outcome, (int) page->index);
  g_autofree char *arm = dup_arm (page->course);
  g_print ("%s  %s  %s  %s\n", page->course->course->code, arm, tide_instrument_get_id (page->instrument),
           tide_criteria_get_id (page->course->criteria));
  if (page->course->baseline >= 0)
    g_print ("  baseline %g, %s\n", page->course->baseline_value, page->course->baseline_why);
  else
    g_print ("  %s\n", page->course->baseline_why);
  for (guint i = 0; i < visits->len; i++)
    {
      const TideVisitOutcome *visit = visits->pdata[i];
      g_print ("  day %4d  %5g", visit->day, tide_rating_get_value (&visit->rating));
      if (isnan (visit->percent))
        g_print ("        –");
      else
        g_print ("  %5.1f %%", visit->percent);
      g_autoptr (GPtrArray) marks = list_marks (visit);
      g_print ("  %-11s %s", tide_state_get_code (visit->state), visit->clause != NULL ? visit->clause : "");
      for (guint m = 0; m < marks->len; m++)
        g_print ("%s%s", m > 0 ? ", " : "  marks: ", (const char *) marks->pdata[m]);
      g_print ("\n");
    }
  for (TideCourseEventKind kind = 0; kind < TIDE_N_COURSE_EVENTS; kind++)
    {
      g_autofree char *words = tide_course_events_dup_words (page->events, kind);
      g_print ("  %s: %s\n", tide_course_event_get_label (kind), words);
    }
}

/* --- all of a patient --- */

/* The scales that courses aim at, the clinic's for those that name none first. */
static GPtrArray *
list_instruments (const Task *task)
{
  GPtrArray *ids = g_ptr_array_new ();
  TideLibrary *library = tide_clinic_get_library (task->clinic);
  if (task->instrument_id != NULL)
    {
      g_ptr_array_add (ids, (gpointer) task->instrument_id);
      return ids;
    }
  g_ptr_array_add (ids, (gpointer) tide_clinic_get_target_instrument (task->clinic, task->history));
  for (guint i = 0; i < task->history->courses->len; i++)
    {
      const char *target = ((const TideCourse *) task->history->courses->pdata[i])->target_instrument;
      if (target != NULL && tide_library_lookup (library, target) != NULL
          && !g_ptr_array_find_with_equal_func (ids, target, g_str_equal, NULL))
        g_ptr_array_add (ids, (gpointer) target);
    }
  return ids;
}

static gboolean
is_printed (const Page *page, gboolean is_default)
{
  const char *target = page->course->course->target_instrument;
  return page->task->instrument_id != NULL
         || (target != NULL ? strcmp (target, tide_instrument_get_id (page->instrument)) == 0 : is_default);
}

static void
show_instrument (const Task *task, JsonBuilder *builder, const char *id, gboolean is_default)
{
  Page page
    = { .task = task, .instrument = tide_library_lookup (tide_clinic_get_library (task->clinic), id) };
  TideInstant now = tide_instant_now ();
  g_autoptr (TideOutcome) outcome
    = tide_outcome_compute_by (task->history, page.instrument, task->thresholds, now, &task->options.states);
  g_autofree TideCourseEvents *events = tide_course_events_compute (outcome, task->history, page.instrument,
                                                                    task->thresholds, now, &task->options);
  page.outcome = outcome;
  for (page.index = 0; page.index < outcome->n_courses; page.index++)
    {
      page.course = &outcome->courses[page.index];
      page.events = &events[page.index];
      if (!is_printed (&page, is_default))
        continue;
      if (builder != NULL)
        add_course (builder, &page);
      else
        print_course (&page);
    }
}

static TideExit
run_outcomes (TideArguments *arguments)
{
  TideExit code;
  g_auto (Task) task = { 0 };
  gboolean json = tide_cli_take_flag (arguments, "--json");
  if (!load (arguments, &task, &code))
    return code;
  g_autoptr (GPtrArray) ids = list_instruments (&task);
  JsonBuilder *builder = json ? json_builder_new () : NULL;
  if (builder != NULL)
    {
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "courses");
      json_builder_begin_array (builder);
    }
  for (guint i = 0; i < ids->len; i++)
    show_instrument (&task, builder, ids->pdata[i], i == 0);
  if (builder != NULL)
    {
      json_builder_end_array (builder);
      json_builder_end_object (builder);
      tide_cli_print_json (builder);
    }
  return TIDE_EXIT_DONE;
}

const TideCommand tide_cli_outcome_commands[] = {
  { "outcomes",
    "DIR --patient MRN [--rules FILE] [--instrument ID] [--strict] [--confirmed] [--treatment-policy] "
    "[--relapse PRESET] [--origin first-response|last-dose] [--with-recall] [--json]",
    "Prints of each course its baseline, the state of each rating with the clause that decided it, and the time "
    "to response and\nremission, the duration of the response and the time to relapse, each as an interval.\n"
    "--rules: a file of criteria, or the id of shipped ones (ocd-consensus, ocd-ramakrishnan, depression …)\n"
    "or of the clinic's own in its folder criteria",
    run_outcomes },
  { NULL, NULL, NULL, NULL },
};
