/* tide-migrate.h: numbered steps from any earlier database to the present one.  Private to the store. */
#pragma once

#include "tide-db.h"

G_BEGIN_DECLS

typedef struct
{
  int number;
  const char *name; /* "0001-clinic.sql" */
  const char *sql;
} TideMigration;

/* The steps compiled into the program, ascending. (element-type TideMigration) */
GArray *tide_migrate_list (void);
int tide_migrate_get_newest (const GArray *steps);
/* The number of the last step that the database has taken. */
gboolean tide_migrate_get_version (TideDb *db, int *version, GError **error);
/* NEWER when the database has taken a step that is not among @steps. */
gboolean tide_migrate_check (TideDb *db, const GArray *steps, GError **error);
/* Runs the missing steps, each with its number in one transaction. */
gboolean tide_migrate_run (TideDb *db, const GArray *steps, GError **error);
/* As the program runs them; tests may put another list in place for a while (NULL: the compiled-in one). */
const GArray *tide_migrate_get_steps (void);
void tide_migrate_set_steps_for_test (GArray *steps);

G_END_DECLS
