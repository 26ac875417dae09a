/* tide-caseload-line.c: one patient of the caseload: what its columns show, sort and are chosen by. */
#include "tide-caseload-line.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-clinic-day.h"
#include "tide-store.h"

const char *const tide_caseload_show_codes[]
  = { "open-courses", "open-alerts", "everybody", "overdue", NULL };

const char *
tide_caseload_show_get_label (TideCaseloadShow show)
{
  static const char *const labels[TIDE_N_CASELOAD_SHOWS]
    = { N_ ("Open courses"), N_ ("Open alerts"), N_ ("Everybody"), N_ ("Rating overdue") };
  g_return_val_if_fail (show < TIDE_N_CASELOAD_SHOWS, "");
  return _ (labels[show]);
}

/* --- loading --- */

/* Rows are by time; one whose window has closed is asked for no longer. */
static void
load_due (TideCaseloadLine *self, TideClinic *clinic)
{
  g_autoptr (GPtrArray) dues = tide_clinic_list_due_of (clinic, self->patient_id, NULL);
  gint64 now = tide_instant_now ().utc;
  self->due = TIDE_DATE_UNKNOWN;
  for (guint i = 0; dues != NULL && i < dues->len; i++)
    {
      const TideDue *due = g_ptr_array_index (dues, i);
      if (!tide_due_is_rating (due) || due->until_utc <= now)
        continue;
      TideInstrument *scale = tide_library_lookup (tide_clinic_get_library (clinic), due->subject);
      self->due = tide_due_get_day (due);
      self->due_scale = g_strdup (scale != NULL ? tide_instrument_get_short_name (scale) : due->subject);
      return;
    }
}

TideCaseloadLine *
tide_caseload_line_load (TideClinic *clinic, gint64 patient_id, const TideThresholds *thresholds)
{
  TidePatientRow *row = tide_clinic_load_row (clinic, patient_id, NULL);
  TidePatientSummary *summary
    = row != NULL ? tide_patient_summary_load (clinic, patient_id, thresholds, NULL) : NULL;
  if (summary == NULL)
    {
      g_clear_pointer (&row, tide_patient_row_free);
      return NULL;
    }
  TideCaseloadLine *self = g_new0 (TideCaseloadLine, 1);
  g_autofree char *plain
    = g_strdup_printf ("%s %s %s %s", row->family_name != NULL ? row->family_name : "",
                       row->given_name != NULL ? row->given_name : "", row->mrn != NULL ? row->mrn : "",
                       tide_diagnosis_abbreviation (row->diagnosis));
  self->patient_id = patient_id;
  self->row = row;
  self->summary = summary;
  self->key = tide_fold_text (plain);
  load_due (self, clinic);
  return self;
}

void
tide_caseload_line_free (TideCaseloadLine *self)
{
  if (self == NULL)
    return;
  tide_patient_row_free (self->row);
  tide_patient_summary_free (self->summary);
  g_free (self->key);
  g_free (self->due_scale);
  g_free (self);
}

gboolean
tide_caseload_line_fits (const TideCaseloadLine *self, TideCaseloadShow show, TideDate today)
{
  switch (show)
    {
    case TIDE_CASELOAD_OPEN_COURSES:
      return self->row->n_open_courses > 0;
    case TIDE_CASELOAD_OPEN_ALERTS:
      return self->row->highest_alert != TIDE_LEVEL_NONE;
    case TIDE_CASELOAD_OVERDUE:
      return tide_date_is_known (self->due) && self->due < today;
    case TIDE_CASELOAD_EVERYBODY:
    case TIDE_N_CASELOAD_SHOWS:
    default:
      return TRUE;
    }
}

/* --- words --- */

char *
tide_caseload_line_dup_last (const TideCaseloadLine *self)
{
  g_autofree char *total = tide_patient_summary_dup_total (self->summary);
  return *total == '\0' ? g_strdup ("–") : g_strdup_printf ("%s %s", self->summary->instrument, total);
}

char *
tide_caseload_line_dup_change (const TideCaseloadLine *self)
{
  const TidePatientSummary *summary = self->summary;
  return tide_figure_text (summary->state != TIDE_STATE_BASELINE ? summary->change : NAN, summary->decimals,
                           TRUE);
}

char *
tide_caseload_line_dup_weeks (const TideCaseloadLine *self)
{
  return self->summary->weeks < 0 ? g_strdup ("–") : g_strdup_printf ("%d", self->summary->weeks);
}

char *
tide_caseload_line_dup_sessions (const TideCaseloadLine *self)
{
  return self->summary->n_sessions == 0 ? g_strdup ("–") : g_strdup_printf ("%u", self->summary->n_sessions);
}

char *
tide_caseload_line_dup_rated (const TideCaseloadLine *self)
{
  return tide_instant_is_known (self->summary->rated)
           ? tide_date_to_words (tide_instant_get_date (self->summary->rated))
           : g_strdup (_ ("never"));
}

char *
tide_caseload_line_dup_due (const TideCaseloadLine *self, TideDate today, gboolean *late)
{
  int days = tide_date_is_known (self->due) ? today - self->due : 0;
  *late = days > 0;
  if (!tide_date_is_known (self->due))
    return g_strdup ("–");
  if (days > 0)
    return g_strdup_printf (ngettext ("%d day late", "%d days late", days), days);
  return days == 0 ? g_strdup (_ ("today")) : tide_date_to_words (self->due);
}

#define TREND_RATINGS 4u

/* What the screen draws as a line: NULL when two ratings do not make one. */
static char *
dup_trend (const TidePatientSummary *summary)
{
  if (summary->n_ratings < 2)
    return NULL;
  GString *words = g_string_new (NULL);
  for (guint i = summary->n_ratings - MIN (summary->n_ratings, TREND_RATINGS); i < summary->n_ratings; i++)
    {
      g_autofree char *value
        = tide_figure_text (tide_rating_get_value (&summary->ratings[i]), summary->decimals, FALSE);
      g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", value);
    }
  return g_string_free (words, FALSE);
}

/* --- pages --- */

static char *
dup_name (const TidePatientRow *row)
{
  g_autofree char *death = tide_death_text (row, FALSE);
  return g_strdup_printf ("%s%s%s%s%s", row->family_name != NULL ? row->family_name : "",
                          row->given_name != NULL ? ", " : "", row->given_name != NULL ? row->given_name : "",
                          death != NULL ? "  " : "", death != NULL ? death : "");
}

static const char *
take (GPtrArray *kept, char *words)
{
  g_ptr_array_add (kept, words);
  return words;
}

static TideCaseloadEntry
make_entry (const TideCaseloadLine *line, TideDate today, GPtrArray *kept)
{
  gboolean late;
  g_autofree char *day = tide_caseload_line_dup_due (line, today, &late);
  g_autofree char *due = line->due_scale != NULL ? g_strdup_printf ("%s, %s", line->due_scale, day) : NULL;
  return (TideCaseloadEntry){
    .name = take (kept, dup_name (line->row)),
    .mrn = line->row->mrn,
    .diagnosis = tide_diagnosis_abbreviation (line->row->diagnosis),
    .alert = tide_level_word (line->row->highest_alert),
    .last = take (kept, tide_caseload_line_dup_last (line)),
    .trend = take (kept, dup_trend (line->summary)),
    .change = take (kept, tide_caseload_line_dup_change (line)),
    .state = take (kept, tide_patient_summary_dup_state_words (line->summary, FALSE)),
    .weeks = take (kept, tide_caseload_line_dup_weeks (line)),
    .sessions = take (kept, tide_caseload_line_dup_sessions (line)),
    .rated = take (kept, tide_caseload_line_dup_rated (line)),
    .due = take (kept, due != NULL ? g_steal_pointer (&due) : g_steal_pointer (&day)),
  };
}

TideReport *
tide_caseload_new_report (const TideSummaryData *page, const GPtrArray *lines, const char *selection)
{
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);
  g_autofree TideCaseloadEntry *entries = g_new0 (TideCaseloadEntry, lines->len + 1);
  TideDate today = tide_instant_get_date (page->now);
  for (guint i = 0; i < lines->len; i++)
    entries[i] = make_entry (g_ptr_array_index (lines, i), today, kept);
  TideCaseloadSheetData data = { page, selection, entries, lines->len };
  return tide_caseload_sheet_new (&data);
}
