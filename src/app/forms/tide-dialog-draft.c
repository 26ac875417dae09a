/* tide-dialog-draft.c: a lock, a crash or a power cut must not cost a note.
 *
 * Drafts are GLib key files as those of the rating forms are: one group of what stands in the fields, letter
 * by letter, readable or not, and the names of those that a person touched. */

#include "tide-dialog-draft.h"

#include <glib/gi18n-lib.h>

#define TYPED "typed"
#define STATE "state"

static gboolean
has_field (const GPtrArray *fields, const char *name)
{
  for (guint i = 0; i < fields->len; i++)
    if (g_strcmp0 (tide_form_field_get_field (fields->pdata[i]), name) == 0)
      return TRUE;
  return FALSE;
}

char *
tide_dialog_draft_dup_kind (const char *type_name, gconstpointer record, const GPtrArray *fields,
                            const char *about)
{
  const TideRecord *head = record;
  GString *kind = g_string_new ("dialog:");

  /* One dialog may be of many kinds of records: "entered in error" is. */
  g_string_append_printf (kind, "%s:%s:%" G_GINT64_FORMAT, type_name, head ? head->klass->table : "",
                          head ? head->id : 0);
  for (guint i = 0; head && i < head->klass->n_fields; i++)
    {
      const TideField *field = &head->klass->fields[i];
      gint64 id;

      if (field->refers == NULL || g_str_equal (field->name, "patient_id") || has_field (fields, field->name))
        continue;
      id = G_STRUCT_MEMBER (gint64, record, field->offset);
      if (id != 0)
        g_string_append_printf (kind, ":%s=%" G_GINT64_FORMAT, field->name, id);
    }
  g_string_append (kind, about);
  return g_string_free (kind, FALSE);
}

char *
tide_dialog_draft_write (const GPtrArray *fields, gboolean only_touched)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GPtrArray) touched = g_ptr_array_new ();

  for (guint i = 0; i < fields->len; i++)
    {
      TideFormField *field = fields->pdata[i];
      const char *name = tide_form_field_get_field (field);
      g_autofree char *typed = NULL;

      if (name == NULL || (only_touched && !tide_form_field_get_touched (field)))
        continue;
      typed = tide_form_field_dup_typed (field);
      g_key_file_set_string (file, TYPED, name, typed);
      if (tide_form_field_get_touched (field))
        g_ptr_array_add (touched, (gpointer) name);
    }
  g_key_file_set_string_list (file, STATE, "touched", (const char *const *) touched->pdata, touched->len);
  return g_key_file_to_data (file, NULL, NULL);
}

gboolean
tide_dialog_draft_read (const GPtrArray *fields, const char *payload)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_auto (GStrv) touched = NULL;
  gboolean any = FALSE;

  if (!g_key_file_load_from_data (file, payload, (gsize) -1, G_KEY_FILE_NONE, NULL))
    return FALSE;
  touched = g_key_file_get_string_list (file, STATE, "touched", NULL, NULL);
  for (guint i = 0; i < fields->len; i++)
    {
      TideFormField *field = fields->pdata[i];
      const char *name = tide_form_field_get_field (field);
      g_autofree char *typed = name ? g_key_file_get_string (file, TYPED, name, NULL) : NULL;

      if (typed == NULL)
        continue;
      tide_form_field_set_typed (field, typed);
      tide_form_field_set_touched (field, touched && g_strv_contains ((const char *const *) touched, name));
      any = TRUE;
    }
  return any;
}

char *
tide_dialog_draft_load (TideClinic *clinic, gint64 patient_id, const char *kind, gint64 *updated_utc)
{
  g_autoptr (GPtrArray) drafts = tide_clinic_list_drafts (clinic, patient_id, NULL);

  for (guint i = 0; drafts && i < drafts->len; i++)
    {
      const TideDraft *draft = drafts->pdata[i];

      if (draft->patient_id != patient_id || g_strcmp0 (draft->kind, kind) != 0)
        continue;
      *updated_utc = draft->updated_utc;
      return g_strdup (draft->payload);
    }
  return NULL;
}

char *
tide_dialog_draft_dup_words (gint64 updated_utc)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (updated_utc);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *clock = NULL;
  gboolean today;

  if (at == NULL)
    return g_strdup (_ ("Draft brought back"));
  today = g_date_time_get_year (at) == g_date_time_get_year (now)
          && g_date_time_get_day_of_year (at) == g_date_time_get_day_of_year (now);
  clock = g_date_time_format (at, today ? "%H:%M" : "%-d %b %Y, %H:%M");
  return g_strdup_printf (_ ("Draft of %s brought back"), clock);
}
