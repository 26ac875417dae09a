/* tide-history-medicines.c: what is taken now, what was, what clashes, and what a patient cannot take.
 *
 * A drug that is charted as a course stands here too: who reads "medicines now" must not have to look in two
 * places.  What clashes comes first. */
#include "tide-history-rows.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include "tide-record-rows.h"
#include "tide-screening-rules.h"
#include "tide-wording.h"

static char *
dup_capital (const char *text)
{
  if (text == NULL || text[0] == '\0')
    return g_strdup ("");
  g_autofree char *first = g_utf8_strup (text, g_utf8_next_char (text) - text);
  return g_strconcat (first, g_utf8_next_char (text), NULL);
}

static const char *
bar_icon (TideBar bar)
{
  return bar == TIDE_BAR_CONTRAINDICATED ? "dialog-error-symbolic" : "dialog-warning-symbolic";
}

static const char *
bar_class (TideBar bar)
{
  return bar == TIDE_BAR_CONTRAINDICATED ? "tide-red" : "tide-amber";
}

/* --- what clashes --- */

static GtkWidget *
interaction_row (const TideInteraction *pair)
{
  g_autofree char *title = dup_capital (pair->words);
  g_autofree char *below = g_strdup_printf ("%s · %s", tide_bar_get_label (pair->bar), pair->source);
  GtkWidget *row = tide_record_text_row_new (title, below);
  tide_record_row_add_icon (row, bar_icon (pair->bar), tide_bar_get_label (pair->bar), bar_class (pair->bar));
  gtk_widget_set_tooltip_text (row, pair->source);
  return row;
}

static gboolean
is_not_known (const TideInteractions *found, const TideCourse *course)
{
  for (guint i = 0; i < found->not_known->len; i++)
    if (((const TideTaken *) found->not_known->pdata[i])->course == course)
      return TRUE;
  return FALSE;
}

/* --- what is taken --- */

static void
append_part (GString *words, const char *part)
{
  if (part != NULL && part[0] != '\0')
    g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", part);
}

static char *
dup_medicine_title (const TideMedication *m)
{
  g_autofree char *name = dup_capital (m->drug);
  g_autofree char *dose = isnan (m->dose_mg_per_day) ? NULL : tide_words_daily_dose (m->dose_mg_per_day);
  return g_strdup_printf ("%s%s%s%s", name, dose != NULL ? " " : "", dose != NULL ? dose : "",
                          m->as_needed ? _ (", as needed") : "");
}

/* "planned from 1 Dec 2026", "since before, start not known", or its days. */
static char *
dup_period (TidePatientModel *model, const TideMedication *m, gboolean now)
{
  if (tide_medication_is_planned_on (m, tide_instant_get_date (model->now)))
    {
      g_autofree char *from = tide_date_to_words (m->started_on);
      return g_strdup_printf (_ ("planned from %s"), from);
    }
  if (now && !tide_date_is_known (m->started_on))
    return g_strdup (_ ("since before, start not known"));
  return tide_words_period (m->started_on, m->ended_on);
}

static GtkWidget *
medicine_row (TidePatientModel *model, const TideMedication *m, gboolean now)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *title = dup_medicine_title (m);
  g_autofree char *period = dup_period (model, m, now);
  g_autofree char *reason
    = m->reason != NULL && *m->reason != '\0' ? g_strdup_printf (_ ("reason given: %s"), m->reason) : NULL;
  append_part (words, period);
  append_part (words, m->purpose > 0 ? tide_purpose_get_label (m->purpose) : NULL);
  append_part (words, m->note);
  append_part (words, reason);
  if (now)
    append_part (
      words, tide_safety_rules_get_not_checked_words (tide_patient_model_get_case (model)->rules, m->drug));
  GtkWidget *row = tide_record_row_new (title, words->str);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  tide_record_row_bind (row, m, "patient.edit-medication");
  return row;
}

static GtkWidget *
course_row (TidePatientModel *model, const TideCourse *course)
{
  double mg = tide_course_get_dose_on (model->history, course, tide_instant_get_date (model->now));
  g_autofree char *name = tide_course_dup_title (course);
  g_autofree char *dose = isnan (mg) ? NULL : tide_words_daily_dose (mg);
  g_autofree char *title
    = g_strdup_printf ("%s%s%s", name, dose != NULL ? " " : "", dose != NULL ? dose : "");
  g_autofree char *period = tide_words_period (course->started_on, course->ended_on);
  g_autoptr (GString) words = g_string_new (period);
  append_part (words, _ ("charted as a course"));
  if (is_not_known (tide_patient_model_get_interactions (model), course))
    append_part (words, tide_safety_rules_get_not_checked_words (tide_patient_model_get_case (model)->rules,
                                                                 course->agent));
  GtkWidget *row = tide_record_row_new (title, words->str);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  tide_record_row_bind (row, course, "patient.edit-course");
  return row;
}

static GtkWidget *
earlier_row (TidePatientModel *model, GPtrArray *earlier)
{
  GtkWidget *row = adw_expander_row_new ();
  g_autofree char *title
    = g_strdup_printf (ngettext ("%u earlier medicine", "%u earlier medicines", earlier->len), earlier->len);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  for (guint i = earlier->len; i > 0; i--)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row), medicine_row (model, earlier->pdata[i - 1], FALSE));
  return row;
}

/* Unknown is not none: whether anything is taken beside what is recorded is asked in a screening. */
static int
find_others (TidePatientModel *model, char **day)
{
  const TideScreening *screening;
  int others = tide_screening_rules_find_other_medicines (tide_patient_model_get_case (model),
                                                          tide_instant_get_date (model->now), &screening);
  *day = screening != NULL ? tide_date_to_words (tide_instant_get_date (screening->taken)) : NULL;
  return others;
}

static GtkWidget *
nothing_recorded_row (TidePatientModel *model)
{
  g_autofree char *day = NULL;
  int others = find_others (model, &day);
  g_autofree char *asked = day != NULL ? g_strdup_printf (_ ("asked %s at a screening"), day) : NULL;
  if (others == 1)
    return tide_record_row_new (_ ("None taken"), asked);
  if (others == 2)
    return tide_record_row_new (_ ("Medicines are taken that are not recorded"), asked);
  return tide_record_row_new (_ ("No medicine recorded"),
                              _ ("A screening asks whether there are any: “no” would be an answer"));
}

/* What is planned, behind what is taken; what it will not go with stands above, with its day. */
static void
add_planned_rows (GPtrArray *rows, TidePatientModel *model, TideDate today)
{
  for (guint i = 0; i < model->history->medications->len; i++)
    {
      const TideMedication *m = model->history->medications->pdata[i];
      if (tide_medication_is_planned_on (m, today))
        g_ptr_array_add (rows, medicine_row (model, m, TRUE));
    }
}

GPtrArray *
tide_history_medicine_rows (TidePatientModel *model)
{
  const TideInteractions *found = tide_patient_model_get_interactions (model);
  TideDate today = tide_instant_get_date (model->now);
  g_autoptr (TideInteractions) planned
    = tide_interactions_find_planned (tide_patient_model_get_case (model), today);
  g_autoptr (GPtrArray) earlier = g_ptr_array_new ();
  GPtrArray *rows = g_ptr_array_new ();
  for (guint i = 0; i < found->interactions->len; i++)
    g_ptr_array_add (rows, interaction_row (found->interactions->pdata[i]));
  for (guint i = 0; i < planned->interactions->len; i++)
    g_ptr_array_add (rows, interaction_row (planned->interactions->pdata[i]));
  for (guint i = 0; i < found->taken->len; i++)
    {
      const TideTaken *taken = found->taken->pdata[i];
      if (taken->course != NULL)
        g_ptr_array_add (rows, course_row (model, taken->course));
    }
  for (guint i = 0; i < model->history->medications->len; i++)
    {
      const TideMedication *m = model->history->medications->pdata[i];
      if (tide_medication_is_taken_on (m, today))
        g_ptr_array_add (rows, medicine_row (model, m, TRUE));
      else if (!tide_medication_is_planned_on (m, today))
        g_ptr_array_add (earlier, (gpointer) m);
    }
  add_planned_rows (rows, model, today);
  if (found->taken->len == 0)
    g_ptr_array_add (rows, nothing_recorded_row (model));
  if (earlier->len > 0)
    g_ptr_array_add (rows, earlier_row (model, earlier));
  return rows;
}

static guint
count_worst (const TideInteractions *found)
{
  guint n = 0;
  for (guint i = 0; i < found->interactions->len; i++)
    n += ((const TideInteraction *) found->interactions->pdata[i])->bar == TIDE_BAR_CONTRAINDICATED;
  return n;
}

static TideInteractions *
find_planned (TidePatientModel *model)
{
  return tide_interactions_find_planned (tide_patient_model_get_case (model),
                                         tide_instant_get_date (model->now));
}

TideBar
tide_history_get_medicines_bar (TidePatientModel *model)
{
  const GPtrArray *now = tide_patient_model_get_interactions (model)->interactions;
  g_autoptr (TideInteractions) planned = find_planned (model);
  TideBar worst = now->len > 0 ? ((const TideInteraction *) now->pdata[0])->bar : TIDE_BAR_NONE;
  if (planned->interactions->len > 0)
    worst = MAX (worst, ((const TideInteraction *) planned->interactions->pdata[0])->bar);
  return worst;
}

char *
tide_history_dup_medicines_words (TidePatientModel *model)
{
  const TideInteractions *found = tide_patient_model_get_interactions (model);
  g_autoptr (TideInteractions) planned = find_planned (model);
  guint n_worst = count_worst (found), n_ahead = count_worst (planned);
  if (found->taken->len == 0)
    {
      g_autofree char *day = NULL;
      int others = find_others (model, &day);
      return g_strdup (others == 1 ? _ ("none") : others == 2 ? _ ("some, not recorded") : _ ("not asked"));
    }
  if (n_worst > 0)
    return g_strdup_printf (ngettext ("%u, %u contraindicated", "%u, %u contraindicated", n_worst),
                            found->taken->len, n_worst);
  if (n_ahead > 0)
    return g_strdup_printf (
      ngettext ("%u, %u contraindicated ahead", "%u, %u contraindicated ahead", n_ahead), found->taken->len,
      n_ahead);
  if (found->interactions->len > 0)
    return g_strdup_printf (ngettext ("%u, %u caution", "%u, %u cautions", found->interactions->len),
                            found->taken->len, found->interactions->len);
  return g_strdup_printf ("%u", found->taken->len);
}

/* --- allergies --- */

static GtkWidget *
allergy_row (const TideAllergy *allergy)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *day = tide_date_to_words (allergy->noted_on);
  g_autofree char *noted = day[0] != '\0' ? g_strdup_printf (_ ("asked %s"), day) : NULL;
  g_autofree char *name = dup_capital (allergy->substance);
  append_part (words, allergy->reaction);
  append_part (words,
               allergy->severity > 0 ? tide_word_for_code (tide_severity_codes, allergy->severity) : NULL);
  append_part (words, noted);
  GtkWidget *row = tide_record_row_new (allergy->none_known ? _ ("None known") : name, words->str);
  if (!allergy->none_known)
    tide_record_row_add_icon (row, "dialog-warning-symbolic", _ ("Allergy"), "tide-amber");
  tide_record_row_bind (row, allergy, "patient.edit-allergy");
  return row;
}

GPtrArray *
tide_history_allergy_rows (TidePatientModel *model)
{
  const GPtrArray *all = model->history->allergies;
  GPtrArray *rows = g_ptr_array_new ();
  for (guint i = 0; i < all->len; i++)
    g_ptr_array_add (rows, allergy_row (all->pdata[i]));
  if (all->len == 0)
    g_ptr_array_add (rows,
                     tide_record_row_new (_ ("Not asked"), _ ("“None known” would be an answer of its own")));
  return rows;
}

char *
tide_history_dup_allergies_words (TidePatientModel *model)
{
  const GPtrArray *all = model->history->allergies;
  g_autoptr (GString) words = g_string_new (NULL);
  for (guint i = 0; i < all->len; i++)
    {
      const TideAllergy *allergy = all->pdata[i];
      if (!allergy->none_known)
        g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", allergy->substance);
    }
  if (words->len > 0)
    return g_string_free (g_steal_pointer (&words), FALSE);
  return g_strdup (all->len > 0 ? _ ("none known") : _ ("not asked"));
}
