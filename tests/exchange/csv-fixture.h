/* csv-fixture.h: folders of CSV files for tests, and what an import said about them. */
#pragma once

#include "tide-clinic-fixture.h"
#include "tide-csv.h"

G_BEGIN_DECLS

/* A new empty folder (transfer full). */
char *csv_fixture_new_folder (void);
void csv_fixture_write (const char *folder, const char *file, const char *text);
char *csv_fixture_read (const char *folder, const char *file);
/* Fails the test when the import cannot be made at all (transfer full). */
TideImportReport *csv_fixture_import (TideClinic *clinic, const char *folder);
/* The import must have been taken whole: n rows, nothing refused. */
void csv_fixture_import_all (TideClinic *clinic, const char *folder, guint n);
/* Fails unless refusal @index is about this place; @says must stand in its reason. */
void csv_fixture_assert_refused (const TideImportReport *report, guint index, const char *file, guint line,
                                 const char *column, const char *value, const char *says);
void csv_fixture_assert_empty (TideClinic *clinic); /* no record of any class */
/* Every file of two folders is the same to the byte. */
void csv_fixture_assert_same (const char *folder, const char *other);
/* All rows of the table of this name; there is at least one. (transfer full) */
GPtrArray *csv_fixture_list_by_table (TideClinic *clinic, const char *table);

G_END_DECLS
