/* tide-reference-card.c: the card of references as widgets.  See tide-reference-card.h.
 *
 * Each line carries its citation, in the colour and with the sign of cited figures everywhere. */
#include "tide-reference-card.h"

#include <glib/gi18n-lib.h>

#include "tide-cohort-row.h"
#include "tide-studies.h"

#define WIDTH 640
#define HEIGHT 620

/* What is said, and under it who said it; the full source is the tooltip. */
static GtkWidget *
make_row (const char *label, const char *words, const char *citation, const char *source)
{
  GtkWidget *row = adw_action_row_new (), *sign = gtk_image_new_from_icon_name ("user-bookmarks-symbolic");
  g_autofree char *title = g_markup_escape_text (label, -1);
  g_autofree char *subtitle = g_markup_printf_escaped ("%s\n<i>%s</i>", words, citation);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_add_css_class (sign, "tide-sheet-reference");
  gtk_accessible_update_property (GTK_ACCESSIBLE (sign), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Cited"), -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), sign);
  gtk_widget_add_css_class (row, "tide-cited-row");
  gtk_widget_set_tooltip_text (row, source);
  return row;
}

/* --- studies on file --- */

static gboolean
is_asked (guint32 mask, const guint32 *arms, guint n_arms)
{
  for (guint i = 0; i < n_arms; i++)
    if (arms[i] == mask)
      return TRUE;
  return n_arms == 0;
}

GtkWidget *
tide_reference_card_make_studies (const char *condition, const guint32 *arms, guint n_arms)
{
  const TideStudies *studies = tide_studies_get_shipped ();
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *heading = tide_studies_dup_heading (studies, condition);
  g_autofree char *title = g_markup_escape_text (heading, -1);
  guint n = 0;
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  for (guint i = 0; i < studies->notes->len; i++)
    {
      const TideStudyNote *note = studies->notes->pdata[i];
      if (g_strcmp0 (note->condition, condition) != 0 || !is_asked (note->arms, arms, n_arms))
        continue;
      g_autofree char *label = tide_arms_dup_label (note->arms);
      g_autofree char *words = tide_study_note_dup_words (note);
      g_autofree char *citation = tide_study_note_dup_citation (note);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                                 make_row (label, words, citation, note->source));
      n++;
    }
  if (n == 0)
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                           _ ("No study of these treatments is on file."));
  return group;
}

/* --- the card --- */

static void
add_treatments (GtkBox *box, const TideStudies *studies)
{
  GtkWidget *group = NULL;
  guint32 last = 0;
  for (guint i = 0; i < studies->card->len; i++)
    {
      const TideCardRow *row = studies->card->pdata[i];
      g_autofree char *citation = tide_card_row_dup_citation (row);
      if (row->arms != last)
        {
          g_autofree char *label = tide_arms_dup_label (row->arms);
          g_autofree char *title = g_markup_escape_text (label, -1);
          group = adw_preferences_group_new ();
          adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
          gtk_box_append (box, group);
          last = row->arms;
        }
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                                 make_row (_ (row->label), _ (row->words), citation, row->source));
    }
}

static void
add_conditions (GtkBox *box, const TideStudies *studies)
{
  const char *last = NULL;
  for (guint i = 0; i < studies->notes->len; i++)
    {
      const char *condition = ((const TideStudyNote *) studies->notes->pdata[i])->condition;
      if (g_strcmp0 (condition, last) != 0)
        gtk_box_append (box, tide_reference_card_make_studies (condition, NULL, 0));
      last = condition;
    }
}

static GtkWidget *
make_page (void)
{
  const TideStudies *studies = tide_studies_get_shipped ();
  GtkWidget *scroller = gtk_scrolled_window_new (), *clamp = adw_clamp_new (),
            *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18), *note = gtk_label_new (NULL);
  gtk_label_set_text (GTK_LABEL (note),
                      _ ("To read, not to compute with. All of it is from other people’s studies, none from "
                         "this clinic, and none of it is a recommendation."));
  gtk_label_set_wrap (GTK_LABEL (note), TRUE);
  gtk_label_set_xalign (GTK_LABEL (note), 0);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_box_append (GTK_BOX (box), note);
  add_treatments (GTK_BOX (box), studies);
  add_conditions (GTK_BOX (box), studies);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

void
tide_reference_card_present (GtkWindow *parent)
{
  GtkWidget *window = adw_window_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkEventController *keys = gtk_shortcut_controller_new ();
  gtk_window_set_title (GTK_WINDOW (window), _ ("Reference Card"));
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), make_page ());
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0), gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, keys);
  gtk_window_present (GTK_WINDOW (window));
}
