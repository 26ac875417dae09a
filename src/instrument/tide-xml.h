/* tide-xml.h: the one XML reader of the house, for scales, criteria, references and rules.
 *
 * These files are written by clinicians by hand, so every complaint must name file, line and reason.  The
 * reader turns a small file (at most 1 MiB, 32 levels) into a tree of nodes that remember their line; what
 * the elements mean is the business of the room that asked.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define TIDE_XML_ERROR (tide_xml_error_quark ())
GQuark tide_xml_error_quark (void);
typedef enum
{
  TIDE_XML_ERROR_SYNTAX,  /* not well-formed, or an element or attribute that the format does not have */
  TIDE_XML_ERROR_CONTENT, /* the form is right, what it says is not */
} TideXmlError;

typedef struct _TideXmlNode TideXmlNode;
struct _TideXmlNode
{
  char *name;
  char *text;       /* direct text, outer blanks off and inner runs of blanks made one; never NULL */
  char **keys;      /* attribute names, NULL-terminated */
  char **values;    /* the same order */
  guint line;       /* on which the start tag begins, from 1 */
  const char *file; /* shared by the whole tree */
  TideXmlNode *parent;
  GPtrArray *children; /* (element-type TideXmlNode) */
};

/**
 * tide_xml_parse:
 * @file_name: the name to print in errors
 * @text: (array length=length): any bytes; @length -1 when NUL-terminated
 *
 * Returns: (transfer full) (nullable): the root, or NULL with "file:line: reason"
 */
TideXmlNode *tide_xml_parse (const char *file_name, const char *text, gssize length, GError **error);
void tide_xml_free (TideXmlNode *root);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideXmlNode, tide_xml_free)

/* Sets "file:line: reason". Returns FALSE, so that a check can end in `return tide_xml_fail (…)`. */
gboolean tide_xml_fail (const TideXmlNode *node, GError **error, const char *format, ...)
  G_GNUC_PRINTF (3, 4);
/* The same for errors of another domain. */
gboolean tide_xml_fail_full (const TideXmlNode *node, GError **error, GQuark domain, int code,
                             const char *format, ...) G_GNUC_PRINTF (5, 6);

/* What an element may hold beside attributes and children. */
typedef enum
{
  TIDE_XML_NO_TEXT,
  TIDE_XML_MAY_TEXT,
  TIDE_XML_MUST_TEXT,
} TideXmlText;

/**
 * tide_xml_check:
 * @attributes: names with blanks between, "!" after those that must be there: "id! version! loinc"
 * @children: the same for child elements: with "!" exactly once, without it any number of times; "*" allows
 * any
 *
 * Returns: FALSE with the first thing that is too much or not there
 */
gboolean tide_xml_check (const TideXmlNode *node, const char *attributes, const char *children,
                         TideXmlText text, GError **error);

const char *tide_xml_get (const TideXmlNode *node, const char *key);           /* or NULL */
const TideXmlNode *tide_xml_child (const TideXmlNode *node, const char *name); /* the first, or NULL */

/* Readers of one attribute. Absent: @value is left as it is and TRUE is returned. Bounds are inclusive. */
gboolean tide_xml_read_int (const TideXmlNode *node, const char *key, int minimum, int maximum, int *value,
                            GError **error);
gboolean tide_xml_read_number (const TideXmlNode *node, const char *key, double minimum, double maximum,
                               double *value, GError **error);
gboolean tide_xml_read_flag (const TideXmlNode *node, const char *key, gboolean *value,
                             GError **error); /* yes, no */
/* An identifier: letters a-z, digits, "_", "-", "."; at most 64. */
gboolean tide_xml_read_id (const TideXmlNode *node, const char *key, const char **value, GError **error);

G_END_DECLS
