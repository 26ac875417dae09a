/* store-fixture.c: folders, clinics and records for the store's tests. */

#include "store-fixture.h"

#include "tide-keys.h"

#include <ftw.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>

TestFolder *
test_folder_new (void)
{
  TestFolder *folder = g_new0 (TestFolder, 1);

  folder->parent = g_dir_make_tmp ("tide-store-XXXXXX", NULL);
  g_assert_nonnull (folder->parent);
  folder->clinic = g_build_filename (folder->parent, "clinic", NULL);
  return folder;
}

static int
remove_one (const char *path, const struct stat *info, int kind, struct FTW *walk)
{
  return remove (path);
}

void
test_folder_free (TestFolder *folder)
{
  nftw (folder->parent, remove_one, 16, FTW_DEPTH | FTW_PHYS);
  g_free (folder->parent);
  g_free (folder->clinic);
  g_free (folder);
}

TidePassphrase
test_passphrase (const char *text)
{
  return (TidePassphrase){ text, strlen (text) };
}

static void
make_cheap (void)
{
  tide_keys_set_limits_for_test (crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN);
}

TideStore *
test_store_create (const char *clinic)
{
  TidePassphrase passphrase = test_passphrase (PASSPHRASE);
  g_autoptr (GError) error = NULL;
  TideStore *store;

  make_cheap ();
  store = tide_store_create (clinic, tide_store_can_encrypt () ? &passphrase : NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (store);
  return store;
}

TideStore *
test_store_create_plain (const char *clinic)
{
  g_autoptr (GError) error = NULL;
  TideStore *store = tide_store_create (clinic, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (store);
  return store;
}

TideStore *
test_store_open (const char *clinic)
{
  TidePassphrase passphrase = test_passphrase (PASSPHRASE);
  g_autoptr (GError) error = NULL;
  TideStore *store = tide_store_open (clinic, &passphrase, 0, &error);

  g_assert_no_error (error);
  g_assert_nonnull (store);
  return store;
}

static void
fill_field (gpointer record, const TideField *field, GHashTable *ids)
{
  void *member = (char *) record + field->offset;
  gint64 *id;

  switch (field->kind)
    {
    case TIDE_FIELD_TEXT:
      tide_record_set_text (member, "a “b” \\ c\nä=1;'");
      break;
    case TIDE_FIELD_INTEGER:
      *(gint64 *) member = (gint64) MAX (field->minimum, 1);
      break;
    case TIDE_FIELD_REAL:
      *(double *) member
        = field->maximum > field->minimum ? field->minimum + (field->maximum - field->minimum) / 3 : 0.1;
      break;
    case TIDE_FIELD_BOOLEAN:
      *(gboolean *) member = TRUE;
      break;
    case TIDE_FIELD_DATE:
      *(TideDate *) member = tide_date_from_ymd (2024, 2, 29);
      break;
    case TIDE_FIELD_INSTANT:
      *(TideInstant *) member = (TideInstant){ 1763645525, -90,
                                               (field->flags & TIDE_FIELD_SECONDS) ? TIDE_PRECISION_SECOND
                                                                                   : TIDE_PRECISION_MINUTE };
      break;
    case TIDE_FIELD_CODE:
      *(int *) member = (int) g_strv_length ((char **) field->codes) - 1;
      break;
    case TIDE_FIELD_REFERENCE:
      id = ids != NULL ? g_hash_table_lookup (ids, field->refers) : NULL;
      *(gint64 *) member = id != NULL ? *id : 0;
      break;
    default:
      g_assert_not_reached ();
    }
}

gpointer
test_record_fill (const TideRecordClass *klass, GHashTable *ids)
{
  gpointer record = tide_record_new (klass);

  for (guint i = 0; i < klass->n_fields; i++)
    fill_field (record, &klass->fields[i], ids);
  if (klass == &tide_assessment_data_class)
    {
      TideAssessmentData *data = record;

      data->status = TIDE_STATUS_FINAL;
      tide_record_set_text (&data->scores, "obsessions=14~;compulsions=!;total=27.5");
    }
  return record;
}

TidePatient *
test_patient (const char *mrn, const char *family_name, const char *given_name, const char *birth)
{
  TidePatient *patient = tide_patient_new ();

  tide_record_set_text (&patient->mrn, mrn);
  tide_record_set_text (&patient->family_name, family_name);
  tide_record_set_text (&patient->given_name, given_name);
  if (birth != NULL)
    g_assert_true (tide_date_parse (birth, &patient->birth_date, NULL));
  return patient;
}

TideAssessmentData *
test_assessment (gint64 patient_id, const char *taken, const char *scores)
{
  TideAssessmentData *data = tide_assessment_data_new ();

  data->patient_id = patient_id;
  data->status = TIDE_STATUS_FINAL;
  tide_record_set_text (&data->instrument_id, "ybocs");
  tide_record_set_text (&data->instrument_version, "1");
  tide_record_set_text (&data->answers, "1=2;2=-");
  tide_record_set_text (&data->scores, scores);
  g_assert_true (tide_instant_parse (taken, &data->taken, NULL));
  return data;
}

void
test_insert (TideStore *store, gpointer record)
{
  g_autoptr (GError) error = NULL;

  tide_store_begin (store, &error);
  g_assert_no_error (error);
  tide_store_insert (store, record, &error);
  g_assert_no_error (error);
  tide_store_commit (store, &error);
  g_assert_no_error (error);
}

void
test_update (TideStore *store, gpointer record)
{
  g_autoptr (GError) error = NULL;

  tide_store_begin (store, &error);
  g_assert_no_error (error);
  tide_store_update (store, record, &error);
  g_assert_no_error (error);
  tide_store_commit (store, &error);
  g_assert_no_error (error);
}

gint64
test_take (TideStore *store, gpointer record)
{
  gint64 id;

  test_insert (store, record);
  id = TIDE_RECORD (record)->id;
  tide_record_free (record);
  return id;
}

void
test_sql (TideStore *store, const char *sql)
{
  g_autoptr (GError) error = NULL;

  tide_db_exec (store->db, sql, &error);
  g_assert_no_error (error);
}

gint64
test_sql_integer (TideStore *store, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 value = 0;

  tide_db_get_integer (store->db, sql, &value, &error);
  g_assert_no_error (error);
  return value;
}

static GPtrArray *printed_lines;

static int
print_one (const char *path, const struct stat *info, int kind, struct FTW *walk)
{
  g_autofree char *content = NULL;
  g_autofree char *hash = g_strdup ("-");
  gsize length = 0;

  if (kind == FTW_F && g_file_get_contents (path, &content, &length, NULL))
    {
      g_free (hash);
      hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) content, length);
    }
  g_ptr_array_add (printed_lines,
                   g_strdup_printf ("%s %o %" G_GSIZE_FORMAT " %s", path, info->st_mode, length, hash));
  return 0;
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

char *
test_folder_print (const char *path)
{
  char *text;

  printed_lines = g_ptr_array_new_with_free_func (g_free);
  nftw (path, print_one, 16, FTW_PHYS);
  g_ptr_array_sort (printed_lines, compare_lines);
  g_ptr_array_add (printed_lines, NULL);
  text = g_strjoinv ("\n", (char **) printed_lines->pdata);
  g_ptr_array_unref (printed_lines);
  return text;
}
