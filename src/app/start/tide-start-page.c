/* tide-start-page.c: what is on screen while no clinic is open: three ways in, and why the last try failed.
 */
#include "tide-start-page.h"

#include <glib/gi18n-lib.h>
#include "tide-sentences.h"
#include "tide-store.h"

struct _TideStartPage
{
  AdwBin parent_instance;

  GtkStack *stack;
  AdwActionRow *last_row;
  GtkWidget *message_box, *plain_label;
  GtkLabel *message_heading, *message_label, *busy_label;
  GtkSpinner *spinner;
};

G_DEFINE_FINAL_TYPE (TideStartPage, tide_start_page, ADW_TYPE_BIN)

void
tide_start_page_set_last_folder (TideStartPage *self, const char *folder)
{
  g_return_if_fail (TIDE_IS_START_PAGE (self));
  gboolean known = folder != NULL && folder[0] != '\0';
  gtk_widget_set_visible (GTK_WIDGET (self->last_row), known);
  if (!known)
    return;
  g_autofree char *shown = g_filename_display_name (folder);
  g_autofree char *escaped = g_markup_escape_text (shown, -1);
  adw_action_row_set_subtitle (self->last_row, escaped);
}

void
tide_start_page_show_error (TideStartPage *self, const GError *error)
{
  g_return_if_fail (TIDE_IS_START_PAGE (self));
  tide_start_page_show_busy (self, NULL);
  gtk_widget_set_visible (self->message_box, error != NULL);
  if (error == NULL)
    return;
  g_autofree char *sentence = tide_sentence_for (error);
  gtk_label_set_text (self->message_heading, tide_sentence_heading (error));
  gtk_label_set_text (self->message_label, sentence);
}

void
tide_start_page_show_busy (TideStartPage *self, const char *text)
{
  g_return_if_fail (TIDE_IS_START_PAGE (self));
  gtk_label_set_text (self->busy_label, text != NULL ? text : "");
  gtk_spinner_set_spinning (self->spinner, text != NULL);
  gtk_stack_set_visible_child_name (self->stack, text != NULL ? "busy" : "welcome");
}

static void
tide_start_page_class_init (TideStartPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tidemark/Tidemark/ui/tide-start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TideStartPage, stack);
  gtk_widget_class_bind_template_child (widget_class, TideStartPage, last_row);
  gtk_widget_class_bind_template_child (widget_class, TideStartPage, message_box);
  gtk_widget_class_bind_template_child (widget_class, TideStartPage, message_heading);
  gtk_widget_class_bind_template_child (widget_class, TideStartPage, message_label);
  gtk_widget_class_bind_template_child (widget_class, TideStartPage, plain_label);
  gtk_widget_class_bind_template_child (widget_class, TideStartPage, busy_label);
  gtk_widget_class_bind_template_child (widget_class, TideStartPage, spinner);
}

static void
tide_start_page_init (TideStartPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (self->plain_label, !tide_store_can_encrypt ());
}

GtkWidget *
tide_start_page_new (void)
{
  return g_object_new (TIDE_TYPE_START_PAGE, NULL);
}
