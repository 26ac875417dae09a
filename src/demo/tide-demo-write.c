/* tide-demo-write.c: makes records of what the simulation says.  Ids are drawn from the dice and times of
 * entry follow the rating, so that the same seed gives the same bytes on every day. */

#include "tide-demo-private.h"

#include <math.h>
#include <string.h>

TideInstant
tide_demo_at (TideDate date, int hour, int minute)
{
  return (TideInstant){ (gint64) date * 86400 + (hour - 1) * 3600 + minute * 60, 60, TIDE_PRECISION_MINUTE };
}

void
tide_demo_add (TideDemoWriter *writer, gpointer record)
{
  if (writer->failed)
    return;
  tide_demo_random_uuid (writer->random, TIDE_RECORD (record)->uuid);
  writer->failed = !tide_batch_add (writer->batch, record, writer->error);
}

TidePatient *
tide_demo_new_patient (const char *mrn, const char *family, const char *given, TideDate birth, TideSex sex)
{
  TidePatient *patient = tide_patient_new ();
  patient->mrn = g_strdup (mrn);
  patient->family_name = g_strdup (family);
  patient->given_name = g_strdup (given);
  patient->birth_date = birth;
  patient->sex = (int) sex;
  patient->synthetic = TRUE;
  return patient;
}

void
tide_demo_add_diagnosis (TideDemoWriter *writer, gint64 patient_id, const char *code, gboolean primary,
                         TideDate onset)
{
  g_autoptr (TideDiagnosis) diagnosis = tide_diagnosis_new ();
  const TideIcdCode *icd = tide_icd_lookup (code);
  diagnosis->patient_id = patient_id;
  diagnosis->code = g_strdup (code);
  diagnosis->label = g_strdup (icd != NULL ? icd->label : "");
  diagnosis->primary = primary;
  diagnosis->onset_on = onset;
  tide_demo_add (writer, diagnosis);
}

TideCourse *
tide_demo_new_course (gint64 patient_id, const char *code, TideArm arm, const char *agent, const char *route,
                      const char *indication, TideDate start, const char *target)
{
  TideCourse *course = tide_course_new ();
  course->patient_id = patient_id;
  course->code = g_strdup (code);
  course->arm = (int) arm;
  course->agent = g_strdup (agent);
  course->route = tide_code_from_text (tide_route_codes, route);
  course->indication = g_strdup (indication);
  course->started_on = start;
  course->target_instrument = g_strdup (target);
  return course;
}

void
tide_demo_add_step (TideDemoWriter *writer, gint64 course_id, TideDate from, double dose_mg_per_day)
{
  g_autoptr (TideDoseStep) step = tide_dose_step_new ();
  step->course_id = course_id;
  step->from_date = from;
  step->dose_mg_per_day = dose_mg_per_day;
  tide_demo_add (writer, step);
}

static void
name_dosing (TideDemoWriter *writer, TideSession *session)
{
  session->kind = tide_code_from_text (tide_session_kind_codes, "dosing");
  session->planned = session->started;
  session->prescriber_id = writer->staff_ids[0];
  session->administrator_id = session->monitor_id = writer->staff_ids[3];
}

/* What the cockpit asks of every dose: who it is, how heavy, what was meant; left an hour or more after the
 * end.
 */
static void
plan_dose (TideDemoWriter *writer, TideSession *session, int minutes_to_leave)
{
  session->planned_mg = session->dose_mg;
  session->identified = session->started;
  session->identified.utc -= 20 * 60;
  session->identified_by = session->discharged_by = writer->staff_ids[3];
  session->identifiers = g_strdup ("name, birth date");
  session->discharged = session->started;
  session->discharged.utc += minutes_to_leave * 60;
}

static void
plan_infusion (TideDemoWriter *writer, TideSession *session)
{
  plan_dose (writer, session, 105);
  session->route = tide_code_from_text (tide_route_codes, "iv");
  session->site = g_strdup ("right forearm");
  session->weight_basis = tide_code_from_text (tide_weight_basis_codes, "actual");
  session->weighed = session->started;
  session->weighed.utc -= 25 * 60;
  session->planned_mg_per_kg = session->dose_mg_per_kg;
  session->rounding_mg = 0.1;
  session->concentration_mg_per_ml = 1;
  session->volume_ml = session->dose_mg;
  session->rate_ml_per_h = session->volume_ml / 40 * 60;
  session->planned_minutes = 40;
  session->device_label = g_strdup ("Syringe pump 2");
  session->grid = tide_code_from_text (tide_grid_codes, "light");
}

void
tide_demo_add_infusion (TideDemoWriter *writer, gint64 course_id, TideInstant started, double mg_per_kg,
                        double weight_kg)
{
  g_autoptr (TideSession) session = tide_session_new ();
  session->course_id = course_id;
  session->started = started;
  session->ended = started;
  session->ended.utc += 40 * 60;
  session->status = TIDE_SESSION_HELD;
  session->dose_mg_per_kg = mg_per_kg;
  session->weight_kg = weight_kg;
  session->dose_mg = round (mg_per_kg * weight_kg * 10) / 10;
  session->device = tide_code_from_text (tide_device_codes, "syringe_pump");
  session->setting = tide_code_from_text (tide_setting_codes, "clinic");
  session->minutes = 40;
  plan_infusion (writer, session);
  name_dosing (writer, session);
  tide_demo_add (writer, session);
}

void
tide_demo_add_nasal_dose (TideDemoWriter *writer, gint64 course_id, TideInstant started, double dose_mg)
{
  g_autoptr (TideSession) session = tide_session_new ();
  session->course_id = course_id;
  session->started = started;
  session->ended = started;
  session->ended.utc += 120 * 60; /* two hours of observation */
  session->status = TIDE_SESSION_HELD;
  session->dose_mg = dose_mg;
  session->device = tide_code_from_text (tide_device_codes, "nasal_device");
  session->setting = tide_code_from_text (tide_setting_codes, "clinic");
  session->minutes = 120;
  plan_dose (writer, session, 125);
  session->route = tide_code_from_text (tide_route_codes, "intranasal");
  session->nasal_devices = (gint64) (dose_mg / 28);
  session->grid = tide_code_from_text (tide_grid_codes, "esketamine");
  name_dosing (writer, session);
  tide_demo_add (writer, session);
}

/* PEAS and response prevention follow the homework: who does it resists more (clinical.md 4.3). */
static void
rate_exposure (TideSession *session)
{
  gint64 step = CLAMP ((gint64) round (1 + session->homework_percent * 0.06), 1, 7);
  session->peas_tried = step;
  session->peas_quality = MAX (1, step - 1);
  session->peas_resisted = step;
  session->response_prevention
    = tide_code_from_text (tide_kept_codes, session->homework_percent >= 70   ? "yes"
                                            : session->homework_percent >= 40 ? "partly"
                                                                              : "no");
}

void
tide_demo_add_therapy (TideDemoWriter *writer, gint64 course_id, const char *kind, TideInstant started,
                       TideSessionStatus status)
{
  g_autoptr (TideSession) session = tide_session_new ();
  session->course_id = course_id;
  session->kind = tide_code_from_text (tide_session_kind_codes, kind);
  session->planned = started;
  session->administrator_id = writer->staff_ids[2];
  session->started = started;
  session->status = (int) status;
  session->setting = tide_code_from_text (tide_setting_codes, "clinic");
  if (status == TIDE_SESSION_HELD)
    {
      session->ended = started;
      session->ended.utc += 60 * 60;
      session->minutes = 60;
      session->homework_percent = 10 * tide_demo_random_int (writer->random, 3, 10);
      if (strcmp (kind, "exposure") == 0)
        rate_exposure (session);
    }
  tide_demo_add (writer, session);
}

void
tide_demo_begin_visit (TideDemoWriter *writer, gint64 patient_id, TideInstant taken, int rater,
                       const char *contact, int late_days)
{
  g_autoptr (TideVisit) visit = tide_visit_new ();
  visit->patient_id = patient_id;
  visit->taken = taken;
  visit->rater_id = writer->staff_ids[rater];
  visit->contact = tide_code_from_text (tide_contact_codes, contact);
  tide_demo_add (writer, visit);
  writer->visit_id = visit->base.id;
  writer->late_days = tide_instant_get_date (taken) + late_days <= writer->today ? late_days : 0;
}

void
tide_demo_skip_part (TideDemoWriter *writer, gint64 patient_id, const char *part, const char *reason)
{
  g_autoptr (TideVisitPart) skipped = tide_visit_part_new ();
  skipped->patient_id = patient_id;
  skipped->visit_id = writer->visit_id;
  skipped->part = g_strdup (part);
  skipped->reason = g_strdup (reason);
  tide_demo_add (writer, skipped);
}

void
tide_demo_end_visit (TideDemoWriter *writer)
{
  writer->visit_id = 0;
  writer->late_days = 0;
}

void
tide_demo_add_identifier (TideDemoWriter *writer, gint64 patient_id, const char *system, const char *value)
{
  g_autoptr (TideIdentifier) identifier = tide_identifier_new ();
  identifier->patient_id = patient_id;
  identifier->system = g_strdup (system);
  identifier->value = g_strdup (value);
  tide_demo_add (writer, identifier);
}

/* Of what patients reported the clinic has looked at all but the last days'. */
void
tide_demo_review (TideDemoWriter *writer, TideAssessmentData *data)
{
  if (data->rater_type != TIDE_RATER_SELF)
    return;
  gboolean waits = tide_instant_get_date (data->taken) >= writer->today - 3;
  data->review = waits ? TIDE_LOOK_WANTED : TIDE_LOOK_DONE;
  if (waits)
    return;
  data->reviewed_by = writer->staff_ids[0];
  data->reviewed = data->entered;
  data->reviewed.utc += 3 * 3600;
}

static TideAssessmentData *
new_assessment (TideDemoWriter *writer, gint64 patient_id, const char *instrument, TideInstant taken,
                int rater, const char *contact)
{
  TideAssessmentData *data = tide_assessment_data_new ();
  TideInstrument *scale = tide_library_lookup (tide_clinic_get_library (writer->clinic), instrument);
  data->patient_id = patient_id;
  data->instrument_id = g_strdup (instrument);
  data->instrument_version = g_strdup (tide_instrument_get_version (scale));
  data->taken = taken;
  data->visit_id = writer->visit_id;
  data->entered = taken;
  data->entered.utc += 120 + (gint64) writer->late_days * 86400;
  data->rater_id = rater >= 0 ? writer->staff_ids[rater] : 0;
  data->rater_type = rater >= 0 ? TIDE_RATER_CLINICIAN : TIDE_RATER_SELF;
  data->contact = tide_code_from_text (tide_contact_codes, contact);
  data->status = TIDE_STATUS_FINAL;
  tide_demo_review (writer, data);
  return data;
}

/* The items that make the primary score, in order; those outside it stay untouched.  Suicide items come last
 * in the array: they are not part of the sharing, or every second patient would have an alert. */
static guint
list_scored (TideInstrument *scale, guint *scored, guint *n_suicide)
{
  g_autoptr (GPtrArray) suicide = tide_instrument_list_suicide_items (scale);
  guint n = 0, last = tide_instrument_get_n_items (scale);
  *n_suicide = 0;
  for (guint i = 0; i < tide_instrument_get_n_items (scale); i++)
    {
      const TideItem *item = tide_instrument_get_item (scale, i);
      if (item->optional)
        continue;
      if (g_ptr_array_find_with_equal_func (suicide, item->id, g_str_equal, NULL))
        {
          scored[--last] = i;
          (*n_suicide)++;
        }
      else
        scored[n++] = i;
    }
  memmove (scored + n, scored + last, *n_suicide * sizeof *scored);
  return n;
}

/* Rare, rarer when the total is low; 2 once in six times. */
static int
draw_suicide_answer (TideDemoWriter *writer, double share_of_worst)
{
  if (!tide_demo_random_chance (writer->random, share_of_worst > 0.35 ? 0.035 : 0.003))
    return 0;
  return tide_demo_random_chance (writer->random, 1 / 6.0) ? 2 : 1;
}

void
tide_demo_add_scale (TideDemoWriter *writer, gint64 patient_id, const char *instrument, TideInstant taken,
                     int total, int rater, const char *contact)
{
  if (writer->failed || tide_instant_get_date (taken) > writer->today)
    return;
  TideInstrument *scale = tide_library_lookup (tide_clinic_get_library (writer->clinic), instrument);
  guint n_items = tide_instrument_get_n_items (scale), n_suicide;
  g_autofree guint *scored = g_new (guint, n_items);
  guint n = list_scored (scale, scored, &n_suicide);
  int most = tide_instrument_get_item (scale, scored[0])->maximum;
  g_autofree int *values = g_new0 (int, n + n_suicide);
  for (guint i = n; i < n + n_suicide; i++)
    {
      values[i] = draw_suicide_answer (writer, (double) total / (n * (guint) most));
      total -= values[i];
    }
  tide_demo_share (writer->random, MAX (0, total), n, most, values);
  g_autofree TideAnswer *answers = g_new0 (TideAnswer, n_items);
  for (guint i = 0; i < n + n_suicide; i++)
    answers[scored[i]] = (TideAnswer){ TIDE_ANSWER_GIVEN, values[i] };
  g_autoptr (TideAssessmentData) data
    = new_assessment (writer, patient_id, instrument, taken, rater, contact);
  data->answers = tide_answers_to_text (scale, answers);
  tide_demo_add (writer, data);
}

static void
add_single (TideDemoWriter *writer, gint64 patient_id, const char *instrument, TideInstant taken, int value,
            const char *compared_with, TideDate compared_on, int rater)
{
  TideInstrument *scale = tide_library_lookup (tide_clinic_get_library (writer->clinic), instrument);
  g_autofree TideAnswer *answers = g_new0 (TideAnswer, tide_instrument_get_n_items (scale));
  answers[0] = (TideAnswer){ TIDE_ANSWER_GIVEN, value };
  g_autoptr (TideAssessmentData) data
    = new_assessment (writer, patient_id, instrument, taken, rater, "in_person");
  data->answers = tide_answers_to_text (scale, answers);
  data->compared_with = tide_code_from_text (tide_compared_with_codes, compared_with);
  data->compared_on = compared_on;
  tide_demo_add (writer, data);
}

void
tide_demo_add_cgi (TideDemoWriter *writer, gint64 patient_id, TideInstant taken, int severity,
                   int improvement, gboolean best, TideDate compared_on, int rater)
{
  if (writer->failed || tide_instant_get_date (taken) > writer->today)
    return;
  if (severity > 0)
    add_single (writer, patient_id, "cgis", taken, severity, "", TIDE_DATE_UNKNOWN, rater);
  if (improvement > 0)
    add_single (writer, patient_id, "cgii", taken, improvement, best ? "best" : "baseline", compared_on,
                rater);
}

void
tide_demo_add_pgi (TideDemoWriter *writer, gint64 patient_id, TideInstant taken, int improvement)
{
  if (!writer->failed && tide_instant_get_date (taken) <= writer->today)
    add_single (writer, patient_id, "pgi_i", taken, improvement, "", TIDE_DATE_UNKNOWN, -1);
}

void
tide_demo_add_event (TideDemoWriter *writer, gint64 patient_id, const char *kind, TideDate on,
                     const char *label)
{
  if (on > writer->today)
    return;
  g_autoptr (TideEvent) event = tide_event_new ();
  event->patient_id = patient_id;
  event->kind = tide_code_from_text (tide_event_kind_codes, kind);
  event->on_date = on;
  event->label = g_strdup (label);
  tide_demo_add (writer, event);
}

void
tide_demo_add_effect (TideDemoWriter *writer, gint64 patient_id, gint64 course_id, const char *term,
                      const char *severity, TideInstant started, TideInstant ended)
{
  if (tide_instant_get_date (started) > writer->today)
    return;
  g_autoptr (TideAdverseEvent) effect = tide_adverse_event_new ();
  effect->patient_id = patient_id;
  effect->course_id = course_id;
  effect->term = g_strdup (term);
  effect->severity = tide_code_from_text (tide_severity_codes, severity);
  effect->serious = tide_code_from_text (tide_yes_no_codes, "no");
  effect->started = started;
  if (tide_instant_is_known (ended) && tide_instant_get_date (ended) <= writer->today)
    effect->ended = ended;
  tide_demo_add (writer, effect);
}

void
tide_demo_add_note (TideDemoWriter *writer, gint64 patient_id, TideInstant taken, const char *text)
{
  if (tide_instant_get_date (taken) > writer->today)
    return;
  g_autoptr (TideNote) note = tide_note_new ();
  note->patient_id = patient_id;
  note->author_id = writer->staff_ids[0];
  note->taken = taken;
  note->text = g_strdup (text);
  tide_demo_add (writer, note);
}
