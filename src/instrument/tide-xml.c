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
  const char *at, *end;         /* our own place in the file, after the construct that was reported last */
  guint line;                   /* on which that construct begins */
  guint at_line;
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

/* Moves over @n bytes, counting lines. */
static void
skip (Builder *builder, gsize n)
{
  for (n = MIN (n, (gsize) (builder->end - builder->at)); n > 0; n--)
    builder->at_line += *builder->at++ == '\n';
}

static void
skip_past (Builder *builder, const char *mark)
{
  const char *found = g_strstr_len (builder->at, builder->end - builder->at, mark);

  skip (builder, found != NULL ? (gsize) (found - builder->at) + strlen (mark) : G_MAXSIZE);
}

/* To the end of a tag; a ">" in an attribute's quotes does not end it. */
static void
skip_tag (Builder *builder)
{
  char quote = '\0';

  while (builder->at < builder->end && (quote != '\0' || *builder->at != '>'))
    {
      if (quote != '\0')
        quote = *builder->at == quote ? '\0' : quote;
      else if (*builder->at == '"' || *builder->at == '\'')
        quote = *builder->at;
      skip (builder, 1);
    }
  skip (builder, 1);
}

static gboolean
looking_at (Builder *builder, const char *mark)
{
  gsize n = strlen (mark);

  return (gsize) (builder->end - builder->at) >= n && memcmp (builder->at, mark, n) == 0;
}

/* GMarkup knows where it stands, but not where the tag it reports began: it says the line after one that ends
 * a line. So the file is walked a second time beside it, from construct to construct: start tags when @tag,
 * else comments, processing instructions and declarations. */
static void
find_line (Builder *builder, gboolean tag)
{
  gboolean found = FALSE;

  while (!found && builder->at < builder->end)
    {
      const char *open = memchr (builder->at, '<', builder->end - builder->at);

      skip (builder, open != NULL ? (gsize) (open - builder->at) : G_MAXSIZE);
      builder->line = builder->at_line;
      if (looking_at (builder, "<![CDATA["))
        skip_past (builder, "]]>");
      else if (looking_at (builder, "</"))
        skip_past (builder, ">");
      else if (looking_at (builder, "<!") || looking_at (builder, "<?"))
        {
          skip_past (builder, looking_at (builder, "<!--") ? "-->" : ">");
          found = !tag;
        }
      else
        {
          skip_tag (builder);
          found = tag;
        }
    }
}

static guint
current_line (GMarkupParseContext *context)
{
  int line, column;

  g_markup_parse_context_get_position (context, &line, &column);
  return MAX (line, 1);
}

static gboolean syntax (Builder *builder, GError **error, const char *format, ...) G_GNUC_PRINTF (3, 4);

static gboolean
syntax (Builder *builder, GError **error, const char *format, ...)
{
  va_list args;
  g_autofree char *reason = NULL;

  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);
  return fail_at (builder->file, builder->line, error, TIDE_XML_ERROR, TIDE_XML_ERROR_SYNTAX, reason);
}

static void
start_element (GMarkupParseContext *context, const char *name, const char **keys, const char **values,
               gpointer user_data, GError **error)
{
  Builder *builder = user_data;
  TideXmlNode *node;

  find_line (builder, TRUE);
  if (builder->depth >= MAX_DEPTH)
    {
      syntax (builder, error, _ ("elements are nested more than %d deep"), MAX_DEPTH);
      return;
    }
  if (builder->open == NULL && builder->root != NULL)
    {
      syntax (builder, error, _ ("<%s> comes after the end of the document"), name);
      return;
    }
  for (guint i = 0; keys[i] != NULL; i++)
    if (g_strv_contains ((const char *const *) keys + i + 1, keys[i]))
      {
        syntax (builder, error, _ ("<%s> has “%s” twice"), name, keys[i]);
        return;
      }
  node = g_new0 (TideXmlNode, 1);
  node->name = g_strdup (name);
  node->keys = g_strdupv ((char **) keys);
  node->values = g_strdupv ((char **) values);
  node->line = builder->line;
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

  find_line (builder, FALSE);
  if (g_str_has_prefix (lower, "<!--"))
    return;
  if (!g_str_has_prefix (lower, "<?xml"))
    syntax (builder, error, _ ("only elements, text and comments are allowed here"));
  else if (strstr (lower, "encoding") != NULL && strstr (lower, "utf-8") == NULL)
    syntax (builder, error, _ ("the file must be UTF-8"));
}

/* GMarkup's own messages begin with "Error on line 3 char 5: "; the line is said by us. */
static void
take_markup_error (Builder *builder, GMarkupParseContext *context, GError *markup_error, GError **error)
{
  const char *reason = markup_error->message;
  const char *colon = strstr (reason, ": ");
  g_autofree char *valid = NULL;

  if (markup_error->domain == TIDE_XML_ERROR)
    {
      g_propagate_error (error, markup_error);
      return;
    }
  if (g_str_has_prefix (reason, "Error on line") && colon != NULL)
    reason = colon + 2;
  builder->line = current_line (context);
  /* GLib cuts its excerpts by bytes. */
  valid = g_utf8_make_valid (reason, -1);
  syntax (builder, error, _ ("not well-formed: %s"), valid);
  g_error_free (markup_error);
}

/* What can be said before any XML is read: too much, or not text. */
static gboolean
check_bytes (Builder *builder, GError **error)
{
  const char *bad;

  builder->line = 1;
  if (builder->end - builder->at > MAX_BYTES)
    return syntax (builder, error, _ ("the file is larger than 1 MiB"));
  if (g_utf8_validate (builder->at, builder->end - builder->at, &bad))
    return TRUE;
  for (const char *p = builder->at; p < bad; p++)
    builder->line += *p == '\n';
  return syntax (builder, error, _ ("the file is not valid UTF-8"));
}

static gboolean
build (Builder *builder, GError **error)
{
  static const GMarkupParser parser = { start_element, end_element, add_text, add_passthrough, NULL };
  g_autoptr (GMarkupParseContext) context
    = g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, builder, NULL);
  GError *markup_error = NULL;
  gsize n = builder->end - builder->at;

  builder->line = builder->at_line = 1;
  if ((n > 0 && !g_markup_parse_context_parse (context, builder->at, n, &markup_error))
      || !g_markup_parse_context_end_parse (context, &markup_error))
    {
      take_markup_error (builder, context, markup_error, error);
      return FALSE;
    }
  builder->line = 1;
  return builder->root != NULL || syntax (builder, error, _ ("the file holds no element"));
}

TideXmlNode *
tide_xml_parse (const char *file_name, const char *text, gssize length, GError **error)
{
  gsize n = length < 0 ? strlen (text) : (gsize) length;
  Builder builder = { .file = g_strdup (file_name), .at = text, .end = text + n };

  if (n >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0) /* byte order mark of Windows editors */
    builder.at += 3;
  if (check_bytes (&builder, error) && build (&builder, error))
    return builder.root;
  for (; builder.depth > 0; builder.depth--)
    g_string_free (builder.text[builder.depth], TRUE);
  g_clear_pointer (&builder.root, node_free);
  g_free (builder.file);
  return NULL;
}
