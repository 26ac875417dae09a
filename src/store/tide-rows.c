/* tide-rows.c: records into parameters and rows into records.
 *
 * The one place that knows how each kind of field lies in a row.  Unknown is NULL in every kind, so that no
 * sum and no comparison in SQL takes it for zero; a row that holds something the class does not allow is
 * damage, not a default.
 */

#include "tide-statements.h"

#include <math.h>
#include <string.h>

static const char *const precision_codes[] = { "", "day", "minute", "second", NULL };

/* @suffix completes the name: "_utc" … */
static int
find_parameter (sqlite3_stmt *statement, const char *name, const char *suffix)
{
  char parameter[96];
  int index;

  g_snprintf (parameter, sizeof parameter, ":%s%s", name, suffix);
  index = sqlite3_bind_parameter_index (statement, parameter);
  if (index == 0)
    g_error ("no parameter %s in: %s", parameter, sqlite3_sql (statement));
  return index;
}

void
tide_bind_integer (sqlite3_stmt *statement, const char *name, gint64 value)
{
  sqlite3_bind_int64 (statement, find_parameter (statement, name, ""), value);
}

void
tide_bind_reference (sqlite3_stmt *statement, const char *name, gint64 id)
{
  if (id != 0)
    tide_bind_integer (statement, name, id);
  else
    sqlite3_bind_null (statement, find_parameter (statement, name, ""));
}

void
tide_bind_text (sqlite3_stmt *statement, const char *name, const char *text)
{
  sqlite3_bind_text (statement, find_parameter (statement, name, ""), text, -1, SQLITE_STATIC);
}

static void
bind_instant (sqlite3_stmt *statement, const char *name, const TideInstant *instant)
{
  int utc = find_parameter (statement, name, "_utc");
  int offset = find_parameter (statement, name, "_offset");
  int precision = find_parameter (statement, name, "_precision");

  if (!tide_instant_is_known (*instant))
    {
      sqlite3_bind_null (statement, utc);
      sqlite3_bind_null (statement, offset);
      sqlite3_bind_null (statement, precision);
      return;
    }
  sqlite3_bind_int64 (statement, utc, instant->utc);
  sqlite3_bind_int64 (statement, offset, instant->offset);
  sqlite3_bind_text (statement, precision, precision_codes[instant->precision], -1, SQLITE_STATIC);
}

static void
bind_date (sqlite3_stmt *statement, int index, TideDate date)
{
  if (tide_date_is_known (date))
    sqlite3_bind_text (statement, index, tide_date_to_iso (date), -1, g_free);
  else
    sqlite3_bind_null (statement, index);
}

static void
bind_field (sqlite3_stmt *statement, gconstpointer record, const TideField *field)
{
  const void *member = (const char *) record + field->offset;
  int index;

  if (field->kind == TIDE_FIELD_INSTANT)
    {
      bind_instant (statement, field->name, member);
      return;
    }
  index = find_parameter (statement, field->name, "");
  if (field->kind == TIDE_FIELD_DATE)
    bind_date (statement, index, *(const TideDate *) member);
  else if (field->kind == TIDE_FIELD_BOOLEAN)
    sqlite3_bind_int (statement, index, *(const gboolean *) member != FALSE);
  else if (!tide_record_is_known (record, field))
    sqlite3_bind_null (statement, index);
  else if (field->kind == TIDE_FIELD_TEXT)
    sqlite3_bind_text (statement, index, *(char *const *) member, -1, SQLITE_STATIC);
  else if (field->kind == TIDE_FIELD_REAL)
    sqlite3_bind_double (statement, index, *(const double *) member);
  else if (field->kind == TIDE_FIELD_CODE)
    sqlite3_bind_text (statement, index, field->codes[*(const int *) member], -1, SQLITE_STATIC);
  else
    sqlite3_bind_int64 (statement, index, *(const gint64 *) member);
}

void
tide_bind_record (sqlite3_stmt *statement, gconstpointer record)
{
  const TideRecord *base = record;

  tide_bind_integer (statement, "id", base->id);
  tide_bind_text (statement, "uuid", base->uuid);
  for (guint i = 0; i < base->klass->n_fields; i++)
    bind_field (statement, record, &base->klass->fields[i]);
}

static gboolean
read_date (sqlite3_stmt *statement, int column, TideDate *date, GError **error)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);

  return text == NULL || tide_date_parse (text, date, error);
}

static gboolean
read_code (sqlite3_stmt *statement, int column, const char *const *codes, int *code, GError **error)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);

  *code = tide_code_from_text (codes, text);
  if (*code >= 0)
    return TRUE;
  g_set_error (error, TIDE_ERROR, TIDE_ERROR_DAMAGED, "“%s” is not one of the allowed words", text);
  return FALSE;
}

static gboolean
read_instant (sqlite3_stmt *statement, int column, TideInstant *instant, GError **error)
{
  int precision;

  if (sqlite3_column_type (statement, column) == SQLITE_NULL)
    return TRUE;
  if (!read_code (statement, column + 2, precision_codes, &precision, error))
    return FALSE;
  instant->utc = sqlite3_column_int64 (statement, column);
  instant->offset = (gint16) sqlite3_column_int (statement, column + 1);
  instant->precision = (guint8) precision;
  return TRUE;
}

/* Reads one field, which tide_record_new () has left unknown; NULL leaves it so. */
static gboolean
read_field (sqlite3_stmt *statement, int column, gpointer record, const TideField *field, GError **error)
{
  void *member = (char *) record + field->offset;

  if (sqlite3_column_type (statement, column) == SQLITE_NULL)
    return TRUE;
  switch (field->kind)
    {
    case TIDE_FIELD_TEXT:
      *(char **) member = g_strdup ((const char *) sqlite3_column_text (statement, column));
      return TRUE;
    case TIDE_FIELD_REAL:
      *(double *) member = sqlite3_column_double (statement, column);
      return TRUE;
    case TIDE_FIELD_BOOLEAN:
      *(gboolean *) member = sqlite3_column_int (statement, column) != 0;
      return TRUE;
    case TIDE_FIELD_DATE:
      return read_date (statement, column, member, error);
    case TIDE_FIELD_INSTANT:
      return read_instant (statement, column, member, error);
    case TIDE_FIELD_CODE:
      return read_code (statement, column, field->codes, member, error);
    case TIDE_FIELD_INTEGER:
    case TIDE_FIELD_REFERENCE:
    default:
      *(gint64 *) member = sqlite3_column_int64 (statement, column);
      return TRUE;
    }
}

gpointer
tide_read_record (sqlite3_stmt *statement, const TideRecordClass *klass, GError **error)
{
  TideRecord *record = tide_record_new (klass);
  int column = 2;

  record->id = sqlite3_column_int64 (statement, 0);
  g_strlcpy (record->uuid, (const char *) sqlite3_column_text (statement, 1), sizeof record->uuid);
  for (guint i = 0; i < klass->n_fields; i++)
    {
      g_autoptr (GError) local = NULL;

      if (!read_field (statement, column, record, &klass->fields[i], &local))
        {
          g_set_error (error, TIDE_ERROR, TIDE_ERROR_DAMAGED, "%s %" G_GINT64_FORMAT ", %s: %s", klass->table,
                       record->id, klass->fields[i].name, local->message);
          tide_record_free (record);
          return NULL;
        }
      column += klass->fields[i].kind == TIDE_FIELD_INSTANT ? 3 : 1;
    }
  return record;
}

GPtrArray *
tide_read_records (TideDb *db, sqlite3_stmt *statement, const TideRecordClass *klass, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (tide_record_free);
  gboolean has_row;

  while (TRUE)
    {
      gpointer record;

      if (!tide_db_step (db, statement, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&records);
      record = tide_read_record (statement, klass, error);
      if (record == NULL)
        {
          sqlite3_reset (statement);
          return NULL;
        }
      g_ptr_array_add (records, record);
    }
}
