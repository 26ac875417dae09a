/* tide-blank-form.h: an empty form of a scale on paper, and what stands on it in which order, so that whoever
 * keys it back types one digit a box from top to bottom (P12). */
#pragma once

#include "tide-report.h"

G_BEGIN_DECLS

typedef struct
{
  /* Of which clinic, on which paper; with a history whose form it is, without one lines to write on. */
  const TideSummaryData *page;
  TideInstrument *instrument;
} TideBlankFormData;

/**
 * tide_blank_form_new:
 *
 * Words exactly as the rights allow (clinical.md 1.24): a scale whose file carries a notice prints the
 * paraphrased labels, the numbers of the items, the digits that may be given and the notice; the words of the
 * answers stay in the licensed copy.
 *
 * Returns: (transfer full): NULL for a scale without known items, of which there is nothing to print
 */
TideReport *tide_blank_form_new (const TideBlankFormData *data);
gboolean tide_blank_form_is_possible (TideInstrument *instrument);

/* Indexes of the items in the order of their boxes: those of the total, as the form on the screen takes the
 * digits, then those outside it. (transfer full) (element-type guint); @n_main: how many are of the first */
GArray *tide_blank_form_list_items (TideInstrument *instrument, guint *n_main);

G_END_DECLS
