/* test-verify.c: whatever is done to the database behind the program's back is named. */

#include "store-fixture.h"

#include <string.h>

typedef struct
{
  TestFolder *folder;
  TideStore *store;
  gint64 anna;
} Fixture;

/* Seven audit rows: two patients, four assessments, one change. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TideAssessmentData) changed = NULL;

  fixture->folder = test_folder_new ();
  fixture->store = test_store_create (fixture->folder->clinic);
  tide_store_set_person (fixture->store, "Dr. Ott");
  fixture->anna = test_take (fixture->store, test_patient ("1", "Abel", "Anna", "1984-03-12"));
  test_take (fixture->store, test_patient ("2", "Bauer", "Bert", NULL));
  test_take (fixture->store, test_assessment (fixture->anna, "2025-01-01", "total=20"));
  test_take (fixture->store, test_assessment (fixture->anna, "2025-01-02T10:00+01:00", "total=21"));
  test_take (fixture->store, test_assessment (2, "2025-01-03", "total=22"));
  test_take (fixture->store, test_assessment (2, "2025-01-04", "total=23"));
  changed = tide_store_lookup (fixture->store, &tide_assessment_data_class, 1, NULL);
  tide_record_set_text (&changed->reason, "line one\nline two \\ end");
  test_update (fixture->store, changed);
  test_sql (fixture->store, "PRAGMA foreign_keys = OFF");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->store);
  g_clear_pointer (&fixture->folder, test_folder_free);
}

static TideVerification *
verify (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  TideVerification *result = tide_store_verify (fixture->store, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (result->integrity, ==, "ok");
  return result;
}

/* All that was found, in one text. */
static char *
find (Fixture *fixture)
{
  g_autoptr (TideVerification) result = verify (fixture);
  GPtrArray *lists[] = { result->breaks, result->changed, result->missing, result->unaudited };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (guint j = 0; j < lists[i]->len; j++)
      g_string_append_printf (text, "%s\n", (char *) lists[i]->pdata[j]);
  g_assert_true (result->ok == (text->len == 0));
  return g_string_free (text, FALSE);
}

static void
test_whole (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TideVerification) result = verify (fixture);
  g_autofree char *head = tide_store_get_audit_head (fixture->store, NULL);
  g_autofree char *found = find (fixture);

  g_assert_cmpstr (found, ==, "");
  g_assert_true (result->ok);
  g_assert_cmpint (result->audit_rows, ==, 7);
  g_assert_cmpint (result->rows_checked, ==, 6);
  g_assert_cmpstr (result->head, ==, head);
}

static void
expect (Fixture *fixture, const char *sql, const char *expected)
{
  g_autofree char *found = NULL;

  test_sql (fixture->store, sql);
  found = find (fixture);
  g_assert_cmpstr (found, ==, expected);
}

static void
test_changed_score (Fixture *fixture, gconstpointer data)
{
  expect (fixture, "UPDATE assessment SET scores = 'total=12' WHERE id = 2",
          "assessment 2: scores total=21 in the audit, total=12 in the table\n"
          "assessment 2, rating total: 12 in the assessment, 21 in the ratings\n");
}

static void
test_changed_rating (Fixture *fixture, gconstpointer data)
{
  expect (fixture, "UPDATE rating SET value = 17 * 2520 WHERE assessment_id = 1",
          "assessment 1, rating total: 20 in the assessment, 17 in the ratings\n");
}

static void
test_changed_moment (Fixture *fixture, gconstpointer data)
{
  g_autofree char *found = NULL;

  /* Three hours within the same day: the day's text is the same, the order is not. */
  test_sql (fixture->store, "UPDATE assessment SET taken_utc = taken_utc + 10800 WHERE id = 1");
  found = find (fixture);
  g_assert_nonnull (strstr (found, "assessment 1: taken 2025-01-01 ("));
  g_assert_nonnull (
    strstr (found, "assessment 1, rating total: its circumstances are not those of the assessment"));
}

static void
test_unreadable_row (Fixture *fixture, gconstpointer data)
{
  g_autofree char *found = NULL;

  test_sql (fixture->store, "UPDATE patient SET birth_date = '1984-99-12' WHERE id = 1");
  found = find (fixture);
  g_assert_true (g_str_has_prefix (found, "patient 1, birth_date: "));
}

static void
test_deleted_row (Fixture *fixture, gconstpointer data)
{
  expect (
    fixture, "DELETE FROM assessment WHERE id = 3",
    "assessment 3: is in the audit, not in the table\nrating of assessment 3: there is no such assessment\n");
}

static void
test_inserted_row (Fixture *fixture, gconstpointer data)
{
  expect (fixture, "INSERT INTO staff (id, uuid, name) VALUES (1, '0', 'Nobody')",
          "staff 1: is in the table, not in the audit\n");
}

static void
test_swapped (Fixture *fixture, gconstpointer data)
{
  g_autofree char *found = NULL;

  test_sql (fixture->store,
            "UPDATE assessment SET id = 99 WHERE id = 3; UPDATE assessment SET id = 3 WHERE id = 4;"
            "UPDATE assessment SET id = 4 WHERE id = 99");
  found = find (fixture);
  g_assert_nonnull (strstr (found, "assessment 3: uuid "));
  g_assert_nonnull (strstr (found, "assessment 4: uuid "));
}

static void
test_hidden_patient (Fixture *fixture, gconstpointer data)
{
  expect (fixture, "UPDATE patient_search SET sort_key = 'zzz' WHERE patient_id = 2",
          "patient 2: is not found under its name\n");
}

static void
test_changed_audit (Fixture *fixture, gconstpointer data)
{
  expect (fixture, "UPDATE audit SET who = 'Dr. No' WHERE number = 4",
          "audit row 4: its hash does not follow from it and the row before\n");
}

static void
test_deleted_audit (Fixture *fixture, gconstpointer data)
{
  g_autofree char *found = NULL;

  test_sql (fixture->store, "DELETE FROM audit WHERE number = 4");
  found = find (fixture);
  g_assert_nonnull (strstr (found, "audit row 4: is missing\n"));
  g_assert_nonnull (strstr (found, "audit row 5: its hash"));
  g_assert_nonnull (strstr (found, "assessment 2: is in the table, not in the audit\n"));
}

static void
test_inserted_audit (Fixture *fixture, gconstpointer data)
{
  expect (
    fixture,
    "INSERT INTO audit SELECT 8, at_utc, at_offset, who, 'view', NULL, 0, 1, NULL, NULL, hash FROM audit"
    " WHERE number = 7",
    "audit row 8: its hash does not follow from it and the row before\n"
    "audit row 8: stands after the head, row 7\n");
}

static void
test_swapped_audit (Fixture *fixture, gconstpointer data)
{
  g_autofree char *found = NULL;

  test_sql (fixture->store,
            "UPDATE audit SET number = 99 WHERE number = 5; UPDATE audit SET number = 5 WHERE number = 6;"
            "UPDATE audit SET number = 6 WHERE number = 99");
  found = find (fixture);
  g_assert_nonnull (strstr (found, "audit row 5: its hash"));
  g_assert_nonnull (strstr (found, "audit row 6: its hash"));
}

static void
test_cut_tail (Fixture *fixture, gconstpointer data)
{
  g_autofree char *found = NULL;

  test_sql (fixture->store, "DELETE FROM audit WHERE number > 5");
  found = find (fixture);
  g_assert_nonnull (strstr (found, "audit rows 6 to 7: are missing\n"));
}

/* Somebody who cuts the tail and sets the head back leaves a chain that holds; the head on a printed page
 * tells. */
static void
test_cut_tail_and_head (Fixture *fixture, gconstpointer data)
{
  g_autofree char *printed = tide_store_get_audit_head (fixture->store, NULL);
  g_autofree char *found = NULL;
  g_autofree char *spaced = g_strdup_printf ("%.4s %.4s %.4s", printed, printed + 4, printed + 8);
  g_autoptr (GError) error = NULL;
  gint64 number = 0;

  g_assert_true (tide_store_has_head (fixture->store, printed, &number, &error));
  g_assert_cmpint (number, ==, 7);
  g_assert_true (tide_store_has_head (fixture->store, spaced, &number, &error));
  g_assert_cmpint (number, ==, 7);
  test_sql (fixture->store,
            "DELETE FROM assessment WHERE id = 4; DELETE FROM rating WHERE assessment_id = 4;"
            "UPDATE assessment SET reason = NULL WHERE id = 1; DELETE FROM audit WHERE number > 5;"
            "UPDATE audit_head SET number = 5, hash = (SELECT hash FROM audit WHERE number = 5)");
  found = find (fixture);
  g_assert_cmpstr (found, ==, "");
  g_assert_false (tide_store_has_head (fixture->store, printed, &number, &error));
  g_assert_no_error (error);
}

static void
test_bad_head (Fixture *fixture, gconstpointer data)
{
  static const char *const bad[] = { "", "1234567", "xyz45678", "12345678z" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (tide_store_has_head (fixture->store, bad[i], NULL, &error));
      g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
      g_assert_nonnull (strstr (error->message, "8 to 64 hexadecimal digits"));
    }
}

/* Each write's hash is the BLAKE2b of the row and the hash before: a rewritten row needs all later ones
 * rewritten. */
static void
test_rewritten_chain_loses_printed_heads (Fixture *fixture, gconstpointer data)
{
  g_autofree char *printed = tide_store_get_audit_head (fixture->store, NULL);
  g_autoptr (GPtrArray) rows = tide_store_list_audit (fixture->store, 0, 0, NULL);
  g_autofree char *found = NULL;
  TideAuditHead previous;

  tide_audit_get_origin (fixture->store->clinic_uuid, &previous);
  for (guint i = rows->len; i > 0; i--)
    {
      TideAuditRow *row = rows->pdata[i - 1];
      gint64 patient_id = row->row_id == 3 || row->row_id == 4 || row->number == 2 ? 2 : 1;
      g_autofree char *sql = NULL;

      g_free (row->who);
      row->who = g_strdup ("Dr. No");
      tide_audit_hash (row, patient_id, previous.hash, row->hash);
      g_strlcpy (previous.hash, row->hash, sizeof previous.hash);
      sql = g_strdup_printf ("UPDATE audit SET who = 'Dr. No', hash = '%s' WHERE number = %d", row->hash,
                             (int) row->number);
      test_sql (fixture->store, sql);
    }
  test_sql (fixture->store, "UPDATE audit_head SET hash = (SELECT hash FROM audit WHERE number = 7)");
  found = find (fixture);
  g_assert_cmpstr (found, ==, "");
  g_assert_false (tide_store_has_head (fixture->store, printed, NULL, NULL));
}

static void
test_damage_is_told (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TideVerification) result = NULL;

  test_sql (fixture->store,
            "PRAGMA writable_schema = ON;"
            "UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name = 'staff')"
            " WHERE name = 'setting'");
  g_clear_object (&fixture->store);
  fixture->store = test_store_open (fixture->folder->clinic);
  result = tide_store_verify (fixture->store, NULL, NULL, NULL);
  g_assert_nonnull (result);
  g_assert_false (result->ok);
  g_assert_cmpstr (result->integrity, !=, "ok");
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 300; i++)
    g_assert_true (tide_store_log (fixture->store, "view", NULL, 0, fixture->anna, NULL, NULL));
  g_cancellable_cancel (cancellable);
  g_assert_null (tide_store_verify (fixture->store, NULL, cancellable, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_CANCELLED);
}

static void
test_audit_says_who_and_what (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) rows = tide_store_list_audit (fixture->store, fixture->anna, 2, NULL);
  const TideAuditRow *newest = rows->pdata[0], *older = rows->pdata[1];
  g_autofree char *reason = tide_audit_image_get (newest->after, "reason");

  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpint (newest->number, ==, 7);
  g_assert_cmpstr (newest->who, ==, "Dr. Ott");
  g_assert_cmpstr (newest->action, ==, "update");
  g_assert_cmpstr (newest->table, ==, "assessment");
  g_assert_cmpint (newest->row_id, ==, 1);
  g_assert_null (strstr (newest->before, "reason="));
  g_assert_cmpstr (reason, ==, "line one\nline two \\ end");
  g_assert_cmpstr (older->action, ==, "create");
  g_assert_null (older->before);
  g_assert_true (
    tide_store_log (fixture->store, "view", "patient", fixture->anna, fixture->anna, "chart", NULL));
  g_clear_pointer (&rows, g_ptr_array_unref);
  rows = tide_store_list_audit (fixture->store, 0, 1, NULL);
  g_assert_cmpstr (((TideAuditRow *) rows->pdata[0])->action, ==, "view");
  g_assert_cmpstr (((TideAuditRow *) rows->pdata[0])->after, ==, "chart");
}

#define ADD(name, func) g_test_add ("/store/verify/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-whole-clinic-is-found-whole", test_whole);
  ADD ("changed-score-is-named", test_changed_score);
  ADD ("changed-rating-is-named", test_changed_rating);
  ADD ("changed-moment-of-the-same-day-is-named", test_changed_moment);
  ADD ("unreadable-row-is-named", test_unreadable_row);
  ADD ("deleted-row-is-named", test_deleted_row);
  ADD ("inserted-row-is-named", test_inserted_row);
  ADD ("swapped-rows-are-named", test_swapped);
  ADD ("patient-hidden-from-search-is-named", test_hidden_patient);
  ADD ("changed-audit-row-is-named", test_changed_audit);
  ADD ("deleted-audit-row-is-named", test_deleted_audit);
  ADD ("inserted-audit-row-is-named", test_inserted_audit);
  ADD ("swapped-audit-rows-are-named", test_swapped_audit);
  ADD ("cut-tail-is-named", test_cut_tail);
  ADD ("cut-tail-with-head-set-back-lacks-the-printed-head", test_cut_tail_and_head);
  ADD ("rewritten-chain-loses-the-printed-head", test_rewritten_chain_loses_printed_heads);
  ADD ("head-that-is-none-is-refused", test_bad_head);
  ADD ("damage-is-told", test_damage_is_told);
  ADD ("can-be-cancelled", test_cancelled);
  ADD ("audit-says-who-did-what", test_audit_says_who_and_what);
  return g_test_run ();
}
