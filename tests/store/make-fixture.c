/* make-fixture.c: prints the clinic that test-migrate lifts later, as SQL.
 *
 * Run once when a migration is finished, before the next one is begun:
 *   build/tests/store/make-fixture >tests/store/fixtures/NNNN.sql
 * The people are invented; every record class has a row, every field a value.
 */

#include "store-fixture.h"

#include <stdio.h>
#include <string.h>

static void
fill_clinic (TideStore *store)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  static gint64 one = 1;
  TidePatient *hanna = test_patient ("S-0001", "Lindqvist", "Hanna (synthetic)", "1991-06-14");
  TidePatient *joerg = test_patient ("S-0002", "Müller", "Jörg (synthetic)", NULL);

  TidePatient *nobody = test_patient ("S-0003", "Lindqvist", "Entered in error", NULL);

  tide_store_set_person (store, "Dr. Test");
  hanna->synthetic = joerg->synthetic = TRUE;
  nobody->entered_in_error = TRUE;
  test_take (store, hanna);
  test_take (store, joerg);
  test_take (store, nobody);
  for (guint i = 0; tide_record_classes[i] != NULL; i++)
    {
      const TideRecordClass *klass = tide_record_classes[i];

      if (klass == &tide_assessment_data_class)
        {
          test_take (store,
                     test_assessment (1, "2025-01-07T10:30+01:00", "obsessions=14;compulsions=13;total=27"));
          TideAssessmentData *report
            = test_assessment (1, "2025-03-18", "obsessions=7~;compulsions=7;total=14~");
          report->review = TIDE_LOOK_DONE;
          report->reviewed_by = 1;
          report->reviewed = tide_instant_from_local (tide_date_from_ymd (2025, 3, 19), 9, 5);
          test_take (store, report);
        }
      else if (klass != &tide_patient_class)
        test_take (store, test_record_fill (klass, ids));
      g_hash_table_insert (ids, (gpointer) klass->table, &one);
    }
  g_assert_true (tide_store_save_draft (store, 1, "assessment:ybocs", "1=2", NULL));
}

/* SQLite's own quote () loses digits of a real number. */
static void
print_value (sqlite3_stmt *statement, int column)
{
  g_autofree char *number = NULL;
  char *quoted;

  if (sqlite3_column_type (statement, column) == SQLITE_FLOAT)
    {
      number = tide_number_to_text (sqlite3_column_double (statement, column));
      printf ("%s", number);
      return;
    }
  if (sqlite3_column_type (statement, column) == SQLITE_TEXT)
    quoted = sqlite3_mprintf ("%Q", sqlite3_column_text (statement, column));
  else
    quoted = sqlite3_mprintf ("%s", sqlite3_column_type (statement, column) == SQLITE_NULL
                                      ? "NULL"
                                      : (const char *) sqlite3_column_text (statement, column));
  printf ("%s", quoted);
  sqlite3_free (quoted);
}

static void
print_rows (TideStore *store, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\"", table);
  sqlite3_stmt *statement = tide_db_prepare (store->db, sql, NULL);

  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      printf ("INSERT INTO \"%s\" VALUES (", table);
      for (int column = 0; column < sqlite3_column_count (statement); column++)
        {
          printf ("%s", column > 0 ? ", " : "");
          print_value (statement, column);
        }
      printf (");\n");
    }
  sqlite3_finalize (statement);
}

int
main (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (TideStore) store = test_store_create_plain (folder->clinic);
  sqlite3_stmt *schema;

  fill_clinic (store);
  printf ("-- A clinic as version %d left it; the people are invented.\nPRAGMA foreign_keys = OFF;\nBEGIN;\n",
          (int) test_sql_integer (store, "PRAGMA user_version"));
  schema = tide_db_prepare (
    store->db, "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type DESC, name",
    NULL);
  while (sqlite3_step (schema) == SQLITE_ROW)
    {
      printf ("%s;\n", sqlite3_column_text (schema, 2));
      if (strcmp ((const char *) sqlite3_column_text (schema, 0), "table") == 0)
        print_rows (store, (const char *) sqlite3_column_text (schema, 1));
    }
  sqlite3_finalize (schema);
  printf ("COMMIT;\nPRAGMA user_version = %d;\n", (int) test_sql_integer (store, "PRAGMA user_version"));
  return 0;
}
