/* tide-rating-form.c: the page itself: header, keys, footer, what is shown and what can be pressed. */

#include "tide-rating-form.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "tide-form-save.h"
#include "tide-rating-form-private.h"

#define PENDING_DELAY_MS 1100 /* how long "1" waits for its "0" */

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (TideRatingForm, tide_rating_form, GTK_TYPE_WIDGET)

static guint closed_signal;

TideRatingFormPrivate *
tide_rating_form_get_private (TideRatingForm *self)
{
  return tide_rating_form_get_instance_private (self);
}

/* --- showing --- */

static void
refresh_save (TideRatingForm *self)
{
  TideRatingFormPrivate *p = tide_rating_form_get_private (self);
  g_autofree char *fault = tide_entry_details_dup_fault (p->details);
  g_autofree char *missing = TIDE_RATING_FORM_GET_CLASS (self)->dup_missing (self);
  gboolean read_only = tide_clinic_get_read_only (p->context->clinic);
  gboolean sound = fault == NULL && !read_only;
  const char *why = read_only ? _ ("This clinic is open for reading only.") : fault ? fault : missing;
  GtkWidget *saves[] = { p->save_button, p->bar_save };

  for (guint i = 0; i < G_N_ELEMENTS (saves); i++)
    {
      gtk_widget_set_sensitive (saves[i], sound && (missing == NULL || p->save_asks));
      gtk_widget_set_tooltip_text (saves[i], why && (!sound || !p->save_asks) ? why : _ ("Save (Ctrl+S)"));
    }
  gtk_widget_set_sensitive (p->incomplete_button, sound && missing != NULL);
  gtk_widget_set_tooltip_text (
    p->incomplete_button, !sound ? why
                          : missing
                            ? _ ("Save with the missing answers as missing, with a reason (Shift+Ctrl+S)")
                            : _ ("Nothing is missing: use Save"));
  gtk_label_set_text (p->bar_fault, fault ? fault : "");
  gtk_widget_set_visible (GTK_WIDGET (p->bar_fault), fault != NULL);
}

static void
refresh_hints (TideRatingForm *self)
{
  TideRatingFormPrivate *p = tide_rating_form_get_private (self);
  guint row = tide_answer_sheet_get_cursor (p->sheet);
  g_autofree char *range = tide_answer_sheet_dup_key_range (p->sheet, row);
  const TideItem *info = tide_answer_sheet_get_row (p->sheet, row)->info;

  gtk_label_set_text (p->range_cap, range);
  gtk_widget_set_visible (p->na_hint, info && info->allows_na && !info->yes_no);
}

static void
refresh (TideRatingForm *self)
{
  if (!tide_rating_form_get_private (self)->started)
    return;
  TIDE_RATING_FORM_GET_CLASS (self)->refresh (self);
  refresh_save (self);
  refresh_hints (self);
}

void
tide_rating_form_touch (TideRatingForm *self)
{
  if (!tide_rating_form_get_private (self)->started)
    return;
  tide_rating_form_queue_draft (self);
  refresh (self);
}

static void
sheet_changed_cb (TideAnswerSheet *sheet, guint part, TideRatingForm *self)
{
  tide_rating_form_touch (self);
}

/* A rating is compared with the one before it, which is another one once the day is; an amended one never
 * with itself. */
static void
find_previous (TideRatingForm *self)
{
  TideRatingFormPrivate *p = tide_rating_form_get_private (self);
  TideInstant taken = tide_entry_details_get_taken (p->details);
  gint64 amended = g_str_has_prefix (p->kind, "amend:") ? g_ascii_strtoll (p->kind + 6, NULL, 10) : 0;

  if (!tide_instant_is_known (taken))
    return;
  for (guint i = 0; i < tide_answer_sheet_get_n_parts (p->sheet); i++)
    {
      TideSheetPart *part = tide_answer_sheet_get_part (p->sheet, i);
      TideInstrument *instrument
        = part->assessment != NULL ? tide_assessment_get_instrument (part->assessment) : NULL;

      if (instrument != NULL)
        tide_answer_sheet_set_previous (
          p->sheet, i,
          tide_form_context_find_last (p->context, tide_instrument_get_id (instrument), taken, amended));
    }
}

static void
details_changed_cb (TideEntryDetails *details, TideRatingForm *self)
{
  TideRatingFormPrivate *p = tide_rating_form_get_private (self);

  if (p->sheet != NULL)
    find_previous (self);
  if (p->started)
    tide_sheet_view_refresh (p->view); /* another day may make it an older rating, with another before it */
  tide_rating_form_touch (self);
}

static void
sheet_cursor_cb (TideAnswerSheet *sheet, TideRatingForm *self)
{
  if (tide_rating_form_get_private (self)->started)
    {
      refresh_hints (self);
      TIDE_RATING_FORM_GET_CLASS (self)->refresh (self);
    }
}

/* In a narrow window the header keeps Cancel and the menu; who it is about gets a line that wraps, never a
 * cut. */
static void
layout_narrow_cb (TideFormLayout *layout, GParamSpec *pspec, TideRatingForm *self)
{
  TideRatingFormPrivate *p = tide_rating_form_get_private (self);
  gboolean narrow = tide_form_layout_get_narrow (layout);

  gtk_widget_set_visible (p->hints, !narrow);
  gtk_widget_set_visible (p->save_button, !narrow);
  gtk_widget_set_visible (p->incomplete_button, !narrow && !p->save_asks);
  gtk_widget_set_visible (GTK_WIDGET (p->draft_label), !narrow);
  gtk_widget_set_visible (GTK_WIDGET (p->facts_label), !narrow);
  gtk_widget_set_visible (GTK_WIDGET (p->facts_line), narrow);
  if (narrow)
    gtk_widget_add_css_class (GTK_WIDGET (self), "narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "narrow");
}

/* --- keys --- */

static gboolean
pending_timeout_cb (gpointer data)
{
  TideRatingFormPrivate *p = tide_rating_form_get_private (data);

  p->pending_source = 0;
  tide_answer_sheet_commit (p->sheet);
  return G_SOURCE_REMOVE;
}

static void
sheet_pending_cb (TideAnswerSheet *sheet, TideRatingForm *self)
{
  TideRatingFormPrivate *p = tide_rating_form_get_private (self);

  g_clear_handle_id (&p->pending_source, g_source_remove);
  if (*tide_answer_sheet_get_pending (sheet) != '\0')
    p->pending_source = g_timeout_add (PENDING_DELAY_MS, pending_timeout_cb, self);
}

gboolean
tide_rating_form_press (TideRatingForm *self, guint keyval, GdkModifierType modifiers)
{
  TideRatingFormPrivate *p = tide_rating_form_get_private (self);

  if (!p->keys_active)
    return FALSE;
  if ((keyval == GDK_KEY_s || keyval == GDK_KEY_S) && !tide_answer_sheet_is_halted (p->sheet)
      && (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)) == 0)
    {
      tide_sheet_view_ask_not_done (
        p->view, tide_answer_sheet_get_row (p->sheet, tide_answer_sheet_get_cursor (p->sheet))->part);
      return TRUE;
    }
  return tide_answer_sheet_press (p->sheet, keyval, modifiers) != TIDE_PRESS_IGNORED;
}

/* Text fields, popovers and lists keep their own keys; arrows and Enter act only where the rows have the
 * focus. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state,
                TideRatingForm *self)
{
  TideRatingFormPrivate *p = tide_rating_form_get_private (self);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  gboolean in_rows = focus == NULL || gtk_widget_is_ancestor (focus, GTK_WIDGET (p->view));
  gboolean acts_on_focus = keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_space
                           || (keyval >= GDK_KEY_Home && keyval <= GDK_KEY_End)
                           || (keyval >= GDK_KEY_KP_Home && keyval <= GDK_KEY_KP_Begin);

  if (focus
      && (GTK_IS_EDITABLE (focus) || GTK_IS_TEXT_VIEW (focus)
          || gtk_widget_get_native (focus) != gtk_widget_get_native (GTK_WIDGET (self))))
    return FALSE;
  if (tide_answer_sheet_is_halted (p->sheet)) /* Enter answers the refusal, not a button */
    return tide_rating_form_press (self, keyval, state);
  if (focus && !in_rows && acts_on_focus)
    return FALSE;
  if (in_rows && focus && acts_on_focus && !TIDE_IS_ITEM_ROW (focus) && !GTK_IS_WINDOW (focus)
      && GTK_IS_BUTTON (focus))
    return FALSE;
  return tide_rating_form_press (self, keyval, state);
}

/* --- actions --- */

void
tide_rating_form_emit_closed (TideRatingForm *self, gboolean saved, const char *message)
{
  TideRatingFormPrivate *p = tide_rating_form_get_private (self);

  if (p->closed)
    return;
  p->closed = TRUE;
  g_clear_handle_id (&p->draft_source, g_source_remove);
  g_signal_emit (self, closed_signal, 0, saved, message);
}

static void
action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const char *name = g_action_get_name (G_ACTION (action));

  if (g_str_equal (name, "save"))
    tide_rating_form_save (data);
  else if (g_str_equal (name, "save-incomplete"))
    tide_rating_form_save_incomplete (data);
  else
    tide_rating_form_close (data);
}

/* The buttons do not name the actions: an action would make them sensitive again behind the form's back, and
 * Ctrl+S must answer even when they are not. */
static void
save_clicked_cb (GtkButton *button, TideRatingForm *self)
{
  tide_rating_form_save (self);
}

static void
incomplete_clicked_cb (GtkButton *button, TideRatingForm *self)
{
  tide_rating_form_save_incomplete (self);
}

static void
rater_type_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  int type = tide_code_from_text (tide_rater_type_codes, g_variant_get_string (value, NULL));

  g_simple_action_set_state (action, value);
  if (type > 0)
    tide_entry_details_set_rater_type (tide_rating_form_get_private (data)->details, (TideRaterType) type);
}

/* --- widget --- */

static gboolean
focus_cb (gpointer data)
{
  TideRatingFormPrivate *p = tide_rating_form_get_private (data);

  if (p->view && gtk_widget_get_mapped (GTK_WIDGET (data)) && p->keys_active)
    tide_sheet_view_focus (p->view);
  return G_SOURCE_REMOVE;
}

static void
tide_rating_form_root (GtkWidget *widget)
{
  GtkWidget *root;
  int width, height;

  GTK_WIDGET_CLASS (tide_rating_form_parent_class)->root (widget);
  root = GTK_WIDGET (gtk_widget_get_root (widget));
  width = gtk_widget_get_width (root);
  if (width == 0 && GTK_IS_WINDOW (root))
    gtk_window_get_default_size (GTK_WINDOW (root), &width, &height);
  if (width > 0)
    tide_form_layout_expect_width (tide_rating_form_get_private (TIDE_RATING_FORM (widget))->layout, width);
}

static void
tide_rating_form_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (tide_rating_form_parent_class)->map (widget);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, focus_cb, g_object_ref (widget), g_object_unref);
}

static gboolean
tide_rating_form_grab_focus (GtkWidget *widget)
{
  TideRatingFormPrivate *p = tide_rating_form_get_private (TIDE_RATING_FORM (widget));

  if (p->view && p->sheet)
    tide_sheet_view_focus (p->view);
  return TRUE;
}

/* Tab goes through the page. GTK's own would, coming round, give the keyboard to the form itself, which hands
 * it to the part under the cursor: nothing before that could ever be reached. */
static gboolean
tide_rating_form_focus (GtkWidget *widget, GtkDirectionType direction)
{
  TideRatingFormPrivate *p = tide_rating_form_get_private (TIDE_RATING_FORM (widget));

  return p->page && gtk_widget_child_focus (p->page, direction);
}

static void
tide_rating_form_dispose (GObject *object)
{
  TideRatingForm *self = TIDE_RATING_FORM (object);
  TideRatingFormPrivate *p = tide_rating_form_get_private (self);

  p->started = FALSE;
  g_clear_handle_id (&p->draft_source, g_source_remove);
  g_clear_handle_id (&p->pending_source, g_source_remove);
  if (p->sheet)
    g_signal_handlers_disconnect_by_data (p->sheet, self);
  g_clear_pointer (&p->page, gtk_widget_unparent);
  g_clear_object (&p->sheet);
  g_clear_object (&p->actions);
  g_clear_object (&p->menu);
  G_OBJECT_CLASS (tide_rating_form_parent_class)->dispose (object);
}

static void
tide_rating_form_finalize (GObject *object)
{
  TideRatingFormPrivate *p = tide_rating_form_get_private (TIDE_RATING_FORM (object));

  tide_form_context_free (p->context);
  g_free (p->kind);
  g_free (p->safety_reason);
  g_free (p->ask_heading);
  g_free (p->ask_body);
  g_free (p->incomplete_heading);
  g_free (p->incomplete_preset);
  G_OBJECT_CLASS (tide_rating_form_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child_private (klass, TideRatingForm, page);
  gtk_widget_class_bind_template_child_private (klass, TideRatingForm, draft_label);
  gtk_widget_class_bind_template_child_private (klass, TideRatingForm, title_label);
  gtk_widget_class_bind_template_child_private (klass, TideRatingForm, facts_label);
  gtk_widget_class_bind_template_child_private (klass, TideRatingForm, badge);
  gtk_widget_class_bind_template_child_private (klass, TideRatingForm, facts_line);
  gtk_widget_class_bind_template_child_private (klass, TideRatingForm, notice);
  gtk_widget_class_bind_template_child_private (klass, TideRatingForm, range_cap);
  gtk_widget_class_bind_template_child_private (klass, TideRatingForm, na_hint);
  gtk_widget_class_bind_template_child_private (klass, TideRatingForm, hints);
  gtk_widget_class_bind_template_child_private (klass, TideRatingForm, bar_total);
  gtk_widget_class_bind_template_child_private (klass, TideRatingForm, bar_missing);
  gtk_widget_class_bind_template_child_private (klass, TideRatingForm, bar_state);
  gtk_widget_class_bind_template_child_private (klass, TideRatingForm, bar_fault);
  gtk_widget_class_bind_template_child_private (klass, TideRatingForm, bar_save);
  gtk_widget_class_bind_template_child_private (klass, TideRatingForm, save_button);
  gtk_widget_class_bind_template_child_private (klass, TideRatingForm, incomplete_button);
  gtk_widget_class_bind_template_child_private (klass, TideRatingForm, menu_button);
  gtk_widget_class_bind_template_child_private (klass, TideRatingForm, main);
  gtk_widget_class_bind_template_child_private (klass, TideRatingForm, side);
  gtk_widget_class_bind_template_child_private (klass, TideRatingForm, layout);
  gtk_widget_class_bind_template_child_private (klass, TideRatingForm, details);
  gtk_widget_class_bind_template_callback (klass, layout_narrow_cb);
  gtk_widget_class_bind_template_callback (klass, details_changed_cb);
  gtk_widget_class_bind_template_callback (klass, save_clicked_cb);
  gtk_widget_class_bind_template_callback (klass, incomplete_clicked_cb);
}

static void
tide_rating_form_class_init (TideRatingFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tide_rating_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = tide_rating_form_finalize;
  widget_class->root = tide_rating_form_root;
  widget_class->map = tide_rating_form_map;
  widget_class->grab_focus = tide_rating_form_grab_focus;
  widget_class->focus = tide_rating_form_focus;
  g_type_ensure (TIDE_TYPE_FORM_LAYOUT);
  g_type_ensure (TIDE_TYPE_ENTRY_DETAILS);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tidemark/Tidemark/ui/tide-rating-form.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "tide-rating-form");
  bind_children (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "form.save", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "form.save-incomplete", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "form.close", NULL);
  closed_signal = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_BOOLEAN, G_TYPE_STRING);
}

static void
add_actions (TideRatingForm *self)
{
  TideRatingFormPrivate *p = tide_rating_form_get_private (self);
  static const GActionEntry entries[] = {
    { .name = "save", .activate = action_cb },
    { .name = "save-incomplete", .activate = action_cb },
    { .name = "close", .activate = action_cb },
    { .name = "rater-type", .parameter_type = "s", .state = "'clinician'", .change_state = rater_type_cb },
  };

  p->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (p->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "form", G_ACTION_GROUP (p->actions));
}

static void
add_rater_menu (TideRatingForm *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  g_menu_append (menu, _ ("Clinician"), "form.rater-type::clinician");
  g_menu_append (menu, _ ("Self-report"), "form.rater-type::self");
  g_menu_append (menu, _ ("Informant"), "form.rater-type::informant");
  g_menu_append (menu, _ ("Independent rater"), "form.rater-type::independent");
  g_menu_append_submenu (tide_rating_form_get_private (self)->menu, _ ("Rated as"), G_MENU_MODEL (menu));
}

static void
tide_rating_form_init (TideRatingForm *self)
{
  TideRatingFormPrivate *p = tide_rating_form_get_private (self);
  GtkEventController *keys = gtk_event_controller_key_new ();

  add_actions (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  p->keys_active = TRUE;
  p->menu = g_menu_new ();
  g_menu_append (p->menu, _ ("Save Incomplete…"), "form.save-incomplete");
  add_rater_menu (self);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (p->menu_button), G_MENU_MODEL (p->menu));
  gtk_accessible_update_property (GTK_ACCESSIBLE (p->menu_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Form menu"), -1);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static const char *
promise_cb (guint part, const TideFinding *finding, gpointer data)
{
  TideRatingFormPrivate *p = tide_rating_form_get_private (data);

  return tide_form_get_promise (p->context, p->sheet, part, p->details, finding);
}

void
tide_rating_form_setup (TideRatingForm *self, TideFormContext *context, TideAnswerSheet *sheet,
                        const char *kind, TideRaterType rater, const char *title, const char *notice)
{
  TideRatingFormPrivate *p = tide_rating_form_get_private (self);
  g_autofree char *facts = tide_form_context_dup_facts (context);

  p->context = context;
  p->sheet = g_object_ref (sheet);
  p->kind = g_strdup (kind);
  gtk_label_set_text (p->title_label, title);
  gtk_label_set_text (p->facts_label, facts);
  gtk_label_set_text (p->facts_line, facts);
  gtk_widget_set_tooltip_text (GTK_WIDGET (p->facts_label), facts);
  gtk_widget_set_visible (GTK_WIDGET (p->badge), context->history->patient->synthetic);
  gtk_label_set_text (p->notice, notice ? notice : "");
  gtk_widget_set_visible (GTK_WIDGET (p->notice), notice && *notice);
  tide_entry_details_setup (p->details, context, rater);
  p->view
    = tide_sheet_view_new (sheet, tide_form_context_get_sex (context), tide_instant_get_date (context->now));
  tide_sheet_view_set_promise (p->view, promise_cb, self);
  gtk_box_append (p->main, GTK_WIDGET (p->view));
  g_signal_connect (sheet, "changed", G_CALLBACK (sheet_changed_cb), self);
  g_signal_connect (sheet, "cursor", G_CALLBACK (sheet_cursor_cb), self);
  g_signal_connect (sheet, "pending", G_CALLBACK (sheet_pending_cb), self);
}

void
tide_rating_form_start (TideRatingForm *self)
{
  TideRatingFormPrivate *p = tide_rating_form_get_private (self);

  tide_rating_form_restore_draft (self);
  p->started = TRUE;
  tide_sheet_view_refresh (p->view);
  refresh (self);
}

TideFormContext *
tide_rating_form_get_context (TideRatingForm *self)
{
  return tide_rating_form_get_private (self)->context;
}

TideAnswerSheet *
tide_rating_form_get_sheet (TideRatingForm *self)
{
  return tide_rating_form_get_private (self)->sheet;
}

TideSheetView *
tide_rating_form_get_view (TideRatingForm *self)
{
  return tide_rating_form_get_private (self)->view;
}

TideEntryDetails *
tide_rating_form_get_details (TideRatingForm *self)
{
  return tide_rating_form_get_private (self)->details;
}

GtkBox *
tide_rating_form_get_main (TideRatingForm *self)
{
  return tide_rating_form_get_private (self)->main;
}

GtkBox *
tide_rating_form_get_side (TideRatingForm *self)
{
  return tide_rating_form_get_private (self)->side;
}

GSimpleActionGroup *
tide_rating_form_get_actions (TideRatingForm *self)
{
  return tide_rating_form_get_private (self)->actions;
}

void
tide_rating_form_add_menu (TideRatingForm *self, GMenuModel *menu)
{
  g_menu_prepend_section (tide_rating_form_get_private (self)->menu, NULL, menu);
}

static void
set_bar_label (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text && *text);
}

void
tide_rating_form_set_bar (TideRatingForm *self, const char *total, const char *missing, const char *state)
{
  TideRatingFormPrivate *p = tide_rating_form_get_private (self);

  set_bar_label (p->bar_total, total);
  set_bar_label (p->bar_missing, missing);
  set_bar_label (p->bar_state, state);
}

void
tide_rating_form_set_asks_reason (TideRatingForm *self, const char *heading, const char *body)
{
  TideRatingFormPrivate *p = tide_rating_form_get_private (self);

  g_free (p->ask_heading);
  g_free (p->ask_body);
  p->ask_heading = g_strdup (heading);
  p->ask_body = g_strdup (body);
}

void
tide_rating_form_set_incomplete_words (TideRatingForm *self, const char *heading, const char *preset)
{
  TideRatingFormPrivate *p = tide_rating_form_get_private (self);

  g_free (p->incomplete_heading);
  g_free (p->incomplete_preset);
  p->incomplete_heading = g_strdup (heading);
  p->incomplete_preset = g_strdup (preset);
}

void
tide_rating_form_set_save_asks (TideRatingForm *self, gboolean asks)
{
  TideRatingFormPrivate *p = tide_rating_form_get_private (self);

  p->save_asks = asks;
  gtk_widget_set_visible (p->incomplete_button, !asks);
}

void
tide_rating_form_set_keys_active (TideRatingForm *self, gboolean active)
{
  tide_rating_form_get_private (self)->keys_active = active;
}

gboolean
tide_rating_form_is_changed (TideRatingForm *self)
{
  return tide_rating_form_get_private (self)->changed;
}

GtkWidget *
tide_rating_form_get_save_button (TideRatingForm *self)
{
  return tide_rating_form_get_private (self)->save_button;
}
