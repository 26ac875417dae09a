/* test-broken-files.c: bad scale files are refused with file, line and reason, and no bytes at all bring the
 * reader down.
 *
 * tests/data/instruments-broken holds a synthetic scale, whole.xml, and copies of it with one fault each;
 * expected.txt was written by hand: "file:line: reason", a final "*" standing for GLib's own words.
 */
#include "tide-instrument.h"

#include <gio/gio.h>
#include <string.h>

static char *
read_data (const char *name, gsize *length)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "instruments-broken", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, length, &error);
  g_assert_no_error (error);
  return text;
}

static void
check_broken (const char *expected)
{
  const char *colon = strchr (expected, ':');
  g_autofree char *name = g_strndup (expected, colon - expected);
  g_autofree char *text = NULL;
  g_autoptr (TideInstrument) instrument = NULL;
  g_autoptr (GError) error = NULL;
  gsize length, n = strlen (expected);

  text = read_data (name, &length);
  instrument = tide_instrument_parse (name, text, length, &error);
  g_assert_null (instrument);
  g_assert_nonnull (error);
  g_assert_true (error->domain == TIDE_INSTRUMENT_ERROR);
  if (expected[n - 1] != '*')
    g_assert_cmpstr (error->message, ==, expected);
  else if (strncmp (error->message, expected, n - 1) != 0)
    g_error ("“%s” does not begin as “%s”", error->message, expected);
}

static void
test_reasons (void)
{
  gsize length;
  g_autofree char *table = read_data ("expected.txt", &length);
  g_auto (GStrv) lines = g_strsplit (g_strchomp (table), "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), >=, 40);
  for (guint i = 0; lines[i] != NULL; i++)
    check_broken (lines[i]);
}

/* Else every one of them could be refused for a fault of the scale that they were made from. */
static void
test_whole_is_accepted (void)
{
  gsize length;
  g_autofree char *text = read_data ("whole.xml", &length);
  g_autoptr (GError) error = NULL;
  g_autoptr (TideInstrument) instrument = tide_instrument_parse ("whole.xml", text, length, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (tide_instrument_get_id (instrument), ==, "sleep4");
}

static void
test_codes (void)
{
  static const struct
  {
    const char *file;
    TideInstrumentError code;
  } rows[] = { { "05-wrong-close.xml", TIDE_INSTRUMENT_ERROR_SYNTAX },
               { "11-unknown-attribute.xml", TIDE_INSTRUMENT_ERROR_SYNTAX },
               { "27-no-such-item.xml", TIDE_INSTRUMENT_ERROR_CONTENT },
               { "53-example-value.xml", TIDE_INSTRUMENT_ERROR_EXAMPLE } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gsize length;
      g_autofree char *text = read_data (rows[i].file, &length);
      g_autoptr (GError) error = NULL;

      g_assert_null (tide_instrument_parse (rows[i].file, text, length, &error));
      g_assert_error (error, TIDE_INSTRUMENT_ERROR, (int) rows[i].code);
    }
}

/* Whether it parses or not, it returns; and a refusal has its place and reason. */
static void
parse_anything (const char *text, gsize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideInstrument) instrument = tide_instrument_parse ("x.xml", text, length, &error);

  g_assert_true ((instrument == NULL) == (error != NULL));
  if (error != NULL)
    g_assert_true (g_str_has_prefix (error->message, "x.xml:"));
}

static char *
read_shipped (const char *name, gsize *length)
{
  g_autofree char *path
    = g_test_build_filename (G_TEST_DIST, "..", "src", "instrument", "scales", name, NULL);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, length, NULL));
  return text;
}

static void
test_truncated_anywhere (void)
{
  static const char *const everywhere[]
    = { "cssrs_screen.xml", "wsas.xml", "hamd17.xml", "sds.xml", "auditc.xml", NULL };
  gsize n;
  g_autofree char *order = read_shipped ("scales.txt", &n);
  g_auto (GStrv) names = g_strsplit (g_strchomp (order), "\n", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      gsize length;
      g_autofree char *text = read_shipped (names[i], &length);
      /* Under the sanitizers every byte of all files takes a minute: the richer half of the format is cut
       * everywhere, the rest at every fifth byte, a different fifth for each file. */
      gboolean rich = g_strv_contains (everywhere, names[i]);

      for (gsize cut = rich ? 0 : i % 5; cut < length; cut += rich ? 1 : 5)
        {
          g_autofree char *copy
            = g_memdup2 (text, cut + 1); /* a buffer of its own, so that a byte too far is seen */
          parse_anything (copy, cut);
        }
    }
}

/* One byte changed, at random places, by a fixed seed. */
static void
test_one_byte_changed (void)
{
  gsize length;
  g_autofree char *text = read_data ("whole.xml", &length);
  g_autoptr (GRand) rand = g_rand_new_with_seed (20240229);

  for (guint i = 0; i < 5000; i++)
    {
      gsize at = g_rand_int_range (rand, 0, (gint32) length);
      char was = text[at];

      text[at] = (char) g_rand_int_range (rand, 0, 256);
      parse_anything (text, length);
      text[at] = was;
    }
}

static void
test_too_large_or_too_deep (void)
{
  g_autofree char *large = g_strnfill (1024 * 1024 + 1, ' ');
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (tide_instrument_parse ("x.xml", large, -1, &error));
  g_assert_cmpstr (error->message, ==, "x.xml:1: the file is larger than 1 MiB");
  g_clear_error (&error);
  for (guint i = 0; i < 100000; i++)
    g_string_append (deep, "<a>\n");
  g_assert_null (tide_instrument_parse ("x.xml", deep->str, deep->len, &error));
  g_assert_cmpstr (error->message, ==, "x.xml:33: elements are nested more than 32 deep");
}

/* A score of scores of scores … and a chain of conditions: each is read once, not as often as it is named. */
static void
test_doubling_does_not_explode (void)
{
  g_autoptr (GString) text = g_string_new (
    "<instrument id=\"x\" version=\"1\" rater=\"self\"><name short=\"x\">x</name><recall days=\"0\">now</recall>"
    "<rights>own</rights><source>own</source><items>");
  g_autoptr (GError) error = NULL;
  g_autoptr (TideInstrument) instrument = NULL;
  g_autoptr (TideScores) scores = NULL;

  for (guint i = 0; i < 90; i++)
    g_string_append_printf (text, "<item id=\"%u\" minimum=\"0\" maximum=\"1\">x</item>", i);
  g_string_append (text, "</items>");
  for (guint i = 1; i < 90; i++)
    g_string_append_printf (
      text,
      "<asked-when items=\"%u\" else=\"0\"><any><item ref=\"%u\"/><item ref=\"%u\"/></any></asked-when>", i,
      i - 1, i - 1);
  g_string_append (
    text,
    "<scores><score id=\"s0\" name=\"x\" minimum=\"0\" maximum=\"1\" primary=\"yes\"><max items=\"0..89\"/></score>");
  for (guint i = 1; i < 90; i++)
    g_string_append_printf (
      text,
      "<score id=\"s%u\" name=\"x\" minimum=\"0\" maximum=\"1\"><any><score ref=\"s%u\"/><score ref=\"s%u\"/></any></score>",
      i, i - 1, i - 1);
  g_string_append (text, "</scores><examples><example id=\"e\" answers=\"0");
  for (guint i = 1; i < 90; i++)
    g_string_append (text, " -");
  g_string_append (text, "\"><score id=\"s89\" value=\"0\"/></example></examples></instrument>");
  instrument = tide_instrument_parse ("x.xml", text->str, text->len, &error);
  g_assert_no_error (error);
  scores = tide_instrument_compute (instrument, NULL, TIDE_SEX_UNKNOWN);
  /* Only the first waits: whether the others are asked depends on it. */
  g_assert_cmpuint (tide_scores_find (scores, "s89")->missing->len, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/instrument/broken/each-fault-has-file-line-and-reason", test_reasons);
  g_test_add_func ("/instrument/broken/the-whole-file-is-accepted", test_whole_is_accepted);
  g_test_add_func ("/instrument/broken/form-content-and-example-are-told-apart", test_codes);
  g_test_add_func ("/instrument/broken/shipped-files-cut-anywhere", test_truncated_anywhere);
  g_test_add_func ("/instrument/broken/one-byte-changed", test_one_byte_changed);
  g_test_add_func ("/instrument/broken/too-large-or-too-deep", test_too_large_or_too_deep);
  g_test_add_func ("/instrument/broken/doubling-does-not-explode", test_doubling_does_not_explode);
  return g_test_run ();
}
