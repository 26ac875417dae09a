/* tide-xml-check.c: what an element may hold, and its attributes as numbers, flags and ids.
 */
#include "tide-xml.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const char *
tide_xml_get (const TideXmlNode *node, const char *key)
{
  for (guint i = 0; node->keys[i] != NULL; i++)
    if (strcmp (node->keys[i], key) == 0)
      return node->values[i];
  return NULL;
}

const TideXmlNode *
tide_xml_child (const TideXmlNode *node, const char *name)
{
  for (guint i = 0; i < node->children->len; i++)
    {
      const TideXmlNode *child = node->children->pdata[i];
      if (strcmp (child->name, name) == 0)
        return child;
    }
  return NULL;
}

static gboolean
fail_syntax (const TideXmlNode *node, GError **error, const char *format, const char *a, const char *b)
{
  g_autofree char *reason = NULL;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  reason = g_strdup_printf (format, a, b);
#pragma GCC diagnostic pop
  return tide_xml_fail_full (node, error, TIDE_XML_ERROR, TIDE_XML_ERROR_SYNTAX, "%s", reason);
}

/* Whether @name is among the words; the words may carry "!". */
static gboolean
is_listed (char **words, const char *name)
{
  gsize n = strlen (name);

  for (guint i = 0; words[i] != NULL; i++)
    if (strncmp (words[i], name, n) == 0 && (words[i][n] == '\0' || strcmp (words[i] + n, "!") == 0))
      return TRUE;
  return FALSE;
}

static gboolean
check_attributes (const TideXmlNode *node, const char *attributes, GError **error)
{
  g_auto (GStrv) words = g_strsplit (attributes, " ", -1);

  for (guint i = 0; node->keys[i] != NULL; i++)
    if (!is_listed (words, node->keys[i]))
      return fail_syntax (node, error, _ ("<%s> may not have “%s”"), node->name, node->keys[i]);
  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_has_suffix (words[i], "!"))
      {
        g_autofree char *key = g_strndup (words[i], strlen (words[i]) - 1);
        if (tide_xml_get (node, key) == NULL)
          return fail_syntax (node, error, _ ("<%s> lacks “%s”"), node->name, key);
      }
  return TRUE;
}

static gboolean
check_children (const TideXmlNode *node, const char *children, GError **error)
{
  g_auto (GStrv) words = g_strsplit (children, " ", -1);

  for (guint i = 0; i < node->children->len; i++)
    {
      const TideXmlNode *child = node->children->pdata[i];
      if (!is_listed (words, child->name) && strcmp (children, "*") != 0)
        return fail_syntax (child, error, _ ("<%s> is not allowed in <%s>"), child->name, node->name);
    }
  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_has_suffix (words[i], "!"))
      {
        g_autofree char *name = g_strndup (words[i], strlen (words[i]) - 1);
        const TideXmlNode *first = tide_xml_child (node, name);
        if (first == NULL)
          return fail_syntax (node, error, _ ("<%s> lacks <%s>"), node->name, name);
        for (guint j = 0; j < node->children->len; j++)
          {
            const TideXmlNode *child = node->children->pdata[j];
            if (child != first && strcmp (child->name, name) == 0)
              return fail_syntax (child, error, _ ("<%s> has <%s> twice"), node->name, name);
          }
      }
  return TRUE;
}

gboolean
tide_xml_check (const TideXmlNode *node, const char *attributes, const char *children, TideXmlText text,
                GError **error)
{
  if (!check_attributes (node, attributes, error) || !check_children (node, children, error))
    return FALSE;
  if (text == TIDE_XML_NO_TEXT && node->text[0] != '\0')
    return fail_syntax (node, error, _ ("<%s> may not hold text (“%s”)"), node->name, node->text);
  if (text == TIDE_XML_MUST_TEXT && node->text[0] == '\0')
    return fail_syntax (node, error, _ ("<%s> is empty%s"), node->name, "");
  return TRUE;
}

gboolean
tide_xml_read_int (const TideXmlNode *node, const char *key, int minimum, int maximum, int *value,
                   GError **error)
{
  const char *text = tide_xml_get (node, key);
  gint64 number;

  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_signed (text, 10, minimum, maximum, &number, NULL))
    return tide_xml_fail (node, error, _ ("%s=\"%s\" must be a whole number from %d to %d"), key, text,
                          minimum, maximum);
  *value = (int) number;
  return TRUE;
}

gboolean
tide_xml_read_number (const TideXmlNode *node, const char *key, double minimum, double maximum, double *value,
                      GError **error)
{
  const char *text = tide_xml_get (node, key);
  char *end = NULL;
  double number;

  if (text == NULL)
    return TRUE;
  /* Only plain decimals: strtod would also take "nan", "inf" and hexadecimal. */
  number
    = text[0] != '\0' && strspn (text, "-0123456789.") == strlen (text) ? g_ascii_strtod (text, &end) : 0;
  if (end == NULL || end == text || *end != '\0' || number < minimum || number > maximum)
    return tide_xml_fail (node, error, _ ("%s=\"%s\" must be a number from %g to %g"), key, text, minimum,
                          maximum);
  *value = number;
  return TRUE;
}

gboolean
tide_xml_read_flag (const TideXmlNode *node, const char *key, gboolean *value, GError **error)
{
  const char *text = tide_xml_get (node, key);

  if (text == NULL)
    return TRUE;
  if (strcmp (text, "yes") != 0 && strcmp (text, "no") != 0)
    return tide_xml_fail (node, error, _ ("%s=\"%s\" must be yes or no"), key, text);
  *value = text[0] == 'y';
  return TRUE;
}

gboolean
tide_xml_read_id (const TideXmlNode *node, const char *key, const char **value, GError **error)
{
  const char *text = tide_xml_get (node, key);
  gsize n;

  if (text == NULL)
    return TRUE;
  n = strlen (text);
  if (n == 0 || n > 64
      || strspn (text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.") != n)
    return tide_xml_fail (node, error, _ ("%s=\"%s\" must be 1 to 64 letters, digits, “_”, “-” or “.”"), key,
                          text);
  *value = text;
  return TRUE;
}
