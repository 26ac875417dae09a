/* tide-clinic-settings.c: settings as a clinic reads and changes them, thresholds with their source,
 * batteries, and the scale that a patient is charted by.
 */
#include "tide-clinic-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tide-clinic-cockpit.h"
#include "tide-session-rules.h"
#include "tide-start-list.h"
#include "tide-settings.h"

/* Below this age the child's version of a scale is the default one (features F65). */
#define ADULT_AGE 18

/**
 * tide_clinic_dup_setting:
 *
 * Returns: (transfer full) (nullable): the clinic's value, else the default; NULL for a key that has neither.
 * A locked clinic tells only defaults.
 */
char *
tide_clinic_dup_setting (TideClinic *self, const char *key)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self) && key != NULL, NULL);
  if (!tide_clinic_is_locked (self))
    {
      g_autoptr (TideSetting) row
        = tide_store_lookup_text (self->store, &tide_setting_class, "key", key, NULL);
      if (row != NULL && row->value != NULL)
        return g_strdup (row->value);
    }
  return g_strdup (tide_setting_get_default (key));
}

static gboolean
write_setting (TideDeed *deed, const char *key, const char *value, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (TideSetting) row
    = tide_store_lookup_text (deed->clinic->store, &tide_setting_class, "key", key, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (row != NULL)
    {
      tide_record_set_text (&row->value, value);
      tide_deed_set_head (deed, row, 0);
      return tide_deed_update (deed, row, error);
    }
  g_autoptr (TideSetting) fresh = tide_setting_new ();
  tide_record_set_text (&fresh->key, key);
  tide_record_set_text (&fresh->value, value);
  gboolean done = tide_deed_insert (deed, fresh, error);
  tide_deed_set_head (deed, fresh, 0);
  g_ptr_array_remove (deed->fresh, fresh); /* it goes away before the deed does */
  return done;
}

/**
 * tide_clinic_set_setting:
 * @value: (nullable): NULL or "" goes back to the default
 *
 * TIDE_ERROR_VALUE says what is allowed.
 */
gboolean
tide_clinic_set_setting (TideClinic *self, const char *key, const char *value, GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self) && key != NULL, FALSE);
  if (value != NULL && *value == '\0')
    value = NULL;
  if (!tide_clinic_check_writable (self, error)
      || !tide_setting_check (key, value, tide_clinic_get_library (self), error))
    return FALSE;
  g_autoptr (TideDeed) deed = tide_deed_begin (self, error);
  if (deed == NULL || !write_setting (deed, key, value, error))
    return FALSE;
  return tide_deed_commit (g_steal_pointer (&deed), g_strdup (_ ("Undo changing a setting")), error);
}

static char *
dup_own_key (TideClinic *self, const char *what)
{
  return g_strconcat (what, ".", self->person != NULL ? self->person->base.uuid : "clinic", NULL);
}

char *
tide_clinic_dup_own_setting (TideClinic *self, const char *what)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self) && what != NULL, NULL);
  g_autofree char *key = dup_own_key (self, what);
  return tide_clinic_dup_setting (self, key);
}

gboolean
tide_clinic_set_own_setting (TideClinic *self, const char *what, const char *value, GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self) && what != NULL, FALSE);
  g_autofree char *key = dup_own_key (self, what);
  return tide_clinic_set_setting (self, key, value, error);
}

/* Why, by whom, when: shown wherever the change shows. */
static char *
dup_source (TideClinic *self, const char *reason)
{
  g_autofree char *day = tide_date_to_iso (tide_date_today ());
  const char *who = self->person != NULL ? self->person->name : g_get_user_name ();
  return g_strdup_printf ("%s (%s, %s)", reason, who, day);
}

/* A number of a rule and where it comes from, as one step; NAN goes back to the default. */
static gboolean
set_number (TideClinic *self, const char *prefix, const char *id, double value, const char *reason,
            const char *undo, GError **error)
{
  gboolean back = value != value;
  g_autofree char *key = g_strconcat (prefix, id, NULL);
  g_autofree char *source_key = g_strconcat (key, TIDE_SETTING_SOURCE, NULL);
  g_autofree char *text = back ? NULL : tide_number_to_text (value);
  g_autofree char *source = NULL;

  if (!tide_clinic_check_writable (self, error)
      || !tide_setting_check (key, back ? "0" : text, tide_clinic_get_library (self), error))
    return FALSE;
  if (!back)
    {
      if (reason == NULL || *reason == '\0')
        {
          g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE, _ ("reason: a changed number needs one"));
          return FALSE;
        }
      source = dup_source (self, reason);
    }
  g_autoptr (TideDeed) deed = tide_deed_begin (self, error);
  if (deed == NULL || !write_setting (deed, source_key, source, error)
      || !write_setting (deed, key, text, error))
    return FALSE;
  return tide_deed_commit (g_steal_pointer (&deed), g_strdup (undo), error);
}

/**
 * tide_clinic_set_threshold:
 * @value: NAN goes back to the default
 * @reason: why; required unless back to the default
 *
 * The source that is shown wherever the number is used names the reason, the person and the day.
 */
gboolean
tide_clinic_set_threshold (TideClinic *self, const char *rule, double value, const char *reason,
                           GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self) && rule != NULL, FALSE);
  return set_number (self, TIDE_SETTING_THRESHOLD, rule, value, reason, _ ("Undo changing a threshold"),
                     error);
}

/* What this clinic has written down for the number @id, with where it comes from. */
static gboolean
read_number (TideClinic *self, const char *prefix, const char *id, double *value, char **source)
{
  g_autofree char *key = g_strconcat (prefix, id, NULL);
  g_autofree char *source_key = g_strconcat (key, TIDE_SETTING_SOURCE, NULL);
  g_autofree char *text = tide_clinic_dup_setting (self, key);
  if (text == NULL || !tide_number_parse (text, value, NULL))
    return FALSE;
  *source = tide_clinic_dup_setting (self, source_key);
  if (*source == NULL)
    *source = g_strdup (_ ("changed by this clinic"));
  return TRUE;
}

void
tide_clinic_apply_limits (TideClinic *self, TideSessionRules *rules)
{
  g_autoptr (TideSessionRules) shipped = tide_session_rules_new ();
  const GPtrArray *limits = tide_session_rules_get_limits (shipped);
  for (guint i = 0; i < limits->len; i++)
    {
      const TideVitalsLimit *limit = limits->pdata[i];
      g_autofree char *source = NULL;
      double value;
      if (read_number (self, TIDE_SETTING_LIMIT, limit->id, &value, &source))
        tide_session_rules_set_limit (rules, limit->id, value, source);
      else
        tide_session_rules_set_limit (rules, limit->id, tide_vitals_limit_get_value (limit),
                                      limit->source.text);
    }
}

gboolean
tide_clinic_set_limit (TideClinic *self, const char *id, double value, const char *reason, GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self) && id != NULL, FALSE);
  g_autoptr (TideSessionRules) rules = tide_session_rules_new ();
  double number = value;
  if (number != number)
    for (guint i = 0; i < tide_session_rules_get_limits (rules)->len; i++)
      {
        const TideVitalsLimit *limit = tide_session_rules_get_limits (rules)->pdata[i];
        if (strcmp (limit->id, id) == 0)
          number = tide_vitals_limit_get_value (limit);
      }
  tide_clinic_apply_limits (self, rules);
  if (number == number && tide_session_rules_set_limit (rules, id, number, "")
      && !tide_session_rules_check_limits (rules, id, error))
    return FALSE;
  return set_number (self, TIDE_SETTING_LIMIT, id, value, reason, _ ("Undo changing a limit"), error);
}

/* --- the questions before a dose --- */

void
tide_clinic_apply_start_list (TideClinic *self, TideSessionRules *rules)
{
  tide_session_rules_reset_start_list (rules);
  if (tide_clinic_is_locked (self))
    return;
  g_autoptr (GPtrArray) rows = tide_store_list (self->store, &tide_setting_class, NULL, 0, NULL);
  for (guint pass = 0; rows != NULL && pass < 2; pass++) /* own questions first: they can be off, too */
    for (guint i = 0; i < rows->len; i++)
      {
        const TideSetting *row = rows->pdata[i];
        const char *label;
        int wanted;
        if (row->value == NULL)
          continue;
        if (pass == 1 && g_str_has_prefix (row->key, TIDE_SETTING_QUESTION_OFF))
          tide_session_rules_switch_off (rules, row->key + strlen (TIDE_SETTING_QUESTION_OFF), row->value);
        if (pass == 1 || !g_str_has_prefix (row->key, TIDE_SETTING_QUESTION)
            || !tide_setting_read_question (row->value, &wanted, &label))
          continue;
        g_autofree char *id = g_strconcat ("own_", row->key + strlen (TIDE_SETTING_QUESTION), NULL);
        tide_session_rules_add_question (rules, id, label, (TideWanted) wanted);
      }
}

static gboolean
set_with_undo (TideClinic *self, const char *key, const char *value, const char *undo, GError **error)
{
  g_autoptr (TideDeed) deed = NULL;
  if (!tide_clinic_check_writable (self, error)
      || !tide_setting_check (key, value, tide_clinic_get_library (self), error))
    return FALSE;
  deed = tide_deed_begin (self, error);
  if (deed == NULL || !write_setting (deed, key, value, error))
    return FALSE;
  return tide_deed_commit (g_steal_pointer (&deed), g_strdup (undo), error);
}

gboolean
tide_clinic_add_start_question (TideClinic *self, const char *label, int wanted, GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self) && label != NULL, FALSE);
  g_return_val_if_fail (wanted >= TIDE_WANTED_WORDS && wanted <= TIDE_WANTED_NO, FALSE);
  g_autofree char *text = g_strstrip (g_strdup (label));
  guint number = tide_session_rules_get_questions (tide_clinic_get_session_rules (self))->len + 1;
  g_autofree char *key = g_strdup_printf (TIDE_SETTING_QUESTION "%u", number);
  g_autofree char *value = g_strdup_printf ("%s %s", tide_wanted_codes[wanted], text);
  return set_with_undo (self, key, value, _ ("Undo adding a question"), error);
}

gboolean
tide_clinic_switch_question (TideClinic *self, const char *id, const char *off_because, GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self) && id != NULL, FALSE);
  g_autofree char *key = g_strconcat (TIDE_SETTING_QUESTION_OFF, id, NULL);
  g_autofree char *source = NULL;
  if (off_because != NULL)
    {
      g_autoptr (TideSessionRules) rules = tide_session_rules_new ();
      tide_clinic_apply_start_list (self, rules);
      if (*off_because == '\0')
        {
          g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE,
                       _ ("reason: a question is not dropped without one"));
          return FALSE;
        }
      source = dup_source (self, off_because);
      if (!tide_session_rules_switch_off (rules, id, source))
        {
          g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE, _ ("question: this one is always asked"));
          return FALSE;
        }
    }
  return set_with_undo (self, key, source, _ ("Undo changing the checklist"), error);
}

/**
 * tide_clinic_load_thresholds:
 *
 * Returns: (transfer full): the defaults, with what this clinic has changed
 */
TideThresholds *
tide_clinic_load_thresholds (TideClinic *self)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self), NULL);
  TideThresholds *thresholds = tide_thresholds_new ();
  if (tide_clinic_is_locked (self))
    return thresholds;
  g_autoptr (GPtrArray) rows = tide_store_list (self->store, &tide_setting_class, NULL, 0, NULL);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const TideSetting *row = g_ptr_array_index (rows, i);
      double value;
      if (row->value == NULL || !g_str_has_prefix (row->key, TIDE_SETTING_THRESHOLD)
          || g_str_has_suffix (row->key, TIDE_SETTING_SOURCE))
        continue;
      const char *rule = row->key + strlen (TIDE_SETTING_THRESHOLD);
      if (tide_thresholds_lookup (thresholds, rule) == NULL || !tide_number_parse (row->value, &value, NULL))
        continue;
      g_autofree char *source_key = g_strconcat (row->key, TIDE_SETTING_SOURCE, NULL);
      g_autofree char *source = tide_clinic_dup_setting (self, source_key);
      tide_thresholds_set (thresholds, rule, value, source != NULL ? source : _ ("changed by this clinic"));
    }
  return thresholds;
}

/* Words of the battery whose instrument this clinic does not have are left out. */
static GPtrArray *
read_battery (TideClinic *self, const char *value)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) words = g_strsplit_set (value, " \t\n", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      gboolean known
        = strcmp (words[i], "side_effects") == 0 || strcmp (words[i], "note") == 0
          || (*words[i] != '\0' && tide_library_lookup (tide_clinic_get_library (self), words[i]) != NULL);
      if (known)
        g_ptr_array_add (parts, g_strdup (words[i]));
    }
  return parts;
}

/* An unknown or missing condition has the general battery. */
GPtrArray *
tide_clinic_list_battery (TideClinic *self, const char *condition)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self), NULL);
  g_autofree char *value = NULL;
  if (condition != NULL)
    {
      g_autofree char *key = g_strconcat ("battery.", condition, NULL);
      value = tide_clinic_dup_setting (self, key);
    }
  if (value == NULL)
    value = tide_clinic_dup_setting (self, "battery.other");
  return read_battery (self, value);
}

static const char *
find_condition (const TideHistory *history)
{
  const TideDiagnosis *primary = tide_history_get_primary_diagnosis (history);
  return primary != NULL && primary->code != NULL ? tide_icd_get_condition (primary->code) : NULL;
}

static gboolean
is_child (const TideHistory *history)
{
  if (history->patient == NULL)
    return FALSE;
  int age = tide_patient_get_age (history->patient, tide_date_today ());
  return age >= 0 && age < ADULT_AGE;
}

/**
 * tide_clinic_list_battery_for:
 *
 * The battery of a patient: by the condition of the primary diagnosis and, below 18, the child's where there
 * is one.
 *
 * Returns: (transfer full) (element-type utf8)
 */
GPtrArray *
tide_clinic_list_battery_for (TideClinic *self, const TideHistory *history)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self) && history != NULL, NULL);
  const char *condition = find_condition (history);
  if (condition != NULL && is_child (history))
    {
      g_autofree char *child = g_strconcat (condition, "_child", NULL);
      g_autofree char *key = g_strconcat ("battery.", child, NULL);
      g_autofree char *value = tide_clinic_dup_setting (self, key);
      if (value != NULL)
        return tide_clinic_list_battery (self, child);
    }
  return tide_clinic_list_battery (self, condition);
}

/* The library's own string: it lives as long as the clinic. */
static const char *
known_instrument (TideClinic *self, const char *id)
{
  TideInstrument *instrument = id != NULL ? tide_library_lookup (tide_clinic_get_library (self), id) : NULL;
  return instrument != NULL ? tide_instrument_get_id (instrument) : NULL;
}

static const char *
course_target (TideClinic *self, const TideHistory *history)
{
  for (guint i = history->courses->len; i > 0; i--)
    {
      const TideCourse *course = g_ptr_array_index (history->courses, i - 1);
      const char *id = known_instrument (self, course->target_instrument);
      if (id != NULL)
        return id;
    }
  return NULL;
}

static guint
count_ratings (TideClinic *self, const TideHistory *history, const char *id)
{
  TideInstrument *instrument = tide_library_lookup (tide_clinic_get_library (self), id);
  const TideSeries *series
    = instrument == NULL
        ? NULL
        : tide_history_find_series (history, id, tide_instrument_get_primary (instrument)->id);
  return series != NULL ? series->n_ratings : 0;
}

static const char *
most_rated (TideClinic *self, const TideHistory *history)
{
  const char *best = NULL;
  guint most = 0;
  for (guint i = 0; i < history->series->len; i++)
    {
      const TideSeries *series = g_ptr_array_index (history->series, i);
      const char *id = known_instrument (self, series->instrument_id);
      guint n = id != NULL ? count_ratings (self, history, id) : 0;
      if (n > most)
        {
          most = n;
          best = id;
        }
    }
  return best;
}

static const char *
first_of_battery (TideClinic *self, const TideHistory *history)
{
  g_autoptr (GPtrArray) battery = tide_clinic_list_battery_for (self, history);
  const char *id = NULL;
  for (guint i = 0; i < battery->len && id == NULL; i++)
    id = known_instrument (self, g_ptr_array_index (battery, i));
  return id;
}

/**
 * tide_clinic_get_target_instrument:
 *
 * The latest course's target; else the first scale of the condition's battery, unless this patient was only
 * ever rated with others: then the one rated most.
 *
 * Returns: (transfer none): an id of the library; never NULL
 */
const char *
tide_clinic_get_target_instrument (TideClinic *self, const TideHistory *history)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self) && history != NULL, NULL);
  const char *id = course_target (self, history);
  if (id != NULL)
    return id;
  const char *first = find_condition (history) != NULL ? first_of_battery (self, history) : NULL;
  if (first != NULL && count_ratings (self, history, first) > 0)
    return first;
  id = most_rated (self, history);
  if (id != NULL)
    return id;
  return first != NULL ? first
                       : tide_instrument_get_id (tide_library_get (tide_clinic_get_library (self), 0));
}
