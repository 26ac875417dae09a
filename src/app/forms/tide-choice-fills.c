/* tide-choice-fills.c: fills the drop-downs of dialogs, each the same way everywhere. */

#include "tide-choice-fills.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tide-wording.h"

static TideChoiceField *
find (TideFormDialog *dialog, const char *field)
{
  return TIDE_CHOICE_FIELD (tide_form_dialog_find (dialog, field));
}

void
tide_fill_codes (TideFormDialog *dialog, const char *field, const char *const *codes, const char *unknown,
                 TideCodeLabelFunc label)
{
  TideChoiceField *choice = find (dialog, field);

  tide_choice_field_add (choice, "", unknown);
  for (int i = 1; codes[i]; i++)
    {
      g_autofree char *words = tide_words_capitalised (label ? label (i) : tide_word_for_code (codes, i));

      tide_choice_field_add (choice, codes[i], words);
    }
}

void
tide_fill_yes_no (TideFormDialog *dialog, const char *field)
{
  tide_fill_codes (dialog, field, tide_yes_no_codes, _ ("Not recorded"), NULL);
}

static void
add_record (TideChoiceField *choice, gint64 id, const char *label)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  tide_choice_field_add (choice, text, label);
}

void
tide_fill_staff (TideFormDialog *dialog, const char *field, TideClinic *clinic, gint64 kept)
{
  g_autoptr (GPtrArray) staff = tide_clinic_list (clinic, &tide_staff_class, NULL, 0, NULL);
  TideChoiceField *choice = find (dialog, field);

  tide_choice_field_add (choice, "", _ ("Not recorded"));
  for (guint i = 0; staff && i < staff->len; i++)
    {
      const TideStaff *person = staff->pdata[i];
      const char *role = tide_word_for_code (tide_staff_role_codes, person->role);
      g_autofree char *lower = g_utf8_strdown (role, -1);
      g_autofree char *name = tide_name_isolate (person->name);
      g_autofree char *label = *lower ? g_strdup_printf ("%s, %s", name, lower) : g_strdup (name);

      if (!person->inactive || person->base.id == kept)
        add_record (choice, person->base.id, label);
    }
}

void
tide_fill_courses (TideFormDialog *dialog, const char *field, const TideHistory *history, const char *unknown)
{
  TideChoiceField *choice = find (dialog, field);

  tide_choice_field_add (choice, "", unknown);
  for (guint i = history->courses->len; i > 0; i--)
    {
      const TideCourse *course = history->courses->pdata[i - 1];
      g_autofree char *title = tide_course_dup_title (course),
                      *period = tide_words_period (course->started_on, course->ended_on);
      g_autofree char *label = g_strdup_printf ("%s, %s", title, period);

      add_record (choice, course->base.id, label);
    }
}
