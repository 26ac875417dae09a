/* tide-secret-entry.c: a field for passphrases whose text no other program can read.
 *
 * GtkPasswordEntry and AdwPasswordEntryRow hand the typed text to every client of the accessibility bus and
 * keep it in ordinary memory.  This one is no GtkEditable: keys go through an input method context straight
 * into sodium_malloc'ed memory (not swapped, not dumped, wiped when freed); only the number of characters is
 * drawn.  Pasting is allowed, since password managers paste; copying is not.
 */
#include "tide-secret-entry.h"

#include <sodium.h>

#define CAPACITY 1024 /* bytes; Argon2id takes any length, nobody types more */

struct _TideSecretEntry
{
  GtkWidget parent_instance;

  char *bytes; /* sodium_malloc */
  gsize length;
  char *label;
  GtkIMContext *im;
  GCancellable *paste;
  gboolean selected; /* all of it, or nothing: what is not shown has no parts */
};

G_DEFINE_FINAL_TYPE (TideSecretEntry, tide_secret_entry, GTK_TYPE_WIDGET)

enum
{
  PROP_LABEL = 1,
  N_PROPS
};
enum
{
  CHANGED,
  ACTIVATE,
  N_SIGNALS
};
static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

/* --- the text --- */

TidePassphrase
tide_secret_entry_get (TideSecretEntry *self)
{
  g_return_val_if_fail (TIDE_IS_SECRET_ENTRY (self), ((TidePassphrase){ 0 }));
  return (TidePassphrase){ self->bytes, self->length };
}

gboolean
tide_secret_entry_is_empty (TideSecretEntry *self)
{
  g_return_val_if_fail (TIDE_IS_SECRET_ENTRY (self), TRUE);
  return self->length == 0;
}

static void
select_all (TideSecretEntry *self, gboolean selected)
{
  self->selected = selected && self->length > 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
tide_secret_entry_select_all (TideSecretEntry *self)
{
  g_return_if_fail (TIDE_IS_SECRET_ENTRY (self));
  select_all (self, TRUE);
}

static void
changed (TideSecretEntry *self)
{
  self->selected = FALSE;
  tide_secret_entry_set_failed (self, FALSE);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[CHANGED], 0);
}

void
tide_secret_entry_clear (TideSecretEntry *self)
{
  g_return_if_fail (TIDE_IS_SECRET_ENTRY (self));
  if (self->length == 0)
    return;
  sodium_memzero (self->bytes, CAPACITY);
  self->length = 0;
  changed (self);
}

void
tide_secret_entry_append (TideSecretEntry *self, const char *text, gssize length)
{
  g_return_if_fail (TIDE_IS_SECRET_ENTRY (self));

  gsize n = length < 0 ? strlen (text) : (gsize) length;
  if (!g_utf8_validate (text, n, NULL) || (self->selected ? 0 : self->length) + n > CAPACITY)
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  if (self->selected) /* typing and pasting replace it */
    {
      sodium_memzero (self->bytes, CAPACITY);
      self->length = 0;
    }
  for (const char *p = text; p < text + n; p = g_utf8_next_char (p))
    {
      gsize size = g_utf8_next_char (p) - p;
      if (g_unichar_iscntrl (g_utf8_get_char (p)))
        continue; /* the line end that comes with a pasted line */
      memcpy (self->bytes + self->length, p, size);
      self->length += size;
    }
  changed (self);
}

static void
delete_last (TideSecretEntry *self)
{
  if (self->length == 0)
    return;
  const char *last = g_utf8_find_prev_char (self->bytes, self->bytes + self->length);
  gsize kept = last != NULL ? (gsize) (last - self->bytes) : 0;
  sodium_memzero (self->bytes + kept, self->length - kept);
  self->length = kept;
  changed (self);
}

gboolean
tide_secret_entry_equal (TideSecretEntry *a, TideSecretEntry *b)
{
  g_return_val_if_fail (TIDE_IS_SECRET_ENTRY (a) && TIDE_IS_SECRET_ENTRY (b), FALSE);
  return a->length == b->length && sodium_memcmp (a->bytes, b->bytes, a->length) == 0;
}

void
tide_secret_entry_set_failed (TideSecretEntry *self, gboolean failed)
{
  g_return_if_fail (TIDE_IS_SECRET_ENTRY (self));
  if (failed)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_INVALID,
                               failed ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

/* --- paste --- */

static void
pasted_cb (GObject *clipboard, GAsyncResult *result, gpointer data)
{
  char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);
  if (text == NULL)
    return; /* cancelled with the widget, or no text there */
  tide_secret_entry_append (TIDE_SECRET_ENTRY (data), text, -1);
  sodium_memzero (text, strlen (text));
  g_free (text);
}

static void
paste_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideSecretEntry *self = TIDE_SECRET_ENTRY (widget);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), self->paste, pasted_cb, self);
}

/* --- keys --- */

static void
commit_cb (GtkIMContext *im, const char *text, TideSecretEntry *self)
{
  tide_secret_entry_append (self, text, -1);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state,
                TideSecretEntry *self)
{
  gboolean control = (state & GDK_CONTROL_MASK) != 0;
  switch (keyval)
    {
    case GDK_KEY_a:
    case GDK_KEY_A:
      if (!control)
        return GDK_EVENT_PROPAGATE;
      select_all (self, (state & GDK_SHIFT_MASK) == 0);
      return GDK_EVENT_STOP;
    case GDK_KEY_Left:
    case GDK_KEY_Right:
    case GDK_KEY_Home:
    case GDK_KEY_End:
      select_all (self, FALSE); /* the caret stands at the end and nowhere else */
      return GDK_EVENT_STOP;
    case GDK_KEY_BackSpace:
      if (control || self->selected)
        tide_secret_entry_clear (self);
      else
        delete_last (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Delete:
      tide_secret_entry_clear (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      g_signal_emit (self, signals[ACTIVATE], 0);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
focus_changed_cb (GtkEventControllerFocus *focus, GParamSpec *pspec, TideSecretEntry *self)
{
  if (gtk_event_controller_focus_is_focus (focus))
    gtk_im_context_focus_in (self->im);
  else
    {
      gtk_im_context_focus_out (self->im);
      self->selected = FALSE;
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
click_cb (GtkGestureClick *gesture, int n_press, double x, double y, TideSecretEntry *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  select_all (self, n_press >= 2);
}

/* --- looks --- */

static double
em (GtkWidget *widget)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  int size = pango_font_description_get_size (pango_context_get_font_description (context));
  return size / (double) PANGO_SCALE * pango_cairo_context_get_resolution (context) / 72.0;
}

static void
tide_secret_entry_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TideSecretEntry *self = TIDE_SECRET_ENTRY (widget);
  double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget), unit = em (widget);
  if (width <= 0)
    return;
  GdkRGBA color;
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  glong n = g_utf8_strlen (self->bytes, self->length);
  double step = unit * .75, radius = unit * .22;
  glong most = MAX (1, (glong) ((width - unit) / step));
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  if (self->selected && n > 0)
    {
      GdkRGBA accent = color;
      gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), "accent_bg_color", &accent);
      accent.alpha = .35f;
      gdk_cairo_set_source_rgba (cr, &accent);
      cairo_rectangle (cr, 0, height / 2 - unit * .65, MIN (n, most) * step, unit * 1.3);
      cairo_fill (cr);
    }
  gdk_cairo_set_source_rgba (cr, &color);
  for (glong i = 0; i < MIN (n, most); i++)
    {
      cairo_arc (cr, radius + i * step, height / 2, radius, 0, 2 * G_PI);
      cairo_fill (cr);
    }
  if (gtk_widget_has_focus (widget))
    {
      cairo_rectangle (cr, MIN (n, most) * step, height / 2 - unit * .65, MAX (1, unit * .09), unit * 1.3);
      cairo_fill (cr);
    }
  cairo_destroy (cr);
}

static void
tide_secret_entry_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                           int *natural, int *minimum_baseline, int *natural_baseline)
{
  double unit = em (widget);
  *minimum = (int) (orientation == GTK_ORIENTATION_HORIZONTAL ? unit * 8 : unit * 1.7);
  *natural = (int) (orientation == GTK_ORIENTATION_HORIZONTAL ? unit * 20 : unit * 1.7);
}

/* --- class --- */

static void
tide_secret_entry_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  TideSecretEntry *self = TIDE_SECRET_ENTRY (object);
  g_free (self->label);
  self->label = g_value_dup_string (value);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->label != NULL ? self->label : "", -1);
}

static void
tide_secret_entry_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_string (value, TIDE_SECRET_ENTRY (object)->label);
}

static void
tide_secret_entry_finalize (GObject *object)
{
  TideSecretEntry *self = TIDE_SECRET_ENTRY (object);
  g_cancellable_cancel (self->paste);
  g_clear_object (&self->paste);
  g_clear_object (&self->im);
  g_clear_pointer (&self->bytes, sodium_free); /* wipes */
  g_free (self->label);
  G_OBJECT_CLASS (tide_secret_entry_parent_class)->finalize (object);
}

static void
tide_secret_entry_dispose (GObject *object)
{
  TideSecretEntry *self = TIDE_SECRET_ENTRY (object);
  g_cancellable_cancel (self->paste);
  if (self->im != NULL)
    gtk_im_context_set_client_widget (self->im, NULL);
  G_OBJECT_CLASS (tide_secret_entry_parent_class)->dispose (object);
}

static void
tide_secret_entry_class_init (TideSecretEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  object_class->set_property = tide_secret_entry_set_property;
  object_class->get_property = tide_secret_entry_get_property;
  object_class->dispose = tide_secret_entry_dispose;
  object_class->finalize = tide_secret_entry_finalize;
  widget_class->snapshot = tide_secret_entry_snapshot;
  widget_class->measure = tide_secret_entry_measure;

  props[PROP_LABEL]
    = g_param_spec_string ("label", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[CHANGED] = g_signal_new ("changed", TIDE_TYPE_SECRET_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[ACTIVATE] = g_signal_new ("activate", TIDE_TYPE_SECRET_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "secret.paste", NULL, paste_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "secret.paste", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Insert, GDK_SHIFT_MASK, "secret.paste", NULL);
  gtk_widget_class_set_css_name (widget_class, "tide-secret");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TEXT_BOX);
}

static void
tide_secret_entry_init (TideSecretEntry *self)
{
  self->bytes = sodium_malloc (CAPACITY);
  if (self->bytes == NULL)
    g_error ("no guarded memory for a passphrase");
  sodium_memzero (self->bytes, CAPACITY);
  self->paste = g_cancellable_new ();
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "text");
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);

  /* The simple context: an input method server is another program that would see what is typed. */
  self->im = gtk_im_context_simple_new ();
  gtk_im_context_set_client_widget (self->im, GTK_WIDGET (self));
  g_object_set (self->im, "input-purpose", GTK_INPUT_PURPOSE_PASSWORD, "input-hints", GTK_INPUT_HINT_PRIVATE,
                NULL);
  g_signal_connect (self->im, "commit", G_CALLBACK (commit_cb), self);

  GtkEventController *keys = gtk_event_controller_key_new ();
  gtk_event_controller_key_set_im_context (GTK_EVENT_CONTROLLER_KEY (keys), self->im);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  GtkEventController *focus = gtk_event_controller_focus_new ();
  g_signal_connect (focus, "notify::is-focus", G_CALLBACK (focus_changed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  GtkGesture *click = gtk_gesture_click_new ();
  g_signal_connect (click, "pressed", G_CALLBACK (click_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

GtkWidget *
tide_secret_entry_new (const char *label)
{
  return g_object_new (TIDE_TYPE_SECRET_ENTRY, "label", label, NULL);
}
