/* tide-summary-page-choice.c: period, charted scale and parts of a summary, and what is remembered of them.
 *
 * Each reader has choices of his own.  They are the program's, not the clinic's: a way of working, in words
 * like "6 months" and "costs"; no date, no name and no record number is among them.
 */
#include "tide-summary-page-private.h"

#include <glib/gi18n-lib.h>
#include "tide-app-settings.h"
#include "tide-outcome.h"

/* --- remembered --- */

/* What @key, a dictionary of words by reader, holds for this one (transfer full); "" when nothing. */
static char *
recall (TideSummaryPage *self, const char *key)
{
  g_autoptr (GSettings) settings = tide_app_settings_new ();
  g_autoptr (GVariant) all = settings != NULL ? g_settings_get_value (settings, key) : NULL;
  const char *words = NULL;
  if (all == NULL || !g_variant_lookup (all, tide_reader_codes[self->reader], "&s", &words))
    return g_strdup ("");
  return g_strdup (words);
}

static void
remember (TideSummaryPage *self, const char *key, const char *words)
{
  g_autoptr (GSettings) settings = tide_app_settings_new ();
  if (settings == NULL)
    return;
  g_autoptr (GVariant) all = g_settings_get_value (settings, key);
  GVariantBuilder builder;
  GVariantIter iter;
  const char *reader, *old;
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_iter_init (&iter, all);
  while (g_variant_iter_next (&iter, "{&s&s}", &reader, &old))
    if (!g_str_equal (reader, tide_reader_codes[self->reader]))
      g_variant_builder_add (&builder, "{ss}", reader, old);
  g_variant_builder_add (&builder, "{ss}", tide_reader_codes[self->reader], words);
  g_settings_set_value (settings, key, g_variant_builder_end (&builder));
}

/* --- period --- */

static const char *const period_codes[TIDE_N_PERIODS] = { "all", "3m", "6m", "12m", "course", "" };

static const TideCourse *
find_last_course (TideSummaryPage *self, TideDate today)
{
  const TideCourse *last = NULL;
  for (guint i = 0; i < self->history->courses->len; i++)
    {
      const TideCourse *course = self->history->courses->pdata[i];
      if (tide_date_is_known (course->started_on) && course->started_on <= today
          && (last == NULL || course->started_on >= last->started_on))
        last = course;
    }
  return last;
}

/* The day of the rating that is the course's baseline by the charted scale; UNKNOWN: there is none. */
static TideDate
find_baseline_day (TideSummaryPage *self, const TideCourse *course)
{
  TideInstrument *scale
    = self->instrument_id != NULL
        ? tide_library_lookup (tide_clinic_get_library (self->clinic), self->instrument_id)
        : NULL;
  g_autoptr (TideOutcome) outcome
    = scale != NULL ? tide_outcome_compute (self->history, scale, self->thresholds, tide_instant_now ())
                    : NULL;
  for (guint i = 0; outcome != NULL && i < outcome->n_courses; i++)
    {
      const TideCourseOutcome *one = &outcome->courses[i];
      if (one->baseline >= 0 && (one->course == course || g_ptr_array_find (one->with, course, NULL)))
        {
          /* By the local clock, as the printed span is. */
          g_autoptr (GDateTime) day
            = g_date_time_new_from_unix_local (outcome->visits[one->baseline].rating.taken_utc);
          return tide_date_from_ymd (g_date_time_get_year (day), g_date_time_get_month (day),
                                     g_date_time_get_day_of_month (day));
        }
    }
  return TIDE_DATE_UNKNOWN;
}

/* A course is judged from its baseline, which is rated before it begins. */
static TideDate
get_course_beginning (TideSummaryPage *self, TideDate today)
{
  const TideCourse *last = find_last_course (self, today);
  if (last == NULL)
    return TIDE_DATE_UNKNOWN;
  TideDate baseline = find_baseline_day (self, last);
  if (tide_date_is_known (baseline))
    return MIN (baseline, last->started_on);
  const char *limit = tide_arm_is_ketamine ((TideArm) last->arm) ? "baseline_days_ketamine" : "baseline_days";
  return last->started_on - (TideDate) tide_thresholds_get (self->thresholds, limit);
}

/* The day that a period begins with; UNKNOWN: everything. */
static TideDate
get_beginning (TideSummaryPage *self, guint period)
{
  static const int months[] = { 0, 3, 6, 12 };
  TideDate today = tide_date_today ();
  if (period < G_N_ELEMENTS (months) && months[period] > 0)
    {
      int year, month, day;
      tide_date_get_ymd (today, &year, &month, &day);
      g_autoptr (GDateTime) now = g_date_time_new_utc (year, month, day, 12, 0, 0);
      g_autoptr (GDateTime) then = g_date_time_add_months (now, -months[period]);
      return tide_date_from_ymd (g_date_time_get_year (then), g_date_time_get_month (then),
                                 g_date_time_get_day_of_month (then));
    }
  return period == TIDE_PERIOD_COURSE ? get_course_beginning (self, today) : TIDE_DATE_UNKNOWN;
}

void
tide_summary_page_period_chosen (TideSummaryPage *self)
{
  guint period = adw_combo_row_get_selected (self->period_row);
  if (self->history == NULL || self->filling || period >= TIDE_PERIOD_OTHER)
    return;
  TideDate from = get_beginning (self, period);
  g_autofree char *words = tide_date_is_known (from) ? tide_date_to_iso (from) : g_strdup ("");
  self->filling = TRUE;
  gtk_editable_set_text (self->from_row, words);
  gtk_editable_set_text (self->to_row, "");
  self->filling = FALSE;
  remember (self, "summary-periods", period_codes[period]);
}

void
tide_summary_page_day_typed (TideSummaryPage *self)
{
  if (self->filling || self->history == NULL)
    return;
  self->filling = TRUE;
  adw_combo_row_set_selected (self->period_row, TIDE_PERIOD_OTHER);
  self->filling = FALSE;
}

/* --- the charted scale --- */

static gboolean
is_chartable (TideInstrument *instrument, const TideHistory *history)
{
  return tide_history_find_series (history, tide_instrument_get_id (instrument),
                                   tide_instrument_get_primary (instrument)->id)
         != NULL;
}

/* The scales that this patient was rated with, and the one that the chart began with. */
void
tide_summary_page_fill_scales (TideSummaryPage *self)
{
  TideLibrary *library = tide_clinic_get_library (self->clinic);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;
  g_ptr_array_set_size (self->scale_ids, 0);
  for (guint i = 0; i < tide_library_get_n (library); i++)
    {
      TideInstrument *one = tide_library_get (library, i);
      const char *id = tide_instrument_get_id (one);
      gboolean charted = g_strcmp0 (id, self->instrument_id) == 0;
      if (!charted && !is_chartable (one, self->history))
        continue;
      if (charted)
        selected = self->scale_ids->len;
      g_ptr_array_add (self->scale_ids, g_strdup (id));
      gtk_string_list_append (names, tide_instrument_get_short_name (one));
    }
  gboolean was = self->filling;
  self->filling = TRUE;
  adw_combo_row_set_model (self->scale_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->scale_row, selected);
  self->filling = was;
}

void
tide_summary_page_scale_chosen (TideSummaryPage *self)
{
  guint chosen = adw_combo_row_get_selected (self->scale_row);
  if (self->filling || self->history == NULL || chosen >= self->scale_ids->len)
    return;
  g_free (self->instrument_id);
  self->instrument_id = g_strdup (self->scale_ids->pdata[chosen]);
}

/* --- parts --- */

/* What was left out the last time is left out for this patient too: that must be seen without unfolding. */
static void
show_left_out (TideSummaryPage *self)
{
  g_autoptr (GString) words = g_string_new (NULL);
  for (guint i = 0; i < TIDE_N_SECTIONS; i++)
    if ((self->left_out & (1u << i)) != 0)
      g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "",
                              tide_section_get_label ((TideSection) (1u << i)));
  g_autofree char *markup
    = words->len > 0 ? g_markup_printf_escaped (_ ("Left out: %s"), words->str) : g_strdup ("");
  adw_expander_row_set_subtitle (self->parts_row, markup);
}

static void
part_cb (GtkCheckButton *check, GParamSpec *pspec, TideSummaryPage *self)
{
  guint section = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (check), "tide-section"));
  if (self->filling)
    return;
  self->left_out = gtk_check_button_get_active (check) ? self->left_out & ~section : self->left_out | section;
  g_autoptr (GString) words = g_string_new (NULL);
  for (guint i = 0; i < TIDE_N_SECTIONS; i++)
    if ((self->left_out & (1u << i)) != 0)
      g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "",
                              tide_section_get_code ((TideSection) (1u << i)));
  remember (self, "summary-left-out", words->str);
  show_left_out (self);
  tide_summary_page_changed (self);
}

static GtkWidget *
new_part_row (TideSummaryPage *self, TideSection section)
{
  GtkWidget *row = adw_action_row_new (), *check = gtk_check_button_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), tide_section_get_label (section));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), (self->left_out & section) == 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  tide_section_get_label (section), -1);
  g_object_set_data (G_OBJECT (check), "tide-section", GUINT_TO_POINTER ((guint) section));
  g_signal_connect_object (check, "notify::active", G_CALLBACK (part_cb), self, 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  return row;
}

static void
fill_parts (TideSummaryPage *self)
{
  guint all = tide_reader_get_sections (self->reader);
  for (guint i = 0; i < self->part_rows->len; i++)
    adw_expander_row_remove (self->parts_row, self->part_rows->pdata[i]);
  g_ptr_array_set_size (self->part_rows, 0);
  for (guint i = 0; i < TIDE_N_SECTIONS; i++)
    if ((all & (1u << i)) != 0)
      {
        GtkWidget *row = new_part_row (self, (TideSection) (1u << i));
        adw_expander_row_add_row (self->parts_row, row);
        g_ptr_array_add (self->part_rows, row);
      }
}

void
tide_summary_page_recall_choices (TideSummaryPage *self)
{
  g_autofree char *period = recall (self, "summary-periods"), *left_out = recall (self, "summary-left-out");
  g_autofree char *unknown = NULL;
  guint chosen = 0;
  for (guint i = 0; i < TIDE_PERIOD_OTHER; i++)
    if (g_str_equal (period, period_codes[i]))
      chosen = i;
  if (!tide_sections_parse (left_out, self->reader, &self->left_out, &unknown))
    self->left_out = 0;
  fill_parts (self);
  show_left_out (self);
  gboolean was = self->filling;
  self->filling = TRUE;
  adw_combo_row_set_selected (self->period_row, chosen);
  self->filling = was;
  tide_summary_page_period_chosen (self);
}
