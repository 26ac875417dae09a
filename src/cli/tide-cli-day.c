/* tide-cli-day.c: the morning list without a screen: the same rows as on Today, for a script or a pager. */

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "tide-alert-rules.h"
#include "tide-cli.h"
#include "tide-clinic-day.h"

static const char *const state_codes[TIDE_N_DAY_STATES]
  = { "planned", "running", "observed", "left", "held", "stopped", "missed", "cancelled" };

/* What is printed from; each list is printed by a function of its own. */
typedef struct
{
  TideClinic *clinic;
  const TideDay *day;
  JsonBuilder *builder; /* NULL: for people */
} Printing;

static char *
dup_mrn (const Printing *self, gint64 patient_id)
{
  g_autoptr (TidePatient) patient = tide_clinic_lookup (self->clinic, &tide_patient_class, patient_id, NULL);
  return g_strdup (patient != NULL && patient->mrn != NULL ? patient->mrn : "");
}

static char *
dup_course_code (const Printing *self, gint64 course_id)
{
  g_autoptr (TideCourse) course
    = course_id != 0 ? tide_clinic_lookup (self->clinic, &tide_course_class, course_id, NULL) : NULL;
  return course != NULL ? g_strdup (course->code) : NULL;
}

static void
begin_list (const Printing *self, const char *name, const char *title, guint n)
{
  if (self->builder == NULL)
    {
      g_print ("%s: %u\n", title, n);
      return;
    }
  json_builder_set_member_name (self->builder, name);
  json_builder_begin_array (self->builder);
}

static void
end_list (const Printing *self)
{
  if (self->builder != NULL)
    json_builder_end_array (self->builder);
}

static void
add_number (JsonBuilder *builder, const char *key, double value)
{
  json_builder_set_member_name (builder, key);
  tide_cli_json_number (builder, value);
}

/* --- the lists --- */

static void
print_alert (const Printing *self, const GPtrArray *group)
{
  const TideAlert *alert = g_ptr_array_index (group, 0);
  TideInstrument *scale
    = alert->instrument_id != NULL
        ? tide_library_lookup (tide_clinic_get_library (self->clinic), alert->instrument_id)
        : NULL;
  g_autofree char *mrn = dup_mrn (self, alert->patient_id);
  g_autofree char *title = tide_alert_rules_dup_title (scale, alert);
  g_autofree char *raised = tide_instant_to_iso (alert->raised);
  if (self->builder == NULL)
    {
      g_print ("  %-12s %-6s %-4s %s, %s\n", mrn, tide_level_codes[alert->level], alert->rule, title, raised);
      return;
    }
  json_builder_begin_object (self->builder);
  tide_cli_json_string (self->builder, "mrn", mrn);
  tide_cli_json_string (self->builder, "level", tide_level_codes[alert->level]);
  tide_cli_json_string (self->builder, "rule", alert->rule);
  tide_cli_json_string (self->builder, "title", title);
  tide_cli_json_string (self->builder, "raised_at", raised);
  add_number (self->builder, "more", group->len - 1);
  json_builder_end_object (self->builder);
}

static void
print_session (const Printing *self, const TideDaySession *session)
{
  g_autofree char *mrn = dup_mrn (self, session->course->patient_id);
  g_autofree char *at = tide_instant_to_iso (session->when);
  g_autofree char *title = tide_course_dup_title (session->course);
  const char *state = state_codes[session->state];
  if (self->builder == NULL)
    {
      g_print ("  %-12s %s %s, session %d, %s\n", mrn, at, title, (int) session->number, state);
      return;
    }
  json_builder_begin_object (self->builder);
  tide_cli_json_string (self->builder, "mrn", mrn);
  tide_cli_json_string (self->builder, "course_id", session->course->code);
  tide_cli_json_string (self->builder, "at", at);
  tide_cli_json_string (self->builder, "state", state);
  add_number (self->builder, "number", session->number);
  add_number (self->builder, "minutes", session->minutes);
  add_number (self->builder, "expected_minutes", session->expected);
  tide_cli_json_string (self->builder, "highest_alert",
                        session->level != TIDE_LEVEL_NONE ? tide_level_codes[session->level] : NULL);
  json_builder_end_object (self->builder);
}

static void
print_report (const Printing *self, const TideAssessmentData *report)
{
  g_autofree char *mrn = dup_mrn (self, report->patient_id);
  g_autofree char *at = tide_instant_to_iso (report->taken);
  if (self->builder == NULL)
    {
      g_print ("  %-12s %s, %s, %s\n", mrn, report->instrument_id, at,
               report->scores != NULL ? report->scores : "-");
      return;
    }
  json_builder_begin_object (self->builder);
  tide_cli_json_string (self->builder, "mrn", mrn);
  tide_cli_json_string (self->builder, "instrument", report->instrument_id);
  tide_cli_json_string (self->builder, "taken_at", at);
  tide_cli_json_string (self->builder, "assessment_id", report->base.uuid);
  json_builder_end_object (self->builder);
}

static void
print_due (const Printing *self, const TideDue *due)
{
  g_autofree char *mrn = dup_mrn (self, due->patient_id);
  g_autofree char *day = tide_date_to_iso (tide_due_get_day (due));
  g_autofree char *course = dup_course_code (self, due->course_id);
  int days = self->day->date - tide_due_get_day (due);
  if (self->builder == NULL)
    {
      g_print ("  %-12s %s %s, %s%s\n", mrn, tide_due_kind_codes[due->kind], due->subject, day,
               days > 0 ? ", overdue" : "");
      return;
    }
  json_builder_begin_object (self->builder);
  tide_cli_json_string (self->builder, "mrn", mrn);
  tide_cli_json_string (self->builder, "kind", tide_due_kind_codes[due->kind]);
  tide_cli_json_string (self->builder, "subject", due->subject);
  tide_cli_json_string (self->builder, "course_id", course);
  tide_cli_json_string (self->builder, "due_on", day);
  add_number (self->builder, "days_overdue", MAX (days, 0));
  json_builder_end_object (self->builder);
}

typedef void (*RowPrinter) (const Printing *self, gconstpointer row);

static void
print_list (const Printing *self, const char *name, const char *title, const GPtrArray *rows,
            RowPrinter print)
{
  begin_list (self, name, title, rows->len);
  for (guint i = 0; i < rows->len; i++)
    print (self, g_ptr_array_index (rows, i));
  end_list (self);
}

/* Why the ledger has more of them than there are rows. */
static void
print_open_alerts (const Printing *self)
{
  const TideDay *day = self->day;
  g_autofree char *more = tide_day_dup_more_alerts_words (day);
  if (self->builder == NULL)
    {
      if (more != NULL)
        g_print ("  %s\n", more);
      return;
    }
  json_builder_set_member_name (self->builder, "open_alerts");
  json_builder_begin_object (self->builder);
  add_number (self->builder, "all", day->n_open);
  add_number (self->builder, "rows", day->alerts->len);
  add_number (self->builder, "in_those_rows", day->n_merged);
  add_number (self->builder, "in_expiring_and_reviews", day->n_below);
  add_number (self->builder, "in_ledger_only", day->n_only_ledger);
  json_builder_end_object (self->builder);
}

static void
print_day (const Printing *self)
{
  const TideDay *day = self->day;
  print_list (self, "alerts", _ ("Open alerts"), day->alerts, (RowPrinter) print_alert);
  print_open_alerts (self);
  print_list (self, "sessions", _ ("Sessions today"), day->sessions, (RowPrinter) print_session);
  print_list (self, "self_reports", _ ("Self-reports to review"), day->reports, (RowPrinter) print_report);
  print_list (self, "ratings", _ ("Ratings due"), day->ratings, (RowPrinter) print_due);
  print_list (self, "expiring", _ ("Expiring"), day->papers, (RowPrinter) print_due);
  print_list (self, "reviews", _ ("Reviews due"), day->reviews, (RowPrinter) print_due);
}

static TideExit
run_today (TideArguments *arguments)
{
  TideExit code;
  gboolean as_json = tide_cli_take_flag (arguments, "--json");
  g_autoptr (TideClinic) clinic = tide_cli_open (arguments, &code);
  if (clinic == NULL || !tide_cli_take_end (arguments))
    return clinic == NULL ? code : TIDE_EXIT_USAGE;
  g_autoptr (GError) error = NULL;
  TideInstant now = tide_instant_now ();
  g_autoptr (TideDay) day = tide_clinic_run_time_rules (clinic, 0, now, &error)
                              ? tide_clinic_load_day (clinic, now, 0, &error)
                              : NULL;
  if (day == NULL)
    return tide_cli_fail (arguments, error);
  Printing self = { clinic, day, as_json ? json_builder_new () : NULL };
  if (!as_json)
    {
      print_day (&self);
      return TIDE_EXIT_DONE;
    }
  g_autofree char *date = tide_date_to_iso (day->date);
  json_builder_begin_object (self.builder);
  tide_cli_json_string (self.builder, "date", date);
  print_day (&self);
  json_builder_end_object (self.builder);
  tide_cli_print_json (self.builder);
  return TIDE_EXIT_DONE;
}

const TideCommand tide_cli_day_commands[] = {
  { "today", "DIR [--json]",
    "Lists what the day asks of the clinic: open alerts, sessions, self-reports, ratings and reviews due, what runs out.",
    run_today },
  { 0 },
};
