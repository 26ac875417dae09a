/* test-library.c: which scales there are, what their answers may be, and how a clinic's own files join them.
 */
#include "scale-check.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>

/* clinical.md 1.25, with the right column of 1.24: TRUE = only labels may be shipped. */
static const struct
{
  const char *id, *scores;
  gboolean labels_only;
} scales[] = {
  { "ybocs", "obsessions compulsions total", TRUE },
  { "ybocs2", "obsessions compulsions total", TRUE },
  { "cybocs", "obsessions compulsions total", TRUE },
  { "ocir", "hoarding checking ordering neutralising washing obsessing total ocd15", TRUE },
  { "phq9", "total", FALSE },
  { "gad7", "total", FALSE },
  { "madrs", "total", TRUE },
  { "hamd17", "total", FALSE },
  { "qids_sr16",
    "sleep mood appetite_weight concentration self_view suicide interest energy psychomotor total", TRUE },
  { "pcl5", "b c d e total provisional", FALSE },
  { "lsas", "fear avoidance fear_performance fear_social avoidance_performance avoidance_social total",
    TRUE },
  { "ymrs", "total", TRUE },
  { "cgis", "total", FALSE },
  { "cgii", "total", FALSE },
  { "cadss", "depersonalisation derealisation amnesia total cadss6", TRUE },
  { "cadss6", "total", TRUE },
  { "cssrs_screen", "risk", TRUE },
  { "bprs4", "total", FALSE },
  { "auditc", "total", TRUE },
  { "dast10", "total", TRUE },
  { "peg", "total", TRUE },
  { "sds", "total", TRUE },
  { "wsas", "total", TRUE },
  { "moaas", "total", TRUE },
  { "asex", "total dysfunction", TRUE },
  { "ocd_vas", "total", FALSE },
  { "suds", "total", FALSE },
  { "pain_nrs", "total", FALSE },
  { "craving", "total", FALSE },
  { "pgi_i", "total", FALSE },
  { "goal_1", "total", FALSE },
  { "goal_2", "total", FALSE },
  { "goal_3", "total", FALSE },
  { "days_used", "total", FALSE },
};

static TideInstrument *
scale (const char *id)
{
  TideInstrument *instrument = tide_library_lookup (scale_library (), id);

  g_assert_nonnull (instrument);
  return instrument;
}

static void
test_shipped (void)
{
  g_assert_cmpuint (tide_library_get_n (scale_library ()), ==, G_N_ELEMENTS (scales));
  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      TideInstrument *instrument = tide_library_get (scale_library (), i);
      g_autoptr (GString) ids = g_string_new (NULL);

      g_assert_cmpstr (tide_instrument_get_id (instrument), ==, scales[i].id);
      for (guint j = 0; j < tide_instrument_get_n_scores (instrument); j++)
        g_string_append_printf (ids, "%s%s", j > 0 ? " " : "",
                                tide_instrument_get_score_info (instrument, j)->id);
      g_assert_cmpstr (ids->str, ==, scales[i].scores);
      g_assert_cmpstr (tide_instrument_get_notice (instrument), ==,
                       scales[i].labels_only ? "Score entry form. Administer with your own licensed copy."
                                             : NULL);
      g_assert_false (tide_library_is_site (scale_library (), scales[i].id));
    }
  g_assert_null (tide_library_lookup (scale_library (), "bdi2"));
}

static void
test_description (void)
{
  TideInstrument *phq9 = scale ("phq9");

  g_assert_cmpstr (tide_instrument_get_short_name (phq9), ==, "PHQ-9");
  g_assert_cmpfloat (tide_instrument_get_recall_days (phq9), ==, 14);
  g_assert_cmpint (tide_instrument_get_rater (phq9), ==, TIDE_RATER_SELF);
  g_assert_cmpint (tide_instrument_get_rater (scale ("ybocs")), ==, TIDE_RATER_CLINICIAN);
  g_assert_cmpstr (tide_instrument_get_loinc (phq9, NULL), ==, "44249-1");
  g_assert_cmpstr (tide_instrument_get_loinc (phq9, "total"), ==, "44261-6");
  g_assert_cmpstr (tide_instrument_get_item (phq9, 8)->loinc, ==, "44260-8");
  g_assert_null (tide_instrument_get_loinc (scale ("ybocs"), NULL));
  g_assert_cmpstr (tide_instrument_get_primary (scale ("cssrs_screen"))->id, ==, "risk");
  g_assert_cmpuint (tide_instrument_get_primary (scale ("peg"))->decimals, ==, 1);
  g_assert_true (tide_instrument_get_primary (scale ("goal_1"))->higher_is_better);
  g_assert_false (tide_instrument_get_primary (phq9)->higher_is_better);
}

static void
test_columns (void)
{
  g_autofree char *one = tide_instrument_dup_item_column (scale ("ybocs"), 0);
  g_autofree char *interval = tide_instrument_dup_item_column (scale ("ybocs"), 10);
  g_autofree char *fear = tide_instrument_dup_item_column (scale ("lsas"), 0);
  g_autofree char *last = tide_instrument_dup_item_column (scale ("lsas"), 47);

  g_assert_cmpstr (one, ==, "item_1");
  g_assert_cmpstr (interval, ==, "item_1b");
  g_assert_cmpstr (fear, ==, "fear_1");
  g_assert_cmpstr (last, ==, "avoidance_24");
  g_assert_cmpstr (tide_instrument_get_item (scale ("lsas"), 47)->number, ==, "24");
  g_assert_cmpstr (tide_instrument_get_item (scale ("lsas"), 47)->group, ==, "Avoidance");
}

/* Item ranges of section 1 that are easily mistaken. */
static void
test_ranges (void)
{
  static const struct
  {
    const char *instrument, *item;
    int minimum, maximum;
  } rows[] = { { "ybocs", "10", 0, 4 }, { "ybocs", "17", 0, 6 },    { "ybocs", "18", 0, 6 },
               { "ybocs", "19", 0, 3 }, { "ybocs2", "1", 0, 5 },    { "madrs", "1", 0, 6 },
               { "hamd17", "4", 0, 2 }, { "hamd17", "9", 0, 4 },    { "hamd17", "16", 0, 3 },
               { "ymrs", "5", 0, 8 },   { "ymrs", "7", 0, 4 },      { "ymrs", "9", 0, 8 },
               { "cgis", "1", 1, 7 },   { "bprs4", "1", 1, 7 },     { "asex", "1", 1, 6 },
               { "sds", "1", 0, 10 },   { "sds", "5", 0, 7 },       { "wsas", "1", 0, 8 },
               { "suds", "1", 0, 100 }, { "days_used", "1", 0, 30 } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      TideInstrument *instrument = scale (rows[i].instrument);
      const TideItem *item
        = tide_instrument_get_item (instrument, tide_instrument_find_item (instrument, rows[i].item));
      g_assert_cmpint (item->minimum, ==, rows[i].minimum);
      g_assert_cmpint (item->maximum, ==, rows[i].maximum);
    }
}

static void
check_read (const char *id, guint index, const char *text, TideAnswerState state, int value)
{
  TideAnswer answer;
  g_autoptr (GError) error = NULL;

  tide_instrument_read_answer (scale (id), index, text, &answer, &error);
  g_assert_no_error (error);
  g_assert_cmpint (answer.state, ==, state);
  if (state == TIDE_ANSWER_GIVEN)
    g_assert_cmpint (answer.value, ==, value);
}

static void
check_refused (const char *id, guint index, const char *text, const char *message)
{
  TideAnswer answer;
  g_autoptr (GError) error = NULL;

  g_assert_false (tide_instrument_read_answer (scale (id), index, text, &answer, &error));
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_read_answer (void)
{
  check_read ("ybocs", 0, "4", TIDE_ANSWER_GIVEN, 4);
  check_read ("ybocs", 0, " 4 ", TIDE_ANSWER_GIVEN, 4);
  check_read ("ybocs", 0, "-", TIDE_ANSWER_MISSING, 0);
  check_read ("ybocs", 0, "", TIDE_ANSWER_MISSING, 0);
  check_read ("wsas", 0, "na", TIDE_ANSWER_NOT_APPLICABLE, 0);
  check_read ("cssrs_screen", 0, "y", TIDE_ANSWER_GIVEN, 1);
  check_read ("cssrs_screen", 0, "N", TIDE_ANSWER_GIVEN, 0);
  check_read ("cgis", 0, "0", TIDE_ANSWER_MISSING, 0); /* not assessed is stored as missing */
  check_refused ("ybocs", 2, "5", "item 3: “5” is not allowed; allowed are 0 to 4, - (missing)");
  check_refused ("ybocs", 2, "-1", "item 3: “-1” is not allowed; allowed are 0 to 4, - (missing)");
  check_refused ("ybocs", 2, "2.5", "item 3: “2.5” is not allowed; allowed are 0 to 4, - (missing)");
  check_refused ("ybocs", 2, "99999999999999999999",
                 "item 3: “99999999999999999999” is not allowed; allowed are 0 to 4, - (missing)");
  check_refused ("ybocs", 2, "na", "item 3: “na” is not allowed; allowed are 0 to 4, - (missing)");
  check_refused ("ybocs", 2, "y", "item 3: “y” is not allowed; allowed are 0 to 4, - (missing)");
  check_refused ("wsas", 0, "9",
                 "item 1: “9” is not allowed; allowed are 0 to 8, - (missing), na (not applicable)");
  check_refused ("cssrs_screen", 6, "2",
                 "item 6b: “2” is not allowed; allowed are 1 or y (yes), 0 or n (no), - (missing)");
}

static void
test_check_answer (void)
{
  TideAnswer five = { TIDE_ANSWER_GIVEN, 5 }, na = { TIDE_ANSWER_NOT_APPLICABLE, 0 }, missing = { 0 };
  g_autofree char *high = tide_instrument_check_answer (scale ("ybocs"), 0, five);
  g_autofree char *not_here = tide_instrument_check_answer (scale ("ybocs"), 0, na);

  g_assert_cmpstr (high, ==, "item 1: 5 is not allowed; allowed are 0 to 4, - (missing)");
  g_assert_cmpstr (not_here, ==, "item 1 cannot be “not applicable”; allowed are 0 to 4, - (missing)");
  g_assert_null (tide_instrument_check_answer (scale ("ybocs2"), 0, five));
  g_assert_null (tide_instrument_check_answer (scale ("ybocs"), 0, missing));
  g_assert_null (tide_instrument_check_answer (scale ("sds"), 0, na));
}

static void
test_read_answers (void)
{
  static const char *const plain[] = { "3", "3", "2", "3", "3", "3", "2", "3", "2", "3" };
  static const char *const named[] = { "3", "3", "2", "3", "3", "3", "2", "3", "2", "3", "11=2", "6b=1" };
  static const char *const nobody[] = { "3", "3", "2", "3", "3", "3", "2", "3", "2", "3", "20=2" };
  TideInstrument *ybocs = scale ("ybocs");
  TideAnswer answers[21];
  g_autoptr (GError) error = NULL;

  g_assert_true (tide_instrument_read_answers (ybocs, plain, 10, answers, NULL));
  g_assert_cmpint (answers[9].value, ==, 3);
  g_assert_cmpint (answers[10].state, ==, TIDE_ANSWER_MISSING);
  g_assert_true (tide_instrument_read_answers (ybocs, named, 12, answers, NULL));
  g_assert_cmpint (answers[tide_instrument_find_item (ybocs, "11")].value, ==, 2);
  g_assert_cmpint (answers[tide_instrument_find_item (ybocs, "6b")].value, ==, 1);
  g_assert_false (tide_instrument_read_answers (ybocs, nobody, 11, answers, &error));
  g_assert_cmpstr (error->message, ==, "“20=2” names no item of ybocs");
  g_clear_error (&error);
  g_assert_false (tide_instrument_read_answers (ybocs, plain, 9, answers, &error));
  g_assert_cmpstr (error->message, ==, "ybocs needs 10 answers, 9 are given");
}

/* An answer that the item does not allow is not a number to add up. */
static void
test_impossible_answers_are_missing (void)
{
  TideAnswer answers[21] = { 0 };
  g_autoptr (TideScores) scores = NULL;

  for (guint i = 0; i < 10; i++)
    answers[i] = (TideAnswer){ TIDE_ANSWER_GIVEN, i == 4 ? 40 : 1 };
  scores = tide_instrument_compute (scale ("ybocs"), answers, TIDE_SEX_UNKNOWN);
  g_assert_cmpint (tide_scores_find (scores, "total")->status, ==, TIDE_SCORE_INVALID);
  g_assert_cmpstr (tide_scores_find (scores, "total")->missing->pdata[0], ==, "5");
}

static void
test_total_alone (void)
{
  TideInstrument *ymrs = scale ("ymrs"), *phq9 = scale ("phq9");
  g_autoptr (TideScores) high = tide_instrument_compute_total (ymrs, 21);
  g_autoptr (TideScores) outside = tide_instrument_compute_total (ymrs, 61);
  g_autoptr (TideScores) low = tide_instrument_compute_total (phq9, 20);
  g_autoptr (GArray) findings = tide_instrument_find_safety (ymrs, NULL, high, TIDE_SEX_UNKNOWN);
  g_autoptr (GArray) none = tide_instrument_find_safety (phq9, NULL, low, TIDE_SEX_UNKNOWN);

  g_assert_cmpfloat (tide_scores_find (high, "total")->value, ==, 21);
  g_assert_cmpint (tide_scores_find (outside, "total")->status, ==, TIDE_SCORE_INVALID);
  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_cmpstr (g_array_index (findings, TideFinding, 0).rule, ==, "A11");
  g_assert_cmpint (g_array_index (findings, TideFinding, 0).value, ==, 21);
  g_assert_cmpuint (none->len, ==, 0); /* 8.1: a total-only rating raises no A7 */
}

static void
test_suicide_items (void)
{
  static const struct
  {
    const char *id, *items;
    int rise;
  } rows[] = { { "phq9", "9", 2 },
               { "madrs", "10", 3 },
               { "hamd17", "3", 2 },
               { "qids_sr16", "12", 2 },
               { "cssrs_screen", "1 2 3 4 5 6 6b", 0 },
               { "ybocs", "", 0 },
               { "pcl5", "", 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) ids = tide_instrument_list_suicide_items (scale (rows[i].id));
      g_autofree char *joined = NULL;

      if (ids->len > 0)
        g_assert_cmpint (tide_instrument_get_rise_alert (scale (rows[i].id), ids->pdata[0]), ==,
                         rows[i].rise);
      g_ptr_array_add (ids, NULL);
      joined = g_strjoinv (" ", (char **) ids->pdata);
      g_assert_cmpstr (joined, ==, rows[i].items);
    }
  g_assert_cmpint (tide_instrument_get_rise_alert (scale ("phq9"), "1"), ==, 0);
}

static void
test_findings_worst_first (void)
{
  static const char *const words[] = { "-", "1", "-", "1", "-", "-", "-" };
  TideInstrument *cssrs = scale ("cssrs_screen");
  TideAnswer answers[7];
  g_autoptr (TideScores) scores = NULL;
  g_autoptr (GArray) findings = NULL;

  g_assert_true (tide_instrument_read_answers (cssrs, words, 7, answers, NULL));
  scores = tide_instrument_compute (cssrs, answers, TIDE_SEX_UNKNOWN);
  findings = tide_instrument_find_safety (cssrs, answers, scores, TIDE_SEX_UNKNOWN);
  g_assert_cmpstr (g_array_index (findings, TideFinding, 0).rule, ==, "A1");
  g_assert_cmpint (g_array_index (findings, TideFinding, 0).value, ==, 3);
  g_assert_true (g_array_index (findings, TideFinding, 0).suicide);
  g_assert_false (g_array_index (findings, TideFinding, 0).not_assessed);
  g_assert_true (g_array_index (findings, TideFinding, 1).not_assessed);
  g_assert_nonnull (tide_instrument_get_safety_source (cssrs, "A1"));
  g_assert_null (tide_instrument_get_safety_source (cssrs, "A4"));
}

static void
test_remarks (void)
{
  static const char *const words[] = { "4", "0", "0" };
  TideInstrument *auditc = scale ("auditc");
  TideAnswer answers[3];
  g_autoptr (GPtrArray) male = NULL, texts = NULL;

  g_assert_true (tide_instrument_read_answers (auditc, words, 3, answers, NULL));
  male = tide_instrument_list_remarks (auditc, answers, NULL, TIDE_SEX_MALE, TRUE);
  texts = tide_instrument_list_remarks (auditc, answers, NULL, TIDE_SEX_MALE, FALSE);
  g_assert_cmpuint (male->len, ==, 2);
  g_assert_cmpstr (male->pdata[1], ==, "item_1_only");
  g_assert_true (g_str_has_prefix (texts->pdata[1], "All points come from item 1"));
}

static void
test_levels (void)
{
  g_assert_cmpstr (tide_level_to_code (TIDE_LEVEL_RED), ==, "red");
  g_assert_cmpstr (tide_level_to_code (TIDE_LEVEL_NONE), ==, "none");
  g_assert_cmpint (tide_level_from_code ("amber"), ==, TIDE_LEVEL_AMBER);
  g_assert_cmpint (tide_level_from_code ("purple"), ==, TIDE_LEVEL_NONE);
  g_assert_cmpint (tide_level_from_code (NULL), ==, TIDE_LEVEL_NONE);
}

static void
write_file (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static const char totals_only[]
  = "<instrument id=\"bdi2\" version=\"1\" rater=\"self\" totals-only=\"yes\"><name short=\"BDI-II\">Beck</name>"
    "<recall days=\"14\">past 2 weeks</recall><rights>totals only</rights><source>Beck 1996</source><scores>"
    "<score id=\"total\" name=\"Total\" minimum=\"0\" maximum=\"63\" primary=\"yes\"/></scores></instrument>";

static void
remove_folder (const char *folder)
{
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_remove (path);
    }
  g_dir_close (dir);
  g_rmdir (folder);
}

static void
test_site_files (void)
{
  g_autofree char *folder = g_dir_make_tmp ("tide-library-XXXXXX", NULL);
  g_autofree char *whole
    = g_test_build_filename (G_TEST_DIST, "data", "instruments-broken", "whole.xml", NULL);
  g_autofree char *text = NULL, *fifo = NULL;
  g_autoptr (GString) licensed = NULL;
  g_autoptr (TideLibrary) library = tide_library_new ();
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  TideInstrument *shipped = tide_library_lookup (library, "suds");

  g_assert_true (g_file_get_contents (whole, &text, NULL, NULL));
  licensed = g_string_new (text);
  g_string_replace (licensed, "id=\"sleep4\"", "id=\"suds\"", 1);
  write_file (folder, "a-bdi2.xml", totals_only);
  write_file (folder, "b-suds.xml", licensed->str);
  write_file (folder, "c-broken.xml", "<instrument/>");
  write_file (folder, "d-again.xml", totals_only);
  write_file (folder, "notes.txt", "not a scale");
  fifo = g_build_filename (folder, "e-pipe.xml", NULL);
  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  g_assert_cmpuint (tide_library_add_folder (library, folder, problems), ==, 2);
  g_assert_cmpuint (problems->len, ==, 3);
  g_assert_cmpstr (problems->pdata[0], ==, "c-broken.xml:1: <instrument> lacks “id”");
  g_assert_cmpstr (problems->pdata[1], ==, "d-again.xml:1: the id “bdi2” is taken by a-bdi2.xml");
  g_assert_cmpstr (problems->pdata[2], ==, "e-pipe.xml:1: not a plain file of at most 1 MiB");
  g_assert_true (tide_library_is_site (library, "bdi2"));
  g_assert_true (tide_library_is_site (library, "suds"));
  g_assert_false (tide_library_is_site (library, "ybocs"));
  g_assert_cmpuint (tide_library_get_n (library), ==, G_N_ELEMENTS (scales) + 1);
  g_assert_cmpstr (tide_instrument_get_short_name (tide_library_lookup (library, "suds")), ==, "Sleep-4");
  g_assert_cmpstr (tide_instrument_get_short_name (shipped), ==,
                   "SUDS"); /* a pointer taken earlier still lives */
  g_assert_true (tide_instrument_get_totals_only (tide_library_lookup (library, "bdi2")));
  g_assert_cmpuint (tide_instrument_get_n_items (tide_library_lookup (library, "bdi2")), ==, 0);
  remove_folder (folder);
}

/* A clinic without own scales has no such folder; that is no problem. */
static void
test_no_folder (void)
{
  g_autoptr (TideLibrary) library = tide_library_new ();
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);

  g_assert_cmpuint (tide_library_add_folder (library, "/nonexistent/instruments", problems), ==, 0);
  g_assert_cmpuint (problems->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/instrument/library/ids-scores-and-notices-of-the-reference", test_shipped);
  g_test_add_func ("/instrument/library/description", test_description);
  g_test_add_func ("/instrument/library/item-columns", test_columns);
  g_test_add_func ("/instrument/library/item-ranges", test_ranges);
  g_test_add_func ("/instrument/answer/read", test_read_answer);
  g_test_add_func ("/instrument/answer/check", test_check_answer);
  g_test_add_func ("/instrument/answer/read-a-whole-form", test_read_answers);
  g_test_add_func ("/instrument/answer/impossible-ones-are-missing", test_impossible_answers_are_missing);
  g_test_add_func ("/instrument/safety/a-total-alone-raises-score-rules-only", test_total_alone);
  g_test_add_func ("/instrument/safety/suicide-items-and-their-rise", test_suicide_items);
  g_test_add_func ("/instrument/safety/worst-first", test_findings_worst_first);
  g_test_add_func ("/instrument/remarks/audit-c-all-points-from-item-1", test_remarks);
  g_test_add_func ("/instrument/levels/codes", test_levels);
  g_test_add_func ("/instrument/library/site-files-join-and-replace", test_site_files);
  g_test_add_func ("/instrument/library/no-folder-is-no-problem", test_no_folder);
  result = g_test_run ();
  scale_library_done ();
  return result;
}
