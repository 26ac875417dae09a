/* tide-session-rules.c: the files on sessions as they stand in memory. */
#include "tide-session-rules.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "tide-safety-resources.h"
#include "tide-session-rules-private.h"
#include "tide-start-list.h"

static void
add_shipped (TideSessionRules *self, const char *name)
{
  g_autofree char *path = g_strconcat ("/tidemark/rules/", name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes
    = g_resource_lookup_data (tide_safety_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  if (bytes == NULL
      || !tide_session_rules_add (self, name, g_bytes_get_data (bytes, NULL),
                                  (gssize) g_bytes_get_size (bytes), &error))
    g_error ("%s", error->message);
}

TideSessionRules *
tide_session_rules_new (void)
{
  TideSessionRules *self = g_new0 (TideSessionRules, 1);
  self->grids = g_ptr_array_new ();
  self->limits = g_ptr_array_new ();
  self->schedules = g_ptr_array_new ();
  tide_session_rules_reset_start_list (self);
  add_shipped (self, "grids.xml");
  add_shipped (self, "vitals.xml");
  add_shipped (self, "schedules.xml");
  return self;
}

void
tide_session_rules_free (TideSessionRules *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->grids);
  g_ptr_array_unref (self->limits);
  g_ptr_array_unref (self->schedules);
  g_ptr_array_unref (self->questions);
  g_hash_table_unref (self->off);
  tide_source_clear (&self->discharge.source);
  tide_source_clear (&self->recheck.source);
  g_free (self);
}

static gboolean
replace (GPtrArray **old, GPtrArray *taken)
{
  if (taken == NULL)
    return FALSE;
  g_ptr_array_unref (*old);
  *old = taken;
  return TRUE;
}

gboolean
tide_session_rules_add (TideSessionRules *self, const char *file_name, const char *text, gssize length,
                        GError **error)
{
  g_return_val_if_fail (self != NULL && file_name != NULL && text != NULL, FALSE);

  g_autoptr (TideXmlNode) root = tide_xml_parse (file_name, text, length, error);
  if (root == NULL)
    return FALSE;
  if (strcmp (root->name, "grids") == 0)
    return replace (&self->grids, tide_session_rules_parse_grids (root, error));
  if (strcmp (root->name, "schedules") == 0)
    return replace (&self->schedules, tide_session_rules_parse_schedules (root, error));
  if (strcmp (root->name, "vitals") != 0)
    return tide_xml_fail (root, error, _ ("the root <%s> is none of grids, vitals, schedules"), root->name);
  TideDischargeLimits discharge = { 0 };
  TideRecheckTimes recheck = { 0 };
  if (!replace (&self->limits, tide_session_rules_parse_vitals (root, &discharge, &recheck, error)))
    return FALSE;
  tide_source_clear (&self->discharge.source);
  tide_source_clear (&self->recheck.source);
  self->discharge = discharge;
  self->recheck = recheck;
  return TRUE;
}

const GPtrArray *
tide_session_rules_get_grids (const TideSessionRules *self)
{
  return self->grids;
}

const TideGrid *
tide_session_rules_find_grid (const TideSessionRules *self, int code)
{
  g_return_val_if_fail (self != NULL, NULL);
  for (guint i = 0; i < self->grids->len; i++)
    if (((const TideGrid *) self->grids->pdata[i])->code == code)
      return self->grids->pdata[i];
  return NULL;
}

const TideGrid *
tide_session_rules_get_default_grid (const TideSessionRules *self, TideArm arm)
{
  g_return_val_if_fail (self != NULL, NULL);
  for (guint i = 0; i < self->grids->len; i++)
    if (((const TideGrid *) self->grids->pdata[i])->arms & (1u << arm))
      return self->grids->pdata[i];
  return NULL;
}

const TideGridSlot *
tide_grid_find_slot (const TideGrid *self, const char *id)
{
  g_return_val_if_fail (self != NULL, NULL);
  for (guint i = 0; i < self->slots->len; i++)
    if (g_strcmp0 (((const TideGridSlot *) self->slots->pdata[i])->id, id) == 0)
      return self->slots->pdata[i];
  return NULL;
}

const GPtrArray *
tide_session_rules_get_limits (const TideSessionRules *self)
{
  return self->limits;
}

const TideDischargeLimits *
tide_session_rules_get_discharge (const TideSessionRules *self)
{
  return &self->discharge;
}

const TideRecheckTimes *
tide_session_rules_get_recheck (const TideSessionRules *self)
{
  return &self->recheck;
}

const GPtrArray *
tide_session_rules_get_schedules (const TideSessionRules *self)
{
  return self->schedules;
}

/* The member that is set. */
static double *
get_place (TideVitalsLimit *limit)
{
  return !isnan (limit->at_least) ? &limit->at_least : !isnan (limit->above) ? &limit->above : &limit->below;
}

double
tide_vitals_limit_get_value (const TideVitalsLimit *self)
{
  g_return_val_if_fail (self != NULL, NAN);
  return *get_place ((TideVitalsLimit *) self);
}

gboolean
tide_session_rules_set_limit (TideSessionRules *self, const char *id, double value, const char *source)
{
  g_return_val_if_fail (self != NULL && isfinite (value) && source != NULL, FALSE);
  for (guint i = 0; i < self->limits->len; i++)
    {
      TideVitalsLimit *limit = self->limits->pdata[i];
      if (g_strcmp0 (limit->id, id) != 0)
        continue;
      *get_place (limit) = value;
      g_free (limit->source.text);
      limit->source = (TideSource){ g_strdup (source), 'A' };
      return TRUE;
    }
  return FALSE;
}

/* Of one reading, in one phase, in one direction. */
static gboolean
is_beside (const TideVitalsLimit *one, const TideVitalsLimit *other)
{
  return one->cell == other->cell && (one->phases & other->phases) != 0 && one->rise == other->rise
         && isnan (one->below) == isnan (other->below) && one->level != other->level;
}

gboolean
tide_session_rules_check_limits (const TideSessionRules *self, const char *id, GError **error)
{
  g_return_val_if_fail (self != NULL && id != NULL, FALSE);
  const TideVitalsLimit *changed = NULL;
  for (guint i = 0; i < self->limits->len && changed == NULL; i++)
    if (strcmp (((const TideVitalsLimit *) self->limits->pdata[i])->id, id) == 0)
      changed = self->limits->pdata[i];
  for (guint i = 0; changed != NULL && i < self->limits->len; i++)
    {
      const TideVitalsLimit *other = self->limits->pdata[i];
      if (!is_beside (changed, other))
        continue;
      const TideVitalsLimit *amber = changed->level < other->level ? changed : other;
      double first = tide_vitals_limit_get_value (amber);
      double second = tide_vitals_limit_get_value (amber == changed ? other : changed);
      if (isnan (changed->below) ? first < second : first > second)
        continue;
      g_autofree char *beside = tide_number_to_text (tide_vitals_limit_get_value (other));
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE,
                   changed == amber ? _ ("%s: amber comes before red, which is at %s")
                                    : _ ("%s: red comes after amber, which is at %s"),
                   id, beside);
      return FALSE;
    }
  return TRUE;
}
