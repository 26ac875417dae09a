/* tide-instrument-answer.c: one answer at a time: what is allowed, what a typed word means, what counts as
 * missing.
 */
#include "tide-instrument-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const TideOption *
find_option (const TideItem *item, int value)
{
  for (guint i = 0; i < item->n_options; i++)
    if (item->options[i].value == value)
      return &item->options[i];
  return NULL;
}

static gboolean
is_allowed_value (const TideItem *item, int value)
{
  if (item->options != NULL)
    return find_option (item, value) != NULL;
  return value >= item->minimum && value <= item->maximum;
}

/* An answer that the item does not allow counts as missing rather than as a number. */
TideAnswer
tide_instrument_effective_answer (TideInstrument *self, const TideAnswer *answers, guint index)
{
  const TideItem *item = tide_instrument_item (self, index);
  TideAnswer answer = answers[index];
  const TideOption *option;

  if (answer.state == TIDE_ANSWER_NOT_APPLICABLE && item->allows_na)
    return answer;
  if (answer.state == TIDE_ANSWER_GIVEN && is_allowed_value (item, answer.value))
    {
      option = find_option (item, answer.value);
      if (option == NULL || !option->is_missing)
        return answer;
    }
  return (TideAnswer){ TIDE_ANSWER_MISSING, 0 };
}

/* "0 to 4" where there is no gap, else "0, 2, 4". */
static char *
dup_values (const TideItem *item)
{
  GString *text;

  if (item->options == NULL
      || item->options[item->n_options - 1].value - item->options[0].value == (int) item->n_options - 1)
    {
      int first = item->options != NULL ? item->options[0].value : item->minimum;
      int last = item->options != NULL ? item->options[item->n_options - 1].value : item->maximum;
      return g_strdup_printf (_ ("%d to %d"), first, last);
    }
  text = g_string_new (NULL);
  for (guint i = 0; i < item->n_options; i++)
    g_string_append_printf (text, "%s%d", i > 0 ? ", " : "", item->options[i].value);
  return g_string_free (text, FALSE);
}

char *
tide_instrument_dup_allowed (TideInstrument *self, guint index)
{
  const TideItem *item = tide_instrument_item (self, index);
  g_autofree char *values = dup_values (item);

  if (item->yes_no)
    return g_strdup (_ ("1 or y (yes), 0 or n (no), - (missing)"));
  if (item->allows_na)
    return g_strdup_printf (_ ("%s, - (missing), na (not applicable)"), values);
  return g_strdup_printf (_ ("%s, - (missing)"), values);
}

char *
tide_instrument_check_answer (TideInstrument *self, guint index, TideAnswer answer)
{
  const TideItem *item;
  g_autofree char *allowed = NULL;

  g_return_val_if_fail (index < self->items->len, NULL);

  item = tide_instrument_item (self, index);
  if (answer.state == TIDE_ANSWER_MISSING || (answer.state == TIDE_ANSWER_NOT_APPLICABLE && item->allows_na)
      || (answer.state == TIDE_ANSWER_GIVEN && is_allowed_value (item, answer.value)))
    return NULL;
  allowed = tide_instrument_dup_allowed (self, index);
  if (answer.state == TIDE_ANSWER_GIVEN)
    return g_strdup_printf (_ ("item %s: %d is not allowed; allowed are %s"), item->id, answer.value,
                            allowed);
  return g_strdup_printf (_ ("item %s cannot be “not applicable”; allowed are %s"), item->id, allowed);
}

/* TRUE with the answer that @text means for @item. */
static gboolean
read_word (const TideItem *item, const char *text, TideAnswer *answer)
{
  gint64 number;

  *answer = (TideAnswer){ TIDE_ANSWER_MISSING, 0 };
  if (text[0] == '\0' || strcmp (text, "-") == 0)
    return TRUE;
  if (g_ascii_strcasecmp (text, "na") == 0)
    {
      answer->state = TIDE_ANSWER_NOT_APPLICABLE;
      return item->allows_na;
    }
  if (item->yes_no && (g_ascii_strcasecmp (text, "y") == 0 || g_ascii_strcasecmp (text, "n") == 0))
    {
      *answer = (TideAnswer){ TIDE_ANSWER_GIVEN, g_ascii_tolower (text[0]) == 'y' };
      return TRUE;
    }
  if (!g_ascii_string_to_signed (text, 10, G_MININT, G_MAXINT, &number, NULL))
    return FALSE;
  *answer = (TideAnswer){ TIDE_ANSWER_GIVEN, (int) number };
  return is_allowed_value (item, answer->value);
}

gboolean
tide_instrument_read_answer (TideInstrument *self, guint index, const char *text, TideAnswer *answer,
                             GError **error)
{
  const TideItem *item;
  const TideOption *option;
  g_autofree char *word = NULL, *allowed = NULL;

  g_return_val_if_fail (index < self->items->len && text != NULL && answer != NULL, FALSE);

  item = tide_instrument_item (self, index);
  word = g_strstrip (g_strdup (text));
  if (read_word (item, word, answer))
    {
      option = answer->state == TIDE_ANSWER_GIVEN ? find_option (item, answer->value) : NULL;
      if (option != NULL && option->is_missing)
        *answer = (TideAnswer){ TIDE_ANSWER_MISSING, 0 };
      return TRUE;
    }
  *answer = (TideAnswer){ TIDE_ANSWER_MISSING, 0 };
  allowed = tide_instrument_dup_allowed (self, index);
  g_set_error (error, TIDE_INSTRUMENT_ERROR, TIDE_INSTRUMENT_ERROR_CONTENT,
               _ ("item %s: “%s” is not allowed; allowed are %s"), item->id, word, allowed);
  return FALSE;
}

/* "11=2" names its item; whether it is one depends on there being such an item. */
static int
find_named (TideInstrument *self, const char *text, const char **value)
{
  const char *equals = strchr (text, '=');
  g_autofree char *id = NULL;

  if (equals == NULL)
    return -1;
  id = g_strndup (text, equals - text);
  *value = equals + 1;
  return tide_instrument_find_item (self, id);
}

static guint
next_required (TideInstrument *self, guint index)
{
  while (index < self->items->len && tide_instrument_item (self, index)->optional)
    index++;
  return index;
}

static guint
count_required (TideInstrument *self)
{
  guint n = 0;

  for (guint i = next_required (self, 0); i < self->items->len; i = next_required (self, i + 1))
    n++;
  return n;
}

/* How many of the words are plain answers, to know whether the optional items are among them. */
static guint
count_plain (const char *const *texts, guint n_texts)
{
  guint n = 0;

  for (guint i = 0; i < n_texts; i++)
    n += strchr (texts[i], '=') == NULL;
  return n;
}

gboolean
tide_instrument_read_answers (TideInstrument *self, const char *const *texts, guint n_texts,
                              TideAnswer *answers, GError **error)
{
  guint n_required = count_required (self), n_plain = count_plain (texts, n_texts), at = 0;
  gboolean all = n_plain == self->items->len;

  for (guint i = 0; i < self->items->len; i++)
    answers[i] = (TideAnswer){ TIDE_ANSWER_MISSING, 0 };
  if (!all && n_plain != n_required)
    {
      g_set_error (error, TIDE_INSTRUMENT_ERROR, TIDE_INSTRUMENT_ERROR_CONTENT,
                   _ ("%s needs %u answers, %u are given"), self->id, n_required, n_plain);
      return FALSE;
    }
  for (guint i = 0; i < n_texts; i++)
    {
      const char *value = texts[i];
      int named = find_named (self, texts[i], &value);

      if (named < 0 && strchr (texts[i], '=') != NULL)
        {
          g_set_error (error, TIDE_INSTRUMENT_ERROR, TIDE_INSTRUMENT_ERROR_CONTENT,
                       _ ("“%s” names no item of %s"), texts[i], self->id);
          return FALSE;
        }
      if (named < 0 && !all)
        at = next_required (self, at);
      if (!tide_instrument_read_answer (self, named >= 0 ? (guint) named : at, value,
                                        &answers[named >= 0 ? (guint) named : at], error))
        return FALSE;
      if (named < 0)
        at++;
    }
  return TRUE;
}
