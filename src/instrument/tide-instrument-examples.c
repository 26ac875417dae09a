/* tide-instrument-examples.c: the worked examples of a scale file, run whenever it is loaded.
 *
 * A scale whose own examples come out differently is refused: a wrong digit in a threshold or an item list is
 * then found by the file itself, not by a patient.
 */
#include "tide-instrument-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

typedef struct
{
  TideInstrument *self;
  const TideXmlNode *node;
  const char *id;
  TideAnswer *answers;
  TideSex sex;
  TideScores *scores;
  GArray *findings;
} Example;

static gboolean
differs (const Example *example, const TideXmlNode *node, GError **error, const char *what, const char *got,
         const char *expected)
{
  return tide_xml_fail_full (node, error, TIDE_INSTRUMENT_ERROR, TIDE_INSTRUMENT_ERROR_EXAMPLE,
                             _ ("example “%s”: %s is %s, the file expects %s"), example->id, what, got,
                             expected);
}

static gboolean
read_sex (const TideXmlNode *node, TideSex *sex, GError **error)
{
  const char *word = tide_xml_get (node, "sex");

  if (g_strcmp0 (word, "female") == 0)
    *sex = TIDE_SEX_FEMALE;
  else if (g_strcmp0 (word, "male") == 0)
    *sex = TIDE_SEX_MALE;
  else if (g_strcmp0 (word, "other") == 0)
    *sex = TIDE_SEX_OTHER;
  else if (word != NULL)
    return tide_xml_fail (node, error, _ ("sex=\"%s\" must be female, male or other"), word);
  return TRUE;
}

static gboolean
read_answers (Example *example, GError **error)
{
  g_auto (GStrv) words = g_strsplit_set (tide_xml_get (example->node, "answers"), " \t\r\n", -1);
  g_autoptr (GPtrArray) filled = g_ptr_array_new ();
  GError *problem = NULL;

  for (guint i = 0; words[i] != NULL; i++)
    if (words[i][0] != '\0')
      g_ptr_array_add (filled, words[i]);
  if (tide_instrument_read_answers (example->self, (const char *const *) filled->pdata, filled->len,
                                    example->answers, &problem))
    return TRUE;
  tide_xml_fail (example->node, error, _ ("example “%s”: %s"), example->id, problem->message);
  g_error_free (problem);
  return FALSE;
}

/* A number as a file would write it. */
static char *
dup_number (double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.6g", value));
}

static gboolean
check_number (const Example *example, const TideXmlNode *node, const char *key, const char *what, double got,
              GError **error)
{
  double expected = 0;
  g_autofree char *label = NULL, *text = NULL;

  if (!tide_xml_read_number (node, key, -1e7, 1e7, &expected, error))
    return FALSE;
  /* Examples write thirds as 1.33: equal to the decimals written, two at least. */
  if (tide_xml_get (node, key) == NULL || fabs (expected - got) < 0.005 + 1e-9)
    return TRUE;
  label = g_strdup_printf ("%s of %s", what, tide_xml_get (node, "id"));
  text = isnan (got) ? g_strdup (_ ("nothing")) : dup_number (got);
  return differs (example, node, error, label, text, tide_xml_get (node, key));
}

static const char *
status_word (TideScoreStatus status)
{
  return status == TIDE_SCORE_VALID ? "valid" : status == TIDE_SCORE_PRORATED ? "prorated" : "invalid";
}

static gboolean
check_missing (const Example *example, const TideXmlNode *node, const TideScore *score, GError **error)
{
  const char *expected = tide_xml_get (node, "missing");
  g_autofree char *label = NULL;
  g_autoptr (GString) got = g_string_new (NULL);

  if (expected == NULL)
    return TRUE;
  for (guint i = 0; score->missing != NULL && i < score->missing->len; i++)
    g_string_append_printf (got, "%s%s", i > 0 ? " " : "", (const char *) score->missing->pdata[i]);
  if (strcmp (got->str, expected) == 0)
    return TRUE;
  label = g_strdup_printf ("the missing list of %s", score->info->id);
  return differs (example, node, error, label, got->len > 0 ? got->str : _ ("empty"), expected);
}

static gboolean
check_score (const Example *example, const TideXmlNode *node, GError **error)
{
  const char *id = tide_xml_get (node, "id"), *status = tide_xml_get (node, "status");
  const TideScore *score;
  g_autofree char *label = NULL;

  if (!tide_xml_check (node, "id! value status maximum partial missing", "", TIDE_XML_NO_TEXT, error))
    return FALSE;
  score = tide_scores_find (example->scores, id);
  if (score == NULL)
    return tide_xml_fail (node, error, _ ("there is no score “%s”"), id);
  if (status == NULL)
    status = "valid";
  if ((tide_xml_get (node, "value") == NULL) != (strcmp (status, "invalid") == 0))
    return tide_xml_fail (node, error, _ ("a value belongs to every score but an invalid one"));
  label = g_strdup_printf ("status of %s", id);
  if (strcmp (status_word (score->status), status) != 0)
    return differs (example, node, error, label, status_word (score->status), status);
  return check_number (example, node, "value", "value", score->value, error)
         && check_number (example, node, "maximum", "maximum", score->maximum, error)
         && check_number (example, node, "partial", "partial value", score->partial, error)
         && check_missing (example, node, score, error);
}

/* Bands are compared by the words of the file, translated as the labels are. */
static gboolean
check_band (const Example *example, const TideXmlNode *node, GError **error)
{
  const char *set_id = tide_xml_get (node, "set"), *expected, *got;
  const TideBandSet *set = NULL;
  const TideBand *band;
  g_autofree char *label = NULL;

  if (!tide_xml_check (node, "set! is!", "", TIDE_XML_NO_TEXT, error))
    return FALSE;
  for (guint i = 0; i < example->self->band_sets->len; i++)
    if (strcmp (g_array_index (example->self->band_sets, TideBandSet, i).id, set_id) == 0)
      set = &g_array_index (example->self->band_sets, TideBandSet, i);
  if (set == NULL)
    return tide_xml_fail (node, error, _ ("there are no bands “%s”"), set_id);
  band = tide_band_set_find (set, tide_scores_find (example->scores, set->score_id)->value);
  expected = tide_instrument_translate (example->self, tide_xml_get (node, "is"));
  got = band != NULL ? band->label : "none";
  label = g_strdup_printf ("band %s", set_id);
  return strcmp (got, expected) == 0 || differs (example, node, error, label, got, expected);
}

static char *
dup_finding (const TideFinding *finding)
{
  return g_strdup_printf ("%s %s %s", finding->rule, tide_level_to_code (finding->level),
                          finding->item_id != NULL ? finding->item_id : finding->score_id);
}

static gboolean
check_alert (const Example *example, const TideXmlNode *node, GPtrArray *expected, GError **error)
{
  const char *subject;

  if (!tide_xml_check (node, "rule! level! item score", "", TIDE_XML_NO_TEXT, error))
    return FALSE;
  subject = tide_xml_get (node, "item") != NULL ? tide_xml_get (node, "item") : tide_xml_get (node, "score");
  if (subject == NULL)
    return tide_xml_fail (node, error, _ ("<alert> needs item or score"));
  g_ptr_array_add (expected, g_strdup_printf ("%s %s %s", tide_xml_get (node, "rule"),
                                              tide_xml_get (node, "level"), subject));
  return TRUE;
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
join (GPtrArray *words)
{
  g_ptr_array_sort (words, compare_words);
  if (words->len == 0)
    return g_strdup (_ ("none"));
  g_ptr_array_add (words, NULL);
  return g_strjoinv (", ", (char **) words->pdata);
}

/* Alerts and remarks must be named exactly: one too many is as wrong as one too few. */
static gboolean
check_set (const Example *example, const char *what, GPtrArray *got, GPtrArray *expected, GError **error)
{
  g_autofree char *got_text = join (got), *expected_text = join (expected);

  if (strcmp (got_text, expected_text) == 0)
    return TRUE;
  return differs (example, example->node, error, what, got_text, expected_text);
}

static gboolean
check_findings (const Example *example, GPtrArray *alerts, GPtrArray *remarks, GError **error)
{
  g_autoptr (GPtrArray) got = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) got_remarks
    = tide_instrument_list_remarks (example->self, example->answers, example->scores, example->sex, TRUE);

  for (guint i = 0; i < example->findings->len; i++)
    g_ptr_array_add (got, dup_finding (&g_array_index (example->findings, TideFinding, i)));
  return check_set (example, _ ("the list of alerts"), got, alerts, error)
         && check_set (example, _ ("the list of remarks"), got_remarks, remarks, error);
}

static gboolean
check_expectations (const Example *example, GError **error)
{
  g_autoptr (GPtrArray) alerts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) remarks = g_ptr_array_new ();

  for (guint i = 0; i < example->node->children->len; i++)
    {
      const TideXmlNode *node = example->node->children->pdata[i];
      gboolean ok;

      if (strcmp (node->name, "score") == 0)
        ok = check_score (example, node, error);
      else if (strcmp (node->name, "band") == 0)
        ok = check_band (example, node, error);
      else if (strcmp (node->name, "alert") == 0)
        ok = check_alert (example, node, alerts, error);
      else if ((ok = tide_xml_check (node, "id!", "", TIDE_XML_NO_TEXT, error)))
        g_ptr_array_add (remarks, (gpointer) tide_xml_get (node, "id"));
      if (!ok)
        return FALSE;
    }
  return check_findings (example, alerts, remarks, error);
}

static gboolean
run_example (TideInstrument *self, const TideXmlNode *node, GError **error)
{
  g_autofree TideAnswer *answers = g_new0 (TideAnswer, self->items->len + 1);
  g_autoptr (TideScores) scores = NULL;
  g_autoptr (GArray) findings = NULL;
  Example example = { .self = self, .node = node, .answers = answers };

  if (!tide_xml_check (node, "id! answers! sex", "score band alert remark", TIDE_XML_NO_TEXT, error))
    return FALSE;
  if (tide_xml_child (node, "score") == NULL)
    return tide_xml_fail (node, error, _ ("an example must expect at least one score"));
  example.id = tide_xml_get (node, "id");
  if (!read_sex (node, &example.sex, error) || !read_answers (&example, error))
    return FALSE;
  example.scores = scores = tide_instrument_compute (self, answers, example.sex);
  example.findings = findings = tide_instrument_find_safety (self, answers, scores, example.sex);
  return check_expectations (&example, error);
}

gboolean
tide_instrument_run_examples (TideInstrument *self, const TideXmlNode *root, GError **error)
{
  const TideXmlNode *examples = tide_xml_child (root, "examples");

  if (self->totals_only)
    return examples == NULL || tide_xml_fail (examples, error, _ ("a totals-only scale has no examples"));
  if (examples == NULL || examples->children->len == 0)
    return tide_xml_fail (root, error, _ ("the scale has no worked example"));
  if (!tide_xml_check (examples, "", "example", TIDE_XML_NO_TEXT, error))
    return FALSE;
  for (guint i = 0; i < examples->children->len; i++)
    if (!run_example (self, examples->children->pdata[i], error))
      return FALSE;
  return TRUE;
}
