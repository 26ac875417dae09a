/* tide-safety-parse.c: attributes that all files of rules share: where a clause comes from, which treatments
 * it speaks of, how hard it is.  Every fault names file, line and what is allowed.
 */
#include "tide-safety-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

char **
tide_safety_split (const char *text)
{
  if (text == NULL)
    return NULL;
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  for (guint i = 0; parts[i] != NULL; i++)
    if (g_strstrip (parts[i])[0] != '\0')
      g_strv_builder_add (builder, parts[i]);
  return g_strv_builder_end (builder);
}

char **
tide_safety_split_names (const char *text)
{
  char **names = tide_safety_split (text);
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      char *folded = g_utf8_casefold (names[i], -1);
      g_free (names[i]);
      names[i] = folded;
    }
  return names;
}

char *
tide_safety_dup_label (const TideXmlNode *node, const char *key)
{
  const char *text = tide_xml_get (node, key);
  return text == NULL || text[0] == '\0' ? NULL : g_strdup (g_dgettext (GETTEXT_PACKAGE, text));
}

gboolean
tide_safety_read_unique_id (const TideXmlNode *node, GHashTable *seen, char **id, GError **error)
{
  const char *value = NULL;
  if (!tide_xml_read_id (node, "id", &value, error))
    return FALSE;
  if (!g_hash_table_add (seen, (gpointer) value))
    return tide_xml_fail (node, error, _ ("the id “%s” stands here twice"), value);
  *id = g_strdup (value);
  return TRUE;
}

gboolean
tide_safety_read_source (const TideXmlNode *node, const TideSource *fallback, TideSource *source,
                         GError **error)
{
  const char *text = tide_xml_get (node, "source"), *tag = tide_xml_get (node, "tag");
  if ((text == NULL) != (tag == NULL))
    return tide_xml_fail (node, error, _ ("<%s> has a source without a tag, or a tag without a source"),
                          node->name);
  if (text == NULL && fallback == NULL)
    return tide_xml_fail (node, error, _ ("<%s> lacks “source” and “tag”"), node->name);
  if (text == NULL)
    {
      *source = (TideSource){ g_strdup (fallback->text), fallback->tag };
      return TRUE;
    }
  if (text[0] == '\0')
    return tide_xml_fail (node, error, _ ("the source of <%s> is empty"), node->name);
  if (strlen (tag) != 1 || strchr ("VMUA", tag[0]) == NULL)
    return tide_xml_fail (node, error, _ ("tag “%s”: allowed are V, M, U and A"), tag);
  *source = (TideSource){ g_strdup (text), tag[0] };
  return TRUE;
}

gboolean
tide_safety_read_arms (const TideXmlNode *node, guint *arms, GError **error)
{
  const char *text = tide_xml_get (node, "arms");
  g_auto (GStrv) words = g_strsplit (text != NULL ? text : "", " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      int arm = tide_code_from_text (tide_arm_codes, words[i]);
      if (words[i][0] == '\0')
        continue;
      if (arm <= 0)
        {
          g_autofree char *allowed = g_strjoinv (", ", (char **) tide_arm_codes + 1);
          return tide_xml_fail (node, error, _ ("no arm is named “%s”; there are %s"), words[i], allowed);
        }
      *arms |= 1u << arm;
    }
  return TRUE;
}

gboolean
tide_safety_read_selector (const TideXmlNode *node, TideSelector *selector, GError **error)
{
  if (!tide_safety_read_arms (node, &selector->arms, error))
    return FALSE;
  selector->drugs = tide_safety_split_names (tide_xml_get (node, "drugs"));
  selector->classes = tide_safety_split (tide_xml_get (node, "classes"));
  gboolean any = selector->arms != 0 || (selector->drugs != NULL && selector->drugs[0] != NULL)
                 || (selector->classes != NULL && selector->classes[0] != NULL);
  return any
         || tide_xml_fail (node, error, _ ("<%s> names no treatment: arms, drugs or classes"), node->name);
}

gboolean
tide_safety_read_bar (const TideXmlNode *node, TideBar *bar, GError **error)
{
  const char *text = tide_xml_get (node, "level");
  if (g_strcmp0 (text, "caution") == 0)
    *bar = TIDE_BAR_CAUTION;
  else if (g_strcmp0 (text, "contraindicated") == 0)
    *bar = TIDE_BAR_CONTRAINDICATED;
  else
    return tide_xml_fail (node, error, _ ("level “%s”: allowed are caution and contraindicated"),
                          text != NULL ? text : "");
  return TRUE;
}
