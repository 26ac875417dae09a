/* tide-summary-head.c: the upper part of the progress summary: letterhead, who the patient is, diagnoses, six
 * key facts, and the signature box at its foot. */

#include "tide-summary-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static TideBlock *text (const TideSummary *self, double size, PangoAlignment align, const char *format, ...)
  G_GNUC_PRINTF (4, 5);

static TideBlock *
text (const TideSummary *self, double size, PangoAlignment align, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree char *markup = g_markup_vprintf_escaped (format, args);
  va_end (args);
  return tide_block_text_new (self->context, markup, size, align);
}

char *
tide_summary_points (double value, guint decimals)
{
  double shown = fabs (value);
  g_autofree char *digits = g_strdup_printf ("%.*f", (int) decimals, shown);
  gboolean zero = strtod (digits, NULL) == 0;
  return g_strdup_printf ("%s%s", value < 0 && !zero ? "\u2212" : "", digits);
}

char *
tide_summary_date_of (gint64 utc)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (utc);
  return g_date_time_format (local, "%Y-%m-%d");
}

gboolean
tide_summary_in_span (const TideSummary *self, gint64 utc)
{
  const TideSummaryData *data = self->data;
  if (tide_date_is_known (data->from) && utc < tide_instant_from_local (data->from, 0, 0).utc)
    return FALSE;
  if (tide_date_is_known (data->to) && utc >= tide_instant_from_local (data->to + 1, 0, 0).utc)
    return FALSE;
  return TRUE;
}

/* --- letterhead --- */

/* The clinic's mark: a tide line in a rounded square. */
static void
draw_logo (cairo_t *cr, double x, double y, double width, double height, gpointer data)
{
  double s = MIN (width, height), r = s * 0.2;
  cairo_translate (cr, x, y);
  cairo_new_sub_path (cr);
  cairo_arc (cr, s - r, r, r, -G_PI_2, 0);
  cairo_arc (cr, s - r, s - r, r, 0, G_PI_2);
  cairo_arc (cr, r, s - r, r, G_PI_2, G_PI);
  cairo_arc (cr, r, r, r, G_PI, 1.5 * G_PI);
  cairo_close_path (cr);
  cairo_set_line_width (cr, 1.4);
  cairo_stroke (cr);
  cairo_move_to (cr, s * 0.16, s * 0.6);
  cairo_curve_to (cr, s * 0.3, s * 0.36, s * 0.4, s * 0.4, s * 0.5, s * 0.58);
  cairo_curve_to (cr, s * 0.6, s * 0.74, s * 0.72, s * 0.7, s * 0.84, s * 0.56);
  cairo_set_line_width (cr, 2);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_stroke (cr);
  cairo_move_to (cr, s * 0.18, s * 0.28);
  cairo_line_to (cr, s * 0.84, s * 0.28);
  cairo_set_line_width (cr, 1);
  cairo_set_dash (cr, (const double[]){ 2.6, 2.2 }, 2, 0);
  cairo_stroke (cr);
}

TideBlock *
tide_summary_letterhead (const TideSummary *self)
{
  const TideSummaryData *data = self->data;
  g_autofree char *date = tide_date_to_iso (tide_instant_get_date (data->now));
  TideBlock *clinic = tide_block_stack_new ();
  tide_block_stack_add (clinic, text (self, TIDE_PT_CLINIC, PANGO_ALIGN_LEFT, "<b>%s</b>", data->clinic_name),
                        0);
  if (data->clinic_address != NULL && *data->clinic_address != '\0')
    tide_block_stack_add (clinic, text (self, TIDE_PT_TEXT, PANGO_ALIGN_LEFT, "%s", data->clinic_address), 0);

  TideBlock *title = tide_block_stack_new ();
  tide_block_stack_add (
    title, text (self, TIDE_PT_TITLE, PANGO_ALIGN_RIGHT, "<b>%s</b>", _ ("Progress summary")), 0);
  tide_block_stack_add (title,
                        data->synthetic ? text (self, TIDE_PT_TEXT, PANGO_ALIGN_RIGHT, "%s · <b>%s</b>", date,
                                                _ ("SYNTHETIC DATA, no real person"))
                                        : text (self, TIDE_PT_TEXT, PANGO_ALIGN_RIGHT, "%s", date),
                        0);
  TideBlock *blocks[] = { tide_block_figure_new (27, draw_logo, NULL, NULL), clinic, title };
  return tide_block_row_new (blocks, (const double[]){ 27, 230, 245 }, 3, 8);
}

/* --- identifiers --- */

static TideBlock *
labelled (const TideSummary *self, const char *label, const char *bold, const char *plain)
{
  TideBlock *stack = tide_block_stack_new ();
  tide_block_stack_add (stack, text (self, TIDE_PT_CAPTION, PANGO_ALIGN_LEFT, "%s", label), 0);
  tide_block_stack_add (stack, text (self, TIDE_PT_HEADING, PANGO_ALIGN_LEFT, "<b>%s</b>%s", bold, plain), 0);
  return stack;
}

static char *
family_in_capitals (const TidePatient *patient)
{
  g_autofree char *family = g_utf8_strup (patient->family_name != NULL ? patient->family_name : "", -1);
  return g_strdup_printf ("%s, %s", family, patient->given_name != NULL ? patient->given_name : "");
}

TideBlock *
tide_summary_identifiers (const TideSummary *self)
{
  const TidePatient *patient = self->data->history->patient;
  g_autofree char *name = family_in_capitals (patient);
  g_autofree char *born = tide_date_is_known (patient->birth_date) ? tide_date_to_iso (patient->birth_date)
                                                                   : g_strdup (_ ("not known"));
  int years = tide_patient_get_age (patient, tide_instant_get_date (self->data->now));
  /* Translators: the age after the birth date on paper */
  g_autofree char *age = years >= 0 ? g_strdup_printf (_ (" (%d y)"), years) : g_strdup ("");
  const char *const sexes[] = { _ ("not known"), _ ("female"), _ ("male"), _ ("other") };
  g_autofree char *referred = tide_date_is_known (patient->referred_on)
                                ? g_strdup_printf (", %s", tide_date_to_iso (patient->referred_on))
                                : g_strdup ("");
  TideBlock *cells[] = {
    labelled (self, _ ("Patient"), name, ""),
    labelled (self, _ ("Born"), born, age),
    labelled (self, _ ("Sex"), sexes[CLAMP (patient->sex, 0, 3)], ""),
    labelled (self, _ ("Record no."), patient->mrn, ""),
    labelled (self, _ ("Referred by"), patient->referrer != NULL ? patient->referrer : "–", referred),
    labelled (self, _ ("Clinician"), self->data->clinician != NULL ? self->data->clinician : "–", ""),
  };
  return tide_block_row_new (cells, (const double[]){ 125, 95, 55, 75, 95, 75 }, 6, 5);
}

TideBlock *
tide_summary_identity_line (const TideSummary *self)
{
  const TidePatient *patient = self->data->history->patient;
  g_autofree char *name = family_in_capitals (patient);
  g_autofree char *born = tide_date_is_known (patient->birth_date) ? tide_date_to_iso (patient->birth_date)
                                                                   : g_strdup (_ ("not known"));
  return text (self, TIDE_PT_TEXT, PANGO_ALIGN_LEFT, "<b>%s</b> · %s · %s %s%s%s", name, patient->mrn,
               _ ("born"), born, self->data->synthetic ? " · " : "",
               self->data->synthetic ? _ ("SYNTHETIC DATA, no real person") : "");
}

TideBlock *
tide_summary_diagnoses (const TideSummary *self)
{
  const GPtrArray *diagnoses = self->data->history->diagnoses;
  g_autoptr (GString) all = g_string_new (NULL);
  for (guint i = 0; i < diagnoses->len; i++)
    {
      const TideDiagnosis *d = diagnoses->pdata[i];
      g_autofree char *one
        = g_markup_printf_escaped ("<b>%s</b> %s", d->code, d->label != NULL ? d->label : "");
      g_string_append_printf (all, "%s%s", i > 0 ? "    " : "", one);
      if (tide_date_is_known (d->onset_on))
        {
          g_autofree char *onset = tide_date_to_iso (d->onset_on);
          g_string_append_printf (all, ", %s %s", _ ("since"), onset);
        }
      if (d->primary && diagnoses->len > 1)
        g_string_append_printf (all, " (%s)", _ ("primary"));
      if (tide_date_is_known (d->resolved_on))
        {
          g_autofree char *resolved = tide_date_to_iso (d->resolved_on);
          g_string_append_printf (all, " (%s %s)", _ ("resolved"), resolved);
        }
    }
  if (all->len == 0)
    g_string_append (all, _ ("No diagnosis recorded"));
  return tide_block_text_new (self->context, all->str, TIDE_PT_TEXT, PANGO_ALIGN_LEFT);
}

/* --- six key facts --- */

static TideBlock *
fact (const TideSummary *self, const char *label, const char *value, const char *note)
{
  TideBlock *stack = tide_block_stack_new ();
  tide_block_stack_add (stack, text (self, TIDE_PT_CAPTION, PANGO_ALIGN_LEFT, "%s", label), 0);
  tide_block_stack_add (stack, text (self, 12.5, PANGO_ALIGN_LEFT, "<b>%s</b>", value), 0);
  tide_block_stack_add (stack, text (self, TIDE_PT_CAPTION, PANGO_ALIGN_LEFT, "%s", note), 0);
  return stack;
}

static const TideVisitOutcome *
visit_at (const TideSummary *self, gboolean last)
{
  const TideOutcome *outcome = self->outcome;
  for (guint i = 0; i < outcome->n_visits; i++)
    {
      const TideVisitOutcome *visit = &outcome->visits[last ? outcome->n_visits - 1 - i : i];
      if (tide_summary_in_span (self, visit->rating.taken_utc))
        return visit;
    }
  return NULL;
}

static char *
band_word (TideInstrument *instrument, double value)
{
  const TideScoreInfo *primary = tide_instrument_get_primary (instrument);
  const TideBandSet *set = tide_instrument_find_band_set (instrument, primary->id, NULL);
  const TideBand *band = set != NULL ? tide_band_set_find (set, value) : NULL;
  return g_strdup (band != NULL ? band->label : "");
}

static TideBlock *
fact_now (const TideSummary *self, const TideVisitOutcome *last)
{
  g_autofree char *label
    = g_strdup_printf (_ ("%s last rated"), tide_instrument_get_short_name (self->instrument));
  if (last == NULL)
    return fact (self, label, "–", _ ("no rating"));
  double value = tide_rating_get_value (&last->rating);
  guint decimals = tide_instrument_get_primary (self->instrument)->decimals;
  g_autofree char *number = g_strdup_printf ("%.*f", (int) decimals, value);
  g_autofree char *band = band_word (self->instrument, value);
  g_autofree char *date = tide_summary_date_of (last->rating.taken_utc);
  g_autofree char *note = *band != '\0' ? g_strdup_printf ("%s, %s", band, date) : g_strdup (date);
  return fact (self, label, number, note);
}

/* Change between two values with its size and whether it is reliable. */
static TideBlock *
fact_change (const TideSummary *self, const char *label, double from, double to)
{
  const TideChangeRule *rule = tide_instrument_get_change_rule (self->instrument);
  guint decimals = tide_instrument_get_primary (self->instrument)->decimals;
  if (isnan (from) || isnan (to))
    return fact (self, label, "–", isnan (from) ? _ ("no baseline") : _ ("no rating"));
  g_autofree char *points = tide_summary_points (to - from, decimals);
  const char *reliable = "";
  if (!isnan (rule->reliable_change))
    reliable = tide_outcome_at_least (fabs (to - from), rule->reliable_change) ? _ (", reliable")
                                                                               : _ (", within error");
  double percent = tide_outcome_percent (from, to, rule->floor);
  g_autofree char *fall = isnan (percent) ? g_strdup ("")
                          : percent >= 0  ? g_strdup_printf (_ (", %.0f %% lower"), percent)
                                          : g_strdup_printf (_ (", %.0f %% higher"), -percent);
  g_autofree char *note
    = g_strdup_printf (_ ("%.*f to %.*f%s%s"), (int) decimals, from, (int) decimals, to, fall, reliable);
  return fact (self, label, points, note);
}

static TideBlock *
fact_state (const TideSummary *self, const TideVisitOutcome *last, const TideCourseOutcome *course)
{
  g_autofree char *title = course != NULL ? tide_course_dup_title (course->course) : NULL;
  if (last == NULL || last->state == TIDE_STATE_NONE)
    return fact (self, _ ("State of last course"), "–", title != NULL ? title : _ ("no course"));
  const char *word = (last->marks & TIDE_MARK_WATCH) != 0 ? _ ("Watch") : tide_state_get_label (last->state);
  g_autofree char *cgi
    = last->cgi_i > 0 ? g_strdup_printf (", CGI-I %d", last->cgi_i) : g_strdup (_ (", score only"));
  g_autofree char *note = g_strdup_printf ("%s%s", title != NULL ? title : "", cgi);
  return fact (self, _ ("State of last course"), word, note);
}

/* The second scale that the patient has most ratings of. */
static TideBlock *
fact_second (const TideSummary *self)
{
  const TideHistory *history = self->data->history;
  const TideSeries *best = NULL;
  TideInstrument *best_instrument = NULL;
  for (guint i = 0; i < history->series->len; i++)
    {
      const TideSeries *series = history->series->pdata[i];
      TideInstrument *instrument = tide_library_lookup (self->data->library, series->instrument_id);
      if (instrument == NULL || instrument == self->instrument
          || g_strcmp0 (series->score_id, tide_instrument_get_primary (instrument)->id) != 0
          || isnan (tide_instrument_get_change_rule (instrument)->response_percent))
        continue;
      if (best == NULL || series->n_ratings > best->n_ratings)
        {
          best = series;
          best_instrument = instrument;
        }
    }
  if (best == NULL || best->n_ratings == 0)
    return fact (self, _ ("Second scale"), "–", _ ("none rated"));
  const TideRating *last = &best->ratings[best->n_ratings - 1];
  double value = tide_rating_get_value (last);
  g_autofree char *number
    = g_strdup_printf ("%.*f", (int) tide_instrument_get_primary (best_instrument)->decimals, value);
  g_autofree char *band = band_word (best_instrument, value);
  g_autofree char *date = tide_summary_date_of (last->taken_utc);
  g_autofree char *note = g_strdup_printf ("%s%s%s", band, *band != '\0' ? ", " : "", date);
  return fact (self, tide_instrument_get_short_name (best_instrument), number, note);
}

static TideBlock *
fact_course (const TideSummary *self, const TideCourseOutcome *course)
{
  if (course == NULL || !tide_instant_is_known (course->day0) || course->planned)
    return fact (self, _ ("Time in course"), "–", course != NULL ? _ ("not begun") : _ ("no course"));
  TideInstant end = tide_date_is_known (course->course->ended_on)
                      ? tide_instant_from_date (course->course->ended_on)
                      : self->data->now;
  g_autofree char *weeks
    = g_strdup_printf (_ ("%.0f wk"), floor (MAX (0, tide_instant_days_since (end, course->day0)) / 7));
  g_autofree char *start = tide_date_to_iso (tide_instant_get_date (course->day0));
  g_autofree char *note = tide_date_is_known (course->course->ended_on)
                            ? g_strdup_printf (_ ("from %s, ended"), start)
                            : g_strdup_printf (_ ("from %s, running"), start);
  return fact (self, _ ("Time in last course"), weeks, note);
}

static void
draw_dividers (cairo_t *cr, double x, double y, double width, double height, gpointer data)
{
  cairo_set_source_rgb (cr, 0.2, 0.2, 0.2);
  for (int i = 1; i < 6; i++)
    cairo_rectangle (cr, x + width * i / 6 - 4, y, 0.6, height);
  cairo_fill (cr);
}

TideBlock *
tide_summary_facts (const TideSummary *self)
{
  const TideVisitOutcome *first = visit_at (self, FALSE), *last = visit_at (self, TRUE);
  const TideCourseOutcome *course = NULL;
  if (self->outcome->n_courses > 0)
    course = &self->outcome->courses[self->outcome->n_courses - 1];
  double from = first != NULL ? tide_rating_get_value (&first->rating) : NAN;
  double to = last != NULL ? tide_rating_get_value (&last->rating) : NAN;
  TideBlock *facts[] = {
    fact_now (self, last),
    fact_change (self, _ ("Since first rating"), from, to),
    fact_change (self, _ ("Since baseline of course"), course != NULL ? course->baseline_value : NAN, to),
    fact_state (self, last, course),
    fact_second (self),
    fact_course (self, course),
  };
  TideBlock *row = tide_block_row_new (facts, (const double[]){ 1, 1, 1, 1, 1, 1 }, 6, 8);
  double height = tide_block_get_height (row, 180 * TIDE_MM - 12);
  TideBlock *stack = tide_block_stack_new ();
  tide_block_stack_add (stack, tide_block_figure_new (height, draw_dividers, NULL, NULL), 0);
  tide_block_stack_add (stack, row, -height);
  return tide_block_frame_new (stack, 6, 5);
}

/* --- signature --- */

static void
draw_cells (cairo_t *cr, double x, double y, double width, double height, gpointer data)
{
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_set_line_width (cr, 0.7);
  cairo_rectangle (cr, x, y, width, height);
  const double at[] = { 0.31, 0.54, 0.77 };
  for (guint i = 0; i < G_N_ELEMENTS (at); i++)
    {
      cairo_move_to (cr, x + width * at[i], y);
      cairo_line_to (cr, x + width * at[i], y + height);
    }
  cairo_stroke (cr);
}

TideBlock *
tide_summary_signature (const TideSummary *self)
{
  const double height = 11 * TIDE_MM;
  const char *clinician = self->data->clinician != NULL ? self->data->clinician : "";
  const char *referrer = self->data->history->patient->referrer;
  TideBlock *cells[] = {
    text (self, TIDE_PT_CAPTION, PANGO_ALIGN_LEFT, " %s", _ ("Signature")),
    text (self, TIDE_PT_CAPTION, PANGO_ALIGN_LEFT, " %s\n <span size=\"large\">%s</span>", _ ("Name, role"),
          clinician),
    text (self, TIDE_PT_CAPTION, PANGO_ALIGN_LEFT, " %s", _ ("Date, time")),
    text (self, TIDE_PT_CAPTION, PANGO_ALIGN_LEFT, " %s\n <span size=\"large\">%s</span>", _ ("Copy to"),
          referrer != NULL ? referrer : ""),
  };
  TideBlock *stack = tide_block_stack_new ();
  tide_block_stack_add (stack, tide_block_figure_new (height, draw_cells, NULL, NULL), 0);
  TideBlock *row = tide_block_row_new (cells, (const double[]){ 0.31, 0.23, 0.23, 0.23 }, 4, 0);
  TideBlock *padded = tide_block_stack_new ();
  tide_block_stack_add (padded, row, 0);
  double used = tide_block_get_height (padded, 180 * TIDE_MM);
  tide_block_stack_add (stack, padded, -height + 3);
  tide_block_stack_add (stack, tide_block_space_new (MAX (0, height - 3 - used)), 0);
  return stack;
}
