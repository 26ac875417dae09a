/* test-score-words.c: what a score rests on, in words. PHQ-9 prorates with up to two of nine missing
 * (clinical.md 1.4): 14 from 7 answers is 14 * 9 / 7 = 18. */
#include <glib.h>
#include <math.h>

#include "tide-score-words.h"

static TideInstrument *
instrument_of (const char *id)
{
  static TideLibrary *library;
  if (library == NULL)
    library = tide_library_new ();
  return tide_library_lookup (library, id);
}

static TideAssessmentData *
make (const char *id, const char *answers)
{
  TideInstrument *instrument = instrument_of (id);
  TideAssessmentData *data = tide_assessment_data_new ();
  g_autofree TideAnswer *given = g_new0 (TideAnswer, tide_instrument_get_n_items (instrument) + 1);
  g_autoptr (GError) error = NULL;
  tide_record_set_text (&data->instrument_id, id);
  tide_record_set_text (&data->answers, answers);
  g_assert_true (tide_answers_from_text (instrument, answers, given, &error));
  g_assert_no_error (error);
  g_autoptr (TideScores) scores = tide_instrument_compute (instrument, given, TIDE_SEX_UNKNOWN);
  data->scores = tide_scores_to_text (scores);
  return data;
}

static void
assert_words (const char *id, const char *answers, const char *value, const char *open)
{
  g_autoptr (TideAssessmentData) data = make (id, answers);
  g_autofree char *words = tide_score_dup_value (instrument_of (id), data);
  g_autofree char *unasked = tide_score_dup_open_safety (instrument_of (id), data);
  g_assert_cmpstr (words, ==, value);
  g_assert_cmpstr (unasked, ==, open);
}

static void
test_a_prorated_total_is_told_as_estimated (void)
{
  assert_words ("phq9", "1=2;2=2;3=2;4=2;5=2;6=2;7=-;8=2;9=-", "18, estimated from 7 of 9",
                "item 9 not answered");
  assert_words ("phq9", "1=2;2=2;3=2;4=2;5=2;6=2;7=2;8=-;9=2", "18, estimated from 8 of 9", NULL);
}

static void
test_a_whole_total_says_nothing_more (void)
{
  assert_words ("phq9", "1=2;2=2;3=2;4=2;5=2;6=2;7=2;8=2;9=0", "16", NULL);
}

static void
test_an_invalid_total_says_how_many_are_missing (void)
{
  assert_words ("phq9", "1=-;2=-;3=-;4=2;5=2;6=2;7=2;8=2;9=-", "no total, 4 of 9 not answered",
                "item 9 not answered");
}

static void
test_a_total_alone_is_not_estimated (void)
{
  g_autoptr (TideAssessmentData) data = tide_assessment_data_new ();
  data->total = 17;
  g_autofree char *words = tide_score_dup_value (instrument_of ("phq9"), data);
  g_assert_cmpstr (words, ==, "17");
  g_assert_null (tide_score_dup_open_safety (instrument_of ("phq9"), data));
}

/* Item 16 (risk taking) of the PCL-5 is a safety item, but not about suicide. */
static void
test_safety_items_are_listed_with_their_kind (void)
{
  static const struct
  {
    const char *id, *numbers;
    gboolean suicide;
  } cases[] = { { "phq9", "9", TRUE },       { "madrs", "10", TRUE }, { "hamd17", "3", TRUE },
                { "qids_sr16", "12", TRUE }, { "pcl5", "16", FALSE }, { "ybocs", "", FALSE } };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TideInstrument *instrument = instrument_of (cases[i].id);
      g_autofree TideAnswer *none = g_new0 (TideAnswer, tide_instrument_get_n_items (instrument) + 1);
      gboolean suicide;
      g_autoptr (GPtrArray) items = tide_score_list_open_safety (instrument, none, &suicide);
      g_autofree char *numbers = tide_score_dup_item_numbers (items);
      g_assert_cmpstr (numbers, ==, cases[i].numbers);
      g_assert_cmpint (suicide, ==, cases[i].suicide);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record/score-words/a-prorated-total-is-told-as-estimated",
                   test_a_prorated_total_is_told_as_estimated);
  g_test_add_func ("/record/score-words/a-whole-total-says-nothing-more",
                   test_a_whole_total_says_nothing_more);
  g_test_add_func ("/record/score-words/an-invalid-total-says-how-many-are-missing",
                   test_an_invalid_total_says_how_many_are_missing);
  g_test_add_func ("/record/score-words/a-total-alone-is-not-estimated", test_a_total_alone_is_not_estimated);
  g_test_add_func ("/record/score-words/safety-items-are-listed-with-their-kind",
                   test_safety_items_are_listed_with_their_kind);
  return g_test_run ();
}
