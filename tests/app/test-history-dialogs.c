/* test-history-dialogs.c: what a treatment history is made of is written down without a slip: every bad input
 * is refused in words at its field, and what is right is kept. */

#include <adwaita.h>
#include <math.h>

#include "form-desk.h"
#include "tide-application.h"
#include "tide-medication-dialog.h"
#include "tide-safety-plan-dialog.h"
#include "tide-timeline.h"
#include "tide-trial-dialog.h"

static void
a_medicine_is_found_by_name (void)
{
  FormDesk desk = { 0 };
  g_autoptr (GPtrArray) list = NULL;
  const TideMedication *medicine;

  form_fixture_init (&desk.fixture);
  form_desk_open (&desk, "medication");
  form_desk_assert_refused (&desk, "drug", "", "is required");
  gtk_editable_set_text (tide_search_field_get_editable (TIDE_SEARCH_FIELD (form_desk_field (&desk, "drug"))),
                         "mirtaz");
  g_assert_false (tide_form_dialog_save (desk.dialog)); /* half a name is no drug */
  g_assert_nonnull (strstr (tide_form_field_get_fault (form_desk_field (&desk, "drug")), "Choose one"));
  form_desk_enter (&desk, "drug", "mirtaz");
  form_desk_assert_refused (&desk, "dose_mg_per_day", "much", "no number");
  form_desk_enter (&desk, "dose_mg_per_day", "15");
  form_desk_assert_refused (&desk, "started_on", "1.1.1970", "before the birth date");
  form_desk_enter (&desk, "started_on", "1.10.2025");
  form_desk_assert_refused (&desk, "ended_on", "1.9.2025", "before the start");
  form_desk_enter (&desk, "ended_on", "");
  form_desk_enter (&desk, "purpose", "sleep");
  form_desk_enter (&desk, "as_needed", "1");
  form_desk_assert_saved (&desk);
  medicine = form_desk_last_of (&desk, &tide_medication_class, &list);
  g_assert_cmpstr (medicine->drug, ==, "mirtazapine");
  g_assert_cmpstr (medicine->rxnorm, ==, "15996"); /* clinical.md 7.2 */
  g_assert_true (medicine->as_needed);
  form_fixture_clear (&desk.fixture);
}

static void
a_drug_outside_the_table_is_kept_as_typed (void)
{
  FormDesk desk = { 0 };
  g_autoptr (GPtrArray) list = NULL;
  g_autofree char *hint = NULL;
  const TideMedication *medicine;

  form_fixture_init (&desk.fixture);
  form_desk_open (&desk, "medication");
  form_desk_enter (&desk, "drug", "Zauberkraut");
  g_object_get (form_desk_field (&desk, "drug"), "hint", &hint, NULL);
  g_assert_nonnull (strstr (hint, "Not checked: name unknown to the interaction rules."));
  form_desk_assert_saved (&desk);
  medicine = form_desk_last_of (&desk, &tide_medication_class, &list);
  g_assert_cmpstr (medicine->drug, ==, "Zauberkraut");
  g_assert_null (medicine->rxnorm);
  form_fixture_clear (&desk.fixture);
}

/* An MAO inhibitor beside an SSRI (clinical.md 4.2: block-level warning). */
static void
a_contraindicated_pair_asks_for_a_reason (void)
{
  FormDesk desk = { 0 };
  g_autoptr (TideMedication) other = tide_medication_new ();
  g_autoptr (GPtrArray) list = NULL;
  const char *doubt;

  form_fixture_init (&desk.fixture);
  other->patient_id = desk.fixture.patient_id;
  tide_record_set_text (&other->drug, "sertraline");
  g_assert_true (tide_clinic_save (desk.fixture.clinic, other, NULL));
  form_desk_open (&desk, "medication");
  form_desk_enter (&desk, "drug", "moclobemide");
  g_assert_false (tide_form_dialog_save (desk.dialog));
  g_assert_true (tide_form_dialog_get_can_save (desk.dialog)); /* a warning, no block */
  doubt = tide_form_field_get_doubt (form_desk_field (&desk, "drug"));
  g_assert_nonnull (strstr (doubt, "Contraindicated"));
  g_assert_true (tide_form_dialog_save_because (desk.dialog, "switch planned, washout agreed"));
  g_assert_cmpstr (((TideMedication *) form_desk_last_of (&desk, &tide_medication_class, &list))->drug, ==,
                   "moclobemide");
  g_assert_cmpstr (((TideMedication *) list->pdata[list->len - 1])->reason, ==,
                   "switch planned, washout agreed");
  form_fixture_clear (&desk.fixture);
}

static void
assert_doubted (FormDesk *desk, const char *name, const char *words)
{
  g_assert_false (tide_form_dialog_save (desk->dialog));
  g_assert_true (tide_form_dialog_get_can_save (desk->dialog));
  const char *doubt = tide_form_field_get_doubt (form_desk_field (desk, name));
  if (strstr (doubt, words) == NULL)
    g_error ("expected “%s” at %s, read “%s”", words, name, doubt);
}

/* A dose above the maximum, and one of a drug whose maximum nobody knows, beside a trade name. */
static void
a_dose_of_a_medicine_is_asked_about (void)
{
  FormDesk desk = { 0 };
  g_autoptr (GPtrArray) list = NULL;
  g_autofree char *hint = NULL;

  form_fixture_init (&desk.fixture);
  form_desk_open (&desk, "medication");
  form_desk_enter (&desk, "drug", "Tavor");
  g_object_get (form_desk_field (&desk, "drug"), "hint", &hint, NULL);
  g_assert_nonnull (strstr (hint, "Known to the rules as lorazepam."));
  form_desk_enter (&desk, "dose_mg_per_day", "5000");
  assert_doubted (&desk, "dose_mg_per_day", "5000 mg a day is far above the maximum of 10 mg a day");
  form_desk_enter (&desk, "dose_mg_per_day", "10");
  g_assert_cmpstr (tide_form_field_get_doubt (form_desk_field (&desk, "dose_mg_per_day")), ==, "");
  form_desk_enter (&desk, "dose_mg_per_day", "12");
  assert_doubted (&desk, "dose_mg_per_day", "12 mg a day is above the maximum of 10 mg a day");
  g_assert_true (tide_form_dialog_save_because (desk.dialog, "tapering plan"));
  g_assert_cmpstr (((TideMedication *) form_desk_last_of (&desk, &tide_medication_class, &list))->reason, ==,
                   "tapering plan");
  form_desk_open (&desk, "medication");
  form_desk_enter (&desk, "drug", "Zauberkraut");
  form_desk_enter (&desk, "dose_mg_per_day", "6000");
  assert_doubted (&desk, "dose_mg_per_day", "hardly any is taken by more than 5000 mg a day");
  form_desk_close (&desk);
  form_fixture_clear (&desk.fixture);
}

static void
an_allergy_to_a_medicine_asks_for_a_reason (void)
{
  static const char *const rows[][2] = { { "Ketalar", "Spravato" },
                                         { "tramadol", "Tramal 50 mg" },
                                         { "SSRIs", "Zoloft" },
                                         { "Valium", "lorazepam" } };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      FormDesk desk = { 0 };
      g_autoptr (TideAllergy) allergy = tide_allergy_new ();
      g_autofree char *words = g_strdup_printf ("An allergy to %s is recorded", rows[i][0]);

      form_fixture_init (&desk.fixture);
      allergy->patient_id = desk.fixture.patient_id;
      tide_record_set_text (&allergy->substance, rows[i][0]);
      g_assert_true (tide_clinic_save (desk.fixture.clinic, allergy, NULL));
      form_desk_open (&desk, "medication");
      form_desk_enter (&desk, "drug", rows[i][1]);
      assert_doubted (&desk, "drug", words);
      form_desk_close (&desk);
      form_fixture_clear (&desk.fixture);
    }
}

/* Planned for next week, beside what runs. */
static void
a_planned_medicine_is_checked (void)
{
  FormDesk desk = { 0 };
  g_autoptr (TideMedication) other = tide_medication_new ();

  form_fixture_init (&desk.fixture);
  other->patient_id = desk.fixture.patient_id;
  tide_record_set_text (&other->drug, "sertraline");
  g_assert_true (tide_clinic_save (desk.fixture.clinic, other, NULL));
  form_desk_open (&desk, "medication");
  form_desk_enter (&desk, "drug", "Jatrosom");
  form_desk_enter (&desk, "started_on", "1.12.2025");
  assert_doubted (&desk, "drug", "serotonin syndrome, from 1 Dec 2025");
  form_desk_close (&desk);
  form_fixture_clear (&desk.fixture);
}

/* 6000 mg of paroxetine, and a fall of 60 % beside "no response". */
static void
a_trial_that_cannot_be_true_is_asked_about (void)
{
  FormDesk desk = { 0 };

  form_fixture_init (&desk.fixture);
  form_desk_open (&desk, "trial");
  form_desk_enter (&desk, "arm", "ssri");
  form_desk_enter (&desk, "agent", "paroxetine");
  form_desk_enter (&desk, "weeks", "12");
  form_desk_enter (&desk, "weeks_at_dose", "8");
  form_desk_enter (&desk, "adherence", "good");
  form_desk_enter (&desk, "dose_mg_per_day", "6000");
  form_desk_enter (&desk, "response", "none");
  assert_doubted (&desk, "dose_mg_per_day", "6000 mg a day is far above the maximum of 60 mg a day");
  g_assert_true (g_str_has_prefix (tide_form_dialog_get_notice (desk.dialog), "Not known"));
  form_desk_enter (&desk, "dose_mg_per_day", "60");
  g_assert_true (g_str_has_prefix (tide_form_dialog_get_notice (desk.dialog), "Adequate, failed"));
  form_desk_enter (&desk, "percent_fall", "60");
  assert_doubted (&desk, "percent_fall", "A fall of 60 % contradicts “no response”");
  g_assert_nonnull (strstr (tide_form_dialog_get_notice (desk.dialog), "response not judged"));
  form_desk_close (&desk);
  form_fixture_clear (&desk.fixture);
}

/* A coded dependence is a history (F60); a benzodiazepine can be misused, lithium is not. */
static void
a_history_of_use_is_told_at_prescribing (void)
{
  FormDesk desk = { 0 };
  g_autoptr (TideDiagnosis) diagnosis = tide_diagnosis_new ();
  g_autofree char *hint = NULL, *other = NULL;

  form_fixture_init (&desk.fixture);
  diagnosis->patient_id = desk.fixture.patient_id;
  tide_record_set_text (&diagnosis->code, "F10.20");
  g_assert_true (tide_clinic_save (desk.fixture.clinic, diagnosis, NULL));
  form_desk_open (&desk, "medication");
  form_desk_enter (&desk, "drug", "lorazepam");
  g_object_get (form_desk_field (&desk, "drug"), "hint", &hint, NULL);
  g_assert_nonnull (strstr (hint, "F10.20"));
  g_clear_pointer (&hint, g_free);
  form_desk_enter (&desk, "drug", "Lorazepam 1 mg");
  g_object_get (form_desk_field (&desk, "drug"), "hint", &hint, NULL);
  g_assert_nonnull (strstr (hint, "F10.20"));
  form_desk_enter (&desk, "drug", "lithium");
  g_object_get (form_desk_field (&desk, "drug"), "hint", &other, NULL);
  g_assert_true (other == NULL || strstr (other, "F10.20") == NULL);
  form_desk_close (&desk);
  form_fixture_clear (&desk.fixture);
}

/* A rated pain stands beside the opioid that is written down (F61). */
static void
pain_is_told_before_an_opioid (void)
{
  FormDesk desk = { 0 };
  g_autoptr (TideAssessmentData) pain = tide_assessment_data_new ();
  g_autofree char *hint = NULL;

  form_fixture_init (&desk.fixture);
  pain->patient_id = desk.fixture.patient_id;
  tide_record_set_text (&pain->instrument_id, "pain_nrs");
  tide_record_set_text (&pain->answers, "1=7");
  pain->taken = tide_instant_now ();
  pain->rater_type = TIDE_RATER_SELF;
  pain->status = TIDE_STATUS_FINAL;
  g_assert_true (tide_clinic_save_assessment (desk.fixture.clinic, pain, NULL, NULL));
  form_desk_open (&desk, "medication");
  form_desk_enter (&desk, "drug", "morphine");
  g_object_get (form_desk_field (&desk, "drug"), "hint", &hint, NULL);
  g_assert_nonnull (strstr (hint, "pain 7 of 10"));
  form_desk_close (&desk);
  form_fixture_clear (&desk.fixture);
}

static void
a_way_of_life_stands_on_the_timeline (void)
{
  static const char *const kinds[] = { "sleep", "exercise", "alcohol", "death" };
  FormDesk desk = { 0 };
  g_autoptr (TideHistory) history = NULL;
  TideTimelineOptions options = tide_timeline_options_default ();
  TideStyle style = tide_style_default (TIDE_STYLE_LIGHT);
  g_autoptr (TideThresholds) thresholds = NULL;
  g_autoptr (TideTimelineModel) model = NULL;
  g_autoptr (TideTimeline) timeline = NULL;

  form_fixture_init (&desk.fixture);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      form_desk_open (&desk, "event");
      form_desk_enter (&desk, "kind", kinds[i]);
      form_desk_enter (&desk, "label", kinds[i]);
      form_desk_enter (&desk, "on_date", "3.11.2025");
      form_desk_assert_saved (&desk);
    }
  history = tide_clinic_load_history (desk.fixture.clinic, desk.fixture.patient_id, NULL);
  g_assert_cmpuint (history->events->len, ==, 4);
  thresholds = tide_clinic_load_thresholds (desk.fixture.clinic);
  model = tide_timeline_model_new (history, tide_clinic_get_library (desk.fixture.clinic), "ybocs",
                                   thresholds, tide_instant_now (), &options);
  timeline = tide_timeline_layout (model, &options, &style, 900, 600);
  for (guint i = 0; i < history->events->len; i++)
    {
      TidePick pick
        = tide_timeline_pick_record (timeline, TIDE_PICK_EVENT, TIDE_RECORD (history->events->pdata[i])->id);

      g_assert_cmpint (pick.kind, ==, TIDE_PICK_EVENT);
    }
  form_fixture_clear (&desk.fixture);
}

static void
none_known_is_an_answer (void)
{
  FormDesk desk = { 0 };
  g_autoptr (GPtrArray) first = NULL, second = NULL;
  const TideAllergy *allergy;

  form_fixture_init (&desk.fixture);
  form_desk_open (&desk, "allergy");
  form_desk_assert_refused (&desk, "substance", "", "none known");
  form_desk_enter (&desk, "substance", "latex");
  form_desk_enter (&desk, "none_known", "1");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (form_desk_field (&desk, "substance"))));
  form_desk_assert_saved (&desk);
  allergy = form_desk_last_of (&desk, &tide_allergy_class, &first);
  g_assert_true (allergy->none_known);
  g_assert_null (allergy->substance);
  form_desk_open (&desk, "allergy");
  form_desk_enter (&desk, "substance", "penicillin");
  form_desk_enter (&desk, "severity", "severe");
  form_desk_assert_refused (&desk, "noted_on", "21.11.2025", "lies in the future");
  form_desk_enter (&desk, "noted_on", "today");
  form_desk_assert_saved (&desk);
  allergy = form_desk_last_of (&desk, &tide_allergy_class, &second);
  g_assert_cmpstr (allergy->substance, ==, "penicillin");
  form_fixture_clear (&desk.fixture);
}

static void
an_impossible_weight_is_refused (void)
{
  FormDesk desk = { 0 };
  g_autoptr (GPtrArray) list = NULL;
  const TideMeasurement *m;

  form_fixture_init (&desk.fixture);
  form_desk_open (&desk, "measurement");
  form_desk_assert_refused (&desk, "value", "", "is required");
  form_desk_assert_refused (&desk, "value", "720", "must lie between 2 and 500 kg");
  form_desk_enter (&desk, "value", "72,4");
  form_desk_assert_refused (&desk, "taken", "21.11.2025", "lies in the future");
  form_desk_enter (&desk, "taken", "20.11.2025 09:00");
  form_desk_assert_refused (&desk, "loinc", "", "is required");
  form_desk_enter (&desk, "loinc", "29463-7");
  form_desk_assert_saved (&desk);
  m = form_desk_last_of (&desk, &tide_measurement_class, &list);
  g_assert_cmpfloat (m->value, ==, 72.4);
  g_assert_cmpstr (m->unit, ==, "kg");
  /* 72.4 kg and a fifth of it is 86.88. */
  form_desk_open (&desk, "measurement");
  form_desk_enter (&desk, "taken", "20.11.2025 10:00");
  form_desk_enter (&desk, "value", "87");
  g_assert_false (tide_form_dialog_save (desk.dialog));
  g_assert_nonnull (strstr (tide_form_field_get_doubt (form_desk_field (&desk, "value")), "differs much"));
  form_desk_enter (&desk, "value", "86.8");
  form_desk_assert_saved (&desk);
  form_fixture_clear (&desk.fixture);
}

static const char *
notice_of (TideFormDialog *dialog)
{
  return tide_form_dialog_get_notice (dialog);
}

/* clinical.md 4.2: 56 days, 28 of them at the usual target dose (sertraline: 200 mg), adherence 80 %. */
static void
an_earlier_trial_is_judged_while_it_is_typed (void)
{
  FormDesk desk = { 0 };
  g_autoptr (GPtrArray) list = NULL;
  const TideTrial *trial;

  form_fixture_init (&desk.fixture);
  form_desk_open (&desk, "trial");
  form_desk_assert_refused (&desk, "arm", "", "is required");
  form_desk_enter (&desk, "arm", "ssri");
  form_desk_enter (&desk, "agent", "sertral");
  g_assert_nonnull (strstr (notice_of (desk.dialog), "Not known"));
  form_desk_enter (&desk, "weeks", "12");
  form_desk_enter (&desk, "dose_mg_per_day", "200");
  form_desk_assert_refused (&desk, "weeks_at_dose", "13", "more than the whole trial");
  form_desk_enter (&desk, "weeks_at_dose", "3"); /* 21 of 28 days */
  form_desk_enter (&desk, "adherence", "good");
  form_desk_enter (&desk, "response", "none");
  g_assert_true (g_str_has_prefix (notice_of (desk.dialog), "Not adequate"));
  form_desk_enter (&desk, "weeks_at_dose", "4");
  g_assert_true (g_str_has_prefix (notice_of (desk.dialog), "Adequate, failed"));
  form_desk_assert_refused (&desk, "percent_fall", "101", "");
  form_desk_enter (&desk, "percent_fall", "10");
  form_desk_assert_refused (&desk, "started_on", "1.1.1970", "before the birth date");
  form_desk_enter (&desk, "started_on", "1.3.2024");
  form_desk_assert_refused (&desk, "ended_on", "1.2.2024", "before the start");
  form_desk_enter (&desk, "ended_on", "");
  form_desk_assert_saved (&desk);
  trial = form_desk_last_of (&desk, &tide_trial_class, &list);
  g_assert_cmpstr (trial->agent, ==, "sertraline");
  g_assert_cmpfloat (trial->weeks_at_dose, ==, 4);
  form_fixture_clear (&desk.fixture);
}

static void
what_belongs_to_another_kind_is_not_kept (void)
{
  FormDesk desk = { 0 };
  g_autoptr (GPtrArray) list = NULL;
  const TideTrial *trial;

  form_fixture_init (&desk.fixture);
  form_desk_open (&desk, "trial");
  form_desk_enter (&desk, "arm", "ssri");
  form_desk_enter (&desk, "dose_mg_per_day", "200");
  form_desk_enter (&desk, "arm", "cbt");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (form_desk_field (&desk, "dose_mg_per_day"))));
  form_desk_enter (&desk, "agent", "ERP");
  form_desk_enter (&desk, "sessions", "16");
  form_desk_assert_refused (&desk, "exposure_sessions", "17", "more than all sessions");
  form_desk_enter (&desk, "exposure_sessions", "12");
  form_desk_enter (&desk, "hours", "20");
  form_desk_assert_saved (&desk);
  trial = form_desk_last_of (&desk, &tide_trial_class, &list);
  g_assert_true (isnan (trial->dose_mg_per_day));
  g_assert_cmpint (trial->exposure_sessions, ==, 12);
  form_fixture_clear (&desk.fixture);
}

static void
contacts_and_specifiers_are_checked (void)
{
  FormDesk desk = { 0 };
  g_autoptr (GPtrArray) contacts = NULL, specifiers = NULL;

  form_fixture_init (&desk.fixture);
  form_desk_open (&desk, "contact");
  form_desk_assert_refused (&desk, "name", "", "is required");
  form_desk_enter (&desk, "name", "Eva Nováková");
  form_desk_enter (&desk, "emergency", "1");
  g_assert_false (tide_form_dialog_save (desk.dialog)); /* nobody can call it */
  g_assert_nonnull (strstr (tide_form_field_get_doubt (form_desk_field (&desk, "phone")), "no telephone"));
  form_desk_enter (&desk, "phone", "+420 555 010 020");
  form_desk_assert_saved (&desk);
  g_assert_true (((TideContact *) form_desk_last_of (&desk, &tide_contact_class, &contacts))->emergency);

  form_desk_open (&desk, "specifier");
  form_desk_assert_refused (&desk, "onset_age", "130", "");
  form_desk_assert_refused (&desk, "onset_age", "60", "more than the patient's age");
  form_desk_enter (&desk, "onset_age", "14");
  form_desk_enter (&desk, "insight", "poor");
  form_desk_enter (&desk, "symmetry", "yes");
  form_desk_assert_saved (&desk);
  g_assert_cmpint (
    ((TideSpecifier *) form_desk_last_of (&desk, &tide_specifier_class, &specifiers))->symmetry, ==, 2);
  form_fixture_clear (&desk.fixture);
}

/* What was agreed before stays in the record, and only the newest is shown. */
static void
a_renewed_plan_supersedes_the_older (void)
{
  FormDesk desk = { 0 };
  g_autoptr (GPtrArray) first = NULL, second = NULL;
  g_autoptr (TideHistory) history = NULL;
  const TideSafetyPlan *plan;
  gint64 old_id;

  form_fixture_init (&desk.fixture);
  form_desk_open (&desk, "safety-plan");
  form_desk_assert_refused (&desk, "warning_signs", "", "a plan says something");
  form_desk_enter (&desk, "warning_signs", "Two nights without sleep");
  form_desk_assert_refused (&desk, "review_on", "1.1.2025", "before");
  form_desk_enter (&desk, "review_on", "20.2.2026");
  form_desk_assert_saved (&desk);
  old_id = TIDE_RECORD (form_desk_last_of (&desk, &tide_safety_plan_class, &first))->id;
  form_desk_open (&desk, "safety-plan");
  form_desk_enter (&desk, "people", "Sister");
  form_desk_assert_saved (&desk);
  plan = form_desk_last_of (&desk, &tide_safety_plan_class, &second);
  g_assert_cmpint (plan->supersedes_id, ==, old_id);
  g_assert_cmpstr (plan->warning_signs, ==, "Two nights without sleep");
  history = tide_clinic_load_history (desk.fixture.clinic, desk.fixture.patient_id, NULL);
  g_assert_cmpuint (history->safety_plans->len, ==, 1);
  g_assert_cmpuint (second->len, ==, 2);
  form_fixture_clear (&desk.fixture);
}

static void
a_goal_is_rated_from_0_to_10 (void)
{
  FormDesk desk = { 0 };
  g_autoptr (GPtrArray) goals = NULL, ratings = NULL;

  form_fixture_init (&desk.fixture);
  form_desk_open (&desk, "goal");
  form_desk_assert_refused (&desk, "text", "", "is required");
  form_desk_enter (&desk, "text", "To cook for the family");
  form_desk_assert_refused (&desk, "closed_on", "1.11.2025", "before the start");
  form_desk_enter (&desk, "closed_on", "");
  form_desk_assert_saved (&desk);
  g_assert_cmpstr (((TideGoal *) form_desk_last_of (&desk, &tide_goal_class, &goals))->text, ==,
                   "To cook for the family");
  form_desk_open (&desk, "goal-rating");
  form_desk_assert_refused (&desk, "value", "", "is required");
  form_desk_assert_refused (&desk, "value", "11", "");
  form_desk_assert_refused (&desk, "value", "-1", "");
  form_desk_enter (&desk, "value", "0"); /* none of it is a rating too */
  form_desk_assert_saved (&desk);
  g_assert_cmpint (((TideGoalRating *) form_desk_last_of (&desk, &tide_goal_rating_class, &ratings))->value,
                   ==, 0);
  form_fixture_clear (&desk.fixture);
}

static void
another_stage_needs_a_reason (void)
{
  FormDesk desk = { 0 };
  g_autoptr (GPtrArray) list = NULL;
  const TideStaging *staging;

  form_fixture_init (&desk.fixture);
  form_desk_open (&desk, "staging");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (form_desk_field (&desk, "ect_used"))));
  form_desk_assert_refused (&desk, "override_stage", "11", "must lie between 0 and 10");
  form_desk_enter (&desk, "override_stage", "3");
  form_desk_assert_refused (&desk, "reason", "", "is required");
  form_desk_enter (&desk, "reason", "Doses from the old chart");
  form_desk_assert_saved (&desk);
  staging = form_desk_last_of (&desk, &tide_staging_class, &list);
  g_assert_cmpint (staging->override_stage, ==, 3);
  g_assert_cmpint (staging->scheme, ==, 1);
  form_fixture_clear (&desk.fixture);
}

static void
any_record_is_marked_as_entered_in_error (void)
{
  FormDesk desk = { 0 };
  g_autoptr (TideCourse) course = NULL;

  form_fixture_init (&desk.fixture);
  form_desk_open (&desk, "in-error-record");
  form_desk_assert_refused (&desk, "reason", "", "is required");
  form_desk_enter (&desk, "reason", "other patient");
  form_desk_assert_saved (&desk);
  course = tide_clinic_lookup (desk.fixture.clinic, &tide_course_class, desk.fixture.course_id, NULL);
  g_assert_true (course->entered_in_error);
  g_assert_true (tide_clinic_undo (desk.fixture.clinic, NULL));
  form_fixture_clear (&desk.fixture);
}

/* What was stored is what the dialog shows again. */
static void
a_stored_record_is_edited (void)
{
  FormDesk desk = { 0 };
  g_autoptr (GPtrArray) list = NULL, changed = NULL;
  g_autofree char *dose = NULL;
  gint64 id;

  form_fixture_init (&desk.fixture);
  form_desk_open (&desk, "medication");
  form_desk_enter (&desk, "drug", "lorazepam");
  form_desk_enter (&desk, "dose_mg_per_day", "1");
  form_desk_assert_saved (&desk);
  id = TIDE_RECORD (form_desk_last_of (&desk, &tide_medication_class, &list))->id;
  tide_medication_dialog_present (NULL, desk.fixture.clinic, desk.fixture.patient_id, id);
  form_desk_take (&desk);
  dose = tide_form_dialog_dup_text (desk.dialog, "dose_mg_per_day");
  g_assert_cmpstr (dose, ==, "1");
  form_desk_enter (&desk, "ended_on", "19.11.2025");
  form_desk_assert_saved (&desk);
  g_assert_cmpint (((TideMedication *) form_desk_last_of (&desk, &tide_medication_class, &changed))->ended_on,
                   ==, tide_date_from_ymd (2025, 11, 19));
  g_assert_cmpuint (changed->len, ==, 1);
  form_fixture_clear (&desk.fixture);
}

/* Enter goes through the fields in sight and saves from the last one. */
static void
enter_goes_on_and_saves_last (void)
{
  FormDesk desk = { 0 };
  static const char *const order[] = { "drug", "dose_mg_per_day" };

  form_fixture_init (&desk.fixture);
  form_desk_open (&desk, "medication");
  gtk_test_widget_wait_for_draw (GTK_WIDGET (desk.dialog));
  form_desk_enter (&desk, "drug", "lithium");
  gtk_widget_grab_focus (GTK_WIDGET (form_desk_field (&desk, "drug")));
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      TideFormField *field = form_desk_field (&desk, order[i]);
      tide_form_field_emit_activate (field);
      g_assert_true (form_desk_find_dialog () == desk.dialog);
      GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (desk.dialog));
      g_assert_nonnull (focus);
      g_assert_false (gtk_widget_is_ancestor (focus, GTK_WIDGET (field)));
    }
  g_assert_cmpint (tide_clinic_count (desk.fixture.clinic, &tide_medication_class), ==, 0);
  tide_form_field_emit_activate (form_desk_field (&desk, "note"));
  g_assert_cmpint (tide_clinic_count (desk.fixture.clinic, &tide_medication_class), ==, 1);
  form_desk_close (&desk);
  form_fixture_clear (&desk.fixture);
}

static void
empty_specifiers_are_not_saved (void)
{
  FormDesk desk = { 0 };
  form_fixture_init (&desk.fixture);
  form_desk_open (&desk, "specifier");
  g_assert_false (tide_form_dialog_save (desk.dialog));
  g_assert_nonnull (
    strstr (tide_form_field_get_fault (form_desk_field (&desk, "insight")), "nothing to save"));
  form_desk_enter (&desk, "insight", "poor");
  form_desk_assert_saved (&desk);
  form_fixture_clear (&desk.fixture);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  tide_application_load_resources ();
  g_test_add_func ("/history-dialog/a-medicine-is-found-by-name", a_medicine_is_found_by_name);
  g_test_add_func ("/history-dialog/a-drug-outside-the-table-is-kept-as-typed",
                   a_drug_outside_the_table_is_kept_as_typed);
  g_test_add_func ("/history-dialog/a-contraindicated-pair-asks-for-a-reason",
                   a_contraindicated_pair_asks_for_a_reason);
  g_test_add_func ("/history-dialog/a-dose-of-a-medicine-is-asked-about",
                   a_dose_of_a_medicine_is_asked_about);
  g_test_add_func ("/history-dialog/an-allergy-to-a-medicine-asks-for-a-reason",
                   an_allergy_to_a_medicine_asks_for_a_reason);
  g_test_add_func ("/history-dialog/a-planned-medicine-is-checked", a_planned_medicine_is_checked);
  g_test_add_func ("/history-dialog/a-trial-that-cannot-be-true-is-asked-about",
                   a_trial_that_cannot_be_true_is_asked_about);
  g_test_add_func ("/history-dialog/a-history-of-use-is-told-at-prescribing",
                   a_history_of_use_is_told_at_prescribing);
  g_test_add_func ("/history-dialog/pain-is-told-before-an-opioid", pain_is_told_before_an_opioid);
  g_test_add_func ("/history-dialog/a-way-of-life-stands-on-the-timeline",
                   a_way_of_life_stands_on_the_timeline);
  g_test_add_func ("/history-dialog/none-known-is-an-answer", none_known_is_an_answer);
  g_test_add_func ("/history-dialog/an-impossible-weight-is-refused", an_impossible_weight_is_refused);
  g_test_add_func ("/history-dialog/an-earlier-trial-is-judged-while-it-is-typed",
                   an_earlier_trial_is_judged_while_it_is_typed);
  g_test_add_func ("/history-dialog/what-belongs-to-another-kind-is-not-kept",
                   what_belongs_to_another_kind_is_not_kept);
  g_test_add_func ("/history-dialog/contacts-and-specifiers-are-checked",
                   contacts_and_specifiers_are_checked);
  g_test_add_func ("/history-dialog/a-renewed-plan-supersedes-the-older",
                   a_renewed_plan_supersedes_the_older);
  g_test_add_func ("/history-dialog/a-goal-is-rated-from-0-to-10", a_goal_is_rated_from_0_to_10);
  g_test_add_func ("/history-dialog/another-stage-needs-a-reason", another_stage_needs_a_reason);
  g_test_add_func ("/history-dialog/any-record-is-marked-as-entered-in-error",
                   any_record_is_marked_as_entered_in_error);
  g_test_add_func ("/dialog/empty-specifiers-are-not-saved", empty_specifiers_are_not_saved);
  g_test_add_func ("/dialog/enter-goes-on-and-saves-last", enter_goes_on_and_saves_last);
  g_test_add_func ("/history-dialog/a-stored-record-is-edited", a_stored_record_is_edited);
  return g_test_run ();
}
