/* tide-csv-sheet.h: one CSV file as rows of text, each with the line on which it begins. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint line;
  GPtrArray *cells; /* (utf8), as they stand in the file: any bytes but NUL */
} TideCsvRow;

typedef struct
{
  char *file;
  GPtrArray *header; /* (utf8) */
  guint header_line; /* blank lines may stand above it */
  GPtrArray *rows;   /* TideCsvRow */
  char *fault;       /* why reading stopped, or NULL */
  guint fault_line;
} TideCsvSheet;

/* Reads RFC 4180 from any bytes: never fails, says in fault what is wrong. */
TideCsvSheet *tide_csv_sheet_parse (const char *file, const char *bytes, gsize length);
void tide_csv_sheet_free (TideCsvSheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideCsvSheet, tide_csv_sheet_free)

/* Appends @cell as RFC 4180 writes it: quoted only where it must be. */
void tide_csv_append_cell (GString *text, const char *cell, gboolean first);
void tide_csv_end_row (GString *text);

G_END_DECLS
