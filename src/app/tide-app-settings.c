/* tide-app-settings.c: what the program remembers of itself.
 *
 * GSettings aborts when a schema is missing.  A program that runs from its build folder, or was copied
 * without its data, should rather forget its window size, so the schema is looked up first.
 */
#include "tide-app-settings.h"

#include "tide-application.h"

GSettings *
tide_app_settings_new (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema
    = source != NULL ? g_settings_schema_source_lookup (source, TIDE_APPLICATION_ID, TRUE) : NULL;
  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}
