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

static const char *
get_scale_name (const Printing *self, const char *id)
{
  TideInstrument *scale = tide_library_lookup (tide_clinic_get_library (self->clinic), id);
  return scale != NULL ? tide_instrument_get_short_name (scale) : id;
}

/* Points as the scale has them, a mean as one decimal. */
static char *
dup_points (double value)
{
  return tide_number_to_text (round (value * 10) / 10);
}

static void
print_off_track (const Printing *self, const TideOffTrack *off)
{
  const TideTrack *track = &off->track;
  g_autofree char *mrn = dup_mrn (self, track->patient_id);
  g_autofree char *course = dup_course_code (self, track->course_id);
  g_autofree char *arms = tide_arms_dup_code (track->arms);
  if (self->builder == NULL)
    {
      g_autofree char *value = dup_points (track->value), *low = dup_points (track->low_value),
                      *high = dup_points (track->high_value), *label = tide_arms_dup_label (track->arms);
      g_print (_ ("  %-12s %s %s at day %.0f, outside the expected band %s to %s (%s, n = %u)\n"), mrn,
               get_scale_name (self, off->instrument_id), value, track->days, low, high, label, track->n);
      return;
    }
  json_builder_begin_object (self->builder);
  tide_cli_json_string (self->builder, "mrn", mrn);
  tide_cli_json_string (self->builder, "course_id", course);
  tide_cli_json_string (self->builder, "arm", arms);
  tide_cli_json_string (self->builder, "condition", off->condition);
  tide_cli_json_string (self->builder, "instrument", off->instrument_id);
  tide_cli_json_string (self->builder, "fall", tide_track_state_get_code (track->state));
  add_number (self->builder, "day", track->days);
  add_number (self->builder, "value", track->value);
  add_number (self->builder, "percent", track->percent);
  add_number (self->builder, "band_lower_percent", track->lower);
  add_number (self->builder, "band_upper_percent", track->upper);
  add_number (self->builder, "band_low_value", track->low_value);
  add_number (self->builder, "band_high_value", track->high_value);
  add_number (self->builder, "n", track->n);
  json_builder_end_object (self->builder);
}

static void
print_fading (const Printing *self, const TideFading *fading)
{
  g_autofree char *mrn = dup_mrn (self, fading->patient_id);
  g_autofree char *course = dup_course_code (self, fading->course_id);
  g_autofree char *since = tide_date_to_iso (fading->since), *rated = tide_date_to_iso (fading->last_rated);
  g_autofree char *arms = tide_arms_dup_code (fading->arms);
  if (self->builder == NULL)
    {
      g_autofree char *value = dup_points (fading->last);
      g_print ("  %-12s %s, %s %s, %s\n", mrn, fading->faded ? _ ("effect fading") : _ ("watch"),
               get_scale_name (self, fading->instrument_id), value, since);
      return;
    }
  json_builder_begin_object (self->builder);
  tide_cli_json_string (self->builder, "mrn", mrn);
  tide_cli_json_string (self->builder, "course_id", course);
  tide_cli_json_string (self->builder, "arm", arms);
  tide_cli_json_string (self->builder, "instrument", fading->instrument_id);
  tide_cli_json_string (self->builder, "state", fading->faded ? "effect_fading" : "watch");
  tide_cli_json_string (self->builder, "since", since);
  tide_cli_json_string (self->builder, "last_rated", rated);
  add_number (self->builder, "last", fading->last);
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

/* Who has no band is told of, too. */
static void
print_few (const Printing *self)
{
  if (self->builder != NULL)
    {
      add_number (self->builder, "with_band", self->day->n_judged);
      add_number (self->builder, "without_band", self->day->n_few);
    }
  else if (self->day->n_few > 0)
    g_print (ngettext ("  %u running course has no band: fewer than %d earlier courses of its arm\n",
                       "  %u running courses have no band: fewer than %d earlier courses of their arm\n",
                       self->day->n_few),
             self->day->n_few, TIDE_TRACK_LEAST_N);
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
  print_list (self, "fading", _ ("Effect fading or on watch"), day->fading, (RowPrinter) print_fading);
  print_list (self, "off_track", _ ("Outside the expected band"), day->off_track,
              (RowPrinter) print_off_track);
  print_few (self);
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
  g_autoptr (TideDay) day
    = tide_clinic_run_time_rules (clinic, 0, now, &error) && tide_clinic_run_tracks (clinic, &error)
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
    "Lists what the day asks: alerts, sessions, self-reports, ratings and reviews due, effects that fade, "
    "courses off track, what runs out.",
    run_today },
  { 0 },
};
