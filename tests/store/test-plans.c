/* test-plans.c: every statement goes by an index; none sorts into a temporary table. */

#include "store-fixture.h"

#include <string.h>

/* Statements that read a whole table because that is their purpose, or a small one. Whom time
 * concerns is asked at the start and at midnight, of everybody; a comparison reads everybody treated. */
static const TideSql whole_tables[] = {
  TIDE_SQL_RATING_ORPHANS, TIDE_SQL_SCORE_KEY_LIST, TIDE_SQL_SEARCH_ALL,       TIDE_SQL_SEARCH_COUNT,
  TIDE_SQL_AUDIT_ALL,      TIDE_SQL_AUDIT_HASHES,   TIDE_SQL_AUDIT_NEWEST,     TIDE_SQL_DRAFT_ALL,
  TIDE_SQL_ALERT_OPEN,     TIDE_SQL_RATING_PATIENT, TIDE_SQL_WATCHED_PATIENTS, TIDE_SQL_ASSESSMENT_UNREVIEWED,
  TIDE_SQL_COURSES_OPEN,
};

static char *
explain (TideStore *store, const char *sql)
{
  g_autofree char *question = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
  g_autoptr (GError) error = NULL;
  sqlite3_stmt *statement = tide_db_prepare (store->db, question, &error);
  GString *plan = g_string_new (NULL);

  g_assert_no_error (error);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_string_append_printf (plan, "%s\n", sqlite3_column_text (statement, 3));
  sqlite3_finalize (statement);
  return g_string_free (plan, FALSE);
}

static void
check (TideStore *store, const char *sql, gboolean may_scan)
{
  g_autofree char *plan = explain (store, sql);

  if (strstr (plan, "TEMP B-TREE") != NULL || strstr (plan, "AUTOMATIC") != NULL)
    g_error ("sorts: %s\n%s", sql, plan);
  if (!may_scan && strstr (plan, "SCAN") != NULL && strstr (plan, "SCAN CONSTANT") == NULL)
    g_error ("reads all: %s\n%s", sql, plan);
}

/* With many rows and without any: the plan must not hang on statistics, which a clinic never gathers. */
static void
check_all (TideStore *store)
{
  for (guint i = 0; i < TIDE_N_SQL; i++)
    {
      sqlite3_stmt *statement = tide_store_get_statement (store, (TideSql) i, NULL);
      gboolean may_scan = FALSE;

      g_assert_nonnull (statement);
      for (guint j = 0; j < G_N_ELEMENTS (whole_tables); j++)
        may_scan |= whole_tables[j] == i;
      check (store, sqlite3_sql (statement), may_scan);
    }
  for (guint i = 0; tide_record_classes[i] != NULL; i++)
    {
      const TideRecordClass *klass = tide_record_classes[i];

      check (store, sqlite3_sql (tide_statements_select (store->statements, klass, NULL, NULL)), TRUE);
      check (store, sqlite3_sql (tide_statements_select (store->statements, klass, "id", NULL)), FALSE);
      check (store, sqlite3_sql (tide_statements_select (store->statements, klass, "uuid", NULL)), FALSE);
      check (store, sqlite3_sql (tide_statements_next_id (store->statements, klass, NULL)), FALSE);
      check (store, sqlite3_sql (tide_statements_update (store->statements, klass, NULL)), FALSE);
      for (guint f = 0; f < klass->n_fields; f++)
        if (klass->fields[f].kind == TIDE_FIELD_REFERENCE)
          check (store,
                 sqlite3_sql (tide_statements_select (store->statements, klass, klass->fields[f].name, NULL)),
                 FALSE);
    }
  check (store, sqlite3_sql (tide_statements_select (store->statements, &tide_patient_class, "mrn", NULL)),
         FALSE);
  check (store, sqlite3_sql (tide_statements_select (store->statements, &tide_course_class, "code", NULL)),
         FALSE);
  check (store, sqlite3_sql (tide_statements_select (store->statements, &tide_staff_class, "name", NULL)),
         FALSE);
  check (store, sqlite3_sql (tide_statements_select (store->statements, &tide_setting_class, "key", NULL)),
         FALSE);
}

static void
test_plans (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (TideStore) store = test_store_create_plain (folder->clinic);

  check_all (store);
}

/* Charts and comparisons read the index alone, never the table or the assessments. */
static void
test_ratings_are_covered (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (TideStore) store = test_store_create_plain (folder->clinic);
  static const TideSql statements[]
    = { TIDE_SQL_RATING_SERIES, TIDE_SQL_RATING_SCORE, TIDE_SQL_RATING_PATIENT };

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      sqlite3_stmt *statement = tide_store_get_statement (store, statements[i], NULL);
      g_autofree char *plan = explain (store, sqlite3_sql (statement));

      g_assert_nonnull (strstr (plan, "USING COVERING INDEX rating_by_score"));
    }
}

/* Today asks for them at each refresh: they are read from an index that holds nothing else. */
static void
test_unreviewed_are_few (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (TideStore) store = test_store_create_plain (folder->clinic);
  sqlite3_stmt *statement = tide_store_get_statement (store, TIDE_SQL_ASSESSMENT_UNREVIEWED, NULL);
  g_autofree char *plan = explain (store, sqlite3_sql (statement));

  g_assert_nonnull (strstr (plan, "USING INDEX assessment_unreviewed"));
}

/* The habits that keep another engine possible, and no rounding of integers. */
static void
test_schema_habits (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (TideStore) store = test_store_create_plain (folder->clinic);
  sqlite3_stmt *tables = tide_db_prepare (
    store->db, "SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name", NULL);

  while (sqlite3_step (tables) == SQLITE_ROW)
    {
      const char *name = (const char *) sqlite3_column_text (tables, 0);
      const char *sql = (const char *) sqlite3_column_text (tables, 1);
      g_autofree char *pragma = g_strdup_printf ("PRAGMA table_info (\"%s\")", name);
      sqlite3_stmt *columns = tide_db_prepare (store->db, pragma, NULL);

      g_assert_null (strstr (sql, " REAL"));
      while (sqlite3_step (columns) == SQLITE_ROW)
        {
          const char *column = (const char *) sqlite3_column_text (columns, 1);
          const char *type = (const char *) sqlite3_column_text (columns, 2);
          g_autofree char *plain = g_strdup_printf ("CHECK (%s = CAST (%s AS INTEGER))", column, column);
          g_autofree char *flag = g_strdup_printf ("CHECK (%s IN (0, 1))", column);
          g_autofree char *quoted = g_strdup_printf ("CHECK (\"%s\" IN (0, 1))", column);

          if (strcmp (type, "INTEGER") == 0 && strstr (sql, plain) == NULL && strstr (sql, flag) == NULL
              && strstr (sql, quoted) == NULL && strcmp (column, "id") != 0 && strcmp (column, "number") != 0)
            g_error ("%s.%s has no check", name, column);
        }
      sqlite3_finalize (columns);
    }
  sqlite3_finalize (tables);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/plans/go-by-index-and-never-sort", test_plans);
  g_test_add_func ("/store/plans/ratings-are-read-from-the-index-alone", test_ratings_are_covered);
  g_test_add_func ("/store/plans/unreviewed-reports-have-an-index-of-their-own", test_unreviewed_are_few);
  g_test_add_func ("/store/plans/every-integer-column-has-its-check", test_schema_habits);
  return g_test_run ();
}
