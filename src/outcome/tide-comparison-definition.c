/* tide-comparison-definition.c: what is asked of a comparison, as lines of text: saved, exported beside the
 * numbers, and typed after --filter. */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "tide-comparison.h"
#include "tide-error.h"

TideComparisonDefinition *
tide_comparison_definition_new (const char *instrument)
{
  TideComparisonDefinition *self = g_new0 (TideComparisonDefinition, 1);
  self->instrument = g_strdup (instrument);
  self->events = tide_event_options_default ();
  self->from = self->to = TIDE_DATE_UNKNOWN;
  self->age_from = self->age_to = self->failed_from = self->failed_to = -1;
  self->baseline_from = self->baseline_to = NAN;
  return self;
}

TideComparisonDefinition *
tide_comparison_definition_copy (const TideComparisonDefinition *self)
{
  TideComparisonDefinition *copy = g_memdup2 (self, sizeof *self);
  copy->condition = g_strdup (self->condition);
  copy->instrument = g_strdup (self->instrument);
  copy->rules = g_strdup (self->rules);
  if (self->events.states.criteria != NULL)
    tide_criteria_ref (self->events.states.criteria);
  return copy;
}

void
tide_comparison_definition_free (TideComparisonDefinition *self)
{
  if (self == NULL)
    return;
  g_free (self->condition);
  g_free (self->instrument);
  g_free (self->rules);
  tide_criteria_free ((TideCriteria *) self->events.states.criteria);
  g_free (self);
}

static gboolean
check_scale (const TideCriteria *criteria, const char *instrument, GError **error)
{
  if (criteria == NULL || instrument == NULL || tide_criteria_names_instrument (criteria, instrument))
    return TRUE;
  g_autofree char *named = g_strjoinv (", ", (char **) tide_criteria_list_instruments (criteria));
  if (*named == '\0')
    g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE, _ ("rules: “%s” names no scale, so also not %s"),
                 tide_criteria_get_id (criteria), instrument);
  else
    g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE, _ ("rules: “%s” is for %s, not for %s"),
                 tide_criteria_get_id (criteria), named, instrument);
  return FALSE;
}

gboolean
tide_comparison_definition_set_criteria (TideComparisonDefinition *self, const TideCriteria *criteria,
                                         GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  if (!check_scale (criteria, self->instrument, error))
    return FALSE;
  if (criteria != NULL)
    tide_criteria_ref (criteria);
  tide_criteria_free ((TideCriteria *) self->events.states.criteria);
  g_free (self->rules);
  self->rules = criteria != NULL ? g_strdup (tide_criteria_get_id (criteria)) : NULL;
  self->events.states.criteria = criteria;
  return TRUE;
}

gboolean
tide_comparison_definition_change_instrument (TideComparisonDefinition *self, const char *instrument)
{
  g_return_val_if_fail (self != NULL && instrument != NULL, FALSE);
  gboolean fits = check_scale (self->events.states.criteria, instrument, NULL);
  if (!fits)
    tide_comparison_definition_set_criteria (self, NULL, NULL);
  g_free (self->instrument);
  self->instrument = g_strdup (instrument);
  return !fits;
}

/* Rules of a file that was read again are the same when its text is. */
gboolean
tide_comparison_definition_shares_pass (const TideComparisonDefinition *a, const TideComparisonDefinition *b)
{
  TideEventOptions events = b->events;
  events.states.criteria = a->events.states.criteria;
  return g_strcmp0 (a->instrument, b->instrument) == 0
         && tide_criteria_is_same (a->events.states.criteria, b->events.states.criteria)
         && memcmp (&a->events, &events, sizeof events) == 0;
}

/* --- keys and values --- */

typedef enum
{
  VALUE_TEXT,
  VALUE_SCALE,
  VALUE_ARMS,
  VALUE_RULES, /* id of criteria */
  VALUE_DATE,
  VALUE_YES_NO,
  VALUE_CODE,
  VALUE_WHOLE, /* 0 or more; -1 is left out */
  VALUE_REAL,  /* NAN is left out */
} ValueKind;

typedef struct
{
  const char *key;
  ValueKind kind;
  gsize offset;
  const char *const *codes; /* the first is "any" and left out; ends with NULL */
} Key;

static const char *const condition_codes[]
  = { "", "ocd", "depression", "bipolar", "ptsd", "social_anxiety", "anxiety", "substance", "pain", NULL };
static const char *const background_codes[] = { "", "none", "some", NULL };
static const char *const doses_codes[] = { "", "single", "mixed", NULL };
static const char *const raters_codes[] = { "", "clinician", "independent", "self", NULL };
static const char *const moment_codes[] = { "", "confirmed", NULL };
static const char *const policy_codes[] = { "", "treatment_policy", NULL };
static const char *const origin_codes[] = { "", "last_dose", NULL };
static const char *const relapse_codes[] = { "", "default", "consensus", "depression", NULL };
static const char *const line_codes[] = { "", "1", "2", "3", "4", "5", "6", "7", "8", "9", NULL };

#define AT(member) G_STRUCT_OFFSET (TideComparisonDefinition, member)
static const Key keys[] = {
  { "condition", VALUE_TEXT, AT (condition), condition_codes },
  { "instrument", VALUE_SCALE, AT (instrument), NULL },
  { "arms", VALUE_ARMS, AT (arms), NULL },
  { "from", VALUE_DATE, AT (from), NULL },
  { "to", VALUE_DATE, AT (to), NULL },
  { "all_courses", VALUE_YES_NO, AT (all_courses), NULL },
  { "keep_carry_over", VALUE_YES_NO, AT (keep_carry_over), NULL },
  { "sex", VALUE_CODE, AT (sex), tide_sex_codes },
  { "age_from", VALUE_WHOLE, AT (age_from), NULL },
  { "age_to", VALUE_WHOLE, AT (age_to), NULL },
  { "baseline_from", VALUE_REAL, AT (baseline_from), NULL },
  { "baseline_to", VALUE_REAL, AT (baseline_to), NULL },
  { "failed_from", VALUE_WHOLE, AT (failed_from), NULL },
  { "failed_to", VALUE_WHOLE, AT (failed_to), NULL },
  { "route", VALUE_CODE, AT (route), tide_route_codes },
  { "setting", VALUE_CODE, AT (setting), tide_setting_codes },
  { "line", VALUE_CODE, AT (line), line_codes },
  { "background", VALUE_CODE, AT (background), background_codes },
  { "doses", VALUE_CODE, AT (doses), doses_codes },
  { "raters", VALUE_CODE, AT (raters), raters_codes },
  { "response", VALUE_CODE, AT (events.moment), moment_codes },
  { "follow_up", VALUE_CODE, AT (events.policy), policy_codes },
  { "duration_from", VALUE_CODE, AT (events.origin), origin_codes },
  { "include_recall", VALUE_YES_NO, AT (events.include_recall), NULL },
  { "rules", VALUE_RULES, AT (rules), NULL },
  { "strict", VALUE_YES_NO, AT (events.states.strict), NULL },
  { "relapse", VALUE_CODE, AT (events.states.relapse), relapse_codes },
};

static gboolean
refuse (GError **error, const char *key, const char *value, const char *allowed)
{
  g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE, _ ("%s: “%s” is not %s"), key, value, allowed);
  return FALSE;
}

static gboolean
refuse_codes (GError **error, const char *key, const char *value, const char *const *codes)
{
  g_autofree char *list = g_strjoinv (", ", (char **) codes + 1);
  g_autofree char *allowed = g_strdup_printf (_ ("one of %s"), list);
  return refuse (error, key, value, allowed);
}

static gboolean
set_code (int *place, const char *const *codes, const char *key, const char *value, GError **error)
{
  for (int i = 0; codes[i] != NULL; i++)
    if (strcmp (codes[i], value) == 0)
      {
        *place = i;
        return TRUE;
      }
  return refuse_codes (error, key, value, codes);
}

static gboolean
set_arms (TideComparisonDefinition *self, const char *key, const char *value, GError **error)
{
  g_auto (GStrv) codes = g_strsplit (value, ",", -1);
  guint n = g_strv_length (codes);
  self->n_arms = 0;
  if (n > TIDE_COMPARISON_MOST_ARMS)
    return refuse (error, key, value, _ ("at most eight arms"));
  for (guint i = 0; i < n; i++)
    {
      guint32 arms = tide_arms_parse (g_strstrip (codes[i]));
      for (guint j = 0; j < self->n_arms; j++)
        if (self->arms[j] == arms)
          return refuse (error, key, value, _ ("a list that names each arm once"));
      if (arms == 0)
        return refuse (error, key, codes[i],
                       _ ("an arm: ketamine, esketamine, ssri, antidepressant, augmentation, cbt, "
                          "other_therapy, neuromodulation, usual_care, other, or several joined by +"));
      self->arms[self->n_arms++] = arms;
    }
  return TRUE;
}

static const TideCriteria *
find_rules (const char *id, const GPtrArray *own)
{
  for (guint i = 0; own != NULL && i < own->len; i++)
    if (strcmp (tide_criteria_get_id (own->pdata[i]), id) == 0)
      return own->pdata[i];
  return tide_criteria_lookup (id);
}

static gboolean
set_rules (TideComparisonDefinition *self, const char *key, const char *value, const GPtrArray *own,
           GError **error)
{
  const TideCriteria *criteria = *value != '\0' ? find_rules (value, own) : NULL;
  g_autoptr (GString) ids = g_string_new (NULL);
  for (guint i = 0; i < tide_criteria_get_n (); i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? ", " : "", tide_criteria_get_id (tide_criteria_get (i)));
  for (guint i = 0; own != NULL && i < own->len; i++)
    g_string_append_printf (ids, ", %s", tide_criteria_get_id (own->pdata[i]));
  if (criteria == NULL && *value != '\0')
    {
      g_autofree char *allowed = g_strdup_printf (_ ("one of %s"), ids->str);
      return refuse (error, key, value, allowed);
    }
  return tide_comparison_definition_set_criteria (self, criteria, error);
}

static gboolean
set_scale (TideComparisonDefinition *self, const char *value, GError **error)
{
  const char *id = *value != '\0' ? value : NULL;
  if (!check_scale (self->events.states.criteria, id, error))
    return FALSE;
  g_free (self->instrument);
  self->instrument = g_strdup (id);
  return TRUE;
}

static gboolean
set_text (char **place, const char *const *codes, const char *key, const char *value, GError **error)
{
  if (codes != NULL && !g_strv_contains (codes, value))
    return refuse_codes (error, key, value, codes);
  g_free (*place);
  *place = *value != '\0' ? g_strdup (value) : NULL;
  return TRUE;
}

static gboolean
set_whole (int *place, const char *key, const char *value, GError **error)
{
  gint64 number;
  if (!g_ascii_string_to_signed (value, 10, 0, 200, &number, NULL))
    return refuse (error, key, value, _ ("a whole number from 0 to 200"));
  *place = (int) number;
  return TRUE;
}

static gboolean
set_value (TideComparisonDefinition *self, const Key *key, const char *value, const GPtrArray *own,
           GError **error)
{
  gpointer place = (char *) self + key->offset;
  switch (key->kind)
    {
    case VALUE_TEXT:
      return set_text (place, key->codes, key->key, value, error);
    case VALUE_ARMS:
      return set_arms (self, key->key, value, error);
    case VALUE_SCALE:
      return set_scale (self, value, error);
    case VALUE_RULES:
      return set_rules (self, key->key, value, own, error);
    case VALUE_DATE:
      if (!tide_date_parse (value, place, NULL))
        return refuse (error, key->key, value, _ ("a date as 2026-03-14"));
      return TRUE;
    case VALUE_YES_NO:
      if (strcmp (value, "yes") != 0 && strcmp (value, "no") != 0)
        return refuse (error, key->key, value, _ ("yes or no"));
      *(gboolean *) place = strcmp (value, "yes") == 0;
      return TRUE;
    case VALUE_CODE:
      return set_code (place, key->codes, key->key, value, error);
    case VALUE_WHOLE:
      return set_whole (place, key->key, value, error);
    case VALUE_REAL:
      if (!tide_number_parse (value, place, NULL))
        return refuse (error, key->key, value, _ ("a number"));
      return TRUE;
    default:
      g_assert_not_reached ();
    }
}

/* A range upside down leaves everybody out, which looks like an answer. */
static gboolean
check_range (const TideComparisonDefinition *self, const char *key, const char *value, GError **error)
{
  const struct
  {
    const char *from, *to;
    gboolean reversed;
  } ranges[] = {
    { "from", "to",
      tide_date_is_known (self->from) && tide_date_is_known (self->to) && self->from > self->to },
    { "age_from", "age_to", self->age_from >= 0 && self->age_to >= 0 && self->age_from > self->age_to },
    { "failed_from", "failed_to",
      self->failed_from >= 0 && self->failed_to >= 0 && self->failed_from > self->failed_to },
    { "baseline_from", "baseline_to", self->baseline_from > self->baseline_to }, /* NAN: not asked */
  };
  for (guint i = 0; i < G_N_ELEMENTS (ranges); i++)
    {
      gboolean is_end = strcmp (key, ranges[i].to) == 0;
      if (!ranges[i].reversed || (!is_end && strcmp (key, ranges[i].from) != 0))
        continue;
      g_autofree char *allowed = is_end ? g_strdup_printf (_ ("%s or more"), ranges[i].from)
                                        : g_strdup_printf (_ ("%s or less"), ranges[i].to);
      return refuse (error, key, value, allowed);
    }
  return TRUE;
}

static gboolean
set_key (TideComparisonDefinition *self, const char *key, const char *value, const GPtrArray *own,
         GError **error)
{
  g_autoptr (GString) all = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      if (strcmp (keys[i].key, key) == 0)
        return set_value (self, &keys[i], value, own, error) && check_range (self, key, value, error);
      g_string_append_printf (all, "%s%s", i > 0 ? ", " : "", keys[i].key);
    }
  g_autofree char *allowed = g_strdup_printf (_ ("one of %s"), all->str);
  return refuse (error, _ ("filter"), key, allowed);
}

gboolean
tide_comparison_definition_set (TideComparisonDefinition *self, const char *key, const char *value,
                                GError **error)
{
  g_return_val_if_fail (self != NULL && key != NULL && value != NULL, FALSE);
  return set_key (self, key, value, NULL, error);
}

/* NULL: as it is when nothing is said. */
static char *
dup_value (const TideComparisonDefinition *self, const Key *key)
{
  gconstpointer place = (const char *) self + key->offset;
  switch (key->kind)
    {
    case VALUE_TEXT:
    case VALUE_SCALE:
    case VALUE_RULES:
      return g_strdup (*(char *const *) place);
    case VALUE_ARMS:
      {
        GString *text = g_string_new (NULL);
        for (guint i = 0; i < self->n_arms; i++)
          {
            g_autofree char *code = tide_arms_dup_code (self->arms[i]);
            g_string_append_printf (text, "%s%s", i > 0 ? "," : "", code);
          }
        return g_string_free (text, self->n_arms == 0);
      }
    case VALUE_DATE:
      return tide_date_is_known (*(const TideDate *) place) ? tide_date_to_iso (*(const TideDate *) place)
                                                            : NULL;
    case VALUE_YES_NO:
      return *(const gboolean *) place ? g_strdup ("yes") : NULL;
    case VALUE_CODE:
      return *(const int *) place > 0 ? g_strdup (key->codes[*(const int *) place]) : NULL;
    case VALUE_WHOLE:
      return *(const int *) place >= 0 ? g_strdup_printf ("%d", *(const int *) place) : NULL;
    case VALUE_REAL:
      return isnan (*(const double *) place) ? NULL : tide_number_to_text (*(const double *) place);
    default:
      g_assert_not_reached ();
    }
}

char *
tide_comparison_definition_to_text (const TideComparisonDefinition *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *value = dup_value (self, &keys[i]);
      if (value != NULL)
        g_string_append_printf (text, "%s=%s\n", keys[i].key, value);
    }
  return g_string_free (text, FALSE);
}

TideComparisonDefinition *
tide_comparison_definition_parse (const char *text, GError **error)
{
  return tide_comparison_definition_parse_with (text, NULL, error);
}

TideComparisonDefinition *
tide_comparison_definition_parse_with (const char *text, const GPtrArray *own, GError **error)
{
  g_return_val_if_fail (text != NULL, NULL);
  g_autoptr (TideComparisonDefinition) self = tide_comparison_definition_new (NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *line = g_strstrip (lines[i]), *equals = strchr (line, '=');
      if (*line == '\0' || *line == '#')
        continue;
      if (equals == NULL)
        {
          g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE, _ ("line %u: “%s” is not key=value"), i + 1,
                       line);
          return NULL;
        }
      *equals = '\0';
      if (!set_key (self, line, equals + 1, own, error))
        {
          g_prefix_error (error, _ ("line %u: "), i + 1);
          return NULL;
        }
    }
  if (self->instrument == NULL)
    {
      g_set_error_literal (error, TIDE_ERROR, TIDE_ERROR_VALUE, _ ("instrument: none is named"));
      return NULL;
    }
  return g_steal_pointer (&self);
}

/* --- for the eye --- */

static void add (GString *text, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
add (GString *text, const char *format, ...)
{
  va_list arguments;
  va_start (arguments, format);
  if (text->len > 0)
    g_string_append (text, ", ");
  g_string_append_vprintf (text, format, arguments);
  va_end (arguments);
}

static void
add_range (GString *text, const char *what, const char *from, const char *to)
{
  if (from != NULL && to != NULL)
    add (text, _ ("%s %s to %s"), what, from, to);
  else if (from != NULL)
    add (text, _ ("%s from %s"), what, from);
  else if (to != NULL)
    add (text, _ ("%s to %s"), what, to);
}

static void
add_range_of (GString *text, const TideComparisonDefinition *self, const char *what, const char *from_key,
              const char *to_key)
{
  g_autofree char *from = NULL, *to = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      if (strcmp (keys[i].key, from_key) == 0)
        from = dup_value (self, &keys[i]);
      if (strcmp (keys[i].key, to_key) == 0)
        to = dup_value (self, &keys[i]);
    }
  add_range (text, what, from, to);
}

/* Which preset calls a relapse so moves the median most of all: it is named also when nobody chose one
 * (clinical.md 3.6: always print which outcome and preset made the figure). */
static const char *
get_relapse_words (const TideComparisonDefinition *self)
{
  const TideCriteria *criteria = self->events.states.criteria;
  TideRelapsePreset preset = self->events.states.relapse;
  if (preset == TIDE_RELAPSE_BY_RULES && criteria == NULL && self->condition != NULL)
    criteria = tide_criteria_find (self->condition, self->instrument);
  if (preset == TIDE_RELAPSE_BY_RULES && criteria != NULL)
    preset = tide_criteria_get_relapse (criteria);
  switch (preset)
    {
    case TIDE_RELAPSE_DEFAULT:
      return _ ("relapse by the default preset");
    case TIDE_RELAPSE_CONSENSUS:
      return _ ("relapse by the consensus preset");
    case TIDE_RELAPSE_DEPRESSION:
      return _ ("relapse by the depression preset");
    case TIDE_RELAPSE_BY_RULES:
    default:
      return _ ("relapse by the rules of each course's condition");
    }
}

char *
tide_comparison_definition_dup_words (const TideComparisonDefinition *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  GString *text = g_string_new (self->all_courses ? _ ("all courses") : _ ("first course"));
  add (text, "%s", self->keep_carry_over ? _ ("carry-over in") : _ ("carry-over out"));
  add_range_of (text, self, _ ("begun"), "from", "to");
  if (self->sex > 0)
    add (text, _ ("sex %s"), tide_sex_codes[self->sex]);
  add_range_of (text, self, _ ("age"), "age_from", "age_to");
  add_range_of (text, self, _ ("baseline"), "baseline_from", "baseline_to");
  add_range_of (text, self, _ ("failed treatments"), "failed_from", "failed_to");
  if (self->route > 0)
    add (text, "%s", tide_route_get_label (self->route));
  if (self->setting > 0)
    add (text, _ ("setting %s"), tide_setting_codes[self->setting]);
  if (self->line > 0)
    add (text, _ ("line %d"), self->line);
  if (self->background != TIDE_BACKGROUND_ANY)
    add (text, "%s",
         self->background == TIDE_BACKGROUND_NONE ? _ ("no background drug") : _ ("with a background drug"));
  if (self->doses != TIDE_DOSES_SERIES)
    add (text, "%s", self->doses == TIDE_DOSES_SINGLE ? _ ("single doses") : _ ("single doses and series"));
  if (self->raters != TIDE_RATERS_ANY)
    add (text, "%s",
         self->raters == TIDE_RATERS_CLINICIAN     ? _ ("rated by clinicians")
         : self->raters == TIDE_RATERS_INDEPENDENT ? _ ("rated by independent raters")
                                                   : _ ("rated by the patients"));
  if (self->events.moment == TIDE_MOMENT_CONFIRMED)
    add (text, "%s", _ ("confirmed events"));
  if (self->events.policy == TIDE_TREATMENT_POLICY)
    add (text, "%s", _ ("followed whatever was done"));
  if (self->events.states.criteria != NULL)
    add (text, _ ("rules: %s"), tide_criteria_get_name (self->events.states.criteria));
  if (self->events.states.strict)
    add (text, "%s", _ ("CGI demanded"));
  if (self->events.include_recall)
    add (text, "%s", _ ("ratings that recall the time before count"));
  add (text, "%s",
       self->events.origin == TIDE_ORIGIN_LAST_DOSE ? _ ("duration from the last dose")
                                                    : _ ("duration from the first response"));
  add (text, "%s", get_relapse_words (self));
  return g_string_free (text, FALSE);
}
