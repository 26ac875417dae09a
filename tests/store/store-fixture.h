/* store-fixture.h: folders, clinics and records for the store's tests. */
#pragma once

#include "tide-store-private.h"

G_BEGIN_DECLS

#define PASSPHRASE "correct horse battery staple"

/* A path that does not exist yet, inside a folder of its own that test_folder_free () removes with everything
 * in it. */
typedef struct
{
  char *parent;
  char *clinic;
} TestFolder;

TestFolder *test_folder_new (void);
void test_folder_free (TestFolder *folder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestFolder, test_folder_free)

TidePassphrase test_passphrase (const char *text);
/* Encrypted where this build can, with cheap key derivation. */
TideStore *test_store_create (const char *clinic);
TideStore *test_store_create_plain (const char *clinic);
TideStore *test_store_open (const char *clinic);

/* Every field of the class known; references point to what @ids says of the table (gint64 pointers), 0
 * otherwise. */
gpointer test_record_fill (const TideRecordClass *klass, GHashTable *ids);
TidePatient *test_patient (const char *mrn, const char *family_name, const char *given_name,
                           const char *birth);
TideAssessmentData *test_assessment (gint64 patient_id, const char *taken, const char *scores);

/* In a transaction of its own; fails the test on an error. */
void test_insert (TideStore *store, gpointer record);
void test_update (TideStore *store, gpointer record);
/* Inserts and frees; the id. */
gint64 test_take (TideStore *store, gpointer record);

/* SQL behind the store's back, through its own connection. */
void test_sql (TideStore *store, const char *sql);
gint64 test_sql_integer (TideStore *store, const char *sql);

/* Names, modes and contents of every file below @path, one line each. (transfer full) */
char *test_folder_print (const char *path);

G_END_DECLS
