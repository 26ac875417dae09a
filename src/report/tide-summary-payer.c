/* tide-summary-payer.c: the summary for who pays (F46, F08): what was authorised, which sessions were held,
 * the scores that a course is judged by with their states, and what it cost.
 *
 * Only that: neither notes nor events, alerts, side effects or the clinician's text, and no second scale.
 */

#include "tide-course-facts.h"
#include "tide-leaf-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define GAP TIDE_FLOW_GAP

typedef struct
{
  TideLeaf leaf;
  TideDate today;
} Sheet;

static gboolean
is_day_in_span (const Sheet *self, TideDate day)
{
  const TideSummaryData *data = self->leaf.base.data;
  return tide_date_is_known (day) && (!tide_date_is_known (data->from) || day >= data->from)
         && (!tide_date_is_known (data->to) || day <= data->to);
}

/* A course that ran on some day of the period. */
static gboolean
is_course_printed (const Sheet *self, const TideCourse *course)
{
  const TideSummaryData *data = self->leaf.base.data;
  return (!tide_date_is_known (data->to) || !tide_date_is_known (course->started_on)
          || course->started_on <= data->to)
         && (!tide_date_is_known (data->from) || !tide_date_is_known (course->ended_on)
             || course->ended_on >= data->from);
}

/* What says that somebody once wanted to die is in no payer's file by our hand. */
static gboolean
is_code_payers (const char *code)
{
  return code != NULL && *code != '\0' && g_strcmp0 (tide_icd_get_condition (code), "suicide") != 0;
}

/* --- tables --- */

/* Escapes each cell. */
static void
add_row (TideBlock *table, const char *const *cells, guint n)
{
  g_autoptr (GPtrArray) row = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (row, g_markup_escape_text (cells[i] != NULL ? cells[i] : "", -1));
  tide_block_table_add_row (table, (const char *const *) row->pdata);
}

/* A heading never stands alone at the foot of a page; without rows it says why. */
static void
add_table (Sheet *self, const char *title, TideBlock *table, const char *nothing)
{
  if (self->leaf.flow.y + 60 > self->leaf.flow.bottom)
    tide_flow_begin_page (&self->leaf.flow);
  tide_flow_add (&self->leaf.flow, tide_summary_heading (&self->leaf.base, title), GAP);
  if (tide_block_table_get_n_rows (table) > 0)
    {
      tide_flow_add (&self->leaf.flow, table, 2);
      return;
    }
  tide_block_free (table);
  tide_flow_add (&self->leaf.flow, tide_summary_text (&self->leaf.base, TIDE_PT_TEXT, "%s", nothing), 2);
}

static char *
dup_days (TideDate from, TideDate until)
{
  g_autofree char *first = tide_date_to_iso (from), *last = tide_date_to_iso (until);
  if (*first == '\0' && *last == '\0')
    return g_strdup ("–");
  if (*last == '\0')
    return g_strdup_printf (_ ("from %s"), first);
  return *first == '\0' ? g_strdup_printf (_ ("until %s"), last)
                        : g_strdup_printf (_ ("%s to %s"), first, last);
}

/* --- authorisation --- */

/* "41 days left", "expired", "" */
static char *
dup_expiry (const Sheet *self, const TideCourse *course)
{
  if (!tide_date_is_known (course->authorised_until))
    return g_strdup (""); /* unknown is no number to reckon with */
  int left = course->authorised_until - self->today;
  if (left < 0)
    return g_strdup (_ ("\nexpired"));
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "\n%d day left", "\n%d days left", (gulong) left),
                          left);
}

static void
add_course (Sheet *self, TideBlock *table, const TideCourse *course)
{
  TideSessionCount count
    = tide_course_count_sessions (self->leaf.base.data->history, course, self->leaf.base.data->now);
  gboolean limited = course->authorised_sessions != TIDE_INTEGER_UNKNOWN;
  gint64 left = limited ? MAX (0, course->authorised_sessions - (gint64) count.n_treated) : 0;
  g_autofree char *title = tide_course_dup_title (course);
  g_autofree char *dates = dup_days (course->started_on, course->ended_on);
  g_autofree char *expiry = dup_expiry (self, course);
  g_autofree char *valid = dup_days (course->authorised_from, course->authorised_until);
  g_autofree char *validity = g_strconcat (valid, expiry, NULL);
  g_autofree char *authorised
    = limited ? g_strdup_printf ("%" G_GINT64_FORMAT, course->authorised_sessions) : g_strdup ("–");
  g_autofree char *held = tide_arm_has_daily_dose ((TideArm) course->arm) && count.n_treated == 0
                            ? g_strdup ("–")
                            : g_strdup_printf ("%u", count.n_treated);
  g_autofree char *rest = limited ? g_strdup_printf ("%" G_GINT64_FORMAT, left) : g_strdup ("–");
  const char *cells[]
    = { title,
        is_code_payers (course->indication) ? course->indication : "–",
        dates,
        course->coverage > 0 ? tide_coverage_get_label (course->coverage) : _ ("not recorded"),
        course->authorisation != NULL ? course->authorisation : "–",
        validity,
        authorised,
        held,
        rest };
  add_row (table, cells, G_N_ELEMENTS (cells));
}

static void
add_authorisation (Sheet *self)
{
  const GPtrArray *courses = self->leaf.base.data->history->courses;
  const TideTableColumn columns[] = {
    { _ ("\nCourse"), PANGO_ALIGN_LEFT, FALSE },
    { _ ("\nFor"), PANGO_ALIGN_LEFT, FALSE },
    { _ ("\nDates"), PANGO_ALIGN_LEFT, FALSE },
    { _ ("\nCoverage"), PANGO_ALIGN_LEFT, FALSE },
    { _ ("Authori-\nsation"), PANGO_ALIGN_LEFT, FALSE },
    { _ ("\nValid"), PANGO_ALIGN_LEFT, FALSE },
    { _ ("Sessions\nauthorised"), PANGO_ALIGN_RIGHT, FALSE },
    { _ ("\nHeld"), PANGO_ALIGN_RIGHT, FALSE },
    { _ ("\nLeft"), PANGO_ALIGN_RIGHT, FALSE },
  };
  TideBlock *table = tide_block_table_new (self->leaf.base.context, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < courses->len; i++)
    if (is_course_printed (self, courses->pdata[i]))
      add_course (self, table, courses->pdata[i]);
  add_table (self, _ ("Courses and authorisation"), table, _ ("No course in this period."));
}

/* --- scores --- */

static void
add_visit (Sheet *self, TideBlock *table, const char *title, const TideVisitOutcome *visit, gboolean baseline)
{
  guint decimals = tide_instrument_get_primary (self->leaf.base.instrument)->decimals;
  g_autofree char *day = tide_summary_date_of (visit->rating.taken_utc);
  g_autofree char *score = g_strdup_printf ("%.*f%s", (int) decimals, tide_rating_get_value (&visit->rating),
                                            (visit->rating.flags & TIDE_RATING_PRORATED) != 0 ? " p" : "");
  gboolean changed = !baseline && !isnan (visit->change);
  g_autofree char *change = changed ? tide_summary_points (visit->change, decimals, TRUE) : g_strdup ("–");
  g_autofree char *percent
    = changed && !isnan (visit->percent) ? tide_summary_points (visit->percent, 0, FALSE) : g_strdup ("–");
  const char *state = baseline                          ? tide_state_get_label (TIDE_STATE_BASELINE)
                      : visit->state == TIDE_STATE_NONE ? "–"
                                                        : tide_state_get_label (visit->state);
  const char *cells[] = { title, day, state, score, change, percent };
  add_row (table, cells, G_N_ELEMENTS (cells));
}

static char *
dup_course_title (const TideCourseOutcome *course)
{
  GString *title = g_string_new (NULL);
  g_autofree char *own = tide_course_dup_title (course->course);
  g_string_append (title, own);
  for (guint i = 0; i < course->with->len; i++)
    {
      g_autofree char *other = tide_course_dup_title (course->with->pdata[i]);
      g_string_append_printf (title, " + %s", other);
    }
  return g_string_free (title, FALSE);
}

static void
add_course_scores (Sheet *self, TideBlock *table, guint course)
{
  const TideOutcome *outcome = self->leaf.base.outcome;
  const TideCourseOutcome *one = &outcome->courses[course];
  g_autoptr (GPtrArray) visits = tide_outcome_list_visits (outcome, (int) course);
  g_autofree char *title = dup_course_title (one);
  for (guint i = 0; i < visits->len; i++)
    {
      const TideVisitOutcome *visit = visits->pdata[i];
      gboolean baseline
        = one->baseline >= 0
          && visit->rating.assessment_id == outcome->visits[one->baseline].rating.assessment_id;
      if (visit->passed_over || !tide_summary_in_span (&self->leaf.base, visit->rating.taken_utc))
        continue;
      add_visit (self, table, title, visit, baseline); /* named in each row: a further page stands alone */
    }
}

static void
add_scores (Sheet *self)
{
  const TideTableColumn columns[] = {
    { _ ("Course"), PANGO_ALIGN_LEFT, FALSE },  { _ ("Rated on"), PANGO_ALIGN_LEFT, FALSE },
    { _ ("State"), PANGO_ALIGN_LEFT, FALSE },   { _ ("Score"), PANGO_ALIGN_RIGHT, FALSE },
    { _ ("Change"), PANGO_ALIGN_RIGHT, FALSE }, { _ ("Fall, %"), PANGO_ALIGN_RIGHT, FALSE },
  };
  TideBlock *table = tide_block_table_new (self->leaf.base.context, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; self->leaf.base.outcome != NULL && i < self->leaf.base.outcome->n_courses; i++)
    add_course_scores (self, table, i);
  TideInstrument *instrument = self->leaf.base.instrument;
  const TideScoreInfo *primary = instrument != NULL ? tide_instrument_get_primary (instrument) : NULL;
  g_autofree char *title
    = instrument != NULL
        ? g_strdup_printf (_ ("Scores, %s (%g to %g, lower means fewer symptoms)"),
                           tide_instrument_get_short_name (instrument), primary->minimum, primary->maximum)
        : g_strdup (_ ("Scores"));
  gboolean any = tide_block_table_get_n_rows (table) > 0;
  add_table (self, title, table, _ ("No rating of a course in this period."));
  if (any)
    tide_flow_add (
      &self->leaf.flow,
      tide_summary_text (&self->leaf.base, TIDE_PT_CAPTION, "%s",
                         _ ("Change and fall against the baseline of the course; p: prorated. "
                            "States by the published criteria of the scale, with the CGI where it was "
                            "rated; clinician ratings, not blinded.")),
      2);
}

/* --- sessions --- */

static void
add_sessions (Sheet *self)
{
  const TideHistory *history = self->leaf.base.data->history;
  const TideTableColumn columns[] = {
    { _ ("Date"), PANGO_ALIGN_LEFT, FALSE },     { _ ("Course"), PANGO_ALIGN_LEFT, FALSE },
    { _ ("Kind"), PANGO_ALIGN_LEFT, FALSE },     { _ ("Authorisation"), PANGO_ALIGN_LEFT, FALSE },
    { _ ("Minutes"), PANGO_ALIGN_RIGHT, FALSE },
  };
  TideBlock *table = tide_block_table_new (self->leaf.base.context, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < history->sessions->len; i++)
    {
      const TideSession *session = history->sessions->pdata[i];
      const TideCourse *course = tide_history_find_course (history, session->course_id);
      TideDate day = tide_instant_get_date (session->started);
      if (course == NULL || !tide_session_took_place (session) || !is_day_in_span (self, day))
        continue;
      double span = tide_session_get_span_minutes (session);
      g_autofree char *date = tide_date_to_iso (day), *title = tide_course_dup_title (course);
      g_autofree char *minutes = isnan (span) ? g_strdup ("–") : g_strdup_printf ("%.0f", span);
      gboolean covered
        = course->authorisation != NULL
          && (!tide_date_is_known (course->authorised_from) || day >= course->authorised_from)
          && (!tide_date_is_known (course->authorised_until) || day <= course->authorised_until);
      const char *cells[]
        = { date, title, session->kind > 0 ? tide_session_kind_get_label (session->kind) : "–",
            covered ? course->authorisation : "–", minutes };
      add_row (table, cells, G_N_ELEMENTS (cells));
    }
  add_table (self, _ ("Sessions held"), table, _ ("No session was held in this period."));
}

/* --- costs --- */

/* What the clinic itself or somebody else bears is none of a payer's business. */
static gboolean
is_payers (const TideCost *cost)
{
  const char *payer = tide_payer_codes[cost->payer];
  return strcmp (payer, "insurer") == 0 || strcmp (payer, "public") == 0 || strcmp (payer, "patient") == 0;
}

static char *
dup_money (const Sheet *self, double amount)
{
  const char *currency = self->leaf.base.data->currency;
  return currency != NULL && *currency != '\0' ? g_strdup_printf ("%.2f %s", amount, currency)
                                               : g_strdup_printf ("%.2f", amount);
}

/* What each payer bears of the course up to now, below its prices. */
static void
add_sums (Sheet *self, TideBlock *table, const TideCourse *course)
{
  TideCourseCost sum = tide_course_add_costs (self->leaf.base.data->history, course, self->leaf.base.outcome,
                                              self->leaf.base.data->thresholds, self->leaf.base.data->now);
  for (guint payer = 1; tide_payer_codes[payer] != NULL; payer++)
    {
      TideCost probe = { .payer = (int) payer };
      if (!is_payers (&probe) || sum.by_payer[payer] <= 0)
        continue;
      g_autofree char *amount = dup_money (self, sum.by_payer[payer]);
      const char *cells[] = { "", tide_payer_get_label ((int) payer), _ ("in all, up to now"), "", amount };
      add_row (table, cells, G_N_ELEMENTS (cells));
    }
}

static void
add_course_costs (Sheet *self, TideBlock *table, const TideCourse *course)
{
  const TideHistory *history = self->leaf.base.data->history;
  g_autofree char *title = tide_course_dup_title (course);
  guint n = 0;
  for (guint i = 0; i < history->costs->len; i++)
    {
      const TideCost *cost = history->costs->pdata[i];
      if (cost->course_id != course->base.id || !is_payers (cost) || isnan (cost->amount))
        continue;
      g_autofree char *amount = dup_money (self, cost->amount);
      g_autofree char *days = dup_days (cost->from_date, cost->until_date);
      const char *cells[] = { n++ == 0 ? title : "", tide_payer_get_label (cost->payer),
                              tide_cost_unit_get_label (cost->unit), days, amount };
      add_row (table, cells, G_N_ELEMENTS (cells));
    }
  if (n > 0)
    add_sums (self, table, course);
}

static void
add_costs (Sheet *self)
{
  const GPtrArray *courses = self->leaf.base.data->history->courses;
  const TideTableColumn columns[] = {
    { _ ("Course"), PANGO_ALIGN_LEFT, FALSE },  { _ ("Paid by"), PANGO_ALIGN_LEFT, FALSE },
    { _ ("Price"), PANGO_ALIGN_LEFT, FALSE },   { _ ("Valid"), PANGO_ALIGN_LEFT, FALSE },
    { _ ("Amount"), PANGO_ALIGN_RIGHT, FALSE },
  };
  TideBlock *table = tide_block_table_new (self->leaf.base.context, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < courses->len; i++)
    if (is_course_printed (self, courses->pdata[i]))
      add_course_costs (self, table, courses->pdata[i]);
  add_table (self, _ ("Costs"), table, _ ("No cost is recorded."));
}

/* --- the whole --- */

/* The number by which the payer knows the patient: those of hospitals and registers are nobody else's. */
static char *
dup_identifiers (const TideHistory *history)
{
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; i < history->identifiers->len; i++)
    {
      const TideIdentifier *one = history->identifiers->pdata[i];
      g_autofree char *system = g_utf8_casefold (one->system != NULL ? one->system : "", -1);
      g_autofree char *own_word = g_utf8_casefold (_ ("insurer"), -1);
      gboolean payers = strstr (system, "insur") != NULL || strstr (system, own_word) != NULL;
      if (payers && one->value != NULL)
        g_string_append_printf (text, "%s%s %s", text->len > 0 ? " · " : "", one->system, one->value);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* What a printed course is given for; without such a word the primary diagnosis that is not resolved.
 * (element-type utf8) (transfer container) */
static GPtrArray *
list_codes (const Sheet *self)
{
  const TideHistory *history = self->leaf.base.data->history;
  GPtrArray *codes = g_ptr_array_new ();
  for (guint i = 0; i < history->courses->len; i++)
    {
      const TideCourse *course = history->courses->pdata[i];
      if (is_course_printed (self, course) && is_code_payers (course->indication)
          && !g_ptr_array_find_with_equal_func (codes, course->indication, g_str_equal, NULL))
        g_ptr_array_add (codes, course->indication);
    }
  for (guint i = 0; codes->len == 0 && i < history->diagnoses->len; i++)
    {
      const TideDiagnosis *one = history->diagnoses->pdata[i];
      if (one->primary && !tide_date_is_known (one->resolved_on) && is_code_payers (one->code))
        g_ptr_array_add (codes, one->code);
    }
  return codes;
}

/* In the words of the classification: a label of the clinic's own may say more than the code. */
static TideBlock *
indications (const Sheet *self)
{
  g_autoptr (GPtrArray) codes = list_codes (self);
  g_autoptr (GString) all = g_string_new (NULL);
  for (guint i = 0; i < codes->len; i++)
    {
      const TideIcdCode *icd = tide_icd_lookup (codes->pdata[i]);
      g_autofree char *one = g_markup_printf_escaped ("<b>%s</b> %s", (const char *) codes->pdata[i],
                                                      icd != NULL ? icd->label : "");
      g_string_append_printf (all, "%s%s", i > 0 ? "    " : "", one);
    }
  if (all->len == 0)
    g_string_append (all, _ ("No indication recorded"));
  return tide_block_text_new (self->leaf.base.context, all->str, TIDE_PT_TEXT, PANGO_ALIGN_LEFT);
}

static void
add_head (Sheet *self)
{
  const TideSummary *base = &self->leaf.base;
  g_autofree char *identifiers = dup_identifiers (base->data->history), *span = tide_summary_span (base);
  tide_flow_place (
    &self->leaf.flow,
    tide_summary_letterhead_for (base, tide_report_get_title (self->leaf.flow.report), _ ("for the payer")),
    0);
  tide_flow_place (&self->leaf.flow, tide_block_rule_new (1.2), 4);
  tide_flow_place (&self->leaf.flow, tide_summary_identifiers (base), 3);
  tide_flow_place (&self->leaf.flow, tide_block_rule_new (0.5), 3);
  if (*identifiers != '\0')
    tide_flow_place (&self->leaf.flow, tide_summary_text (base, TIDE_PT_TEXT, "%s", identifiers), 4);
  tide_flow_place (&self->leaf.flow, indications (self), *identifiers != '\0' ? 1 : 4);
  if (span != NULL)
    tide_flow_place (&self->leaf.flow,
                     tide_summary_text (base, TIDE_PT_TEXT,
                                        _ ("Period: %s; sums and sessions left are those up to now."), span),
                     1);
}

TideReport *
tide_summary_new_for_payer (const TideSummaryData *data)
{
  TideInstrument *instrument = tide_summary_find_open_instrument (data);
  g_autoptr (TideOutcome) outcome
    = instrument != NULL ? tide_outcome_compute (data->history, instrument, data->thresholds, data->now)
                         : NULL;
  Sheet self = { .today = tide_instant_get_date (data->now) };
  TideReport *report = tide_leaf_init (&self.leaf, data, _ ("Progress summary"));
  self.leaf.base.instrument = instrument;
  self.leaf.base.outcome = outcome;
  tide_report_begin_page (report);
  add_head (&self);
  if (tide_summary_has_section (data, TIDE_SECTION_COURSES))
    add_authorisation (&self);
  if (tide_summary_has_section (data, TIDE_SECTION_SCORES))
    add_scores (&self);
  if (tide_summary_has_section (data, TIDE_SECTION_SESSIONS))
    add_sessions (&self);
  if (tide_summary_has_section (data, TIDE_SECTION_COSTS))
    add_costs (&self);
  self.leaf.base.left_out = data->left_out & tide_reader_get_sections (TIDE_READER_PAYER);
  g_autofree char *left_out = tide_summary_dup_left_out (&self.leaf.base);
  if (left_out != NULL)
    tide_leaf_add_words (&self.leaf, TIDE_PT_CAPTION, GAP, left_out);
  tide_flow_add (&self.leaf.flow, tide_summary_signature (&self.leaf.base), 2 * GAP);
  return report;
}
