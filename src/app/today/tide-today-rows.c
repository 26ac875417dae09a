/* tide-today-rows.c: the rows of Today's lists: alerts and sessions; what is due stands in
 * tide-today-due-rows.c, courses that run in tide-today-track-rows.c. */
#include "tide-today-rows.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-alert-rules.h"
#include "tide-patient-page.h"
#include "tide-patient-summary.h"
#include "tide-session-given.h"
#include "tide-today-rows-private.h"

TideTodayRows *
tide_today_rows_new (TideClinic *clinic, const TideDay *day)
{
  TideTodayRows *self = g_new0 (TideTodayRows, 1);
  self->clinic = clinic;
  self->day = day;
  self->thresholds = tide_clinic_load_thresholds (clinic);
  self->patients = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, tide_record_free);
  return self;
}

void
tide_today_rows_free (TideTodayRows *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->patients);
  tide_thresholds_free (self->thresholds);
  g_free (self);
}

const TidePatient *
tide_today_rows_find_patient (TideTodayRows *self, gint64 patient_id)
{
  TidePatient *patient = g_hash_table_lookup (self->patients, &patient_id);
  if (patient != NULL)
    return patient;
  patient = tide_clinic_lookup (self->clinic, &tide_patient_class, patient_id, NULL);
  if (patient != NULL)
    g_hash_table_insert (self->patients, &patient->base.id, patient);
  return patient;
}

GtkWidget *
tide_today_rows_make (TideTodayRows *self, const char *kind, gint64 id, const char *subject,
                      gint64 patient_id, const char *what)
{
  const TidePatient *patient = tide_today_rows_find_patient (self, patient_id);
  g_autofree char *key = g_strdup_printf ("%s %" G_GINT64_FORMAT " %s", kind, id, subject);
  g_autofree char *name = patient != NULL ? tide_patient_dup_name (patient) : g_strdup (_ ("Unknown"));
  GtkWidget *row = tide_today_row_new (key, patient_id);
  tide_today_row_set_title (TIDE_TODAY_ROW (row), name, what);
  return row;
}

static char *
dup_clock (TideInstant when)
{
  int hour, minute;
  if (!tide_instant_has_clock (when))
    return g_strdup ("–");
  tide_instant_get_clock (when, &hour, &minute);
  return g_strdup_printf ("%02d:%02d", hour, minute);
}

/* --- alerts --- */

char *
tide_today_dup_age (TideInstant raised, TideInstant now)
{
  int days = tide_instant_get_date (now) - tide_instant_get_date (raised);
  gint64 minutes = (now.utc - raised.utc) / 60;
  if (!tide_instant_has_clock (raised) || minutes >= 24 * 60)
    return days <= 0 ? g_strdup (_ ("open since today"))
                     : g_strdup_printf (ngettext ("open %d day", "open %d days", days), days);
  minutes = MAX (minutes, 0);
  if (minutes < 60)
    return g_strdup_printf (_ ("open %d min"), (int) minutes);
  return g_strdup_printf (_ ("open %d h %d min"), (int) (minutes / 60), (int) (minutes % 60));
}

static char *
dup_alert_facts (TideTodayRows *self, const TideAlert *alert, guint n_more)
{
  const TidePatient *patient = tide_today_rows_find_patient (self, alert->patient_id);
  gboolean today = tide_instant_get_date (alert->raised) == self->day->date;
  g_autofree char *when = today && tide_instant_has_clock (alert->raised)
                            ? dup_clock (alert->raised)
                            : tide_date_to_words (tide_instant_get_date (alert->raised));
  g_autofree char *age = tide_today_dup_age (alert->raised, self->day->now);
  GString *text = g_string_new (patient != NULL ? patient->mrn : "");
  g_string_append_printf (text, " · %s · %s", when, age);
  if (n_more > 0)
    {
      g_autofree char *more = g_strdup_printf (ngettext ("and %u more", "and %u more", n_more), n_more);
      g_string_append_printf (text, " · %s", more);
    }
  if (alert->source_amended)
    g_string_append_printf (text, " · %s", _ ("source amended"));
  return g_string_free (text, FALSE);
}

GtkWidget *
tide_today_rows_make_alert (TideTodayRows *self, const GPtrArray *group)
{
  const TideAlert *alert = g_ptr_array_index (group, 0);
  TideInstrument *scale
    = alert->instrument_id != NULL
        ? tide_library_lookup (tide_clinic_get_library (self->clinic), alert->instrument_id)
        : NULL;
  g_autofree char *title = tide_alert_rules_dup_title (scale, alert);
  g_autofree char *facts = dup_alert_facts (self, alert, group->len - 1);
  TideLevel level = (TideLevel) alert->level;
  TideTodayRow *row
    = TIDE_TODAY_ROW (tide_today_rows_make (self, "alert", alert->base.id, "", alert->patient_id, title));
  tide_today_row_set_icon (row, tide_level_icon_name (level), tide_level_css_class (level));
  gtk_widget_add_css_class (GTK_WIDGET (row), "alert");
  if (level == TIDE_LEVEL_RED)
    gtk_widget_add_css_class (GTK_WIDGET (row), "red");
  tide_today_row_set_below (row, tide_level_word (level), tide_level_css_class (level), facts);
  tide_today_row_set_action (row, "patient.record-action-for", g_variant_new_int64 (alert->base.id),
                             _ ("Record Action"));
  return GTK_WIDGET (row);
}

char *
tide_today_rows_dup_alert_hint (const TideDay *day)
{
  GString *text = g_string_new (NULL);
  const char *const words[] = { NULL, _ ("%u yellow"), _ ("%u amber"), _ ("%u red") };
  for (TideLevel level = TIDE_LEVEL_RED; level >= TIDE_LEVEL_YELLOW; level--)
    {
      g_autofree char *part = NULL;
      if (day->n_alerts[level] == 0)
        continue;
      part = tide_today_count_words (words[level], day->n_alerts[level]);
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
    }
  return g_string_free (text, FALSE);
}

/* --- sessions --- */

/* "Ketamine IV, 3 of 6 · 0.5 mg/kg × 62 kg = 31 mg" */
static char *
dup_session_facts (const TideDaySession *self)
{
  const TideSession *session = self->session;
  g_autofree char *title = tide_course_dup_title (self->course);
  GString *text = g_string_new (title);
  gboolean treats = tide_session_is_treatment (session, (TideArm) self->course->arm)
                    || tide_course_is_planned_by (self->course, session);
  if (!treats && session->kind != 0)
    g_string_append_printf (text, ", %s", tide_session_kind_get_label (session->kind));
  else if (self->course->planned_sessions > 0)
    {
      g_autofree char *of
        = g_strdup_printf (_ ("%d of %d"), (int) self->number, (int) self->course->planned_sessions);
      g_string_append_printf (text, ", %s", of);
    }
  else
    {
      g_autofree char *of = g_strdup_printf (_ ("session %d"), (int) self->number);
      g_string_append_printf (text, ", %s", of);
    }
  double mg = !isnan (session->dose_mg) ? session->dose_mg : session->planned_mg;
  double mg_per_kg
    = !isnan (session->planned_mg_per_kg) ? session->planned_mg_per_kg : session->dose_mg_per_kg;
  g_autofree char *each = isnan (mg_per_kg) ? NULL : tide_number_to_text (mg_per_kg);
  g_autofree char *weight = isnan (session->weight_kg) ? NULL : tide_number_to_text (session->weight_kg);
  g_autofree char *dose = isnan (mg) ? NULL : tide_number_to_text (round (mg * 10) / 10);
  if (each != NULL && weight != NULL && dose != NULL)
    g_string_append_printf (text, _ (" · %s mg/kg × %s kg = %s mg"), each, weight, dose);
  else if (dose != NULL)
    g_string_append_printf (text, _ (" · %s mg"), dose);
  else if (each != NULL)
    g_string_append_printf (text, _ (" · %s mg/kg"), each);
  if (!isnan (session->homework_percent))
    g_string_append_printf (text, _ (" · homework %.0f %%"), session->homework_percent);
  return g_string_free (text, FALSE);
}

static void
show_pill (TideTodayRow *row, const TideDaySession *self, TideInstant now)
{
  g_autofree char *left = dup_clock (self->session->discharged);
  g_autofree char *words = NULL;
  switch (self->state)
    {
    case TIDE_DAY_LEFT:
      words = g_strdup_printf (_ ("Left %s"), left);
      tide_today_row_set_pill (row, words, "emblem-ok-symbolic", "good");
      break;
    case TIDE_DAY_HELD:
      words = isnan (self->session->minutes) ? g_strdup (_ ("Held"))
                                             : g_strdup_printf (_ ("Held, %.0f min"), self->session->minutes);
      tide_today_row_set_pill (row, words, "emblem-ok-symbolic", "good");
      break;
    case TIDE_DAY_STOPPED:
      tide_today_row_set_pill (row, _ ("Stopped"), "dialog-error-symbolic", "bad");
      break;
    case TIDE_DAY_MISSED:
      tide_today_row_set_pill (row, _ ("Missed"), "dialog-warning-symbolic", "warn");
      break;
    case TIDE_DAY_CANCELLED:
      tide_today_row_set_pill (row, _ ("Cancelled"), "process-stop-symbolic", NULL);
      break;
    default:
      tide_today_row_set_pill (
        row,
        self->when.utc < now.utc && tide_instant_has_clock (self->when) ? _ ("Not begun") : _ ("Planned"),
        "alarm-symbolic", NULL);
      break;
    }
}

static void
show_clock (TideTodayRow *row, const TideDaySession *self)
{
  gboolean observed = self->state == TIDE_DAY_OBSERVED;
  g_autofree char *words
    = isnan (self->expected)
        ? g_strdup_printf (observed ? _ ("Observation %.0f min") : _ ("Running %.0f min"), self->minutes)
        : g_strdup_printf (observed ? _ ("Observation %.0f of %.0f min") : _ ("Running %.0f of %.0f min"),
                           floor (self->minutes), self->expected);
  tide_today_row_set_progress (row, words, isnan (self->expected) ? 0 : self->minutes / self->expected);
}

/* The cockpit of a dose when this program has one, else the form of the session. */
static void
set_session_action (TideTodayRow *row, const TideDaySession *self)
{
  gint64 course_id = self->course->base.id, session_id = self->session->base.id;
  const char *button
    = self->state == TIDE_DAY_RUNNING || self->state == TIDE_DAY_OBSERVED ? _ ("Open") : NULL;
  const GVariantType *type = NULL;
  if (tide_arm_is_ketamine ((TideArm) self->course->arm)
      && tide_today_find_action (TIDE_TYPE_PATIENT_PAGE, "patient.open-cockpit", &type) && type != NULL)
    {
      GVariant *target = g_variant_type_equal (type, G_VARIANT_TYPE_INT64)
                           ? g_variant_new_int64 (session_id)
                           : g_variant_new ("(xx)", course_id, session_id);
      tide_today_row_set_action (row, "patient.open-cockpit", target, button);
      return;
    }
  tide_today_row_set_action (row, "patient.edit-session", g_variant_new ("(xx)", course_id, session_id),
                             button);
}

GtkWidget *
tide_today_rows_make_session (TideTodayRows *self, const TideDaySession *session)
{
  g_autofree char *facts = dup_session_facts (session);
  g_autofree char *time = dup_clock (session->when);
  TideTodayRow *row = TIDE_TODAY_ROW (
    tide_today_rows_make (self, "session", session->session->base.id, "", session->course->patient_id, NULL));
  tide_today_row_set_time (row, time);
  tide_today_row_set_below (row, NULL, NULL, facts);
  if (session->level != TIDE_LEVEL_NONE)
    {
      tide_today_row_set_below (row, tide_level_word (session->level), tide_level_css_class (session->level),
                                facts);
      tide_today_row_set_icon (row, tide_level_icon_name (session->level),
                               tide_level_css_class (session->level));
    }
  if (session->state == TIDE_DAY_RUNNING || session->state == TIDE_DAY_OBSERVED)
    show_clock (row, session);
  else
    show_pill (row, session, self->day->now);
  set_session_action (row, session);
  return GTK_WIDGET (row);
}

static void
add_count (GString *text, const char *words, guint n)
{
  if (n == 0)
    return;
  g_autofree char *part = tide_today_count_words (words, n);
  g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
}

char *
tide_today_rows_dup_session_hint (const TideDay *day)
{
  GString *text = g_string_new (NULL);
  guint n[TIDE_N_DAY_STATES];
  for (guint i = 0; i < TIDE_N_DAY_STATES; i++)
    n[i] = tide_day_count_sessions (day, (TideDayState) i);
  add_count (text, _ ("%u done"), n[TIDE_DAY_HELD] + n[TIDE_DAY_LEFT]);
  add_count (text, _ ("%u running"), n[TIDE_DAY_RUNNING] + n[TIDE_DAY_OBSERVED]);
  add_count (text, _ ("%u stopped"), n[TIDE_DAY_STOPPED]);
  add_count (text, _ ("%u missed"), n[TIDE_DAY_MISSED] + n[TIDE_DAY_CANCELLED]);
  add_count (text, _ ("%u to come"), n[TIDE_DAY_PLANNED]);
  return g_string_free (text, FALSE);
}

/* --- small things --- */

char *
tide_today_count_words (const char *format, guint n)
{
  g_autofree char *figure = g_strdup_printf ("%u", n);
  g_auto (GStrv) parts = g_strsplit (format, "%u", 2);
  return g_strjoinv (figure, parts);
}

gboolean
tide_today_find_action (GType type, const char *name, const GVariantType **parameter)
{
  GtkWidgetClass *klass = g_type_class_ref (type);
  GType owner;
  const char *found, *property;
  gboolean there = FALSE;
  for (guint i = 0; !there && gtk_widget_class_query_action (klass, i, &owner, &found, parameter, &property);
       i++)
    there = g_strcmp0 (found, name) == 0;
  g_type_class_unref (klass);
  return there;
}
