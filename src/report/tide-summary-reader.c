/* tide-summary-reader.c: for whom a summary is written, and what may not be printed at all. */

#include "tide-summary-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

const char *const tide_reader_codes[] = { "referrer", "patient", "payer", NULL };

const char *
tide_reader_get_label (TideReader reader)
{
  const char *const labels[TIDE_N_READERS]
    = { _ ("Referrer or clinician"), C_ ("reader", "Patient"), C_ ("reader", "Payer") };
  g_return_val_if_fail ((guint) reader < TIDE_N_READERS, "");
  return labels[reader];
}

/* --- sections --- */

static const char *const section_codes[TIDE_N_SECTIONS]
  = { "chart", "scores", "courses", "record", "text", "goals", "views", "next", "sessions", "costs" };

static guint
section_index (TideSection section)
{
  guint i = 0;
  while (i + 1 < TIDE_N_SECTIONS && (guint) section != 1u << i)
    i++;
  return i;
}

const char *
tide_section_get_code (TideSection section)
{
  return section_codes[section_index (section)];
}

const char *
tide_section_get_label (TideSection section)
{
  const char *const labels[TIDE_N_SECTIONS]
    = { _ ("Chart"), _ ("Scores"),     _ ("Courses"),         _ ("On record"),     C_ ("section", "Text"),
        _ ("Goals"), _ ("Both views"), _ ("What comes next"), _ ("Sessions held"), _ ("Costs") };
  return labels[section_index (section)];
}

guint
tide_reader_get_sections (TideReader reader)
{
  static const guint sections[TIDE_N_READERS]
    = { TIDE_SECTION_CHART | TIDE_SECTION_SCORES | TIDE_SECTION_COURSES | TIDE_SECTION_RECORD
          | TIDE_SECTION_TEXT,
        TIDE_SECTION_CHART | TIDE_SECTION_TEXT | TIDE_SECTION_GOALS | TIDE_SECTION_VIEWS | TIDE_SECTION_NEXT,
        TIDE_SECTION_COURSES | TIDE_SECTION_SCORES | TIDE_SECTION_SESSIONS | TIDE_SECTION_COSTS };
  g_return_val_if_fail ((guint) reader < TIDE_N_READERS, 0);
  return sections[reader];
}

gboolean
tide_sections_parse (const char *text, TideReader reader, guint *sections, char **unknown)
{
  g_auto (GStrv) words = g_strsplit_set (text, ", ", -1);
  *sections = 0;
  for (guint i = 0; words[i] != NULL; i++)
    {
      guint found = 0;
      for (guint s = 0; s < TIDE_N_SECTIONS; s++)
        if (g_str_equal (words[i], section_codes[s]))
          found = (1u << s) & tide_reader_get_sections (reader);
      if (found == 0 && *words[i] != '\0')
        {
          *unknown = g_strdup (words[i]);
          return FALSE;
        }
      *sections |= found;
    }
  return TRUE;
}

gboolean
tide_summary_has_section (const TideSummaryData *data, TideSection section)
{
  return (data->left_out & section) == 0;
}

TideBlock *
tide_summary_unless_left_out (TideSummary *self, TideSection section, TideBlock *block)
{
  if (block == NULL || tide_summary_has_section (self->data, section))
    return block;
  self->left_out |= section;
  tide_block_free (block);
  return NULL;
}

/* As a patient calls them. */
static const char *
get_plain_label (TideSection section)
{
  return section == TIDE_SECTION_CHART   ? _ ("the picture of your scores")
         : section == TIDE_SECTION_TEXT  ? _ ("the sentences about how you are doing")
         : section == TIDE_SECTION_GOALS ? _ ("your goals")
         : section == TIDE_SECTION_VIEWS ? _ ("how you and we see it")
         : section == TIDE_SECTION_NEXT  ? _ ("what comes next")
                                         : tide_section_get_label (section);
}

static char *
dup_sections (const TideSummary *self)
{
  gboolean plain = self->data->reader == TIDE_READER_PATIENT;
  GString *words = g_string_new (NULL);
  for (guint i = 0; i < TIDE_N_SECTIONS; i++)
    {
      TideSection section = (TideSection) (1u << i);
      if ((self->left_out & section) != 0)
        g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "",
                                plain ? get_plain_label (section) : tide_section_get_label (section));
    }
  return g_string_free (words, FALSE);
}

/* Rated, but unticked for the table of scores.  Only a clinician reads by which scales somebody was rated. */
static char *
dup_scales (const TideSummary *self)
{
  GString *words = g_string_new (NULL);
  const TideSummaryData *data = self->data;
  gboolean told = data->reader == TIDE_READER_CLINICIAN && (self->left_out & TIDE_SECTION_SCORES) == 0;
  for (guint i = 0; told && i < tide_library_get_n (data->library); i++)
    {
      TideInstrument *one = tide_library_get (data->library, i);
      const char *id = tide_instrument_get_id (one);
      if (!tide_summary_has_scale (data, id)
          && tide_history_find_series (data->history, id, tide_instrument_get_primary (one)->id) != NULL)
        g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "",
                                tide_instrument_get_short_name (one));
    }
  return g_string_free (words, FALSE);
}

char *
tide_summary_dup_left_out (const TideSummary *self)
{
  g_autofree char *sections = dup_sections (self), *scales = dup_scales (self);
  g_autoptr (GString) text = g_string_new (NULL);
  if (*sections != '\0')
    g_string_append_printf (text,
                            self->data->reader == TIDE_READER_PATIENT
                              /* Translators: "your goals, what comes next" */
                              ? _ ("We left this out today: %s.")
                              : _ ("Left out: %s."),
                            sections);
  if (*scales != '\0')
    g_string_append_printf (text, _ ("%sScales left out: %s."), text->len > 0 ? " " : "", scales);
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

gboolean
tide_summary_has_scale (const TideSummaryData *data, const char *instrument_id)
{
  return data->scales == NULL || g_strv_contains (data->scales, instrument_id);
}

TideReport *
tide_summary_new (const TideSummaryData *data)
{
  g_return_val_if_fail (data->history != NULL && data->history->patient != NULL, NULL);
  switch (data->reader)
    {
    case TIDE_READER_PATIENT:
      return tide_summary_new_for_patient (data);
    case TIDE_READER_PAYER:
      return tide_summary_new_for_payer (data);
    case TIDE_READER_CLINICIAN:
    case TIDE_N_READERS:
    default:
      return tide_summary_new_for_clinician (data);
    }
}

/* --- what a patient or payer may see --- */

/* A total of mostly suicide items is a suicide item by another name. */
static gboolean
is_open (TideInstrument *instrument)
{
  g_autoptr (GPtrArray) suicide = tide_instrument_list_suicide_items (instrument);
  return !tide_instrument_get_primary (instrument)->higher_is_better
         && suicide->len * 2 < MAX (1, tide_instrument_get_n_items (instrument));
}

/* Ratings of the whole scale; a scale without thresholds of change is a check, not a measure of symptoms. */
static guint
count_ratings (const TideSummaryData *data, TideInstrument *instrument)
{
  const TideSeries *series = tide_history_find_series (data->history, tide_instrument_get_id (instrument),
                                                       tide_instrument_get_primary (instrument)->id);
  return series != NULL && !isnan (tide_instrument_get_change_rule (instrument)->response_percent)
           ? series->n_ratings
           : 0;
}

TideInstrument *
tide_summary_find_open_instrument (const TideSummaryData *data)
{
  TideInstrument *chosen = tide_library_lookup (data->library, data->instrument_id), *best = NULL;
  guint most = 0;
  if (chosen != NULL && is_open (chosen))
    return chosen;
  for (guint i = 0; i < data->history->series->len; i++)
    {
      const TideSeries *series = data->history->series->pdata[i];
      TideInstrument *one = tide_library_lookup (data->library, series->instrument_id);
      guint n = one != NULL && is_open (one) ? count_ratings (data, one) : 0;
      if (n <= most)
        continue;
      most = n;
      best = one;
    }
  return best;
}

const char *
tide_summary_get_symptoms (const TideSummaryData *data, TideInstrument *instrument)
{
  const TideDiagnosis *primary = tide_history_get_primary_diagnosis (data->history);
  const char *condition
    = primary != NULL && primary->code != NULL ? tide_icd_get_condition (primary->code) : NULL;
  const char *target = data->target != NULL ? data->target : data->instrument_id;
  const struct
  {
    const char *condition, *words;
  } names[] = {
    { "ocd", _ ("OCD symptoms") },
    { "depression", _ ("depression symptoms") },
    { "bipolar", _ ("mood symptoms") },
    { "ptsd", _ ("PTSD symptoms") },
    { "social_anxiety", _ ("social anxiety symptoms") },
    { "anxiety", _ ("anxiety symptoms") },
    { "pain", _ ("pain symptoms") },
  };
  if (instrument != NULL && g_strcmp0 (tide_instrument_get_id (instrument), target) == 0)
    for (guint i = 0; i < G_N_ELEMENTS (names); i++)
      if (g_strcmp0 (condition, names[i].condition) == 0)
        return names[i].words;
  return _ ("symptoms");
}

/* --- what is not printed --- */

static gboolean
is_in_period (const TideSummaryData *data, TideInstant moment)
{
  TideDate day = tide_instant_get_date (moment);
  return tide_instant_is_known (moment) && (!tide_date_is_known (data->from) || day >= data->from)
         && (!tide_date_is_known (data->to) || day <= data->to);
}

/* A period that was mistyped by a year looks like a patient whom nobody has rated. */
static gboolean
has_anything (const TideSummaryData *data)
{
  const TideHistory *history = data->history;
  for (guint i = 0; i < history->assessments->len; i++)
    {
      const TideAssessmentData *one = history->assessments->pdata[i];
      if (tide_assessment_data_is_current (one) && is_in_period (data, one->taken))
        return TRUE;
    }
  for (guint i = 0; i < history->sessions->len; i++)
    {
      const TideSession *session = history->sessions->pdata[i];
      if (tide_session_took_place (session) && is_in_period (data, session->started))
        return TRUE;
    }
  return FALSE;
}

char *
tide_summary_dup_obstacle (const TideSummaryData *data)
{
  if (data->reader == TIDE_READER_PATIENT && tide_history_get_death (data->history, NULL))
    return g_strdup (_ ("A death is recorded: there is no sheet for this patient."));
  if ((tide_date_is_known (data->from) || tide_date_is_known (data->to)) && !has_anything (data))
    return g_strdup (_ ("No rating and no session in this period: nothing is printed."));
  return NULL;
}
