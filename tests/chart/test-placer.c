/* test-placer.c: what the keeper of free places grants never meets another label and never leaves the frame.
 */
#include "tide-label-placer.h"
#include "tide-words.h"

static const TideBox frame = { 0, 0, 200, 100 };

static void
test_labels (void)
{
  g_autoptr (TideLabelPlacer) placer = tide_label_placer_new (frame);

  g_assert_true (tide_label_placer_place (placer, (TideBox){ 10, 10, 40, 12 }));
  g_assert_false (tide_label_placer_place (placer, (TideBox){ 49, 15, 40, 12 }));
  g_assert_true (tide_label_placer_place (placer, (TideBox){ 50, 10, 40, 12 })); /* touching is apart */
  g_assert_false (tide_label_placer_place (placer, (TideBox){ 190, 50, 11, 5 }));
  g_assert_false (tide_label_placer_place (placer, (TideBox){ 20, -1, 11, 5 }));
}

static void
test_ink (void)
{
  g_autoptr (TideLabelPlacer) placer = tide_label_placer_new (frame);
  const TideBox places[] = { { 10, 40, 30, 12 }, { 90, 40, 30, 12 }, { 10, 70, 30, 12 } };

  tide_label_placer_add_segment (placer, 0, 0, 60, 100);            /* crosses the first at (27, 45) */
  tide_label_placer_add_box (placer, (TideBox){ 100, 45, 10, 10 }); /* under the second */
  g_assert_false (tide_label_placer_is_clear (placer, places[0]));
  g_assert_true (tide_label_placer_is_free (placer, places[0]));
  g_assert_cmpint (tide_label_placer_place_first (placer, places, 3), ==, 2);
  g_assert_cmpint (tide_label_placer_place_first (placer, places, 3), ==, -1);
  g_assert_cmpfloat (tide_label_placer_weigh (placer, (TideBox){ 150, 10, 20, 20 }), ==, 0);
  g_assert_cmpfloat (tide_label_placer_weigh (placer, (TideBox){ 100, 45, 10, 10 }), ==, 100);
}

static void
test_segments (void)
{
  TideBox box = { 10, 10, 10, 10 };

  g_assert_true (tide_box_meets_segment (box, 0, 0, 30, 30));
  g_assert_true (tide_box_meets_segment (box, 12, 12, 13, 13)); /* inside */
  g_assert_true (tide_box_meets_segment (box, 15, 0, 15, 40));
  g_assert_false (tide_box_meets_segment (box, 0, 15, 9, 15));
  g_assert_false (tide_box_meets_segment (box, 0, 25, 25, 50));
}

static void
test_words (void)
{
  g_autoptr (TideWords) words = tide_words_new ("Cantarell", FALSE);
  TideText one = tide_words_get (words, "Response", 11, FALSE);
  TideText bold = tide_words_get (words, "Response", 11, TRUE);
  TideText twice = tide_words_get (words, "Response", 22, FALSE);
  TideText cut = tide_words_get_within (words, "Response", 11, FALSE, one.width / 2);

  g_assert_cmpfloat (one.width, >, 30);
  g_assert_cmpfloat (bold.width, >, one.width);
  g_assert_cmpfloat_with_epsilon (twice.width, 2 * one.width, 0.2); /* not rounded to pixels */
  g_assert_cmpfloat (cut.width, <=, one.width / 2 + 0.01);
  g_assert_true (tide_words_get (words, "Response", 11, FALSE).layout == one.layout); /* shaped once */
  g_assert_cmpfloat (tide_words_get (words, "", 11, FALSE).width, ==, 0);
}

static void
test_right_to_left (void)
{
  g_autoptr (TideWords) words = tide_words_new ("Cantarell", FALSE);
  g_autofree char *name = tide_words_isolate ("\327\244\327\231\327\230\327\225\327\250\327\231\327\235");
  g_autofree char *text = g_strdup_printf ("%s, 13 Oct", name);
  TideText whole = tide_words_get (words, text, 11, FALSE);
  TideText cut = tide_words_get_within (words, name, 11, FALSE, whole.width);

  /* The date stays right of the name, and an ellipsised text starts at its own left end. */
  g_assert_cmpint (pango_layout_get_line_readonly (whole.layout, 0)->resolved_dir, ==, PANGO_DIRECTION_LTR);
  g_assert_cmpfloat (cut.width, <, whole.width);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/placer/labels-never-meet-or-leave", test_labels);
  g_test_add_func ("/chart/placer/optional-labels-keep-off-ink", test_ink);
  g_test_add_func ("/chart/placer/segments-touch-boxes", test_segments);
  g_test_add_func ("/chart/placer/words-measure-alike-at-any-size", test_words);
  g_test_add_func ("/chart/placer/right-to-left-names-stay-in-place", test_right_to_left);
  return g_test_run ();
}
