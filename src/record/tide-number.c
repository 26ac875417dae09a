/* tide-number.c: numbers as text, exact both ways and the same in every locale.
 *
 * Audit images are hashed and CSV files are read back, so a number has one text: the shortest that reads back
 * as the same double.  Reading takes plain decimal numbers only: strtod's hexadecimal, "inf" and leading
 * spaces are no clinic's numbers.
 */
#include "tide-record.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-time-private.h"

char *
tide_number_to_text (double value)
{
  if (isnan (value))
    return g_strdup ("");
  g_return_val_if_fail (isfinite (value), g_strdup (""));
  if (value == 0)
    return g_strdup ("0"); /* no "-0" */

  char text[G_ASCII_DTOSTR_BUF_SIZE];
  static const char *const formats[] = { "%.15g", "%.16g", "%.17g" };
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_ascii_formatd (text, sizeof text, formats[i], value);
      if (g_ascii_strtod (text, NULL) == value)
        break;
    }
  return g_strdup (text);
}

static const char *
skip_digits (const char *at, guint *n)
{
  const char *start = at;
  while (g_ascii_isdigit (*at))
    at++;
  *n += (guint) (at - start);
  return at;
}

/* [+-] digits [. digits] [e [+-] digits], at least one digit before the exponent. */
static gboolean
is_plain_number (const char *text)
{
  const char *at = text;
  guint digits = 0, exponent_digits = 0;
  if (*at == '+' || *at == '-')
    at++;
  at = skip_digits (at, &digits);
  if (*at == '.')
    at = skip_digits (at + 1, &digits);
  if (digits == 0)
    return FALSE;
  if (*at == 'e' || *at == 'E')
    {
      at++;
      if (*at == '+' || *at == '-')
        at++;
      at = skip_digits (at, &exponent_digits);
      if (exponent_digits == 0)
        return FALSE;
    }
  return *at == '\0';
}

gboolean
tide_number_parse (const char *text, double *value, GError **error)
{
  g_return_val_if_fail (text != NULL && value != NULL, FALSE);

  const char *reason = NULL;
  double read = 0;
  if (!is_plain_number (text))
    reason = _ ("is not a number written with digits and a decimal point");
  else if (!isfinite (read = g_ascii_strtod (text, NULL)))
    reason = _ ("is too large a number");
  if (reason != NULL)
    {
      g_autofree char *shown = tide_time_dup_shown (text);
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE, _ ("“%s” %s"), shown, reason);
      return FALSE;
    }
  *value = read;
  return TRUE;
}
