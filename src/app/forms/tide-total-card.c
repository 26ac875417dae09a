/* tide-total-card.c: a total without answers is worth keeping, and is marked as such wherever it is shown. */

#include "tide-total-card.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-form-draw.h"
#include "tide-record.h"

struct _TideTotalCard
{
  GtkWidget parent_instance;

  TideInstrument *instrument;
  GtkWidget *box, *entry;
  GtkLabel *label, *fault;
};

G_DEFINE_FINAL_TYPE (TideTotalCard, tide_total_card, GTK_TYPE_WIDGET)

static guint changed_signal;

double
tide_total_card_get_total (TideTotalCard *self, char **fault)
{
  const TideScoreInfo *primary = tide_instrument_get_primary (self->instrument);
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  g_autofree char *low = tide_form_number (primary->minimum, 0),
                  *high = tide_form_number (primary->maximum, 0);
  double total = NAN;

  *fault = NULL;
  g_strdelimit (text, ",", '.'); /* decimal commas are typed where they are usual */
  if (*text == '\0')
    *fault = g_strdup (_ ("Type the total."));
  else if (!tide_number_parse (text, &total, NULL))
    *fault = g_strdup_printf (_ ("“%s” is no number."), text);
  else if (total < primary->minimum || total > primary->maximum)
    *fault = g_strdup_printf (_ ("The total lies from %s to %s."), low, high);
  else if (primary->decimals == 0 && total != floor (total))
    *fault = g_strdup_printf (_ ("The total is a whole number from %s to %s."), low, high);
  return *fault ? NAN : total;
}

static void
changed_cb (GtkEditable *editable, TideTotalCard *self)
{
  g_autofree char *fault = NULL;
  gboolean empty = *gtk_editable_get_text (editable) == '\0';

  tide_total_card_get_total (self, &fault);
  gtk_label_set_text (self->fault, fault && !empty ? fault : "");
  if (fault && !empty)
    gtk_widget_add_css_class (self->entry, "error");
  else
    gtk_widget_remove_css_class (self->entry, "error");
  g_signal_emit (self, changed_signal, 0);
}

static void
tide_total_card_dispose (GObject *object)
{
  TideTotalCard *self = TIDE_TOTAL_CARD (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->instrument, tide_instrument_unref);
  G_OBJECT_CLASS (tide_total_card_parent_class)->dispose (object);
}

static gboolean
tide_total_card_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (TIDE_TOTAL_CARD (widget)->entry);
}

static void
tide_total_card_class_init (TideTotalCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tide_total_card_dispose;
  widget_class->grab_focus = tide_total_card_grab_focus;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tidemark/Tidemark/ui/tide-total-card.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, TideTotalCard, box);
  gtk_widget_class_bind_template_child (widget_class, TideTotalCard, label);
  gtk_widget_class_bind_template_child (widget_class, TideTotalCard, entry);
  gtk_widget_class_bind_template_child (widget_class, TideTotalCard, fault);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
tide_total_card_init (TideTotalCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
tide_total_card_new (TideInstrument *instrument)
{
  TideTotalCard *self = g_object_new (TIDE_TYPE_TOTAL_CARD, NULL);
  const TideScoreInfo *primary = tide_instrument_get_primary (instrument);
  g_autofree char *low = tide_form_number (primary->minimum, 0),
                  *high = tide_form_number (primary->maximum, 0);
  g_autofree char *words
    = g_strdup_printf (_ ("%s, %s to %s"), tide_instrument_get_short_name (instrument), low, high);

  self->instrument = tide_instrument_ref (instrument);
  gtk_label_set_text (self->label, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Total"),
                                  -1);
  return GTK_WIDGET (self);
}

void
tide_total_card_set_total (TideTotalCard *self, double total)
{
  g_autofree char *text = isnan (total) ? g_strdup ("") : tide_number_to_text (total);

  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
}

GtkEditable *
tide_total_card_get_editable (TideTotalCard *self)
{
  return GTK_EDITABLE (self->entry);
}
