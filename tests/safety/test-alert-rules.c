/* test-alert-rules.c: the alerts of clinical.md 8 and 8.1, on its worked examples and at the edges of each
 * rule. */
#include "tide-alert-rules.h"

#include <math.h>
#include <string.h>

static TideLibrary *library;

/* 2026-03-10 12:00 on every machine that runs this. */
#define NOW "2026-03-10T12:00+01:00"

static TideInstant
instant (const char *text)
{
  TideInstant result;
  g_autoptr (GError) error = NULL;
  tide_instant_parse (text, &result, &error);
  g_assert_no_error (error);
  return result;
}

static TideInstrument *
scale (const char *id)
{
  TideInstrument *instrument = tide_library_lookup (library, id);
  g_assert_nonnull (instrument);
  return instrument;
}

/* "2 2 - 3" as the store writes it: the items by their order, optional ones left out. */
static char *
dup_answers (TideInstrument *instrument, const char *words)
{
  g_auto (GStrv) parts = g_strsplit (words, " ", -1);
  guint n = tide_instrument_get_n_items (instrument);
  g_autofree TideAnswer *answers = g_new0 (TideAnswer, n + 1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_cmpuint (i, <, n);
      tide_instrument_read_answer (instrument, i, parts[i], &answers[i], &error);
      g_assert_no_error (error);
    }
  return tide_answers_to_text (instrument, answers);
}

static TideAssessmentData *
rating (const char *id, const char *taken, const char *words)
{
  TideAssessmentData *data = tide_assessment_data_new ();
  data->patient_id = 1;
  data->instrument_id = g_strdup (id);
  data->taken = instant (taken);
  data->entered = instant (taken);
  data->status = TIDE_STATUS_FINAL;
  if (words != NULL)
    data->answers = dup_answers (scale (id), words);
  return data;
}

static TideHistory *
history_of (TideAssessmentData *first, ...)
{
  TideHistory *history = tide_history_new ();
  gint64 id = 1;
  va_list more;
  va_start (more, first);
  for (TideAssessmentData *data = first; data != NULL; data = va_arg (more, TideAssessmentData *))
    {
      data->base.id = id++;
      g_ptr_array_add (history->assessments, data);
    }
  va_end (more);
  return history;
}

static GPtrArray *
raise_of (TideHistory *history, TideAssessmentData *data, gboolean imported)
{
  return tide_alert_rules_raise (history, scale (data->instrument_id), data, imported, instant (NOW));
}

static GPtrArray *
raise_alone (const char *id, const char *words)
{
  g_autoptr (TideHistory) history = tide_history_new ();
  g_autoptr (TideAssessmentData) data = rating (id, NOW, words);
  return raise_of (history, data, FALSE);
}

static const TideAlert *
find_rule (GPtrArray *alerts, const char *rule)
{
  for (guint i = 0; i < alerts->len; i++)
    if (strcmp (((TideAlert *) g_ptr_array_index (alerts, i))->rule, rule) == 0)
      return g_ptr_array_index (alerts, i);
  return NULL;
}

static void
assert_rule (GPtrArray *alerts, const char *rule, TideLevel level, const char *item)
{
  const TideAlert *alert = find_rule (alerts, rule);
  g_assert_nonnull (alert);
  g_assert_cmpint (alert->level, ==, level);
  g_assert_cmpstr (alert->item_id, ==, item);
}

/* --- worked examples of section 8 --- */

static void
test_phq9_d (void)
{
  g_autoptr (GPtrArray) alerts = raise_alone ("phq9", "2 2 - 3 - 2 - 0 2");
  assert_rule (alerts, "A4", TIDE_LEVEL_RED, "9");
  g_assert_cmpfloat (find_rule (alerts, "A4")->value, ==, 2);
  g_assert_false (find_rule (alerts, "A4")->historical);
  g_assert_null (find_rule (alerts, "A7"));
}

static void
test_phq9_levels (void)
{
  /* phq9.a has item 9 = 1: amber; 3: red; phq9.b has 0: nothing at all. */
  g_autoptr (GPtrArray) one = raise_alone ("phq9", "3 3 2 3 1 2 2 1 1");
  assert_rule (one, "A4", TIDE_LEVEL_AMBER, "9");
  g_autoptr (GPtrArray) three = raise_alone ("phq9", "0 0 0 0 0 0 0 0 3");
  assert_rule (three, "A4", TIDE_LEVEL_RED, "9");
  g_autoptr (GPtrArray) none = raise_alone ("phq9", "1 0 1 1 0 0 1 0 0");
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_cssrs_f (void)
{
  g_autoptr (GPtrArray) alerts = raise_alone ("cssrs_screen", "- 1 - 1 - - -");
  const TideAlert *high = find_rule (alerts, "A1");
  g_assert_nonnull (high);
  g_assert_cmpint (high->level, ==, TIDE_LEVEL_RED);
  g_assert_true (g_ptr_array_index (alerts, 0) == high);
}

static void
test_cssrs_levels (void)
{
  g_autoptr (GPtrArray) moderate = raise_alone ("cssrs_screen", "1 1 1 0 0 0");
  g_assert_cmpint (find_rule (moderate, "A2")->level, ==, TIDE_LEVEL_AMBER);
  g_assert_null (find_rule (moderate, "A1"));
  g_autoptr (GPtrArray) low = raise_alone ("cssrs_screen", "1 0 - - - 0");
  g_assert_cmpint (find_rule (low, "A3")->level, ==, TIDE_LEVEL_YELLOW);
  g_autoptr (GPtrArray) none = raise_alone ("cssrs_screen", "0 0 - - - 0");
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_madrs_c (void)
{
  g_autoptr (GPtrArray) alerts = raise_alone ("madrs", "4 5 3 - 2 4 4 4 4 5");
  assert_rule (alerts, "A5", TIDE_LEVEL_RED, "10");
}

static void
test_madrs_and_qids_levels (void)
{
  const struct
  {
    const char *words;
    TideLevel level;
  } cases[] = { { "0 0 0 0 0 0 0 0 0 1", TIDE_LEVEL_YELLOW },
                { "0 0 0 0 0 0 0 0 0 2", TIDE_LEVEL_AMBER },
                { "0 0 0 0 0 0 0 0 0 3", TIDE_LEVEL_AMBER },
                { "0 0 0 0 0 0 0 0 0 4", TIDE_LEVEL_RED } };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) alerts = raise_alone ("madrs", cases[i].words);
      assert_rule (alerts, "A5", cases[i].level, "10");
    }
  g_autoptr (GPtrArray) qids = raise_alone ("qids_sr16", "0 1 0 3 3 - 2 - 1 2 3 2 3 3 1 2");
  assert_rule (qids, "A5", TIDE_LEVEL_RED, "12");
}

#define HAMD_0 "3 2 0 2 1 1 3 1 1 2 2 1 1 1 1 1 0"
#define HAMD_1 "3 2 1 2 1 1 3 1 1 2 2 1 1 1 1 1 0"
#define HAMD_2 "3 2 2 2 1 1 3 1 1 2 2 1 1 1 1 1 0"
#define HAMD_NO_3 "3 2 - 2 1 1 3 1 1 2 2 1 1 1 1 1 0"

static void
test_hamd_rise (void)
{
  g_autoptr (TideHistory) history = history_of (rating ("hamd17", "2026-03-03", HAMD_0), NULL);
  g_autoptr (TideAssessmentData) data = rating ("hamd17", NOW, HAMD_2);
  g_autoptr (GPtrArray) alerts = raise_of (history, data, FALSE);
  g_assert_cmpuint (alerts->len, ==, 2);
  assert_rule (alerts, "A5", TIDE_LEVEL_AMBER, "3");
  assert_rule (alerts, "A6", TIDE_LEVEL_AMBER, "3");

  g_autoptr (GPtrArray) banners = tide_alert_rules_merge (alerts);
  g_assert_cmpuint (banners->len, ==, 1);
  g_assert_cmpuint (((GPtrArray *) g_ptr_array_index (banners, 0))->len, ==, 2);
}

/* clinical.md 8.1: entered more than 14 days after it was taken and older than 30 days: for the record. */
static void
test_record_is_told_with_its_answer (void)
{
  g_autoptr (TideHistory) history = tide_history_new ();
  g_autoptr (TideAssessmentData) late = rating ("phq9", "2026-01-16", "0 0 0 0 0 0 0 0 3");
  g_autoptr (TideAssessmentData) open = rating ("phq9", "2026-01-16", "0 0 0 0 0 0 0 0 -");
  late->entered = open->entered = instant (NOW);
  g_autoptr (GPtrArray) three = raise_of (history, late, FALSE);
  g_autoptr (GPtrArray) missing = raise_of (history, open, FALSE);
  g_autoptr (GPtrArray) groups = tide_alert_rules_list_record (three);
  g_assert_cmpuint (groups->len, ==, 1);
  g_autofree char *words = tide_alert_rules_dup_record_words (scale ("phq9"), find_rule (three, "A4"));
  g_autofree char *unasked = tide_alert_rules_dup_record_words (scale ("phq9"), find_rule (missing, "A7"));
  g_assert_cmpstr (words, ==, "item 9 = 3, not acted on (entered late)");
  g_assert_cmpstr (unasked, ==, "item 9 not answered, not acted on (entered late)");

  ((TideAlert *) g_ptr_array_index (three, 0))->resolved = TRUE;
  g_autoptr (GPtrArray) acted = tide_alert_rules_list_record (three);
  g_autoptr (GPtrArray) live = raise_alone ("phq9", "0 0 0 0 0 0 0 0 3");
  g_autoptr (GPtrArray) none = tide_alert_rules_list_record (live);
  g_assert_cmpuint (acted->len + none->len, ==, 0);
}

/* --- A6 --- */

static void
test_rise_needs_its_steps (void)
{
  g_autoptr (TideHistory) history = history_of (rating ("hamd17", "2026-03-03", HAMD_1), NULL);
  g_autoptr (TideAssessmentData) data = rating ("hamd17", NOW, HAMD_2);
  g_autoptr (GPtrArray) one = raise_of (history, data, FALSE);
  g_assert_null (find_rule (one, "A6"));

  /* MADRS: 0 to 2 is no rise of 3, 0 to 3 is. */
  g_autoptr (TideHistory) madrs = history_of (rating ("madrs", "2026-03-03", "1 1 1 2 0 1 1 1 1 0"), NULL);
  g_autoptr (TideAssessmentData) two = rating ("madrs", NOW, "1 1 1 2 0 1 1 1 1 2");
  g_autoptr (TideAssessmentData) three = rating ("madrs", NOW, "1 1 1 2 0 1 1 1 1 3");
  g_autoptr (GPtrArray) no = raise_of (madrs, two, FALSE);
  g_autoptr (GPtrArray) yes = raise_of (madrs, three, FALSE);
  g_assert_null (find_rule (no, "A6"));
  assert_rule (yes, "A6", TIDE_LEVEL_AMBER, "10");
}

static void
test_rise_passes_over_gaps (void)
{
  /* 0, then not asked, then 2: the last answer that is known was 0. */
  g_autoptr (TideHistory) history
    = history_of (rating ("hamd17", "2026-02-24", HAMD_0), rating ("hamd17", "2026-03-03", HAMD_NO_3), NULL);
  g_autoptr (TideAssessmentData) data = rating ("hamd17", NOW, HAMD_2);
  g_autoptr (GPtrArray) alerts = raise_of (history, data, FALSE);
  assert_rule (alerts, "A6", TIDE_LEVEL_AMBER, "3");
}

static void
test_rise_looks_at_the_latest_before (void)
{
  /* Whatever the order of the rows: before it stands a 1 (newer) and a 0 (older), after it a 0. */
  g_autoptr (TideHistory) history
    = history_of (rating ("hamd17", "2026-03-03", HAMD_1), rating ("hamd17", "2026-02-03", HAMD_0),
                  rating ("hamd17", "2026-03-09", HAMD_0), NULL);
  g_autoptr (TideAssessmentData) data = rating ("hamd17", "2026-03-05", HAMD_2);
  g_autoptr (GPtrArray) alerts = raise_of (history, data, FALSE);
  g_assert_null (find_rule (alerts, "A6"));
}

static void
test_rise_ignores_what_is_not_current (void)
{
  TideAssessmentData *wrong = rating ("hamd17", "2026-03-03", HAMD_0);
  wrong->status = TIDE_STATUS_ENTERED_IN_ERROR;
  g_autoptr (TideHistory) history = history_of (wrong, NULL);
  g_autoptr (TideAssessmentData) data = rating ("hamd17", NOW, HAMD_2);
  g_autoptr (GPtrArray) alerts = raise_of (history, data, FALSE);
  g_assert_null (find_rule (alerts, "A6"));

  /* Nor the row that this one replaces, nor a rating of another scale. */
  g_autoptr (TideHistory) replaced = history_of (rating ("hamd17", "2026-03-10T11:00+01:00", HAMD_0),
                                                 rating ("madrs", "2026-03-09", "0 0 0 0 0 0 0 0 0 0"), NULL);
  data->supersedes_id = 1;
  g_autoptr (GPtrArray) amended = raise_of (replaced, data, FALSE);
  g_assert_null (find_rule (amended, "A6"));
}

static void
test_history_is_read_when_it_matters (void)
{
  const struct
  {
    const char *id, *taken, *words;
    gboolean expected;
  } cases[] = {
    { "phq9", NOW, "0 0 0 0 0 0 0 0 1", FALSE },         /* cannot have risen by 2 */
    { "phq9", NOW, "0 0 0 0 0 0 0 0 2", TRUE },          /* may have */
    { "phq9", "2026-02-23", "0 0 0 0 0 0 0 0 0", TRUE }, /* late: is it the newest? */
    { "gad7", "2020-01-01", "3 3 3 3 3 3 3", FALSE },    /* no suicide item */
  };
  g_autoptr (TideThresholds) thresholds = tide_thresholds_new ();
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TideAssessmentData) data = rating (cases[i].id, cases[i].taken, cases[i].words);
      data->entered = instant (NOW);
      g_assert_cmpint (
        tide_alert_rules_needs_history (scale (cases[i].id), data, FALSE, instant (NOW), thresholds), ==,
        cases[i].expected);
    }
}

/* --- A7 and totals --- */

static void
test_missing_item_is_not_assessed (void)
{
  /* phq9.e */
  g_autoptr (GPtrArray) alerts = raise_alone ("phq9", "2 1 2 2 1 1 1 0 -");
  assert_rule (alerts, "A7", TIDE_LEVEL_YELLOW, "9");
  g_assert_true (isnan (find_rule (alerts, "A7")->value));
  g_assert_null (find_rule (alerts, "A4"));
}

static void
test_total_only_raises_no_a7 (void)
{
  g_autoptr (TideHistory) history = tide_history_new ();
  g_autoptr (TideAssessmentData) data = rating ("phq9", NOW, NULL);
  data->total = 18;
  g_autoptr (GPtrArray) alerts = raise_of (history, data, FALSE);
  g_assert_cmpuint (alerts->len, ==, 0);
}

static void
test_total_only_is_seen_by_rules_on_totals (void)
{
  g_autoptr (TideHistory) history = tide_history_new ();
  g_autoptr (TideAssessmentData) data = rating ("ymrs", NOW, NULL);
  data->total = 20;
  g_autoptr (GPtrArray) red = raise_of (history, data, FALSE);
  assert_rule (red, "A11", TIDE_LEVEL_RED, NULL);
  data->total = 12;
  g_autoptr (GPtrArray) amber = raise_of (history, data, FALSE);
  assert_rule (amber, "A11", TIDE_LEVEL_AMBER, NULL);
  data->total = 11;
  g_autoptr (GPtrArray) none = raise_of (history, data, FALSE);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_only_current_rows_raise (void)
{
  g_autoptr (TideHistory) history = tide_history_new ();
  g_autoptr (TideAssessmentData) data = rating ("phq9", NOW, "0 0 0 0 0 0 0 0 3");
  const TideAssessmentStatus others[]
    = { TIDE_STATUS_AMENDED, TIDE_STATUS_MOVED, TIDE_STATUS_ENTERED_IN_ERROR };
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      data->status = others[i];
      g_autoptr (GPtrArray) alerts = raise_of (history, data, FALSE);
      g_assert_cmpuint (alerts->len, ==, 0);
    }
}

/* --- 8.1: what is historical --- */

static gboolean
is_historical (TideHistory *history, const char *taken, const char *entered, gboolean imported)
{
  g_autoptr (TideAssessmentData) data = rating ("phq9", taken, "0 0 0 0 0 0 0 0 1");
  data->entered = instant (entered);
  g_autoptr (GPtrArray) alerts = raise_of (history, data, imported);
  const TideAlert *alert = find_rule (alerts, "A4");
  g_assert_nonnull (alert);
  return alert->historical;
}

static void
test_entered_late_is_historical (void)
{
  /* A newer PHQ-9 stands in the chart, so the newest-rating rule is out of the way. */
  g_autoptr (TideHistory) history = history_of (rating ("phq9", "2026-03-09", "0 0 0 0 0 0 0 0 0"), NULL);
  g_assert_false (is_historical (history, "2026-02-24", NOW, FALSE)); /* 14 days */
  g_assert_true (is_historical (history, "2026-02-23", NOW, FALSE));  /* 15 days */
  g_assert_true (is_historical (history, "2026-03-08", NOW, TRUE));
}

static void
test_newest_is_never_historical (void)
{
  g_autoptr (TideHistory) history = tide_history_new ();
  g_assert_false (is_historical (history, "2026-03-08", NOW, TRUE));
  g_assert_false (is_historical (history, "2026-02-08", NOW, TRUE)); /* 30 days */
  g_assert_true (is_historical (history, "2026-02-07", NOW, TRUE));  /* 31 days */

  /* A later rating of another scale does not make the last PHQ-9 an old one. */
  g_autoptr (TideHistory) other = history_of (rating ("gad7", "2026-03-09", "0 0 0 0 0 0 0"), NULL);
  g_assert_false (is_historical (other, "2026-03-08", NOW, TRUE));
}

static void
test_newest_rule_is_for_suicide_only (void)
{
  g_autoptr (TideHistory) history = tide_history_new ();
  g_autoptr (TideAssessmentData) data = rating ("ymrs", "2026-03-09", NULL);
  data->total = 20;
  g_autoptr (GPtrArray) alerts = raise_of (history, data, TRUE);
  g_assert_true (find_rule (alerts, "A11")->historical);
}

static void
test_clinic_thresholds_count (void)
{
  g_autoptr (TideHistory) history = history_of (rating ("phq9", "2026-03-09", "0 0 0 0 0 0 0 0 0"), NULL);
  g_autoptr (TideAssessmentData) data = rating ("phq9", "2026-03-06", "0 0 0 0 0 0 0 0 1");
  g_autoptr (TideThresholds) thresholds = tide_thresholds_new ();
  data->entered = instant (NOW);
  tide_thresholds_set (thresholds, "historical_days", 3, "this test");
  g_autoptr (GPtrArray) alerts
    = tide_alert_rules_raise_by (history, scale ("phq9"), data, FALSE, instant (NOW), thresholds);
  g_assert_true (find_rule (alerts, "A4")->historical);
}

static void
test_import_has_one_summary (void)
{
  g_autoptr (GPtrArray) alerts = g_ptr_array_new_with_free_func (tide_record_free);
  g_assert_null (tide_alert_rules_summarise (alerts, instant (NOW)));
  for (guint i = 0; i < 3; i++)
    {
      TideAlert *alert = tide_alert_new ();
      alert->patient_id = 7;
      alert->assessment_id = 10 + i;
      alert->level = TIDE_LEVEL_RED;
      alert->historical = i != 1;
      g_ptr_array_add (alerts, alert);
    }
  g_autoptr (TideAlert) summary = tide_alert_rules_summarise (alerts, instant (NOW));
  g_assert_cmpstr (summary->rule, ==, "import");
  g_assert_cmpint (summary->level, ==, TIDE_LEVEL_YELLOW);
  g_assert_cmpfloat (summary->value, ==, 2);
  g_assert_cmpint (summary->patient_id, ==, 7);
  g_assert_cmpint (summary->assessment_id, ==, 12);
  g_assert_true (tide_alert_is_in_banner (summary));
  g_autofree char *title = tide_alert_rules_dup_title (NULL, summary);
  g_assert_cmpstr (title, ==, "2 alerts from imported records");
}

/* --- repeats and words --- */

static void
test_red_repeats_after_15_minutes (void)
{
  g_autoptr (TideThresholds) thresholds = tide_thresholds_new ();
  g_autoptr (TideAlert) alert = tide_alert_new ();
  TideInstant shown = instant ("2026-03-10T12:00+01:00");
  alert->level = TIDE_LEVEL_RED;
  g_assert_false (
    tide_alert_rules_is_repeat_due (alert, shown, instant ("2026-03-10T12:14+01:00"), thresholds));
  g_assert_true (
    tide_alert_rules_is_repeat_due (alert, shown, instant ("2026-03-10T12:15+01:00"), thresholds));
  g_assert_true (tide_alert_rules_is_repeat_due (alert, TIDE_INSTANT_UNKNOWN, shown, thresholds));
  alert->historical = TRUE;
  g_assert_false (tide_alert_rules_is_repeat_due (alert, TIDE_INSTANT_UNKNOWN, shown, thresholds));
  alert->historical = FALSE;
  alert->level = TIDE_LEVEL_AMBER;
  g_assert_false (tide_alert_rules_is_repeat_due (alert, TIDE_INSTANT_UNKNOWN, shown, thresholds));
}

static void
assert_title (const char *id, const char *words, const char *rule, const char *title)
{
  g_autoptr (GPtrArray) alerts = raise_alone (id, words);
  const TideAlert *alert = find_rule (alerts, rule);
  g_assert_nonnull (alert);
  g_autofree char *made = tide_alert_rules_dup_title (scale (id), alert);
  g_assert_cmpstr (made, ==, title);
}

static void
test_titles (void)
{
  assert_title ("phq9", "3 3 2 3 1 2 2 1 1", "A4", "PHQ-9 item 9 answered 1");
  assert_title ("phq9", "2 1 2 2 1 1 1 0 -", "A7", "PHQ-9 item 9 not assessed");
  g_autoptr (TideAlert) alert = tide_alert_new ();
  alert->rule = g_strdup ("A4");
  alert->instrument_id = g_strdup ("gone");
  alert->item_id = g_strdup ("9");
  alert->value = 3;
  g_autofree char *without = tide_alert_rules_dup_title (NULL, alert);
  g_assert_cmpstr (without, ==, "gone item 9 answered 3");
}

static void
test_advice_is_no_treatment (void)
{
  const char *const rules[] = { "A1",  "A2",  "A3",  "A4",  "A5",  "A6",     "A7",
                                "A11", "A12", "A14", "A15", "A17", "import", "a site's own" };
  const char *const instructions[] = { "dose", "increase", "stop", "start", "prescribe", "admit", "mg" };
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autoptr (TideAlert) alert = tide_alert_new ();
      alert->rule = g_strdup (rules[i]);
      g_autofree char *advice = tide_alert_rules_dup_advice (alert);
      g_assert_cmpuint (strlen (advice), >, 0);
      g_assert_cmpuint (strlen (tide_alert_rules_get_source (rules[i])), >, 0);
      for (guint j = 0; j < G_N_ELEMENTS (instructions); j++)
        g_assert_null (strstr (advice, instructions[j]));
    }
  g_autoptr (TideAlert) alert = tide_alert_new ();
  alert->rule = g_strdup ("A4");
  g_autofree char *advice = tide_alert_rules_dup_advice (alert);
  g_assert_cmpstr (advice, ==, "Assess risk now according to local policy.");
  g_assert_cmpstr (tide_alert_rules_get_follow_up ("A4"), ==, "cssrs_screen");
  g_assert_null (tide_alert_rules_get_follow_up ("A5"));
}

/* --- A12 --- */

static void
assert_a12 (const char *before, const char *before_words, const char *words, TideLevel level)
{
  TideAssessmentData *first = rating ("bprs4", before, before_words);
  TideAssessmentData *second = rating ("bprs4", "2026-03-10T11:00+01:00", words);
  g_autoptr (TideHistory) history = history_of (first, second, NULL);
  g_autoptr (GPtrArray) alerts = raise_of (history, second, FALSE);
  if (level == TIDE_LEVEL_NONE)
    g_assert_null (find_rule (alerts, "A12"));
  else
    assert_rule (alerts, "A12", level, "3");
}

/* clinical.md 1.15: 4 or more is a review; 8: red when it lasts to 120 minutes or is there the next day. */
static void
test_a_psychotic_symptom_is_red_when_it_lasts (void)
{
  assert_a12 ("2026-03-10T09:40+01:00", "1 1 5 1", "1 1 4 1", TIDE_LEVEL_RED);   /* 80 minutes on */
  assert_a12 ("2026-03-10T09:40+01:00", "1 1 3 1", "1 1 4 1", TIDE_LEVEL_AMBER); /* it came only now */
  assert_a12 ("2026-03-10T10:40+01:00", "1 1 5 1", "1 1 4 1", TIDE_LEVEL_AMBER); /* the same slot */
  assert_a12 ("2026-03-09T15:00+01:00", "1 1 1 1", "1 1 4 1", TIDE_LEVEL_RED);   /* new the next day */
  assert_a12 ("2026-02-10T15:00+01:00", "1 1 5 1", "1 1 4 1", TIDE_LEVEL_AMBER); /* a month ago */
  assert_a12 ("2026-03-10T09:40+01:00", "1 1 5 1", "1 1 3 1", TIDE_LEVEL_NONE);
}

/* clinical.md 8, A12: any new symptom the next day, also a slight one; 1 is absent. */
static void
test_a_new_psychotic_symptom_the_next_day_is_red (void)
{
  assert_a12 ("2026-03-09T09:00+01:00", "1 1 1 1", "1 1 2 1", TIDE_LEVEL_RED);
  assert_a12 ("2026-03-09T09:00+01:00", "1 1 1 1", "1 1 1 1", TIDE_LEVEL_NONE);
  assert_a12 ("2026-03-09T09:00+01:00", "1 1 2 1", "1 1 3 1", TIDE_LEVEL_NONE); /* not new */
  assert_a12 ("2026-03-09T09:00+01:00", "1 1 - 1", "1 1 2 1", TIDE_LEVEL_NONE); /* nobody knows */
  assert_a12 ("2026-03-08T09:00+01:00", "1 1 1 1", "1 1 2 1", TIDE_LEVEL_NONE); /* two days ago */
  assert_a12 ("2026-03-10T09:00+01:00", "1 1 1 1", "1 1 2 1", TIDE_LEVEL_NONE); /* during the session */
}

/* Before the dose it was absent; that it had come and gone in the session makes it no older. */
static void
test_new_is_against_before_the_dose (void)
{
  TideAssessmentData *dose = rating ("bprs4", "2026-03-09T09:40+01:00", "1 1 5 1");
  TideAssessmentData *before = rating ("bprs4", "2026-03-09T09:00+01:00", "1 1 1 1");
  TideAssessmentData *next = rating ("bprs4", "2026-03-10T11:00+01:00", "1 1 3 1");
  g_autoptr (TideHistory) history = history_of (dose, before, next, NULL);
  g_autoptr (GPtrArray) alerts = raise_of (history, next, FALSE);
  assert_rule (alerts, "A12", TIDE_LEVEL_RED, "3");
}

/* --- what became of the answer --- */

static TideAlert *
alert_on (TideAssessmentData *data, const char *rule, const char *item, double value, gboolean amended)
{
  TideAlert *alert = tide_alert_new ();
  alert->assessment_id = data->base.id;
  alert->rule = g_strdup (rule);
  alert->instrument_id = g_strdup (data->instrument_id);
  alert->item_id = g_strdup (item);
  alert->value = value;
  alert->source_amended = amended;
  return alert;
}

static void
assert_story (TideHistory *history, const TideAlert *alert, const char *who, const char *when,
              const char *expected)
{
  TideInstant at = when != NULL ? instant (when) : TIDE_INSTANT_UNKNOWN;
  g_autofree char *story = tide_alert_rules_dup_story (history, scale ("phq9"), alert, who, at);
  g_assert_cmpstr (story, ==, expected);
}

static void
test_the_story_of_an_amended_answer (void)
{
  TideAssessmentData *old = rating ("phq9", "2026-03-08T10:00+01:00", "0 0 0 0 0 0 0 0 2");
  TideAssessmentData *now = rating ("phq9", "2026-03-08T10:00+01:00", "0 0 0 0 0 0 0 0 0");
  g_autoptr (TideHistory) history = history_of (old, now, NULL);
  now->supersedes_id = old->base.id;
  old->status = TIDE_STATUS_AMENDED;
  g_autoptr (TideAlert) alert = alert_on (old, "A4", "9", 2, TRUE);
  assert_story (history, alert, "Dr R. Okafor", "2026-03-09T10:00+01:00",
                "the answer behind this alert was amended 2 → 0 on 9 Mar 2026 by Dr R. Okafor");
  assert_story (history, alert, NULL, NULL, "the answer behind this alert was amended 2 → 0");
  g_assert_true (tide_alert_rules_find_source (history, alert) == now);
  alert->source_amended = FALSE;
  assert_story (history, alert, NULL, NULL, NULL);

  /* The amendment was taken back: the old row stands again, and so does its alert. */
  now->status = TIDE_STATUS_ENTERED_IN_ERROR;
  tide_record_set_text (&now->reason, "undone");
  old->status = TIDE_STATUS_FINAL;
  g_assert_true (tide_alert_rules_find_source (history, alert) == old);
  g_autoptr (TideAlert) raised = alert_on (now, "A4", "9", 3, TRUE);
  assert_story (history, raised, NULL, NULL, "the entry was undone");
}

static void
test_the_story_of_an_entry_taken_back (void)
{
  TideAssessmentData *data = rating ("phq9", "2026-03-08T10:00+01:00", "0 0 0 0 0 0 0 0 2");
  g_autoptr (TideHistory) history = history_of (data, NULL);
  g_autoptr (TideAlert) alert = alert_on (data, "A4", "9", 2, TRUE);
  data->status = TIDE_STATUS_ENTERED_IN_ERROR;
  tide_record_set_text (&data->reason, "undone");
  assert_story (history, alert, NULL, "2026-03-09T10:00+01:00", "the entry was undone on 9 Mar 2026");
  tide_record_set_text (&data->reason, "wrong questionnaire");
  assert_story (history, alert, NULL, NULL, "the entry was marked as entered in error (wrong questionnaire)");
}

static void
test_the_story_of_a_moved_entry (void)
{
  TideAssessmentData *data = rating ("phq9", "2026-03-08T10:00+01:00", "0 0 0 0 0 0 0 0 2");
  g_autoptr (TideHistory) history = history_of (data, NULL);
  g_autoptr (TideAlert) alert = alert_on (data, "A4", "9", 2, FALSE);
  data->moved_from_id = 77;
  assert_story (history, alert, NULL, NULL, "moved here from another chart");
}

/* --- every rule of every scale has words --- */

static void
check_words (TideInstrument *instrument, const TideAnswer *answers, GHashTable *seen)
{
  g_autoptr (TideScores) scores = tide_instrument_compute (instrument, answers, TIDE_SEX_FEMALE);
  g_autoptr (GArray) findings = tide_instrument_find_safety (instrument, answers, scores, TIDE_SEX_FEMALE);
  for (guint i = 0; i < findings->len; i++)
    {
      const TideFinding *finding = &g_array_index (findings, TideFinding, i);
      g_autoptr (TideAlert) alert = tide_alert_new ();
      alert->rule = g_strdup (finding->rule);
      g_autofree char *advice = tide_alert_rules_dup_advice (alert);
      g_hash_table_add (seen, g_strdup (finding->rule));
      if (g_str_equal (tide_alert_rules_get_source (finding->rule), "The instrument's file")
          || g_str_equal (advice, "Review."))
        g_error ("%s of %s has no words", finding->rule, tide_instrument_get_id (instrument));
    }
}

static void
test_every_rule_has_words (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < tide_library_get_n (library); i++)
    {
      TideInstrument *instrument = tide_library_get (library, i);
      guint n = tide_instrument_get_n_items (instrument);
      g_autofree TideAnswer *answers = g_new0 (TideAnswer, n + 1);
      check_words (instrument, answers, seen);
      for (guint item = 0; item < n; item++) /* each answer alone, and all up to it at their highest */
        {
          const TideItem *info = tide_instrument_get_item (instrument, item);
          for (int value = info->minimum; value <= info->maximum; value++)
            {
              g_autofree TideAnswer *alone = g_new0 (TideAnswer, n + 1);
              alone[item] = answers[item] = (TideAnswer){ TIDE_ANSWER_GIVEN, value };
              check_words (instrument, alone, seen);
              check_words (instrument, answers, seen);
            }
        }
    }
  const char *const wanted[]
    = { "A1", "A2", "A3", "A4", "A5", "A7", "A11", "A12", "A14", "A15", "A17", "PCL5-16" };
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    if (!g_hash_table_contains (seen, wanted[i]))
      g_error ("no scale raised %s here", wanted[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  tide_time_set_now (instant (NOW));
  library = tide_library_new ();

  g_test_add_func ("/safety/phq9-d-is-red-though-the-total-is-invalid", test_phq9_d);
  g_test_add_func ("/safety/phq9-item-9-one-is-amber-three-is-red-zero-is-silent", test_phq9_levels);
  g_test_add_func ("/safety/cssrs-f-is-high-at-once", test_cssrs_f);
  g_test_add_func ("/safety/cssrs-moderate-is-amber-low-is-yellow", test_cssrs_levels);
  g_test_add_func ("/safety/madrs-c-is-red-though-the-total-is-invalid", test_madrs_c);
  g_test_add_func ("/safety/madrs-and-qids-levels", test_madrs_and_qids_levels);
  g_test_add_func ("/safety/hamd17-item-3-from-0-to-2-is-a5-and-a6-in-one-banner", test_hamd_rise);
  g_test_add_func ("/safety/a-rise-needs-its-steps", test_rise_needs_its_steps);
  g_test_add_func ("/safety/a-rise-passes-over-a-visit-without-the-item", test_rise_passes_over_gaps);
  g_test_add_func ("/safety/a-rise-looks-at-the-latest-earlier-answer", test_rise_looks_at_the_latest_before);
  g_test_add_func ("/safety/a-rise-ignores-rows-that-are-not-current", test_rise_ignores_what_is_not_current);
  g_test_add_func ("/safety/history-is-read-when-it-matters", test_history_is_read_when_it_matters);
  g_test_add_func ("/safety/a-missing-safety-item-is-not-assessed", test_missing_item_is_not_assessed);
  g_test_add_func ("/safety/a-total-alone-raises-no-a7", test_total_only_raises_no_a7);
  g_test_add_func ("/safety/a-total-alone-is-seen-by-rules-on-totals",
                   test_total_only_is_seen_by_rules_on_totals);
  g_test_add_func ("/safety/only-current-rows-raise", test_only_current_rows_raise);
  g_test_add_func ("/safety/entered-after-14-days-is-historical", test_entered_late_is_historical);
  g_test_add_func ("/safety/the-newest-suicide-answer-is-never-historical-for-30-days",
                   test_newest_is_never_historical);
  g_test_add_func ("/safety/the-newest-rule-is-for-suicide-items-only", test_newest_rule_is_for_suicide_only);
  g_test_add_func ("/safety/a-clinic-may-change-the-days", test_clinic_thresholds_count);
  g_test_add_func ("/safety/an-import-has-one-summary-a-patient", test_import_has_one_summary);
  g_test_add_func ("/safety/a-red-alert-repeats-after-15-minutes", test_red_repeats_after_15_minutes);
  g_test_add_func ("/safety/titles-name-scale-item-and-answer", test_titles);
  g_test_add_func ("/safety/advice-is-never-a-treatment", test_advice_is_no_treatment);

  g_test_add_func ("/safety/a-new-psychotic-symptom-the-next-day-is-red",
                   test_a_new_psychotic_symptom_the_next_day_is_red);
  g_test_add_func ("/safety/new-is-against-the-rating-before-the-dose", test_new_is_against_before_the_dose);
  g_test_add_func ("/safety/a-psychotic-symptom-is-red-when-it-lasts",
                   test_a_psychotic_symptom_is_red_when_it_lasts);
  g_test_add_func ("/safety/the-story-of-an-amended-answer", test_the_story_of_an_amended_answer);
  g_test_add_func ("/safety/the-story-of-an-entry-taken-back", test_the_story_of_an_entry_taken_back);
  g_test_add_func ("/safety/the-story-of-a-moved-entry", test_the_story_of_a_moved_entry);
  g_test_add_func ("/safety/what-is-for-the-record-is-told-with-its-answer",
                   test_record_is_told_with_its_answer);
  g_test_add_func ("/safety/every-rule-of-every-scale-has-words", test_every_rule_has_words);

  int result = g_test_run ();
  tide_library_free (library);
  return result;
}
