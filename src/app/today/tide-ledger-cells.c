/* tide-ledger-cells.c: the columns of the alert ledger: how each writes its cell and how it sorts. */
#include "tide-ledger-cells.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tide-alert-rules.h"
#include "tide-ledger-item.h"
#include "tide-patient-summary.h"
#include "tide-wording.h"

static const TideAlert *
alert_of (gconstpointer item)
{
  return tide_ledger_item_get_alert ((gpointer) item);
}

/* --- cells --- */

static GtkWidget *
make_level (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_append (GTK_BOX (box), gtk_image_new ());
  gtk_box_append (GTK_BOX (box), gtk_label_new (NULL));
  return box;
}

static void
bind_level (GtkWidget *cell, gpointer item, gpointer data)
{
  TideLevel level = (TideLevel) alert_of (item)->level;
  GtkWidget *image = gtk_widget_get_first_child (cell);
  for (TideLevel l = TIDE_LEVEL_YELLOW; l <= TIDE_LEVEL_RED; l++)
    gtk_widget_remove_css_class (image, tide_level_css_class (l));
  gtk_widget_set_visible (image, level != TIDE_LEVEL_NONE);
  if (level != TIDE_LEVEL_NONE)
    {
      gtk_image_set_from_icon_name (GTK_IMAGE (image), tide_level_icon_name (level));
      gtk_widget_add_css_class (image, tide_level_css_class (level));
    }
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (cell)),
                      level != TIDE_LEVEL_NONE ? tide_level_word (level) : "");
}

static void
set_text (GtkWidget *cell, const char *text)
{
  gtk_label_set_text (GTK_LABEL (cell), text);
  gtk_widget_set_tooltip_text (cell, *text != '\0' ? text : NULL);
}

static void
bind_raised (GtkWidget *cell, gpointer item, gpointer data)
{
  g_autofree char *words = tide_instant_to_words (tide_instant_to_minute (alert_of (item)->raised));
  set_text (cell, words);
}

/* How long it has been open, or was until somebody acted. */
static void
bind_age (GtkWidget *cell, gpointer item, gpointer data)
{
  int days = tide_ledger_item_get_age (item, tide_date_today ());
  g_autofree char *words
    = days == 0 ? g_strdup (_ ("same day")) : g_strdup_printf (ngettext ("%d day", "%d days", days), days);
  g_autofree char *open = alert_of (item)->resolved ? NULL : g_strdup_printf (_ ("open %s"), words);
  set_text (cell, alert_of (item)->resolved ? words : days == 0 ? _ ("open today") : open);
}

static void
bind_patient (GtkWidget *cell, gpointer item, gpointer data)
{
  g_autofree char *markup = g_markup_printf_escaped ("<b>%s</b> %s", tide_ledger_item_get_name (item),
                                                     tide_ledger_item_get_mrn (item));
  gtk_label_set_markup (GTK_LABEL (cell), markup);
}

static void
bind_finding (GtkWidget *cell, gpointer item, gpointer data)
{
  const TideAlert *alert = alert_of (item);
  g_autoptr (GString) text = g_string_new (tide_ledger_item_get_title (item));
  if (alert->historical)
    g_string_append_printf (text, " · %s", _ ("entered late"));
  if (alert->source_amended)
    g_string_append_printf (text, " · %s", _ ("source amended"));
  set_text (cell, text->str);
}

static void
bind_rule (GtkWidget *cell, gpointer item, gpointer data)
{
  const char *rule = alert_of (item)->rule;
  gtk_label_set_text (GTK_LABEL (cell), rule != NULL ? rule : "");
  gtk_widget_set_tooltip_text (cell, rule != NULL ? tide_alert_rules_get_source (rule) : NULL);
}

static void
bind_source (GtkWidget *cell, gpointer item, gpointer data)
{
  g_autofree char *day = tide_date_to_words (tide_ledger_item_get_source_day (item));
  set_text (cell, day);
}

static void
bind_action (GtkWidget *cell, gpointer item, gpointer data)
{
  const TideAlert *alert = alert_of (item);
  if (!alert->resolved)
    {
      set_text (cell, _ ("Nobody has acted yet"));
      return;
    }
  g_autofree char *day
    = tide_instant_is_known (alert->acted) ? tide_date_to_words (tide_instant_get_date (alert->acted)) : NULL;
  g_autofree char *text = day != NULL
                            ? g_strdup_printf ("%s: %s", day, alert->action != NULL ? alert->action : "")
                            : g_strdup (alert->action != NULL ? alert->action : "");
  set_text (cell, text);
}

static void
bind_who (GtkWidget *cell, gpointer item, gpointer data)
{
  set_text (cell, tide_ledger_item_get_who (item));
}

/* --- order --- */

static int
compare_raised (gconstpointer a, gconstpointer b, gpointer data)
{
  return tide_instant_compare (alert_of (a)->raised, alert_of (b)->raised);
}

/* Highest first, the oldest stands first among equals. */
static int
compare_level (gconstpointer a, gconstpointer b, gpointer data)
{
  int by_level = alert_of (a)->level - alert_of (b)->level;
  return by_level != 0 ? by_level : compare_raised (b, a, data);
}

static int
compare_age (gconstpointer a, gconstpointer b, gpointer data)
{
  TideDate today = tide_date_today ();
  return tide_ledger_item_get_age ((gpointer) a, today) - tide_ledger_item_get_age ((gpointer) b, today);
}

static int
compare_patient (gconstpointer a, gconstpointer b, gpointer data)
{
  return strcmp (tide_ledger_item_get_key ((gpointer) a), tide_ledger_item_get_key ((gpointer) b));
}

static int
compare_finding (gconstpointer a, gconstpointer b, gpointer data)
{
  return g_utf8_collate (tide_ledger_item_get_title ((gpointer) a),
                         tide_ledger_item_get_title ((gpointer) b));
}

/* "A9" before "A10". */
static int
compare_rule (gconstpointer a, gconstpointer b, gpointer data)
{
  const char *one = alert_of (a)->rule != NULL ? alert_of (a)->rule : "";
  const char *other = alert_of (b)->rule != NULL ? alert_of (b)->rule : "";
  gsize n = strlen (one), m = strlen (other);
  return n != m && *one == *other ? (n > m) - (n < m) : strcmp (one, other);
}

static int
compare_source (gconstpointer a, gconstpointer b, gpointer data)
{
  return tide_ledger_item_get_source_day ((gpointer) a) - tide_ledger_item_get_source_day ((gpointer) b);
}

static int
compare_who (gconstpointer a, gconstpointer b, gpointer data)
{
  return g_utf8_collate (tide_ledger_item_get_who ((gpointer) a), tide_ledger_item_get_who ((gpointer) b));
}

const TideColumnInfo tide_ledger_columns[TIDE_N_LEDGER_COLUMNS] = {
  { "level", N_ ("Level"), make_level, bind_level, compare_level, 90, FALSE, FALSE },
  { "raised", N_ ("Raised"), NULL, bind_raised, compare_raised, 150, FALSE, FALSE, 4 },
  { "age", N_ ("Age"), NULL, bind_age, compare_age, 112, FALSE, FALSE, 5 },
  { "patient", N_ ("Patient"), NULL, bind_patient, compare_patient, 228, FALSE, FALSE },
  { "finding", N_ ("Finding"), NULL, bind_finding, compare_finding, 300, FALSE, TRUE },
  { "rule", N_ ("Rule"), NULL, bind_rule, compare_rule, 68, FALSE, FALSE, 1 },
  { "source", N_ ("Source’s day"), NULL, bind_source, compare_source, 112, FALSE, FALSE, 2 },
  { "action", N_ ("Action"), NULL, bind_action, NULL, 190, FALSE, FALSE, 6 },
  { "who", N_ ("By"), NULL, bind_who, compare_who, 110, FALSE, FALSE, 3 },
};
