/* tide-visit-overview.c: a list of the visit's parts that says at a glance what is still to do, and leads
 * there. */

#include "tide-visit-overview.h"

#include <glib/gi18n-lib.h>

#include "tide-visit-goals.h"
#include <math.h>

#include "tide-form-draw.h"

struct _TideVisitOverview
{
  GtkWidget parent_instance;

  TideAnswerSheet *sheet;
  GtkWidget *list;
  GPtrArray *states; /* GtkLabel by part */
  GPtrArray *icons;  /* GtkImage by part */
};

G_DEFINE_FINAL_TYPE (TideVisitOverview, tide_visit_overview, GTK_TYPE_WIDGET)

static guint chosen_signal;

const char *
tide_visit_part_name (const TideSheetPart *part)
{
  if (part->label)
    return part->label;
  if (part->assessment)
    return tide_instrument_get_short_name (tide_assessment_get_instrument (part->assessment));
  return part->kind == TIDE_PART_EFFECTS ? _ ("Unwanted effects") : _ ("Note");
}

guint
tide_visit_count_joint_parts (TideAnswerSheet *sheet, guint index)
{
  gboolean goals = tide_visit_goals_is_goal (tide_answer_sheet_get_part (sheet, index));
  guint n = 0;

  for (; index + n < tide_answer_sheet_get_n_parts (sheet); n++)
    {
      const TideSheetPart *part = tide_answer_sheet_get_part (sheet, index + n);

      if (part->assessment == NULL || part->n_rows != 1 || tide_visit_goals_is_goal (part) != goals)
        break;
    }
  return n;
}

char *
tide_visit_dup_joint_title (TideAnswerSheet *sheet, guint index, guint n)
{
  g_autoptr (GString) names = g_string_new (NULL);

  if (n == 2 && g_str_equal (tide_answer_sheet_get_part (sheet, index)->id, "cgis"))
    return g_strdup (_ ("Clinical global impression"));
  if (tide_visit_goals_is_goal (tide_answer_sheet_get_part (sheet, index)))
    return g_strdup (_ ("Goals, 0 not at all to 10 reached"));
  for (guint i = 0; i < n; i++)
    g_string_append_printf (names, "%s%s", i ? ", " : "",
                            tide_visit_part_name (tide_answer_sheet_get_part (sheet, index + i)));
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, TideVisitOverview *self)
{
  g_signal_emit (self, chosen_signal, 0, (guint) gtk_list_box_row_get_index (row));
}

static void
tide_visit_overview_dispose (GObject *object)
{
  TideVisitOverview *self = TIDE_VISIT_OVERVIEW (object);

  g_clear_pointer (&self->list, gtk_widget_unparent);
  g_clear_object (&self->sheet);
  G_OBJECT_CLASS (tide_visit_overview_parent_class)->dispose (object);
}

static void
tide_visit_overview_finalize (GObject *object)
{
  g_ptr_array_unref (TIDE_VISIT_OVERVIEW (object)->states);
  g_ptr_array_unref (TIDE_VISIT_OVERVIEW (object)->icons);
  G_OBJECT_CLASS (tide_visit_overview_parent_class)->finalize (object);
}

static void
tide_visit_overview_class_init (TideVisitOverviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tide_visit_overview_dispose;
  G_OBJECT_CLASS (klass)->finalize = tide_visit_overview_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/tidemark/Tidemark/ui/tide-visit-overview.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, TideVisitOverview, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
tide_visit_overview_init (TideVisitOverview *self)
{
  self->states = g_ptr_array_new ();
  self->icons = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_row (TideVisitOverview *self, const TideSheetPart *part)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *icon = gtk_image_new (), *name = gtk_label_new (tide_visit_part_name (part)),
            *state = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (GTK_LABEL (state), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (state), 1);
  gtk_widget_add_css_class (state, "tide-small");
  gtk_widget_add_css_class (state, "tide-numbers");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), state);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_add_css_class (row, "tide-visit-part");
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
  g_ptr_array_add (self->icons, icon);
  g_ptr_array_add (self->states, state);
}

GtkWidget *
tide_visit_overview_new (TideAnswerSheet *sheet)
{
  TideVisitOverview *self = g_object_new (TIDE_TYPE_VISIT_OVERVIEW, NULL);

  self->sheet = g_object_ref (sheet);
  for (guint i = 0; i < tide_answer_sheet_get_n_parts (sheet); i++)
    add_row (self, tide_answer_sheet_get_part (sheet, i));
  tide_visit_overview_update (self);
  return GTK_WIDGET (self);
}

static char *
dup_score (const TideSheetPart *part)
{
  TideInstrument *instrument = tide_assessment_get_instrument (part->assessment);
  const TideScoreInfo *primary = tide_instrument_get_primary (instrument);
  const TideScore *score = tide_scores_find (tide_assessment_get_scores (part->assessment), primary->id);
  const TideBandSet *set = tide_instrument_find_band_set (instrument, primary->id, NULL);
  const TideBand *band;
  g_autofree char *number = NULL;

  if (score == NULL || isnan (score->value))
    return g_strdup (_ ("complete"));
  number = tide_form_number (score->value, primary->decimals);
  band = set ? tide_band_set_find (set, score->value) : NULL;
  return band ? g_strdup_printf ("%s · %s", number, band->label) : g_steal_pointer (&number);
}

static char *
dup_state (TideVisitOverview *self, guint index)
{
  const TideSheetPart *part = tide_answer_sheet_get_part (self->sheet, index);
  guint answered = tide_answer_sheet_count_answered (self->sheet, index);
  guint missing = tide_answer_sheet_count_missing (self->sheet, index);

  if (part->not_done)
    return g_strdup_printf (_ ("not done: %s"), part->not_done);
  if (part->kind == TIDE_PART_NOTE)
    return g_strdup ("");
  if (part->kind == TIDE_PART_EFFECTS)
    return g_strdup (part->effects == TIDE_EFFECTS_NOT_ASKED ? _ ("to ask")
                     : part->effects == TIDE_EFFECTS_NONE    ? _ ("none")
                                                             : _ ("some"));
  if (tide_answer_sheet_part_is_complete (self->sheet, index))
    return dup_score (part);
  return g_strdup_printf (_ ("%u of %u"), answered, answered + missing);
}

void
tide_visit_overview_update (TideVisitOverview *self)
{
  guint current = tide_answer_sheet_get_row (self->sheet, tide_answer_sheet_get_cursor (self->sheet))->part;

  for (guint i = 0; i < self->states->len; i++)
    {
      const TideSheetPart *part = tide_answer_sheet_get_part (self->sheet, i);
      gboolean complete = tide_answer_sheet_part_is_complete (self->sheet, i) && part->kind != TIDE_PART_NOTE;
      g_autofree char *state = dup_state (self, i);
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), (int) i);

      gtk_label_set_text (self->states->pdata[i], state);
      gtk_image_set_from_icon_name (self->icons->pdata[i], part->not_done ? "list-remove-symbolic"
                                                           : complete     ? "emblem-ok-symbolic"
                                                           : i == current ? "go-next-symbolic"
                                                                          : NULL);
      if (i == current)
        gtk_widget_add_css_class (GTK_WIDGET (row), "current");
      else
        gtk_widget_remove_css_class (GTK_WIDGET (row), "current");
    }
}
