/* tide-audit.c: who did what, in a chain of hashes.
 *
 * Each write leaves a row with the record before and after, and each row's hash covers the hash before it: a
 * row that was changed, taken out, put in or swapped breaks the chain at its place.  The chain alone cannot
 * show that its tail was cut; for that the head is printed on pages and kept in backups.
 */

#include "tide-store-private.h"

#include <sodium.h>
#include <string.h>

void
tide_audit_get_origin (const char *clinic_uuid, TideAuditHead *head)
{
  static const char context[] = "Tidemark audit chain";
  unsigned char bytes[TIDE_HASH_HEX / 2];

  crypto_generichash (bytes, sizeof bytes, (const unsigned char *) clinic_uuid, strlen (clinic_uuid),
                      (const unsigned char *) context, sizeof context);
  sodium_bin2hex (head->hash, sizeof head->hash, bytes, sizeof bytes);
  head->number = 0;
}

static void
hash_integer (crypto_generichash_state *state, gint64 value)
{
  gint64 ordered = GINT64_TO_LE (value);

  crypto_generichash_update (state, (const unsigned char *) &ordered, sizeof ordered);
}

/* The length goes first, so that text cannot move from one field into the next; none is not the same as
 * empty. */
static void
hash_text (crypto_generichash_state *state, const char *text)
{
  hash_integer (state, text != NULL ? (gint64) strlen (text) : -1);
  if (text != NULL)
    crypto_generichash_update (state, (const unsigned char *) text, strlen (text));
}

void
tide_audit_hash (const TideAuditRow *row, gint64 patient_id, const char *previous,
                 char hash[TIDE_HASH_HEX + 1])
{
  crypto_generichash_state state;
  unsigned char bytes[TIDE_HASH_HEX / 2];

  crypto_generichash_init (&state, NULL, 0, sizeof bytes);
  hash_text (&state, previous);
  hash_integer (&state, row->number);
  hash_integer (&state, row->at_utc);
  hash_integer (&state, row->at_offset);
  hash_text (&state, row->who);
  hash_text (&state, row->action);
  hash_text (&state, row->table);
  hash_integer (&state, row->row_id);
  hash_integer (&state, patient_id);
  hash_text (&state, row->before);
  hash_text (&state, row->after);
  crypto_generichash_final (&state, bytes, sizeof bytes);
  sodium_bin2hex (hash, TIDE_HASH_HEX + 1, bytes, sizeof bytes);
}

static void
append_line (GString *out, const char *column, const char *value)
{
  g_string_append (out, column);
  g_string_append_c (out, '=');
  for (const char *p = value; *p != '\0'; p++)
    if (*p == '\n')
      g_string_append (out, "\\n");
    else if (*p == '\\')
      g_string_append (out, "\\\\");
    else
      g_string_append_c (out, *p);
  g_string_append_c (out, '\n');
}

/* A day's text hides the moment by which it is ordered, and FALSE is what an older image that lacks the field
 * means. */
static char *
field_to_text (gconstpointer record, const TideField *field)
{
  g_autofree char *text = tide_record_field_to_text (record, field);
  const void *member = (const char *) record + field->offset;

  if (field->kind == TIDE_FIELD_BOOLEAN && !*(const gboolean *) member)
    return g_strdup ("");
  if (field->kind == TIDE_FIELD_INSTANT && text[0] != '\0')
    {
      const TideInstant *instant = member;

      if (instant->precision == TIDE_PRECISION_DAY)
        return g_strdup_printf ("%s (%" G_GINT64_FORMAT "%+d)", text, instant->utc, instant->offset);
    }
  return g_steal_pointer (&text);
}

char *
tide_audit_image (gconstpointer record)
{
  const TideRecord *base = record;
  GString *out = g_string_sized_new (256);

  append_line (out, "uuid", base->uuid);
  for (guint i = 0; i < base->klass->n_fields; i++)
    {
      g_autofree char *value = field_to_text (record, &base->klass->fields[i]);

      if (value[0] != '\0')
        append_line (out, base->klass->fields[i].name, value);
    }
  return g_string_free (out, FALSE);
}

static char *
unescape (const char *start, const char *end)
{
  GString *out = g_string_new (NULL);

  for (const char *p = start; p < end; p++)
    if (*p == '\\' && p + 1 < end)
      g_string_append_c (out, *++p == 'n' ? '\n' : *p);
    else
      g_string_append_c (out, *p);
  return g_string_free (out, FALSE);
}

char *
tide_audit_image_get (const char *image, const char *column)
{
  gsize length = strlen (column);

  for (const char *line = image; line != NULL && *line != '\0';)
    {
      const char *end = strchrnul (line, '\n');

      if (strncmp (line, column, length) == 0 && line[length] == '=')
        return unescape (line + length + 1, end);
      line = *end != '\0' ? end + 1 : end;
    }
  return NULL;
}

void
tide_store_set_person (TideStore *self, const char *who)
{
  g_return_if_fail (TIDE_IS_STORE (self));
  g_free (self->who);
  self->who = g_strdup (who != NULL ? who : g_get_user_name ());
}

static gboolean
insert_row (TideStore *self, const TideAuditRow *row, gint64 patient_id, GError **error)
{
  sqlite3_stmt *statement = tide_store_get_statement (self, TIDE_SQL_AUDIT_INSERT, error);

  if (statement == NULL)
    return FALSE;
  tide_bind_integer (statement, "number", row->number);
  tide_bind_integer (statement, "at_utc", row->at_utc);
  tide_bind_integer (statement, "at_offset", row->at_offset);
  tide_bind_text (statement, "who", row->who);
  tide_bind_text (statement, "action", row->action);
  tide_bind_text (statement, "table_name", row->table);
  tide_bind_integer (statement, "row_id", row->row_id);
  tide_bind_integer (statement, "patient_id", patient_id);
  tide_bind_text (statement, "image_before", row->before);
  tide_bind_text (statement, "image_after", row->after);
  tide_bind_text (statement, "hash", row->hash);
  return tide_db_run (self->db, statement, error);
}

gboolean
tide_audit_append (TideStore *self, const char *action, const char *table, gint64 row_id, gint64 patient_id,
                   const char *before, const char *after, GError **error)
{
  TideInstant now = tide_instant_now ();
  TideAuditRow row = {
    .number = self->head.number + 1,
    .at_utc = now.utc,
    .at_offset = now.offset,
    .who = self->who,
    .action = (char *) action,
    .table = (char *) table,
    .row_id = row_id,
    .before = (char *) before,
    .after = (char *) after,
  };

  tide_audit_hash (&row, patient_id, self->head.hash, row.hash);
  if (!insert_row (self, &row, patient_id, error))
    return FALSE;
  self->head.number = row.number;
  memcpy (self->head.hash, row.hash, sizeof row.hash);
  return TRUE;
}

gboolean
tide_audit_load_head (TideStore *self, GError **error)
{
  sqlite3_stmt *statement = tide_store_get_statement (self, TIDE_SQL_AUDIT_HEAD_GET, error);
  gboolean has_row;

  if (statement == NULL || !tide_db_step (self->db, statement, &has_row, error))
    return FALSE;
  if (!has_row)
    {
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_DAMAGED, "%s: the audit has no head", self->folder);
      return FALSE;
    }
  self->head.number = sqlite3_column_int64 (statement, 0);
  g_strlcpy (self->head.hash, (const char *) sqlite3_column_text (statement, 1), sizeof self->head.hash);
  sqlite3_reset (statement);
  return TRUE;
}

gboolean
tide_audit_save_head (TideStore *self, GError **error)
{
  sqlite3_stmt *statement = tide_store_get_statement (self, TIDE_SQL_AUDIT_HEAD_SET, error);

  if (statement == NULL)
    return FALSE;
  tide_bind_integer (statement, "number", self->head.number);
  tide_bind_text (statement, "hash", self->head.hash);
  return tide_db_run (self->db, statement, error);
}

TideAuditRow *
tide_audit_read (sqlite3_stmt *statement, gint64 *patient_id)
{
  TideAuditRow *row = g_new0 (TideAuditRow, 1);

  row->number = sqlite3_column_int64 (statement, 0);
  row->at_utc = sqlite3_column_int64 (statement, 1);
  row->at_offset = sqlite3_column_int (statement, 2);
  row->who = g_strdup ((const char *) sqlite3_column_text (statement, 3));
  row->action = g_strdup ((const char *) sqlite3_column_text (statement, 4));
  row->table = g_strdup ((const char *) sqlite3_column_text (statement, 5));
  row->row_id = sqlite3_column_int64 (statement, 6);
  if (patient_id != NULL)
    *patient_id = sqlite3_column_int64 (statement, 7);
  row->before = g_strdup ((const char *) sqlite3_column_text (statement, 8));
  row->after = g_strdup ((const char *) sqlite3_column_text (statement, 9));
  g_strlcpy (row->hash, (const char *) sqlite3_column_text (statement, 10), sizeof row->hash);
  return row;
}

GPtrArray *
tide_store_list_audit (TideStore *self, gint64 patient_id, guint max, GError **error)
{
  TideSql which = patient_id != 0 ? TIDE_SQL_AUDIT_NEWEST_PATIENT : TIDE_SQL_AUDIT_NEWEST;
  sqlite3_stmt *statement = tide_store_get_statement (self, which, error);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) tide_audit_row_free);
  gboolean has_row;

  if (statement == NULL)
    return NULL;
  tide_bind_integer (statement, "max", max != 0 ? (gint64) max : -1);
  if (patient_id != 0)
    tide_bind_integer (statement, "patient_id", patient_id);
  while (TRUE)
    {
      if (!tide_db_step (self->db, statement, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&rows);
      g_ptr_array_add (rows, tide_audit_read (statement, NULL));
    }
}

char *
tide_store_get_audit_head (TideStore *self, gint64 *number)
{
  g_return_val_if_fail (TIDE_IS_STORE (self), NULL);
  if (number != NULL)
    *number = self->head.number;
  return g_strdup (self->head.hash);
}
