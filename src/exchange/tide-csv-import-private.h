/* tide-csv-import-private.h: what the parts of an import share. */
#pragma once

#include "tide-csv-sheet.h"
#include "tide-csv-table.h"

G_BEGIN_DECLS

/* One file that is being imported: its rows and what each of its columns means. */
typedef struct
{
  const TideCsvTable *table;
  TideCsvSheet *sheet; /* NULL: the file is absent */
  GArray *meaning;     /* int for each column of the header: index into table->columns, or one of these: */
  gboolean usable;     /* FALSE: the header itself is refused */
} TideCsvInput;
enum
{
  TIDE_CSV_IGNORED = -1,
  TIDE_CSV_ITEM = -2, /* an answer */
};

typedef struct
{
  TideClinic *clinic;
  TideBatch *batch;
  TideCsvNames names;
  TideCsvInput inputs[TIDE_CSV_N_FILES];
  GHashTable *refused; /* "patient TM-0417": named in a refused row, so that what hangs on it is not blamed */
  GHashTable *seen;    /* bodies of records, by owner: see tide-csv-same.c */
  GHashTable *diagnosed; /* "TM-0417 F42.2" of diagnoses.csv */
  TideImportReport *report;
} TideCsvImport;

void tide_csv_import_refuse (TideCsvImport *self, const char *file, guint line, const char *column,
                             const char *value, const char *reason);
/* The cell of @column in @row, NULL when the file has no such column. */
const char *tide_csv_input_get_cell (const TideCsvInput *input, const TideCsvRow *row, const char *column);
gboolean tide_csv_input_has (const TideCsvInput *input, int column);

/* Header row: fills meaning, reports unknown, double and missing columns (tide-csv-header.c). */
void tide_csv_import_read_header (TideCsvImport *self, TideCsvInput *input);
/* One row. FALSE only when the whole import must stop. */
gboolean tide_csv_import_row (TideCsvImport *self, TideCsvInput *input, const TideCsvRow *row,
                              GError **error);

typedef enum
{
  TIDE_CSV_NEW,
  TIDE_CSV_SAME,      /* the clinic, or an earlier row, has it already */
  TIDE_CSV_DIFFERENT, /* the same id with other contents: reported */
} TideCsvSameness;
TideCsvSameness tide_csv_import_compare (TideCsvImport *self, const TideCsvInput *input,
                                         const TideCsvRow *row, gpointer record);
void tide_csv_import_remember (TideCsvImport *self, const TideCsvInput *input, gconstpointer record);

G_END_DECLS
