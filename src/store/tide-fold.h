/* tide-fold.h: names as a search compares them.  Private to the store; tide_fold_text () itself is public. */
#pragma once

#include "tide-patient.h"

G_BEGIN_DECLS

/* What a patient is ordered and found by; free the members with g_free (). */
typedef struct
{
  char *sort_key; /* folded family name, 0x1f, folded given name */
  char *birth;    /* ISO, or "" */
  char *words;    /* further spellings: ü as ue, O'Brien as obrien; apart by spaces */
  char *mrn;      /* folded record number */
} TideSearchKey;

TideSearchKey tide_fold_patient (const TidePatient *patient);
void tide_search_key_clear (TideSearchKey *key);
/* As tide_fold_text (), but ä ö ü ø å as ae oe ue oe aa. (transfer full) */
char *tide_fold_text_expanded (const char *text);

G_END_DECLS
