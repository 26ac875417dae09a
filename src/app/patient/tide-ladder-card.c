/* tide-ladder-card.c: how long each response to a dose held, and when to look again; no dosing advice. */
#include "tide-ladder-card.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include "tide-course-follow-up.h"
#include "tide-course-result.h"
#include "tide-record-rows.h"

static char *
dup_days (double days)
{
  return g_strdup_printf (fabs (days - round (days)) < 0.05 ? "%.0f" : "%.1f", days);
}

/* "3 of 4 faded, after median 21 days (14 to 28) · look again on 3 Dec 2025" */
static char *
dup_summary (const TideLadder *ladder)
{
  if (ladder->n_faded == 0)
    return g_strdup_printf (ngettext ("%u response, not seen to fade; when it fades is unknown",
                                      "%u responses, none seen to fade; when they fade is unknown",
                                      ladder->rungs->len),
                            ladder->rungs->len);
  g_autofree char *median = dup_days (ladder->median_days), *shortest = dup_days (ladder->shortest_days),
                  *longest = dup_days (ladder->longest_days);
  g_autofree char *review = tide_date_to_words (ladder->review_on);
  return g_strdup_printf (_ ("%u of %u faded, after median %s days (%s to %s) · look again on %s"),
                          ladder->n_faded, ladder->rungs->len, median, shortest, longest, review);
}

static GtkWidget *
new_rung_row (TidePatientModel *model, TideInstrument *scale, const TideOutcome *outcome,
              const TideRung *rung)
{
  g_autofree char *day = tide_date_to_words (tide_instant_get_date (rung->session->started));
  g_autofree char *lower = dup_days (rung->lower_days);
  g_autofree char *upper = rung->faded ? dup_days (rung->upper_days) : NULL;
  const TideVisitOutcome *visit = &outcome->visits[rung->visit];
  g_autofree char *rating = tide_visit_dup_words (tide_patient_model_get_book (model), scale, visit);
  g_autofree char *title = g_strdup_printf (_ ("Dose on %s"), day);
  g_autofree char *words
    = rung->faded ? g_strdup_printf (_ ("faded between %s and %s days: %s"), lower, upper, rating)
                  : g_strdup_printf (_ ("held for %s days at least, unknown after: %s"), lower, rating);
  return tide_record_text_row_new (title, words);
}

/* FALSE when no dose of @arm brought a response. */
static gboolean
add_arm (AdwPreferencesGroup *group, TidePatientModel *model, TideArm arm, TideInstrument *scale)
{
  const TideOutcome *outcome = tide_patient_model_get_outcome (model, tide_instrument_get_id (scale));
  g_autoptr (TideLadder) ladder
    = tide_ladder_new (outcome, arm, model->history, model->thresholds, model->now);
  if (ladder->rungs->len == 0)
    return FALSE;
  g_autofree char *summary = dup_summary (ladder);
  GtkWidget *row = adw_expander_row_new ();
  g_autofree char *title
    = g_strdup_printf ("%s, %s", tide_arm_get_label (arm), tide_instrument_get_short_name (scale));
  g_autofree char *head = g_markup_escape_text (title, -1), *below = g_markup_escape_text (summary, -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), head);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), below);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, summary, -1);
  for (guint i = 0; i < ladder->rungs->len; i++)
    adw_expander_row_add_row (
      ADW_EXPANDER_ROW (row),
      new_rung_row (model, scale, outcome, &g_array_index (ladder->rungs, TideRung, i)));
  adw_preferences_group_add (group, row);
  return TRUE;
}

/* Each arm once, by the scale of its newest course. */
static TideInstrument *
find_scale (TidePatientModel *model, TideArm arm)
{
  const GPtrArray *courses = model->history->courses;
  for (guint i = courses->len; i > 0; i--)
    {
      const TideCourse *course = courses->pdata[i - 1];
      if (course->arm == (int) arm)
        return tide_course_get_scale (tide_patient_model_get_book (model), course);
    }
  return NULL;
}

GtkWidget *
tide_ladder_card_new (TidePatientModel *model)
{
  static const TideArm arms[] = { TIDE_ARM_KETAMINE, TIDE_ARM_ESKETAMINE, TIDE_ARM_NEUROMODULATION };
  GtkWidget *group = g_object_ref_sink (adw_preferences_group_new ());
  gboolean any = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (arms); i++)
    {
      TideInstrument *scale = find_scale (model, arms[i]);
      any = (scale != NULL && add_arm (ADW_PREFERENCES_GROUP (group), model, arms[i], scale)) || any;
    }
  if (!any)
    {
      g_object_unref (group);
      return NULL;
    }
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Earlier responses"));
  adw_preferences_group_set_description (
    ADW_PREFERENCES_GROUP (group), _ ("How long each held after its dose; a day to look, no appointment"));
  g_object_force_floating (G_OBJECT (group));
  return group;
}
