/* tide-csv-names.c: record numbers, course ids, names and UUIDs for the store's ids, and back.
 *
 * Files of another clinic know nothing of our row ids; each name is asked of the store once.
 */
#include "tide-csv-table.h"

#include <string.h>

void
tide_csv_names_init (TideCsvNames *names, TideClinic *clinic, TideLibrary *library)
{
  names->clinic = clinic;
  names->library = library;
  names->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  names->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

void
tide_csv_names_clear (TideCsvNames *names)
{
  g_clear_pointer (&names->texts, g_hash_table_unref);
  g_clear_pointer (&names->ids, g_hash_table_unref);
}

const TideRecordClass *
tide_csv_column_get_class (const TideCsvTable *table, const TideCsvColumn *column)
{
  static const TideRecordClass *const classes[]
    = { &tide_visit_class,     &tide_note_class, &tide_assessment_data_class, &tide_session_class,
        &tide_screening_class, &tide_goal_class, &tide_safety_plan_class };
  switch (column->kind)
    {
    case TIDE_CSV_MRN:
      return &tide_patient_class;
    case TIDE_CSV_COURSE:
      return &tide_course_class;
    case TIDE_CSV_STAFF_NAME:
      return &tide_staff_class;
    case TIDE_CSV_UUID:
      {
        const TideField *field = tide_record_class_find (table->klass, tide_csv_column_get_field (column));
        for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
          if (strcmp (classes[i]->table, field->refers) == 0)
            return classes[i];
        g_assert_not_reached ();
      }
    default:
      return table->klass;
    }
}

/* The field that names a record of @klass in files; NULL: its UUID does. */
static const char *
get_key (const TideRecordClass *klass)
{
  if (klass == &tide_patient_class)
    return "mrn";
  if (klass == &tide_course_class)
    return "code";
  return klass == &tide_staff_class ? "name" : NULL;
}

static char *
dup_key (gconstpointer record)
{
  const TideRecordClass *klass = ((const TideRecord *) record)->klass;
  const char *key = get_key (klass);
  return key != NULL ? tide_record_field_to_text (record, tide_record_class_find (klass, key))
                     : g_strdup (((const TideRecord *) record)->uuid);
}

char *
tide_csv_names_dup_text (TideCsvNames *names, const TideCsvTable *table, const TideCsvColumn *column,
                         gint64 id)
{
  if (id == 0)
    return g_strdup ("");
  if (names->clinic == NULL)
    return g_strdup (column->kind == TIDE_CSV_UUID ? "00000000-0000-4000-8000-000000000001" : "1");
  const TideRecordClass *klass = tide_csv_column_get_class (table, column);
  g_autofree char *asked = g_strdup_printf ("%s %" G_GINT64_FORMAT, klass->table, id);
  const char *known = g_hash_table_lookup (names->texts, asked);
  if (known != NULL)
    return g_strdup (known);
  gpointer record = tide_clinic_lookup (names->clinic, klass, id, NULL);
  if (record == NULL)
    return g_strdup ("");
  char *text = dup_key (record);
  tide_record_free (record);
  g_hash_table_insert (names->texts, g_steal_pointer (&asked), g_strdup (text));
  return text;
}

static gpointer
look_up (TideCsvNames *names, const TideRecordClass *klass, const char *text)
{
  const char *key = get_key (klass);
  return key != NULL ? tide_clinic_lookup_text (names->clinic, klass, key, text, NULL)
                     : tide_clinic_lookup_uuid (names->clinic, klass, text, NULL);
}

gint64
tide_csv_names_find (TideCsvNames *names, const TideCsvTable *table, const TideCsvColumn *column,
                     const char *text)
{
  if (names->clinic == NULL)
    return 1;
  const TideRecordClass *klass = tide_csv_column_get_class (table, column);
  g_autofree char *asked = g_strconcat (klass->table, " ", text, NULL);
  const gint64 *known = g_hash_table_lookup (names->ids, asked);
  if (known != NULL)
    return *known;
  gpointer record = look_up (names, klass, text);
  if (record == NULL)
    return 0;
  gint64 id = TIDE_RECORD (record)->id;
  tide_record_free (record);
  tide_csv_names_add (names, klass, text, id);
  return id;
}

void
tide_csv_names_add (TideCsvNames *names, const TideRecordClass *klass, const char *text, gint64 id)
{
  g_hash_table_insert (names->ids, g_strconcat (klass->table, " ", text, NULL), g_memdup2 (&id, sizeof id));
}
