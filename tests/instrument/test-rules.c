/* test-rules.c: bands at their edges, thresholds of change, who is asked what, and every expression of the
 * format.
 *
 * Expected values are those of clinical.md section 1 and 3.7, typed here by hand.
 */
#include "scale-check.h"

#include <math.h>
#include <string.h>

/* Upper ends and words of one set, in order; the first band begins at `lowest`. */
typedef struct
{
  const char *instrument, *set;
  double lowest, step;
  struct
  {
    double upper;
    const char *label;
  } bands[8];
} Bands;

static const Bands all_bands[] = {
  { "ybocs",
    "goodman",
    0,
    1,
    { { 7, "subclinical" }, { 15, "mild" }, { 23, "moderate" }, { 31, "severe" }, { 40, "extreme" } } },
  { "ybocs",
    "storch",
    0,
    1,
    { { 13, "mild" }, { 25, "moderate" }, { 34, "moderate-severe" }, { 40, "severe" } } },
  { "cybocs",
    "goodman",
    0,
    1,
    { { 7, "subclinical" }, { 15, "mild" }, { 23, "moderate" }, { 31, "severe" }, { 40, "extreme" } } },
  { "ybocs2",
    "severity",
    0,
    1,
    { { 14, "non-/subclinical" }, { 21, "mild" }, { 34, "moderate" }, { 50, "severe" } } },
  { "ocir", "benchmark", 0, 1, { { 15, "mild" }, { 27, "moderate" }, { 72, "severe" } } },
  { "ocir", "cutoff", 0, 1, { { 20, "negative" }, { 72, "positive" } } },
  { "ocir", "cutoff_ocd15", 0, 1, { { 11, "negative" }, { 60, "positive" } } },
  { "ocir", "cutoff_hoarding", 0, 1, { { 5, "negative" }, { 12, "positive" } } },
  { "phq9",
    "severity",
    0,
    1,
    { { 4, "minimal" }, { 9, "mild" }, { 14, "moderate" }, { 19, "moderately severe" }, { 27, "severe" } } },
  { "gad7", "severity", 0, 1, { { 4, "minimal" }, { 9, "mild" }, { 14, "moderate" }, { 21, "severe" } } },
  { "madrs", "severity", 0, 1, { { 6, "normal" }, { 19, "mild" }, { 34, "moderate" }, { 60, "severe" } } },
  { "hamd17", "zimmerman", 0, 1, { { 7, "none" }, { 16, "mild" }, { 23, "moderate" }, { 52, "severe" } } },
  { "hamd17",
    "apa",
    0,
    1,
    { { 7, "none" }, { 13, "mild" }, { 18, "moderate" }, { 22, "severe" }, { 52, "very severe" } } },
  { "qids_sr16",
    "severity",
    0,
    1,
    { { 5, "none" }, { 10, "mild" }, { 15, "moderate" }, { 20, "severe" }, { 27, "very severe" } } },
  { "pcl5", "cutpoint", 0, 1, { { 32, "below the cut-point" }, { 80, "at or above the cut-point" } } },
  { "pcl5", "cutpoint31", 0, 1, { { 30, "below the cut-point" }, { 80, "at or above the cut-point" } } },
  { "lsas",
    "severity",
    0,
    1,
    { { 29, "below threshold" },
      { 54, "probable" },
      { 64, "moderate" },
      { 79, "marked" },
      { 94, "severe" },
      { 144, "very severe" } } },
  { "ymrs",
    "severity",
    0,
    1,
    { { 11, "not manic" }, { 19, "hypomanic range" }, { 24, "manic" }, { 60, "severe" } } },
  { "cadss", "dissociation", 0, 1, { { 4, "no dissociation" }, { 92, "dissociation present" } } },
  { "cssrs_screen", "risk", 0, 1, { { 0, "none" }, { 1, "low" }, { 2, "moderate" }, { 3, "high" } } },
  { "auditc", "risk", 0, 1, { { 3, "low" }, { 7, "hazardous" }, { 12, "probable dependence" } } },
  { "dast10",
    "severity",
    0,
    1,
    { { 0, "none" }, { 2, "low" }, { 5, "moderate" }, { 8, "substantial" }, { 10, "severe" } } },
  { "peg", "severity", 0, 0.1, { { 3.9, "mild" }, { 6.9, "moderate" }, { 10, "severe" } } },
  { "sds", "depression", 0, 1, { { 7, "negative" }, { 30, "positive" } } },
  { "wsas",
    "severity",
    0,
    1,
    { { 9, "subclinical" }, { 20, "significant" }, { 40, "moderately severe or worse" } } },
  { "moaas",
    "sedation",
    0,
    1,
    { { 1, "deep sedation" },
      { 2, "sedation" },
      { 3, "sedation, moderate" },
      { 4, "sedation, light" },
      { 5, "alert" } } },
};

static const TideBandSet *
find_set (const char *instrument_id, const char *set_id)
{
  TideInstrument *instrument = tide_library_lookup (scale_library (), instrument_id);

  for (guint i = 0; i < tide_instrument_get_n_band_sets (instrument); i++)
    if (strcmp (tide_instrument_get_band_set (instrument, i)->id, set_id) == 0)
      return tide_instrument_get_band_set (instrument, i);
  g_error ("%s has no bands %s", instrument_id, set_id);
}

static void
test_band_edges (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (all_bands); i++)
    {
      const Bands *row = &all_bands[i];
      const TideBandSet *set = find_set (row->instrument, row->set);
      double lower = row->lowest;
      guint n = 0;

      for (; n < G_N_ELEMENTS (row->bands) && row->bands[n].label != NULL; n++)
        {
          g_assert_cmpstr (tide_band_set_find (set, lower)->label, ==, row->bands[n].label);
          g_assert_cmpstr (tide_band_set_find (set, row->bands[n].upper)->label, ==, row->bands[n].label);
          lower = row->bands[n].upper + row->step;
        }
      g_assert_cmpuint (set->n_bands, ==, n);
      g_assert_null (tide_band_set_find (set, row->lowest - row->step));
      g_assert_null (tide_band_set_find (set, lower));
      g_assert_null (tide_band_set_find (set, NAN));
    }
}

static void
test_bands_round_half_up (void)
{
  const TideBandSet *ybocs = find_set ("ybocs", "goodman"), *peg = find_set ("peg", "severity");

  g_assert_cmpstr (tide_band_set_find (ybocs, 15.49)->label, ==, "mild");
  g_assert_cmpstr (tide_band_set_find (ybocs, 15.5)->label, ==, "moderate");
  /* PEG is shown to one decimal and banded by what is shown. */
  g_assert_cmpstr (tide_band_set_find (peg, 11.0 / 3)->label, ==, "mild");     /* 3.667 → 3.7 */
  g_assert_cmpstr (tide_band_set_find (peg, 20.0 / 3)->label, ==, "moderate"); /* 6.667 → 6.7 */
  g_assert_cmpstr (tide_band_set_find (peg, 6.96)->label, ==, "severe");       /* 7.0 */
}

static void
test_worst_is_last_in_severity (void)
{
  const TideBandSet *moaas = find_set ("moaas", "sedation"), *ybocs = find_set ("ybocs", "goodman");

  g_assert_cmpuint (tide_band_set_find (moaas, 5)->severity, ==, 0);
  g_assert_cmpuint (tide_band_set_find (moaas, 0)->severity, ==, 4);
  g_assert_cmpuint (tide_band_set_find (ybocs, 0)->severity, ==, 0);
  g_assert_cmpuint (tide_band_set_find (ybocs, 40)->severity, ==, 4);
}

static void
test_default_set (void)
{
  TideInstrument *ybocs = tide_library_lookup (scale_library (), "ybocs");
  TideInstrument *pcl5 = tide_library_lookup (scale_library (), "pcl5");

  g_assert_cmpstr (tide_instrument_find_band_set (ybocs, "total", NULL)->id, ==, "goodman");
  g_assert_cmpstr (tide_instrument_find_band_set (ybocs, "total", "storch")->id, ==, "storch");
  g_assert_null (tide_instrument_find_band_set (ybocs, "obsessions", NULL));
  g_assert_cmpstr (tide_instrument_find_band_set (pcl5, "provisional", NULL)->id, ==, "provisional");
}

#define NO NAN

/* clinical.md sections 1, 3.3 and the table of 3.7. */
static const struct
{
  const char *id;
  double response, points, partial, remission, relapse, reliable, whole, low, floor;
} changes[] = {
  { "ybocs", 35, NO, 25, 12, 13, 4.695, 5, 16, 0 },    { "ybocs2", 35, NO, 25, NO, NO, NO, NO, NO, 0 },
  { "cybocs", 35, NO, 25, 12, 13, NO, NO, NO, 0 },     { "ocir", 35, NO, NO, NO, NO, 15.911, 16, NO, 0 },
  { "phq9", 50, NO, 25, 4, 10, 6.763, 7, 10, 0 },      { "gad7", 50, NO, NO, 4, NO, 5.371, 6, 10, 0 },
  { "madrs", 50, NO, 25, 10, NO, 4.740, 5, 20, 0 },    { "hamd17", 50, NO, 25, 7, NO, 5.437, 6, 17, 0 },
  { "qids_sr16", 50, NO, 25, 5, NO, 4.460, 5, NO, 0 }, { "pcl5", 30, 15, NO, 28, NO, 15, 15, 33, 0 },
  { "lsas", 35, NO, NO, 30, NO, 31.429, 32, 60, 0 },   { "ymrs", 50, NO, NO, 12, NO, 7.260, 8, NO, 0 },
  { "wsas", NO, NO, NO, NO, NO, 12.243, 13, NO, 0 },   { "asex", NO, NO, NO, NO, NO, 6.183, 7, NO, 5 },
  { "peg", 30, NO, NO, NO, NO, 3.025, 3.1, NO, 0 },    { "bprs4", NO, NO, NO, NO, NO, NO, NO, NO, 4 },
  { "cgis", NO, NO, NO, NO, NO, NO, NO, NO, 1 },       { "pain_nrs", 30, NO, NO, NO, NO, NO, NO, NO, 0 },
};

static void
same (const char *id, const char *what, double got, double expected)
{
  if (isnan (got) != isnan (expected) || fabs (got - expected) > 0.002)
    g_error ("%s: %s is %g, expected %g", id, what, got, expected);
}

static void
test_change_rules (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      TideInstrument *instrument = tide_library_lookup (scale_library (), changes[i].id);
      const TideChangeRule *rule = tide_instrument_get_change_rule (instrument);
      const char *id = changes[i].id;

      same (id, "response", rule->response_percent, changes[i].response);
      same (id, "response points", rule->response_points, changes[i].points);
      same (id, "partial", rule->partial_percent, changes[i].partial);
      same (id, "remission", rule->remission_at_most, changes[i].remission);
      same (id, "relapse", rule->relapse_at_least, changes[i].relapse);
      same (id, "reliable change", rule->reliable_change, changes[i].reliable);
      same (id, "reliable points", rule->reliable_points, changes[i].whole);
      same (id, "low baseline", rule->low_baseline_below, changes[i].low);
      same (id, "floor", rule->floor, changes[i].floor);
      g_assert_nonnull (rule->source);
    }
}

/* Every threshold that is there says where it comes from. */
static void
test_thresholds_have_sources (void)
{
  TideInstrument *ybocs = tide_library_lookup (scale_library (), "ybocs");

  g_assert_cmpstr (tide_instrument_get_change_source (ybocs, "response"), ==,
                   "Mataix-Cols et al. 2016, World Psychiatry 15:80");
  g_assert_cmpstr (tide_instrument_get_change_source (ybocs, "low-baseline"), ==, "convention");
  g_assert_null (
    tide_instrument_get_change_source (tide_library_lookup (scale_library (), "ocir"), "remission"));
  for (guint i = 0; i < tide_library_get_n (scale_library ()); i++)
    {
      TideInstrument *instrument = tide_library_get (scale_library (), i);
      const char *joined = tide_instrument_get_change_rule (instrument)->source;

      /* How well a source is checked is told in the file, not to who reads the source. */
      g_assert_null (strchr (tide_instrument_get_source (instrument), '['));
      g_assert_true (joined == NULL || strchr (joined, '[') == NULL);
      const TideChangeRule *rule = tide_instrument_get_change_rule (instrument);

      g_assert_true (isnan (rule->response_percent)
                     || tide_instrument_get_change_source (instrument, "response"));
      g_assert_true (isnan (rule->remission_at_most)
                     || tide_instrument_get_change_source (instrument, "remission"));
      g_assert_true (isnan (rule->reliable_change)
                     || tide_instrument_get_change_source (instrument, "reliable"));
    }
}

static TideAnswer *
form (const char *id, const char *text)
{
  TideInstrument *instrument = tide_library_lookup (scale_library (), id);
  g_auto (GStrv) words = g_strsplit (text, ",", -1);
  TideAnswer *answers = g_new0 (TideAnswer, tide_instrument_get_n_items (instrument));

  g_assert_true (tide_instrument_read_answers (instrument, (const char *const *) words, g_strv_length (words),
                                               answers, NULL));
  return answers;
}

static void
check_asked (const char *id, const char *text, const char *asked)
{
  TideInstrument *instrument = tide_library_lookup (scale_library (), id);
  g_autofree TideAnswer *answers = form (id, text);

  for (guint i = 0; asked[i] != '\0'; i++)
    g_assert_cmpint (tide_instrument_item_is_asked (instrument, answers, i), ==, asked[i] == 'a');
}

static void
test_asked (void)
{
  check_asked ("cssrs_screen", "-,-,-,-,-,-,-", "aa...a.");
  check_asked ("cssrs_screen", "0,0,-,-,-,0,-", "aa...a.");
  check_asked ("cssrs_screen", "0,1,-,-,-,1,-", "aaaaaaa");
  check_asked ("auditc", "0,-,-", "a..");
  check_asked ("auditc", "1,-,-", "aaa");
  check_asked ("dast10", "0,-,-,-,-,-,-,-,-,-", "aa.aaaaaaa");
  check_asked ("ybocs", "-,-,-,-,-,-,-,-,-,-", "aaaaaaaaaaaaaaaaaaaaa");
}

static void
check_complete (const char *id, const char *text, gboolean complete)
{
  g_autofree TideAnswer *answers = form (id, text);

  g_assert_cmpint (tide_instrument_is_complete (tide_library_lookup (scale_library (), id), answers), ==,
                   complete);
}

static void
test_complete (void)
{
  check_complete ("ybocs", "3,3,2,3,3,3,2,3,2,3", TRUE); /* the optional items do not count */
  check_complete ("ybocs", "3,3,2,3,3,3,2,3,2,-", FALSE);
  check_complete ("phq9", "2,2,-,3,1,2,1,0,0", FALSE); /* a score by proration is not a complete form */
  check_complete ("qids_sr16", "2,3,1,0,2,1,-,2,-,2,1,1,2,2,0,1", TRUE);
  check_complete ("qids_sr16", "2,3,1,0,2,-,-,2,-,2,1,1,2,2,0,1", FALSE);
  check_complete ("auditc", "0,-,-", TRUE);
  check_complete ("auditc", "-,1,1", FALSE);
  check_complete ("cssrs_screen", "0,0,-,-,-,0,-", TRUE);
  check_complete ("cssrs_screen", "0,1,0,0,-,0,-", FALSE);
  check_complete ("cssrs_screen", "-,1,1,1,1,0,-", FALSE); /* HIGH, and yet item 1 is open */
  check_complete ("wsas", "na,4,5,3,4", TRUE);
  check_complete ("wsas", "-,4,5,3,4", FALSE);
  check_complete ("pcl5", "3,3,2,3,3,3,2,-,3,2,3,2,3,2,2,1,3,3,2,3", FALSE);
}

static void
check_range (const char *id, const char *text, double lower, double upper)
{
  g_autofree TideAnswer *answers = form (id, text);
  double a, b;

  g_assert_true (tide_instrument_compute_range (tide_library_lookup (scale_library (), id), answers,
                                                TIDE_SEX_UNKNOWN, id[0] == 'c' ? "risk" : "total", &a, &b));
  g_assert_cmpfloat (a, ==, lower);
  g_assert_cmpfloat (b, ==, upper);
}

static void
test_range_in_which_a_total_can_end (void)
{
  check_range ("ybocs", "3,3,2,-,-,-,-,1,-,-", 9, 33); /* 9 and six items of 4 */
  check_range ("phq9", "1,1,1,1,1,1,1,1,-", 8, 11);    /* not prorated */
  check_range ("cssrs_screen", "1,-,-,-,-,0,-", 1, 3);
  check_range ("bprs4", "-,-,-,-", 4, 28);
}

/* A sum out of 32 says so; every other score has the maximum of its scale. */
static void
test_own_maximum (void)
{
  TideInstrument *wsas = tide_library_lookup (scale_library (), "wsas");
  g_autofree TideAnswer *retired = form ("wsas", "na,4,5,3,4"), *working = form ("wsas", "0,4,5,3,4");
  g_autoptr (TideScores) a = tide_instrument_compute (wsas, retired, TIDE_SEX_UNKNOWN);
  g_autoptr (TideScores) b = tide_instrument_compute (wsas, working, TIDE_SEX_UNKNOWN);

  g_assert_cmpfloat (tide_scores_find (a, "total")->maximum, ==, 32);
  g_assert_cmpfloat (tide_scores_find (b, "total")->maximum, ==, 40);
}

/* Three items, 0 to 4, ids a, b and c, and one expression; answers and the value that must come out ("!"
 * unknown). */
static void
check_expression (const char *expression, const char *answers, const char *value)
{
  g_autofree char *text = g_strdup_printf (
    "<instrument id=\"x\" version=\"1\" rater=\"self\"><name short=\"x\">x</name><recall days=\"0\">now</recall>"
    "<rights>own</rights><source>own</source><items><item id=\"a\" minimum=\"0\" maximum=\"4\" na=\"yes\">a</item>"
    "<item id=\"b\" minimum=\"0\" maximum=\"4\">b</item><item id=\"c\" minimum=\"0\" maximum=\"4\">c</item></items>"
    "<scores><score id=\"all\" name=\"x\" minimum=\"0\" maximum=\"12\"><sum items=\"a b c\"/></score>"
    "<score id=\"total\" name=\"x\" minimum=\"-100\" maximum=\"100\" primary=\"yes\">%s</score></scores><examples>"
    "<example id=\"e\" answers=\"%s\" sex=\"female\"><score id=\"total\" %s%s%s/></example></examples></instrument>",
    expression, answers, value[0] == '!' ? "status=\"invalid\"" : "value=\"", value[0] == '!' ? "" : value,
    value[0] == '!' ? "" : "\"");
  g_autoptr (GError) error = NULL;
  g_autoptr (TideInstrument) instrument = tide_instrument_parse ("x.xml", text, -1, &error);

  if (instrument == NULL)
    g_error ("%s with %s: %s", expression, answers, error->message);
}

static void
test_expressions (void)
{
  check_expression ("<number value=\"2.5\"/>", "- - -", "2.5");
  check_expression ("<item ref=\"b\"/>", "- 3 -", "3");
  check_expression ("<item ref=\"b\"/>", "1 - 1", "!");
  check_expression ("<sum items=\"a b\"><item ref=\"c\"/><number value=\"1\"/></sum>", "1 2 3", "7");
  check_expression ("<sum items=\"a b\"/>", "na 2 3", "!");
  check_expression ("<sum items=\"a b\" na=\"skip\"/>", "na 2 3", "2");
  check_expression ("<mean items=\"a b c\"/>", "1 2 4", "2.33");
  check_expression ("<mean items=\"a b c\" na=\"skip\"/>", "na 2 4", "3");
  check_expression ("<max items=\"a b c\"/>", "1 4 2", "4");
  check_expression ("<max items=\"a b c\"/>", "1 4 -", "!");
  check_expression ("<min items=\"a b c\"/>", "1 4 2", "1");
  check_expression ("<count items=\"a b c\"/>", "0 4 2", "2");
  check_expression ("<count-at-least items=\"a b c\" value=\"2\"/>", "1 4 2", "2");
  check_expression ("<count-at-least items=\"a b c\" value=\"2\"/>", "1 4 -", "!");
  check_expression ("<reverse item=\"a\"/>", "1 0 0", "3");
  check_expression ("<recode item=\"a\"><map from=\"4\" to=\"0\"/></recode>", "4 0 0", "0");
  check_expression ("<recode item=\"a\"><map from=\"4\" to=\"0\"/></recode>", "3 0 0", "3");
  check_expression ("<weight by=\"-2.5\" item=\"a\"/>", "3 0 0", "-7.5");
  check_expression ("<round><mean items=\"a b\"/></round>", "1 2 0", "2");             /* 1.5, half up */
  check_expression ("<round><weight by=\"-0.5\" item=\"a\"/></round>", "3 0 0", "-1"); /* -1.5, half up */
  check_expression ("<sum items=\"a b c\" prorate-missing=\"1\"/>", "0 0 0", "0");
  check_expression ("<sum items=\"a b c\" prorate-missing=\"1\"/>", "0 - -", "!");
  check_expression ("<either items=\"a b\"/>", "- 3 0", "3");
  check_expression ("<either items=\"a b\"/>", "4 3 0", "4");
  check_expression ("<either items=\"a b\"/>", "- - 0", "!");
  check_expression ("<when><equals item=\"a\" value=\"1\"/><number value=\"10\"/><item ref=\"b\"/></when>",
                    "1 - 0", "10");
  check_expression ("<when><equals item=\"a\" value=\"1\"/><number value=\"10\"/><item ref=\"b\"/></when>",
                    "2 3 0", "3");
  check_expression ("<when><equals item=\"a\" value=\"1\"/><number value=\"10\"/><item ref=\"b\"/></when>",
                    "- 3 0", "!");
  check_expression ("<when><equals item=\"a\" value=\"1\"/><number value=\"3\"/><item ref=\"b\"/></when>",
                    "- 3 0", "3");
  check_expression ("<when><equals item=\"a\" value=\"1\"/><number value=\"10\"/></when>", "2 3 0", "!");
}

static void
test_conditions (void)
{
  check_expression ("<all items=\"a b\"/>", "1 2 0", "1");
  check_expression ("<all items=\"a b\"/>", "0 - 0", "0"); /* one "no" decides */
  check_expression ("<all items=\"a b\"/>", "1 - 0", "!");
  check_expression ("<any items=\"a b\"/>", "1 - 0", "1"); /* one "yes" decides */
  check_expression ("<any items=\"a b\"/>", "0 - 0", "!");
  check_expression ("<not item=\"a\"/>", "0 0 0", "1");
  check_expression ("<not item=\"a\"/>", "- 0 0", "!");
  check_expression ("<at-least score=\"all\" value=\"5\"/>", "4 1 -", "1"); /* whatever c is */
  check_expression ("<at-least score=\"all\" value=\"5\"/>", "0 0 -", "0"); /* at most 4 */
  check_expression ("<at-least score=\"all\" value=\"5\"/>", "1 1 -", "!");
  check_expression ("<at-most item=\"a\" value=\"2\"/>", "2 0 0", "1");
  check_expression ("<at-least><item ref=\"a\"/><item ref=\"b\"/></at-least>", "2 3 0", "0");
  check_expression ("<equals item=\"a\" value=\"2\"/>", "- 0 0", "!");
  check_expression ("<equals item=\"a\" value=\"7\"/>", "- 0 0", "0"); /* cannot be */
  check_expression ("<answered items=\"a b\"/>", "1 - 0", "0");
  check_expression ("<not-applicable item=\"a\"/>", "na 0 0", "1");
  check_expression ("<at-least item=\"a\" value=\"0\"/>", "na 0 0", "0"); /* meets no comparison */
  check_expression ("<first-match><case><item ref=\"a\"/><number value=\"9\"/></case><case><item ref=\"b\"/>"
                    "<number value=\"5\"/></case><otherwise><number value=\"0\"/></otherwise></first-match>",
                    "1 - -", "9");
  check_expression ("<first-match><case><item ref=\"a\"/><number value=\"9\"/></case><case><item ref=\"b\"/>"
                    "<number value=\"5\"/></case><otherwise><number value=\"0\"/></otherwise></first-match>",
                    "- 1 -", "!");
  check_expression (
    "<by-sex><female><number value=\"3\"/></female><otherwise><number value=\"4\"/></otherwise></by-sex>",
    "0 0 0", "3");
  check_expression (
    "<by-sex><male><number value=\"3\"/></male><otherwise><number value=\"4\"/></otherwise></by-sex>",
    "0 0 0", "4");
}

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/instrument/bands/both-edges-of-every-band", test_band_edges);
  g_test_add_func ("/instrument/bands/round-half-up-to-what-is-shown", test_bands_round_half_up);
  g_test_add_func ("/instrument/bands/severity-rises-towards-the-worse-end", test_worst_is_last_in_severity);
  g_test_add_func ("/instrument/bands/default-set", test_default_set);
  g_test_add_func ("/instrument/change/thresholds-of-the-reference", test_change_rules);
  g_test_add_func ("/instrument/change/thresholds-have-sources", test_thresholds_have_sources);
  g_test_add_func ("/instrument/asked/only-what-applies", test_asked);
  g_test_add_func ("/instrument/missing/complete-means-nothing-needed-is-missing", test_complete);
  g_test_add_func ("/instrument/missing/range-in-which-a-total-can-end", test_range_in_which_a_total_can_end);
  g_test_add_func ("/instrument/score/own-maximum", test_own_maximum);
  g_test_add_func ("/instrument/expression/values", test_expressions);
  g_test_add_func ("/instrument/expression/conditions", test_conditions);
  result = g_test_run ();
  scale_library_done ();
  return result;
}
