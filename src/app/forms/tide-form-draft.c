/* tide-form-draft.c: drafts are GLib key files, one group a part: readable, and safe to read in a later
 * version. */

#include "tide-form-draft.h"

#include "tide-visit.h"

#define FORM "form"

/* The parts of a patient's goals move up when one is closed: what was answered stays with its goal. */
static char *
dup_group (const TideSheetPart *part)
{
  return part->record_id != 0 ? g_strdup_printf ("goal %" G_GINT64_FORMAT, part->record_id)
                              : g_strdup (part->id);
}

static void
write_marks (GKeyFile *file, TideAnswerSheet *sheet, const TideSheetPart *part)
{
  g_autofree char *group = dup_group (part);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = part->first_row; i < part->first_row + part->n_rows; i++)
    {
      const TideSheetRow *row = tide_answer_sheet_get_row (sheet, i);

      if (row->info && row->marked)
        g_ptr_array_add (ids, (gpointer) row->info->id);
    }
  if (ids->len > 0)
    g_key_file_set_string_list (file, group, "marked", (const char *const *) ids->pdata, ids->len);
}

static void
write_part (GKeyFile *file, TideAnswerSheet *sheet, guint index)
{
  const TideSheetPart *part = tide_answer_sheet_get_part (sheet, index);
  g_autofree char *group = dup_group (part);
  const TideAssessmentData *data;

  if (part->not_done)
    g_key_file_set_string (file, group, "not-done", part->not_done);
  if (part->kind == TIDE_PART_EFFECTS)
    g_key_file_set_integer (file, group, "effects", part->effects);
  if (part->assessment == NULL)
    return;
  data = tide_assessment_get_data (part->assessment);
  if (tide_assessment_data_is_total_only (data))
    {
      g_autofree char *total = tide_number_to_text (data->total);

      g_key_file_set_string (file, group, "total", total);
    }
  else if (data->answers)
    g_key_file_set_string (file, group, "answers", data->answers);
  write_marks (file, sheet, part);
}

GKeyFile *
tide_form_draft_write (TideAnswerSheet *sheet, TideEntryDetails *details)
{
  GKeyFile *file = g_key_file_new ();
  g_autofree char *taken = tide_instant_to_iso (tide_entry_details_get_taken (details));

  g_key_file_set_string (file, FORM, "taken", taken);
  g_key_file_set_int64 (file, FORM, "rater", tide_entry_details_get_rater (details));
  g_key_file_set_string (file, FORM, "rater-type",
                         tide_rater_type_codes[tide_entry_details_get_rater_type (details)]);
  g_key_file_set_string (file, FORM, "contact", tide_contact_codes[tide_entry_details_get_contact (details)]);
  g_key_file_set_integer (file, FORM, "cursor", (int) tide_answer_sheet_get_cursor (sheet));
  for (guint i = 0; i < tide_answer_sheet_get_n_parts (sheet); i++)
    write_part (file, sheet, i);
  return file;
}

static void
read_answers (GKeyFile *file, TideAnswerSheet *sheet, guint index)
{
  const TideSheetPart *part = tide_answer_sheet_get_part (sheet, index);
  TideInstrument *instrument = tide_assessment_get_instrument (part->assessment);
  g_autofree char *group = dup_group (part);
  g_autofree char *text = g_key_file_get_string (file, group, "answers", NULL);
  g_autofree char *total = g_key_file_get_string (file, group, "total", NULL);
  g_auto (GStrv) marked = g_key_file_get_string_list (file, group, "marked", NULL, NULL);
  g_autofree TideAnswer *answers = g_new0 (TideAnswer, tide_instrument_get_n_items (instrument) + 1);
  double number;

  if (total && tide_number_parse (total, &number, NULL))
    tide_assessment_set_total (part->assessment, number);
  if (text && tide_answers_from_text (instrument, text, answers, NULL))
    for (guint i = part->first_row; i < part->first_row + part->n_rows; i++)
      {
        guint item = tide_answer_sheet_get_row (sheet, i)->item;

        if (answers[item].state != TIDE_ANSWER_MISSING)
          tide_answer_sheet_set_answer (sheet, i, answers[item]);
      }
  for (guint i = 0; marked && marked[i]; i++)
    {
      int row = tide_answer_sheet_find_row (sheet, part->id, marked[i]);

      if (row >= 0)
        tide_answer_sheet_mark_missing (sheet, (guint) row);
    }
}

static void
read_part (GKeyFile *file, TideAnswerSheet *sheet, guint index)
{
  const TideSheetPart *part = tide_answer_sheet_get_part (sheet, index);
  g_autofree char *group = dup_group (part);
  g_autofree char *not_done = g_key_file_get_string (file, group, "not-done", NULL);
  int effects = g_key_file_get_integer (file, group, "effects", NULL);

  if (part->assessment)
    read_answers (file, sheet, index);
  if (part->kind == TIDE_PART_EFFECTS && effects >= TIDE_EFFECTS_NOT_ASKED && effects <= TIDE_EFFECTS_SOME)
    tide_answer_sheet_set_effects (sheet, index, (TideEffects) effects);
  if (not_done)
    tide_answer_sheet_set_not_done (sheet, index, not_done);
}

void
tide_form_draft_read (GKeyFile *file, TideAnswerSheet *sheet, TideEntryDetails *details)
{
  g_autofree char *taken_text = g_key_file_get_string (file, FORM, "taken", NULL);
  g_autofree char *type = g_key_file_get_string (file, FORM, "rater-type", NULL);
  g_autofree char *contact = g_key_file_get_string (file, FORM, "contact", NULL);
  TideInstant taken = TIDE_INSTANT_UNKNOWN;
  int cursor = g_key_file_get_integer (file, FORM, "cursor", NULL);

  for (guint i = 0; i < tide_answer_sheet_get_n_parts (sheet); i++)
    read_part (file, sheet, i);
  if (taken_text && *taken_text)
    tide_instant_parse (taken_text, &taken, NULL);
  tide_entry_details_set (details, taken, g_key_file_get_int64 (file, FORM, "rater", NULL),
                          (TideRaterType) MAX (tide_code_from_text (tide_rater_type_codes, type), 0),
                          MAX (tide_code_from_text (tide_contact_codes, contact), 0));
  if (cursor > 0 && cursor < (int) tide_answer_sheet_get_n_rows (sheet))
    tide_answer_sheet_set_cursor (sheet, (guint) cursor);
}
