/* tide-item-row.c: draws one question and lets the mouse answer it.
 *
 * Up to seven answers stand as linked buttons of equal width, wider ranges as a number cell.  The keyboard
 * belongs to the sheet; the row only shows where it is.  Rows are wide (one line) or, where the page is
 * narrow or the text large, two lines with the answers below: the row itself decides by its width in em. */

#include "tide-item-row.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-chart-style.h"

#define MAX_BUTTONS 7
#define MAX_WORDED 5
#define WIDE_EM 53.0    /* below this a row has two lines */
#define ANSWERS_EM 30.0 /* five buttons of 88 px */
#define NUMBER_EM 1.6
#define GAP_EM .75

struct _TideItemRow
{
  GtkWidget parent_instance;

  TideAnswerSheet *sheet;
  guint row;
  gboolean has_direction;

  GtkWidget *number, *label, *answers, *previous, *change, *note;
  char *words;        /* of all answers, where the buttons have none */
  GtkWidget *cell;    /* the number of a wide range, else NULL */
  GPtrArray *buttons; /* GtkButton, beside values */
  GArray *values;     /* int */
};

G_DEFINE_FINAL_TYPE (TideItemRow, tide_item_row, GTK_TYPE_WIDGET)

static const TideItem *
get_info (TideItemRow *self)
{
  return tide_answer_sheet_get_row (self->sheet, self->row)->info;
}

/* --- layout --- */

typedef struct
{
  int number, gap, answers, previous, change;
  gboolean wide;
} Columns;

static int
natural_width (GtkWidget *widget)
{
  int natural;

  if (!gtk_widget_get_visible (widget))
    return 0;
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

static Columns
find_columns (TideItemRow *self, int width)
{
  double em = tide_chart_em (GTK_WIDGET (self));
  Columns c = { .number = (int) (NUMBER_EM * em), .gap = (int) (GAP_EM * em) };

  c.wide = width < 0 || width >= WIDE_EM * em;
  c.answers = (int) (ANSWERS_EM * em);
  c.previous = natural_width (self->previous);
  c.change = natural_width (self->change);
  return c;
}

static int
label_width (const Columns *c, int width)
{
  int used = c->number + c->previous + c->change + 3 * c->gap;

  return MAX (width - used - (c->wide ? c->answers + c->gap : 0), 1);
}

static int
height_for (GtkWidget *widget, int width)
{
  int minimum, natural;

  if (!gtk_widget_get_visible (widget))
    return 0;
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, MAX (width, minimum), NULL, &natural, NULL, NULL);
  return natural;
}

static int
answers_width (const Columns *c, int width)
{
  return c->wide ? c->answers : MAX (width - (width > 24 * c->gap ? c->number + c->gap : 0), 1);
}

static void
tide_item_row_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                       int *natural, int *minimum_baseline, int *natural_baseline)
{
  TideItemRow *self = TIDE_ITEM_ROW (widget);
  Columns c = find_columns (self, orientation == GTK_ORIENTATION_HORIZONTAL ? -1 : for_size);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      int answers, label;

      gtk_widget_measure (self->answers, orientation, -1, &answers, NULL, NULL, NULL);
      gtk_widget_measure (self->label, orientation, -1, &label, NULL, NULL, NULL);
      *minimum = MAX (answers, c.number + label + c.previous + c.change + 3 * c.gap);
      *natural = MAX (*minimum, c.number + 16 * c.gap + c.answers + c.previous + c.change + 4 * c.gap);
      return;
    }
  {
    int width = for_size < 0 ? 100000 : for_size;
    int label = height_for (self->label, label_width (&c, width));
    int answers = height_for (self->answers, answers_width (&c, width));
    int note = height_for (self->note, width - c.number - c.gap);

    *minimum = c.wide ? MAX (label, answers) : label + c.gap / 2 + answers;
    *minimum += note > 0 ? note + c.gap / 3 : 0;
    *natural = *minimum;
  }
}

static void
place (GtkWidget *child, gboolean flip, int full, int x, int y, int width, int height)
{
  GtkAllocation a = { flip ? full - x - width : x, y, width, height };

  if (gtk_widget_get_visible (child))
    gtk_widget_size_allocate (child, &a, -1);
}

static void
tide_item_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TideItemRow *self = TIDE_ITEM_ROW (widget);
  Columns c = find_columns (self, width);
  gboolean flip = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int note = height_for (self->note, width - c.number - c.gap);
  int label = label_width (&c, width), answers = answers_width (&c, width);
  int line = height - (note > 0 ? note + c.gap / 3 : 0), below = 0, x;

  if (!c.wide)
    {
      below = height_for (self->answers, answers);
      line -= below + c.gap / 2;
    }
  place (self->number, flip, width, 0, 0, c.number, line);
  place (self->label, flip, width, c.number + c.gap, 0, label, line);
  x = width - c.change;
  place (self->change, flip, width, x, 0, c.change, line);
  x -= c.previous + c.gap;
  place (self->previous, flip, width, x, 0, c.previous, line);
  if (c.wide)
    {
      int tall = MIN (height_for (self->answers, answers), line);

      place (self->answers, flip, width, x - c.gap - answers, (line - tall) / 2, answers, tall);
    }
  else
    place (self->answers, flip, width, width - answers, line + c.gap / 2, answers, below);
  place (self->note, flip, width, c.number + c.gap, height - note, width - c.number - c.gap, note);
}

static GtkSizeRequestMode
tide_item_row_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* --- the mouse --- */

static void
choose_value (TideItemRow *self, int value)
{
  const TideItem *info = get_info (self);

  for (guint i = 0; info->options && i < info->n_options; i++)
    if (info->options[i].value == value && info->options[i].is_missing)
      {
        tide_answer_sheet_mark_missing (self->sheet, self->row);
        return;
      }
  tide_answer_sheet_set_answer (self->sheet, self->row, (TideAnswer){ TIDE_ANSWER_GIVEN, value });
}

static void
button_clicked_cb (GtkButton *button, TideItemRow *self)
{
  int value = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "tide-value"));
  TideAnswer answer = tide_answer_sheet_get_answer (self->sheet, self->row);

  tide_answer_sheet_set_cursor (self->sheet, self->row);
  if (answer.state == TIDE_ANSWER_GIVEN && answer.value == value)
    {
      tide_answer_sheet_clear (self->sheet, self->row); /* a second click takes the answer back */
      return;
    }
  choose_value (self, value);
  tide_answer_sheet_go_on (self->sheet);
}

static void
step_clicked_cb (GtkButton *button, TideItemRow *self)
{
  gboolean up = g_object_get_data (G_OBJECT (button), "tide-up") != NULL;

  tide_answer_sheet_set_cursor (self->sheet, self->row);
  tide_answer_sheet_press (self->sheet, up ? GDK_KEY_Right : GDK_KEY_Left, 0);
}

static void
row_pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, TideItemRow *self)
{
  if (tide_answer_sheet_is_asked (self->sheet, self->row))
    tide_answer_sheet_set_cursor (self->sheet, self->row);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* Tab came here from a part without rows. */
static void
focus_entered_cb (GtkEventControllerFocus *focus, TideItemRow *self)
{
  if (gtk_event_controller_focus_is_focus (focus) && tide_answer_sheet_get_cursor (self->sheet) != self->row)
    tide_answer_sheet_set_cursor (self->sheet, self->row);
}

/* --- making --- */

static GtkWidget *
make_label (TideItemRow *self, const char *css_class, float xalign)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_widget_add_css_class (label, css_class);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return label;
}

static guint
count_buttons (const TideItem *info)
{
  guint n = 0;

  for (guint i = 0; info->options && i < info->n_options; i++)
    n += !info->options[i].is_missing;
  if (info->options == NULL && info->maximum - info->minimum < MAX_BUTTONS)
    n = (guint) (info->maximum - info->minimum + 1);
  return n > MAX_BUTTONS ? 0 : n;
}

/* Six and more answers have no room for words: they stand in the tooltip, and under the row while it is
 * current. */
static gboolean
shows_words (const TideItem *info)
{
  return count_buttons (info) <= MAX_WORDED;
}

static GtkWidget *
make_button (TideItemRow *self, const TideOption *option)
{
  const TideItem *info = get_info (self);
  GtkWidget *button
    = g_object_new (GTK_TYPE_BUTTON, "accessible-role", GTK_ACCESSIBLE_ROLE_RADIO, "focusable", FALSE, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  g_autofree char *digits = g_strdup_printf ("%d", option->value);
  g_autofree char *row_name = tide_answer_sheet_dup_row_name (self->sheet, self->row);
  g_autofree char *name = NULL;

  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  if (!info->yes_no)
    {
      GtkWidget *digit = gtk_label_new (digits);

      gtk_widget_add_css_class (digit, "digit");
      gtk_box_append (GTK_BOX (box), digit);
    }
  if (option->label && *option->label && shows_words (info))
    {
      GtkWidget *word = gtk_label_new (option->label);

      gtk_label_set_wrap (GTK_LABEL (word), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (word), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_natural_wrap_mode (GTK_LABEL (word), GTK_NATURAL_WRAP_NONE);
      gtk_label_set_lines (GTK_LABEL (word), 3);
      gtk_label_set_ellipsize (GTK_LABEL (word), PANGO_ELLIPSIZE_END);
      gtk_label_set_xalign (GTK_LABEL (word), 0);
      gtk_widget_add_css_class (word, "word");
      gtk_box_append (GTK_BOX (box), word);
    }
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "tide-answer");
  gtk_widget_set_hexpand (button, TRUE);
  if (option->label && *option->label)
    gtk_widget_set_tooltip_text (button, option->label);
  g_object_set_data (G_OBJECT (button), "tide-value", GINT_TO_POINTER (option->value));
  g_signal_connect (button, "clicked", G_CALLBACK (button_clicked_cb), self);

  /* Translators: question, answer: "Item 3 Distress from obsessions: 2 moderate". */
  name = info->yes_no    ? g_strdup_printf (_ ("%s: %s"), row_name, option->label ? option->label : digits)
         : option->label ? g_strdup_printf (_ ("%s: %s %s"), row_name, digits, option->label)
                         : g_strdup_printf (_ ("%s: %s"), row_name, digits);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

static void
add_button (TideItemRow *self, const TideOption *option)
{
  GtkWidget *button = make_button (self, option);

  gtk_box_append (GTK_BOX (self->answers), button);
  g_ptr_array_add (self->buttons, button);
  g_array_append_val (self->values, option->value);
}

static void
make_buttons (TideItemRow *self)
{
  const TideItem *info = get_info (self);

  gtk_box_set_homogeneous (GTK_BOX (self->answers), TRUE);
  gtk_widget_add_css_class (self->answers, "tide-answers");
  for (guint i = 0; info->options && i < info->n_options; i++)
    if (!info->options[i].is_missing)
      add_button (self, &info->options[i]);
  for (int value = info->minimum; info->options == NULL && value <= info->maximum; value++)
    add_button (self, &(TideOption){ .value = value });
}

static void
make_step (TideItemRow *self, const char *icon, const char *name, gboolean up)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);
  g_autofree char *row_name = tide_answer_sheet_dup_row_name (self->sheet, self->row);
  g_autofree char *full = g_strdup_printf ("%s: %s", row_name, name);

  gtk_widget_set_focusable (button, FALSE);
  g_object_set_data (G_OBJECT (button), "tide-up", up ? button : NULL);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, full, -1);
  g_signal_connect (button, "clicked", G_CALLBACK (step_clicked_cb), self);
  gtk_box_append (GTK_BOX (self->answers), button);
}

static void
make_cell (TideItemRow *self)
{
  const TideItem *info = get_info (self);
  g_autofree char *range = tide_answer_sheet_dup_key_range (self->sheet, self->row);
  g_autofree char *row_name = tide_answer_sheet_dup_row_name (self->sheet, self->row);
  GtkWidget *hint = gtk_label_new (range);

  self->cell = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_SPIN_BUTTON, NULL);
  gtk_widget_add_css_class (self->cell, "tide-number-cell");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->cell), GTK_ACCESSIBLE_PROPERTY_LABEL, row_name,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, (double) info->minimum,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, (double) info->maximum, -1);
  gtk_box_set_spacing (GTK_BOX (self->answers), 6);
  gtk_box_append (GTK_BOX (self->answers), self->cell);
  make_step (self, "list-remove-symbolic", _ ("One less"), FALSE);
  make_step (self, "list-add-symbolic", _ ("One more"), TRUE);
  gtk_widget_add_css_class (hint, "tide-data-dim");
  gtk_widget_add_css_class (hint, "tide-small");
  gtk_box_append (GTK_BOX (self->answers), hint);
}

static void
tide_item_row_dispose (GObject *object)
{
  TideItemRow *self = TIDE_ITEM_ROW (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  g_clear_object (&self->sheet);
  G_OBJECT_CLASS (tide_item_row_parent_class)->dispose (object);
}

static void
tide_item_row_finalize (GObject *object)
{
  TideItemRow *self = TIDE_ITEM_ROW (object);

  g_free (self->words);
  g_ptr_array_unref (self->buttons);
  g_array_unref (self->values);
  G_OBJECT_CLASS (tide_item_row_parent_class)->finalize (object);
}

static void
tide_item_row_class_init (TideItemRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tide_item_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = tide_item_row_finalize;
  widget_class->measure = tide_item_row_measure;
  widget_class->size_allocate = tide_item_row_size_allocate;
  widget_class->get_request_mode = tide_item_row_get_request_mode;
  gtk_widget_class_set_css_name (widget_class, "tide-item");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_RADIO_GROUP);
}

static void
tide_item_row_init (TideItemRow *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->buttons = g_ptr_array_new ();
  self->values = g_array_new (FALSE, FALSE, sizeof (int));
  self->has_direction = TRUE;
  g_signal_connect (click, "pressed", G_CALLBACK (row_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect (focus, "enter", G_CALLBACK (focus_entered_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

static char *
dup_all_words (const TideItem *info)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; info->options && i < info->n_options; i++)
    if (info->options[i].label && *info->options[i].label && !info->options[i].is_missing)
      g_string_append_printf (words, "%s%d %s", words->len ? " · " : "", info->options[i].value,
                              info->options[i].label);
  return words->len ? g_strdup (words->str) : NULL;
}

GtkWidget *
tide_item_row_new (TideAnswerSheet *sheet, guint row)
{
  TideItemRow *self = g_object_new (TIDE_TYPE_ITEM_ROW, NULL);
  g_autofree char *name = tide_answer_sheet_dup_row_name (sheet, row);
  g_autofree char *label = tide_answer_sheet_dup_label (sheet, row);
  const TideItem *info;

  self->sheet = g_object_ref (sheet);
  self->row = row;
  info = get_info (self);
  self->number = make_label (self, "tide-item-number", 1);
  self->label = make_label (self, "tide-item-label", 0);
  self->answers = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_parent (self->answers, GTK_WIDGET (self));
  self->previous = make_label (self, "tide-previous", .5);
  self->change = make_label (self, "tide-change", 0);
  self->note = make_label (self, "tide-item-note", 0);
  gtk_label_set_wrap (GTK_LABEL (self->note), TRUE);
  gtk_widget_set_visible (self->note, FALSE);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (self->label), GTK_NATURAL_WRAP_NONE);

  if (tide_answer_sheet_get_part (sheet, tide_answer_sheet_get_row (sheet, row)->part)->n_rows > 1)
    gtk_label_set_text (GTK_LABEL (self->number), info->number);
  gtk_label_set_text (GTK_LABEL (self->label), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (!shows_words (info) || count_buttons (info) == 0)
    self->words = dup_all_words (info);
  if (count_buttons (info) > 0)
    make_buttons (self);
  else
    make_cell (self);
  tide_item_row_update (self);
  return GTK_WIDGET (self);
}

guint
tide_item_row_get_row (TideItemRow *self)
{
  return self->row;
}

/* --- showing --- */

static void
set_class (GtkWidget *widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
update_buttons (TideItemRow *self, TideAnswer answer, const TideAnswer *previous)
{
  for (guint i = 0; i < self->buttons->len; i++)
    {
      GtkWidget *button = self->buttons->pdata[i];
      int value = g_array_index (self->values, int, i);
      gboolean chosen = answer.state == TIDE_ANSWER_GIVEN && answer.value == value;

      set_class (button, "chosen", chosen);
      set_class (button, "previous",
                 previous && previous->state == TIDE_ANSWER_GIVEN && previous->value == value);
      gtk_accessible_update_state (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_CHECKED,
                                   chosen ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
    }
}

static void
update_cell (TideItemRow *self, TideAnswer answer)
{
  const char *pending = tide_answer_sheet_get_pending (self->sheet);
  gboolean waits = *pending != '\0' && tide_answer_sheet_get_cursor (self->sheet) == self->row;
  g_autofree char *words = NULL;

  if (self->cell == NULL)
    return;
  words = waits                               ? g_strdup_printf ("%s…", pending)
          : answer.state == TIDE_ANSWER_GIVEN ? g_strdup_printf ("%d", answer.value)
                                              : tide_answer_sheet_dup_answer_words (self->sheet, self->row);
  gtk_label_set_text (GTK_LABEL (self->cell), *words ? words : "–");
  set_class (self->cell, "chosen", answer.state == TIDE_ANSWER_GIVEN && !waits);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->cell), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, words, -1);
}

static void
update_change (TideItemRow *self, TideAnswer answer, const TideAnswer *previous)
{
  const char *words = NULL;
  g_autofree char *text = NULL;
  int delta;

  set_class (self->change, "better", FALSE);
  set_class (self->change, "worse", FALSE);
  if (answer.state != TIDE_ANSWER_GIVEN || previous == NULL || previous->state != TIDE_ANSWER_GIVEN)
    {
      text = tide_answer_sheet_dup_answer_words (self->sheet, self->row);
      gtk_label_set_text (GTK_LABEL (self->change), answer.state == TIDE_ANSWER_GIVEN || *text == '\0'
                                                      ? (previous ? "–" : "")
                                                    : answer.state == TIDE_ANSWER_NOT_APPLICABLE ? _ ("n/a")
                                                                                                 : text);
      return;
    }
  delta = answer.value - previous->value;
  if (delta == 0)
    {
      gtk_label_set_text (GTK_LABEL (self->change), _ ("same"));
      return;
    }
  words = delta < 0 ? (self->has_direction ? _ ("better") : _ ("lower"))
                    : (self->has_direction ? _ ("worse") : _ ("higher"));
  text = g_markup_printf_escaped ("<b>%s%d</b> %s", delta < 0 ? "−" : "+", ABS (delta), words);
  gtk_label_set_markup (GTK_LABEL (self->change), text);
  set_class (self->change, delta < 0 ? "better" : "worse", self->has_direction);
}

static void
update_previous (TideItemRow *self, const TideAnswer *previous)
{
  const TideSheetPart *part
    = tide_answer_sheet_get_part (self->sheet, tide_answer_sheet_get_row (self->sheet, self->row)->part);
  g_autofree char *text = previous == NULL ? g_strdup ("")
                          : previous->state == TIDE_ANSWER_NOT_APPLICABLE
                            ? g_strdup (_ ("n/a"))
                            : g_strdup_printf ("%d", previous->value);

  gtk_label_set_text (GTK_LABEL (self->previous), text);
  /* Where nothing was answered before, the words have the room. */
  gtk_widget_set_visible (self->previous, part->previous != NULL);
}

/* Notes without a level are the words of the answers: they come and go with the ring. */
static TideLevel
level_of_note (TideItemRow *self)
{
  if (gtk_widget_has_css_class (self->note, "tide-red"))
    return TIDE_LEVEL_RED;
  return gtk_widget_has_css_class (self->note, "tide-amber") ? TIDE_LEVEL_AMBER : TIDE_LEVEL_NONE;
}

/* While the cursor is in the note or the unwanted effects, Tab finds each scale again by its first row. */
static gboolean
is_way_back (TideItemRow *self)
{
  guint cursor = tide_answer_sheet_get_cursor (self->sheet);
  guint part = tide_answer_sheet_get_row (self->sheet, self->row)->part;

  return tide_answer_sheet_get_row (self->sheet, cursor)->info == NULL
         && tide_answer_sheet_get_part (self->sheet, part)->first_row == self->row;
}

void
tide_item_row_update (TideItemRow *self)
{
  TideAnswer answer = tide_answer_sheet_get_answer (self->sheet, self->row), last;
  gboolean has_last = tide_answer_sheet_get_previous (self->sheet, self->row, &last);
  gboolean asked = tide_answer_sheet_is_asked (self->sheet, self->row);
  gboolean current = asked && tide_answer_sheet_get_cursor (self->sheet) == self->row;
  g_autofree char *words = tide_answer_sheet_dup_answer_words (self->sheet, self->row);

  update_buttons (self, answer, has_last ? &last : NULL);
  update_cell (self, answer);
  update_change (self, answer, has_last ? &last : NULL);
  update_previous (self, has_last ? &last : NULL);
  set_class (GTK_WIDGET (self), "current", current);
  set_class (GTK_WIDGET (self), "marked", tide_answer_sheet_get_row (self->sheet, self->row)->marked);
  gtk_widget_set_focusable (GTK_WIDGET (self), current || (asked && is_way_back (self)));
  gtk_widget_set_sensitive (self->answers, asked);
  set_class (GTK_WIDGET (self), "not-asked", !asked);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  !asked   ? _ ("not asked")
                                  : *words ? words
                                           : _ ("not answered"),
                                  -1);
  if (level_of_note (self) == TIDE_LEVEL_NONE)
    tide_item_row_set_note (self, NULL, TIDE_LEVEL_NONE);
  if (!asked && *gtk_label_get_text (GTK_LABEL (self->change)) != '\0')
    gtk_label_set_text (GTK_LABEL (self->change), _ ("not asked"));
}

void
tide_item_row_set_note (TideItemRow *self, const char *note, TideLevel level)
{
  gboolean current = gtk_widget_has_css_class (GTK_WIDGET (self), "current");

  if (note == NULL && current)
    note = self->words;
  gtk_label_set_text (GTK_LABEL (self->note), note ? note : "");
  gtk_widget_set_visible (self->note, note != NULL);
  set_class (self->note, "tide-red", level == TIDE_LEVEL_RED);
  set_class (self->note, "tide-amber", level == TIDE_LEVEL_AMBER || level == TIDE_LEVEL_YELLOW);
}

const char *
tide_item_row_get_note (TideItemRow *self)
{
  if (level_of_note (self) == TIDE_LEVEL_NONE)
    return "";
  return gtk_label_get_text (GTK_LABEL (self->note));
}

GtkWidget *
tide_item_row_get_button (TideItemRow *self, int value)
{
  for (guint i = 0; i < self->buttons->len; i++)
    if (g_array_index (self->values, int, i) == value)
      return self->buttons->pdata[i];
  return NULL;
}

void
tide_item_row_set_has_direction (TideItemRow *self, gboolean has_direction)
{
  self->has_direction = has_direction;
  tide_item_row_update (self);
}
