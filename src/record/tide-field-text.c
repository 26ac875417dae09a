/* tide-field-text.c: one field of a record as text, and back.
 *
 * The audit hashes this text and the CSV files carry it, so it is canonical: one text for one value, whatever
 * the locale.
 */
#include "tide-record.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "tide-time-private.h"

#define MEMBER(record, field, Type) (*(Type *) ((char *) (record) + (field)->offset))
#define CONST_MEMBER(record, field, Type) (*(const Type *) ((const char *) (record) + (field)->offset))

int
tide_code_from_text (const char *const *codes, const char *text)
{
  g_return_val_if_fail (codes != NULL, -1);
  if (text == NULL || *text == '\0')
    return 0;
  for (int i = 1; codes[i] != NULL; i++)
    if (strcmp (codes[i], text) == 0)
      return i;
  return -1;
}

static const char *
get_code (const TideField *field, int code)
{
  /* A damaged struct must not read beyond the table. */
  return code > 0 && (guint) code < g_strv_length ((char **) field->codes) ? field->codes[code] : "";
}

char *
tide_record_field_to_text (gconstpointer record, const TideField *field)
{
  g_return_val_if_fail (record != NULL && field != NULL, NULL);

  if (!tide_record_is_known (record, field))
    return g_strdup ("");
  switch (field->kind)
    {
    case TIDE_FIELD_TEXT:
      return g_strdup (CONST_MEMBER (record, field, char *));
    case TIDE_FIELD_INTEGER:
    case TIDE_FIELD_REFERENCE:
      return g_strdup_printf ("%" G_GINT64_FORMAT, CONST_MEMBER (record, field, gint64));
    case TIDE_FIELD_REAL:
      return tide_number_to_text (CONST_MEMBER (record, field, double));
    case TIDE_FIELD_BOOLEAN:
      return g_strdup (CONST_MEMBER (record, field, gboolean) ? "1" : "0");
    case TIDE_FIELD_DATE:
      return tide_date_to_iso (CONST_MEMBER (record, field, TideDate));
    case TIDE_FIELD_INSTANT:
      return tide_instant_to_iso (CONST_MEMBER (record, field, TideInstant));
    case TIDE_FIELD_CODE:
      return g_strdup (get_code (field, CONST_MEMBER (record, field, int)));
    default:
      g_assert_not_reached ();
    }
}

static gboolean
read_text (gpointer record, const TideField *field, const char *text, GError **error)
{
  if (!g_utf8_validate (text, -1, NULL))
    {
      g_autofree char *shown = tide_time_dup_shown (text);
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE, _ ("“%s” is not valid UTF-8 text"), shown);
      return FALSE;
    }
  tide_record_set_text (&MEMBER (record, field, char *), text);
  return TRUE;
}

static gboolean
read_integer (gpointer record, const TideField *field, const char *text, GError **error)
{
  gint64 value = TIDE_INTEGER_UNKNOWN;
  gint64 lowest = field->kind == TIDE_FIELD_REFERENCE ? 0 : TIDE_INTEGER_UNKNOWN + 1;
  if (*text == '\0')
    value = field->kind == TIDE_FIELD_REFERENCE ? 0 : TIDE_INTEGER_UNKNOWN;
  else if (!g_ascii_string_to_signed (text, 10, lowest, G_MAXINT64, &value, NULL))
    {
      g_autofree char *shown = tide_time_dup_shown (text);
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE, _ ("“%s” is not a whole number"), shown);
      return FALSE;
    }
  MEMBER (record, field, gint64) = value;
  return TRUE;
}

static gboolean
read_real (gpointer record, const TideField *field, const char *text, GError **error)
{
  double value = NAN;
  if (*text != '\0' && !tide_number_parse (text, &value, error))
    return FALSE;
  MEMBER (record, field, double) = value;
  return TRUE;
}

static gboolean
read_boolean (gpointer record, const TideField *field, const char *text, GError **error)
{
  gboolean yes = strcmp (text, "1") == 0;
  if (!yes && *text != '\0' && strcmp (text, "0") != 0)
    {
      g_autofree char *shown = tide_time_dup_shown (text);
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE, _ ("“%s” is neither 1 nor 0"), shown);
      return FALSE;
    }
  MEMBER (record, field, gboolean) = yes;
  return TRUE;
}

static gboolean
read_code (gpointer record, const TideField *field, const char *text, GError **error)
{
  int code = tide_code_from_text (field->codes, text);
  if (code < 0)
    {
      g_autofree char *shown = tide_time_dup_shown (text);
      g_autofree char *allowed = g_strjoinv (", ", (char **) field->codes + 1);
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE, _ ("“%s” is not one of %s"), shown, allowed);
      return FALSE;
    }
  MEMBER (record, field, int) = code;
  return TRUE;
}

static gboolean
read_date (gpointer record, const TideField *field, const char *text, GError **error)
{
  TideDate date = TIDE_DATE_UNKNOWN;
  if (*text != '\0' && !tide_date_parse (text, &date, error))
    return FALSE;
  MEMBER (record, field, TideDate) = date;
  return TRUE;
}

static gboolean
read_instant (gpointer record, const TideField *field, const char *text, GError **error)
{
  TideInstant instant = TIDE_INSTANT_UNKNOWN;
  gboolean exact = (field->flags & TIDE_FIELD_SECONDS) != 0;
  if (*text != '\0'
      && !(exact ? tide_instant_parse_exact (text, &instant, error)
                 : tide_instant_parse (text, &instant, error)))
    return FALSE;
  MEMBER (record, field, TideInstant) = instant;
  return TRUE;
}

static gboolean
read_field (gpointer record, const TideField *field, const char *text, GError **error)
{
  switch (field->kind)
    {
    case TIDE_FIELD_TEXT:
      return read_text (record, field, text, error);
    case TIDE_FIELD_INTEGER:
    case TIDE_FIELD_REFERENCE:
      return read_integer (record, field, text, error);
    case TIDE_FIELD_REAL:
      return read_real (record, field, text, error);
    case TIDE_FIELD_BOOLEAN:
      return read_boolean (record, field, text, error);
    case TIDE_FIELD_DATE:
      return read_date (record, field, text, error);
    case TIDE_FIELD_INSTANT:
      return read_instant (record, field, text, error);
    case TIDE_FIELD_CODE:
      return read_code (record, field, text, error);
    default:
      g_assert_not_reached ();
    }
}

gboolean
tide_record_field_from_text (gpointer record, const TideField *field, const char *text, GError **error)
{
  g_return_val_if_fail (record != NULL && field != NULL, FALSE);

  if (read_field (record, field, text != NULL ? text : "", error))
    return TRUE;
  g_prefix_error (error, "%s: ", field->name);
  return FALSE;
}
