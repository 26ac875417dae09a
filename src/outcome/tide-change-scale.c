/* tide-change-scale.c: a CGI-I that went from 2 to 3 did not change by one: each is a change of its own. */

#include "tide-change-scale.h"

gboolean
tide_outcome_rates_change (const char *instrument_id)
{
  return g_strcmp0 (instrument_id, "cgii") == 0 || g_strcmp0 (instrument_id, "pgi_i") == 0;
}
