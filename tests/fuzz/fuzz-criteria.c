/* fuzz-criteria.c: any bytes as a file of criteria: no crash, every fault with its line, and what is accepted
 * has words for each of its clauses.
 */
#include <glib.h>
#include <math.h>

#include "fuzz-target.h"
#include "tide-criteria.h"

/* Every clause that the states may name (FORMAT.md). */
static const char *const clauses[] = { "remission",
                                       "response",
                                       "partial",
                                       "partial_by_cgi",
                                       "also_fails",
                                       "disagree",
                                       "cgi_missing",
                                       "none",
                                       "worse",
                                       "too_early",
                                       "relapse_by_cgi",
                                       "relapse_by_fall",
                                       "relapse_by_visits",
                                       "relapse_by_treatment",
                                       "relapse_goes_on" };

/* A scale for the numbers in the words; made once. */
static TideInstrument *
get_scale (void)
{
  static TideLibrary *library = NULL;
  if (library == NULL)
    library = tide_library_new ();
  return tide_library_lookup (library, "ybocs");
}

static void
say_anything (const TideCriteria *criteria)
{
  g_autoptr (TideThresholds) thresholds = tide_thresholds_new ();
  for (guint i = 0; i < G_N_ELEMENTS (clauses); i++)
    for (TideSex sex = TIDE_SEX_UNKNOWN; sex <= TIDE_SEX_MALE; sex++)
      {
        const TideClause *clause = tide_criteria_find_clause (criteria, clauses[i]);
        g_autofree char *words
          = tide_criteria_dup_words (criteria, clauses[i], get_scale (), sex, thresholds);
        g_assert_cmpint (clause == NULL, ==, words == NULL);
        g_assert_true (words == NULL || g_utf8_validate (words, -1, NULL));
        if (clause != NULL)
          tide_criteria_get_cgi (criteria, clauses[i], thresholds);
      }
  TideChangeRule rule = tide_criteria_resolve (criteria, get_scale (), TIDE_SEX_FEMALE);
  g_assert_false (isinf (rule.response_percent) || isinf (rule.remission_at_most));
  g_assert_cmpint (tide_criteria_get_relapse (criteria), !=, TIDE_RELAPSE_BY_RULES);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const char nothing[1] = "";
  g_autoptr (GError) error = NULL;
  g_autoptr (TideCriteria) criteria
    = tide_criteria_parse ("x.xml", size > 0 ? (const char *) data : nothing, (gssize) size, NULL, &error);
  g_assert_true ((criteria == NULL) == (error != NULL));
  if (criteria == NULL)
    {
      g_assert_true (g_str_has_prefix (error->message, "x.xml:"));
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return 0;
    }
  say_anything (criteria);
  return 0;
}
