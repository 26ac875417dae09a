/* summary-fixtures.c: the patients of the tests of the progress summary.  Nobody here exists. */
#include "summary-fixtures.h"

#include "fixture-builder.h"
#include "fixture-lindqvist.h"

const char *const summary_case_names[] = {
  "lindqvist",     "letter",     "full",    "sparse",     "crowded", "no-rating",
  "unknown-birth", "long-text",  "alerts",  "courses",    "scales",  "long-names",
  "span",          "everything", "nothing", "empty-span", "real",    NULL,
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
  if (everything || g_str_equal (name, "courses"))
    add_courses (self->history, self->library);
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
