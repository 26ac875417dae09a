/* tide-sessions-view.c: the sessions of all courses of a patient, newest first, and the talks that are
 * missing after a dose (F53). */
#include "tide-sessions-view.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include "tide-course-facts.h"
#include "tide-patient-summary.h"
#include "tide-record-item.h"
#include "tide-record-rows.h"
#include "tide-session-given.h"
#include "tide-session-facts.h"
#include "tide-table.h"
#include "tide-wording.h"

struct _TideSessionsView
{
  AdwBin parent_instance;
  GtkStack *stack;
  GtkColumnView *view;
  AdwPreferencesGroup *missing_group, *watch_group;
  GPtrArray *missing_rows, *watch_rows; /* (GtkWidget, not owned) */
  GListStore *items;                    /* TideRecordItem */
  GtkSingleSelection *selection;
};

G_DEFINE_FINAL_TYPE (TideSessionsView, tide_sessions_view, ADW_TYPE_BIN)

static const TideSession *
session_of (gconstpointer item)
{
  return tide_record_item_get_record ((gpointer) item);
}

static void
bind_date (GtkWidget *cell, gpointer item, gpointer data)
{
  g_autofree char *words = tide_instant_to_words (session_of (item)->started);
  gtk_label_set_text (GTK_LABEL (cell), words);
}

static void
bind_course (GtkWidget *cell, gpointer item, gpointer data)
{
  const TideHistory *history = tide_record_item_get_model (item)->history;
  const TideCourse *course = tide_history_find_course (history, session_of (item)->course_id);
  g_autofree char *title = course != NULL ? tide_course_dup_title (course) : g_strdup ("");
  gtk_label_set_text (GTK_LABEL (cell), title);
}

static void
bind_kind (GtkWidget *cell, gpointer item, gpointer data)
{
  const TideHistory *history = tide_record_item_get_model (item)->history;
  gtk_label_set_text (GTK_LABEL (cell), tide_session_get_kind_word (history, session_of (item)));
}

/* How far from the day that was agreed: a session that came late says so. */
static char *
dup_delay (const TideSession *session)
{
  if (!tide_instant_is_known (session->planned) || !tide_instant_is_known (session->started)
      || !tide_session_status_happened (session->status))
    return NULL;
  int days = tide_instant_get_date (session->started) - tide_instant_get_date (session->planned);
  if (days <= 0)
    return NULL;
  return g_strdup_printf (ngettext ("%d day late", "%d days late", days), days);
}

static void
bind_people (GtkWidget *cell, gpointer item, gpointer data)
{
  const TideHistory *history = tide_record_item_get_model (item)->history;
  const TideSession *session = session_of (item);
  const struct
  {
    gint64 id;
    const char *role;
  } people[] = { { session->administrator_id, _ ("by") },
                 { session->prescriber_id, _ ("prescribed by") },
                 { session->monitor_id, _ ("monitored by") } };
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autofree char *name = tide_words_dup_staff_name (history, people[i].id);
      if (*name != '\0')
        g_string_append_printf (text, "%s%s %s", text->len > 0 ? ", " : "", people[i].role, name);
    }
  if (session->unsupervised == 2)
    g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", _ ("unsupervised"));
  gtk_label_set_text (GTK_LABEL (cell), text->str);
}

static void
bind_status (GtkWidget *cell, gpointer item, gpointer data)
{
  const TideSession *session = session_of (item);
  const char *word = tide_word_for_code (tide_session_status_codes, session->status);
  g_autofree char *delay = dup_delay (session);
  g_autofree char *text = delay != NULL             ? g_strdup_printf ("%s, %s", word, delay)
                          : session->reason != NULL ? g_strdup_printf ("%s: %s", word, session->reason)
                                                    : g_strdup (word);
  gtk_label_set_text (GTK_LABEL (cell), text);
}

static char *
with_unit (double value, const char *unit)
{
  if (isnan (value))
    return g_strdup ("–");
  g_autofree char *number = tide_number_to_text (round (value * 100) / 100); /* a pump knows no more */
  return g_strdup_printf ("%s %s", number, unit);
}

static void
bind_dose (GtkWidget *cell, gpointer item, gpointer data)
{
  const TideSession *session = session_of (item);
  g_autofree char *mg = with_unit (session->dose_mg, "mg");
  double mg_per_kg = tide_session_get_mg_per_kg (session);
  g_autofree char *per_kg = with_unit (mg_per_kg, "mg/kg");
  g_autofree char *both = isnan (mg_per_kg)          ? g_strdup (mg)
                          : isnan (session->dose_mg) ? g_strdup (per_kg)
                                                     : g_strdup_printf ("%s · %s", mg, per_kg);
  gtk_label_set_text (GTK_LABEL (cell), both);
}

static void
bind_minutes (GtkWidget *cell, gpointer item, gpointer data)
{
  g_autofree char *text = with_unit (session_of (item)->minutes, _ ("min"));
  gtk_label_set_text (GTK_LABEL (cell), text);
}

static void
bind_homework (GtkWidget *cell, gpointer item, gpointer data)
{
  double percent = session_of (item)->homework_percent;
  g_autofree char *figure = tide_figure_text (percent, 0, FALSE);
  g_autofree char *text = isnan (percent) ? g_strdup (figure) : g_strdup_printf ("%s\u202f%%", figure);
  gtk_label_set_text (GTK_LABEL (cell), text);
}

static void
bind_place (GtkWidget *cell, gpointer item, gpointer data)
{
  const TideSession *session = session_of (item);
  const char *setting = tide_word_for_code (tide_setting_codes, session->setting);
  const char *device = session->device > 0 ? tide_word_for_code (tide_device_codes, session->device) : "";
  gboolean both = setting[0] != '\0' && device[0] != '\0';
  g_autofree char *text = g_strdup_printf ("%s%s%s", setting, both ? " · " : "", device);
  gtk_label_set_text (GTK_LABEL (cell), text);
}

static int
compare_date (gconstpointer a, gconstpointer b, gpointer data)
{
  return tide_instant_compare (session_of (a)->started, session_of (b)->started);
}

static int
compare_course (gconstpointer a, gconstpointer b, gpointer data)
{
  gint64 x = session_of (a)->course_id, y = session_of (b)->course_id;
  return (x > y) - (x < y);
}

static int
compare_status (gconstpointer a, gconstpointer b, gpointer data)
{
  return session_of (a)->status - session_of (b)->status;
}

static const TideColumnInfo columns[] = {
  { "date", N_ ("Date"), NULL, bind_date, compare_date, 150, FALSE, FALSE },
  { "course", N_ ("Course"), NULL, bind_course, compare_course, 120, FALSE, FALSE },
  { "kind", N_ ("Kind"), NULL, bind_kind, NULL, 96, FALSE, FALSE },
  { "status", N_ ("Status"), NULL, bind_status, compare_status, 130, FALSE, FALSE },
  { "dose", N_ ("Dose"), NULL, bind_dose, NULL, 150, FALSE, FALSE },
  { "minutes", N_ ("Duration"), NULL, bind_minutes, NULL, 84, TRUE, FALSE },
  { "homework", N_ ("Homework"), NULL, bind_homework, NULL, 96, TRUE, FALSE },
  { "place", N_ ("Setting"), NULL, bind_place, NULL, 130, FALSE, FALSE },
  { "people", N_ ("People"), NULL, bind_people, NULL, 0, FALSE, TRUE },
};

/* --- what is missing after a dose --- */

static GtkWidget *
new_missing_row (const TideHistory *history, const TideMissingIntegration *missing)
{
  g_autofree char *title = tide_session_dup_title (history, missing->dosing);
  g_autofree char *day = missing->planned != NULL
                           ? tide_instant_to_words (tide_instant_is_known (missing->planned->planned)
                                                      ? missing->planned->planned
                                                      : missing->planned->started)
                           : NULL;
  g_autofree char *words = day != NULL ? g_strdup_printf (_ ("Integration is agreed for %s"), day)
                                       : g_strdup (_ ("No integration is held or agreed"));
  GtkWidget *row = tide_record_row_new (title, words);
  if (missing->planned == NULL)
    tide_record_row_add_icon (row, "dialog-warning-symbolic", _ ("Integration is missing"), "tide-amber");
  tide_record_row_add_button (row, "list-add-symbolic", _ ("Add integration"), "patient.add-integration",
                              g_variant_new ("(xx)", missing->dosing->course_id, missing->dosing->base.id));
  return row;
}

static void
show_missing (TideSessionsView *self, TidePatientModel *model)
{
  g_autoptr (GPtrArray) fresh = g_ptr_array_new ();
  g_autoptr (GArray) missing = model != NULL ? tide_history_list_missing_integrations (model->history) : NULL;
  for (guint i = 0; missing != NULL && i < missing->len; i++)
    g_ptr_array_add (fresh,
                     new_missing_row (model->history, &g_array_index (missing, TideMissingIntegration, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->missing_group), fresh->len > 0);
  tide_record_group_replace (self->missing_group, self->missing_rows, fresh, _ ("None is missing"));
}

/* --- what is to be given, or is watched --- */

/* Started and not left, or agreed for today: it opens in the cockpit. */
static const char *
get_watch_words (const TideHistory *history, const TideSession *session)
{
  TideClockPhase phase = TIDE_CLOCK_NOT_STARTED;
  TideInstant agreed = tide_session_get_agreed (session);
  tide_clock_read (history->clock_events, session->base.id, &phase);
  if (!tide_session_is_dose (history, session) || tide_instant_is_known (session->discharged))
    return NULL;
  if (phase == TIDE_CLOCK_RUNNING || phase == TIDE_CLOCK_PAUSED)
    return _ ("Under way");
  if (phase == TIDE_CLOCK_OVER && tide_instant_get_date (session->started) >= tide_date_today () - 1)
    return _ ("Over, the patient has not left");
  gboolean today = tide_instant_is_known (agreed) && tide_instant_get_date (agreed) == tide_date_today ();
  return session->status == TIDE_SESSION_PLANNED && today ? _ ("Agreed for today") : NULL;
}

static void
show_watched (TideSessionsView *self, TidePatientModel *model)
{
  g_autoptr (GPtrArray) fresh = g_ptr_array_new ();
  for (guint i = model != NULL ? model->history->sessions->len : 0; i > 0; i--)
    {
      const TideSession *session = model->history->sessions->pdata[i - 1];
      const char *words = get_watch_words (model->history, session);
      if (words == NULL)
        continue;
      g_autofree char *title = tide_session_dup_title (model->history, session);
      GtkWidget *row = tide_record_row_new (title, words);
      tide_record_row_add_button (row, "alarm-symbolic", _ ("Open in the cockpit"), "patient.open-cockpit",
                                  g_variant_new_int64 (session->base.id));
      tide_record_row_set_action (row, "patient.open-cockpit", g_variant_new_int64 (session->base.id));
      g_ptr_array_add (fresh, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->watch_group), fresh->len > 0);
  tide_record_group_replace (self->watch_group, self->watch_rows, fresh, _ ("None"));
}

void
tide_sessions_view_set_model (TideSessionsView *self, TidePatientModel *model)
{
  g_return_if_fail (TIDE_IS_SESSIONS_VIEW (self));
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = model != NULL ? model->history->sessions->len : 0; i > 0; i--)
    g_ptr_array_add (items,
                     tide_record_item_new (model, g_ptr_array_index (model->history->sessions, i - 1)));
  g_list_store_remove_all (self->items);
  g_list_store_splice (self->items, 0, 0, items->pdata, items->len);
  gtk_stack_set_visible_child_name (self->stack, items->len > 0 ? "table" : "empty");
  show_missing (self, model);
  show_watched (self, model);
}

static void
activate_cb (GtkColumnView *view, guint position, TideSessionsView *self)
{
  g_autoptr (TideRecordItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  if (item != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "patient.edit-session", "(xx)",
                                session_of (item)->course_id, tide_record_item_get_id (item));
}

static void
realize_cb (GtkWidget *widget, gpointer data)
{
  tide_table_update_widths (TIDE_SESSIONS_VIEW (widget)->view, columns, NULL, G_N_ELEMENTS (columns));
}

static void
tide_sessions_view_finalize (GObject *object)
{
  TideSessionsView *self = TIDE_SESSIONS_VIEW (object);
  g_ptr_array_unref (self->missing_rows);
  g_ptr_array_unref (self->watch_rows);
  g_clear_object (&self->selection);
  g_clear_object (&self->items);
  G_OBJECT_CLASS (tide_sessions_view_parent_class)->finalize (object);
}

gint64
tide_sessions_view_get_selected (TideSessionsView *self)
{
  g_return_val_if_fail (TIDE_IS_SESSIONS_VIEW (self), 0);
  gpointer item = gtk_single_selection_get_selected_item (self->selection);
  return item != NULL ? session_of (item)->base.id : 0;
}

static void
tide_sessions_view_class_init (TideSessionsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->finalize = tide_sessions_view_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/tidemark/Tidemark/ui/tide-sessions-view.ui");
  gtk_widget_class_bind_template_child (widget_class, TideSessionsView, stack);
  gtk_widget_class_bind_template_child (widget_class, TideSessionsView, view);
  gtk_widget_class_bind_template_child (widget_class, TideSessionsView, missing_group);
  gtk_widget_class_bind_template_child (widget_class, TideSessionsView, watch_group);
}

static void
tide_sessions_view_init (TideSessionsView *self)
{
  self->missing_rows = g_ptr_array_new ();
  self->watch_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    tide_table_add_column (self->view, &columns[i], self);
  self->items = g_list_store_new (TIDE_TYPE_RECORD_ITEM);
  self->selection = tide_table_set_model (self->view, g_object_ref (G_LIST_MODEL (self->items)));
  g_signal_connect (self->view, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect (self, "realize", G_CALLBACK (realize_cb), NULL);
}
