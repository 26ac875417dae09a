/* tide-quantity.c: the reasons why a statistic is undefined, as codes and in words. */
#include "tide-quantity.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static const struct
{
  const char *code, *words;
} reasons[TIDE_WHY_N] = {
  [TIDE_WHY_DEFINED] = { NULL, NULL },
  [TIDE_WHY_NO_DATA] = { "no_data", N_ ("no data") },
  [TIDE_WHY_TOO_FEW] = { "too_few", N_ ("too few values") },
  [TIDE_WHY_SMALL_GROUP] = { "small_group", N_ ("a group is too small to be shown") },
  [TIDE_WHY_ONE_GROUP] = { "one_group", N_ ("only one group") },
  [TIDE_WHY_NO_EVENTS] = { "no_events", N_ ("no events") },
  [TIDE_WHY_ALL_TIED] = { "all_tied", N_ ("the groups are never at risk together with a choice of outcome") },
  [TIDE_WHY_CURVE_AT_ONE] = { "curve_at_one", N_ ("no interval where the curve is still at 1") },
  [TIDE_WHY_CURVE_AT_ZERO] = { "curve_at_zero", N_ ("no interval where the curve has come to 0") },
  [TIDE_WHY_NOT_REACHED] = { "not_reached", N_ ("not reached within the follow-up") },
  [TIDE_WHY_BEYOND_FOLLOW_UP] = { "beyond_follow_up", N_ ("later than anybody was followed") },
  [TIDE_WHY_NO_SPREAD] = { "no_spread", N_ ("the values do not vary") },
  [TIDE_WHY_SINGULAR] = { "singular", N_ ("one covariate follows from the others") },
  [TIDE_WHY_SEPARATION] = { "separation", N_ ("the groups are separated completely; no finite estimate") },
  [TIDE_WHY_NOT_CONVERGED] = { "not_converged", N_ ("the estimate did not settle") },
  [TIDE_WHY_NO_DIFFERENCE] = { "no_difference", N_ ("the difference is 0") },
  [TIDE_WHY_INTERVAL_HAS_ZERO]
  = { "interval_includes_zero", N_ ("the interval of the difference includes 0") },
  [TIDE_WHY_LOW_EFFECTIVE_N] = { "low_effective_n", N_ ("the weights leave too few people") },
  [TIDE_WHY_NEGATIVE_TIME] = { "negative_time", N_ ("a time is negative") },
  [TIDE_WHY_NOT_FINITE] = { "not_finite", N_ ("a value is not a finite number") },
};

const char *
tide_why_get_code (TideWhy why)
{
  g_return_val_if_fail (why < TIDE_WHY_N, NULL);
  return reasons[why].code;
}

const char *
tide_why_get_words (TideWhy why)
{
  g_return_val_if_fail (why < TIDE_WHY_N, NULL);
  return reasons[why].words != NULL ? _ (reasons[why].words) : NULL;
}

TideQuantity
tide_quantity_of (double value)
{
  return isfinite (value) ? (TideQuantity){ value, TIDE_WHY_DEFINED }
                          : tide_quantity_undefined (TIDE_WHY_NOT_FINITE);
}

TideQuantity
tide_quantity_undefined (TideWhy why)
{
  g_return_val_if_fail (why > TIDE_WHY_DEFINED && why < TIDE_WHY_N,
                        ((TideQuantity){ NAN, TIDE_WHY_NOT_FINITE }));
  return (TideQuantity){ NAN, why };
}

gboolean
tide_quantity_is_defined (TideQuantity quantity)
{
  return quantity.why == TIDE_WHY_DEFINED;
}
