/* tide-migrate.c: numbered steps from any earlier database to the present one.
 *
 * The schema exists only as migrations: a new database runs all of them, so that there is one way to make a
 * table, not two that drift apart.  A step and its number are committed together; a kill between two steps
 * leaves a whole version.
 */

#include "tide-migrate.h"

#include "tide-store-resources.h"

#define FOLDER "/org/tidemark/store/migrations"

static GArray *test_steps;

static int
compare_steps (gconstpointer a, gconstpointer b)
{
  return ((const TideMigration *) a)->number - ((const TideMigration *) b)->number;
}

GArray *
tide_migrate_list (void)
{
  GArray *steps = g_array_new (FALSE, FALSE, sizeof (TideMigration));
  g_auto (GStrv) names = NULL;

  /* Naming the resource keeps the linker from dropping it out of the static library. */
  g_resources_register (tide_store_get_resource ());
  names = g_resources_enumerate_children (FOLDER, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autofree char *path = g_build_path ("/", FOLDER, names[i], NULL);
      g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
      TideMigration step = { atoi (names[i]), g_intern_string (names[i]), g_bytes_get_data (bytes, NULL) };

      g_array_append_val (steps, step);
    }
  g_array_sort (steps, compare_steps);
  return steps;
}

const GArray *
tide_migrate_get_steps (void)
{
  static GArray *steps;

  if (test_steps != NULL)
    return test_steps;
  if (g_once_init_enter (&steps))
    g_once_init_leave (&steps, tide_migrate_list ());
  return steps;
}

void
tide_migrate_set_steps_for_test (GArray *steps)
{
  test_steps = steps;
}

int
tide_migrate_get_newest (const GArray *steps)
{
  return steps->len == 0 ? 0 : g_array_index (steps, TideMigration, steps->len - 1).number;
}

gboolean
tide_migrate_get_version (TideDb *db, int *version, GError **error)
{
  gint64 value = 0;

  if (!tide_db_get_integer (db, "PRAGMA user_version", &value, error))
    return FALSE;
  *version = (int) value;
  return TRUE;
}

gboolean
tide_migrate_check (TideDb *db, const GArray *steps, GError **error)
{
  int version;

  if (!tide_migrate_get_version (db, &version, error))
    return FALSE;
  if (version > tide_migrate_get_newest (steps))
    {
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_NEWER,
                   "%s: made by a newer Tidemark (version %d; this one knows %d)", tide_db_get_path (db),
                   version, tide_migrate_get_newest (steps));
      return FALSE;
    }
  if (version < 1)
    {
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_DAMAGED, "%s: holds no clinic", tide_db_get_path (db));
      return FALSE;
    }
  return TRUE;
}

static gboolean
run_step (TideDb *db, const TideMigration *step, GError **error)
{
  g_autofree char *number = g_strdup_printf ("PRAGMA user_version = %d", step->number);

  if (!tide_db_begin (db, error))
    return FALSE;
  if (tide_db_exec (db, step->sql, error) && tide_db_exec (db, number, error) && tide_db_commit (db, error))
    return TRUE;
  tide_db_rollback (db);
  g_prefix_error (error, "%s: ", step->name);
  return FALSE;
}

gboolean
tide_migrate_run (TideDb *db, const GArray *steps, GError **error)
{
  int version;

  if (!tide_migrate_get_version (db, &version, error))
    return FALSE;
  for (guint i = 0; i < steps->len; i++)
    {
      const TideMigration *step = &g_array_index (steps, TideMigration, i);

      if (step->number > version && !run_step (db, step, error))
        return FALSE;
    }
  /* The version must stand in the database itself, where a probe that ignores the log finds it. */
  return tide_db_checkpoint (db, error);
}
