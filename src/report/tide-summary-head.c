/* tide-summary-head.c: the upper part of the progress summary: letterhead, who the patient is, diagnoses; and
 * the signature box at its foot. */

#include "tide-summary-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

TideBlock *
tide_summary_text (const TideSummary *self, double size, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree char *markup = g_markup_vprintf_escaped (format, args);
  va_end (args);
  return tide_block_text_new (self->context, markup, size, PANGO_ALIGN_LEFT);
}

TideBlock *
tide_summary_heading (const TideSummary *self, const char *words)
{
  TideBlock *block = tide_summary_text (self, TIDE_PT_HEADING, "<b>%s</b>", words);
  tide_block_text_set_role (block, TIDE_ROLE_HEADING);
  return block;
}

char *
tide_summary_points (double value, guint decimals, gboolean plus)
{
  g_autofree char *digits = g_strdup_printf ("%.*f", (int) decimals, fabs (value));
  gboolean zero = strtod (digits, NULL) == 0;
  return g_strconcat (zero ? "" : value < 0 ? "\u2212" : plus ? "+" : "", digits, NULL);
}

char *
tide_summary_date_of (gint64 utc)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (utc);
  return g_date_time_format (local, "%Y-%m-%d");
}

static char *
dup_birth_date (const TidePatient *patient)
{
  return tide_date_is_known (patient->birth_date) ? tide_date_to_iso (patient->birth_date)
                                                  : g_strdup (_ ("not known"));
}

char *
tide_summary_name (const TidePatient *patient)
{
  /* As it was written: capitals would make STRAUSS of Strauß, and are no name in many scripts. */
  return tide_patient_dup_list_name (patient);
}

char *
tide_summary_identity (const TidePatient *patient)
{
  g_autofree char *born = dup_birth_date (patient);
  /* Translators: record number and birth date at the foot of a page */
  return g_strdup_printf (_ ("%s · born %s"), patient->mrn, born);
}

/* --- what is printed of the outcome --- */

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

char *
tide_summary_span (const TideSummary *self)
{
  g_autofree char *from = tide_date_to_iso (self->data->from);
  g_autofree char *to = tide_date_to_iso (self->data->to);
  if (*from == '\0' && *to == '\0')
    return NULL;
  if (*to == '\0')
    return g_strdup_printf (_ ("from %s"), from);
  if (*from == '\0')
    return g_strdup_printf (_ ("until %s"), to);
  return g_strdup_printf (_ ("%s to %s"), from, to);
}

const TideVisitOutcome *
tide_summary_first_visit (const TideSummary *self)
{
  for (guint i = 0; i < self->outcome->n_visits; i++)
    if (!self->outcome->visits[i].passed_over
        && tide_summary_in_span (self, self->outcome->visits[i].rating.taken_utc))
      return &self->outcome->visits[i];
  return NULL;
}

const TideVisitOutcome *
tide_summary_last_visit (const TideSummary *self)
{
  for (guint i = self->outcome->n_visits; i > 0; i--)
    if (!self->outcome->visits[i - 1].passed_over
        && tide_summary_in_span (self, self->outcome->visits[i - 1].rating.taken_utc))
      return &self->outcome->visits[i - 1];
  return NULL;
}

/* The course that the end of the printed span is judged by, as the chart has it. */
const TideCourseOutcome *
tide_summary_course (const TideSummary *self)
{
  TideInstant end = self->data->now;
  if (tide_date_is_known (self->data->to) && self->data->to < tide_instant_get_date (end))
    end = tide_instant_from_local (self->data->to, 23, 59);
  const TideCourseOutcome *course = tide_outcome_find_course_at (self->outcome, end, FALSE);
  return course != NULL ? course : tide_outcome_find_course_at (self->outcome, end, TRUE);
}

/* --- identifiers --- */

static TideBlock *
labelled (const TideSummary *self, const char *label, const char *bold, const char *plain)
{
  TideBlock *stack = tide_block_stack_new ();
  tide_block_stack_add (stack, tide_summary_text (self, TIDE_PT_CAPTION, "%s", label), 0);
  tide_block_stack_add (stack, tide_summary_text (self, TIDE_PT_HEADING, "<b>%s</b>%s", bold, plain), -0.5);
  return stack;
}

#define IDENTIFIER_GAP 8.0

TideBlock *
tide_summary_identifiers (const TideSummary *self)
{
  const TidePatient *patient = self->data->history->patient;
  g_autofree char *name = tide_summary_name (patient);
  g_autofree char *born = dup_birth_date (patient);
  int years = tide_patient_get_age (patient, tide_instant_get_date (self->data->now));
  /* Translators: the age after the birth date on paper */
  g_autofree char *age = years >= 0 ? g_strdup_printf (_ (" (%d y)"), years) : g_strdup ("");
  const char *const sexes[] = { _ ("not known"), _ ("female"), _ ("male"), _ ("other") };
  g_autofree char *referred_on = tide_date_to_iso (patient->referred_on);
  g_autofree char *referred = *referred_on != '\0' ? g_strdup_printf (", %s", referred_on) : g_strdup ("");
  gboolean has_referrer = patient->referrer != NULL && *patient->referrer != '\0';
  TideBlock *who = labelled (self, _ ("Patient"), name, "");
  TideBlock *cells[] = {
    who,
    labelled (self, _ ("Born"), born, age),
    labelled (self, _ ("Sex"), sexes[CLAMP (patient->sex, 0, 3)], ""),
    labelled (self, _ ("Record no."), patient->mrn, ""),
    labelled (self, _ ("Referred by"), has_referrer ? patient->referrer : "–", referred),
    labelled (self, _ ("Clinician"), self->data->clinician != NULL ? self->data->clinician : "–", ""),
  };
  double whole = (G_N_ELEMENTS (cells) - 1) * IDENTIFIER_GAP;
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    whole += tide_block_get_natural_width (cells[i]);
  if (whole <= self->width)
    {
      TideBlock *row = tide_block_row_new_spread (cells, G_N_ELEMENTS (cells), IDENTIFIER_GAP);
      tide_block_row_set_inline (row);
      return row;
    }
  /* Long names: lines enough that nothing is cut, and no record number breaks. */
  TideBlock *stack = tide_block_stack_new ();
  tide_block_stack_add (stack, who, 0);
  tide_block_stack_add (stack, tide_block_row_new (cells + 1, (const double[]){ 1, 1, 2 }, 3, IDENTIFIER_GAP),
                        1);
  tide_block_stack_add (stack, tide_block_row_new (cells + 4, (const double[]){ 1, 1 }, 2, IDENTIFIER_GAP),
                        1);
  return stack;
}

TideBlock *
tide_summary_identity_line (const TideSummary *self)
{
  const TidePatient *patient = self->data->history->patient;
  g_autofree char *name = tide_summary_name (patient);
  g_autofree char *rest = tide_summary_identity (patient);
  return tide_summary_text (self, TIDE_PT_TEXT, "<b>%s</b> · %s%s%s", name, rest,
                            self->data->synthetic ? " · " : "",
                            self->data->synthetic ? _ ("SYNTHETIC DATA, no real person") : "");
}

static const char *
diagnosis_label (const TideDiagnosis *diagnosis)
{
  if (diagnosis->label != NULL && *diagnosis->label != '\0')
    return diagnosis->label;
  const TideIcdCode *icd = tide_icd_lookup (diagnosis->code);
  return icd != NULL ? icd->label : "";
}

TideBlock *
tide_summary_diagnoses (const TideSummary *self)
{
  const GPtrArray *diagnoses = self->data->history->diagnoses;
  g_autoptr (GString) all = g_string_new (NULL);
  for (guint i = 0; i < diagnoses->len; i++)
    {
      const TideDiagnosis *d = diagnoses->pdata[i];
      g_autofree char *one = g_markup_printf_escaped ("<b>%s</b> %s", d->code, diagnosis_label (d));
      g_string_append_printf (all, "%s%s", i > 0 ? "    " : "", one);
      if (tide_date_is_known (d->onset_on))
        {
          g_autofree char *onset = tide_date_to_iso (d->onset_on);
          g_string_append_printf (all, _ (", since %s"), onset);
        }
      if (d->primary && diagnoses->len > 1)
        g_string_append_printf (all, " (%s)", _ ("primary"));
      if (tide_date_is_known (d->resolved_on))
        {
          g_autofree char *resolved = tide_date_to_iso (d->resolved_on);
          g_string_append_printf (all, _ (" (resolved %s)"), resolved);
        }
    }
  if (all->len == 0)
    g_string_append (all, _ ("No diagnosis recorded"));
  return tide_block_text_new (self->context, all->str, TIDE_PT_TEXT, PANGO_ALIGN_LEFT);
}

/* --- signature --- */

static TideBlock *
signature_cell (const TideSummary *self, const char *label, const char *words)
{
  TideBlock *stack = tide_block_stack_new ();
  tide_block_stack_add (stack, tide_summary_text (self, TIDE_PT_CAPTION, "%s", label), 0);
  if (words != NULL && *words != '\0')
    {
      TideBlock *line = tide_summary_text (self, TIDE_PT_TEXT, "%s", words);
      tide_block_text_set_ellipsized (line);
      tide_block_stack_add (stack, line, 0.5);
    }
  return stack;
}

TideBlock *
tide_summary_signature (const TideSummary *self)
{
  const double padding = 4;
  if (self->data->paper == TIDE_PAPER_ENDLESS)
    return tide_block_space_new (0); /* letters are not signed by hand */
  const char *name = self->data->clinician, *credentials = self->data->credentials;
  gboolean both = name != NULL && credentials != NULL && *credentials != '\0';
  g_autofree char *signer = both ? g_strdup_printf ("%s, %s", name, credentials) : g_strdup (name);
  TideBlock *cells[] = {
    signature_cell (self, _ ("Signature"), NULL),
    signature_cell (self, _ ("Name, role"), signer),
    signature_cell (self, _ ("Date, time"), NULL),
    signature_cell (self, _ ("Copy to"), self->data->history->patient->referrer),
  };
  double filler = TIDE_SIGNATURE_HEIGHT - 2 * padding - tide_block_get_height (cells[0], 100);
  tide_block_stack_add (cells[0], tide_block_space_new (filler), 0);
  TideBlock *row = tide_block_row_new (cells, (const double[]){ 0.31, 0.23, 0.23, 0.23 }, 4, 10);
  tide_block_row_set_dividers (row, padding);
  return tide_block_frame_new (row, padding, 0);
}

/* --- footer --- */

/* "Printed 2025-11-20 14:32 +01:00, Dr R. Okafor" and who made the page from which state of the clinic. */
static char *
footer_right (const TideSummaryData *data)
{
  g_autofree char *date = tide_date_to_iso (tide_instant_get_date (data->now));
  int hour, minute, offset = ABS (data->now.offset);
  tide_instant_get_clock (data->now, &hour, &minute);
  g_autofree char *moment = g_strdup_printf ("%s %02d:%02d %c%02d:%02d", date, hour, minute,
                                             data->now.offset < 0 ? '-' : '+', offset / 60, offset % 60);
  g_autoptr (GString) head = g_string_new (NULL);
  for (guint i = 0; data->audit_head != NULL && i < 16 && data->audit_head[i] != '\0'; i++)
    g_string_append_printf (head, "%s%c", i > 0 && i % 4 == 0 ? " " : "", data->audit_head[i]);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, data->audit_number);
  g_autofree char *audit
    = head->len > 0 ? g_strdup_printf (_ (" · audit %s · %s"), number, head->str) : g_strdup ("");
  gboolean has_person = data->clinician != NULL && *data->clinician != '\0';
  g_autofree char *printed = g_strdup_printf (_ ("Printed %s"), moment);
  return g_strdup_printf ("%s%s%s\nTidemark %s%s", printed, has_person ? ", " : "",
                          has_person ? data->clinician : "", TIDE_VERSION, audit);
}

TideReport *
tide_summary_report_new (const TideSummaryData *data, const char *title)
{
  const TidePatient *patient = data->history != NULL ? data->history->patient : NULL;
  g_autofree char *name = patient != NULL ? tide_summary_name (patient) : g_strdup (data->clinic_name);
  g_autofree char *identity = patient != NULL ? tide_summary_identity (patient) : g_strdup (title);
  g_autofree char *right = footer_right (data);
  TideReportFooter footer = {
    .name = name, .rest = identity, .right = right, .author = data->clinic_name, .leftward = data->leftward
  };
  return tide_report_new (data->paper, title, &footer, data->now);
}
