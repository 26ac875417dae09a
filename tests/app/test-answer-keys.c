/* test-answer-keys.c: what each key does to the rows of a form, on the shipped scales, without a widget. */

#include <math.h>

#include "tide-answer-sheet.h"
#include "tide-score-outlook.h"

typedef struct
{
  TideLibrary *library;
  TideAnswerSheet *sheet;
  TideAssessment *assessment;
  char *refused;
} Keys;

static void
refused_cb (TideAnswerSheet *sheet, guint row, const char *why, Keys *keys)
{
  g_free (keys->refused);
  keys->refused = g_strdup (why);
}

static void
keys_open (Keys *keys, const char *instrument_id)
{
  TideInstrument *instrument;

  keys->library = tide_library_new ();
  instrument = tide_library_lookup (keys->library, instrument_id);
  g_assert_nonnull (instrument);
  keys->assessment = tide_assessment_new (instrument, TIDE_SEX_UNKNOWN);
  keys->sheet = tide_answer_sheet_new ();
  keys->refused = NULL;
  tide_answer_sheet_add_instrument (keys->sheet, keys->assessment, TRUE);
  g_signal_connect (keys->sheet, "refused", G_CALLBACK (refused_cb), keys);
}

static void
keys_close (Keys *keys)
{
  g_object_unref (keys->sheet);
  g_object_unref (keys->assessment);
  tide_library_free (keys->library);
  g_free (keys->refused);
}

/* Types characters; '<' is Backspace, '^' and 'v' are up and down, '{' and '}' left and right, '!' Enter. */
static void
type (Keys *keys, const char *text)
{
  for (; *text; text++)
    {
      guint keyval = *text == '<'   ? GDK_KEY_BackSpace
                     : *text == '^' ? GDK_KEY_Up
                     : *text == 'v' ? GDK_KEY_Down
                     : *text == '{' ? GDK_KEY_Left
                     : *text == '}' ? GDK_KEY_Right
                     : *text == '!' ? GDK_KEY_Return
                     : *text == '-' ? GDK_KEY_minus
                                    : (guint) *text;

      tide_answer_sheet_press (keys->sheet, keyval, 0);
    }
}

static void
assert_answers (Keys *keys, const char *expected)
{
  g_assert_cmpstr (tide_assessment_get_data (keys->assessment)->answers, ==, expected);
}

static void
ten_digits_are_a_whole_ybocs (void)
{
  Keys keys;

  keys_open (&keys, "ybocs");
  type (&keys, "3323332323"); /* ybocs.a of clinical.md 2: total 27 */
  assert_answers (&keys, "1=3;2=3;3=2;4=3;5=3;6=3;7=2;8=3;9=2;10=3");
  g_assert_true (tide_answer_sheet_is_complete (keys.sheet));
  g_assert_cmpfloat (tide_scores_find (tide_assessment_get_scores (keys.assessment), "total")->value, ==, 27);
  g_assert_null (keys.refused);
  keys_close (&keys);
}

static void
a_digit_out_of_range_is_refused_in_words (void)
{
  Keys keys;

  keys_open (&keys, "ybocs");
  type (&keys, "27");
  assert_answers (&keys, "1=2;2=-;3=-;4=-;5=-;6=-;7=-;8=-;9=-;10=-");
  g_assert_cmpuint (tide_answer_sheet_get_cursor (keys.sheet), ==, 1);
  g_assert_nonnull (strstr (keys.refused, "7 is not an answer here"));
  g_assert_nonnull (strstr (keys.refused, "0–4"));
  keys_close (&keys);
}

/* A sheet of ten questions typed into one of nine: the digit too many must not undo the suicide item before
 * it. Nobody answers the refusal by accident with another digit; then the item can be changed on purpose. */
static void
a_digit_too_many_changes_nothing (void)
{
  Keys keys;

  keys_open (&keys, "phq9");
  type (&keys, "000000001");
  assert_answers (&keys, "1=0;2=0;3=0;4=0;5=0;6=0;7=0;8=0;9=1");
  g_assert_null (keys.refused);
  type (&keys, "0");
  assert_answers (&keys, "1=0;2=0;3=0;4=0;5=0;6=0;7=0;8=0;9=1");
  g_assert_nonnull (strstr (keys.refused, "nothing was changed"));
  type (&keys, "0n-");
  assert_answers (&keys, "1=0;2=0;3=0;4=0;5=0;6=0;7=0;8=0;9=1");
  type (&keys, "!2");
  assert_answers (&keys, "1=0;2=0;3=0;4=0;5=0;6=0;7=0;8=0;9=2");
  type (&keys, "3");
  assert_answers (&keys, "1=0;2=0;3=0;4=0;5=0;6=0;7=0;8=0;9=2");
  /* Backspace, once to have seen it and once to take the answer back, opens the item again. */
  type (&keys, "<<3");
  assert_answers (&keys, "1=0;2=0;3=0;4=0;5=0;6=0;7=0;8=0;9=3");
  /* So does going there. */
  type (&keys, "^v1");
  assert_answers (&keys, "1=0;2=0;3=0;4=0;5=0;6=0;7=0;8=0;9=1");
  keys_close (&keys);
}

/* The same of yes and no. */
static void
a_letter_too_many_changes_nothing (void)
{
  Keys keys;

  keys_open (&keys, "cssrs_screen");
  type (&keys, "nnyy"); /* 3 to 5 are skipped; 6 yes, 6b yes */
  g_autofree char *before = g_strdup (tide_assessment_get_data (keys.assessment)->answers);
  type (&keys, "nn");
  assert_answers (&keys, before);
  g_assert_nonnull (keys.refused);
  keys_close (&keys);
}

static void
one_waits_for_zero (void)
{
  Keys keys;

  keys_open (&keys, "peg"); /* three items 0-10 */
  type (&keys, "1");
  g_assert_cmpstr (tide_answer_sheet_get_pending (keys.sheet), ==, "1");
  assert_answers (&keys, NULL);
  type (&keys, "0");
  assert_answers (&keys, "1=10;2=-;3=-");
  type (&keys, "17"); /* 17 is none: 1 was the answer, 7 belongs to the next row */
  assert_answers (&keys, "1=10;2=1;3=7");
  keys_close (&keys);
}

static void
typed_digits_are_taken_after_a_pause_or_enter (void)
{
  Keys keys;

  keys_open (&keys, "peg");
  type (&keys, "1");
  g_assert_cmpint (tide_answer_sheet_commit (keys.sheet), ==, TIDE_PRESS_DONE);
  assert_answers (&keys, "1=1;2=-;3=-");
  type (&keys, "1v");
  assert_answers (&keys, "1=1;2=1;3=-");
  type (&keys, "1<");
  assert_answers (&keys, "1=1;2=1;3=-");
  g_assert_cmpstr (tide_answer_sheet_get_pending (keys.sheet), ==, "");
  keys_close (&keys);
}

static void
zero_to_a_hundred (void)
{
  Keys keys;

  keys_open (&keys, "suds");
  type (&keys, "100");
  assert_answers (&keys, "1=100");
  type (&keys, "<55");
  assert_answers (&keys, "1=55");
  type (&keys, "<7");
  g_assert_cmpstr (tide_answer_sheet_get_pending (keys.sheet), ==, "7");
  tide_answer_sheet_commit (keys.sheet);
  assert_answers (&keys, "1=7");
  type (&keys, "<0");
  assert_answers (&keys, "1=0");
  keys_close (&keys);
}

static void
missing_is_said_and_kept_apart (void)
{
  Keys keys;

  keys_open (&keys, "phq9");
  type (&keys, "-1");
  g_assert_true (tide_answer_sheet_get_row (keys.sheet, 0)->marked);
  g_assert_true (tide_answer_sheet_is_missing (keys.sheet, 0));
  g_assert_false (tide_answer_sheet_is_open (keys.sheet, 0));
  g_assert_true (tide_answer_sheet_is_open (keys.sheet, 2));
  type (&keys, "1111111");
  g_assert_false (tide_answer_sheet_is_complete (keys.sheet));
  g_assert_cmpuint (tide_answer_sheet_count_missing (keys.sheet, 0), ==, 1);
  keys_close (&keys);
}

static void
not_applicable_only_where_allowed (void)
{
  Keys keys;

  keys_open (&keys, "wsas");
  type (&keys, "n");
  g_assert_cmpint (tide_answer_sheet_get_answer (keys.sheet, 0).state, ==, TIDE_ANSWER_NOT_APPLICABLE);
  type (&keys, "n");
  g_assert_cmpint (tide_answer_sheet_get_answer (keys.sheet, 1).state, ==, TIDE_ANSWER_MISSING);
  g_assert_nonnull (strstr (keys.refused, "Not applicable"));
  keys_close (&keys);
}

/* A visit typed from paper: the refused key must not push the digits behind it onto other rows. */
static void
after_a_refused_key_no_digit_is_taken (void)
{
  Keys keys;

  keys_open (&keys, "gad7");
  type (&keys, "12n");
  g_assert_true (tide_answer_sheet_is_halted (keys.sheet));
  g_assert_nonnull (strstr (keys.refused, "Not applicable"));
  type (&keys, "3n-py1");
  assert_answers (&keys, "1=1;2=2;3=-;4=-;5=-;6=-;7=-");
  g_assert_cmpuint (tide_answer_sheet_get_cursor (keys.sheet), ==, 2);
  g_assert_nonnull (strstr (keys.refused, "the last key was not taken"));
  g_assert_cmpint (tide_answer_sheet_press (keys.sheet, GDK_KEY_Shift_L, 0), ==, TIDE_PRESS_IGNORED);
  type (&keys, "!");
  g_assert_false (tide_answer_sheet_is_halted (keys.sheet));
  g_assert_cmpuint (tide_answer_sheet_get_cursor (keys.sheet), ==, 2);
  type (&keys, "30");
  assert_answers (&keys, "1=1;2=2;3=3;4=0;5=-;6=-;7=-");
  keys_close (&keys);
}

static void
a_refusal_is_seen_by_backspace_escape_arrow_or_mouse (void)
{
  Keys keys;

  keys_open (&keys, "gad7");
  type (&keys, "19<"); /* takes nothing back but the refusal */
  assert_answers (&keys, "1=1;2=-;3=-;4=-;5=-;6=-;7=-");
  type (&keys, "29");
  tide_answer_sheet_press (keys.sheet, GDK_KEY_Escape, 0);
  type (&keys, "39v");
  g_assert_cmpuint (tide_answer_sheet_get_cursor (keys.sheet), ==, 4);
  type (&keys, "19");
  tide_answer_sheet_set_cursor (keys.sheet, 5); /* a click on the row */
  type (&keys, "09");
  tide_answer_sheet_set_answer (keys.sheet, 6, (TideAnswer){ TIDE_ANSWER_GIVEN, 2 }); /* on an answer */
  g_assert_false (tide_answer_sheet_is_halted (keys.sheet));
  assert_answers (&keys, "1=1;2=2;3=3;4=-;5=1;6=0;7=2");
  keys_close (&keys);
}

static void
yes_and_no_skip_what_is_not_asked (void)
{
  Keys keys;

  keys_open (&keys, "cssrs_screen");
  type (&keys, "yn"); /* 1 yes, 2 no: 3 to 5 are not asked (clinical.md 1.14) */
  g_assert_false (tide_answer_sheet_is_asked (
    keys.sheet, (guint) tide_answer_sheet_find_row (keys.sheet, "cssrs_screen", "3")));
  g_assert_cmpstr (
    tide_answer_sheet_get_row (keys.sheet, tide_answer_sheet_get_cursor (keys.sheet))->info->id, ==, "6");
  type (&keys, "n");
  g_assert_true (tide_answer_sheet_is_complete (keys.sheet));
  keys_close (&keys);
}

static void
backspace_takes_the_last_answer_back (void)
{
  Keys keys;

  keys_open (&keys, "gad7");
  type (&keys, "123<");
  assert_answers (&keys, "1=1;2=2;3=-;4=-;5=-;6=-;7=-");
  g_assert_cmpuint (tide_answer_sheet_get_cursor (keys.sheet), ==, 2);
  type (&keys, "<<<<");
  g_assert_true (tide_assessment_is_empty (keys.assessment));
  g_assert_cmpuint (tide_answer_sheet_get_cursor (keys.sheet), ==, 0);
  keys_close (&keys);
}

static void
p_answers_as_last_time (void)
{
  Keys keys;
  g_autoptr (TideAssessmentData) last = tide_assessment_data_new ();

  keys_open (&keys, "gad7");
  type (&keys, "p");
  g_assert_nonnull (strstr (keys.refused, "no earlier answer"));
  tide_record_set_text (&last->answers, "1=3;2=2;3=-;4=0;5=1;6=1;7=2");
  tide_answer_sheet_set_previous (keys.sheet, 0, last);
  type (&keys, "!pp");
  assert_answers (&keys, "1=3;2=2;3=-;4=-;5=-;6=-;7=-");
  type (&keys, "p"); /* it was missing then: nothing to repeat */
  g_assert_cmpuint (tide_answer_sheet_get_cursor (keys.sheet), ==, 2);
  keys_close (&keys);
}

static void
arrows_move_and_change (void)
{
  Keys keys;

  keys_open (&keys, "gad7");
  type (&keys, "2^}");
  assert_answers (&keys, "1=3;2=-;3=-;4=-;5=-;6=-;7=-");
  type (&keys, "}");
  g_assert_nonnull (strstr (keys.refused, "highest"));
  type (&keys, "{{vv^");
  assert_answers (&keys, "1=1;2=-;3=-;4=-;5=-;6=-;7=-");
  g_assert_cmpuint (tide_answer_sheet_get_cursor (keys.sheet), ==, 1);
  keys_close (&keys);
}

static void
optional_items_are_not_stopped_at (void)
{
  Keys keys;

  keys_open (&keys, "phq9");
  type (&keys, "1111111110");
  /* The tenth digit falls neither on the last asked item nor on the optional tenth. */
  g_assert_cmpint (tide_answer_sheet_get_answer (keys.sheet, 8).value, ==, 1);
  g_assert_nonnull (keys.refused);
  g_assert_cmpint (tide_answer_sheet_get_answer (keys.sheet, 9).state, ==, TIDE_ANSWER_MISSING);
  tide_answer_sheet_set_optional_open (keys.sheet, 0, TRUE);
  type (&keys, "!v2");
  g_assert_cmpint (tide_answer_sheet_get_answer (keys.sheet, 9).value, ==, 2);
  keys_close (&keys);
}

/* The picture's form: 1 1 2 1 2 2 given, the rest as on 23 Oct (2 2 1 2). By hand: so far 9; the four left
 * add 0 to 16; as last time 9 + 7 = 16. */
static void
a_half_filled_form_knows_where_it_can_end (void)
{
  Keys keys;
  g_autoptr (TideScoreOutlook) outlook = NULL;
  const TideScoreView *total;
  TideAnswer last[21] = { 0 };
  const int before[] = { 2, 2, 2, 2, 2, 2, 2, 2, 1, 2 };

  keys_open (&keys, "ybocs");
  type (&keys, "112122");
  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i + 1);
      int row = tide_answer_sheet_find_row (keys.sheet, "ybocs", id);

      last[tide_answer_sheet_get_row (keys.sheet, (guint) row)->item]
        = (TideAnswer){ TIDE_ANSWER_GIVEN, before[i] };
    }
  outlook
    = tide_score_outlook_new (tide_assessment_get_instrument (keys.assessment),
                              tide_assessment_get_answers (keys.assessment), NULL, last, TIDE_SEX_UNKNOWN);
  total = tide_score_outlook_get_primary (outlook);
  g_assert_true (isnan (total->value));
  g_assert_cmpfloat (total->so_far, ==, 9);
  g_assert_cmpfloat (total->lower, ==, 9);
  g_assert_cmpfloat (total->upper, ==, 25);
  g_assert_cmpfloat (total->as_last, ==, 16);
  g_assert_cmpfloat (total->last, ==, 19);
  keys_close (&keys);
}

static const TideScoreView *
look_ahead (Keys *keys, TideScoreOutlook **outlook)
{
  *outlook
    = tide_score_outlook_new (tide_assessment_get_instrument (keys->assessment),
                              tide_assessment_get_answers (keys->assessment), NULL, NULL, TIDE_SEX_UNKNOWN);
  return tide_score_outlook_get_primary (*outlook);
}

/* C-SSRS after 1 yes, 2 no: 6 no ends at low (1), 6 yes asks 6b and may end at high (3); a rank is no sum. */
static void
a_range_counts_what_may_still_be_asked (void)
{
  Keys keys;
  g_autoptr (TideScoreOutlook) outlook = NULL;
  const TideScoreView *risk;

  keys_open (&keys, "cssrs_screen");
  type (&keys, "yn");
  risk = look_ahead (&keys, &outlook);
  g_assert_cmpfloat (risk->lower, ==, 1);
  g_assert_cmpfloat (risk->upper, ==, 3);
  g_assert_true (isnan (risk->so_far));
  keys_close (&keys);
}

/* By hand: HAM-D17 items 1 and 2 answered 3 and 2; the least is then 5. QIDS takes maxima, PEG a mean: no "so
 * far". */
static void
so_far_is_said_of_sums_only (void)
{
  static const struct
  {
    const char *id, *typed;
    double so_far;
  } scales[]
    = { { "hamd17", "32", 5 }, { "asex", "34", 7 }, { "qids_sr16", "32", NAN }, { "peg", "65", NAN } };

  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      Keys keys;
      g_autoptr (TideScoreOutlook) outlook = NULL;
      const TideScoreView *total;

      keys_open (&keys, scales[i].id);
      type (&keys, scales[i].typed);
      total = look_ahead (&keys, &outlook);
      if (isnan (scales[i].so_far))
        g_assert_true (isnan (total->so_far));
      else
        g_assert_cmpfloat (total->so_far, ==, scales[i].so_far);
      keys_close (&keys);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keys/ten-digits-are-a-whole-ybocs", ten_digits_are_a_whole_ybocs);
  g_test_add_func ("/keys/a-digit-out-of-range-is-refused-in-words",
                   a_digit_out_of_range_is_refused_in_words);
  g_test_add_func ("/keys/a-digit-too-many-changes-nothing", a_digit_too_many_changes_nothing);
  g_test_add_func ("/keys/a-letter-too-many-changes-nothing", a_letter_too_many_changes_nothing);
  g_test_add_func ("/keys/one-waits-for-zero", one_waits_for_zero);
  g_test_add_func ("/keys/typed-digits-are-taken-after-a-pause-or-enter",
                   typed_digits_are_taken_after_a_pause_or_enter);
  g_test_add_func ("/keys/zero-to-a-hundred", zero_to_a_hundred);
  g_test_add_func ("/keys/missing-is-said-and-kept-apart", missing_is_said_and_kept_apart);
  g_test_add_func ("/keys/not-applicable-only-where-allowed", not_applicable_only_where_allowed);
  g_test_add_func ("/keys/after-a-refused-key-no-digit-is-taken", after_a_refused_key_no_digit_is_taken);
  g_test_add_func ("/keys/a-refusal-is-seen-by-backspace-escape-arrow-or-mouse",
                   a_refusal_is_seen_by_backspace_escape_arrow_or_mouse);
  g_test_add_func ("/keys/yes-and-no-skip-what-is-not-asked", yes_and_no_skip_what_is_not_asked);
  g_test_add_func ("/keys/backspace-takes-the-last-answer-back", backspace_takes_the_last_answer_back);
  g_test_add_func ("/keys/p-answers-as-last-time", p_answers_as_last_time);
  g_test_add_func ("/keys/arrows-move-and-change", arrows_move_and_change);
  g_test_add_func ("/keys/optional-items-are-not-stopped-at", optional_items_are_not_stopped_at);
  g_test_add_func ("/keys/a-half-filled-form-knows-where-it-can-end",
                   a_half_filled_form_knows_where_it_can_end);
  g_test_add_func ("/outlook/a-range-counts-what-may-still-be-asked", a_range_counts_what_may_still_be_asked);
  g_test_add_func ("/outlook/so-far-is-said-of-sums-only", so_far_is_said_of_sums_only);
  return g_test_run ();
}
