/* tide-clinic-fixture.h: a clinic in a temporary folder for tests, and the shortest way to put something into
 * it. */
#pragma once

#include "tide-clinic.h"

G_BEGIN_DECLS

/* The passphrase of every keyed clinic here. */
#define TEST_CLINIC_PASSPHRASE "correct horse battery staple"
extern const TidePassphrase test_clinic_passphrase;

/* A path in the temporary folder that does not exist yet; removed with all that is in it at exit. (transfer
 * full) */
char *test_clinic_dup_path (const char *name);

/**
 * test_clinic_new:
 * @keyed: encrypted; a program that cannot encrypt marks the running test as skipped and returns NULL
 *
 * Returns: (transfer full): an empty clinic "Test clinic", open; its folder is removed at exit
 */
TideClinic *test_clinic_new (gboolean keyed);

/* A saved synthetic patient, female, born 1980-05-17. */
gint64 test_clinic_add_patient (TideClinic *clinic, const char *mrn, const char *family, const char *given);
/* Saves, which must succeed; returns the id. */
gint64 test_clinic_save (TideClinic *clinic, gpointer record);
/* The clinic refuses @record with just that @message. */
void test_clinic_assert_refused (TideClinic *clinic, gpointer record, const char *message);
/* Unsaved (transfer full); @agent and the days may be NULL: not known. */
TideCourse *test_clinic_new_course (gint64 patient_id, TideArm arm, const char *agent, const char *started_on,
                                    const char *ended_on);
TideSession *test_clinic_new_session (gint64 course_id, const char *started, TideSessionStatus status);
/* The same, saved. */
gint64 test_clinic_add_course (TideClinic *clinic, gint64 patient_id, TideArm arm, const char *started_on);
gint64 test_clinic_add_session (TideClinic *clinic, gint64 course_id, const char *started,
                                TideSessionStatus status);
gint64 test_clinic_add_staff (TideClinic *clinic, const char *name, const char *role); /* role: or NULL */
/* An unsaved assessment; @answers is canonical text ("1=3;2=-") or NULL for a total alone. */
TideAssessmentData *test_clinic_new_assessment (gint64 patient_id, const char *instrument_id,
                                                const char *taken, const char *answers);
/* "1=@value;2=@value …" for the @n first items, for scales whose items are numbered. (transfer full) */
char *test_clinic_dup_same_answers (guint n, int value);
TideInstant test_clinic_instant (const char *iso);
TideInstant test_clinic_exact (const char *iso); /* to the second */
TideDate test_clinic_date (const char *iso);

G_END_DECLS
