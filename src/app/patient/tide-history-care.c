/* tide-history-care.c: rows of what is wanted, measured and agreed: goals, measurements, contacts, safety
 * plan. */
#include "tide-history-rows.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include "tide-measure-words.h"
#include "tide-patient-summary.h"
#include "tide-record-rows.h"
#include "tide-wording.h"

#define GOALS_SHOWN 6 /* ratings in a row */

/* --- goals --- */

/* "2 → 4 → 6": the last ones, oldest first, with the day of the last. */
static char *
dup_ratings (const TideHistory *history, const TideGoal *goal)
{
  g_autoptr (GPtrArray) ratings = g_ptr_array_new ();
  for (guint i = 0; i < history->goal_ratings->len; i++)
    if (((const TideGoalRating *) history->goal_ratings->pdata[i])->goal_id == goal->base.id)
      g_ptr_array_add (ratings, history->goal_ratings->pdata[i]);
  if (ratings->len == 0)
    return g_strdup (_ ("not rated yet"));
  g_autoptr (GString) words = g_string_new (NULL);
  for (guint i = ratings->len > GOALS_SHOWN ? ratings->len - GOALS_SHOWN : 0; i < ratings->len; i++)
    g_string_append_printf (words, "%s%" G_GINT64_FORMAT, words->len > 0 ? " → " : "",
                            ((const TideGoalRating *) ratings->pdata[i])->value);
  const TideGoalRating *last = ratings->pdata[ratings->len - 1];
  g_autofree char *day = tide_date_to_words (tide_instant_get_date (last->taken));
  return g_strdup_printf (_ ("%s of 10, %s"), words->str, day);
}

GtkWidget *
tide_history_goal_row (TidePatientModel *model, gpointer record)
{
  const TideGoal *goal = record;
  gboolean open = !tide_date_is_known (goal->closed_on);
  g_autofree char *ratings = dup_ratings (model->history, goal);
  g_autofree char *closed = tide_date_to_words (goal->closed_on);
  g_autofree char *words
    = open ? g_strdup (ratings) : g_strdup_printf (_ ("closed %s · %s"), closed, ratings);
  GtkWidget *row = tide_record_text_row_new (goal->text, words);
  if (open)
    tide_record_row_add_button (row, "list-add-symbolic", _ ("Rate this goal, 0 to 10"), "patient.rate-goal",
                                g_variant_new_int64 (goal->base.id));
  GMenu *menu = tide_record_row_bind (row, goal, "patient.edit-goal");
  if (open)
    tide_record_row_add_deed (menu, _ ("_Rate 0 to 10…"), "patient.rate-goal",
                              g_variant_new_int64 (goal->base.id));
  return row;
}

/* --- measurements --- */

static GtkWidget *
measurement_row (TidePatientModel *model, const TideMeasurement *m)
{
  const TideMeasure *measure = tide_measure_lookup (m->loinc);
  g_autofree char *number = tide_number_to_text (m->value);
  g_autofree char *value = measure != NULL ? tide_measure_dup_words (measure, m->value)
                                           : g_strdup_printf ("%s %s", number, m->unit);
  g_autofree char *title = g_strdup_printf ("%s %s", measure != NULL ? measure->label : m->loinc, value);
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *when = tide_instant_to_words (m->taken);
  g_string_append (words, when);
  TideWeightChange trend;
  if (measure != NULL && g_str_equal (measure->id, "weight")
      && tide_weight_change_compute (model->history, &trend) && trend.last == m)
    {
      g_autofree char *change = tide_weight_change_dup_words (&trend);
      g_string_append_printf (words, " · %s", change);
    }
  GtkWidget *row = tide_record_row_new (title, words->str);
  tide_record_row_bind (row, m, "patient.edit-measurement");
  return row;
}

/* The place of the newest of @loinc, or -1. */
static int
find_newest (const TideHistory *history, const char *loinc)
{
  for (guint i = history->measurements->len; i > 0; i--)
    if (g_strcmp0 (((const TideMeasurement *) history->measurements->pdata[i - 1])->loinc, loinc) == 0)
      return (int) i - 1;
  return -1;
}

static gboolean
is_newest (const TideHistory *history, guint i)
{
  const TideMeasurement *m = history->measurements->pdata[i];
  return find_newest (history, m->loinc) == (int) i;
}

static GtkWidget *
earlier_row (TidePatientModel *model, guint n)
{
  const GPtrArray *all = model->history->measurements;
  GtkWidget *row = adw_expander_row_new ();
  g_autofree char *title
    = g_strdup_printf (ngettext ("%u earlier measurement", "%u earlier measurements", n), n);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  for (guint i = all->len; i > 0; i--)
    if (!is_newest (model->history, i - 1))
      adw_expander_row_add_row (ADW_EXPANDER_ROW (row), measurement_row (model, all->pdata[i - 1]));
  return row;
}

GPtrArray *
tide_history_measurement_rows (TidePatientModel *model)
{
  const GPtrArray *all = model->history->measurements;
  GPtrArray *rows = g_ptr_array_new ();
  const TideMeasure *measure;
  for (guint i = 0; (measure = tide_measure_get (i)) != NULL; i++)
    {
      int newest = find_newest (model->history, measure->loinc);
      if (newest >= 0)
        g_ptr_array_add (rows, measurement_row (model, all->pdata[newest]));
    }
  /* Of other kinds: from a file. */
  for (guint i = all->len; i > 0; i--)
    if (is_newest (model->history, i - 1)
        && tide_measure_lookup (((const TideMeasurement *) all->pdata[i - 1])->loinc) == NULL)
      g_ptr_array_add (rows, measurement_row (model, all->pdata[i - 1]));
  if (all->len > rows->len)
    g_ptr_array_add (rows, earlier_row (model, all->len - rows->len));
  return rows;
}

char *
tide_history_dup_weight_words (TidePatientModel *model)
{
  const TideMeasure *weight = tide_measure_find ("weight");
  int newest = find_newest (model->history, weight->loinc);
  TideWeightChange trend;
  if (newest < 0)
    return NULL;
  const TideMeasurement *m = model->history->measurements->pdata[newest];
  g_autofree char *value = tide_measure_dup_words (weight, m->value);
  if (!tide_weight_change_compute (model->history, &trend))
    return g_steal_pointer (&value);
  g_autofree char *percent = tide_figure_text (trend.change_percent, 1, TRUE);
  return g_strdup_printf ("%s, %s\u202f%%", value, percent);
}

/* --- contacts and safety plan --- */

static void
append_part (GString *words, const char *part)
{
  if (part != NULL && part[0] != '\0')
    g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", part);
}

GtkWidget *
tide_history_contact_row (TidePatientModel *model, gpointer record)
{
  const TideContact *contact = record;
  g_autoptr (GString) words = g_string_new (NULL);
  append_part (words, contact->relation);
  append_part (words, contact->phone);
  append_part (words, contact->emergency ? _ ("in an emergency") : NULL);
  append_part (words, contact->escort ? _ ("escort") : NULL);
  append_part (words, contact->note);
  GtkWidget *row = tide_record_row_new (contact->name, words->str);
  tide_record_row_bind (row, contact, "patient.edit-contact");
  return row;
}

static void
append_line (GString *words, const char *head, const char *text)
{
  if (text != NULL && text[0] != '\0')
    g_string_append_printf (words, "%s%s: %s", words->len > 0 ? "\n" : "", head, text);
}

/* In full: on the bad day nobody should have to open anything. */
GtkWidget *
tide_history_plan_row (TidePatientModel *model, gpointer record)
{
  const TideSafetyPlan *plan = record;
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *agreed = tide_date_to_words (plan->agreed_on),
                  *review = tide_date_to_words (plan->review_on);
  gboolean late
    = tide_date_is_known (plan->review_on) && plan->review_on < tide_instant_get_date (model->now);
  append_line (words, _ ("Warning signs"), plan->warning_signs);
  append_line (words, _ ("Helps alone"), plan->coping);
  append_line (words, _ ("People"), plan->people);
  append_line (words, _ ("Professionals"), plan->professionals);
  append_line (words, _ ("Surroundings"), plan->means_safety);
  g_autofree char *title = review[0] == '\0'
                             ? g_strdup_printf (_ ("Safety plan of %s"), agreed)
                             : g_strdup_printf (late ? _ ("Safety plan of %s, review overdue since %s")
                                                     : _ ("Safety plan of %s, review on %s"),
                                                agreed, review);
  GtkWidget *row = tide_record_text_row_new (title, words->str);
  tide_record_row_add_icon (row, late ? "dialog-warning-symbolic" : "security-medium-symbolic",
                            late ? _ ("Review overdue") : _ ("Safety plan"), late ? "tide-amber" : NULL);
  tide_record_row_bind (row, plan, "patient.edit-safety-plan");
  return row;
}
