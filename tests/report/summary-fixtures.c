/* summary-fixtures.c: the patients of the tests of the progress summary.  Nobody here exists. */
#include "summary-fixtures.h"

#include "fixture-builder.h"
#include "fixture-lindqvist.h"

const char *const summary_case_names[] = {
  "lindqvist", "letter",     "full",    "sparse", "crowded",    "no-rating", "unknown-birth",
  "long-text", "alerts",     "courses", "scales", "long-names", "span",      "everything",
  "nothing",   "empty-span", "real",    "record", "series",     NULL,
};

static const char short_text[]
  = "Ms Lindqvist finished the infusions in August and kept the gain until she lost her job in October. "
    "The last two ratings are above the criterion. Plan: two booster ERP sessions, Y-BOCS and PHQ-9 in four "
    "weeks, no change of medicine.";

/* --- histories --- */

static void
add_scale (FixtureBuilder *b, const char *id, double first, double last)
{
  static const char *const days[]
    = { "2024-09-23T09:40", "2025-02-17T09:40", "2025-06-02T09:40", "2025-10-27T09:40", "2025-11-17T09:40" };
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    fixture_add_total (b, id, days[i], tide_round_half_up (first + (last - first) * i / 4));
}

/* A builder that goes on from a finished history. */
static FixtureBuilder
reopen (TideHistory *history, TideLibrary *library)
{
  return (FixtureBuilder){ history, library, 100000, history->patient->base.id, 0 };
}

static void
add_battery (TideHistory *history, TideLibrary *library)
{
  FixtureBuilder b = reopen (history, library);
  add_scale (&b, "ocir", 38, 18);
  add_scale (&b, "gad7", 14, 5);
  add_scale (&b, "wsas", 26, 11);
  add_scale (&b, "cgis", 6, 3);
  fixture_end (&b);
}

static void
add_every_scale (TideHistory *history, TideLibrary *library)
{
  static const char *const ids[]
    = { "ocir", "gad7", "wsas",  "cgis", "madrs",    "hamd17", "qids_sr16", "pcl5", "lsas",
        "ymrs", "sds",  "cadss", "asex", "pain_nrs", "auditc", "dast10",    "suds" };
  FixtureBuilder b = reopen (history, library);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    add_scale (&b, ids[i], 8, 6);
  fixture_end (&b);
}

static void
add_alerts (TideHistory *history, guint n)
{
  static const char *const rules[] = { "A4", "A1", "A6", "A3" };
  for (guint i = history->alerts->len; i < n; i++)
    {
      const TideAssessmentData *source
        = history->assessments->pdata[history->assessments->len - 1 - i % history->assessments->len];
      TideAlert *alert = tide_alert_new ();
      alert->base.id = 200000 + i;
      alert->patient_id = history->patient->base.id;
      alert->assessment_id = source->base.id;
      alert->rule = g_strdup (rules[i % G_N_ELEMENTS (rules)]);
      alert->level = i < 3 ? TIDE_LEVEL_RED : TIDE_LEVEL_AMBER;
      alert->instrument_id = g_strdup ("phq9");
      alert->item_id = g_strdup ("9");
      alert->value = 1 + i % 3;
      alert->raised = source->taken;
      g_ptr_array_add (history->alerts, alert);
    }
  tide_history_arrange (history);
}

/* Two rules about two scales, amber, each thrice; one of the six stands red, one is from an older entry. */
static void
add_series (TideHistory *history)
{
  static const char *const rules[] = { "A9", "A10" };
  for (guint i = 0; i < 6; i++)
    {
      TideAlert *alert = tide_alert_new ();
      alert->base.id = 210000 + i;
      alert->patient_id = history->patient->base.id;
      alert->rule = g_strdup (rules[i % 2]);
      alert->level = i == 2 ? TIDE_LEVEL_RED : TIDE_LEVEL_AMBER;
      alert->historical = i == 5;
      alert->instrument_id = g_strdup ("ybocs");
      alert->value = 20 + i;
      alert->raised = tide_instant_from_local (tide_date_from_ymd (2025, 3, 1 + (int) i), 10, 0);
      g_ptr_array_add (history->alerts, alert);
    }
  tide_history_arrange (history);
}

static void
add_courses (TideHistory *history, TideLibrary *library)
{
  static const char *const agents[]
    = { "fluoxetine", "escitalopram", "clomipramine", "aripiprazole", "memantine", "lamotrigine",
        "paroxetine", "citalopram",   "fluvoxamine",  "risperidone",  "topiramate" };
  FixtureBuilder b = reopen (history, library);
  for (guint i = 0; i < G_N_ELEMENTS (agents); i++)
    {
      g_autofree char *start = g_strdup_printf ("%u-03-01", 2012 + i),
                      *next = g_strdup_printf ("%u-04-01", 2012 + i),
                      *end = g_strdup_printf ("%u-12-20", 2012 + i);
      TideCourse *course
        = fixture_add_course (&b, i == 3 || i > 8 ? TIDE_ARM_AUGMENTATION : TIDE_ARM_SSRI, agents[i], start);
      course->ended_on = fixture_date (end);
      course->end_reason = 1 + (int) i % 8;
      fixture_add_step (&b, course, start, 10);
      fixture_add_step (&b, course, next, 20 + 5 * i);
    }
  fixture_end (&b);
}

static gpointer
add_new (TideHistory *history, GPtrArray *array, gpointer record)
{
  TIDE_RECORD (record)->id = 300000 + (gint64) array->len + 1000 * (gint64) history->goals->len;
  g_ptr_array_add (array, record);
  return record;
}

static void
add_measurement (TideHistory *history, const char *id, double value, const char *taken)
{
  TideMeasurement *measurement = add_new (history, history->measurements, tide_measurement_new ());
  const TideMeasure *measure = tide_measure_find (id);
  tide_record_set_text (&measurement->loinc, measure->loinc);
  tide_record_set_text (&measurement->unit, measure->unit);
  measurement->value = value;
  measurement->taken = fixture_instant (taken);
}

static void
add_goal (TideHistory *history, const char *text, int first, int last)
{
  TideGoal *goal = add_new (history, history->goals, tide_goal_new ());
  tide_record_set_text (&goal->text, text);
  goal->set_on = fixture_date ("2025-06-01");
  for (int i = 0; i < 2; i++)
    {
      TideGoalRating *rating = add_new (history, history->goal_ratings, tide_goal_rating_new ());
      rating->goal_id = goal->base.id;
      rating->value = i == 0 ? first : last;
      rating->taken = fixture_instant (i == 0 ? "2025-06-02T10:00" : "2025-11-17T10:00");
    }
}

static void
add_effects (TideHistory *history, const TideCourse *course)
{
  static const char *const days[] = { "2025-06-06", "2025-06-10", "2025-06-13" };
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      TideEffectCheck *check = add_new (history, history->effect_checks, tide_effect_check_new ());
      check->course_id = course->base.id;
      check->taken = fixture_instant (days[i]);
      tide_record_set_text (&check->checklist, "ketamine");
      tide_record_set_text (&check->asked, "nausea headache");
    }
  TideAdverseEvent *event = add_new (history, history->adverse_events, tide_adverse_event_new ());
  event->course_id = course->base.id;
  tide_record_set_text (&event->term, "Nausea");
  event->severity = 2;
  event->started = event->ended = fixture_instant ("2025-06-10");
}

static void
add_papers (TideHistory *history)
{
  TideConsent *consent = add_new (history, history->consents, tide_consent_new ());
  consent->kind = tide_code_from_text (tide_consent_kind_codes, "treatment");
  consent->arm = TIDE_ARM_KETAMINE;
  tide_record_set_text (&consent->version, "2.1");
  consent->given_on = fixture_date ("2025-05-20");
  TideScreening *screening = add_new (history, history->screenings, tide_screening_new ());
  screening->arm = TIDE_ARM_KETAMINE;
  screening->taken = fixture_instant ("2025-05-28T09:00");
  TideEligibilityDecision *decision = add_new (history, history->decisions, tide_eligibility_decision_new ());
  decision->arm = TIDE_ARM_KETAMINE;
  decision->verdict = decision->computed = tide_code_from_text (tide_verdict_codes, "eligible");
  decision->taken = fixture_instant ("2025-05-30T09:00");
  decision->entered = fixture_instant ("2025-06-01T08:15");
  decision->staff_id = ((TideStaff *) history->staff->pdata[0])->base.id;
  TideSafetyPlan *plan = add_new (history, history->safety_plans, tide_safety_plan_new ());
  plan->agreed_on = fixture_date ("2025-06-03");
  tide_record_set_text (&plan->coping, "walks along the harbour");
}

static void
add_medicine (TideHistory *history, const char *drug, double mg, const char *from, const char *until)
{
  TideMedication *medication = add_new (history, history->medications, tide_medication_new ());
  tide_record_set_text (&medication->drug, drug);
  medication->dose_mg_per_day = mg;
  medication->started_on = fixture_date (from);
  if (until != NULL)
    medication->ended_on = fixture_date (until);
}

static void
add_trial (TideHistory *history)
{
  TideTrial *trial = add_new (history, history->trials, tide_trial_new ());
  trial->arm = TIDE_ARM_SSRI;
  tide_record_set_text (&trial->agent, "fluoxetine");
  trial->started_on = fixture_date ("2019-02-01");
  trial->ended_on = fixture_date ("2019-06-07");
  trial->dose_mg_per_day = 60;
  trial->weeks = 18;
  trial->weeks_at_dose = 12;
  trial->response = tide_code_from_text (tide_trial_response_codes, "none");
  trial->percent_fall = 5;
  trial->adherence = tide_code_from_text (tide_adherence_codes, "good");
}

/* One of each kind that stands under "On record". */
static void
add_record (TideHistory *history)
{
  add_goal (history, "Leave the house on time", 1, 4);
  add_goal (history, "Cook again", 2, 7);
  add_measurement (history, "weight", 80, "2025-06-01T09:00");
  add_measurement (history, "weight", 82, "2025-11-17T09:00");
  add_measurement (history, "sodium", 128, "2025-10-01T09:00");
  add_measurement (history, "sodium", 140, "2025-11-01T09:00");
  const TideCourse *ketamine = NULL;
  for (guint i = 0; i < history->courses->len; i++)
    if (((const TideCourse *) history->courses->pdata[i])->arm == TIDE_ARM_KETAMINE)
      ketamine = history->courses->pdata[i];
  add_effects (history, ketamine);
  add_papers (history);
  add_medicine (history, "lorazepam", 1, "2025-01-15", NULL);
  add_medicine (history, "ibuprofen", 400, "2025-03-01", "2025-03-20");
  add_trial (history);
  TideAllergy *allergy = add_new (history, history->allergies, tide_allergy_new ());
  allergy->none_known = TRUE;
  allergy->noted_on = fixture_date ("2024-09-23");
  tide_history_arrange (history);
}

static TideHistory *
unrated_new (TideLibrary *library)
{
  FixtureBuilder b;
  fixture_begin (&b, library, "TM-0500", "Unrated", "Synthetica", "1970-01-31", TIDE_SEX_UNKNOWN);
  fixture_add_diagnosis (&b, "F42.2", "Mixed obsessional thoughts and acts", TRUE);
  TideCourse *course = fixture_add_course (&b, TIDE_ARM_SSRI, "sertraline", NULL);
  fixture_add_step (&b, course, "2025-09-01", 50);
  return fixture_end (&b);
}

static TideHistory *
nothing_new (TideLibrary *library)
{
  FixtureBuilder b;
  fixture_begin (&b, library, "TM-0501", "New", "Synthetica", "1999-12-31", TIDE_SEX_FEMALE);
  return fixture_end (&b);
}

static void
lengthen_names (TideHistory *history)
{
  TidePatient *patient = history->patient;
  tide_record_set_text (&patient->family_name,
                        "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh de la Vega");
  tide_record_set_text (&patient->given_name, "Maximiliane Alexandrina Konstantina Philomena");
  tide_record_set_text (&patient->mrn, "SYNTH-2025-NORTH-0000041700");
  tide_record_set_text (&patient->referrer,
                        "Dr Oluwaseun Featherstonehaugh-Montgomery, Harbour Street Practice");
  TideDiagnosis *diagnosis = history->diagnoses->pdata[0];
  tide_record_set_text (&diagnosis->label,
                        "Obsessive-compulsive disorder with mixed obsessional thoughts and acts, "
                        "with good insight, tic-related, early onset");
  TideCourse *course = history->courses->pdata[0];
  tide_record_set_text (&course->agent, "sertraline hydrochloride oral concentrate, hospital formulary");
}

static char *
long_text (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 1; i <= 60; i++)
    g_string_append_printf (
      text,
      "Paragraph %u. %s She names washing and checking as most tiring & counts <hours> a day; the family "
      "helps less with rituals than in spring, work is resumed half-time.\n\n",
      i, short_text);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* --- cases --- */

static void
set_frame (SummaryCase *self)
{
  TidePatient *patient = self->history->patient;
  if (patient->referrer == NULL)
    {
      tide_record_set_text (&patient->referrer, "Dr L. Osei");
      patient->referred_on = fixture_date ("2024-09-02");
    }
  self->data.history = self->history;
  self->data.library = self->library;
  self->data.thresholds = self->thresholds;
  self->data.instrument_id = "ybocs";
  self->data.clinic_name = "Harbour Street Clinic";
  self->data.clinic_address = "Outpatient psychiatry · 12 Harbour Street · Tel. 555 0142";
  self->data.clinician = "Dr R. Okafor";
  self->data.audit_head = "5c1e90a73f42d8b60123456789abcdef5c1e90a73f42d8b60123456789abcdef";
  self->data.audit_number = 48211;
  self->data.synthetic = patient->synthetic;
  self->data.now = fixture_now ();
  self->data.from = self->data.to = TIDE_DATE_UNKNOWN;
}

static TideHistory *
make_history (const char *name, TideLibrary *library)
{
  if (g_str_equal (name, "sparse"))
    return fixture_farouk_new (library);
  if (g_str_equal (name, "crowded"))
    return fixture_crowded_new (library, 1);
  if (g_str_equal (name, "no-rating"))
    return unrated_new (library);
  if (g_str_equal (name, "nothing"))
    return nothing_new (library);
  return fixture_lindqvist_new (library);
}

SummaryCase *
summary_case_new (const char *name)
{
  if (!g_strv_contains (summary_case_names, name))
    g_error ("no summary case \"%s\"", name);
  SummaryCase *self = g_new0 (SummaryCase, 1);
  gboolean everything = g_str_equal (name, "everything");
  self->library = tide_library_new ();
  self->thresholds = tide_thresholds_new ();
  self->history = make_history (name, self->library);
  if (g_str_equal (name, "full") || g_str_equal (name, "real"))
    add_battery (self->history, self->library);
  if (everything || g_str_equal (name, "scales"))
    add_every_scale (self->history, self->library);
  if (everything || g_str_equal (name, "alerts"))
    add_alerts (self->history, 12);
  if (g_str_equal (name, "series"))
    add_series (self->history);
  if (everything || g_str_equal (name, "courses"))
    add_courses (self->history, self->library);
  if (g_str_equal (name, "record"))
    add_record (self->history);
  if (g_str_equal (name, "unknown-birth"))
    self->history->patient->birth_date = TIDE_DATE_UNKNOWN;
  if (g_str_equal (name, "real"))
    self->history->patient->synthetic
      = FALSE; /* how a page without the badge looks; the person is as made up */
  if (g_str_equal (name, "long-names"))
    lengthen_names (self->history);
  set_frame (self);
  self->data.paper = g_str_equal (name, "letter") ? TIDE_PAPER_LETTER : TIDE_PAPER_A4;
  gboolean without_text
    = g_str_equal (name, "sparse") || g_str_equal (name, "nothing") || g_str_equal (name, "no-rating");
  self->data.text = everything || g_str_equal (name, "long-text") ? long_text ()
                    : without_text                                ? NULL
                                                                  : g_strdup (short_text);
  if (g_str_equal (name, "long-names"))
    {
      self->data.clinic_name
        = "Featherstonehaugh Memorial University Hospital Centre for Obsessive-Compulsive Disorders";
      self->data.clinic_address
        = "Outpatient psychiatry, second floor, east wing · 12 Harbour Street, North Featherstone upon "
          "the Water · Tel. 555 0142 · Fax 555 0143";
      self->data.clinician = "Prof. Dr Alexandrina Konstantinopoulou-Featherstonehaugh";
    }
  if (g_str_equal (name, "span") || g_str_equal (name, "empty-span"))
    {
      gboolean empty = g_str_equal (name, "empty-span");
      self->data.from = fixture_date (empty ? "2020-01-01" : "2025-05-01");
      self->data.to = fixture_date (empty ? "2020-12-31" : "2025-09-30");
    }
  return self;
}

void
summary_case_free (SummaryCase *self)
{
  if (self == NULL)
    return;
  g_free ((char *) self->data.text);
  tide_history_free (self->history);
  tide_thresholds_free (self->thresholds);
  tide_library_free (self->library);
  g_free (self);
}
