/* tide-compare-clinic-view.c: the views across the clinic.  See tide-compare-clinic-view.h.
 *
 * While a pass runs the view shows how far it is and can be told to stop; what it shows afterwards is made
 * anew from the model, never changed in place. */
#include "tide-compare-clinic-view.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tide-accessible-name.h"
#include "tide-chart-style.h"
#include "tide-paper-print.h"
#include "tide-compare-card.h"
#include "tide-comparison-sheet.h"
#include "tide-compare-sheet-grid.h"
#include "tide-compare-toolbar.h"
#include "tide-compare-view.h"
#include "tide-reference-card.h"
#include "tide-sentences.h"
#include "tide-side-scroller.h"
#include "tide-window.h"
#include "tide-wording.h"

#define NARROW_EM 62 /* below, the cards stand under each other */
#define SMALL_EM 50  /* below, their switches stand under their titles */
#define MOST_CARDS 3

struct _TideCompareClinicView
{
  AdwBin parent_instance;
  gboolean spread;
  TideCompareClinic *model;
  GtkStack *stack;
  GtkProgressBar *progress;
  AdwStatusPage *empty;
  GtkScrolledWindow *scroller;
  GtkBox *all, *pair; /* all of it; the two cards beside each other */
  TideCompareCard *cards[MOST_CARDS];
  guint n_cards, used; /* the card last in use */
  GtkGrid *sheet;      /* Over Time */
  AdwBin *studies;     /* the same: what others found, apart from it */
  GtkFileChooserNative *chooser;
  TideCompareToolbar *toolbar;
  guint fit_id;
};

enum
{
  PROP_SPREAD = 1
};

static void compare_view_init (TideCompareViewInterface *iface);
G_DEFINE_FINAL_TYPE_WITH_CODE (TideCompareClinicView, tide_compare_clinic_view, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (TIDE_TYPE_COMPARE_VIEW, compare_view_init))

static const TideComparison *
get_comparison (TideCompareClinicView *self)
{
  return self->model != NULL ? tide_compare_clinic_get_comparison (self->model) : NULL;
}

/* --- showing --- */

static void
show_page (TideCompareClinicView *self)
{
  const TideComparison *comparison = get_comparison (self);
  const GError *error = tide_compare_clinic_get_error (self->model);
  if (tide_compare_clinic_get_progress (self->model) >= 0)
    gtk_stack_set_visible_child_name (self->stack, "working");
  else if (comparison != NULL && comparison->n_arms > 0)
    gtk_stack_set_visible_child_name (self->stack, "figures");
  else
    {
      g_autofree char *sentence = error != NULL ? tide_sentence_for (error) : NULL;
      adw_status_page_set_title (self->empty, error != NULL        ? _ ("The comparison failed")
                                              : comparison != NULL ? _ ("No course to compare")
                                                                   : _ ("Not compared yet"));
      adw_status_page_set_description (
        self->empty, sentence != NULL     ? sentence
                     : comparison != NULL ? _ ("No course of this condition has begun. Choose another above.")
                                          : _ ("The pass over the patients was stopped."));
      gtk_stack_set_visible_child_name (self->stack, "empty");
    }
}

static void
progress_cb (TideCompareClinicView *self)
{
  gtk_progress_bar_set_fraction (self->progress, MAX (0, tide_compare_clinic_get_progress (self->model)));
}

static void
show_studies (TideCompareClinicView *self, const TideComparison *comparison)
{
  guint32 arms[TIDE_COMPARISON_MOST_ARMS];
  if (comparison == NULL || comparison->definition->condition == NULL)
    {
      adw_bin_set_child (self->studies, NULL);
      return;
    }
  for (guint a = 0; a < comparison->n_arms; a++)
    arms[a] = comparison->arms[a].arms;
  adw_bin_set_child (self->studies, tide_reference_card_make_studies (comparison->definition->condition, arms,
                                                                      comparison->n_arms));
}

static void
refresh (TideCompareClinicView *self)
{
  const TideComparison *comparison = get_comparison (self);
  for (guint i = 0; i < self->n_cards; i++)
    tide_compare_card_set (self->cards[i], comparison);
  if (self->sheet != NULL)
    tide_compare_sheet_grid_fill (self->sheet, comparison, tide_compare_clinic_get_sheet (self->model));
  if (self->studies != NULL)
    show_studies (self, comparison);
  progress_cb (self);
  show_page (self);
  tide_compare_view_tell_changed (TIDE_COMPARE_VIEW (self));
}

/* --- narrow and wide --- */

static gboolean
fit_cb (gpointer data)
{
  TideCompareClinicView *self = data;
  GtkAdjustment *across = gtk_scrolled_window_get_hadjustment (self->scroller);
  double em = tide_chart_em (GTK_WIDGET (self)), room = gtk_adjustment_get_page_size (across);
  gboolean narrow = room < NARROW_EM * em;
  self->fit_id = 0;
  for (guint i = 0; i < self->n_cards; i++)
    tide_compare_card_set_narrow (self->cards[i], room < SMALL_EM * em);
  tide_compare_toolbar_set_narrow (self->toolbar, room < SMALL_EM * em);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->pair),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  return G_SOURCE_REMOVE;
}

static void
page_size_cb (TideCompareClinicView *self)
{
  if (self->fit_id == 0)
    self->fit_id = g_idle_add_full (GTK_PRIORITY_RESIZE, fit_cb, self, NULL);
}

/* --- files --- */

gboolean
tide_compare_clinic_view_write (TideCompareClinicView *self, const char *kind, const char *path,
                                GError **error)
{
  g_return_val_if_fail (TIDE_IS_COMPARE_CLINIC_VIEW (self) && get_comparison (self) != NULL, FALSE);
  if (strcmp (kind, "csv") == 0)
    return tide_clinic_export_comparison (tide_compare_clinic_get_clinic (self->model), get_comparison (self),
                                          path, error);
  TideCompareOptions options = tide_compare_card_get_options (self->cards[self->used]);
  return tide_compare_figure_write (get_comparison (self), &options, kind, path, error);
}

static void
file_chosen_cb (GtkNativeDialog *chooser, int response, TideCompareClinicView *self)
{
  const char *kind = g_object_get_data (G_OBJECT (chooser), "kind");
  g_autoptr (GFile) file
    = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autoptr (GError) error = NULL;
  TideWindow *window = tide_window_of (GTK_WIDGET (self));
  /* The clinic may have been locked behind the dialog. */
  if (path != NULL && get_comparison (self) != NULL
      && !tide_compare_clinic_view_write (self, kind, path, &error) && window != NULL)
    tide_window_show_error (window, tide_sentence_heading (error), error);
  g_clear_object (&self->chooser);
}

static void
export_figure (TideCompareView *view, const char *kind)
{
  TideCompareClinicView *self = TIDE_COMPARE_CLINIC_VIEW (view);
  gboolean rows = strcmp (kind, "csv") == 0;
  /* Translators: begins the name of a file: letters, digits and hyphens */
  g_autofree char *name
    = rows ? g_strdup (_ ("comparison-data")) : tide_words_file_name (_ ("comparison"), kind);
  if (get_comparison (self) == NULL || self->chooser != NULL)
    return;
  self->chooser = gtk_file_chooser_native_new (
    rows ? _ ("Save Rows, Rules and Script in a New Folder, Not Encrypted")
         : _ ("Save the Figure, Not Encrypted"),
    GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  g_object_set_data_full (G_OBJECT (self->chooser), "kind", g_strdup (kind), g_free);
  g_signal_connect (self->chooser, "response", G_CALLBACK (file_chosen_cb), self);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* --- what the page around asks --- */

static char *
dup_sentence (const char *words)
{
  g_autofree char *first = g_utf8_substring (words, 0, 1), *capital = g_utf8_strup (first, -1);
  return g_strconcat (capital, g_utf8_next_char (words), NULL);
}

/* The weighty ones first and together: they stand in the bar. */
static GPtrArray *
list_caveats (TideCompareView *view)
{
  const TideComparison *comparison = get_comparison (TIDE_COMPARE_CLINIC_VIEW (view));
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) tide_view_caveat_free);
  if (comparison == NULL)
    return all;
  for (guint weighty = 1; weighty < 2; weighty--)
    for (guint i = 0; i < comparison->caveats->len; i++)
      {
        const TideCaveat *caveat = comparison->caveats->pdata[i];
        const char *colon = strchr (caveat->words, ':');
        if ((guint) caveat->weighty != weighty)
          continue;
        g_autofree char *lead = weighty && all->len == 0 && colon != NULL
                                  ? g_strdup_printf ("%.*s.", (int) (colon - caveat->words), caveat->words)
                                  : g_strdup ("");
        g_autofree char *text = dup_sentence (*lead != '\0' ? colon + 2 : caveat->words);
        TideViewCaveat *view_caveat = tide_view_caveat_new (lead, text);
        view_caveat->weighty = caveat->weighty;
        g_ptr_array_add (all, view_caveat);
      }
  return all;
}

static gboolean
has_figure (TideCompareView *view)
{
  const TideComparison *comparison = get_comparison (TIDE_COMPARE_CLINIC_VIEW (view));
  return comparison != NULL && comparison->n_arms > 0;
}

static void
set_table (TideCompareView *view, gboolean table)
{
  TideCompareClinicView *self = TIDE_COMPARE_CLINIC_VIEW (view);
  for (guint i = 0; i < self->n_cards; i++)
    tide_compare_card_set_table (self->cards[i], table);
}

TideReport *
tide_compare_clinic_view_new_report (TideCompareClinicView *self)
{
  g_return_val_if_fail (TIDE_IS_COMPARE_CLINIC_VIEW (self), NULL);
  const TideComparison *comparison = get_comparison (self);
  if (comparison == NULL)
    return NULL;
  g_auto (TideClinicPaper) paper;
  tide_clinic_paper_init (&paper, tide_compare_clinic_get_clinic (self->model), NULL);
  TideComparisonSheetData data = { &paper.page, comparison, tide_compare_clinic_get_sheet (self->model) };
  return tide_comparison_sheet_new (&data);
}

static void
print (TideCompareView *view)
{
  TideCompareClinicView *self = TIDE_COMPARE_CLINIC_VIEW (view);
  TideReport *report = tide_compare_clinic_view_new_report (self);
  if (report != NULL)
    tide_clinic_paper_print (GTK_WIDGET (self), tide_compare_clinic_get_clinic (self->model), report, 0,
                             "treatments compared");
}

static void
focus (TideCompareView *view)
{
  TideCompareClinicView *self = TIDE_COMPARE_CLINIC_VIEW (view);
  if (self->n_cards > 0)
    gtk_widget_grab_focus (GTK_WIDGET (tide_compare_card_get_chart (self->cards[0])));
}

static void
compare_view_init (TideCompareViewInterface *iface)
{
  iface->list_caveats = list_caveats;
  iface->has_figure = has_figure;
  iface->set_table = set_table;
  iface->export_figure = export_figure;
  iface->print = print;
  iface->focus = focus;
}

/* --- making --- */

static void
used_cb (TideCompareClinicView *self, GParamSpec *pspec, GtkEventController *controller)
{
  GtkWidget *card = gtk_event_controller_get_widget (controller);
  for (guint i = 0; i < self->n_cards; i++)
    if (GTK_WIDGET (self->cards[i]) == card)
      self->used = i;
}

static GtkWidget *
add_card (TideCompareClinicView *self, TideCompareDrawing drawing)
{
  GtkWidget *card = tide_compare_card_new (drawing);
  GtkEventController *keys = gtk_event_controller_focus_new (), *motion = gtk_event_controller_motion_new ();
  self->cards[self->n_cards++] = TIDE_COMPARE_CARD (card);
  gtk_widget_add_controller (card, keys);
  gtk_widget_add_controller (card, motion);
  g_signal_connect_swapped (keys, "notify::contains-focus", G_CALLBACK (used_cb), self);
  g_signal_connect_swapped (motion, "notify::contains-pointer", G_CALLBACK (used_cb), self);
  return card;
}

static void
make_figures (TideCompareClinicView *self)
{
  /* Under each other until the room is known: side by side they could make the window wider. */
  self->pair = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  if (self->spread)
    {
      gtk_box_append (self->all, add_card (self, TIDE_COMPARE_WATERFALL));
      gtk_box_append (self->pair, add_card (self, TIDE_COMPARE_FOREST));
      gtk_box_append (self->pair, add_card (self, TIDE_COMPARE_BALANCE));
      gtk_box_append (self->all, GTK_WIDGET (self->pair));
      return;
    }
  gtk_box_append (self->pair, add_card (self, TIDE_COMPARE_CHANGE));
  gtk_box_append (self->pair, add_card (self, TIDE_COMPARE_TIMES));
  gtk_box_set_homogeneous (self->pair, TRUE);
  gtk_box_append (self->all, GTK_WIDGET (self->pair));
  self->sheet = GTK_GRID (gtk_grid_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->sheet), "card");
  gtk_widget_set_overflow (GTK_WIDGET (self->sheet), GTK_OVERFLOW_HIDDEN);
  tide_accessible_name (GTK_WIDGET (self->sheet), _ ("Comparison sheet"));
  /* Large text or a small window: the sheet moves sideways, the page does not. */
  gtk_box_append (self->all, tide_side_scroller_new (GTK_WIDGET (self->sheet)));
  self->studies = ADW_BIN (adw_bin_new ());
  gtk_box_append (self->all, GTK_WIDGET (self->studies));
}

static GtkWidget *
make_working (TideCompareClinicView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12),
            *label = gtk_label_new (_ ("Reading the courses"));
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));
  self->progress = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  tide_accessible_name (GTK_WIDGET (self->progress), _ ("Reading the courses"));
  gtk_widget_set_size_request (GTK_WIDGET (self->progress), 260, -1);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (tide_compare_clinic_cancel), self->model);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->progress));
  gtk_box_append (GTK_BOX (box), cancel);
  return box;
}

static void
make_empty (TideCompareClinicView *self)
{
  GtkWidget *again = gtk_button_new_with_mnemonic (_ ("_Compare"));
  self->empty = ADW_STATUS_PAGE (adw_status_page_new ());
  adw_status_page_set_icon_name (self->empty, "view-list-symbolic");
  gtk_widget_set_halign (again, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (again, "pill");
  g_signal_connect_swapped (again, "clicked", G_CALLBACK (tide_compare_clinic_restart), self->model);
  adw_status_page_set_child (self->empty, again);
}

void
tide_compare_clinic_view_set_model (TideCompareClinicView *self, TideCompareClinic *model)
{
  g_return_if_fail (TIDE_IS_COMPARE_CLINIC_VIEW (self) && self->model == NULL);
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8), *bar = tide_compare_toolbar_new (model);
  self->model = g_object_ref (model);
  self->toolbar = TIDE_COMPARE_TOOLBAR (bar);
  self->all = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 10));
  self->stack = GTK_STACK (gtk_stack_new ());
  self->scroller = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  make_figures (self);
  make_empty (self);
  gtk_widget_set_margin_start (GTK_WIDGET (self->all), 12);
  gtk_widget_set_margin_end (GTK_WIDGET (self->all), 12);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->all), 10);
  gtk_widget_set_margin_top (GTK_WIDGET (self->all), 2);
  gtk_widget_set_margin_start (bar, 12);
  gtk_widget_set_margin_end (bar, 12);
  gtk_widget_set_margin_top (bar, 8);
  gtk_scrolled_window_set_policy (self->scroller, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (self->scroller, GTK_WIDGET (self->all));
  gtk_stack_add_named (self->stack, make_working (self), "working");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->empty), "empty");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->scroller), "figures");
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  /* Large text: the bar moves sideways, the window does not become wider than the screen. */
  gtk_box_append (GTK_BOX (page), tide_side_scroller_new (bar));
  gtk_box_append (GTK_BOX (page), GTK_WIDGET (self->stack));
  adw_bin_set_child (ADW_BIN (self), page);
  g_signal_connect_object (model, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "progress", G_CALLBACK (progress_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->scroller), "notify::page-size",
                           G_CALLBACK (page_size_cb), self, G_CONNECT_SWAPPED);
  refresh (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    tide_compare_clinic_wake (model);
}

/* --- class --- */

static void
tide_compare_clinic_view_map (GtkWidget *widget)
{
  TideCompareClinicView *self = TIDE_COMPARE_CLINIC_VIEW (widget);
  GTK_WIDGET_CLASS (tide_compare_clinic_view_parent_class)->map (widget);
  if (self->model != NULL)
    tide_compare_clinic_wake (self->model);
}

static void
tide_compare_clinic_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SPREAD)
    TIDE_COMPARE_CLINIC_VIEW (object)->spread = g_value_get_boolean (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
tide_compare_clinic_view_dispose (GObject *object)
{
  TideCompareClinicView *self = TIDE_COMPARE_CLINIC_VIEW (object);
  g_clear_handle_id (&self->fit_id, g_source_remove);
  g_clear_object (&self->chooser);
  if (self->model != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->model, self);
      for (guint i = 0; i < self->n_cards; i++)
        tide_compare_card_set (self->cards[i], NULL);
      self->n_cards = 0;
    }
  g_clear_object (&self->model);
  G_OBJECT_CLASS (tide_compare_clinic_view_parent_class)->dispose (object);
}

static void
tide_compare_clinic_view_class_init (TideCompareClinicViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  object_class->dispose = tide_compare_clinic_view_dispose;
  object_class->set_property = tide_compare_clinic_view_set_property;
  GTK_WIDGET_CLASS (klass)->map = tide_compare_clinic_view_map;
  g_object_class_install_property (
    object_class, PROP_SPREAD,
    g_param_spec_boolean ("spread", NULL, NULL, FALSE,
                          G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS));
}

static void
tide_compare_clinic_view_init (TideCompareClinicView *self)
{
}
