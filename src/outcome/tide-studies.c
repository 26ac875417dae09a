/* tide-studies.c: reads studies.xml.  See tide-studies.h. */
#include "tide-studies.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "tide-cohort-row.h"
#include "tide-references-resources.h"
#include "tide-xml.h"

#define RESOURCE "/tidemark/outcome/studies.xml"
#define MOST 1000000

static void
note_free (gpointer data)
{
  TideStudyNote *self = data;
  g_free (self->condition);
  g_free (self->words);
  g_free (self->citation);
  g_free (self->source);
  g_free (self);
}

static void
row_free (gpointer data)
{
  TideCardRow *self = data;
  g_free (self->label);
  g_free (self->words);
  g_free (self->citation);
  g_free (self->source);
  g_free (self);
}

/* --- reading --- */

static gboolean
read_tag (const TideXmlNode *node, TideReferenceTag *tag, GError **error)
{
  static const char *const tags[] = { "verified", "secondary", "unchecked", NULL };
  const char *value = tide_xml_get (node, "tag");
  for (guint i = 0; tags[i] != NULL; i++)
    if (strcmp (tags[i], value) == 0)
      {
        *tag = (TideReferenceTag) i;
        return TRUE;
      }
  return tide_xml_fail (node, error, _ ("tag “%s”: allowed are verified, secondary, unchecked"), value);
}

static gboolean
read_arms (const TideXmlNode *node, guint32 *arms, GError **error)
{
  *arms = tide_arms_parse (tide_xml_get (node, "arm"));
  return *arms != 0
         || tide_xml_fail (node, error, _ ("arm “%s” is none; combinations are joined by +"),
                           tide_xml_get (node, "arm"));
}

static gboolean
read_note (TideStudies *self, const TideXmlNode *node, GError **error)
{
  TideStudyNote *note = g_new0 (TideStudyNote, 1);
  const char *condition = NULL;
  int randomised = 0, others = 0, people = 0;
  g_ptr_array_add (self->notes, note);
  if (!tide_xml_check (node, "condition! arm! tag! citation! source! randomised others people", "",
                       TIDE_XML_MUST_TEXT, error)
      || !tide_xml_read_id (node, "condition", &condition, error) || !read_arms (node, &note->arms, error)
      || !read_tag (node, &note->tag, error)
      || !tide_xml_read_int (node, "randomised", 0, MOST, &randomised, error)
      || !tide_xml_read_int (node, "others", 0, MOST, &others, error)
      || !tide_xml_read_int (node, "people", 0, MOST, &people, error))
    return FALSE;
  if (randomised + others == 0)
    return tide_xml_fail (node, error, _ ("a note counts at least one study"));
  note->n_randomised = (guint) randomised;
  note->n_others = (guint) others;
  note->n_people = (guint) people;
  note->condition = g_strdup (condition);
  note->words = g_strdup (node->text);
  note->citation = g_strdup (tide_xml_get (node, "citation"));
  note->source = g_strdup (tide_xml_get (node, "source"));
  return TRUE;
}

static gboolean
read_row (TideStudies *self, const TideXmlNode *node, guint32 arms, GError **error)
{
  TideCardRow *row = g_new0 (TideCardRow, 1);
  g_ptr_array_add (self->card, row);
  row->arms = arms;
  if (!tide_xml_check (node, "label! tag! citation! source!", "", TIDE_XML_MUST_TEXT, error)
      || !read_tag (node, &row->tag, error))
    return FALSE;
  row->label = g_strdup (tide_xml_get (node, "label"));
  row->words = g_strdup (node->text);
  row->citation = g_strdup (tide_xml_get (node, "citation"));
  row->source = g_strdup (tide_xml_get (node, "source"));
  return TRUE;
}

static gboolean
read_child (TideStudies *self, const TideXmlNode *node, GError **error)
{
  guint32 arms = 0;
  if (strcmp (node->name, "note") == 0)
    return read_note (self, node, error);
  if (!tide_xml_check (node, "arm!", "row", TIDE_XML_NO_TEXT, error) || !read_arms (node, &arms, error))
    return FALSE;
  for (guint i = 0; i < node->children->len; i++)
    if (!read_row (self, node->children->pdata[i], arms, error))
      return FALSE;
  return TRUE;
}

static gboolean
read_date (TideStudies *self, const TideXmlNode *root, GError **error)
{
  const char *day = tide_xml_get (root, "as-of");
  return tide_date_parse (day, &self->as_of, NULL)
         || tide_xml_fail (root, error, _ ("as-of “%s” is no date such as 2026-11-01"), day);
}

TideStudies *
tide_studies_parse (const char *file_name, const char *text, gssize length, GError **error)
{
  g_return_val_if_fail (file_name != NULL && text != NULL, NULL);
  g_autoptr (TideXmlNode) root = tide_xml_parse (file_name, text, length, error);
  g_autoptr (TideStudies) self = g_new0 (TideStudies, 1);
  self->notes = g_ptr_array_new_with_free_func (note_free);
  self->card = g_ptr_array_new_with_free_func (row_free);
  if (root == NULL)
    return NULL;
  if (strcmp (root->name, "studies") != 0)
    {
      tide_xml_fail (root, error, _ ("<%s> where <studies> is wanted"), root->name);
      return NULL;
    }
  if (!tide_xml_check (root, "version! as-of!", "note card", TIDE_XML_NO_TEXT, error)
      || !read_date (self, root, error))
    return NULL;
  for (guint i = 0; i < root->children->len; i++)
    if (!read_child (self, root->children->pdata[i], error))
      return NULL;
  return g_steal_pointer (&self);
}

void
tide_studies_free (TideStudies *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->notes);
  g_ptr_array_unref (self->card);
  g_free (self);
}

const TideStudies *
tide_studies_get_shipped (void)
{
  static gsize once;
  static TideStudies *shipped;
  if (g_once_init_enter (&once))
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = g_resource_lookup_data (tide_references_get_resource (), RESOURCE,
                                                         G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
      if (bytes != NULL)
        shipped = tide_studies_parse ("studies.xml", g_bytes_get_data (bytes, NULL),
                                      (gssize) g_bytes_get_size (bytes), &error);
      if (shipped == NULL)
        g_error ("%s", error->message);
      g_once_init_leave (&once, 1);
    }
  return shipped;
}

/* --- words --- */

char *
tide_study_note_dup_words (const TideStudyNote *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  GString *words = g_string_new (NULL);
  if (self->n_randomised > 0)
    g_string_append_printf (words,
                            ngettext ("%u randomised trial", "%u randomised trials", self->n_randomised),
                            self->n_randomised);
  if (self->n_others > 0 && words->len > 0)
    g_string_append_printf (words, ngettext (", %u other report", ", %u other reports", self->n_others),
                            self->n_others);
  else if (self->n_others > 0)
    g_string_append_printf (words, ngettext ("%u open report", "%u open reports", self->n_others),
                            self->n_others);
  if (self->n_people > 0)
    g_string_append_printf (words, _ (", n %u"), self->n_people);
  g_string_append_printf (words, ": %s", _ (self->words));
  return g_string_free (words, FALSE);
}

char *
tide_study_note_dup_citation (const TideStudyNote *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return g_strconcat (self->citation, tide_reference_tag_get_words (self->tag), NULL);
}

char *
tide_card_row_dup_citation (const TideCardRow *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return g_strconcat (self->citation, tide_reference_tag_get_words (self->tag), NULL);
}

char *
tide_studies_dup_heading (const TideStudies *self, const char *condition)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_autofree char *day = tide_date_to_words (self->as_of);
  if (condition == NULL)
    return g_strdup_printf (_ ("Studies on file, as of %s: not of this clinic"), day);
  return g_strdup_printf (_ ("Studies on file for %s, as of %s: not of this clinic"),
                          tide_reference_get_condition_words (condition), day);
}
