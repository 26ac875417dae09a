/* tide-history-trials.c: the treatments tried, each with its verdict, and the stage that follows from them.
 *
 * Earlier trials and this clinic's own courses stand in one sequence and are judged by one rule.  A stage is
 * never shown without the way to the trials behind it. */
#include "tide-history-rows.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>
#include "tide-patient-summary.h"
#include "tide-record-rows.h"
#include "tide-wording.h"

/* --- one trial --- */

static void
append_part (GString *words, const char *part)
{
  if (part != NULL && part[0] != '\0')
    g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", part);
}

static char *
dup_period (const TideTrialVerdict *verdict)
{
  const TideTrial *trial = verdict->trial;
  if (trial != NULL && !isnan (trial->weeks))
    {
      g_autofree char *weeks = tide_number_to_text (trial->weeks);
      g_autofree char *started = tide_date_to_words (trial->started_on);
      return started[0] == '\0' ? g_strdup_printf (_ ("%s weeks"), weeks)
                                : g_strdup_printf (_ ("%s weeks from %s"), weeks, started);
    }
  return tide_words_period (verdict->started_on, verdict->ended_on);
}

static char *
dup_best (const TideTrialVerdict *verdict)
{
  g_autofree char *fall
    = isnan (verdict->percent_fall) ? NULL : tide_figure_text (verdict->percent_fall, 0, FALSE);
  const char *response = verdict->trial != NULL && verdict->trial->response > 0
                           ? tide_trial_response_get_label (verdict->trial->response)
                         : verdict->best != TIDE_STATE_NONE ? tide_state_get_label (verdict->best)
                                                            : NULL;
  if (response == NULL && fall == NULL)
    return NULL;
  if (fall == NULL)
    return g_strdup_printf (_ ("best: %s"), response);
  return response != NULL ? g_strdup_printf (_ ("best: %s, fall %s\u202f%%"), response, fall)
                          : g_strdup_printf (_ ("fall %s\u202f%%"), fall);
}

static char *
dup_trial_words (const TideTrialVerdict *verdict)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *period = dup_period (verdict), *best = dup_best (verdict);
  g_autofree char *stopped
    = verdict->end_reason > 0
        ? g_strdup_printf (_ ("stopped: %s"), tide_end_reason_get_label (verdict->end_reason))
        : NULL;
  append_part (words, period);
  append_part (words, best);
  append_part (words, stopped);
  if (verdict->words != NULL)
    g_string_append_printf (words, "\n%s", verdict->words);
  if (verdict->missing != NULL)
    g_string_append_printf (words, _ ("\nNot known: %s"), verdict->missing);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* The verdict's own shape: a word, and a colour that only repeats it. */
static GtkWidget *
new_verdict_label (TideAdequacy verdict)
{
  static const char *const classes[TIDE_N_ADEQUACIES]
    = { [TIDE_ADEQUACY_FAILED] = "tide-verdict-failed", [TIDE_ADEQUACY_HELPED] = "tide-verdict-helped" };
  GtkWidget *label = gtk_label_new (tide_adequacy_get_label (verdict));
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 16);
  gtk_label_set_xalign (GTK_LABEL (label), 0.5);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (label, "tide-verdict");
  if (classes[verdict] != NULL)
    gtk_widget_add_css_class (label, classes[verdict]);
  return label;
}

static GtkWidget *
trial_row (const TideTrialVerdict *verdict)
{
  g_autofree char *dose = verdict->trial != NULL && !isnan (verdict->trial->dose_mg_per_day)
                            ? tide_words_daily_dose (verdict->trial->dose_mg_per_day)
                            : NULL;
  g_autofree char *title
    = g_strdup_printf ("%s%s%s%s", verdict->title, dose != NULL ? " " : "", dose != NULL ? dose : "",
                       verdict->course == NULL ? ""
                       : verdict->running      ? _ (" (course, running)")
                                               : _ (" (course)"));
  g_autofree char *words = dup_trial_words (verdict);
  g_autofree char *line = g_strdup_printf ("%u", verdict->line);
  g_autofree char *place = g_strdup_printf (_ ("Line %u"), verdict->line);
  GtkWidget *row = tide_record_text_row_new (title, words);
  GtkWidget *number = gtk_label_new (line);
  gtk_widget_add_css_class (number, "tide-line-number");
  gtk_widget_set_tooltip_text (number, place);
  gtk_accessible_update_property (GTK_ACCESSIBLE (number), GTK_ACCESSIBLE_PROPERTY_LABEL, place, -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), number);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), new_verdict_label (verdict->verdict));
  gtk_widget_set_tooltip_text (row, verdict->source);
  if (verdict->trial != NULL)
    tide_record_row_bind (row, verdict->trial, "patient.edit-trial");
  else
    tide_record_row_bind (row, verdict->course, "patient.edit-course");
  return row;
}

/* --- the stage --- */

/* Stages of Pallanti and Quercioli are written in Roman numbers. */
static char *
dup_number (TideScheme scheme, gint64 stage)
{
  static const char *const roman[] = { "0", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X" };
  if (scheme == TIDE_SCHEME_PALLANTI && stage >= 0 && stage < (gint64) G_N_ELEMENTS (roman))
    return g_strdup (roman[stage]);
  return g_strdup_printf ("%" G_GINT64_FORMAT, stage);
}

char *
tide_stage_dup_value_words (const TideStage *stage)
{
  if (stage->stage == TIDE_INTEGER_UNKNOWN && stage->lowest == TIDE_INTEGER_UNKNOWN)
    return g_strdup (_ ("no total"));
  if (stage->stage == TIDE_INTEGER_UNKNOWN)
    {
      g_autofree char *low = dup_number (stage->scheme, stage->lowest);
      g_autofree char *high = dup_number (stage->scheme, stage->highest);
      return g_strdup_printf (_ ("%s to %s"), low, high);
    }
  g_autofree char *value = dup_number (stage->scheme, stage->stage);
  return stage->scheme == TIDE_SCHEME_MAUDSLEY ? g_strdup_printf (_ ("%s of 15"), value)
                                               : g_steal_pointer (&value);
}

gboolean
tide_stage_dup_chip (const TideStage *stage, char **strong, char **text)
{
  gboolean overridden = stage->override_stage != TIDE_INTEGER_UNKNOWN;
  gboolean known = stage->stage != TIDE_INTEGER_UNKNOWN;
  *strong = *text = NULL;
  /* Nothing has failed yet, as far as is known: nothing to warn of.  A score of points has always a lowest
   * value, which says nothing. */
  if (known ? stage->stage <= 0 : stage->lowest <= 0 || stage->scheme != TIDE_SCHEME_PALLANTI)
    return FALSE;
  g_autofree char *value = tide_stage_dup_value_words (stage);
  *strong = g_strdup_printf (_ ("Resistance %s"), value);
  const char *tail = stage->words != NULL ? strstr (stage->words, ": ") : NULL;
  if (overridden)
    *text = g_strdup (_ ("set by hand"));
  else if (!known)
    *text = g_strdup (_ ("not decided"));
  else if (stage->scheme == TIDE_SCHEME_PALLANTI && tail != NULL && stage->stage <= 5)
    *text = g_strdup_printf (_ ("%s failed"), tail + 2);
  else if (stage->scheme == TIDE_SCHEME_MAUDSLEY)
    *text = g_strdup (tide_stage_get_maudsley_band (stage->stage));
  return TRUE;
}

static GtkWidget *
stage_row (const TideStage *stage)
{
  g_autofree char *title = tide_stage_dup_value_words (stage);
  g_autofree char *head = g_strdup_printf (_ ("Resistance: %s"), title);
  g_autoptr (GString) words = g_string_new (tide_stage_scheme_get_label ((int) stage->scheme));
  append_part (words, stage->words);
  if (stage->override_stage != TIDE_INTEGER_UNKNOWN && stage->staging != NULL)
    g_string_append_printf (words, _ (" (computed). Set by hand: %s"), stage->staging->reason);
  if (stage->missing->len > 0)
    {
      g_ptr_array_add (stage->missing, NULL);
      g_autofree char *missing = g_strjoinv (", ", (char **) stage->missing->pdata);
      g_ptr_array_set_size (stage->missing, (int) stage->missing->len - 1);
      g_string_append_printf (words, _ ("\nNot known: %s"), missing);
    }
  GtkWidget *row = tide_record_text_row_new (head, words->str);
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");
  gtk_accessible_update_property (GTK_ACCESSIBLE (arrow), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Evidence"), -1);
  tide_record_row_add_button (row, "document-edit-symbolic", _ ("Another stage, or what is missing…"),
                              "patient.override-stage", g_variant_new_int64 ((gint64) stage->scheme));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  gtk_widget_set_tooltip_text (row, _ ("Shows the trials that counted"));
  tide_record_row_set_action (row, "patient.show-stage", g_variant_new_int64 ((gint64) stage->scheme));
  return row;
}

/* --- the section --- */

GPtrArray *
tide_history_trial_rows (TidePatientModel *model)
{
  const TideAdequacyList *list = tide_patient_model_get_trials (model);
  const GPtrArray *stages = tide_patient_model_get_stages (model);
  GPtrArray *rows = g_ptr_array_new ();
  for (guint i = 0; list->trials->len > 0 && i < stages->len; i++)
    g_ptr_array_add (rows, stage_row (((const TideJudgedStage *) stages->pdata[i])->stage));
  for (guint i = 0; i < list->trials->len; i++)
    g_ptr_array_add (rows, trial_row (list->trials->pdata[i]));
  return rows;
}

/* "3 adequate and failed" for the sentence, "3 failed" for the chip. */
static char *
dup_count_words (TideAdequacy verdict, guint n, gboolean brief)
{
  switch (verdict)
    {
    case TIDE_ADEQUACY_FAILED:
      return g_strdup_printf (brief ? _ ("%u failed") : _ ("%u adequate and failed"), n);
    case TIDE_ADEQUACY_HELPED:
      return g_strdup_printf (brief ? _ ("%u helped") : _ ("%u adequate and helped"), n);
    case TIDE_ADEQUACY_NOT_ADEQUATE:
      return g_strdup_printf (_ ("%u not adequate"), n);
    case TIDE_ADEQUACY_NOT_TOLERATED:
      return g_strdup_printf (_ ("%u not tolerated"), n);
    case TIDE_ADEQUACY_TOO_EARLY:
      return g_strdup_printf (_ ("%u too early to judge"), n);
    case TIDE_ADEQUACY_UNKNOWN:
    case TIDE_N_ADEQUACIES:
    default:
      return g_strdup_printf (_ ("%u not decided"), n);
    }
}

static void
append_counts (GString *words, const TideAdequacyList *list, guint n_kinds, gboolean brief)
{
  static const TideAdequacy order[]
    = { TIDE_ADEQUACY_FAILED,        TIDE_ADEQUACY_HELPED,    TIDE_ADEQUACY_NOT_ADEQUATE,
        TIDE_ADEQUACY_NOT_TOLERATED, TIDE_ADEQUACY_TOO_EARLY, TIDE_ADEQUACY_UNKNOWN };
  gboolean any = FALSE;
  for (guint i = 0; i < n_kinds; i++)
    {
      guint n = list->counts[order[i]];
      g_autofree char *count = n > 0 ? dup_count_words (order[i], n, brief) : NULL;
      if (count == NULL)
        continue;
      g_string_append_printf (words, "%s%s", any ? ", " : ": ", count);
      any = TRUE;
    }
}

char *
tide_history_dup_trials_words (TidePatientModel *model, gboolean brief)
{
  const TideAdequacyList *list = tide_patient_model_get_trials (model);
  if (list->trials->len == 0)
    return g_strdup (_ ("none recorded"));
  GString *words = g_string_new (NULL);
  if (brief)
    g_string_append_printf (words, "%u", list->trials->len);
  else
    g_string_append_printf (words, ngettext ("%u trial", "%u trials", list->trials->len), list->trials->len);
  append_counts (words, list, brief ? 2 : TIDE_N_ADEQUACIES, brief);
  return g_string_free (words, FALSE);
}
