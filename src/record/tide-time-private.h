/* tide-time-private.h: what the two halves of tide-time.h, days and instants, share. */
#pragma once

#include "tide-time.h"

G_BEGIN_DECLS

#define TIDE_FIRST_YEAR 1800
#define TIDE_LAST_YEAR 2200

gboolean tide_time_read_digits (const char *text, guint n, int *value);
const char *tide_time_read_day (const char *text, TideDate *date);
char *tide_time_dup_shown (const char *text);

G_END_DECLS
