/* tide-date-entry.c: the date is a text first: typing is faster than any calendar, and a birth date is 50
 * years of clicks away.  The calendar is there for the days around today. */

#include "tide-date-entry.h"

#include <glib/gi18n-lib.h>

#include "tide-typed-time.h"

struct _TideDateEntry
{
  GtkWidget parent_instance;

  GtkWidget *entry, *button, *calendar, *popover;
  gboolean with_time;
  gboolean filling; /* the calendar follows the text: no way back */
  TideInstant set;  /* the instant that was put here, and the text that it became: while that text stands, */
  char *set_text;   /* the instant keeps its seconds and the offset of the clock that wrote it */
};

G_DEFINE_FINAL_TYPE (TideDateEntry, tide_date_entry, GTK_TYPE_WIDGET)

enum
{
  PROP_WITH_TIME = 1,
};
static guint changed_signal, activate_signal;

static void
entry_changed_cb (GtkEditable *editable, TideDateEntry *self)
{
  g_signal_emit (self, changed_signal, 0);
}

static void
entry_activate_cb (GtkEntry *entry, TideDateEntry *self)
{
  g_signal_emit (self, activate_signal, 0);
}

static TideDate
get_shown_date (TideDateEntry *self)
{
  g_autofree char *fault = NULL;
  TideInstant instant;
  TideDate date;

  if (self->with_time)
    return tide_date_entry_read_instant (self, &instant, &fault) && tide_instant_is_known (instant)
             ? tide_instant_get_date (instant)
             : TIDE_DATE_UNKNOWN;
  return tide_date_entry_read_date (self, &date, &fault) ? date : TIDE_DATE_UNKNOWN;
}

static void
popover_show_cb (GtkWidget *popover, TideDateEntry *self)
{
  TideDate date = get_shown_date (self);
  g_autoptr (GDateTime) day = NULL;
  int y, m, d;

  if (!tide_date_is_known (date))
    date = tide_date_today ();
  tide_date_get_ymd (date, &y, &m, &d);
  day = g_date_time_new_local (y, m, d, 12, 0, 0);
  self->filling = TRUE;
  if (day)
    gtk_calendar_select_day (GTK_CALENDAR (self->calendar), day);
  self->filling = FALSE;
}

static void
day_selected_cb (GtkCalendar *calendar, TideDateEntry *self)
{
  g_autoptr (GDateTime) day = NULL;
  g_autofree char *fault = NULL;
  TideInstant instant;
  TideDate date;
  int hour = 0, minute = 0;

  if (self->filling)
    return;
  day = gtk_calendar_get_date (calendar);
  date = tide_date_from_ymd (g_date_time_get_year (day), g_date_time_get_month (day),
                             g_date_time_get_day_of_month (day));
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  if (!self->with_time)
    {
      tide_date_entry_set_date (self, date);
      return;
    }
  if (tide_date_entry_read_instant (self, &instant, &fault) && tide_instant_is_known (instant)
      && instant.precision == TIDE_PRECISION_MINUTE)
    {
      tide_instant_get_clock (instant, &hour, &minute);
      instant = tide_instant_from_local (date, hour, minute);
    }
  else
    instant = tide_instant_from_date (date);
  tide_date_entry_set_instant (self, instant);
}

static void
tide_date_entry_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  TIDE_DATE_ENTRY (object)->with_time = g_value_get_boolean (value);
}

static void
tide_date_entry_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, TIDE_DATE_ENTRY (object)->with_time);
}

static gboolean
tide_date_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (TIDE_DATE_ENTRY (widget)->entry);
}

/* Entry, then calendar. GTK's own would, going back, ask the whole for the keyboard and get the entry again.
 */
static gboolean
tide_date_entry_focus (GtkWidget *widget, GtkDirectionType direction)
{
  TideDateEntry *self = TIDE_DATE_ENTRY (widget);
  GtkWidget *at = gtk_widget_get_focus_child (widget);
  gboolean back = direction == GTK_DIR_TAB_BACKWARD || direction == GTK_DIR_LEFT || direction == GTK_DIR_UP;
  GtkWidget *first = back ? self->button : self->entry, *second = back ? self->entry : self->button;

  if (at != second && gtk_widget_child_focus (first, direction))
    return TRUE;
  return gtk_widget_child_focus (second, direction);
}

static void
tide_date_entry_dispose (GObject *object)
{
  TideDateEntry *self = TIDE_DATE_ENTRY (object);

  g_clear_pointer (&self->entry, gtk_widget_unparent);
  g_clear_pointer (&self->button, gtk_widget_unparent);
  G_OBJECT_CLASS (tide_date_entry_parent_class)->dispose (object);
}

static void
tide_date_entry_finalize (GObject *object)
{
  g_free (TIDE_DATE_ENTRY (object)->set_text);
  G_OBJECT_CLASS (tide_date_entry_parent_class)->finalize (object);
}

static void
tide_date_entry_class_init (TideDateEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = tide_date_entry_dispose;
  object_class->finalize = tide_date_entry_finalize;
  object_class->set_property = tide_date_entry_set_property;
  object_class->get_property = tide_date_entry_get_property;
  widget_class->grab_focus = tide_date_entry_grab_focus;
  widget_class->focus = tide_date_entry_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "tide-date-entry");
  g_object_class_install_property (
    object_class, PROP_WITH_TIME,
    g_param_spec_boolean ("with-time", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  activate_signal = g_signal_new ("activate", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

static void
tide_date_entry_init (TideDateEntry *self)
{
  self->entry = gtk_entry_new ();
  gtk_widget_set_hexpand (self->entry, TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 8);
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  g_signal_connect (self->entry, "changed", G_CALLBACK (entry_changed_cb), self);
  g_signal_connect (self->entry, "activate", G_CALLBACK (entry_activate_cb), self);

  self->calendar = gtk_calendar_new ();
  g_signal_connect (self->calendar, "day-selected", G_CALLBACK (day_selected_cb), self);
  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), self->calendar);
  g_signal_connect (self->popover, "show", G_CALLBACK (popover_show_cb), self);
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->button), "x-office-calendar-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), self->popover);
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->button, _ ("Pick a day"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Pick a day"), -1);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}

GtkWidget *
tide_date_entry_new (gboolean with_time)
{
  return g_object_new (TIDE_TYPE_DATE_ENTRY, "with-time", with_time, NULL);
}

GtkEditable *
tide_date_entry_get_editable (TideDateEntry *self)
{
  return GTK_EDITABLE (self->entry);
}

void
tide_date_entry_set_label (TideDateEntry *self, const char *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

void
tide_date_entry_set_date (TideDateEntry *self, TideDate date)
{
  g_autofree char *text = tide_typed_date_to_text (date);

  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
}

void
tide_date_entry_set_instant (TideDateEntry *self, TideInstant instant)
{
  char *text = tide_typed_instant_to_text (instant);

  self->set = instant;
  g_free (self->set_text);
  self->set_text = text;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
}

gboolean
tide_date_entry_read_date (TideDateEntry *self, TideDate *date, char **fault)
{
  return tide_typed_date_parse (gtk_editable_get_text (GTK_EDITABLE (self->entry)), date, fault);
}

gboolean
tide_date_entry_read_instant (TideDateEntry *self, TideInstant *instant, char **fault)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (tide_instant_is_known (self->set) && g_strcmp0 (text, self->set_text) == 0)
    {
      *instant = self->set;
      *fault = NULL;
      return TRUE;
    }
  return tide_typed_instant_parse (text, instant, fault);
}
