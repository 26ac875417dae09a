/* tide-clinic-fixture.c: a clinic in a temporary folder for tests. */
#include "tide-clinic-fixture.h"

#include "tide-store.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const TidePassphrase test_clinic_passphrase = { TEST_CLINIC_PASSPHRASE, sizeof TEST_CLINIC_PASSPHRASE - 1 };

static char *root;
static pid_t root_owner;
static guint n_clinics;

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      remove_tree (child);
    }
  g_remove (path);
}

/* A forked child that exits must not take the folder away under its parent. */
static void
remove_root (void)
{
  if (root == NULL || getpid () != root_owner)
    return;
  remove_tree (root);
  g_clear_pointer (&root, g_free);
}

char *
test_clinic_dup_path (const char *name)
{
  if (root == NULL)
    {
      g_autoptr (GError) error = NULL;
      root = g_dir_make_tmp ("tidemark-test-XXXXXX", &error);
      g_assert_no_error (error);
      root_owner = getpid ();
      atexit (remove_root);
    }
  return g_build_filename (root, name, NULL);
}

TideClinic *
test_clinic_new (gboolean keyed)
{
  g_autofree char *name = g_strdup_printf ("clinic-%u", n_clinics++);
  g_autofree char *folder = test_clinic_dup_path (name);
  g_autoptr (GError) error = NULL;
  char *recovery = NULL;
  TideClinic *clinic = tide_clinic_create (folder, "Test clinic", keyed ? &test_clinic_passphrase : NULL,
                                           keyed ? &recovery : NULL, &error);
  g_clear_pointer (&recovery, tide_store_free_secret);
  if (keyed && g_error_matches (error, TIDE_ERROR, TIDE_ERROR_CANNOT_ENCRYPT))
    {
      g_test_skip ("built without SQLCipher");
      return NULL;
    }
  g_assert_no_error (error);
  g_assert_nonnull (clinic);
  return clinic;
}

gint64
test_clinic_add_patient (TideClinic *clinic, const char *mrn, const char *family, const char *given)
{
  g_autoptr (TidePatient) patient = tide_patient_new ();
  g_autoptr (GError) error = NULL;
  tide_record_set_text (&patient->mrn, mrn);
  tide_record_set_text (&patient->family_name, family);
  tide_record_set_text (&patient->given_name, given);
  patient->birth_date = test_clinic_date ("1980-05-17");
  patient->sex = TIDE_SEX_FEMALE;
  patient->synthetic = TRUE;
  tide_clinic_save_patient (clinic, patient, NULL, NULL, &error);
  g_assert_no_error (error);
  return patient->base.id;
}

TideAssessmentData *
test_clinic_new_assessment (gint64 patient_id, const char *instrument_id, const char *taken,
                            const char *answers)
{
  TideAssessmentData *data = tide_assessment_data_new ();
  data->patient_id = patient_id;
  tide_record_set_text (&data->instrument_id, instrument_id);
  data->taken = test_clinic_instant (taken);
  data->status = TIDE_STATUS_FINAL;
  tide_record_set_text (&data->answers, answers);
  return data;
}

char *
test_clinic_dup_same_answers (guint n, int value)
{
  GString *text = g_string_new (NULL);
  for (guint i = 1; i <= n; i++)
    g_string_append_printf (text, "%s%u=%d", i > 1 ? ";" : "", i, value);
  return g_string_free (text, FALSE);
}

TideInstant
test_clinic_instant (const char *iso)
{
  TideInstant instant;
  g_autoptr (GError) error = NULL;
  tide_instant_parse (iso, &instant, &error);
  g_assert_no_error (error);
  return instant;
}

TideDate
test_clinic_date (const char *iso)
{
  TideDate date;
  g_autoptr (GError) error = NULL;
  tide_date_parse (iso, &date, &error);
  g_assert_no_error (error);
  return date;
}

TideInstant
test_clinic_exact (const char *iso)
{
  TideInstant instant;
  g_assert_true (tide_instant_parse_exact (iso, &instant, NULL));
  return instant;
}

/* --- records --- */

gint64
test_clinic_save (TideClinic *clinic, gpointer record)
{
  g_autoptr (GError) error = NULL;
  tide_clinic_save (clinic, record, &error);
  g_assert_no_error (error);
  return TIDE_RECORD (record)->id;
}

void
test_clinic_assert_refused (TideClinic *clinic, gpointer record, const char *message)
{
  g_autoptr (GError) error = NULL;
  g_assert_false (tide_clinic_save (clinic, record, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
  g_assert_cmpstr (error->message, ==, message);
}

TideCourse *
test_clinic_new_course (gint64 patient_id, TideArm arm, const char *agent, const char *started_on,
                        const char *ended_on)
{
  TideCourse *course = tide_course_new ();
  course->patient_id = patient_id;
  course->arm = (int) arm;
  tide_record_set_text (&course->agent, agent);
  course->started_on = started_on != NULL ? test_clinic_date (started_on) : TIDE_DATE_UNKNOWN;
  course->ended_on = ended_on != NULL ? test_clinic_date (ended_on) : TIDE_DATE_UNKNOWN;
  return course;
}

TideSession *
test_clinic_new_session (gint64 course_id, const char *started, TideSessionStatus status)
{
  TideSession *session = tide_session_new ();
  session->course_id = course_id;
  session->started = test_clinic_instant (started);
  session->status = (int) status;
  if (status == TIDE_SESSION_MISSED)
    tide_record_set_text (&session->reason, "ill");
  return session;
}

gint64
test_clinic_add_course (TideClinic *clinic, gint64 patient_id, TideArm arm, const char *started_on)
{
  g_autoptr (TideCourse) course = test_clinic_new_course (patient_id, arm, NULL, started_on, NULL);
  return test_clinic_save (clinic, course);
}

gint64
test_clinic_add_session (TideClinic *clinic, gint64 course_id, const char *started, TideSessionStatus status)
{
  g_autoptr (TideSession) session = test_clinic_new_session (course_id, started, status);
  return test_clinic_save (clinic, session);
}

gint64
test_clinic_add_staff (TideClinic *clinic, const char *name, const char *role)
{
  g_autoptr (TideStaff) staff = tide_staff_new ();
  tide_record_set_text (&staff->name, name);
  if (role != NULL)
    staff->role = tide_code_from_text (tide_staff_role_codes, role);
  return test_clinic_save (clinic, staff);
}
