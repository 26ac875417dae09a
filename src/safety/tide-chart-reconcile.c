/* tide-chart-reconcile.c: what the chart says now, held against the alerts that it raised before (clinical.md
 * 8.1): nothing twice, nothing taken away, what was amended down is marked, what was amended up is raised.
 */
#include "tide-chart-alerts.h"

#include <math.h>
#include <string.h>

#include "tide-alert-rules.h"

/* The group whose finding an alert is; 0: time's, the cockpit's, or a rating's own answers'. */
static guint
get_rules_of (const TideAlert *alert)
{
  static const struct
  {
    const char *rule, *source; /* source: what stands behind the "#" */
    guint rules;
  } table[] = {
    { "A9", NULL, TIDE_CHART_RATINGS },
    { "A10", NULL, TIDE_CHART_RATINGS },
    { "A11", NULL, TIDE_CHART_RATINGS },
    { "A17", NULL, TIDE_CHART_MEASUREMENTS },
    { "A15", NULL, TIDE_CHART_SCREENINGS },
    { "A16", "#screening-", TIDE_CHART_SCREENINGS },
    { "A16", NULL, TIDE_CHART_TAKEN },
    { "A18", "#adverse_event-", TIDE_CHART_EFFECTS },
    { "A18", NULL, TIDE_CHART_SESSIONS },
    { "misuse", NULL, TIDE_CHART_EFFECTS },
    { "A13", "#observation-", TIDE_CHART_VITALS },
    { "A14", "#observation-", TIDE_CHART_VITALS },
  };
  for (guint i = 0; alert->subject != NULL && i < G_N_ELEMENTS (table); i++)
    if (g_strcmp0 (table[i].rule, alert->rule) == 0
        && (table[i].source == NULL || strstr (alert->subject, table[i].source) != NULL))
      return table[i].rules;
  return 0;
}

/* Of sodium less is worse. A finding without a number is as grave as any. */
static gboolean
is_as_grave (const TideAlert *alert, const TideAlert *other)
{
  if (alert->level < other->level)
    return FALSE;
  if (isnan (alert->value) || isnan (other->value))
    return TRUE;
  if (g_str_has_prefix (other->subject, "sodium"))
    return alert->value <= other->value + 1e-9;
  return alert->value >= other->value - 1e-9;
}

/* The rating behind an alert as it stands now; 0: an alert of something else. */
static gint64
get_rating (const TideHistory *history, const TideAlert *alert)
{
  const TideAssessmentData *source
    = alert->assessment_id != 0 ? tide_alert_rules_find_source (history, alert) : NULL;
  return source != NULL ? source->base.id : alert->assessment_id;
}

static gboolean
has_same_source (const TideHistory *history, const TideAlert *alert, const TideAlert *finding)
{
  return g_strcmp0 (alert->rule, finding->rule) == 0 && g_strcmp0 (alert->subject, finding->subject) == 0
         && alert->session_id == finding->session_id
         && get_rating (history, alert) == get_rating (history, finding);
}

static const TideAlert *
find_finding (const TideHistory *history, const GPtrArray *found, const TideAlert *alert)
{
  for (guint i = 0; i < found->len; i++)
    if (has_same_source (history, alert, g_ptr_array_index (found, i)))
      return g_ptr_array_index (found, i);
  return NULL;
}

/* A rating that others have been joined to is not amended: only its own row tells. */
static gboolean
has_own_source_changed (const TideHistory *history, const TideAlert *alert)
{
  if (alert->assessment_id == 0)
    return TRUE; /* asked for these only when one of its kind was saved */
  const TideAssessmentData *source = tide_alert_rules_find_source (history, alert);
  return source == NULL || source->base.id != alert->assessment_id
         || !tide_assessment_data_is_current (source);
}

/* --- what was raised before --- */

static void
mark_fallen (const TideSafetyCase *subject, const GPtrArray *found, guint rules, GPtrArray *changed)
{
  for (guint i = 0; i < subject->history->alerts->len; i++)
    {
      const TideAlert *alert = subject->history->alerts->pdata[i];
      if ((get_rules_of (alert) & rules) == 0 || alert->source_amended
          || !has_own_source_changed (subject->history, alert))
        continue;
      const TideAlert *now = find_finding (subject->history, found, alert);
      if (now != NULL && is_as_grave (now, alert))
        continue;
      TideAlert *marked = tide_alert_copy (alert);
      marked->source_amended = TRUE;
      g_ptr_array_add (changed, marked);
    }
}

/* --- what is new --- */

/* The same alert says more from now on: a second open one for one source there is none. */
static void
raise_in_place (const TideAlert *alert, const TideAlert *finding, GPtrArray *changed)
{
  TideAlert *graver = tide_alert_copy (alert);
  graver->level = finding->level;
  graver->value = finding->value;
  graver->source_amended = FALSE;
  tide_record_set_text (&graver->detail, finding->detail);
  g_ptr_array_add (changed, graver);
}

/* TRUE when @finding needs no new alert. */
static gboolean
is_covered (const TideSafetyCase *subject, const TideAlert *finding, GPtrArray *changed)
{
  const TideAlert *open = NULL;
  for (guint i = 0; i < subject->history->alerts->len; i++)
    {
      const TideAlert *alert = subject->history->alerts->pdata[i];
      if (alert->subject == NULL || !has_same_source (subject->history, alert, finding))
        continue;
      if (is_as_grave (alert, finding) && !alert->source_amended)
        return TRUE;
      gboolean same_row = alert->assessment_id == finding->assessment_id;
      if (tide_alert_is_open (alert) && (same_row || is_as_grave (alert, finding)))
        open = same_row ? alert : open;
    }
  if (open == NULL)
    return FALSE;
  raise_in_place (open, finding, changed);
  return TRUE;
}

/* An alert whose answer was amended down covers what is left of it. */
static gboolean
is_rest_of_amended (const TideSafetyCase *subject, const TideAlert *finding, const GPtrArray *changed)
{
  for (guint i = 0; i < changed->len; i++)
    {
      const TideAlert *alert = g_ptr_array_index (changed, i);
      if (alert->source_amended && has_same_source (subject->history, alert, finding)
          && is_as_grave (alert, finding))
        return TRUE;
    }
  return FALSE;
}

static TideAlert *
make_fresh (const TideSafetyCase *subject, const TideAlert *finding, const TideChartSave *save)
{
  TideAlert *alert = tide_alert_copy (finding);
  double days = tide_instant_days_since (subject->now, finding->raised);
  gboolean late = days > tide_thresholds_get (subject->thresholds, "historical_days");
  alert->historical = save->imported || (late && !save->as_then);
  if (!save->as_then)
    alert->raised = subject->now;
  return alert;
}

void
tide_chart_alerts_reconcile (const TideSafetyCase *subject, const GPtrArray *found, const TideChartSave *save,
                             GPtrArray *fresh, GPtrArray *changed)
{
  g_return_if_fail (subject != NULL && found != NULL && save != NULL && fresh != NULL && changed != NULL);
  mark_fallen (subject, found, save->rules, changed);
  for (guint i = 0; i < found->len; i++)
    {
      const TideAlert *finding = g_ptr_array_index (found, i);
      gboolean old
        = tide_date_is_known (save->since) && tide_instant_get_date (finding->raised) < save->since;
      if (old || is_rest_of_amended (subject, finding, changed) || is_covered (subject, finding, changed))
        continue;
      g_ptr_array_add (fresh, make_fresh (subject, finding, save));
    }
}
