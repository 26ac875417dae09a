/* test-readers.c: the summary for a patient and for a payer: what they say, and what must never stand there.
 *
 * Y-BOCS: reliable change 4.695 points (clinical.md 1.1), bands 0-7, 8-15, 16-23, 24-31, 32-40; words by
 * comparison-and-paper.md 6.
 */
#include "fixture-builder.h"
#include "pdf-check.h"
#include "summary-fixtures.h"
#include "tide-plain-figure.h"
#include "tide-report-private.h"

#include <math.h>

/* What somebody may not read unprepared on a sheet for himself (F69): lower case. */
static const char *const forbidden[]
  = { "suicid", "self-harm", "self harm", "kill",     "alert",  "amber",  "item", "c-ssrs", "safety plan",
      "p =",    "p <",       "relapse",   "response", "hanged", "poison", "risk", "death",  NULL };

static void
check_nothing_alarming (const char *text)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);
  for (guint i = 0; forbidden[i] != NULL; i++)
    check_has_not (lower, forbidden[i]);
}

/* The sheet's data with @text; NULL: the sentences as they come. */
static TideSummaryData
data_for (SummaryCase *one, TideReader reader, const char *text)
{
  TideSummaryData data = one->data;
  data.reader = reader;
  data.text = text;
  return data;
}

static char *
text_for (const TideSummaryData *data)
{
  TideReport *report = tide_summary_new (data);
  g_autofree char *path = pdf_write ("reader", &report, 1);
  tide_report_free (report);
  return pdf_text (path, 0);
}

/* --- patients with one thing each --- */

typedef struct
{
  SummaryCase *one;
  TideHistory *history;
  TideSummaryData data;
} Sheet;

static void
sheet_clear (Sheet *self)
{
  summary_case_free (self->one);
  tide_history_free (self->history);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sheet, sheet_clear)

static void
sheet_begin (Sheet *self, FixtureBuilder *b)
{
  self->one = summary_case_new ("nothing");
  fixture_begin (b, self->one->library, "TM-0700", "Sheet", "Synthetica", "1980-01-01", TIDE_SEX_FEMALE);
  fixture_add_diagnosis (b, "F42.2", "Mixed obsessional thoughts and acts", TRUE);
}

static void
sheet_end (Sheet *self, FixtureBuilder *b, TideReader reader)
{
  self->history = fixture_end (b);
  self->data = data_for (self->one, reader, NULL);
  self->data.history = self->history;
}

/* The sentences for a first, one before and the last Y-BOCS; @before 0: none. Today is 20 November 2025. */
static char *
sentences_for (int first, int before, int last)
{
  g_auto (Sheet) sheet = { 0 };
  FixtureBuilder b;
  sheet_begin (&sheet, &b);
  fixture_add_ybocs (&b, "2025-02-03T10:00", first);
  if (before > 0)
    fixture_add_ybocs (&b, "2025-08-05T10:00", before);
  fixture_add_ybocs (&b, "2025-11-13T10:00", last);
  sheet_end (&sheet, &b, TIDE_READER_PATIENT);
  return tide_summary_dup_plain_text (&sheet.data);
}

static void
check_sentences (int first, int before, int last, const char *words)
{
  g_autofree char *text = sentences_for (first, before, last);
  check_has (text, words);
}

static void
test_change_is_said_by_reliable_change (void)
{
  check_sentences (30, 0, 26,
                   "Your OCD symptoms are *about the same* as at your first visit."); /* 4 < 4.695 */
  check_sentences (30, 0, 25, "Your OCD symptoms are *clearly less strong* than at your first visit.");
  check_sentences (30, 0, 15, "*clearly less strong*"); /* just half */
  check_sentences (30, 0, 14, "are *less than half* of what they were at your first visit.");
  check_sentences (20, 0, 25, "Your OCD symptoms are *stronger* than at your first visit.");
  check_sentences (6, 0, 2, "*about the same*"); /* a fall of 67 % inside the scale's error */
}

static void
test_the_latest_score_is_weighed (void)
{
  check_sentences (29, 10, 13,
                   "They are *a little stronger than in August*. One higher score can come and go.");
  check_sentences (29, 10, 15, "They are *stronger than in August*. Let us talk about it.");
  check_sentences (29, 13, 10, "They are a little less strong than in August.");
  check_sentences (29, 18, 10, "They are *less strong than in August*.");
  check_sentences (29, 10, 10, "They are the same as in August.");
}

static void
test_bands_have_four_words (void)
{
  check_sentences (30, 0, 7, "There are *very few* now.");
  check_sentences (30, 0, 8, "They are *mild* now.");
  check_sentences (30, 0, 16, "They are *medium* now.");
  check_sentences (30, 0, 24, "They are *strong* now.");
  check_sentences (30, 0, 40, "They are *strong* now.");
  g_autoptr (TideLibrary) library = tide_library_new ();
  const struct
  {
    const char *id;
    double value;
    TidePlainBand band;
  } known[] = { { "phq9", 4, TIDE_PLAIN_VERY_FEW },
                { "phq9", 19, TIDE_PLAIN_STRONG },
                { "gad7", 9, TIDE_PLAIN_MILD },
                { "gad7", 10, TIDE_PLAIN_MEDIUM },
                { "ocir", 0, TIDE_PLAIN_VERY_FEW },
                { "ocir", 1, TIDE_PLAIN_MILD },
                { "ocir", 28, TIDE_PLAIN_STRONG },
                { "madrs", 34, TIDE_PLAIN_MEDIUM },
                { "lsas", 95, TIDE_PLAIN_STRONG },
                /* WSAS up to 9 is "subclinical", AUDIT-C up to 3 "low": nothing that is mild. */
                { "wsas", 9, TIDE_PLAIN_VERY_FEW },
                { "wsas", 10, TIDE_PLAIN_MEDIUM },
                { "wsas", 21, TIDE_PLAIN_STRONG },
                { "auditc", 3, TIDE_PLAIN_VERY_FEW },
                { "auditc", 4, TIDE_PLAIN_MEDIUM },
                { "auditc", 8, TIDE_PLAIN_STRONG } };
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      TidePlainBand band;
      g_assert_true (tide_plain_band_of (tide_library_lookup (library, known[i].id), known[i].value, &band));
      g_assert_cmpint (band, ==, known[i].band);
    }
  /* A cut-off is no strength, and CGI-S has seven words of its own. */
  TidePlainBand band;
  g_assert_false (tide_plain_band_of (tide_library_lookup (library, "pcl5"), 40, &band));
  g_assert_false (tide_plain_band_of (tide_library_lookup (library, "cgis"), 4, &band));
  g_assert_false (tide_plain_band_of (tide_library_lookup (library, "goal_1"), 4, &band));
}

static void
test_what_comes_next_is_what_was_agreed (void)
{
  g_auto (Sheet) sheet = { 0 };
  FixtureBuilder b;
  sheet_begin (&sheet, &b);
  TideCourse *course = fixture_add_course (&b, TIDE_ARM_CBT, "ERP", "2025-10-01");
  fixture_add_session (&b, course, "2025-10-01T10:00", TIDE_SESSION_HELD);
  fixture_add_session (&b, course, "2025-11-27T09:30", TIDE_SESSION_PLANNED);
  fixture_add_session (&b, course, "2025-11-10T09:30", TIDE_SESSION_PLANNED); /* past */
  sheet_end (&sheet, &b, TIDE_READER_PATIENT);
  g_autofree char *text = tide_summary_dup_plain_text (&sheet.data);
  check_has (text, "- *27 November, 09:30:* therapy session");
  check_has_not (text, "10 November");
  check_has (text, "We have no scores of your symptoms for this page yet.");
}

/* --- two views --- */

static char *
text_of_views (int own, int clinician, const char *own_on)
{
  g_auto (Sheet) sheet = { 0 };
  FixtureBuilder b;
  sheet_begin (&sheet, &b);
  fixture_add_ybocs (&b, "2025-02-03T10:00", 30);
  fixture_add_ybocs (&b, "2025-11-13T10:00", 18);
  if (own > 0)
    fixture_add_single (&b, "pgi_i", own_on, own);
  if (clinician > 0)
    fixture_add_single (&b, "cgii", "2025-11-13T10:10", clinician)->compared_with
      = tide_code_from_text (tide_compared_with_codes, "baseline");
  sheet_end (&sheet, &b, TIDE_READER_PATIENT);
  return text_for (&sheet.data);
}

static void
test_both_views_stand_beside_each_other (void)
{
  if (!pdf_check_tools ())
    return;
  g_autofree char *differ = text_of_views (2, 3, "2025-11-13T10:00");
  check_has (differ, "You say much better Your doctor says a little better We see it a bit differently.");
  g_autofree char *same = text_of_views (2, 2, "2025-11-13T10:00");
  check_has (same, "You and your doctor say much better");
  check_has_not (same, "differently");
  /* What was said half a year ago is of another state. */
  g_autofree char *old = text_of_views (5, 2, "2025-05-13T10:00");
  check_has (old, "Your doctor says much better");
  check_has_not (old, "You say");
  g_autofree char *none = text_of_views (0, 0, NULL);
  check_has_not (none, "How we see it");
}

/* --- the sheet --- */

static void
test_the_sheet_says_its_numbers (void)
{
  if (!pdf_check_tools ())
    return;
  g_autoptr (SummaryCase) one = summary_case_new ("record");
  TideSummaryData data = data_for (one, TIDE_READER_PATIENT, NULL);
  data.clinic_phone = "555 0142";
  data.crisis_text = "Nights: *555 0199*.";
  g_autofree char *text = text_for (&data);
  static const char *const words[] = { "How you are doing",
                                       "Hanna Lindqvist, born 14 Mar 1987",
                                       "Your OCD symptoms",
                                       "first visit: 30",
                                       "latest: 26",
                                       "very few",
                                       "medium",
                                       "sertraline",
                                       "8 infusions",
                                       "15 sessions",
                                       "Your goals",
                                       "Leave the house on time",
                                       "1→4",
                                       "2→7",
                                       "If it gets hard",
                                       "Nights: 555 0199.",
                                       "Tel. 555 0142",
                                       "15 December: we look at your scores",
                                       "SYNTHETIC DATA",
                                       "It cannot say which treatment caused which change" };
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    check_has (text, words[i]);
  check_has_not (text, "PHQ-9");
  check_has_not (text, "*");
}

static void
test_the_clinician_has_the_last_word (void)
{
  if (!pdf_check_tools ())
    return;
  g_autoptr (SummaryCase) one = summary_case_new ("lindqvist");
  TideSummaryData data
    = data_for (one, TIDE_READER_PATIENT, "You did *well* & more.\n\n- *Monday:* we call you\n3 * 4");
  g_autofree char *text = text_for (&data);
  check_has (text, "You did well & more.");
  check_has (text, "• Monday: we call you");
  check_has (text, "3*4"); /* poppler drops narrow blanks */
  check_has_not (text, "about the same");
  data.text = "";
  g_autofree char *bare = text_for (&data);
  check_has_not (bare, "What comes next");
  check_has_not (bare, "about the same");
  check_has (bare, "latest: 26");
}

/* --- what must not stand there --- */

static gpointer
add (GPtrArray *array, gint64 id, gpointer record)
{
  TIDE_RECORD (record)->id = id;
  g_ptr_array_add (array, record);
  return record;
}

/* PHQ-9 with item 9 at 3, C-SSRS, a red alert, an attempt and self-harm, notes with such words: nothing of
 * them may be read on the patient's sheet, and none of it is the payer's business. */
static void
make_alarming (Sheet *sheet, TideReader reader, const char *target)
{
  FixtureBuilder b;
  sheet_begin (sheet, &b);
  fixture_add_diagnosis (&b, "R45.851", "Suicidal ideations", FALSE);
  TideCourse *course = fixture_add_course (&b, TIDE_ARM_SSRI, "sertraline", "2025-03-01");
  tide_record_set_text (&course->note, "Note: suicide attempt with tablets");
  fixture_add_ybocs (&b, "2025-02-24T10:00", 28);
  fixture_add_ybocs (&b, "2025-11-10T10:00", 20);
  fixture_add_phq9 (&b, "2025-11-10T10:05", 19, 3);
  fixture_add_total (&b, "cssrs_screen", "2025-11-10T10:08", 3);
  TideHistory *history = b.history;
  TideAlert *alert = add (history->alerts, 9001, tide_alert_new ());
  alert->patient_id = history->patient->base.id;
  alert->level = TIDE_LEVEL_RED;
  tide_record_set_text (&alert->rule, "A1");
  tide_record_set_text (&alert->instrument_id, "phq9");
  tide_record_set_text (&alert->item_id, "9");
  alert->value = 3;
  alert->raised = fixture_instant ("2025-11-10T10:06");
  fixture_add_event (&b, "2025-11-01", "Self-harm, poison")->kind
    = tide_code_from_text (tide_event_kind_codes, "self_harm");
  fixture_add_event (&b, "2025-10-01", "Suicide attempt")->kind
    = tide_code_from_text (tide_event_kind_codes, "suicide_attempt");
  TideNote *note = add (history->notes, 9002, tide_note_new ());
  note->patient_id = history->patient->base.id;
  note->taken = fixture_instant ("2025-11-10T11:00");
  tide_record_set_text (&note->text, "Suicidal thoughts, wants to kill himself");
  TideAdverseEvent *effect = add (history->adverse_events, 9003, tide_adverse_event_new ());
  effect->patient_id = history->patient->base.id;
  tide_record_set_text (&effect->term, "suicidal ideation");
  effect->started = fixture_instant ("2025-11-01T09:00");
  sheet_end (sheet, &b, reader);
  sheet->data.instrument_id = sheet->data.target = target;
}

static void
test_nothing_alarming (void)
{
  static const char *const targets[] = { "ybocs", "phq9", "cssrs_screen" };
  if (!pdf_check_tools ())
    return;
  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      g_auto (Sheet) sheet = { 0 };
      make_alarming (&sheet, TIDE_READER_PATIENT, targets[i]);
      g_autofree char *text = text_for (&sheet.data);
      check_nothing_alarming (text);
      check_has (text, "How you are doing");
      /* A scale that asks of nothing else gives way to the one that symptoms are measured by. */
      check_has (text, i == 1 ? "PHQ-9, lower" : "Y-BOCS, lower");
    }
}

/* The diagnosis is the payer's: it says what the treatment is for. */
static void
test_a_payer_reads_no_notes (void)
{
  if (!pdf_check_tools ())
    return;
  g_auto (Sheet) sheet = { 0 };
  make_alarming (&sheet, TIDE_READER_PAYER, "ybocs");
  sheet.data.text = "The clinician's own text";
  g_autofree char *text = text_for (&sheet.data), *lower = g_utf8_strdown (text, -1);
  static const char *const words[] = { "kill", "attempt", "self-harm", "alert", "phq", "c-ssrs", "own text" };
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    check_has_not (lower, words[i]);
  check_has (text, "for the payer");
  /* 28 at baseline, then 20: 100 (28 - 20) / 28 = 28.6 % */
  check_has (text, "2025-02-24 Baseline 28 – –");
  check_has (text, "20 −8 29");
}

/* Of five diagnoses and three numbers a payer gets what the printed course is for and the number of its own.
 */
static void
test_a_payer_reads_the_indication_alone (void)
{
  if (!pdf_check_tools ())
    return;
  static const char *const never[] = { "R45.851", "Suicid", "suicid", "T14.91", "Z91.51", "F10.10",
                                       "F33.1",   "F42.2",  "REG-1",  "HOS-1",  "study",  "register" };
  for (guint with_course = 0; with_course < 2; with_course++)
    {
      g_auto (Sheet) sheet = { 0 };
      FixtureBuilder b;
      sheet_begin (&sheet, &b);
      fixture_add_diagnosis (&b, "R45.851", "Suicidal ideations", FALSE);
      fixture_add_diagnosis (&b, "Z91.51", "Personal history", FALSE);
      fixture_add_diagnosis (&b, "F10.10", "Alcohol", FALSE)->resolved_on = fixture_date ("2020-01-01");
      fixture_add_diagnosis (&b, "F33.1", "Depression", FALSE);
      TideCourse *course = fixture_add_course (&b, TIDE_ARM_CBT, "ERP", "2025-10-01");
      tide_record_set_text (&course->indication, with_course ? "F41.1" : "T14.91XA");
      static const char *const numbers[][2]
        = { { "study register", "REG-1" }, { "Health Insurer", "INS-4711" }, { "hospital", "HOS-1" } };
      for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
        {
          TideIdentifier *number = add (b.history->identifiers, 9300 + i, tide_identifier_new ());
          tide_record_set_text (&number->system, numbers[i][0]);
          tide_record_set_text (&number->value, numbers[i][1]);
        }
      sheet_end (&sheet, &b, TIDE_READER_PAYER);
      g_autofree char *text = text_for (&sheet.data);
      check_has (text, "INS-4711");
      check_has (text, "TM-0700");
      /* An attempt is no indication for a payer: then the primary diagnosis stands. */
      check_has (text, with_course ? "F41.1" : "F42.2");
      for (guint i = 0; i < G_N_ELEMENTS (never); i++)
        if (with_course || !g_str_equal (never[i], "F42.2"))
          check_has_not (text, never[i]);
    }
}

/* A day that nobody wrote down is no day to count from. */
static void
test_an_authorisation_without_an_end_has_no_days_left (void)
{
  if (!pdf_check_tools ())
    return;
  g_auto (Sheet) sheet = { 0 };
  FixtureBuilder b;
  sheet_begin (&sheet, &b);
  TideCourse *course = fixture_add_course (&b, TIDE_ARM_CBT, "ERP", "2025-10-01");
  course->authorised_from = fixture_date ("2025-10-01");
  sheet_end (&sheet, &b, TIDE_READER_PAYER);
  g_autofree char *text = text_for (&sheet.data);
  check_has (text, "from 2025-10-01");
  check_has_not (text, "days left");
  check_has_not (text, "expired");
}

static void
test_every_case_is_free_of_alarm (gconstpointer name)
{
  if (!pdf_check_tools ())
    return;
  g_autoptr (SummaryCase) one = summary_case_new (name);
  TideSummaryData data = data_for (one, TIDE_READER_PATIENT, NULL);
  g_autofree char *text = text_for (&data);
  check_nothing_alarming (text);
}

/* --- payer --- */

static void
test_authorisation_and_costs (void)
{
  if (!pdf_check_tools ())
    return;
  g_auto (Sheet) sheet = { 0 };
  FixtureBuilder b;
  sheet_begin (&sheet, &b);
  TideCourse *course = fixture_add_course (&b, TIDE_ARM_CBT, "ERP", "2025-10-01");
  course->coverage = tide_code_from_text (tide_coverage_codes, "covered");
  tide_record_set_text (&course->authorisation, "AUTH-77");
  tide_record_set_text (&course->payment_plan, "Pays by instalments to the clinic");
  course->authorised_from = fixture_date ("2025-10-01");
  course->authorised_until = fixture_date ("2025-12-31"); /* 41 days after 20 November */
  course->authorised_sessions = 12;
  fixture_add_session (&b, course, "2025-10-01T10:00", TIDE_SESSION_HELD)->kind
    = tide_code_from_text (tide_session_kind_codes, "exposure");
  fixture_add_session (&b, course, "2025-10-08T10:00", TIDE_SESSION_HELD)->kind
    = tide_code_from_text (tide_session_kind_codes, "exposure");
  fixture_add_session (&b, course, "2025-10-15T10:00", TIDE_SESSION_MISSED);
  static const struct
  {
    const char *payer;
    double amount;
  } costs[] = { { "insurer", 120 }, { "patient", 20 }, { "clinic", 999 } };
  for (guint i = 0; i < G_N_ELEMENTS (costs); i++)
    {
      TideCost *cost = add (b.history->costs, 9100 + i, tide_cost_new ());
      cost->course_id = course->base.id;
      cost->unit = tide_code_from_text (tide_cost_unit_codes, "session");
      cost->payer = tide_code_from_text (tide_payer_codes, costs[i].payer);
      cost->amount = costs[i].amount;
    }
  TideIdentifier *number = add (b.history->identifiers, 9200, tide_identifier_new ());
  tide_record_set_text (&number->system, "insurer");
  tide_record_set_text (&number->value, "INS-4711");
  sheet_end (&sheet, &b, TIDE_READER_PAYER);
  sheet.data.currency = "EUR";
  g_autofree char *text = text_for (&sheet.data);
  static const char *const words[] = { "insurer INS-4711", "covered",
                                       "AUTH-77",          "41 days left",
                                       "2025-10-08",       "120.00 EUR",
                                       "240.00 EUR", /* two sessions */
                                       "40.00 EUR",        "No rating of a course in this period." };
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    check_has (text, words[i]);
  check_has (text, "12 2 10"); /* authorised, held, left */
  check_has_not (text, "2025-10-15");
  check_has_not (text, "999");
  check_has_not (text, "instalments");
}

/* --- what is not printed --- */

static void
test_an_empty_period_is_explained (void)
{
  g_autoptr (SummaryCase) one = summary_case_new ("empty-span");
  for (TideReader reader = 0; reader < TIDE_N_READERS; reader++)
    {
      TideSummaryData data = data_for (one, reader, NULL);
      g_autofree char *words = tide_summary_dup_obstacle (&data);
      g_assert_cmpstr (words, ==, "No rating and no session in this period: nothing is printed.");
      data.from = data.to = TIDE_DATE_UNKNOWN;
      g_autofree char *none = tide_summary_dup_obstacle (&data);
      g_assert_null (none);
    }
}

static void
test_no_sheet_for_the_dead (void)
{
  g_auto (Sheet) sheet = { 0 };
  FixtureBuilder b;
  sheet_begin (&sheet, &b);
  fixture_add_event (&b, "2025-10-01", "Died")->kind = tide_code_from_text (tide_event_kind_codes, "death");
  sheet_end (&sheet, &b, TIDE_READER_PATIENT);
  g_autofree char *words = tide_summary_dup_obstacle (&sheet.data);
  g_assert_cmpstr (words, ==, "A death is recorded: there is no sheet for this patient.");
  sheet.data.reader = TIDE_READER_PAYER;
  g_autofree char *none = tide_summary_dup_obstacle (&sheet.data);
  g_assert_null (none);
}

/* --- what is kept back --- */

/* To a patient in plain words, to a payer without the names of scales; what has nothing to say is not missed.
 */
static void
test_what_is_left_out_is_told (void)
{
  if (!pdf_check_tools ())
    return;
  g_autoptr (SummaryCase) one = summary_case_new ("record");
  TideSummaryData data = data_for (one, TIDE_READER_PATIENT, NULL);
  data.left_out = TIDE_SECTION_CHART | TIDE_SECTION_GOALS | TIDE_SECTION_NEXT;
  g_autofree char *patient = text_for (&data);
  check_has (patient, "We left this out today: the picture of your scores, your goals");
  check_nothing_alarming (patient);
  static const char *const scales[] = { "ybocs", NULL };
  data = data_for (one, TIDE_READER_PAYER, NULL);
  data.left_out = TIDE_SECTION_COSTS | TIDE_SECTION_GOALS; /* the second is no part of this sheet */
  data.scales = scales;
  g_autofree char *payer = text_for (&data);
  check_has (payer, "Left out: Costs.");
  check_has_not (payer, "Scales left out");
  g_autoptr (SummaryCase) new = summary_case_new ("nothing");
  TideSummaryData bare = data_for (new, TIDE_READER_PATIENT, NULL);
  bare.left_out = TIDE_SECTION_GOALS;
  g_autofree char *nothing = text_for (&bare);
  check_has_not (nothing, "left this out");
}

/* --- geometry --- */

static void
test_geometry (gconstpointer name)
{
  g_autoptr (SummaryCase) one = summary_case_new (name);
  for (TideReader reader = TIDE_READER_PATIENT; reader < TIDE_N_READERS; reader++)
    for (TidePaper paper = TIDE_PAPER_A4; paper <= TIDE_PAPER_LETTER; paper++)
      {
        TideSummaryData data = data_for (one, reader, NULL);
        data.paper = paper;
        g_autoptr (TideReport) report = tide_summary_new (&data);
        check_blocks_stand_apart (report);
        if (reader == TIDE_READER_PATIENT)
          g_assert_cmpuint (tide_report_get_n_pages (report), <=, 2);
      }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/readers/change-is-said-by-reliable-change",
                   test_change_is_said_by_reliable_change);
  g_test_add_func ("/report/readers/the-latest-score-is-weighed", test_the_latest_score_is_weighed);
  g_test_add_func ("/report/readers/bands-have-four-words", test_bands_have_four_words);
  g_test_add_func ("/report/readers/what-comes-next-is-what-was-agreed",
                   test_what_comes_next_is_what_was_agreed);
  g_test_add_func ("/report/readers/both-views-stand-beside-each-other",
                   test_both_views_stand_beside_each_other);
  g_test_add_func ("/report/readers/the-sheet-says-its-numbers", test_the_sheet_says_its_numbers);
  g_test_add_func ("/report/readers/the-clinician-has-the-last-word", test_the_clinician_has_the_last_word);
  g_test_add_func ("/report/readers/nothing-alarming-on-a-patients-sheet", test_nothing_alarming);
  g_test_add_func ("/report/readers/a-payer-reads-no-notes", test_a_payer_reads_no_notes);
  g_test_add_func ("/report/readers/a-payer-reads-the-indication-alone",
                   test_a_payer_reads_the_indication_alone);
  g_test_add_func ("/report/readers/an-authorisation-without-an-end-has-no-days-left",
                   test_an_authorisation_without_an_end_has_no_days_left);
  g_test_add_func ("/report/readers/authorisation-and-costs", test_authorisation_and_costs);
  g_test_add_func ("/report/readers/an-empty-period-is-explained", test_an_empty_period_is_explained);
  g_test_add_func ("/report/readers/no-sheet-for-the-dead", test_no_sheet_for_the_dead);
  g_test_add_func ("/report/readers/what-is-left-out-is-told", test_what_is_left_out_is_told);
  for (guint i = 0; summary_case_names[i] != NULL; i++)
    {
      g_autofree char *words = g_strdup_printf ("/report/readers/free-of-alarm/%s", summary_case_names[i]);
      g_autofree char *boxes = g_strdup_printf ("/report/readers/geometry/%s", summary_case_names[i]);
      g_test_add_data_func (words, summary_case_names[i], test_every_case_is_free_of_alarm);
      g_test_add_data_func (boxes, summary_case_names[i], test_geometry);
    }
  int result = g_test_run ();
  pdf_check_end ();
  return result;
}
