/* tide-typed-time.h: days and times as a person types them into a form. */
#pragma once

#include "tide-time.h"

G_BEGIN_DECLS

/**
 * tide_typed_date_parse:
 * @text: what was typed; blanks around it do not matter
 * @date: (out): the day, TIDE_DATE_UNKNOWN for an empty text
 * @fault: (out) (transfer full): a sentence for the field when the text is not a day, else NULL
 *
 * Takes 1979-03-14, 14.3.1979, 14 Mar 1979, Mar 14 1979, 14/3/1979, "today" and "yesterday". A day with
 * slashes that could be two days (3/4/1979) is refused, and so is a year of two digits: a birth date must not
 * be guessed.
 */
gboolean tide_typed_date_parse (const char *text, TideDate *date, char **fault);

/* The same with a time of day after it ("20 Nov 2025, 11:05", "2025-11-20 23:05", "now"); without one the day
 * alone. */
gboolean tide_typed_instant_parse (const char *text, TideInstant *instant, char **fault);

char *tide_typed_date_to_text (TideDate date);          /* "14 Mar 1979", "" unknown (transfer full) */
char *tide_typed_instant_to_text (TideInstant instant); /* "Thu 20 Nov 2025, 11:05" (transfer full) */
char *tide_typed_short_date (TideDate date,
                             TideDate now); /* "23 Oct", "23 Oct 2024" in another year (transfer full) */

G_END_DECLS
