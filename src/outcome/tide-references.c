/* tide-references.c: reads references.xml and finds what belongs beside a cell. */
#include "tide-references.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "tide-cohort-row.h"
#include "tide-references-resources.h"
#include "tide-xml.h"

#define RESOURCE "/tidemark/outcome/references.xml"

struct _TideReferences
{
  GPtrArray *all; /* TideReference */
};

static void
reference_free (gpointer data)
{
  TideReference *self = data;
  g_free (self->row);
  g_free (self->condition);
  g_free (self->instrument);
  g_free (self->figure);
  g_free (self->differs);
  g_free (self->citation);
  g_free (self->source);
  g_free (self);
}

/* --- reading --- */

/* The place of the attribute's word in @words; -1 with what is allowed. */
static int
read_word (const TideXmlNode *node, const char *key, const char *const *words, GError **error)
{
  const char *value = tide_xml_get (node, key);
  for (int i = 0; words[i] != NULL; i++)
    if (strcmp (value, words[i]) == 0)
      return i;
  g_autofree char *allowed = g_strjoinv (", ", (char **) words);
  tide_xml_fail (node, error, _ ("%s “%s”: allowed are %s"), key, value, allowed);
  return -1;
}

static gboolean
read_reference (const TideXmlNode *node, TideReference *self, GError **error)
{
  static const char *const rows[]
    = { "speed", "depth", "response", "duration", "burden", "access", "cost", NULL };
  static const char *const tags[] = { "verified", "secondary", "unchecked", NULL };
  const char *condition = NULL, *instrument = NULL;
  int row, tag;
  if (!tide_xml_check (node, "arm! row! condition! tag! citation! source! differs instrument elsewhere", "",
                       TIDE_XML_MUST_TEXT, error)
      || !tide_xml_read_id (node, "condition", &condition, error)
      || !tide_xml_read_id (node, "instrument", &instrument, error)
      || !tide_xml_read_flag (node, "elsewhere", &self->elsewhere, error)
      || (row = read_word (node, "row", rows, error)) < 0 || (tag = read_word (node, "tag", tags, error)) < 0)
    return FALSE;
  self->arms = tide_arms_parse (tide_xml_get (node, "arm"));
  if (self->arms == 0)
    return tide_xml_fail (node, error, _ ("arm “%s” is none; combinations are joined by +"),
                          tide_xml_get (node, "arm"));
  self->row = g_strdup (rows[row]);
  self->tag = (TideReferenceTag) tag;
  self->condition = g_strdup (condition);
  self->instrument = g_strdup (instrument);
  self->figure = g_strdup (node->text);
  self->differs = g_strdup (tide_xml_get (node, "differs"));
  self->citation = g_strdup (tide_xml_get (node, "citation"));
  self->source = g_strdup (tide_xml_get (node, "source"));
  return TRUE;
}

TideReferences *
tide_references_parse (const char *file_name, const char *text, gssize length, GError **error)
{
  g_return_val_if_fail (file_name != NULL && text != NULL, NULL);
  g_autoptr (TideXmlNode) root = tide_xml_parse (file_name, text, length, error);
  g_autoptr (TideReferences) self = g_new0 (TideReferences, 1);
  self->all = g_ptr_array_new_with_free_func (reference_free);
  if (root == NULL)
    return NULL;
  if (strcmp (root->name, "references") != 0)
    {
      tide_xml_fail (root, error, _ ("<%s> where <references> is wanted"), root->name);
      return NULL;
    }
  if (!tide_xml_check (root, "version!", "reference", TIDE_XML_NO_TEXT, error))
    return NULL;
  for (guint i = 0; i < root->children->len; i++)
    {
      TideReference *reference = g_new0 (TideReference, 1);
      g_ptr_array_add (self->all, reference);
      if (!read_reference (root->children->pdata[i], reference, error))
        return NULL;
    }
  return g_steal_pointer (&self);
}

void
tide_references_free (TideReferences *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->all);
  g_free (self);
}

const TideReferences *
tide_references_get_shipped (void)
{
  static gsize once;
  static TideReferences *shipped;
  if (g_once_init_enter (&once))
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = g_resource_lookup_data (tide_references_get_resource (), RESOURCE,
                                                         G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
      if (bytes != NULL)
        shipped = tide_references_parse ("references.xml", g_bytes_get_data (bytes, NULL),
                                         (gssize) g_bytes_get_size (bytes), &error);
      if (shipped == NULL)
        g_error ("%s", error->message);
      g_once_init_leave (&once, 1);
    }
  return shipped;
}

guint
tide_references_get_n (const TideReferences *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->all->len;
}

const TideReference *
tide_references_get (const TideReferences *self, guint i)
{
  g_return_val_if_fail (self != NULL && i < self->all->len, NULL);
  return self->all->pdata[i];
}

/* --- finding --- */

const TideReference *
tide_references_find (const TideReferences *self, guint32 arms, const char *row, const char *condition,
                      const char *instrument)
{
  const TideReference *other = NULL;
  g_return_val_if_fail (self != NULL && row != NULL, NULL);
  for (guint i = 0; i < self->all->len; i++)
    {
      const TideReference *at = self->all->pdata[i];
      if (at->arms != arms || strcmp (at->row, row) != 0
          || (at->instrument != NULL && g_strcmp0 (at->instrument, instrument) != 0))
        continue;
      if (g_strcmp0 (at->condition, condition) == 0)
        return at;
      if (other == NULL && (at->elsewhere || condition == NULL))
        other = at;
    }
  return other;
}

/* A condition in the middle of a line. */
const char *
tide_reference_get_condition_words (const char *condition)
{
  g_return_val_if_fail (condition != NULL, NULL);
  static const struct
  {
    const char *code, *words;
  } conditions[] = { { "ocd", N_ ("OCD") },
                     { "depression", N_ ("depression") },
                     { "bipolar", N_ ("bipolar disorder") },
                     { "ptsd", N_ ("PTSD") },
                     { "anxiety", N_ ("anxiety") },
                     { "substance", N_ ("substance use") },
                     { "pain", N_ ("pain") },
                     { "social_anxiety", N_ ("social anxiety") } };
  for (guint i = 0; i < G_N_ELEMENTS (conditions); i++)
    if (strcmp (conditions[i].code, condition) == 0)
      return _ (conditions[i].words);
  return condition;
}

const char *
tide_reference_tag_get_words (TideReferenceTag tag)
{
  return tag == TIDE_REFERENCE_SECONDARY   ? _ (" (second-hand)")
         : tag == TIDE_REFERENCE_UNCHECKED ? _ (" (not checked)")
                                           : "";
}

char *
tide_reference_dup_words (const TideReference *self, const char *condition)
{
  g_return_val_if_fail (self != NULL, NULL);
  GString *words = g_string_new (NULL);
  if (g_strcmp0 (self->condition, condition) != 0)
    g_string_append_printf (words, "%s: ", tide_reference_get_condition_words (self->condition));
  g_string_append (words, self->figure);
  if (self->differs != NULL)
    g_string_append_printf (words, ", %s", self->differs);
  g_string_append_printf (words, " · %s", self->citation);
  g_string_append (words, tide_reference_tag_get_words (self->tag));
  return g_string_free (words, FALSE);
}
