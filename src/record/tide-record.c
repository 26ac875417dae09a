/* tide-record.c: making, copying, comparing and checking records by their description.
 *
 * Everything here walks a class's list of fields, so that a new field needs no new code and no record can
 * forget one: a copy that shares a string, or a comparison that skips a column, would be a silent hole in the
 * audit.
 */
#include "tide-record.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define MEMBER(record, field, Type) (*(Type *) ((char *) (record) + (field)->offset))
#define CONST_MEMBER(record, field, Type) (*(const Type *) ((const char *) (record) + (field)->offset))

static const TideRecordClass *
get_class (gconstpointer record)
{
  return ((const TideRecord *) record)->klass;
}

static void
set_unknown (gpointer record, const TideField *field)
{
  switch (field->kind)
    {
    case TIDE_FIELD_TEXT:
      g_clear_pointer (&MEMBER (record, field, char *), g_free);
      break;
    case TIDE_FIELD_INTEGER:
      MEMBER (record, field, gint64) = TIDE_INTEGER_UNKNOWN;
      break;
    case TIDE_FIELD_REAL:
      MEMBER (record, field, double) = NAN;
      break;
    case TIDE_FIELD_BOOLEAN:
      MEMBER (record, field, gboolean) = FALSE;
      break;
    case TIDE_FIELD_DATE:
      MEMBER (record, field, TideDate) = TIDE_DATE_UNKNOWN;
      break;
    case TIDE_FIELD_INSTANT:
      MEMBER (record, field, TideInstant) = TIDE_INSTANT_UNKNOWN;
      break;
    case TIDE_FIELD_CODE:
      MEMBER (record, field, int) = 0;
      break;
    case TIDE_FIELD_REFERENCE:
      MEMBER (record, field, gint64) = 0;
      break;
    default:
      g_assert_not_reached ();
    }
}

gpointer
tide_record_new (const TideRecordClass *klass)
{
  g_return_val_if_fail (klass != NULL, NULL);

  TideRecord *record = g_malloc0 (klass->size);
  record->klass = klass;
  g_autofree char *uuid = g_uuid_string_random ();
  g_strlcpy (record->uuid, uuid, sizeof record->uuid);
  for (guint i = 0; i < klass->n_fields; i++)
    set_unknown (record, &klass->fields[i]);
  return record;
}

gpointer
tide_record_copy (gconstpointer record)
{
  g_return_val_if_fail (record != NULL, NULL);

  const TideRecordClass *klass = get_class (record);
  gpointer copy = g_memdup2 (record, klass->size);
  for (guint i = 0; i < klass->n_fields; i++)
    {
      const TideField *field = &klass->fields[i];
      if (field->kind == TIDE_FIELD_TEXT)
        MEMBER (copy, field, char *) = g_strdup (CONST_MEMBER (record, field, char *));
    }
  return copy;
}

void
tide_record_free (gpointer record)
{
  if (record == NULL)
    return;
  const TideRecordClass *klass = get_class (record);
  for (guint i = 0; i < klass->n_fields; i++)
    if (klass->fields[i].kind == TIDE_FIELD_TEXT)
      g_free (MEMBER (record, &klass->fields[i], char *));
  g_free (record);
}

static gboolean
instants_equal (TideInstant a, TideInstant b)
{
  if (a.precision != b.precision)
    return FALSE;
  return !tide_instant_is_known (a) || (a.utc == b.utc && a.offset == b.offset);
}

static gboolean
field_equal (gconstpointer a, gconstpointer b, const TideField *field)
{
  switch (field->kind)
    {
    case TIDE_FIELD_TEXT:
      return g_strcmp0 (CONST_MEMBER (a, field, char *), CONST_MEMBER (b, field, char *)) == 0;
    case TIDE_FIELD_INTEGER:
    case TIDE_FIELD_REFERENCE:
      return CONST_MEMBER (a, field, gint64) == CONST_MEMBER (b, field, gint64);
    case TIDE_FIELD_REAL:
      {
        double x = CONST_MEMBER (a, field, double), y = CONST_MEMBER (b, field, double);
        return x == y || (isnan (x) && isnan (y));
      }
    case TIDE_FIELD_BOOLEAN:
      return !CONST_MEMBER (a, field, gboolean) == !CONST_MEMBER (b, field, gboolean);
    case TIDE_FIELD_DATE:
      return CONST_MEMBER (a, field, TideDate) == CONST_MEMBER (b, field, TideDate);
    case TIDE_FIELD_INSTANT:
      return instants_equal (CONST_MEMBER (a, field, TideInstant), CONST_MEMBER (b, field, TideInstant));
    case TIDE_FIELD_CODE:
      return CONST_MEMBER (a, field, int) == CONST_MEMBER (b, field, int);
    default:
      g_assert_not_reached ();
    }
}

gboolean
tide_record_equal (gconstpointer a, gconstpointer b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  const TideRecordClass *klass = get_class (a);
  if (klass != get_class (b))
    return FALSE;
  for (guint i = 0; i < klass->n_fields; i++)
    if (!field_equal (a, b, &klass->fields[i]))
      return FALSE;
  return TRUE;
}

const TideField *
tide_record_class_find (const TideRecordClass *klass, const char *name)
{
  g_return_val_if_fail (klass != NULL && name != NULL, NULL);
  for (guint i = 0; i < klass->n_fields; i++)
    if (strcmp (klass->fields[i].name, name) == 0)
      return &klass->fields[i];
  return NULL;
}

gboolean
tide_record_is_known (gconstpointer record, const TideField *field)
{
  switch (field->kind)
    {
    case TIDE_FIELD_TEXT:
      return CONST_MEMBER (record, field, char *) != NULL && *CONST_MEMBER (record, field, char *) != '\0';
    case TIDE_FIELD_INTEGER:
      return CONST_MEMBER (record, field, gint64) != TIDE_INTEGER_UNKNOWN;
    case TIDE_FIELD_REAL:
      return !isnan (CONST_MEMBER (record, field, double));
    case TIDE_FIELD_BOOLEAN:
      return TRUE;
    case TIDE_FIELD_DATE:
      return tide_date_is_known (CONST_MEMBER (record, field, TideDate));
    case TIDE_FIELD_INSTANT:
      return tide_instant_is_known (CONST_MEMBER (record, field, TideInstant));
    case TIDE_FIELD_CODE:
      return CONST_MEMBER (record, field, int) != 0;
    case TIDE_FIELD_REFERENCE:
      return CONST_MEMBER (record, field, gint64) != 0;
    default:
      g_assert_not_reached ();
    }
}

void
tide_record_set_text (char **member, const char *value)
{
  g_return_if_fail (member != NULL);
  char *copy = value == NULL || *value == '\0' ? NULL : g_strdup (value);
  g_free (*member);
  *member = copy;
}

/* --- structural faults --- */

static char *
dup_limits_reason (const TideField *field)
{
  g_autofree char *low = tide_number_to_text (field->minimum), *high = tide_number_to_text (field->maximum);
  return g_strdup_printf (_ ("must lie between %s and %s"), low, high);
}

static gboolean
is_in_limits (const TideField *field, double value)
{
  return (field->minimum == 0 && field->maximum == 0) || (value >= field->minimum && value <= field->maximum);
}

static char *
check_date (TideDate date)
{
  /* The years that tide_date_parse () reads: what is kept must be readable again. */
  return date < tide_date_from_ymd (1800, 1, 1) || date > tide_date_from_ymd (2200, 12, 31)
           ? g_strdup (_ ("is outside the years 1800 to 2200"))
           : NULL;
}

static char *
check_instant (const TideField *field, TideInstant instant)
{
  if (instant.precision == TIDE_PRECISION_SECOND && !(field->flags & TIDE_FIELD_SECONDS))
    return g_strdup (_ ("is kept to the minute"));
  if (instant.precision > TIDE_PRECISION_SECOND || ABS (instant.offset) > 14 * 60)
    return g_strdup (_ ("is no possible time"));
  TideDate date = tide_instant_get_date (instant);
  return tide_date_is_known (date) ? check_date (date) : g_strdup (_ ("is outside the years 1800 to 2200"));
}

static char *
check_code (const TideField *field, int code)
{
  return code < 0 || (guint) code >= g_strv_length ((char **) field->codes)
           ? g_strdup (_ ("is not an allowed choice"))
           : NULL;
}

/* NULL when the field is well, else why not (transfer full). */
static char *
check_field (gconstpointer record, const TideField *field)
{
  if (!tide_record_is_known (record, field))
    return (field->flags & TIDE_FIELD_REQUIRED) ? g_strdup (_ ("is required")) : NULL;
  switch (field->kind)
    {
    case TIDE_FIELD_TEXT:
      return g_utf8_validate (CONST_MEMBER (record, field, char *), -1, NULL)
               ? NULL
               : g_strdup (_ ("is not valid UTF-8 text"));
    case TIDE_FIELD_INTEGER:
      return is_in_limits (field, (double) CONST_MEMBER (record, field, gint64)) ? NULL
                                                                                 : dup_limits_reason (field);
    case TIDE_FIELD_REAL:
      {
        double value = CONST_MEMBER (record, field, double);
        if (!isfinite (value))
          return g_strdup (_ ("is not a finite number"));
        return is_in_limits (field, value) ? NULL : dup_limits_reason (field);
      }
    case TIDE_FIELD_DATE:
      return check_date (CONST_MEMBER (record, field, TideDate));
    case TIDE_FIELD_INSTANT:
      return check_instant (field, CONST_MEMBER (record, field, TideInstant));
    case TIDE_FIELD_CODE:
      return check_code (field, CONST_MEMBER (record, field, int));
    case TIDE_FIELD_REFERENCE:
      return CONST_MEMBER (record, field, gint64) < 0 ? g_strdup (_ ("is not a record")) : NULL;
    case TIDE_FIELD_BOOLEAN:
    default:
      return NULL;
    }
}

guint
tide_record_find_faults (gconstpointer record, TideFaultFunc report, gpointer data)
{
  g_return_val_if_fail (record != NULL, 0);

  const TideRecordClass *klass = get_class (record);
  guint n = 0;
  for (guint i = 0; i < klass->n_fields; i++)
    {
      g_autofree char *reason = check_field (record, &klass->fields[i]);
      if (reason == NULL)
        continue;
      n++;
      if (report != NULL)
        report (klass->fields[i].name, reason, data);
    }
  return n;
}

static void
keep_first_fault (const char *field, const char *reason, gpointer data)
{
  char **first = data;
  if (*first == NULL)
    *first = g_strdup_printf ("%s: %s", field, reason);
}

gboolean
tide_record_validate (gconstpointer record, GError **error)
{
  g_autofree char *first = NULL;
  if (tide_record_find_faults (record, keep_first_fault, &first) == 0)
    return TRUE;
  g_set_error_literal (error, TIDE_ERROR, TIDE_ERROR_VALUE, first);
  return FALSE;
}
