/* tide-faults.c: the rules on time that many records share, worded once: nothing before birth, nothing in the
 * future, no end before its start. */
#include "tide-field-private.h"

#include <glib/gi18n-lib.h>

gboolean
tide_instant_is_future (TideInstant instant)
{
  if (!tide_instant_is_known (instant))
    return FALSE;
  TideInstant now = tide_instant_now ();
  if (instant.precision == TIDE_PRECISION_DAY)
    return tide_instant_get_date (instant) > tide_instant_get_date (now);
  /* A form opened this minute writes the full minute: allow the rest of it. */
  return instant.utc > now.utc + 59;
}

void
tide_faults_check_moment (TideFaults *faults, const char *field, TideInstant instant, TideDate birth_date)
{
  if (!tide_instant_is_known (instant))
    return;
  if (tide_instant_is_future (instant))
    tide_faults_add (faults, field, _ ("lies in the future"));
  if (tide_date_is_known (birth_date) && tide_instant_get_date (instant) < birth_date)
    tide_faults_add (faults, field, _ ("lies before the birth date"));
}

void
tide_faults_check_day (TideFaults *faults, const char *field, TideDate day, TideDate birth_date)
{
  if (!tide_date_is_known (day))
    return;
  if (day > tide_date_today ())
    tide_faults_add (faults, field, _ ("lies in the future"));
  tide_faults_check_order (faults, field, birth_date, day, _ ("lies before the birth date"));
}

void
tide_faults_check_order (TideFaults *faults, const char *field, TideDate from, TideDate to,
                         const char *reason)
{
  if (tide_date_is_known (from) && tide_date_is_known (to) && to < from)
    tide_faults_add (faults, field, reason);
}
