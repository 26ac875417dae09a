/* tide-sheet-view.c: lays the rows of a sheet out in cards and keeps them true while a person types.
 *
 * The view follows the sheet's signals only: whatever changes an answer (key, mouse, draft, "as last time")
 * is shown the same way. */

#include "tide-sheet-view.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-chart-style.h"
#include "tide-form-draw.h"
#include "tide-skip-button.h"
#include "tide-typed-time.h"

typedef struct
{
  guint part;
  const char *group;    /* of the instrument */
  const char *score_id; /* the score that this group's items make up, or NULL */
  guint first_row, n_rows;
  GtkWidget *subtotal;
  GtkWidget *legend, *last_heading, *change_heading; /* at the first group of a part, else NULL */
} Group;

typedef struct
{
  guint part, n_parts; /* one heading may stand over several parts that follow each other */
  GtkWidget *count, *skip, *body;
} Heading;

struct _TideSheetView
{
  GtkBox parent_instance;

  TideAnswerSheet *sheet;
  TideSex sex;
  TideDate today;
  GPtrArray *rows;     /* TideItemRow by row index, NULL without */
  GPtrArray *outlooks; /* TideScoreOutlook by part, NULL without */
  GArray *groups, *headings;
  guint refused_row;
  TideSheetPromise promise;
  gpointer promise_data;
};

G_DEFINE_FINAL_TYPE (TideSheetView, tide_sheet_view, GTK_TYPE_BOX)

static void
clear_outlook (gpointer data)
{
  tide_score_outlook_free (data);
}

static void
tide_sheet_view_dispose (GObject *object)
{
  TideSheetView *self = TIDE_SHEET_VIEW (object);

  if (self->sheet)
    g_signal_handlers_disconnect_by_data (self->sheet, self);
  g_clear_object (&self->sheet);
  G_OBJECT_CLASS (tide_sheet_view_parent_class)->dispose (object);
}

static void
tide_sheet_view_finalize (GObject *object)
{
  TideSheetView *self = TIDE_SHEET_VIEW (object);

  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->outlooks);
  g_array_unref (self->groups);
  g_array_unref (self->headings);
  G_OBJECT_CLASS (tide_sheet_view_parent_class)->finalize (object);
}

static void
tide_sheet_view_class_init (TideSheetViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tide_sheet_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = tide_sheet_view_finalize;
}

static void
tide_sheet_view_init (TideSheetView *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "tide-sheet");
  self->rows = g_ptr_array_new ();
  self->outlooks = g_ptr_array_new_with_free_func (clear_outlook);
  self->groups = g_array_new (FALSE, TRUE, sizeof (Group));
  self->headings = g_array_new (FALSE, TRUE, sizeof (Heading));
  self->refused_row = G_MAXUINT;
}

/* --- showing --- */

gboolean *
tide_sheet_view_dup_marked (TideSheetView *self, guint part_index)
{
  TideSheetPart *part = tide_answer_sheet_get_part (self->sheet, part_index);
  gboolean *marked = g_new0 (gboolean, MAX (part->n_rows, 1));

  for (guint i = 0; part->assessment && i < part->n_rows; i++)
    {
      const TideSheetRow *row = tide_answer_sheet_get_row (self->sheet, part->first_row + i);

      marked[row->item] = row->marked;
    }
  return marked;
}

static void
refresh_outlook (TideSheetView *self, guint part_index)
{
  TideSheetPart *part = tide_answer_sheet_get_part (self->sheet, part_index);
  g_autofree gboolean *marked = NULL;

  if (part->assessment == NULL)
    return;
  marked = tide_sheet_view_dup_marked (self, part_index);
  clear_outlook (self->outlooks->pdata[part_index]);
  self->outlooks->pdata[part_index] = tide_score_outlook_new (
    tide_assessment_get_instrument (part->assessment), tide_assessment_get_answers (part->assessment), marked,
    part->previous, self->sex);
}

static const TideScoreView *
find_view (TideSheetView *self, guint part, const char *score_id)
{
  const TideScoreOutlook *outlook = self->outlooks->pdata[part];

  for (guint i = 0; outlook && i < outlook->n_views; i++)
    if (g_strcmp0 (outlook->views[i].info->id, score_id) == 0)
      return &outlook->views[i];
  return NULL;
}

static char *
describe_group (TideSheetView *self, const Group *group)
{
  const TideScoreView *view = group->score_id ? find_view (self, group->part, group->score_id) : NULL;
  guint answered = 0, asked = 0;
  g_autofree char *count = NULL, *score = NULL;

  for (guint i = group->first_row; i < group->first_row + group->n_rows; i++)
    {
      asked += tide_answer_sheet_is_asked (self->sheet, i);
      answered += tide_answer_sheet_get_answer (self->sheet, i).state != TIDE_ANSWER_MISSING;
    }
  if (answered == 0)
    return g_strdup_printf (ngettext ("%u item", "%u items", asked), asked);
  count = answered >= asked ? g_strdup_printf (_ ("all %u answered"), asked)
                            : g_strdup_printf (_ ("%u of %u answered"), answered, asked);
  if (view == NULL || isnan (view->so_far))
    return g_steal_pointer (&count);
  score = tide_form_number (view->so_far, view->info->decimals);
  if (isnan (view->value))
    return g_strdup_printf (_ ("%s so far · %s"), score, count);
  return g_strdup_printf (_ ("%s of %d · %s"), score, (int) view->maximum, count);
}

static void
refresh_group (TideSheetView *self, Group *group)
{
  TideSheetPart *part = tide_answer_sheet_get_part (self->sheet, group->part);
  g_autofree char *words = describe_group (self, group);

  gtk_label_set_text (GTK_LABEL (group->subtotal), words);
  if (group->legend == NULL)
    return;
  gtk_widget_set_visible (group->legend, part->previous != NULL);
  gtk_label_set_text (GTK_LABEL (group->change_heading), part->previous ? _ ("Change") : "");
  if (part->previous)
    {
      g_autofree char *day
        = tide_typed_short_date (tide_instant_get_date (part->previous_taken), self->today);
      const char *legend = _ ("last answer"); /* its day heads the column beside it */

      gtk_label_set_text (GTK_LABEL (g_object_get_data (G_OBJECT (group->legend), "tide-words")), legend);
      gtk_label_set_text (GTK_LABEL (group->last_heading), day);
    }
  else
    gtk_label_set_text (GTK_LABEL (group->last_heading), "");
}

static void
refresh_heading (TideSheetView *self, Heading *heading)
{
  TideSheetPart *part = tide_answer_sheet_get_part (self->sheet, heading->part);
  guint missing = 0;
  g_autofree char *words = NULL;

  for (guint i = heading->part; i < heading->part + heading->n_parts; i++)
    missing += tide_answer_sheet_count_missing (self->sheet, i);

  if (heading->skip)
    tide_skip_button_set_reason (TIDE_SKIP_BUTTON (heading->skip), part->not_done);
  gtk_widget_set_sensitive (heading->body, part->not_done == NULL);
  if (part->not_done)
    words = g_strdup_printf (_ ("not done: %s"), part->not_done);
  else if (part->kind == TIDE_PART_INSTRUMENT)
    words = missing == 0 ? g_strdup (_ ("complete")) : g_strdup_printf (_ ("%u to answer"), missing);
  else
    words = g_strdup (part->kind == TIDE_PART_NOTE              ? _ ("may stay empty")
                      : part->effects == TIDE_EFFECTS_NOT_ASKED ? _ ("to ask")
                      : part->effects == TIDE_EFFECTS_NONE      ? _ ("asked, none")
                                                                : _ ("some"));
  gtk_label_set_text (GTK_LABEL (heading->count), words);
}

/* Says at the item what a positive safety answer means before it is saved. */
static void
refresh_findings (TideSheetView *self, guint part_index)
{
  TideSheetPart *part = tide_answer_sheet_get_part (self->sheet, part_index);
  TideInstrument *instrument;
  g_autoptr (GArray) findings = NULL;

  if (part->assessment == NULL || self->promise == NULL)
    return;
  instrument = tide_assessment_get_instrument (part->assessment);
  findings = tide_instrument_find_safety (instrument, tide_assessment_get_answers (part->assessment),
                                          tide_assessment_get_scores (part->assessment), self->sex);
  for (guint i = part->first_row; i < part->first_row + part->n_rows; i++)
    if (self->rows->pdata[i] && i != self->refused_row)
      tide_item_row_set_note (self->rows->pdata[i], NULL, TIDE_LEVEL_NONE);
  for (guint i = 0; i < findings->len; i++)
    {
      const TideFinding *finding = &g_array_index (findings, TideFinding, i);
      int row = finding->item_id ? tide_answer_sheet_find_row (self->sheet, part->id, finding->item_id) : -1;

      if (row >= 0 && self->rows->pdata[row] && !finding->not_assessed && (guint) row != self->refused_row)
        tide_item_row_set_note (self->rows->pdata[row],
                                self->promise (part_index, finding, self->promise_data), finding->level);
    }
}

static void
refresh_part (TideSheetView *self, guint part_index)
{
  TideSheetPart *part = tide_answer_sheet_get_part (self->sheet, part_index);

  refresh_outlook (self, part_index);
  for (guint i = part->first_row; i < part->first_row + part->n_rows; i++)
    if (self->rows->pdata[i])
      tide_item_row_update (self->rows->pdata[i]);
  refresh_findings (self, part_index);
  for (guint i = 0; i < self->groups->len; i++)
    if (g_array_index (self->groups, Group, i).part == part_index)
      refresh_group (self, &g_array_index (self->groups, Group, i));
  for (guint i = 0; i < self->headings->len; i++)
    {
      Heading *heading = &g_array_index (self->headings, Heading, i);

      if (part_index >= heading->part && part_index < heading->part + heading->n_parts)
        refresh_heading (self, heading);
    }
}

void
tide_sheet_view_set_promise (TideSheetView *self, TideSheetPromise promise, gpointer data)
{
  self->promise = promise;
  self->promise_data = data;
}

void
tide_sheet_view_refresh_findings (TideSheetView *self)
{
  for (guint i = 0; i < tide_answer_sheet_get_n_parts (self->sheet); i++)
    refresh_findings (self, i);
}

void
tide_sheet_view_refresh (TideSheetView *self)
{
  for (guint i = 0; i < tide_answer_sheet_get_n_parts (self->sheet); i++)
    refresh_part (self, i);
}

static void
forget_refusal (TideSheetView *self)
{
  guint row = self->refused_row;

  self->refused_row = G_MAXUINT;
  if (row < self->rows->len && self->rows->pdata[row])
    {
      tide_item_row_set_note (self->rows->pdata[row], NULL, TIDE_LEVEL_NONE);
      refresh_findings (self, tide_answer_sheet_get_row (self->sheet, row)->part);
    }
}

static void
sheet_changed_cb (TideAnswerSheet *sheet, guint part, TideSheetView *self)
{
  forget_refusal (self);
  refresh_part (self, part);
}

static void
sheet_refused_cb (TideAnswerSheet *sheet, guint row, const char *why, TideSheetView *self)
{
  forget_refusal (self);
  if (row >= self->rows->len || self->rows->pdata[row] == NULL)
    return;
  self->refused_row = row;
  tide_item_row_set_note (self->rows->pdata[row], why, TIDE_LEVEL_RED);
  gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
sheet_pending_cb (TideAnswerSheet *sheet, TideSheetView *self)
{
  guint row = tide_answer_sheet_get_cursor (sheet);

  if (!tide_answer_sheet_is_halted (sheet))
    forget_refusal (self);
  if (row < self->rows->len && self->rows->pdata[row])
    tide_item_row_update (self->rows->pdata[row]);
}

/* Keeps the current row and its neighbours in sight. */
static void
scroll_to (TideSheetView *self, GtkWidget *row)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (row, GTK_TYPE_SCROLLED_WINDOW), *content;
  GtkAdjustment *adjustment;
  graphene_rect_t bounds;
  double page, margin = 3.6 * tide_chart_em (row);

  if (scrolled == NULL)
    return;
  content = gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (scrolled));
  if (GTK_IS_VIEWPORT (content))
    content = gtk_viewport_get_child (GTK_VIEWPORT (content));
  if (content == NULL || !gtk_widget_compute_bounds (row, content, &bounds))
    return;
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  page = gtk_adjustment_get_page_size (adjustment);
  margin = MIN (margin, MAX (0, (page - bounds.size.height) / 2));
  gtk_adjustment_clamp_page (adjustment, bounds.origin.y - margin,
                             bounds.origin.y + bounds.size.height + margin);
}

static void
sheet_cursor_cb (TideAnswerSheet *sheet, TideSheetView *self)
{
  guint row = tide_answer_sheet_get_cursor (sheet);

  forget_refusal (self);
  for (guint i = 0; i < self->rows->len; i++)
    if (self->rows->pdata[i])
      tide_item_row_update (self->rows->pdata[i]);
  if (row < self->rows->len && self->rows->pdata[row])
    {
      gtk_widget_grab_focus (self->rows->pdata[row]);
      scroll_to (self, self->rows->pdata[row]);
    }
}

/* A part that is no list of answers (unwanted effects, the note) takes the keyboard as a whole: without it, a
 * draft that was left there would open with no focus at all, and no key would do anything. */
static void
focus_part (TideSheetView *self, guint part)
{
  for (guint i = 0; i < self->headings->len; i++)
    {
      const Heading *heading = &g_array_index (self->headings, Heading, i);

      if (part < heading->part || part >= heading->part + heading->n_parts)
        continue;
      gtk_widget_child_focus (heading->body, GTK_DIR_TAB_FORWARD);
      scroll_to (self, heading->body);
    }
}

void
tide_sheet_view_focus (TideSheetView *self)
{
  guint row = tide_answer_sheet_get_cursor (self->sheet);

  sheet_cursor_cb (self->sheet, self);
  if (row < self->rows->len && self->rows->pdata[row] == NULL)
    focus_part (self, tide_answer_sheet_get_row (self->sheet, row)->part);
}

/* --- making --- */

TideSheetView *
tide_sheet_view_new (TideAnswerSheet *sheet, TideSex sex, TideDate today)
{
  TideSheetView *self = g_object_new (TIDE_TYPE_SHEET_VIEW, NULL);

  self->sheet = g_object_ref (sheet);
  self->sex = sex;
  self->today = today;
  g_ptr_array_set_size (self->rows, (int) tide_answer_sheet_get_n_rows (sheet));
  g_ptr_array_set_size (self->outlooks, (int) tide_answer_sheet_get_n_parts (sheet));
  g_signal_connect (sheet, "changed", G_CALLBACK (sheet_changed_cb), self);
  g_signal_connect (sheet, "cursor", G_CALLBACK (sheet_cursor_cb), self);
  g_signal_connect (sheet, "pending", G_CALLBACK (sheet_pending_cb), self);
  g_signal_connect (sheet, "refused", G_CALLBACK (sheet_refused_cb), self);
  return self;
}

static GtkWidget *
make_text (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_valign (label, GTK_ALIGN_BASELINE);
  if (css_class)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* "▬ last answer", and the two headings over the right columns. */
static void
add_columns (GtkWidget *box, Group *group)
{
  GtkWidget *legend = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *words = make_text (NULL, "tide-small");
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *last = make_text (NULL, "tide-previous");
  GtkWidget *change = make_text (NULL, "tide-change");

  gtk_widget_add_css_class (bar, "tide-legend-bar");
  gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (words, "tide-data-dim");
  gtk_label_set_ellipsize (GTK_LABEL (words), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (legend), bar);
  gtk_box_append (GTK_BOX (legend), words);
  g_object_set_data (G_OBJECT (legend), "tide-words", words);
  gtk_label_set_xalign (GTK_LABEL (last), .5);
  gtk_widget_add_css_class (last, "heading");
  gtk_widget_add_css_class (change, "heading");
  gtk_box_append (GTK_BOX (box), legend);
  gtk_box_append (GTK_BOX (box), last);
  gtk_box_append (GTK_BOX (box), change);
  group->legend = legend;
  group->last_heading = last;
  group->change_heading = change;
}

static GtkWidget *
make_group_heading (const char *title, Group *group, gboolean with_columns)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *label;

  gtk_widget_add_css_class (box, "tide-group-heading");
  label = make_text (title, "heading");
  gtk_widget_set_visible (label, title && *title);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), label);
  group->subtotal = make_text (NULL, "tide-small");
  gtk_widget_add_css_class (group->subtotal, "tide-data-dim");
  gtk_label_set_ellipsize (GTK_LABEL (group->subtotal), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (group->subtotal, TRUE);
  gtk_box_append (GTK_BOX (box), group->subtotal);
  if (with_columns)
    add_columns (box, group);
  return box;
}

static gboolean
group_has_item (TideSheetView *self, const Group *group, const char *item_id)
{
  for (guint i = group->first_row; i < group->first_row + group->n_rows; i++)
    if (g_strcmp0 (tide_answer_sheet_get_row (self->sheet, i)->info->id, item_id) == 0)
      return TRUE;
  return FALSE;
}

/* The score that misses exactly the items of the group when nothing is answered: its subtotal. */
static void
find_group_score (TideSheetView *self, Group *group)
{
  TideInstrument *instrument
    = tide_assessment_get_instrument (tide_answer_sheet_get_part (self->sheet, group->part)->assessment);
  g_autofree TideAnswer *empty = g_new0 (TideAnswer, tide_instrument_get_n_items (instrument));
  g_autoptr (TideScores) scores = tide_instrument_compute (instrument, empty, self->sex);

  for (guint i = 0; i < scores->n_scores && group->score_id == NULL; i++)
    {
      const TideScore *score = &scores->scores[i];
      gboolean same = score->missing && score->missing->len == group->n_rows;

      for (guint k = 0; same && k < score->missing->len; k++)
        same = group_has_item (self, group, score->missing->pdata[k]);
      if (same)
        group->score_id = score->info->id;
    }
}

static TideItemRow *
make_row (TideSheetView *self, guint index)
{
  GtkWidget *row = tide_item_row_new (self->sheet, index);
  TideAssessment *assessment
    = tide_answer_sheet_get_part (self->sheet, tide_answer_sheet_get_row (self->sheet, index)->part)
        ->assessment;
  TideInstrument *instrument = tide_assessment_get_instrument (assessment);
  const TideChangeRule *rule = tide_instrument_get_change_rule (instrument);
  const TideBandSet *bands
    = tide_instrument_find_band_set (instrument, tide_instrument_get_primary (instrument)->id, NULL);

  tide_item_row_set_has_direction (
    TIDE_ITEM_ROW (row),
    (rule
     && (!isnan (rule->response_percent) || !isnan (rule->response_points) || !isnan (rule->reliable_change)))
      || bands != NULL);
  self->rows->pdata[index] = row;
  return TIDE_ITEM_ROW (row);
}

static GtkWidget *
make_card (TideSheetView *self, guint first, guint n)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "tide-rows");
  for (guint i = first; i < first + n; i++)
    gtk_box_append (GTK_BOX (card), GTK_WIDGET (make_row (self, i)));
  return card;
}

static void
add_group (TideSheetView *self, GtkWidget *box, Group *group, gboolean first)
{
  gtk_box_append (GTK_BOX (box), make_group_heading (group->group, group, first));
  gtk_box_append (GTK_BOX (box), make_card (self, group->first_row, group->n_rows));
  find_group_score (self, group);
  g_array_append_val (self->groups, *group);
}

static void
optional_expanded_cb (AdwExpanderRow *expander, GParamSpec *pspec, TideSheetView *self)
{
  guint part = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (expander), "tide-part"));

  tide_answer_sheet_set_optional_open (self->sheet, part, adw_expander_row_get_expanded (expander));
}

static void
add_optional (TideSheetView *self, GtkWidget *box, guint part, guint first, guint n)
{
  GtkWidget *list = gtk_list_box_new (), *expander = adw_expander_row_new ();
  g_autofree char *title = g_strdup_printf (
    ngettext ("%u optional item, outside the total", "%u optional items, outside the total", n), n);

  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_add_css_class (list, "tide-optional");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (expander), title);
  gtk_widget_set_tooltip_text (expander, _ ("The keys stop at these items only while they are open"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (expander), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_set_data (G_OBJECT (expander), "tide-part", GUINT_TO_POINTER (part));
  g_signal_connect (expander, "notify::expanded", G_CALLBACK (optional_expanded_cb), self);
  for (guint i = first; i < first + n; i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), GTK_WIDGET (make_row (self, i)));
  gtk_list_box_append (GTK_LIST_BOX (list), expander);
  gtk_box_append (GTK_BOX (box), list);
}

static void
skip_reason_cb (TideSkipButton *button, const char *reason, TideSheetView *self)
{
  for (guint i = 0; i < self->headings->len; i++)
    {
      Heading heading = g_array_index (self->headings, Heading, i);

      for (guint part = heading.part;
           heading.skip == GTK_WIDGET (button) && part < heading.part + heading.n_parts; part++)
        tide_answer_sheet_set_not_done (self->sheet, part, reason);
    }
  tide_sheet_view_focus (self);
}

/* The heading of a whole part and the box its cards go into. */
static GtkWidget *
begin_part (TideSheetView *self, guint part, guint n_parts, const char *title, gboolean skippable)
{
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *head, *label;
  Heading heading = { .part = part, .n_parts = n_parts, .body = body };

  if (title)
    {
      head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
      gtk_widget_add_css_class (head, "tide-part-heading");
      label = make_text (title, "title-4");
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_box_append (GTK_BOX (head), label);
      heading.count = make_text (NULL, "tide-data-dim");
      gtk_label_set_ellipsize (GTK_LABEL (heading.count), PANGO_ELLIPSIZE_END);
      gtk_widget_set_hexpand (heading.count, TRUE);
      gtk_box_append (GTK_BOX (head), heading.count);
      if (skippable)
        {
          heading.skip = tide_skip_button_new (title);
          g_signal_connect (heading.skip, "chosen", G_CALLBACK (skip_reason_cb), self);
          gtk_box_append (GTK_BOX (head), heading.skip);
        }
      gtk_box_append (GTK_BOX (self), head);
      g_array_append_val (self->headings, heading);
    }
  gtk_box_append (GTK_BOX (self), body);
  return body;
}

void
tide_sheet_view_add_part (TideSheetView *self, guint part_index, const char *title, gboolean skippable)
{
  TideSheetPart *part = tide_answer_sheet_get_part (self->sheet, part_index);
  GtkWidget *body = begin_part (self, part_index, 1, title, skippable);
  guint end = part->first_row + part->n_rows, row = part->first_row;
  gboolean first = TRUE;

  while (row < end && !tide_answer_sheet_get_row (self->sheet, row)->info->optional)
    {
      const char *name = tide_answer_sheet_get_row (self->sheet, row)->info->group;
      Group group = { .part = part_index, .group = name, .first_row = row };

      while (row < end && !tide_answer_sheet_get_row (self->sheet, row)->info->optional
             && g_strcmp0 (tide_answer_sheet_get_row (self->sheet, row)->info->group, name) == 0)
        row++;
      group.n_rows = row - group.first_row;
      add_group (self, body, &group, first);
      first = FALSE;
    }
  if (row < end)
    add_optional (self, body, part_index, row, end - row);
  refresh_part (self, part_index);
}

void
tide_sheet_view_add_joint_card (TideSheetView *self, guint first_part, guint n_parts, const char *title,
                                const char *subtitle, gboolean skippable)
{
  GtkWidget *body = begin_part (self, first_part, n_parts, skippable ? title : NULL, skippable);
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  Group unused = { 0 };

  gtk_box_append (GTK_BOX (body), make_group_heading (skippable ? NULL : title, &unused, FALSE));
  gtk_label_set_text (GTK_LABEL (unused.subtotal), subtitle);
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "tide-rows");
  for (guint i = first_part; i < first_part + n_parts; i++)
    {
      TideSheetPart *part = tide_answer_sheet_get_part (self->sheet, i);

      for (guint row = part->first_row; row < part->first_row + part->n_rows; row++)
        gtk_box_append (GTK_BOX (card), GTK_WIDGET (make_row (self, row)));
    }
  gtk_box_append (GTK_BOX (body), card);
  for (guint i = first_part; i < first_part + n_parts; i++)
    refresh_part (self, i);
}

void
tide_sheet_view_add_widget (TideSheetView *self, guint part, const char *title, GtkWidget *widget,
                            gboolean skippable)
{
  GtkWidget *body = begin_part (self, part, 1, title, skippable);

  gtk_box_append (GTK_BOX (body), widget);
  refresh_part (self, part);
}

TideItemRow *
tide_sheet_view_get_row (TideSheetView *self, guint row)
{
  return row < self->rows->len ? self->rows->pdata[row] : NULL;
}

const TideScoreOutlook *
tide_sheet_view_get_outlook (TideSheetView *self, guint part)
{
  return part < self->outlooks->len ? self->outlooks->pdata[part] : NULL;
}

void
tide_sheet_view_ask_not_done (TideSheetView *self, guint part)
{
  for (guint i = 0; i < self->headings->len; i++)
    {
      const Heading *heading = &g_array_index (self->headings, Heading, i);

      if (heading->skip && part >= heading->part && part < heading->part + heading->n_parts)
        tide_skip_button_popup (TIDE_SKIP_BUTTON (heading->skip));
    }
}
