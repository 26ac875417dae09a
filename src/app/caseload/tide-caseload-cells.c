/* tide-caseload-cells.c: the columns of the caseload: how each writes its cell and how it sorts. */
#include "tide-caseload-cells.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include "tide-accessible-name.h"
#include "tide-caseload-item.h"
#include "tide-chart-style.h"

static const TideCaseloadLine *
line_of (gconstpointer item)
{
  return tide_caseload_item_get_line ((gpointer) item);
}

static const TidePatientRow *
row_of (gconstpointer item)
{
  return line_of (item)->row;
}

static const TidePatientSummary *
summary_of (gconstpointer item)
{
  return line_of (item)->summary;
}

/* --- cells --- */

static GtkWidget *
make_name (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4), *label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), gtk_image_new ());
  return box;
}

static void
bind_name (GtkWidget *cell, gpointer item, gpointer data)
{
  const TidePatientRow *row = row_of (item);
  GtkWidget *label = gtk_widget_get_first_child (cell), *image = gtk_widget_get_last_child (cell);
  g_autofree char *name = g_markup_printf_escaped (
    "<b>%s</b>%s%s", row->family_name != NULL ? row->family_name : "", row->given_name != NULL ? ", " : "",
    row->given_name != NULL ? row->given_name : "");
  g_autofree char *death = tide_death_text (row, FALSE), *spoken = tide_death_text (row, TRUE);
  g_autofree char *shown
    = g_strdup_printf ("%s%s%s", name, death != NULL ? "  " : "", death != NULL ? death : "");
  gtk_label_set_markup (GTK_LABEL (label), shown);
  g_autofree char *said = g_strdup_printf (
    "%s%s%s%s%s", row->family_name != NULL ? row->family_name : "", row->given_name != NULL ? ", " : "",
    row->given_name != NULL ? row->given_name : "", spoken != NULL ? ", " : "", spoken != NULL ? spoken : "");
  tide_accessible_name (label, said);
  gtk_widget_set_visible (image, row->highest_alert != TIDE_LEVEL_NONE);
  for (TideLevel l = TIDE_LEVEL_YELLOW; l <= TIDE_LEVEL_RED; l++)
    gtk_widget_remove_css_class (image, tide_level_css_class (l));
  if (row->highest_alert == TIDE_LEVEL_NONE)
    return;
  g_autofree char *words = g_strdup_printf (_ ("Open alert: %s"), tide_level_word (row->highest_alert));
  gtk_image_set_from_icon_name (GTK_IMAGE (image), tide_level_icon_name (row->highest_alert));
  gtk_widget_add_css_class (image, tide_level_css_class (row->highest_alert));
  gtk_widget_set_tooltip_text (image, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
bind_mrn (GtkWidget *cell, gpointer item, gpointer data)
{
  gtk_label_set_text (GTK_LABEL (cell), row_of (item)->mrn);
}

static void
bind_diagnosis (GtkWidget *cell, gpointer item, gpointer data)
{
  gtk_label_set_text (GTK_LABEL (cell), tide_diagnosis_abbreviation (row_of (item)->diagnosis));
  gtk_widget_set_tooltip_text (cell, row_of (item)->diagnosis);
}

static void
bind_last (GtkWidget *cell, gpointer item, gpointer data)
{
  const TidePatientSummary *summary = summary_of (item);
  g_autofree char *total = tide_patient_summary_dup_total (summary);
  g_autofree char *markup
    = total[0] == '\0'
        ? g_strdup ("–")
        : g_markup_printf_escaped ("<span alpha=\"78%%\">%s</span> <b>%s</b>", summary->instrument, total);
  gtk_label_set_markup (GTK_LABEL (cell), markup);
}

static void
bind_change (GtkWidget *cell, gpointer item, gpointer data)
{
  g_autofree char *text = tide_caseload_line_dup_change (line_of (item));
  gtk_label_set_text (GTK_LABEL (cell), text);
}

static GtkWidget *
make_state (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), tide_state_glyph_new (TIDE_STATE_NONE));
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

static void
bind_state (GtkWidget *cell, gpointer item, gpointer data)
{
  const TidePatientSummary *summary = summary_of (item);
  g_autofree char *words = tide_patient_summary_dup_state_words (summary, FALSE);
  tide_state_glyph_set (TIDE_STATE_GLYPH (gtk_widget_get_first_child (cell)),
                        tide_patient_summary_get_state (summary));
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (cell)), words);
}

static void
bind_weeks (GtkWidget *cell, gpointer item, gpointer data)
{
  g_autofree char *text = tide_caseload_line_dup_weeks (line_of (item));
  gtk_label_set_text (GTK_LABEL (cell), text);
}

static void
bind_sessions (GtkWidget *cell, gpointer item, gpointer data)
{
  g_autofree char *text = tide_caseload_line_dup_sessions (line_of (item));
  gtk_label_set_text (GTK_LABEL (cell), text);
}

static void
bind_rated (GtkWidget *cell, gpointer item, gpointer data)
{
  g_autofree char *day = tide_caseload_line_dup_rated (line_of (item));
  gtk_label_set_text (GTK_LABEL (cell), day);
}

/* "3 Dec 2025"; with the scale and how late it is for those who point at it. */
static void
bind_due (GtkWidget *cell, gpointer item, gpointer data)
{
  const TideCaseloadLine *line = line_of (item);
  gboolean late;
  g_autofree char *words = tide_caseload_line_dup_due (line, tide_date_today (), &late);
  gtk_widget_remove_css_class (cell, "tide-red");
  gtk_widget_set_tooltip_text (cell, line->due_scale);
  gtk_label_set_text (GTK_LABEL (cell), words);
  if (late)
    gtk_widget_add_css_class (cell, "tide-red");
}

static GtkWidget *
make_trend (void)
{
  GtkWidget *line = tide_sparkline_new ();
  gtk_widget_set_halign (line, GTK_ALIGN_START);
  return line;
}

static void
bind_trend (GtkWidget *cell, gpointer item, gpointer data)
{
  const TidePatientSummary *summary = summary_of (item);
  tide_sparkline_set (TIDE_SPARKLINE (cell), summary->ratings, summary->n_ratings,
                      tide_patient_summary_get_state (summary));
}

/* --- order --- */

static int
compare_name (gconstpointer a, gconstpointer b, gpointer data)
{
  return strcmp (line_of (a)->key, line_of (b)->key);
}

static int
compare_mrn (gconstpointer a, gconstpointer b, gpointer data)
{
  return g_strcmp0 (row_of (a)->mrn, row_of (b)->mrn);
}

static int
compare_diagnosis (gconstpointer a, gconstpointer b, gpointer data)
{
  return g_strcmp0 (row_of (a)->diagnosis, row_of (b)->diagnosis);
}

/* What is not known stands first ascending, so that descending shows what is. */
static int
compare_numbers (double a, double b)
{
  if (isnan (a) || isnan (b))
    return isnan (b) - isnan (a);
  return (a > b) - (a < b);
}

static int
compare_last (gconstpointer a, gconstpointer b, gpointer data)
{
  int scale = g_strcmp0 (summary_of (a)->instrument, summary_of (b)->instrument);
  return scale != 0 ? scale : compare_numbers (summary_of (a)->last, summary_of (b)->last);
}

static int
compare_change (gconstpointer a, gconstpointer b, gpointer data)
{
  return compare_numbers (summary_of (a)->change, summary_of (b)->change);
}

static int
compare_state (gconstpointer a, gconstpointer b, gpointer data)
{
  return (int) tide_patient_summary_get_state (summary_of (a))
         - (int) tide_patient_summary_get_state (summary_of (b));
}

static int
compare_weeks (gconstpointer a, gconstpointer b, gpointer data)
{
  return summary_of (a)->weeks - summary_of (b)->weeks;
}

static int
compare_sessions (gconstpointer a, gconstpointer b, gpointer data)
{
  return (int) summary_of (a)->n_sessions - (int) summary_of (b)->n_sessions;
}

static int
compare_rated (gconstpointer a, gconstpointer b, gpointer data)
{
  return tide_instant_compare (summary_of (a)->rated, summary_of (b)->rated);
}

/* Who is asked for nothing stands last ascending: the longest overdue first. */
static int
compare_due (gconstpointer a, gconstpointer b, gpointer data)
{
  TideDate one = line_of (a)->due, other = line_of (b)->due;
  if (!tide_date_is_known (one) || !tide_date_is_known (other))
    return (int) tide_date_is_known (other) - (int) tide_date_is_known (one);
  return one - other;
}

const TideColumnInfo tide_caseload_columns[TIDE_N_CASELOAD_COLUMNS] = {
  { "name", N_ ("Name"), make_name, bind_name, compare_name, 150, FALSE, TRUE },
  { "mrn", N_ ("Record"), NULL, bind_mrn, compare_mrn, 92, FALSE, FALSE, 9 },
  { "diagnosis", N_ ("Diagnosis"), NULL, bind_diagnosis, compare_diagnosis, 92, FALSE, FALSE, 6 },
  { "last", N_ ("Last score"), NULL, bind_last, compare_last, 116, FALSE, FALSE, 8 },
  { "change", N_ ("Change"), NULL, bind_change, compare_change, 78, TRUE, FALSE, 7 },
  { "state", N_ ("State"), make_state, bind_state, compare_state, 130, FALSE, FALSE },
  { "weeks", N_ ("Weeks"), NULL, bind_weeks, compare_weeks, 74, TRUE, FALSE, 3 },
  { "sessions", N_ ("Sessions"), NULL, bind_sessions, compare_sessions, 90, TRUE, FALSE, 2 },
  { "rated", N_ ("Last rated"), NULL, bind_rated, compare_rated, 112, FALSE, FALSE, 4 },
  { "due", N_ ("Next due"), NULL, bind_due, compare_due, 112, FALSE, FALSE, 5 },
  { "trend", N_ ("Trend"), make_trend, bind_trend, NULL, 80, FALSE, FALSE, 1 },
};
