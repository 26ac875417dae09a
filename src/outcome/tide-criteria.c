/* tide-criteria.c: the rules as they stand in memory: which hold for a course, which numbers they use, what
 * they say in words. */
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "tide-criteria-private.h"
#include "tide-outcome-resources.h"

/* What others are based on comes first; of two for one scale the first is taken without a condition. */
static const char *const files[] = { "common",
                                     "ocd-consensus",
                                     "ocd-ramakrishnan",
                                     "ocd-farris",
                                     "ocd-older-trials",
                                     "depression",
                                     "bipolar-depression",
                                     "ptsd",
                                     "social-anxiety",
                                     "generalised-anxiety",
                                     "pain",
                                     "pain-half",
                                     "substance" };

const TideCriteria *
tide_criteria_ref (const TideCriteria *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_int_inc ((gint *) &self->n_refs);
  return self;
}

void
tide_criteria_free (TideCriteria *self)
{
  if (self == NULL || !g_atomic_int_dec_and_test (&self->n_refs))
    return;
  g_free (self->digest);
  g_free (self->id);
  g_free (self->version);
  g_free (self->name);
  g_strfreev (self->instruments);
  g_strfreev (self->conditions);
  g_ptr_array_unref (self->thresholds);
  g_ptr_array_unref (self->clauses);
  g_free (self);
}

TideCriteria *
tide_criteria_parse (const char *file_name, const char *text, gssize length, TideLibrary *library,
                     GError **error)
{
  g_return_val_if_fail (file_name != NULL && text != NULL, NULL);
  g_autoptr (TideXmlNode) root = tide_xml_parse (file_name, text, length, error);
  TideCriteria *self = root != NULL ? tide_criteria_read (root, library, error) : NULL;
  if (self != NULL)
    self->digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, length);
  return self;
}

/* --- the shipped ones: read once, never changed --- */

static GPtrArray *shipped = NULL;
static _Thread_local gboolean loading = FALSE; /* then what was read so far can be asked */

static void
load_shipped (void)
{
  static gsize once = 0;
  if (!g_once_init_enter (&once))
    return;
  loading = TRUE;
  shipped = g_ptr_array_new ();
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_strconcat ("/tidemark/criteria/", files[i], ".xml", NULL);
      g_autofree char *name = g_strconcat (files[i], ".xml", NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes
        = g_resource_lookup_data (tide_outcome_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
      TideCriteria *criteria = bytes != NULL
                                 ? tide_criteria_parse (name, g_bytes_get_data (bytes, NULL),
                                                        (gssize) g_bytes_get_size (bytes), NULL, &error)
                                 : NULL;
      if (criteria == NULL)
        g_error ("%s", error->message);
      g_ptr_array_add (shipped, criteria);
    }
  loading = FALSE;
  g_once_init_leave (&once, 1);
}

guint
tide_criteria_get_n (void)
{
  load_shipped ();
  return shipped->len;
}

const TideCriteria *
tide_criteria_get (guint index)
{
  g_return_val_if_fail (index < tide_criteria_get_n (), NULL);
  return shipped->pdata[index];
}

const TideCriteria *
tide_criteria_lookup (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);
  if (!loading)
    load_shipped ();
  for (guint i = 0; i < shipped->len; i++)
    if (strcmp (((const TideCriteria *) shipped->pdata[i])->id, id) == 0)
      return shipped->pdata[i];
  return NULL;
}

const TideCriteria *
tide_criteria_find (const char *condition, const char *instrument_id)
{
  g_return_val_if_fail (instrument_id != NULL, NULL);
  const TideCriteria *found = NULL;
  for (guint i = 0; i < tide_criteria_get_n (); i++)
    {
      const TideCriteria *criteria = shipped->pdata[i];
      if (criteria->conditions[0] == NULL || !tide_criteria_names_instrument (criteria, instrument_id))
        continue; /* a preset that somebody has to choose */
      if (condition != NULL && g_strv_contains ((const char *const *) criteria->conditions, condition))
        return criteria;
      if (found == NULL)
        found = criteria;
    }
  return found != NULL ? found : shipped->pdata[0];
}

/* --- what they say --- */

const char *
tide_criteria_get_id (const TideCriteria *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->id;
}

const char *
tide_criteria_get_version (const TideCriteria *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->version;
}

const char *
tide_criteria_get_name (const TideCriteria *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->name;
}

const char *const *
tide_criteria_list_instruments (const TideCriteria *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return (const char *const *) self->instruments;
}

gboolean
tide_criteria_names_instrument (const TideCriteria *self, const char *instrument_id)
{
  g_return_val_if_fail (self != NULL && instrument_id != NULL, FALSE);
  return g_strv_contains ((const char *const *) self->instruments, instrument_id);
}

gboolean
tide_criteria_is_shipped (const TideCriteria *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return tide_criteria_lookup (self->id) == self;
}

gboolean
tide_criteria_is_same (const TideCriteria *a, const TideCriteria *b)
{
  return a == b || (a != NULL && b != NULL && strcmp (a->digest, b->digest) == 0);
}

TideRelapsePreset
tide_criteria_get_relapse (const TideCriteria *self)
{
  g_return_val_if_fail (self != NULL, TIDE_RELAPSE_DEFAULT);
  while (self->relapse == TIDE_RELAPSE_BY_RULES && self->base != NULL)
    self = self->base;
  return self->relapse;
}

const TideClause *
tide_criteria_find_clause (const TideCriteria *self, const char *clause_id)
{
  g_return_val_if_fail (self != NULL && clause_id != NULL, NULL);
  for (; self != NULL; self = self->base)
    for (guint i = 0; i < self->clauses->len; i++)
      {
        const TideClause *clause = self->clauses->pdata[i];
        if (strcmp (clause->id, clause_id) == 0)
          return clause;
      }
  return NULL;
}

double
tide_criteria_get_cgi (const TideCriteria *self, const char *clause_id, const TideThresholds *thresholds)
{
  const TideClause *clause = tide_criteria_find_clause (self, clause_id);
  g_return_val_if_fail (clause != NULL && thresholds != NULL, NAN);
  return clause->cgi_threshold != NULL ? tide_thresholds_get (thresholds, clause->cgi_threshold)
                                       : clause->cgi;
}

static void
replace (double *number, double by)
{
  if (!isnan (by))
    *number = by;
}

/* The base's numbers first, so that the file's own replace them. */
static void
apply_thresholds (const TideCriteria *self, const char *instrument_id, TideSex sex, TideChangeRule *rule)
{
  if (self->base != NULL)
    apply_thresholds (self->base, instrument_id, sex, rule);
  for (guint i = 0; i < self->thresholds->len; i++)
    {
      const TideCriteriaThreshold *row = self->thresholds->pdata[i];
      if (strcmp (row->instrument, instrument_id) != 0 || (row->sex != TIDE_SEX_UNKNOWN && row->sex != sex))
        continue;
      /* Percent and points are two ways to say response: the one that a file names stands alone. */
      if (!isnan (row->response_percent) || !isnan (row->response_points))
        {
          rule->response_percent = row->response_percent;
          rule->response_points = row->response_points;
          /* No room is left for a class below it. */
          if (rule->partial_percent >= row->response_percent)
            rule->partial_percent = NAN;
        }
      replace (&rule->partial_percent, row->partial_percent);
      replace (&rule->remission_at_most, row->remission_at_most);
      replace (&rule->relapse_at_least, row->relapse_at_least);
      rule->source = row->source;
    }
}

TideChangeRule
tide_criteria_resolve (const TideCriteria *self, TideInstrument *instrument, TideSex sex)
{
  TideChangeRule rule = *tide_instrument_get_change_rule (instrument);
  g_return_val_if_fail (self != NULL, rule);
  apply_thresholds (self, tide_instrument_get_id (instrument), sex, &rule);
  return rule;
}

static char *
dup_number (const char *name, const TideCriteria *self, const char *clause_id, const TideChangeRule *rule,
            const TideThresholds *thresholds)
{
  if (strcmp (name, "response") == 0 && !isnan (rule->response_points))
    return g_strdup_printf (_ ("%g points"), rule->response_points);
  if (strcmp (name, "response") == 0)
    return g_strdup_printf (_ ("%g %%"), rule->response_percent);
  if (strcmp (name, "partial") == 0)
    return g_strdup_printf (_ ("%g %%"),
                            isnan (rule->partial_percent) ? rule->response_percent : rule->partial_percent);
  if (strcmp (name, "fall") == 0)
    return g_strdup_printf (_ ("%g %%"), tide_thresholds_get (thresholds, "relapse_percent_below"));
  double number = strcmp (name, "remission") == 0 ? rule->remission_at_most
                  : strcmp (name, "relapse") == 0 ? rule->relapse_at_least
                  : strcmp (name, "days") == 0    ? tide_thresholds_get (thresholds, "watch_days")
                                                  : tide_criteria_get_cgi (self, clause_id, thresholds);
  return g_strdup_printf ("%g", number);
}

char *
tide_criteria_dup_words (const TideCriteria *self, const char *clause_id, TideInstrument *instrument,
                         TideSex sex, const TideThresholds *thresholds)
{
  g_return_val_if_fail (instrument != NULL && thresholds != NULL, NULL);
  const TideClause *clause = tide_criteria_find_clause (self, clause_id);
  if (clause == NULL)
    return NULL;
  TideChangeRule rule = tide_criteria_resolve (self, instrument, sex);
  GString *words = g_string_new (NULL);
  for (const char *at = clause->words; *at != '\0';)
    {
      const char *end = *at == '{' ? strchr (at, '}') : NULL;
      if (end == NULL)
        {
          g_string_append_c (words, *at++);
          continue;
        }
      g_autofree char *name = g_strndup (at + 1, (gsize) (end - at - 1));
      g_autofree char *number = dup_number (name, self, clause_id, &rule, thresholds);
      g_string_append (words, number);
      at = end + 1;
    }
  return g_string_free (words, FALSE);
}
