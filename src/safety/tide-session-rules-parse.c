/* tide-session-rules-parse.c: reads grids.xml, vitals.xml and schedules.xml. Every fault names file, line and
 * what is allowed.
 */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "tide-session-rules-private.h"

/* Words with blanks between; NULL when there are none. */
static char **
split_words (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", " ", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint n = 0;
  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      {
        g_strv_builder_add (builder, parts[i]);
        n++;
      }
  return n > 0 ? g_strv_builder_end (builder) : NULL;
}

static gboolean
read_code (const TideXmlNode *node, const char *key, const char *const *codes, int *code, GError **error)
{
  const char *text = tide_xml_get (node, key);
  if (text == NULL)
    return TRUE;
  *code = tide_code_from_text (codes, text);
  if (*code > 0)
    return TRUE;
  g_autofree char *allowed = g_strjoinv (", ", (char **) codes + 1);
  return tide_xml_fail (node, error, _ ("%s “%s”: allowed are %s"), key, text, allowed);
}

/* --- grids --- */

static void
slot_free (gpointer data)
{
  TideGridSlot *slot = data;
  g_free (slot->id);
  g_free (slot->label);
  g_strfreev (slot->scales);
  g_free (slot);
}

static void
grid_free (gpointer data)
{
  TideGrid *grid = data;
  g_free (grid->label);
  g_ptr_array_unref (grid->slots);
  tide_source_clear (&grid->source);
  g_free (grid);
}

static gboolean
read_cells (const TideXmlNode *node, guint *cells, GError **error)
{
  g_auto (GStrv) words = split_words (tide_xml_get (node, "cells"));
  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    {
      int cell = tide_cell_from_name (words[i]);
      if (cell < 0)
        return tide_xml_fail (node, error, _ ("“%s” is no cell of a row"), words[i]);
      *cells |= 1u << cell;
    }
  return TRUE;
}

/* One of before, after-start, after-end, leave. */
static gboolean
read_anchor (const TideXmlNode *node, TideGridSlot *slot, GError **error)
{
  gboolean before = FALSE, leave = FALSE;
  double start = NAN, end = NAN;
  if (!tide_xml_read_flag (node, "before", &before, error)
      || !tide_xml_read_flag (node, "leave", &leave, error)
      || !tide_xml_read_flag (node, "keep", &slot->keep, error)
      || !tide_xml_read_number (node, "after-start", 0, 1440, &start, error)
      || !tide_xml_read_number (node, "after-end", 0, 1440, &end, error))
    return FALSE;
  if (before + leave + !isnan (start) + !isnan (end) != 1)
    return tide_xml_fail (node, error, _ ("a slot has one of before, after-start, after-end and leave"));
  slot->anchor = before         ? TIDE_SLOT_BEFORE
                 : leave        ? TIDE_SLOT_LEAVE
                 : !isnan (end) ? TIDE_SLOT_AFTER_END
                                : TIDE_SLOT_AFTER_START;
  slot->minutes = !isnan (start) ? start : !isnan (end) ? end : 0;
  return TRUE;
}

static gboolean
read_slot (const TideXmlNode *node, TideGrid *grid, guint cells, GHashTable *seen, GError **error)
{
  TideGridSlot *slot = g_new0 (TideGridSlot, 1);
  slot->cells = cells;
  g_ptr_array_add (grid->slots, slot);
  if (!tide_xml_check (node, "id! label! before after-start after-end leave keep cells scales", "",
                       TIDE_XML_NO_TEXT, error)
      || !tide_safety_read_unique_id (node, seen, &slot->id, error) || !read_anchor (node, slot, error)
      || !read_cells (node, &slot->cells, error))
    return FALSE;
  slot->label = tide_safety_dup_label (node, "label");
  slot->scales = split_words (tide_xml_get (node, "scales"));
  if (strcmp (slot->id, TIDE_SLOT_EXTRA) == 0)
    return tide_xml_fail (node, error, _ ("“%s” is the name of readings between the slots"), slot->id);
  return slot->label != NULL
         || tide_xml_fail (node, error, _ ("a label or group of <%s> is empty"), node->name);
}

static gboolean
read_grid (const TideXmlNode *node, double window, GPtrArray *grids, GError **error)
{
  TideGrid *grid = g_new0 (TideGrid, 1);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint cells = 0;
  grid->slots = g_ptr_array_new_with_free_func (slot_free);
  grid->planned_minutes = NAN;
  grid->window_minutes = window;
  g_ptr_array_add (grids, grid);
  if (!tide_xml_check (node, "id! label! arms! planned-minutes cells source! tag!", "slot", TIDE_XML_NO_TEXT,
                       error)
      || !read_code (node, "id", tide_grid_codes, &grid->code, error)
      || !tide_safety_read_arms (node, &grid->arms, error)
      || !tide_xml_read_number (node, "planned-minutes", 1, 1440, &grid->planned_minutes, error)
      || !read_cells (node, &cells, error) || !tide_safety_read_source (node, NULL, &grid->source, error))
    return FALSE;
  grid->label = tide_safety_dup_label (node, "label");
  for (guint i = 0; i < node->children->len; i++)
    if (!read_slot (node->children->pdata[i], grid, cells, seen, error))
      return FALSE;
  return grid->slots->len > 0 || tide_xml_fail (node, error, _ ("<%s> has no slot"), node->name);
}

GPtrArray *
tide_session_rules_parse_grids (const TideXmlNode *root, GError **error)
{
  g_autoptr (GPtrArray) grids = g_ptr_array_new_with_free_func (grid_free);
  double window = 5;
  if (!tide_xml_check (root, "version! window-minutes! source! tag!", "grid", TIDE_XML_NO_TEXT, error)
      || !tide_xml_read_number (root, "window-minutes", 0, 60, &window, error))
    return NULL;
  for (guint i = 0; i < root->children->len; i++)
    if (!read_grid (root->children->pdata[i], window, grids, error))
      return NULL;
  return g_steal_pointer (&grids);
}

/* --- limits --- */

static void
limit_free (gpointer data)
{
  TideVitalsLimit *limit = data;
  g_free (limit->id);
  g_free (limit->rule);
  tide_source_clear (&limit->source);
  g_free (limit);
}

static gboolean
read_phase (const TideXmlNode *node, guint *phases, GError **error)
{
  static const char *const names[] = { "", "before", "during", "both", NULL };
  int code = 0;
  if (!read_code (node, "phase", names, &code, error))
    return FALSE;
  *phases = (guint) code; /* before 1, during 2, both 3 */
  return TRUE;
}

static gboolean
read_limit (const TideXmlNode *node, GPtrArray *limits, GHashTable *seen, GError **error)
{
  TideVitalsLimit *limit = g_new0 (TideVitalsLimit, 1);
  int level = 0;
  limit->at_least = limit->above = limit->below = NAN;
  g_ptr_array_add (limits, limit);
  if (!tide_xml_check (node, "id! cell! phase! level! rule at-least above below rise source! tag!", "",
                       TIDE_XML_NO_TEXT, error)
      || !tide_safety_read_unique_id (node, seen, &limit->id, error)
      || !read_phase (node, &limit->phases, error)
      || !read_code (node, "level", tide_level_codes, &level, error)
      || !tide_xml_read_number (node, "at-least", 0, 1000, &limit->at_least, error)
      || !tide_xml_read_number (node, "above", 0, 1000, &limit->above, error)
      || !tide_xml_read_number (node, "below", 0, 1000, &limit->below, error)
      || !tide_xml_read_flag (node, "rise", &limit->rise, error)
      || !tide_safety_read_source (node, NULL, &limit->source, error))
    return FALSE;
  int cell = tide_cell_from_name (tide_xml_get (node, "cell"));
  if (cell < 0)
    return tide_xml_fail (node, error, _ ("“%s” is no cell of a row"), tide_xml_get (node, "cell"));
  limit->cell = (TideCell) cell;
  limit->level = (TideLevel) level;
  limit->rule = g_strdup (tide_xml_get (node, "rule") != NULL ? tide_xml_get (node, "rule") : "A13");
  if (!isnan (limit->at_least) + !isnan (limit->above) + !isnan (limit->below) != 1)
    return tide_xml_fail (node, error, _ ("a limit has one of at-least, above and below"));
  return TRUE;
}

static gboolean
read_discharge (const TideXmlNode *node, TideDischargeLimits *limits, GError **error)
{
  const struct
  {
    const char *key;
    double *value;
  } keys[] = { { "minutes-after-infusion", &limits->minutes_after_infusion },
               { "minutes-after-esketamine", &limits->minutes_after_esketamine },
               { "systolic-below", &limits->systolic_below },
               { "diastolic-below", &limits->diastolic_below },
               { "systolic-above-pre", &limits->systolic_above_pre },
               { "diastolic-above-pre", &limits->diastolic_above_pre },
               { "systolic-always-below", &limits->systolic_always_below },
               { "diastolic-always-below", &limits->diastolic_always_below },
               { "cadss-at-most", &limits->cadss_at_most },
               { "moaas-at-least", &limits->moaas_at_least },
               { "spo2-at-least", &limits->spo2_at_least },
               { "spo2-below-pre", &limits->spo2_below_pre },
               { "nausea-below", &limits->nausea_below } };
  g_autoptr (GString) allowed = g_string_new ("source! tag!");
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_string_append_printf (allowed, " %s!", keys[i].key);
  if (!tide_xml_check (node, allowed->str, "", TIDE_XML_NO_TEXT, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (!tide_xml_read_number (node, keys[i].key, 0, 1440, keys[i].value, error))
      return FALSE;
  return tide_safety_read_source (node, NULL, &limits->source, error);
}

static gboolean
read_recheck (const TideXmlNode *node, TideRecheckTimes *times, GError **error)
{
  return tide_xml_check (node, "minutes! red-minutes! source! tag!", "", TIDE_XML_NO_TEXT, error)
         && tide_xml_read_number (node, "minutes", 1, 120, &times->minutes, error)
         && tide_xml_read_number (node, "red-minutes", 1, 120, &times->red_minutes, error)
         && tide_safety_read_source (node, NULL, &times->source, error);
}

GPtrArray *
tide_session_rules_parse_vitals (const TideXmlNode *root, TideDischargeLimits *discharge,
                                 TideRecheckTimes *recheck, GError **error)
{
  g_autoptr (GPtrArray) limits = g_ptr_array_new_with_free_func (limit_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  if (!tide_xml_check (root, "version!", "limit discharge! recheck!", TIDE_XML_NO_TEXT, error))
    return NULL;
  for (guint i = 0; i < root->children->len; i++)
    {
      const TideXmlNode *node = root->children->pdata[i];
      if (strcmp (node->name, "limit") == 0 && !read_limit (node, limits, seen, error))
        return NULL;
    }
  if (!read_recheck (tide_xml_child (root, "recheck"), recheck, error)
      || !read_discharge (tide_xml_child (root, "discharge"), discharge, error))
    {
      tide_source_clear (&discharge->source);
      tide_source_clear (&recheck->source);
      return NULL;
    }
  return g_steal_pointer (&limits);
}

/* --- schedules --- */

static void
schedule_free (gpointer data)
{
  TideScheduleDefault *schedule = data;
  g_free (schedule->id);
  g_free (schedule->instrument);
  g_strfreev (schedule->conditions);
  tide_source_clear (&schedule->source);
  g_free (schedule);
}

/* The same faults that a course's own schedule can have. */
static gboolean
check_schedule (const TideXmlNode *node, const TideScheduleDefault *schedule, GError **error)
{
  g_autoptr (TideSchedule) as_record = tide_schedule_new ();
  as_record->patient_id = as_record->course_id = 1;
  tide_record_set_text (&as_record->instrument, schedule->instrument);
  as_record->rule = (int) schedule->rule;
  as_record->session_number = schedule->session_number;
  as_record->from_days = schedule->from_days;
  as_record->until_days = schedule->until_days;
  as_record->every_days = schedule->every_days;
  g_autoptr (GError) local = NULL;
  if (!tide_record_validate (as_record, &local))
    return tide_xml_fail (node, error, "%s", local->message);
  return tide_schedule_find_faults (as_record, NULL, NULL) == 0
         || tide_xml_fail (node, error, _ ("the numbers of “%s” do not fit its rule"), schedule->id);
}

static gboolean
read_schedule (const TideXmlNode *node, GPtrArray *schedules, GHashTable *seen, GError **error)
{
  TideScheduleDefault *schedule = g_new0 (TideScheduleDefault, 1);
  int rule = 0, kind = TIDE_DUE_RATING, number = 0;
  schedule->from_days = schedule->until_days = schedule->every_days = schedule->age_below = NAN;
  g_ptr_array_add (schedules, schedule);
  if (!tide_xml_check (node,
                       "id! instrument! arms conditions kind rule! session from-days until-days "
                       "every-days age-below source! tag!",
                       "", TIDE_XML_NO_TEXT, error)
      || !tide_safety_read_unique_id (node, seen, &schedule->id, error)
      || !tide_safety_read_arms (node, &schedule->arms, error)
      || !read_code (node, "rule", tide_schedule_rule_codes, &rule, error)
      || !read_code (node, "kind", tide_due_kind_codes, &kind, error)
      || !tide_xml_read_int (node, "session", 1, 1000, &number, error)
      || !tide_xml_read_number (node, "from-days", 0, 3660, &schedule->from_days, error)
      || !tide_xml_read_number (node, "until-days", 0, 3660, &schedule->until_days, error)
      || !tide_xml_read_number (node, "every-days", 0.25, 3660, &schedule->every_days, error)
      || !tide_xml_read_number (node, "age-below", 1, 150, &schedule->age_below, error)
      || !tide_safety_read_source (node, NULL, &schedule->source, error))
    return FALSE;
  schedule->instrument = g_strdup (tide_xml_get (node, "instrument"));
  schedule->conditions = split_words (tide_xml_get (node, "conditions"));
  schedule->rule = (TideScheduleRule) rule;
  schedule->kind = (TideDueKind) kind;
  schedule->session_number = number > 0 ? number : TIDE_INTEGER_UNKNOWN;
  if (kind > TIDE_DUE_MANIA_RATING)
    return tide_xml_fail (node, error, _ ("kind “%s” is not one of ratings"), tide_due_kind_codes[kind]);
  return check_schedule (node, schedule, error);
}

GPtrArray *
tide_session_rules_parse_schedules (const TideXmlNode *root, GError **error)
{
  g_autoptr (GPtrArray) schedules = g_ptr_array_new_with_free_func (schedule_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  if (!tide_xml_check (root, "version!", "schedule", TIDE_XML_NO_TEXT, error))
    return NULL;
  for (guint i = 0; i < root->children->len; i++)
    if (!read_schedule (root->children->pdata[i], schedules, seen, error))
      return NULL;
  return g_steal_pointer (&schedules);
}
