/* tide-instrument-parse.c: a scale file from its first byte to a checked instrument.
 *
 * The order is the order of dependence: items, who is asked what, scores, bands, change, safety, remarks, and
 * last the worked examples, which run the whole of it.
 */
#include "tide-instrument-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_QUARK (tide - instrument - error - quark, tide_instrument_error)

const char *
tide_instrument_keep (TideInstrument *self, const char *text)
{
  return text != NULL ? g_string_chunk_insert_const (self->strings, text) : NULL;
}

/* Our files tag how well a source is checked, " [V]"; that is a note among those who keep the files. */
const char *
tide_instrument_keep_source (TideInstrument *self, const char *text)
{
  g_autoptr (GString) bare = g_string_new (NULL);
  for (const char *p = text; p != NULL && *p != '\0'; p++)
    {
      const char *tag = *p == ' ' ? p + 1 : p;
      if (tag[0] == '[' && strchr ("VMUA", tag[1]) != NULL && tag[1] != '\0' && tag[2] == ']')
        p = tag + 2;
      else
        g_string_append_c (bare, *p);
    }
  return text != NULL ? tide_instrument_keep (self, bare->str) : NULL;
}

/* gettext answers the empty string with its own header, so that one is never asked for. */
const char *
tide_instrument_translate (TideInstrument *self, const char *text)
{
  if (text == NULL || text[0] == '\0')
    return tide_instrument_keep (self, text);
  return tide_instrument_keep (self, g_dgettext (GETTEXT_PACKAGE, text));
}

static void
clear_options (gpointer data)
{
  g_free (data);
}

static void
clear_skip (gpointer data)
{
  tide_expression_free (((TideSkip *) data)->condition);
}

static void
clear_score_rule (gpointer data)
{
  TideScoreRule *rule = data;

  tide_expression_free (rule->value);
  tide_expression_free (rule->own_maximum);
  tide_expression_free (rule->partial);
}

static void
clear_band_set (gpointer data)
{
  g_free ((gpointer) ((TideBandSet *) data)->bands);
}

static void
clear_safety_rule (gpointer data)
{
  TideSafetyRule *rule = data;

  g_clear_pointer (&rule->items, g_array_unref);
  g_clear_pointer (&rule->levels, g_array_unref);
  g_strfreev (rule->unless);
}

static void
clear_remark (gpointer data)
{
  tide_expression_free (((TideRemark *) data)->condition);
}

static GArray *
array_new (gsize element_size, GDestroyNotify clear)
{
  GArray *array = g_array_new (FALSE, TRUE, element_size);

  if (clear != NULL)
    g_array_set_clear_func (array, clear);
  return array;
}

static TideInstrument *
instrument_new (void)
{
  TideInstrument *self = g_new0 (TideInstrument, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->strings = g_string_chunk_new (1024);
  self->items = array_new (sizeof (TideItem), NULL);
  self->skip_of = array_new (sizeof (int), NULL);
  self->is_facet = array_new (sizeof (gboolean), NULL);
  self->skips = array_new (sizeof (TideSkip), clear_skip);
  self->options = g_ptr_array_new_with_free_func (clear_options);
  self->infos = array_new (sizeof (TideScoreInfo), NULL);
  self->rules = array_new (sizeof (TideScoreRule), clear_score_rule);
  self->band_sets = array_new (sizeof (TideBandSet), clear_band_set);
  self->change_sources = array_new (sizeof (TideChangeSource), NULL);
  self->safety = array_new (sizeof (TideSafetyRule), clear_safety_rule);
  self->remarks = array_new (sizeof (TideRemark), clear_remark);
  return self;
}

TideInstrument *
tide_instrument_ref (TideInstrument *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
tide_instrument_unref (TideInstrument *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_array_unref (self->items);
  g_array_unref (self->skip_of);
  g_array_unref (self->is_facet);
  g_array_unref (self->skips);
  g_ptr_array_unref (self->options);
  g_array_unref (self->infos);
  g_array_unref (self->rules);
  g_array_unref (self->band_sets);
  g_array_unref (self->change_sources);
  g_array_unref (self->safety);
  g_array_unref (self->remarks);
  g_string_chunk_free (self->strings);
  g_free (self);
}

static gboolean
read_rater (TideInstrument *self, const TideXmlNode *root, GError **error)
{
  static const struct
  {
    const char *word;
    TideRaterType rater;
  } raters[] = { { "clinician", TIDE_RATER_CLINICIAN },
                 { "self", TIDE_RATER_SELF },
                 { "informant", TIDE_RATER_INFORMANT },
                 { "independent", TIDE_RATER_INDEPENDENT } };
  const char *word = tide_xml_get (root, "rater");

  for (guint i = 0; i < G_N_ELEMENTS (raters); i++)
    if (strcmp (word, raters[i].word) == 0)
      {
        self->rater = raters[i].rater;
        return TRUE;
      }
  return tide_xml_fail (root, error, _ ("rater=\"%s\" must be clinician, self, informant or independent"),
                        word);
}

/* An id goes into CSV, the store and file names: small letters, digits and "_" only. */
static gboolean
read_identity (TideInstrument *self, const TideXmlNode *root, GError **error)
{
  const char *id = tide_xml_get (root, "id"), *version = NULL;
  int format = 1;

  if (strlen (id) == 0 || strlen (id) > 32 || !g_ascii_islower (id[0])
      || strspn (id, "abcdefghijklmnopqrstuvwxyz0123456789_") != strlen (id))
    return tide_xml_fail (
      root, error, _ ("id=\"%s\" must be 1 to 32 small letters, digits or “_” and begin with a letter"), id);
  if (!tide_xml_read_int (root, "format", 1, 1, &format, error)
      || !tide_xml_read_id (root, "version", &version, error)
      || !tide_xml_read_flag (root, "totals-only", &self->totals_only, error))
    return FALSE;
  self->id = tide_instrument_keep (self, id);
  self->version = tide_instrument_keep (self, version);
  self->loinc = tide_instrument_keep (self, tide_xml_get (root, "loinc"));
  return read_rater (self, root, error);
}

static gboolean
read_description (TideInstrument *self, const TideXmlNode *root, GError **error)
{
  static const struct
  {
    const char *element, *attributes;
    gsize offset;
  } texts[] = { { "name", "short!", G_STRUCT_OFFSET (TideInstrument, name) },
                { "recall", "days!", G_STRUCT_OFFSET (TideInstrument, recall_label) },
                { "notice", "", G_STRUCT_OFFSET (TideInstrument, notice) },
                { "rights", "", G_STRUCT_OFFSET (TideInstrument, rights) },
                { "source", "", G_STRUCT_OFFSET (TideInstrument, source) } };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const TideXmlNode *node = tide_xml_child (root, texts[i].element);
      if (node == NULL)
        continue; /* only the notice may be absent, as the root's check has seen */
      if (!tide_xml_check (node, texts[i].attributes, "", TIDE_XML_MUST_TEXT, error)
          || !tide_xml_read_number (node, "days", 0, 36500, &self->recall_days, error))
        return FALSE;
      *(const char **) G_STRUCT_MEMBER_P (self, texts[i].offset)
        = tide_instrument_translate (self, node->text);
    }
  self->source = tide_instrument_keep_source (self, self->source);
  self->short_name = tide_instrument_keep (self, tide_xml_get (tide_xml_child (root, "name"), "short"));
  return TRUE;
}

static gboolean
check_root (const TideXmlNode *root, GError **error)
{
  static const char *const once[] = { "notice", "items", "change", "safety", "remarks", "examples" };

  if (strcmp (root->name, "instrument") != 0)
    return tide_xml_fail_full (root, error, TIDE_XML_ERROR, TIDE_XML_ERROR_SYNTAX,
                               _ ("the file must begin with <instrument>, not <%s>"), root->name);
  if (!tide_xml_check (
        root, "id! version! rater! format totals-only loinc",
        "name! recall! notice rights! source! options items asked-when scores! bands change safety "
        "remarks examples",
        TIDE_XML_NO_TEXT, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (once); i++)
    {
      const TideXmlNode *first = tide_xml_child (root, once[i]);
      for (guint j = 0; j < root->children->len; j++)
        {
          const TideXmlNode *child = root->children->pdata[j];
          if (child != first && strcmp (child->name, once[i]) == 0)
            return tide_xml_fail_full (child, error, TIDE_XML_ERROR, TIDE_XML_ERROR_SYNTAX,
                                       _ ("<%s> has <%s> twice"), root->name, once[i]);
        }
    }
  return TRUE;
}

static gboolean
read_all (TideInstrument *self, const TideXmlNode *root, GError **error)
{
  return check_root (root, error) && read_identity (self, root, error) && read_description (self, root, error)
         && tide_instrument_parse_items (self, root, error) && tide_instrument_parse_skips (self, root, error)
         && tide_instrument_parse_scores (self, root, error)
         && tide_instrument_parse_bands (self, root, error)
         && tide_instrument_parse_change (self, root, error)
         && tide_instrument_parse_safety (self, root, error)
         && tide_instrument_parse_remarks (self, root, error)
         && tide_instrument_run_examples (self, root, error);
}

/* The reader's error domain serves several rooms; ours has the same two codes and one for examples. */
static void
take_error (GError *problem, GError **error)
{
  int code = problem->code;

  if (problem->domain == TIDE_XML_ERROR)
    code
      = problem->code == TIDE_XML_ERROR_SYNTAX ? TIDE_INSTRUMENT_ERROR_SYNTAX : TIDE_INSTRUMENT_ERROR_CONTENT;
  g_set_error_literal (error, TIDE_INSTRUMENT_ERROR, code, problem->message);
  g_error_free (problem);
}

TideInstrument *
tide_instrument_parse (const char *file_name, const char *text, gssize length, GError **error)
{
  g_autoptr (TideXmlNode) root = NULL;
  g_autoptr (TideInstrument) self = NULL;
  GError *problem = NULL;

  g_return_val_if_fail (file_name != NULL && text != NULL, NULL);

  root = tide_xml_parse (file_name, text, length, &problem);
  if (root != NULL)
    {
      self = instrument_new ();
      if (read_all (self, root, &problem))
        return g_steal_pointer (&self);
    }
  take_error (problem, error);
  return NULL;
}
