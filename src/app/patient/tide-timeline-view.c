/* tide-timeline-view.c: the timeline in the window: what stands around the chart. */
#include "tide-timeline-view.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include "tide-chart-style.h"
#include "tide-sentences.h"
#include "tide-timeline-chart.h"
#include "tide-timeline-tip.h"
#include "tide-wording.h"

#define EXPORT_WIDTH 967.0 /* px: the width that the drawing was designed at */
#define EXPORT_RATIO 2.0   /* pixels a px of a PNG: sharp in print */

struct _TideTimelineView
{
  GtkWidget parent_instance;
  GtkWidget *box, *overlay, *head;
  TideTimelineChart *chart;
  TideTimelineTip *tip;
  GtkWidget *rate_button, *table_button, *menu_button;
  GtkWidget *range_1m, *range_6m, *range_1y, *range_all;
  GSimpleActionGroup *actions;
  GtkFileChooserNative *chooser;
  TideHistory *history; /* borrowed, as the next two */
  TideLibrary *library;
  const TideThresholds *thresholds;
  char *instrument_id;
  gint64 patient_id; /* the range is kept while it is the same person */
  TideTimelineModel *model;
  TideTimelineOptions options; /* its strings are interned ids */
  gint64 hovered;              /* assessment that was told last */
  gboolean silent;             /* the table points: don't point back */
};

G_DEFINE_FINAL_TYPE (TideTimelineView, tide_timeline_view, GTK_TYPE_WIDGET)

enum
{
  RECORD_ACTIVATED,
  POINT_HOVERED,
  TABLE_TWIN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* --- tooltip --- */

static void
pick_changed_cb (TideTimelineChart *chart, TideTimelineView *self)
{
  TideTimeline *layout = tide_timeline_chart_get_layout (chart);
  TidePick pick = tide_timeline_chart_get_pick (chart);
  g_autoptr (GPtrArray) lines = NULL;
  gint64 hovered = pick.kind == TIDE_PICK_RATING ? pick.record_id : 0;

  /* What the table points at is marked, but a box that nobody asked for would lie over the buttons. */
  if (layout != NULL && pick.kind != TIDE_PICK_NONE && !tide_timeline_chart_is_pick_from_outside (chart))
    lines = tide_timeline_describe_pick_markup (layout, pick);
  tide_timeline_tip_set_lines (self->tip, lines);
  gtk_widget_queue_allocate (self->overlay);
  if (hovered == self->hovered)
    return;
  self->hovered = hovered;
  if (!self->silent)
    g_signal_emit (self, signals[POINT_HOVERED], 0, hovered);
}

static void
place_tip (TideTimelineView *self, TideTimeline *layout, GdkRectangle *place)
{
  GtkRequisition size;
  double x, y;

  gtk_widget_get_preferred_size (GTK_WIDGET (self->tip), NULL, &size);
  tide_timeline_place_tip (layout, tide_timeline_chart_get_pick (self->chart), size.width, size.height, &x,
                           &y);
  *place = (GdkRectangle){ (int) x, (int) y, size.width, size.height };
}

/* Under the words that say that there is no rating. */
static void
place_rate_button (TideTimelineView *self, TideTimeline *layout, GdkRectangle *place)
{
  TideRect score = tide_timeline_get_score_area (layout);
  GtkRequisition size;

  gtk_widget_get_preferred_size (self->rate_button, NULL, &size);
  *place = (GdkRectangle){ (int) (score.x + (score.width - size.width) / 2),
                           (int) (score.y + (score.height - size.height) / 2), size.width, size.height };
}

static gboolean
child_position_cb (GtkOverlay *overlay, GtkWidget *child, GdkRectangle *place, TideTimelineView *self)
{
  TideTimeline *layout = tide_timeline_chart_get_layout (self->chart);

  if (layout == NULL || (child != GTK_WIDGET (self->tip) && child != self->rate_button))
    return FALSE;
  if (child == self->rate_button)
    place_rate_button (self, layout, place);
  else
    place_tip (self, layout, place);
  return TRUE;
}

/* --- ranges --- */

static GtkWidget *
button_of (TideTimelineView *self, TideRange range)
{
  switch (range)
    {
    case TIDE_RANGE_1M:
      return self->range_1m;
    case TIDE_RANGE_6M:
      return self->range_6m;
    case TIDE_RANGE_1Y:
      return self->range_1y;
    case TIDE_RANGE_ALL:
      return self->range_all;
    case TIDE_RANGE_CUSTOM:
    default:
      return NULL;
    }
}

static void
range_toggled_cb (GtkToggleButton *button, gpointer user_data)
{
  TideTimelineView *self
    = TIDE_TIMELINE_VIEW (gtk_widget_get_ancestor (GTK_WIDGET (button), TIDE_TYPE_TIMELINE_VIEW));

  if (self == NULL || self->chart == NULL || !gtk_toggle_button_get_active (button))
    return;
  for (TideRange range = TIDE_RANGE_1M; range <= TIDE_RANGE_ALL; range++)
    if (button_of (self, range) == GTK_WIDGET (button)
        && tide_timeline_chart_get_options (self->chart)->range != range)
      tide_timeline_chart_set_range (self->chart, range);
}

/* Zoomed and panned by hand, no button is the range. */
static void
range_changed_cb (TideTimelineChart *chart, TideTimelineView *self)
{
  TideRange now = tide_timeline_chart_get_options (chart)->range;

  for (TideRange range = TIDE_RANGE_1M; range <= TIDE_RANGE_ALL; range++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button_of (self, range)), range == now);
}

static void
table_clicked_cb (GtkButton *button, gpointer user_data)
{
  GtkWidget *self = gtk_widget_get_ancestor (GTK_WIDGET (button), TIDE_TYPE_TIMELINE_VIEW);

  g_signal_emit (self, signals[TABLE_TWIN], 0);
}

static void
table_twin_cb (TideTimelineChart *chart, TideTimelineView *self)
{
  g_signal_emit (self, signals[TABLE_TWIN], 0);
}

static void
record_activated_cb (TideTimelineChart *chart, int kind, gint64 id, TideTimelineView *self)
{
  g_signal_emit (self, signals[RECORD_ACTIVATED], 0, kind, id);
}

/* --- data --- */

static gboolean
has_ratings (TideTimelineView *self, TideInstrument *instrument)
{
  const TideSeries *series = tide_history_find_series (self->history, tide_instrument_get_id (instrument),
                                                       tide_instrument_get_primary (instrument)->id);

  return series != NULL && series->n_ratings > 0;
}

static void
show_rate_button (TideTimelineView *self)
{
  const TideOutcome *outcome = self->model != NULL ? tide_timeline_model_get_outcome (self->model) : NULL;
  gboolean empty = outcome != NULL && outcome->n_visits == 0;

  if (empty)
    {
      TideInstrument *instrument = tide_library_lookup (self->library, self->instrument_id);
      /* Translators: a button that opens the form of a scale, such as Rate Y-BOCS. */
      g_autofree char *label = g_strdup_printf (_ ("Rate %s"), tide_instrument_get_short_name (instrument));

      gtk_button_set_label (GTK_BUTTON (self->rate_button), label);
    }
  gtk_widget_set_visible (self->rate_button, empty);
}

static void
renew_model (TideTimelineView *self)
{
  tide_timeline_chart_set_model (self->chart, NULL);
  g_clear_pointer (&self->model, tide_timeline_model_free);
  if (self->history != NULL)
    self->model = tide_timeline_model_new (self->history, self->library, self->instrument_id,
                                           self->thresholds, tide_instant_now (), &self->options);
  tide_timeline_chart_set_options (self->chart, &self->options);
  tide_timeline_chart_set_model (self->chart, self->model);
  show_rate_button (self);
}

/* --- menu --- */

static void
append_choice (GMenu *menu, const char *label, const char *action, const char *value)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", value);
  g_menu_append_item (menu, item);
}

static GMenu *
second_menu (TideTimelineView *self)
{
  GMenu *menu = g_menu_new ();

  append_choice (menu, _ ("Automatic"), "timeline.second", "auto");
  append_choice (menu, C_ ("second scale", "None"), "timeline.second", "none");
  for (guint i = 0; self->library != NULL && i < tide_library_get_n (self->library); i++)
    {
      TideInstrument *instrument = tide_library_get (self->library, i);

      if (has_ratings (self, instrument)
          && g_strcmp0 (tide_instrument_get_id (instrument), self->instrument_id) != 0)
        append_choice (menu, tide_instrument_get_short_name (instrument), "timeline.second",
                       tide_instrument_get_id (instrument));
    }
  return menu;
}

static GMenu *
bands_menu (TideTimelineView *self)
{
  TideInstrument *instrument
    = self->library != NULL ? tide_library_lookup (self->library, self->instrument_id) : NULL;
  GMenu *menu = g_menu_new ();

  for (guint i = 0; instrument != NULL && i < tide_instrument_get_n_band_sets (instrument); i++)
    {
      const TideBandSet *set = tide_instrument_get_band_set (instrument, i);

      if (strcmp (set->score_id, tide_instrument_get_primary (instrument)->id) == 0)
        append_choice (menu, set->label, "timeline.bands", set->is_default ? "" : set->id);
    }
  return menu;
}

static void
fill_menu (TideTimelineView *self)
{
  g_autoptr (GMenu) menu = g_menu_new (), files = g_menu_new (), scales = g_menu_new ();
  g_autoptr (GMenu) second = second_menu (self), bands = bands_menu (self);

  append_choice (files, _ ("Save as PNG…"), "timeline.export", "png");
  append_choice (files, _ ("Save as SVG…"), "timeline.export", "svg");
  append_choice (files, _ ("Save as PDF…"), "timeline.export", "pdf");
  g_menu_append (files, _ ("Copy Picture"), "timeline.copy");
  g_menu_append_submenu (scales, _ ("Second Scale"), G_MENU_MODEL (second));
  if (g_menu_model_get_n_items (G_MENU_MODEL (bands)) > 1)
    g_menu_append_submenu (scales, _ ("Bands"), G_MENU_MODEL (bands));
  g_menu_append (scales, _ ("Percent of Baseline"), "timeline.percent");
  g_menu_append (scales, _ ("Mark Remote Ratings"), "timeline.remote");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (files));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (scales));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->menu_button), G_MENU_MODEL (menu));
}

static void
second_action (GSimpleAction *action, GVariant *value, gpointer data)
{
  TideTimelineView *self = data;
  const char *choice = g_variant_get_string (value, NULL);

  self->options.second_instrument = strcmp (choice, "auto") == 0   ? NULL
                                    : strcmp (choice, "none") == 0 ? ""
                                                                   : g_intern_string (choice);
  g_simple_action_set_state (action, value);
  renew_model (self);
}

static void
bands_action (GSimpleAction *action, GVariant *value, gpointer data)
{
  TideTimelineView *self = data;
  const char *choice = g_variant_get_string (value, NULL);

  self->options.band_set = *choice != '\0' ? g_intern_string (choice) : NULL;
  g_simple_action_set_state (action, value);
  renew_model (self);
}

static void
percent_action (GSimpleAction *action, GVariant *value, gpointer data)
{
  TideTimelineView *self = data;

  self->options.overlay_percent = g_variant_get_boolean (value);
  g_simple_action_set_state (action, value);
  renew_model (self);
}

static void
remote_action (GSimpleAction *action, GVariant *value, gpointer data)
{
  TideTimelineView *self = data;

  self->options.mark_remote = g_variant_get_boolean (value);
  g_simple_action_set_state (action, value);
  renew_model (self);
}

/* --- files --- */

/* What a file shows: this range and these scales, in light colours, the legend in full. */
static void
export_settings (TideTimelineView *self, TideTimelineOptions *options, TideStyle *style, double *width,
                 double *height)
{
  *options = *tide_timeline_chart_get_options (self->chart);
  options->head_inset = 0;
  options->narrow = FALSE;
  options->compact = FALSE;
  *style = tide_style_default (TIDE_STYLE_LIGHT);
  *width = EXPORT_WIDTH;
  *height = tide_timeline_get_natural_height (self->model, options, style, *width);
}

gboolean
tide_timeline_view_export (TideTimelineView *self, const char *format, const char *path, GError **error)
{
  TideTimelineOptions options;
  TideStyle style;
  double width, height;

  g_return_val_if_fail (TIDE_IS_TIMELINE_VIEW (self) && format != NULL && path != NULL, FALSE);
  g_return_val_if_fail (self->model != NULL, FALSE);
  export_settings (self, &options, &style, &width, &height);
  if (strcmp (format, "png") == 0)
    return tide_timeline_write_png (self->model, &options, &style, width, height, EXPORT_RATIO, path, error);
  if (strcmp (format, "svg") == 0)
    return tide_timeline_write_svg (self->model, &options, &style, width, height, path, error);
  return tide_timeline_write_pdf (self->model, &options, &style, width, height, path, error);
}

static void
say_failed (TideTimelineView *self, const GError *error)
{
  g_autofree char *sentence = tide_sentence_for (error);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                              tide_sentence_heading (error), sentence);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
file_chosen_cb (GtkNativeDialog *chooser, int response, TideTimelineView *self)
{
  const char *format = g_object_get_data (G_OBJECT (chooser), "format");
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  g_autofree char *path = response == GTK_RESPONSE_ACCEPT && file != NULL ? g_file_get_path (file) : NULL;
  g_autoptr (GError) error = NULL;

  /* The clinic may have been locked behind the dialog. */
  if (path != NULL && self->model != NULL && !tide_timeline_view_export (self, format, path, &error))
    say_failed (self, error);
  g_clear_object (&self->chooser);
}

static void
export_action (GSimpleAction *action, GVariant *value, gpointer data)
{
  TideTimelineView *self = data;
  const char *format = g_variant_get_string (value, NULL);
  /* Translators: begins the name of a file: letters, digits and hyphens */
  g_autofree char *name = tide_words_file_name (_ ("timeline"), format);

  if (self->model == NULL || self->chooser != NULL)
    return;
  self->chooser = gtk_file_chooser_native_new (_ ("Save the Timeline, Not Encrypted"),
                                               GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                               GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  g_object_set_data_full (G_OBJECT (self->chooser), "format", g_strdup (format), g_free);
  g_signal_connect (self->chooser, "response", G_CALLBACK (file_chosen_cb), self);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
copy_action (GSimpleAction *action, GVariant *value, gpointer data)
{
  TideTimelineView *self = data;
  TideTimelineOptions options;
  TideStyle style;
  double width, height;
  g_autoptr (TideTimeline) layout = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  cairo_surface_t *surface;
  cairo_t *cr;
  gsize stride;
  int columns, rows;

  if (self->model == NULL)
    return;
  export_settings (self, &options, &style, &width, &height);
  columns = (int) (width * EXPORT_RATIO);
  rows = (int) (height * EXPORT_RATIO);
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, columns, rows);
  cairo_surface_set_device_scale (surface, EXPORT_RATIO, EXPORT_RATIO);
  layout = tide_timeline_layout (self->model, &options, &style, width, height);
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, style.card.red, style.card.green, style.card.blue);
  cairo_paint (cr);
  tide_timeline_draw (layout, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  stride = (gsize) cairo_image_surface_get_stride (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), stride * (gsize) rows,
                                      (GDestroyNotify) cairo_surface_destroy, surface);
  texture = gdk_memory_texture_new (columns, rows, GDK_MEMORY_DEFAULT, bytes, stride);
  gdk_clipboard_set_texture (gtk_widget_get_clipboard (GTK_WIDGET (self)), texture);
}

/* --- public --- */

GtkWidget *
tide_timeline_view_new (void)
{
  return g_object_new (TIDE_TYPE_TIMELINE_VIEW, NULL);
}

void
tide_timeline_view_set_data (TideTimelineView *self, TideHistory *history, TideLibrary *library,
                             const char *instrument_id, const TideThresholds *thresholds)
{
  g_return_if_fail (TIDE_IS_TIMELINE_VIEW (self));
  g_return_if_fail (history != NULL && library != NULL && thresholds != NULL);
  self->history = history;
  self->library = library;
  self->thresholds = thresholds;
  if (g_strcmp0 (self->instrument_id, instrument_id) != 0)
    {
      g_free (self->instrument_id);
      self->instrument_id = g_strdup (instrument_id);
      /* Band sets belong to a scale. */
      self->options.band_set = NULL;
      g_action_group_change_action_state (G_ACTION_GROUP (self->actions), "bands", g_variant_new_string (""));
    }
  gtk_widget_set_sensitive (self->head, TRUE);
  renew_model (self);
  if (history->patient == NULL || history->patient->base.id != self->patient_id)
    tide_timeline_chart_set_range (self->chart, self->options.narrow ? TIDE_RANGE_6M : TIDE_RANGE_ALL);
  self->patient_id = history->patient != NULL ? history->patient->base.id : 0;
  fill_menu (self);
}

void
tide_timeline_view_clear (TideTimelineView *self)
{
  g_return_if_fail (TIDE_IS_TIMELINE_VIEW (self));
  self->history = NULL;
  self->library = NULL;
  self->thresholds = NULL;
  self->patient_id = 0;
  g_clear_pointer (&self->instrument_id, g_free);
  if (self->chooser != NULL)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
  if (self->chart == NULL)
    return;
  renew_model (self);
  gtk_widget_set_sensitive (self->head, FALSE);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->menu_button), NULL);
}

/* The buttons stand over the chart, right of the legend; in a narrow window in a row above. */
static void
move_head (TideTimelineView *self)
{
  gboolean narrow = self->options.narrow;

  g_object_ref (self->head);
  if (gtk_widget_get_parent (self->head) == self->box)
    gtk_box_remove (GTK_BOX (self->box), self->head);
  else
    gtk_overlay_remove_overlay (GTK_OVERLAY (self->overlay), self->head);
  gtk_widget_set_halign (self->head, narrow ? GTK_ALIGN_FILL : GTK_ALIGN_END);
  if (narrow)
    gtk_box_prepend (GTK_BOX (self->box), self->head);
  else
    gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), self->head);
  gtk_widget_set_hexpand (gtk_widget_get_first_child (self->head), narrow);
  gtk_widget_set_halign (gtk_widget_get_first_child (self->head), GTK_ALIGN_START);
  g_object_unref (self->head);
}

static void
set_inset (TideTimelineView *self)
{
  int width = 0;

  if (!self->options.narrow)
    gtk_widget_measure (self->head, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  if (self->options.head_inset == width)
    return;
  self->options.head_inset = width;
  tide_timeline_chart_set_options (self->chart, &self->options);
}

void
tide_timeline_view_set_narrow (TideTimelineView *self, gboolean narrow)
{
  g_return_if_fail (TIDE_IS_TIMELINE_VIEW (self));
  if (self->options.narrow == narrow)
    return;
  self->options.narrow = narrow;
  move_head (self);
  set_inset (self);
  tide_timeline_chart_set_options (self->chart, &self->options);
  tide_timeline_chart_set_range (self->chart, narrow ? TIDE_RANGE_6M : TIDE_RANGE_ALL);
}

void
tide_timeline_view_set_compact (TideTimelineView *self, gboolean compact)
{
  g_return_if_fail (TIDE_IS_TIMELINE_VIEW (self));
  if (self->options.compact == compact)
    return;
  self->options.compact = compact;
  tide_timeline_chart_set_options (self->chart, &self->options);
}

void
tide_timeline_view_highlight (TideTimelineView *self, gint64 assessment_id)
{
  g_return_if_fail (TIDE_IS_TIMELINE_VIEW (self));
  self->silent = TRUE;
  tide_timeline_chart_pick_rating (self->chart, assessment_id);
  self->silent = FALSE;
}

/* --- widget --- */

static void
tide_timeline_view_dispose (GObject *object)
{
  TideTimelineView *self = TIDE_TIMELINE_VIEW (object);

  if (self->box != NULL)
    {
      tide_timeline_view_clear (self);
      g_clear_pointer (&self->box, gtk_widget_unparent);
      self->chart = NULL;
    }
  g_clear_object (&self->actions);
  G_OBJECT_CLASS (tide_timeline_view_parent_class)->dispose (object);
}

static gboolean
tide_timeline_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (TIDE_TIMELINE_VIEW (widget)->chart));
}

static void
tide_timeline_view_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (tide_timeline_view_parent_class)->realize (widget);
  set_inset (TIDE_TIMELINE_VIEW (widget));
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/tidemark/Tidemark/ui/tide-timeline-view.ui");
  gtk_widget_class_bind_template_child (widget_class, TideTimelineView, box);
  gtk_widget_class_bind_template_child (widget_class, TideTimelineView, overlay);
  gtk_widget_class_bind_template_child (widget_class, TideTimelineView, head);
  gtk_widget_class_bind_template_child (widget_class, TideTimelineView, chart);
  gtk_widget_class_bind_template_child (widget_class, TideTimelineView, tip);
  gtk_widget_class_bind_template_child (widget_class, TideTimelineView, rate_button);
  gtk_widget_class_bind_template_child (widget_class, TideTimelineView, table_button);
  gtk_widget_class_bind_template_child (widget_class, TideTimelineView, menu_button);
  gtk_widget_class_bind_template_child (widget_class, TideTimelineView, range_1m);
  gtk_widget_class_bind_template_child (widget_class, TideTimelineView, range_6m);
  gtk_widget_class_bind_template_child (widget_class, TideTimelineView, range_1y);
  gtk_widget_class_bind_template_child (widget_class, TideTimelineView, range_all);
  gtk_widget_class_bind_template_callback (widget_class, range_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, table_clicked_cb);
}

static void
tide_timeline_view_class_init (TideTimelineViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tide_timeline_view_dispose;
  widget_class->grab_focus = tide_timeline_view_grab_focus;
  widget_class->realize = tide_timeline_view_realize;
  signals[RECORD_ACTIVATED] = g_signal_new ("record-activated", TIDE_TYPE_TIMELINE_VIEW, G_SIGNAL_RUN_LAST, 0,
                                            NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_INT64);
  signals[POINT_HOVERED] = g_signal_new ("point-hovered", TIDE_TYPE_TIMELINE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[TABLE_TWIN] = g_signal_new ("table-twin", TIDE_TYPE_TIMELINE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                      NULL, G_TYPE_NONE, 0);
  g_type_ensure (TIDE_TYPE_TIMELINE_CHART);
  g_type_ensure (TIDE_TYPE_TIMELINE_TIP);
  bind_template (widget_class);
}

static void
tide_timeline_view_init (TideTimelineView *self)
{
  static const GActionEntry entries[] = {
    { .name = "export", .activate = export_action, .parameter_type = "s" },
    { .name = "copy", .activate = copy_action },
    { .name = "second", .parameter_type = "s", .state = "'auto'", .change_state = second_action },
    { .name = "bands", .parameter_type = "s", .state = "''", .change_state = bands_action },
    { .name = "percent", .state = "false", .change_state = percent_action },
    { .name = "remote", .state = "false", .change_state = remote_action },
  };

  self->options = tide_timeline_options_default ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "timeline", G_ACTION_GROUP (self->actions));
  gtk_overlay_set_measure_overlay (GTK_OVERLAY (self->overlay), self->head, FALSE);
  g_signal_connect (self->overlay, "get-child-position", G_CALLBACK (child_position_cb), self);
  g_signal_connect (self->chart, "pick-changed", G_CALLBACK (pick_changed_cb), self);
  g_signal_connect (self->chart, "range-changed", G_CALLBACK (range_changed_cb), self);
  g_signal_connect (self->chart, "record-activated", G_CALLBACK (record_activated_cb), self);
  g_signal_connect (self->chart, "table-twin", G_CALLBACK (table_twin_cb), self);
  gtk_widget_set_sensitive (self->head, FALSE);
}
