/* tide-notes-view.c: the notes on a patient, newest first; a note that was rewritten is shown as it stands
 * now. */
#include "tide-notes-view.h"

#include <glib/gi18n-lib.h>
#include "tide-record-rows.h"
#include "tide-wording.h"

struct _TideNotesView
{
  AdwBin parent_instance;
  AdwPreferencesGroup *group;
  GPtrArray *rows; /* (GtkWidget, not owned) */
};

G_DEFINE_FINAL_TYPE (TideNotesView, tide_notes_view, ADW_TYPE_BIN)

static GtkWidget *
new_row (TidePatientModel *model, const TideNote *note)
{
  g_autofree char *when = tide_instant_to_words (note->taken);
  g_autofree char *who = tide_words_dup_staff_name (model->history, note->author_id);
  g_autofree char *head = g_strdup_printf ("%s%s%s", when, who[0] != '\0' ? " · " : "", who);
  GtkWidget *row = tide_record_text_row_new (head, note->text);
  tide_record_row_add_button (row, "document-edit-symbolic", _ ("Edit note"), "patient.edit-note",
                              g_variant_new_int64 (note->base.id));
  return row;
}

void
tide_notes_view_set_model (TideNotesView *self, TidePatientModel *model)
{
  g_return_if_fail (TIDE_IS_NOTES_VIEW (self));
  g_autoptr (GPtrArray) fresh = g_ptr_array_new ();
  for (guint i = 0; model != NULL && i < model->history->notes->len; i++)
    {
      const TideNote *note = g_ptr_array_index (model->history->notes, i);
      if (!note->entered_in_error && !tide_record_is_superseded (note, model->history->notes))
        g_ptr_array_add (fresh, new_row (model, note));
    }
  tide_record_group_replace (self->group, self->rows, fresh, _ ("No notes yet"));
}

static void
tide_notes_view_finalize (GObject *object)
{
  g_ptr_array_unref (TIDE_NOTES_VIEW (object)->rows);
  G_OBJECT_CLASS (tide_notes_view_parent_class)->finalize (object);
}

static void
tide_notes_view_class_init (TideNotesViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->finalize = tide_notes_view_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tidemark/Tidemark/ui/tide-notes-view.ui");
  gtk_widget_class_bind_template_child (widget_class, TideNotesView, group);
}

static void
tide_notes_view_init (TideNotesView *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
