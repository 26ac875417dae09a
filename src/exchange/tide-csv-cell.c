/* tide-csv-cell.c: one cell of a file as a value of a record, and back.
 *
 * Most cells are the canonical text of a field, which the record room reads and writes; here stand the few
 * that files say in other words.
 */
#include "tide-csv-table.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

static const TideField *
get_field (const TideCsvTable *table, const TideCsvColumn *column)
{
  const TideField *field = tide_record_class_find (table->klass, tide_csv_column_get_field (column));
  g_assert (field != NULL);
  return field;
}

static gint64 *
get_reference (gpointer record, const TideField *field)
{
  return &G_STRUCT_MEMBER (gint64, record, field->offset);
}

/* --- writing --- */

static char *
render_diagnosis (TideCsvNames *names, const TidePatient *patient)
{
  g_autoptr (GPtrArray) rows = NULL;
  if (names->clinic == NULL || patient->base.id == 0)
    return g_strdup ("");
  rows = tide_clinic_list (names->clinic, &tide_diagnosis_class, "patient_id", patient->base.id, NULL);
  GString *text = g_string_new (NULL);
  for (guint turn = 0; turn < 2; turn++) /* the primary first, then the others in the order of entry */
    for (guint i = 0; rows != NULL && i < rows->len; i++)
      {
        const TideDiagnosis *diagnosis = g_ptr_array_index (rows, i);
        if (!diagnosis->entered_in_error && diagnosis->primary == (turn == 0))
          g_string_append_printf (text, "%s%s", text->len > 0 ? ";" : "", diagnosis->code);
      }
  return g_string_free (text, FALSE);
}

static char *
render_total (TideCsvNames *names, const TideAssessmentData *data)
{
  double total = data->total;
  TideInstrument *instrument = tide_library_lookup (names->library, data->instrument_id);
  if (data->answers != NULL && instrument != NULL)
    tide_scores_text_find (data->scores, tide_instrument_get_primary (instrument)->id, NULL, &total);
  return isnan (total) ? g_strdup ("") : tide_number_to_text (total);
}

char *
tide_csv_render (TideCsvNames *names, const TideCsvTable *table, const TideCsvColumn *column,
                 gconstpointer record)
{
  char *text;
  switch (column->kind)
    {
    case TIDE_CSV_ID:
      return g_strdup (((const TideRecord *) record)->uuid);
    case TIDE_CSV_MRN:
    case TIDE_CSV_COURSE:
    case TIDE_CSV_STAFF_NAME:
    case TIDE_CSV_UUID:
      return tide_csv_names_dup_text (names, table, column,
                                      *get_reference ((gpointer) record, get_field (table, column)));
    case TIDE_CSV_SEX:
      text = tide_record_field_to_text (record, get_field (table, column));
      if (*text != '\0')
        return text;
      g_free (text);
      return g_strdup ("unknown");
    case TIDE_CSV_STATUS:
      return g_strdup (
        G_STRUCT_MEMBER (gboolean, record, get_field (table, column)->offset) ? "entered_in_error" : "final");
    case TIDE_CSV_DIAGNOSIS:
      return render_diagnosis (names, record);
    case TIDE_CSV_TOTAL:
      return render_total (names, record);
    case TIDE_CSV_FIELD:
    default:
      return tide_record_field_to_text (record, get_field (table, column));
    }
}

/* --- reading --- */

static gboolean
refuse (GError **error, int code, const char *reason)
{
  g_set_error_literal (error, TIDE_ERROR, code, reason);
  return FALSE;
}

static gboolean
read_field (const TideField *field, gpointer record, const char *text, GError **error)
{
  g_autoptr (GError) local = NULL;
  if (tide_record_field_from_text (record, field, text, &local))
    return TRUE;
  /* The column is named beside the reason: the field's name before it would be a second, other name. */
  gsize skip = strlen (field->name);
  const char *reason = local->message;
  if (g_str_has_prefix (reason, field->name) && g_str_has_prefix (reason + skip, ": "))
    reason += skip + 2;
  return refuse (error, TIDE_ERROR_VALUE, reason);
}

static gboolean
read_uuid (const char *text, char uuid[37], GError **error)
{
  if (!g_uuid_string_is_valid (text))
    {
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE,
                   _ ("“%s” is not a UUID (8-4-4-4-12 hexadecimal digits)"), text);
      return FALSE;
    }
  g_autofree char *lower = g_ascii_strdown (text, -1);
  g_strlcpy (uuid, lower, 37);
  return TRUE;
}

static const char *
get_missing_reason (const TideRecordClass *klass)
{
  if (klass == &tide_patient_class)
    return _ ("no patient has this record number, in patients.csv or in the clinic");
  if (klass == &tide_course_class)
    return _ ("no course has this course_id, in courses.csv or in the clinic");
  return _ ("no record has this id, in an earlier row or in the clinic");
}

static gboolean
read_reference (TideCsvNames *names, const TideCsvTable *table, const TideCsvColumn *column, gpointer record,
                const char *text, GError **error)
{
  char uuid[37];
  if (column->kind == TIDE_CSV_UUID)
    {
      if (!read_uuid (text, uuid, error))
        return FALSE;
      text = uuid;
    }
  gint64 id = tide_csv_names_find (names, table, column, text);
  if (id == 0)
    return refuse (error, TIDE_ERROR_NOT_FOUND,
                   get_missing_reason (tide_csv_column_get_class (table, column)));
  *get_reference (record, get_field (table, column)) = id;
  return TRUE;
}

static gboolean
read_sex (const TideField *field, gpointer record, const char *text, GError **error)
{
  if (strcmp (text, "unknown") == 0)
    return read_field (field, record, "", error);
  if (read_field (field, record, text, NULL))
    return TRUE;
  g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE, _ ("“%s” is not one of female, male, other, unknown"),
               text);
  return FALSE;
}

static gboolean
read_status (const TideField *field, gpointer record, const char *text, GError **error)
{
  gboolean in_error = strcmp (text, "entered_in_error") == 0;
  if (!in_error && strcmp (text, "final") != 0)
    {
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE, _ ("“%s” is not one of final, entered_in_error"),
                   text);
      return FALSE;
    }
  G_STRUCT_MEMBER (gboolean, record, field->offset) = in_error;
  return TRUE;
}

GStrv
tide_csv_split_codes (const char *cell)
{
  g_auto (GStrv) parts = g_strsplit (cell, ";", -1);
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();
  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      g_ptr_array_add (codes, g_strdup (parts[i]));
  g_ptr_array_add (codes, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&codes), FALSE);
}

static gboolean
check_codes (const char *text, GError **error)
{
  g_auto (GStrv) codes = tide_csv_split_codes (text);
  for (guint i = 0; codes[i] != NULL; i++)
    {
      if (!tide_icd_is_valid (codes[i]))
        {
          g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE,
                       _ ("“%s” is not an ICD-10-CM code such as F42.2; several are separated by ;"),
                       codes[i]);
          return FALSE;
        }
      for (guint j = 0; j < i; j++)
        if (strcmp (codes[i], codes[j]) == 0)
          {
            g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE, _ ("“%s” stands twice"), codes[i]);
            return FALSE;
          }
    }
  return TRUE;
}

gboolean
tide_csv_read (TideCsvNames *names, const TideCsvTable *table, const TideCsvColumn *column, gpointer record,
               const char *text, GError **error)
{
  if (!g_utf8_validate (text, -1, NULL))
    return refuse (error, TIDE_ERROR_VALUE, _ ("the cell is not UTF-8 text"));
  if (*text == '\0')
    return (column->flags & TIDE_CSV_REQUIRED)
             ? refuse (error, TIDE_ERROR_VALUE, _ ("the cell is empty and may not be"))
             : TRUE;
  switch (column->kind)
    {
    case TIDE_CSV_ID:
      return read_uuid (text, TIDE_RECORD (record)->uuid, error);
    case TIDE_CSV_MRN:
    case TIDE_CSV_COURSE:
    case TIDE_CSV_STAFF_NAME:
    case TIDE_CSV_UUID:
      return read_reference (names, table, column, record, text, error);
    case TIDE_CSV_SEX:
      return read_sex (get_field (table, column), record, text, error);
    case TIDE_CSV_STATUS:
      return read_status (get_field (table, column), record, text, error);
    case TIDE_CSV_DIAGNOSIS:
      return check_codes (text, error);
    case TIDE_CSV_TOTAL:
    case TIDE_CSV_FIELD:
    default:
      return read_field (get_field (table, column), record, text, error);
    }
}
