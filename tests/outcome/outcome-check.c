/* outcome-check.c: see the header. */
#include "outcome-check.h"

TideLibrary *
outcome_library (void)
{
  static TideLibrary *library = NULL; /* reachable to the end: no leak */
  if (library == NULL)
    library = tide_library_new ();
  return library;
}

TideInstrument *
outcome_instrument (const char *id)
{
  TideInstrument *instrument = tide_library_lookup (outcome_library (), id);
  if (instrument == NULL)
    g_error ("no instrument %s", id);
  return instrument;
}

TideOutcome *
outcome_of (const TideHistory *history, const char *instrument_id, const char *now)
{
  g_autoptr (TideThresholds) thresholds = tide_thresholds_new ();
  return tide_outcome_compute (history, outcome_instrument (instrument_id), thresholds,
                               fixture_instant (now != NULL ? now : "2025-11-20T14:32+01:00"));
}

char *
outcome_dup_letters (guint marks)
{
  static const struct
  {
    guint mark;
    char letter;
  } letters[] = { { TIDE_MARK_CARRY_OVER, 'C' },
                  { TIDE_MARK_RECALL, 'R' },
                  { TIDE_MARK_OVERLAP, 'O' },
                  { TIDE_MARK_DOSE, 'D' },
                  { TIDE_MARK_MODE, 'M' } };
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    if (marks & letters[i].mark)
      g_string_append_c (text, letters[i].letter);
  return g_string_free (text, FALSE);
}

void
outcome_assert_states (const TideOutcome *outcome, const char *const *codes)
{
  for (guint i = 0; i < outcome->n_visits; i++)
    {
      g_assert_nonnull (codes[i]);
      g_test_message ("visit %u", i);
      g_assert_cmpstr (tide_state_get_code (outcome->visits[i].state), ==, codes[i]);
    }
  g_assert_null (codes[outcome->n_visits]);
}
