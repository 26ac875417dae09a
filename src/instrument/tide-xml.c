/* tide-xml.c: GMarkup events to a tree.
 *
 * GMarkup alone would let duplicate attributes, DOCTYPEs and foreign encodings pass, and forgets lines; a
 * tree that keeps lines lets the rooms check meaning in the order that suits them.
 */
#include "tide-xml.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_BYTES (1024 * 1024)
#define MAX_DEPTH 32

G_DEFINE_QUARK (tide - xml - error - quark, tide_xml_error)

typedef struct
{
  char *file;
  TideXmlNode *root;
  TideXmlNode *open; /* the innermost element that is not closed */
  guint depth;
  GString *text[MAX_DEPTH + 1]; /* of the open elements */
} Builder;

static gboolean
fail_at (const char *file, guint line, GError **error, GQuark domain, int code, const char *reason)
{
  g_set_error (error, domain, code, "%s:%u: %s", file, line, reason);
  return FALSE;
}

gboolean
tide_xml_fail_full (const TideXmlNode *node, GError **error, GQuark domain, int code, const char *format, ...)
{
  va_list args;
  g_autofree char *reason = NULL;

  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);
  return fail_at (node->file, node->line, error, domain, code, reason);
}

gboolean
tide_xml_fail (const TideXmlNode *node, GError **error, const char *format, ...)
{
  va_list args;
  g_autofree char *reason = NULL;

  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);
  return fail_at (node->file, node->line, error, TIDE_XML_ERROR, TIDE_XML_ERROR_CONTENT, reason);
}

static void
node_free (gpointer data)
{
  TideXmlNode *node = data;

  g_free (node->name);
  g_free (node->text);
  g_strfreev (node->keys);
  g_strfreev (node->values);
  g_clear_pointer (&node->children, g_ptr_array_unref);
  g_free (node);
}

void
tide_xml_free (TideXmlNode *root)
{
  char *file;

  if (root == NULL)
    return;
  file = (char *) root->file;
  node_free (root);
  g_free (file);
}

static guint
current_line (GMarkupParseContext *context)
{
  int line, column;

  g_markup_parse_context_get_position (context, &line, &column);
  return MAX (line, 1);
}

static gboolean syntax (Builder *builder, GMarkupParseContext *context, GError **error, const char *format,
                        ...) G_GNUC_PRINTF (4, 5);

static gboolean
syntax (Builder *builder, GMarkupParseContext *context, GError **error, const char *format, ...)
{
  va_list args;
  g_autofree char *reason = NULL;

  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);
  return fail_at (builder->file, current_line (context), error, TIDE_XML_ERROR, TIDE_XML_ERROR_SYNTAX,
                  reason);
}

static void
start_element (GMarkupParseContext *context, const char *name, const char **keys, const char **values,
               gpointer user_data, GError **error)
{
  Builder *builder = user_data;
  TideXmlNode *node;

  if (builder->depth >= MAX_DEPTH)
    {
      syntax (builder, context, error, _ ("elements are nested more than %d deep"), MAX_DEPTH);
      return;
    }
  for (guint i = 0; keys[i] != NULL; i++)
    if (g_strv_contains ((const char *const *) keys + i + 1, keys[i]))
      {
        syntax (builder, context, error, _ ("<%s> has “%s” twice"), name, keys[i]);
        return;
      }
  node = g_new0 (TideXmlNode, 1);
  node->name = g_strdup (name);
  node->keys = g_strdupv ((char **) keys);
  node->values = g_strdupv ((char **) values);
  node->line = current_line (context);
  node->file = builder->file;
  node->parent = builder->open;
  node->children = g_ptr_array_new_with_free_func (node_free);
  if (builder->open != NULL)
    g_ptr_array_add (builder->open->children, node);
  else
    builder->root = node;
  builder->open = node;
  builder->depth++;
  builder->text[builder->depth] = g_string_new (NULL);
}

/* One blank for each run of blanks, as gettext's ITS extraction does: msgid and label must be the same bytes.
 */
static char *
normalize_blanks (const char *text)
{
  GString *result = g_string_new (NULL);
  gboolean blank = FALSE;

  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_isspace (*p))
      blank = result->len > 0;
    else
      {
        if (blank)
          g_string_append_c (result, ' ');
        blank = FALSE;
        g_string_append_c (result, *p);
      }
  return g_string_free (result, FALSE);
}

static void
end_element (GMarkupParseContext *context, const char *name, gpointer user_data, GError **error)
{
  Builder *builder = user_data;
  GString *text = builder->text[builder->depth];

  builder->open->text = normalize_blanks (text->str);
  builder->open = builder->open->parent;
  builder->text[builder->depth--] = NULL;
  g_string_free (text, TRUE);
}

static void
add_text (GMarkupParseContext *context, const char *text, gsize length, gpointer user_data, GError **error)
{
  Builder *builder = user_data;

  if (builder->open != NULL)
    g_string_append_len (builder->text[builder->depth], text, length);
}

/* Comments pass; an XML declaration passes when it says UTF-8; a DOCTYPE could define entities and is
 * refused. */
static void
add_passthrough (GMarkupParseContext *context, const char *text, gsize length, gpointer user_data,
                 GError **error)
{
  Builder *builder = user_data;
  g_autofree char *lower = g_ascii_strdown (text, length);

  if (g_str_has_prefix (lower, "<!--"))
    return;
  if (!g_str_has_prefix (lower, "<?xml"))
    syntax (builder, context, error, _ ("only elements, text and comments are allowed here"));
  else if (strstr (lower, "encoding") != NULL && strstr (lower, "utf-8") == NULL)
    syntax (builder, context, error, _ ("the file must be UTF-8"));
}

/* GMarkup's own messages begin with "Error on line 3 char 5: "; the line is said by us. */
static void
take_markup_error (Builder *builder, GMarkupParseContext *context, GError *markup_error, GError **error)
{
  const char *reason = markup_error->message;
  const char *colon = strstr (reason, ": ");

  if (markup_error->domain == TIDE_XML_ERROR)
    {
      g_propagate_error (error, markup_error);
      return;
    }
  if (g_str_has_prefix (reason, "Error on line") && colon != NULL)
    reason = colon + 2;
  if (g_error_matches (markup_error, G_MARKUP_ERROR, G_MARKUP_ERROR_BAD_UTF8))
    syntax (builder, context, error, _ ("the file is not valid UTF-8"));
  else
    syntax (builder, context, error, "%s", reason);
  g_error_free (markup_error);
}

TideXmlNode *
tide_xml_parse (const char *file_name, const char *text, gssize length, GError **error)
{
  static const GMarkupParser parser = { start_element, end_element, add_text, add_passthrough, NULL };
  Builder builder = { .file = g_strdup (file_name) };
  g_autoptr (GMarkupParseContext) context = NULL;
  GError *markup_error = NULL;
  gsize n = length < 0 ? strlen (text) : (gsize) length;

  if (n > MAX_BYTES)
    {
      fail_at (file_name, 1, error, TIDE_XML_ERROR, TIDE_XML_ERROR_SYNTAX,
               _ ("the file is larger than 1 MiB"));
      g_free (builder.file);
      return NULL;
    }
  if (n >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0) /* byte order mark of Windows editors */
    text += 3, n -= 3;
  context = g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, &builder, NULL);
  if ((n > 0 && !g_markup_parse_context_parse (context, text, n, &markup_error))
      || !g_markup_parse_context_end_parse (context, &markup_error))
    {
      take_markup_error (&builder, context, markup_error, error);
      for (; builder.depth > 0; builder.depth--)
        g_string_free (builder.text[builder.depth], TRUE);
      if (builder.root != NULL)
        node_free (builder.root);
      g_free (builder.file);
      return NULL;
    }
  g_assert (builder.root != NULL); /* GMarkup refuses an empty document */
  return builder.root;
}

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
  return fail_at (node->file, node->line, error, TIDE_XML_ERROR, TIDE_XML_ERROR_SYNTAX, reason);
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
