/* tide-leaf-private.h: what the sheets of one patient or of the clinic have in common: head, further pages,
 * parts under headings, tables of plain words, the signature at the foot.  Private to the report room. */
#pragma once

#include "tide-summary-private.h"

G_BEGIN_DECLS

typedef struct
{
  TideSummary base;
  TideFlow flow;
  const char *subtitle; /* opens further pages, after the title or under the patient; or NULL */
} TideLeaf;

/* @page must outlive the call in which the pages are made. Of a patient when it has a history.
 * Returns: (transfer full): without a page */
TideReport *tide_leaf_init (TideLeaf *self, const TideSummaryData *page, const char *title);
/* The first page: letterhead and, of a patient, who it is, with @diagnoses what it is. */
void tide_leaf_begin (TideLeaf *self, gboolean diagnoses);
/* A heading that never stands alone at the foot of a page, and what it is of. Takes @block; NULL: nothing. */
void tide_leaf_add_part (TideLeaf *self, const char *title, TideBlock *block);
/* The same over what the caller adds next. */
void tide_leaf_add_heading (TideLeaf *self, const char *words);
void tide_leaf_add_words (TideLeaf *self, double size, double gap, const char *words);
/* At the foot of the page, where one looks for it. */
void tide_leaf_add_signature (TideLeaf *self);
/* The last part with the signature under it on the same page. Takes @block. */
void tide_leaf_add_signed_part (TideLeaf *self, const char *title, TideBlock *block);

/* All columns aligned left, the first @n_shaded shaded. */
TideBlock *tide_leaf_table_new (const TideLeaf *self, const char *const *titles, guint n, guint n_shaded);
/* Escapes each cell; NULL is empty. */
void tide_leaf_table_add (TideBlock *table, const char *const *cells, guint n);
/* NULL when it has no rows; then it is freed. */
TideBlock *tide_leaf_table_or_nothing (TideBlock *table);
/* A drawing that is kept as it is: pages outlive what they were made from.  Takes @recording, whose left
 * @inset is empty and lies in the margin. */
TideBlock *tide_leaf_recording_new (cairo_surface_t *recording, double inset, double height);
/* Somewhere to draw such a one. */
cairo_surface_t *tide_leaf_recording_surface (double width, double height);

G_END_DECLS
