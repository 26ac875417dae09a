/* csv-fixture.c: folders of CSV files for tests. */
#include "csv-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

char *
csv_fixture_new_folder (void)
{
  static guint n;
  g_autofree char *name = g_strdup_printf ("csv-%u", n++);
  char *folder = test_clinic_dup_path (name);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  return folder;
}

void
csv_fixture_write (const char *folder, const char *file, const char *text)
{
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

char *
csv_fixture_read (const char *folder, const char *file)
{
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autoptr (GError) error = NULL;
  char *text;
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

TideImportReport *
csv_fixture_import (TideClinic *clinic, const char *folder)
{
  g_autoptr (GError) error = NULL;
  TideImportReport *report = tide_csv_import (clinic, folder, FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (report);
  return report;
}

void
csv_fixture_import_all (TideClinic *clinic, const char *folder, guint n)
{
  g_autoptr (TideImportReport) report = csv_fixture_import (clinic, folder);
  for (guint i = 0; i < report->refused->len; i++)
    {
      const TideRefusal *refusal = g_ptr_array_index (report->refused, i);
      g_test_message ("%s:%u: %s “%s”: %s", refusal->file, refusal->line, refusal->column, refusal->value,
                      refusal->reason);
    }
  g_assert_cmpuint (report->refused->len, ==, 0);
  g_assert_cmpuint (tide_import_report_get_n (report), ==, n);
}

void
csv_fixture_assert_refused (const TideImportReport *report, guint index, const char *file, guint line,
                            const char *column, const char *value, const char *says)
{
  g_assert_cmpuint (index, <, report->refused->len);
  const TideRefusal *refusal = g_ptr_array_index (report->refused, index);
  g_test_message ("%s:%u: %s “%s”: %s", refusal->file, refusal->line, refusal->column, refusal->value,
                  refusal->reason);
  g_assert_cmpstr (refusal->file, ==, file);
  g_assert_cmpuint (refusal->line, ==, line);
  g_assert_cmpstr (refusal->column, ==, column);
  g_assert_cmpstr (refusal->value, ==, value);
  if (strstr (refusal->reason, says) == NULL)
    g_error ("the reason “%s” does not say “%s”", refusal->reason, says);
}

void
csv_fixture_assert_empty (TideClinic *clinic)
{
  g_assert_cmpint (tide_clinic_count (clinic, &tide_patient_class), ==, 0);
  g_assert_cmpint (tide_clinic_count (clinic, &tide_staff_class), ==, 0);
  for (guint i = 0; tide_history_arrays[i].klass != NULL; i++)
    g_assert_cmpint (tide_clinic_count (clinic, tide_history_arrays[i].klass), ==, 0);
}

GPtrArray *
csv_fixture_list_by_table (TideClinic *clinic, const char *table)
{
  const TideRecordClass *klass = strcmp (table, "staff") == 0 ? &tide_staff_class : NULL;
  for (guint i = 0; klass == NULL && tide_history_arrays[i].klass != NULL; i++)
    if (strcmp (tide_history_arrays[i].klass->table, table) == 0)
      klass = tide_history_arrays[i].klass;
  g_assert_nonnull (klass);
  GPtrArray *rows = tide_clinic_list (clinic, klass, NULL, 0, NULL);
  g_assert_cmpuint (rows->len, >, 0);
  return rows;
}

void
csv_fixture_assert_same (const char *folder, const char *other)
{
  for (guint i = 0; i < TIDE_CSV_N_FILES; i++)
    {
      g_autofree char *file = g_strconcat (tide_csv_file_get_name (i), ".csv", NULL);
      g_autofree char *first = csv_fixture_read (folder, file), *second = csv_fixture_read (other, file);
      g_assert_cmpstr (first, ==, second);
    }
}
