/* tide-answer-keys.c: the keyboard half of the answer sheet.
 *
 * A rater's hand stays on the digits: each answers its row and goes on.  Where an answer may have more
 * digits, the first waits for the next, and a digit that cannot belong to it answers the next row instead.  A
 * digit that is no answer is refused at the key, in words, and changes nothing.  The hand does not wait for
 * the words: after a refused key nothing more is taken until the person has answered to it, else every later
 * digit of a typed sheet would land one row off. */

#include "tide-answer-sheet.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

static gboolean
is_allowed (const TideItem *item, int value)
{
  if (item->options == NULL)
    return value >= item->minimum && value <= item->maximum;
  for (guint i = 0; i < item->n_options; i++)
    if (item->options[i].value == value)
      return TRUE;
  return FALSE;
}

/* Whether an allowed answer begins with @digits and is longer. */
static gboolean
may_go_on (const TideItem *item, const char *digits)
{
  int low = item->minimum, high = item->maximum;

  for (int value = low; value <= high; value++)
    {
      char text[16];

      if (!is_allowed (item, value))
        continue;
      g_snprintf (text, sizeof text, "%d", value);
      if (strlen (text) > strlen (digits) && g_str_has_prefix (text, digits))
        return TRUE;
    }
  return FALSE;
}

static gboolean
stores_missing (const TideItem *item, int value)
{
  for (guint i = 0; item->options && i < item->n_options; i++)
    if (item->options[i].value == value)
      return item->options[i].is_missing;
  return FALSE;
}

/* The sheet itself said why. */
static TidePress
halt (TideAnswerSheet *self)
{
  tide_answer_sheet_halt (self);
  return TIDE_PRESS_REFUSED;
}

static TidePress
answer_value (TideAnswerSheet *self, int value)
{
  guint row = tide_answer_sheet_get_cursor (self);
  const TideItem *item = tide_answer_sheet_get_row (self, row)->info;

  if (stores_missing (item, value))
    tide_answer_sheet_mark_missing (self, row);
  else if (!tide_answer_sheet_set_answer (self, row, (TideAnswer){ TIDE_ANSWER_GIVEN, value }))
    return halt (self);
  tide_answer_sheet_go_on (self);
  return TIDE_PRESS_DONE;
}

/* Says why, and takes no more: the keys that follow were meant for the rows that follow. */
static TidePress
refuse (TideAnswerSheet *self, const char *why)
{
  g_autofree char *words = g_strdup_printf (_ ("%s Press Enter, then answer."), why);

  tide_answer_sheet_set_pending (self, "");
  tide_answer_sheet_halt (self);
  tide_answer_sheet_emit_refused (self, tide_answer_sheet_get_cursor (self), words);
  return TIDE_PRESS_REFUSED;
}

/* An arrow that leads nowhere puts no answer out of step. */
static TidePress
refuse_arrow (TideAnswerSheet *self, const char *why)
{
  tide_answer_sheet_emit_refused (self, tide_answer_sheet_get_cursor (self), why);
  return TIDE_PRESS_REFUSED;
}

static TidePress
refuse_value (TideAnswerSheet *self, const char *digits)
{
  guint row = tide_answer_sheet_get_cursor (self);
  g_autofree char *range = tide_answer_sheet_dup_key_range (self, row);
  g_autofree char *why = g_strdup_printf (_ ("%s is not an answer here. Allowed: %s."), digits, range);

  return refuse (self, why);
}

TidePress
tide_answer_sheet_commit (TideAnswerSheet *self)
{
  const TideItem *item = tide_answer_sheet_get_row (self, tide_answer_sheet_get_cursor (self))->info;
  g_autofree char *digits = g_strdup (tide_answer_sheet_get_pending (self));

  if (*digits == '\0')
    return TIDE_PRESS_IGNORED;
  tide_answer_sheet_set_pending (self, "");
  if (!is_allowed (item, atoi (digits)))
    return refuse_value (self, digits);
  return answer_value (self, atoi (digits));
}

static TidePress
press_digit (TideAnswerSheet *self, int digit)
{
  const TideItem *item = tide_answer_sheet_get_row (self, tide_answer_sheet_get_cursor (self))->info;
  const char *pending = tide_answer_sheet_get_pending (self);
  g_autofree char *digits = g_strdup_printf ("%s%d", pending, digit);
  gboolean allowed = is_allowed (item, atoi (digits)) && (digits[0] != '0' || digits[1] == '\0');

  if (may_go_on (item, digits))
    {
      tide_answer_sheet_set_pending (self, digits);
      return TIDE_PRESS_DONE;
    }
  if (allowed)
    return answer_value (self, atoi (digits));
  if (*pending != '\0' && is_allowed (item, atoi (pending)))
    {
      guint before = tide_answer_sheet_get_cursor (self);

      /* "1" then "7" where 10 is the most: 1 was the answer, 7 belongs to the next row. */
      tide_answer_sheet_commit (self);
      if (tide_answer_sheet_get_cursor (self) == before)
        return refuse_value (self, digits);
      return tide_answer_sheet_press (self, GDK_KEY_0 + (guint) digit, 0);
    }
  return refuse_value (self, digits);
}

static TidePress
press_effects (TideAnswerSheet *self, guint keyval)
{
  guint part = tide_answer_sheet_get_row (self, tide_answer_sheet_get_cursor (self))->part;

  switch (keyval)
    {
    case GDK_KEY_n:
    case GDK_KEY_N:
    case GDK_KEY_0:
    case GDK_KEY_KP_0:
      tide_answer_sheet_set_effects (self, part, TIDE_EFFECTS_NONE);
      tide_answer_sheet_go_on (self);
      return TIDE_PRESS_DONE;
    case GDK_KEY_y:
    case GDK_KEY_Y:
    case GDK_KEY_1:
    case GDK_KEY_KP_1:
      tide_answer_sheet_set_effects (self, part, TIDE_EFFECTS_SOME);
      return TIDE_PRESS_DONE;
    case GDK_KEY_2 ... GDK_KEY_9:
      return refuse (self, _ ("Press y when there are unwanted effects, n when there are none."));
    default:
      return TIDE_PRESS_IGNORED;
    }
}

static TidePress
press_no (TideAnswerSheet *self, const TideItem *item)
{
  if (item->yes_no)
    return answer_value (self, 0);
  if (!item->allows_na)
    return refuse (self, _ ("“Not applicable” is no answer to this item. Use − when it is missing."));
  if (!tide_answer_sheet_set_answer (self, tide_answer_sheet_get_cursor (self),
                                     (TideAnswer){ TIDE_ANSWER_NOT_APPLICABLE, 0 }))
    return halt (self);
  tide_answer_sheet_go_on (self);
  return TIDE_PRESS_DONE;
}

static TidePress
press_as_last_time (TideAnswerSheet *self)
{
  guint row = tide_answer_sheet_get_cursor (self);
  TideAnswer previous;

  if (!tide_answer_sheet_get_previous (self, row, &previous))
    return refuse (self, _ ("There is no earlier answer to this item."));
  if (!tide_answer_sheet_set_answer (self, row, previous))
    return halt (self);
  tide_answer_sheet_go_on (self);
  return TIDE_PRESS_DONE;
}

/* Left and right: one allowed answer down or up; from nothing they start at the last answer, else at the
 * least. */
static TidePress
press_change (TideAnswerSheet *self, int direction)
{
  guint row = tide_answer_sheet_get_cursor (self);
  const TideItem *item = tide_answer_sheet_get_row (self, row)->info;
  TideAnswer answer = tide_answer_sheet_get_answer (self, row), previous;
  int value = answer.value + direction;

  if (answer.state != TIDE_ANSWER_GIVEN)
    value = tide_answer_sheet_get_previous (self, row, &previous) && previous.state == TIDE_ANSWER_GIVEN
              ? previous.value
              : item->minimum;
  while (value >= item->minimum && value <= item->maximum
         && (!is_allowed (item, value) || stores_missing (item, value)))
    value += direction;
  if (value < item->minimum || value > item->maximum)
    return refuse_arrow (self, direction > 0 ? _ ("This is the highest answer.")
                                             : _ ("This is the lowest answer."));
  tide_answer_sheet_set_answer (self, row, (TideAnswer){ TIDE_ANSWER_GIVEN, value });
  return TIDE_PRESS_DONE;
}

/* Takes back: the digit just typed, else this row's answer, else the one before. */
static TidePress
press_back (TideAnswerSheet *self)
{
  guint row = tide_answer_sheet_get_cursor (self);
  const TideSheetRow *r = tide_answer_sheet_get_row (self, row);
  int before;

  if (*tide_answer_sheet_get_pending (self) != '\0')
    {
      tide_answer_sheet_set_pending (self, "");
      return TIDE_PRESS_DONE;
    }
  if (tide_answer_sheet_get_answer (self, row).state != TIDE_ANSWER_MISSING || r->marked)
    {
      tide_answer_sheet_resume (self);
      tide_answer_sheet_clear (self, row);
      return TIDE_PRESS_DONE;
    }
  before = tide_answer_sheet_step_from (self, row, -1);
  if (before < 0)
    return TIDE_PRESS_DONE;
  tide_answer_sheet_set_cursor (self, (guint) before);
  tide_answer_sheet_clear (self, (guint) before);
  return TIDE_PRESS_DONE;
}

static TidePress
press_move (TideAnswerSheet *self, guint keyval)
{
  guint row = tide_answer_sheet_get_cursor (self), n = tide_answer_sheet_get_n_rows (self);
  int to = -1;

  switch (keyval)
    {
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      to = tide_answer_sheet_step_from (self, row, -1);
      break;
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      to = tide_answer_sheet_is_asked (self, 0) ? 0 : tide_answer_sheet_step_from (self, 0, 1);
      break;
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      for (to = (int) row; tide_answer_sheet_step_from (self, (guint) to, 1) >= 0;)
        to = tide_answer_sheet_step_from (self, (guint) to, 1);
      break;
    default:
      to = tide_answer_sheet_step_from (self, row, 1);
      break;
    }
  if (to >= 0 && to < (int) n)
    tide_answer_sheet_set_cursor (self, (guint) to);
  return TIDE_PRESS_DONE;
}

static int
digit_of_key (guint keyval)
{
  if (keyval >= GDK_KEY_0 && keyval <= GDK_KEY_9)
    return (int) (keyval - GDK_KEY_0);
  if (keyval >= GDK_KEY_KP_0 && keyval <= GDK_KEY_KP_9)
    return (int) (keyval - GDK_KEY_KP_0);
  return -1;
}

static TidePress
press_item (TideAnswerSheet *self, const TideItem *item, guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
      tide_answer_sheet_mark_missing (self, tide_answer_sheet_get_cursor (self));
      tide_answer_sheet_go_on (self);
      return TIDE_PRESS_DONE;
    case GDK_KEY_n:
    case GDK_KEY_N:
      return press_no (self, item);
    case GDK_KEY_y:
    case GDK_KEY_Y:
      return item->yes_no ? answer_value (self, 1)
                          : refuse (self, _ ("This item is not answered by yes or no."));
    case GDK_KEY_p:
    case GDK_KEY_P:
      return press_as_last_time (self);
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      return press_change (self, -1);
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      return press_change (self, 1);
    default:
      return TIDE_PRESS_IGNORED;
    }
}

/* What a key does behind a refused one: up and down go where they go, the other keys that say "seen" do no
 * more than that, so that none gives an answer or takes one back; what would answer is refused again. */
static TidePress
press_halted (TideAnswerSheet *self, guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_Escape:
    case GDK_KEY_BackSpace:
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      tide_answer_sheet_resume (self);
      return TIDE_PRESS_DONE;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      tide_answer_sheet_resume (self);
      return press_move (self, keyval);
    default:
      if (!g_unichar_isgraph (gdk_keyval_to_unicode (keyval)) && keyval != GDK_KEY_Delete
          && keyval != GDK_KEY_KP_Delete)
        return TIDE_PRESS_IGNORED;
      tide_answer_sheet_emit_refused (self, tide_answer_sheet_get_cursor (self),
                                      _ ("Press Enter or an arrow to go on: the last key was not taken."));
      return TIDE_PRESS_REFUSED;
    }
}

/* Keys by which a sheet is typed through, not those that are reached for to change one answer. */
static gboolean
is_typed_answer (guint keyval)
{
  return digit_of_key (keyval) >= 0 || keyval == GDK_KEY_minus || keyval == GDK_KEY_KP_Subtract
         || (keyval < 0x80 && strchr ("yYnNpP", (int) keyval) != NULL && keyval != 0);
}

TidePress
tide_answer_sheet_press (TideAnswerSheet *self, guint keyval, GdkModifierType modifiers)
{
  guint row;
  const TideSheetRow *r;

  g_return_val_if_fail (TIDE_IS_ANSWER_SHEET (self), TIDE_PRESS_IGNORED);

  if ((modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0
      || tide_answer_sheet_get_n_rows (self) == 0)
    return TIDE_PRESS_IGNORED;
  if (tide_answer_sheet_is_halted (self))
    return press_halted (self, keyval);
  if (keyval == GDK_KEY_BackSpace)
    return press_back (self);
  if (tide_answer_sheet_is_at_end (self) && is_typed_answer (keyval))
    return refuse (self, _ ("Every item is answered already; nothing was changed. To change this one:"));

  row = tide_answer_sheet_get_cursor (self);
  r = tide_answer_sheet_get_row (self, row);
  if (r->info && digit_of_key (keyval) >= 0 && tide_answer_sheet_is_asked (self, row))
    return press_digit (self, digit_of_key (keyval));

  switch (keyval)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      if (*tide_answer_sheet_get_pending (self) != '\0')
        return tide_answer_sheet_commit (self);
      return press_move (self, GDK_KEY_Down);
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      tide_answer_sheet_set_pending (self, "");
      return press_move (self, keyval);
    default:
      if (r->info == NULL)
        return tide_answer_sheet_get_part (self, r->part)->kind == TIDE_PART_EFFECTS
                 ? press_effects (self, keyval)
                 : TIDE_PRESS_IGNORED;
      if (!tide_answer_sheet_is_asked (self, row))
        return TIDE_PRESS_IGNORED;
      return press_item (self, r->info, keyval);
    }
}

static gboolean
options_are_a_run (const TideItem *item)
{
  for (guint i = 1; i < item->n_options; i++)
    if (item->options[i].value != item->options[i - 1].value + 1)
      return FALSE;
  return TRUE;
}

char *
tide_answer_sheet_dup_key_range (TideAnswerSheet *self, guint row)
{
  const TideItem *item = tide_answer_sheet_get_row (self, row)->info;
  g_autoptr (GString) list = NULL;
  guint first = 0;

  if (item == NULL)
    return g_strdup (_ ("y, n"));
  if (item->yes_no)
    return g_strdup (_ ("y, n"));
  if (item->options == NULL)
    return g_strdup_printf ("%d–%d", item->minimum, item->maximum);
  while (first + 1 < item->n_options && item->options[first].is_missing)
    first++;
  if (options_are_a_run (item))
    return g_strdup_printf ("%d–%d", item->options[first].value, item->options[item->n_options - 1].value);
  list = g_string_new (NULL);
  for (guint i = first; i < item->n_options; i++)
    g_string_append_printf (list, "%s%d", i == first ? "" : ", ", item->options[i].value);
  return g_string_free (g_steal_pointer (&list), FALSE);
}

char *
tide_answer_sheet_dup_answer_words (TideAnswerSheet *self, guint row)
{
  const TideSheetRow *r = tide_answer_sheet_get_row (self, row);
  TideAnswer answer = tide_answer_sheet_get_answer (self, row);

  if (answer.state == TIDE_ANSWER_NOT_APPLICABLE)
    return g_strdup (_ ("not applicable"));
  if (answer.state == TIDE_ANSWER_MISSING)
    return g_strdup (r->marked ? _ ("missing") : "");
  for (guint i = 0; r->info->options && i < r->info->n_options; i++)
    if (r->info->options[i].value == answer.value && r->info->options[i].label)
      return g_strdup_printf ("%d %s", answer.value, r->info->options[i].label);
  return g_strdup_printf ("%d", answer.value);
}
