/* tide-typed-time.c: reads a day or a time however a person writes it, and says in words what is wrong with
 * it.
 *
 * The record room reads ISO 8601 only; a form must take what fingers type.  What can be read in two ways is
 * refused rather than guessed: a wrong birth date makes a wrong age on every page. */

#include "tide-typed-time.h"

#include <glib/gi18n-lib.h>
#include <langinfo.h>
#include <string.h>

static const char *const english_months[]
  = { "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec" };

static const char *
month_name (int month)
{
  static const nl_item items[] = { ABMON_1, ABMON_2, ABMON_3, ABMON_4,  ABMON_5,  ABMON_6,
                                   ABMON_7, ABMON_8, ABMON_9, ABMON_10, ABMON_11, ABMON_12 };

  return nl_langinfo (items[month - 1]);
}

static const char *
weekday_name (int weekday)
{
  static const nl_item items[] = { ABDAY_2, ABDAY_3, ABDAY_4, ABDAY_5, ABDAY_6, ABDAY_7, ABDAY_1 };

  return nl_langinfo (items[weekday - 1]);
}

static gboolean
starts_with_fold (const char *word, const char *start)
{
  g_autofree char *w = g_utf8_casefold (word, -1);
  g_autofree char *s = g_utf8_casefold (start, -1);

  return *s != '\0' && g_str_has_prefix (w, s);
}

/* "Mar", "march", "März": the month that a word names, 0 when none. */
static int
month_of_word (const char *word)
{
  for (int month = 1; month <= 12; month++)
    {
      g_autofree char *local = g_strdup (month_name (month));
      gsize length = strlen (local);

      if (length > 0 && local[length - 1] == '.')
        local[length - 1] = '\0';
      if (starts_with_fold (word, english_months[month - 1]) || starts_with_fold (word, local))
        return month;
    }
  return 0;
}

/* Splits at blanks, commas, dots, slashes and dashes; @separator tells which of . / - stood between numbers.
 */
static GPtrArray *
split_words (const char *text, char *separator)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  const char *p = text;

  *separator = ' ';
  while (*p)
    {
      gsize n = strcspn (p, " \t,./-");

      if (n > 0)
        g_ptr_array_add (words, g_strndup (p, n));
      p += n;
      if (*p == '.' || *p == '/' || *p == '-')
        *separator = *p;
      if (*p)
        p++;
    }
  return words;
}

static int
number_of_word (const char *word)
{
  gsize n = strspn (word, "0123456789");

  if (n == 0 || n > 4)
    return -1;
  /* "14th", "3rd" */
  if (word[n] != '\0' && !(strlen (word + n) == 2 && g_ascii_isalpha (word[n])))
    return -1;
  return atoi (word);
}

static char *
formats_fault (const char *text)
{
  return g_strdup_printf (_ ("“%s” is no date. Write 1979-03-14, 14.3.1979 or 14 Mar 1979."), text);
}

static gboolean
make_date (const char *text, int year, int month, int day, TideDate *date, char **fault)
{
  if (year < 100)
    {
      *fault = g_strdup_printf (_ ("Write the year with four digits: “%s” could be in two centuries."), text);
      return FALSE;
    }
  if (year < 1800 || year > 2200)
    {
      *fault = g_strdup_printf (_ ("The year %d is outside 1800 to 2200."), year);
      return FALSE;
    }
  if (month < 1 || month > 12)
    {
      *fault = g_strdup_printf (_ ("There is no month %d."), month);
      return FALSE;
    }
  *date = tide_date_from_ymd (year, month, day);
  if (!tide_date_is_known (*date))
    *fault = g_strdup_printf (_ ("There is no day %d in %s %d."), day, month_name (month), year);
  return *fault == NULL;
}

static gboolean
make_slashed (const char *text, int first, int second, int year, TideDate *date, char **fault)
{
  if (first <= 12 && second <= 12 && first != second)
    {
      *fault = g_strdup_printf (_ ("“%s” could be %d %s or %d %s. Write %d %s %d."), text, first,
                                month_name (MAX (second, 1)), second, month_name (MAX (first, 1)), first,
                                month_name (MAX (second, 1)), year);
      return FALSE;
    }
  if (second > 12)
    return make_date (text, year, first, second, date, fault);
  return make_date (text, year, second, first, date, fault);
}

static gboolean
parse_day_words (const char *text, TideDate *date, char **fault)
{
  char separator;
  g_autoptr (GPtrArray) words = split_words (text, &separator);
  int numbers[3] = { -1, -1, -1 }, month = 0;
  guint n = 0;

  if (words->len == 4 && number_of_word (words->pdata[0]) < 0 && month_of_word (words->pdata[0]) == 0)
    g_ptr_array_remove_index (words, 0); /* a weekday */
  for (guint i = 0; i < words->len; i++)
    {
      int number = number_of_word (words->pdata[i]);

      if (number < 0 && month == 0 && (month = month_of_word (words->pdata[i])) > 0)
        continue;
      if (number < 0 || n == 3)
        {
          *fault = formats_fault (text);
          return FALSE;
        }
      numbers[n++] = number;
    }

  if (month > 0 && n == 2)
    return numbers[0] > 31 ? make_date (text, numbers[0], month, numbers[1], date, fault)
                           : make_date (text, numbers[1], month, numbers[0], date, fault);
  if (month > 0 || n != 3)
    {
      *fault = formats_fault (text);
      return FALSE;
    }
  if (numbers[0] > 31)
    return make_date (text, numbers[0], numbers[1], numbers[2], date, fault);
  if (separator == '/')
    return make_slashed (text, numbers[0], numbers[1], numbers[2], date, fault);
  return make_date (text, numbers[2], numbers[1], numbers[0], date, fault);
}

gboolean
tide_typed_date_parse (const char *text, TideDate *date, char **fault)
{
  g_autofree char *stripped = NULL;

  g_return_val_if_fail (text != NULL && date != NULL && fault != NULL, FALSE);

  *fault = NULL;
  *date = TIDE_DATE_UNKNOWN;
  stripped = g_utf8_validate (text, -1, NULL) ? g_strstrip (g_strdup (text)) : g_strdup ("?");
  if (*stripped == '\0')
    return TRUE;
  if (strlen (stripped) > 60)
    {
      *fault = g_strdup (_ ("This is too long for a date."));
      return FALSE;
    }
  if (g_ascii_strcasecmp (stripped, "today") == 0 || strcmp (stripped, _ ("today")) == 0)
    {
      *date = tide_date_today ();
      return TRUE;
    }
  if (g_ascii_strcasecmp (stripped, "yesterday") == 0 || strcmp (stripped, _ ("yesterday")) == 0)
    {
      *date = tide_date_today () - 1;
      return TRUE;
    }
  if (!parse_day_words (stripped, date, fault))
    {
      *date = TIDE_DATE_UNKNOWN;
      return FALSE;
    }
  return TRUE;
}

/* Cuts "11:05" or "T11:05" off the end of @text; FALSE with @fault when it is no time of day. */
static gboolean
cut_clock (char *text, int *hour, int *minute, char **fault)
{
  char *colon = strchr (text, ':');
  char *start = colon, *end = NULL;

  *hour = -1;
  if (colon == NULL)
    return TRUE;
  while (start > text && g_ascii_isdigit (start[-1]))
    start--;
  *hour = start < colon ? atoi (start) : -1;
  *minute = (int) strtol (colon + 1, &end, 10);
  if (start == colon || colon - start > 2 || end - colon != 3 || *g_strchug (end) != '\0' || *hour > 23
      || *minute > 59)
    {
      *fault = g_strdup_printf (_ ("“%s” is no time of day. Write it as 14:30."), start);
      return FALSE;
    }
  *start = '\0';
  if (start - 1 > text && (start[-1] == 'T' || start[-1] == 't') && g_ascii_isdigit (start[-2]))
    start[-1] = '\0';
  return TRUE;
}

gboolean
tide_typed_instant_parse (const char *text, TideInstant *instant, char **fault)
{
  g_autofree char *day = NULL;
  TideDate date;
  int hour, minute = 0;

  g_return_val_if_fail (text != NULL && instant != NULL && fault != NULL, FALSE);

  *fault = NULL;
  *instant = TIDE_INSTANT_UNKNOWN;
  day = g_utf8_validate (text, -1, NULL) ? g_strstrip (g_strdup (text)) : g_strdup ("?");
  if (g_ascii_strcasecmp (day, "now") == 0 || strcmp (day, _ ("now")) == 0)
    {
      *instant = tide_instant_now ();
      return TRUE;
    }
  if (!cut_clock (day, &hour, &minute, fault) || !tide_typed_date_parse (day, &date, fault))
    return FALSE;
  if (!tide_date_is_known (date))
    {
      if (hour < 0)
        return TRUE;
      date = tide_date_today (); /* a time alone is today's */
    }
  *instant = hour < 0 ? tide_instant_from_date (date) : tide_instant_from_local (date, hour, minute);
  return TRUE;
}

char *
tide_typed_date_to_text (TideDate date)
{
  int year, month, day;

  if (!tide_date_is_known (date))
    return g_strdup ("");
  tide_date_get_ymd (date, &year, &month, &day);
  return g_strdup_printf ("%d %s %d", day, month_name (month), year);
}

char *
tide_typed_instant_to_text (TideInstant instant)
{
  g_autofree char *day = NULL;
  int hour, minute;
  TideDate date;

  if (!tide_instant_is_known (instant))
    return g_strdup ("");
  date = tide_instant_get_date (instant);
  day = tide_typed_date_to_text (date);
  if (instant.precision == TIDE_PRECISION_DAY)
    return g_strdup_printf ("%s %s", weekday_name (tide_date_weekday (date)), day);
  tide_instant_get_clock (instant, &hour, &minute);
  return g_strdup_printf ("%s %s, %02d:%02d", weekday_name (tide_date_weekday (date)), day, hour, minute);
}

char *
tide_typed_short_date (TideDate date, TideDate now)
{
  int year, month, day, this_year = 0, m, d;

  if (!tide_date_is_known (date))
    return g_strdup ("");
  tide_date_get_ymd (date, &year, &month, &day);
  if (tide_date_is_known (now))
    tide_date_get_ymd (now, &this_year, &m, &d);
  return year == this_year ? g_strdup_printf ("%d %s", day, month_name (month))
                           : g_strdup_printf ("%d %s %d", day, month_name (month), year);
}
