/* test-beat-the-blues.c: a real trial comes in with all that is known of it and nothing that is not.
 *
 * The facts are those of tests/data/beat-the-blues/README.md (Proudfoot et al. 2003, data set BtheB of
 * HSAUR3).
 */
#include "csv-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

static char *source;

static TideClinic *
new_clinic (gboolean with_scale)
{
  TideClinic *clinic = test_clinic_new (FALSE);
  if (!with_scale)
    return clinic;
  g_autofree char *from = g_build_filename (source, "bdi2.xml", NULL), *text = NULL;
  g_autofree char *folder = g_build_filename (tide_clinic_get_folder (clinic), "instruments", NULL);
  g_assert_true (g_file_get_contents (from, &text, NULL, NULL));
  g_mkdir (folder, 0700);
  csv_fixture_write (folder, "bdi2.xml", text);

  /* A clinic reads its own scales when it is opened. */
  g_autofree char *path = g_strdup (tide_clinic_get_folder (clinic));
  g_autoptr (GError) error = NULL;
  tide_clinic_close (clinic);
  g_object_unref (clinic);
  clinic = tide_clinic_open (path, NULL, 0, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) problems = g_ptr_array_ref (tide_clinic_get_library_problems (clinic));
  if (problems->len > 0)
    g_error ("%s", (const char *) g_ptr_array_index (problems, 0));
  return clinic;
}

static guint
count_arm (TideClinic *clinic, const char *arm, gboolean with_start)
{
  g_autoptr (GPtrArray) courses = tide_clinic_list (clinic, &tide_course_class, NULL, 0, NULL);
  guint n = 0;
  for (guint i = 0; i < courses->len; i++)
    {
      const TideCourse *course = g_ptr_array_index (courses, i);
      if (course->arm == tide_code_from_text (tide_arm_codes, arm)
          && tide_date_is_known (course->started_on) == with_start)
        n++;
    }
  return n;
}

typedef struct
{
  gint64 patient_id, first_utc;
  guint by_visit[5];
  guint n;
} Visits;

/* Visits were before treatment and at 2, 3, 5 and 8 months of 30.44 days. */
static gboolean
count_visit (const TideRating *rating, gpointer data)
{
  static const int months[] = { 0, 2, 3, 5, 8 };
  Visits *visits = data;
  if (rating->patient_id != visits->patient_id)
    visits->first_utc = rating->taken_utc;
  visits->patient_id = rating->patient_id;
  int days = (int) ((rating->taken_utc - visits->first_utc + 43200) / 86400);
  for (guint i = 0; i < G_N_ELEMENTS (months); i++)
    if (ABS (days - months[i] * 30.44) < 3)
      visits->by_visit[i]++;
  visits->n++;
  g_assert_true (rating->flags & TIDE_RATING_TOTAL_ONLY);
  g_assert_true (rating->flags & TIDE_RATING_SELF);
  g_assert_cmpint (rating->rater_id, ==, 0);
  return TRUE;
}

static void
test_facts (void)
{
  g_autoptr (TideClinic) clinic = new_clinic (TRUE);
  csv_fixture_import_all (clinic, source, 100 + 52 + 48 + 44 + 380);
  g_assert_cmpint (tide_clinic_count (clinic, &tide_patient_class), ==, 100);
  g_assert_cmpuint (count_arm (clinic, "cbt", TRUE), ==, 52);
  g_assert_cmpuint (count_arm (clinic, "usual_care", TRUE), ==, 48);
  g_assert_cmpuint (count_arm (clinic, "antidepressant", FALSE), ==, 44);
  g_assert_cmpint (tide_clinic_count (clinic, &tide_course_class), ==, 52 + 48 + 44);

  Visits visits = { 0 };
  g_assert_true (tide_clinic_foreach_rating (clinic, "bdi2", "total", count_visit, &visits, NULL));
  g_assert_cmpuint (visits.n, ==, 380);
  static const guint expected[] = { 100, 97, 73, 58, 52 };
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpuint (visits.by_visit[i], ==, expected[i]);
}

static void
test_unknown_stays_unknown (void)
{
  g_autoptr (TideClinic) clinic = new_clinic (TRUE);
  csv_fixture_import_all (clinic, source, 624);
  g_autoptr (GPtrArray) patients = tide_clinic_list (clinic, &tide_patient_class, NULL, 0, NULL);
  for (guint i = 0; i < patients->len; i++)
    {
      const TidePatient *patient = g_ptr_array_index (patients, i);
      g_assert_false (tide_date_is_known (patient->birth_date));
      g_assert_cmpint (patient->sex, ==, TIDE_SEX_UNKNOWN);
      g_assert_false (patient->synthetic);
    }
  g_assert_cmpint (tide_clinic_count (clinic, &tide_staff_class), ==, 0);
}

/* The second row of the file: 29 on 11 January 2001, then 2. */
static void
test_one_participant (void)
{
  g_autoptr (TideClinic) clinic = new_clinic (TRUE);
  csv_fixture_import_all (clinic, source, 624);
  g_autoptr (TidePatient) patient
    = tide_clinic_lookup_text (clinic, &tide_patient_class, "mrn", "BTB-001", NULL);
  guint n;
  g_autofree TideRating *ratings
    = tide_clinic_load_ratings (clinic, patient->base.id, "bdi2", "total", &n, NULL);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpfloat (tide_rating_get_value (&ratings[0]), ==, 29);
  g_assert_cmpfloat (tide_rating_get_value (&ratings[1]), ==, 2);
  g_autoptr (GPtrArray) diagnoses
    = tide_clinic_list (clinic, &tide_diagnosis_class, "patient_id", patient->base.id, NULL);
  g_assert_cmpuint (diagnoses->len, ==, 1);
  g_assert_cmpstr (((TideDiagnosis *) g_ptr_array_index (diagnoses, 0))->code, ==, "F32.A");
}

static void
test_twice (void)
{
  g_autoptr (TideClinic) clinic = new_clinic (TRUE);
  csv_fixture_import_all (clinic, source, 624);
  g_autofree char *before = tide_clinic_get_audit_head (clinic, NULL);
  g_autoptr (TideImportReport) report = csv_fixture_import (clinic, source);
  g_assert_cmpuint (report->refused->len, ==, 0);
  g_assert_cmpuint (report->duplicates, ==, 624);
  g_assert_cmpuint (tide_import_report_get_n (report), ==, 0);
  g_autofree char *after = tide_clinic_get_audit_head (clinic, NULL);
  g_assert_cmpstr (before, ==, after);
}

static void
test_without_the_scale (void)
{
  g_autoptr (TideClinic) clinic = new_clinic (FALSE);
  g_autoptr (TideImportReport) report = csv_fixture_import (clinic, source);
  g_assert_cmpuint (report->refused->len, ==, 380);
  csv_fixture_assert_refused (report, 0, "assessments.csv", 2, "instrument", "bdi2", "instruments");
  csv_fixture_assert_empty (clinic);
}

/* A broken site file is named where its scale is missed. */
static void
test_broken_scale (void)
{
  g_autoptr (TideClinic) first = test_clinic_new (FALSE);
  g_autofree char *path = g_strdup (tide_clinic_get_folder (first));
  g_autofree char *folder = g_build_filename (path, "instruments", NULL);
  g_autoptr (GError) error = NULL;
  g_mkdir (folder, 0700);
  csv_fixture_write (folder, "bdi2.xml", "<instrument id=\"bdi2\">\n</oops>\n");
  tide_clinic_close (first);
  g_autoptr (TideClinic) clinic = tide_clinic_open (path, NULL, 0, &error);
  g_assert_no_error (error);
  g_autoptr (TideImportReport) report = csv_fixture_import (clinic, source);
  csv_fixture_assert_refused (report, 0, "assessments.csv", 2, "instrument", "bdi2", "bdi2.xml:2:");
}

static void
test_round_trip (void)
{
  g_autoptr (TideClinic) clinic = new_clinic (TRUE), other = new_clinic (TRUE);
  g_autofree char *first = csv_fixture_new_folder (), *second = csv_fixture_new_folder ();
  g_autoptr (GError) error = NULL;
  csv_fixture_import_all (clinic, source, 624);
  tide_csv_export (clinic, first, 0, &error);
  g_assert_no_error (error);
  csv_fixture_import_all (other, first, 624 + 100); /* and the 100 diagnoses, now a file of their own */
  tide_csv_export (other, second, 0, &error);
  g_assert_no_error (error);
  csv_fixture_assert_same (first, second);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  source = g_test_build_filename (G_TEST_DIST, "data", "beat-the-blues", NULL);
  g_test_add_func ("/exchange/beat-the-blues/the-facts-of-its-readme", test_facts);
  g_test_add_func ("/exchange/beat-the-blues/unknown-stays-unknown", test_unknown_stays_unknown);
  g_test_add_func ("/exchange/beat-the-blues/one-participant-in-full", test_one_participant);
  g_test_add_func ("/exchange/beat-the-blues/importing-twice-changes-nothing", test_twice);
  g_test_add_func ("/exchange/beat-the-blues/a-scale-that-is-not-there-is-named", test_without_the_scale);
  g_test_add_func ("/exchange/beat-the-blues/a-broken-scale-is-named", test_broken_scale);
  g_test_add_func ("/exchange/beat-the-blues/round-trip-to-the-byte", test_round_trip);
  int result = g_test_run ();
  g_free (source);
  return result;
}
