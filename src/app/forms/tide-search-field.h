/* tide-search-field.h: a field that finds while one types: a diagnosis by code or word, a patient by name or
 * number. */
#pragma once

#include "tide-form-field.h"

G_BEGIN_DECLS

#define TIDE_TYPE_SEARCH_FIELD (tide_search_field_get_type ())
G_DECLARE_FINAL_TYPE (TideSearchField, tide_search_field, TIDE, SEARCH_FIELD, TideFormField)

typedef struct
{
  char *text;  /* what the record holds */
  char *title; /* what the entry shows once it is chosen */
  char *label; /* what the list shows */
} TideSearchResult;
TideSearchResult *tide_search_result_new (const char *text, const char *title, const char *label);

/* Results for what is typed (element-type TideSearchResult) (transfer full). */
typedef GPtrArray *(*TideSearchFunc) (const char *typed, gpointer data);
/* Whether a typed text is itself an answer (an ICD-10-CM code outside the list). */
typedef gboolean (*TideSearchAcceptFunc) (const char *typed);

void tide_search_field_setup (TideSearchField *self, TideSearchFunc search, gpointer data,
                              TideSearchAcceptFunc accept);
GtkEditable *tide_search_field_get_editable (TideSearchField *self);
/* Chooses a result as Enter does; FALSE when there is none. */
gboolean tide_search_field_choose_first (TideSearchField *self);
const char *tide_search_field_get_title (TideSearchField *self); /* of what is chosen, or what is typed */

/* Diagnoses of clinical.md 7.1, and any well-formed code. */
void tide_search_field_setup_diagnoses (TideSearchField *self);
/* Drugs of clinical.md 7.2 by the start of a word, and any name that the table does not have. */
void tide_search_field_setup_drugs (TideSearchField *self);
/* Free words, with those of @words (a NULL-terminated list, copied) offered by the start of a word. */
void tide_search_field_setup_words (TideSearchField *self, const char *const *words);

G_END_DECLS
