/* tide-csv-table.h: what each file holds, said once: its record class and its columns.
 *
 * Reading, writing and comparing walk these lists, so that a column cannot be written and not be read.  A new
 * column is one line here.
 */
#pragma once

#include "tide-csv.h"

G_BEGIN_DECLS

typedef enum
{
  TIDE_CSV_FIELD,      /* a field of the record as its canonical text */
  TIDE_CSV_ID,         /* the record's own UUID */
  TIDE_CSV_MRN,        /* REFERENCE to a patient, by record number */
  TIDE_CSV_COURSE,     /* REFERENCE to a course, by course_id */
  TIDE_CSV_STAFF_NAME, /* REFERENCE to staff, by name */
  TIDE_CSV_UUID,       /* REFERENCE to any other record, by UUID */
  TIDE_CSV_SEX,        /* a code field whose unknown is written "unknown" */
  TIDE_CSV_STATUS,     /* entered_in_error as "final" or "entered_in_error" */
  TIDE_CSV_DIAGNOSIS,  /* a patient's ICD-10-CM codes, the primary first */
  TIDE_CSV_TOTAL,      /* of an assessment: the total alone, or what its answers make */
} TideCsvCellKind;

typedef enum
{
  TIDE_CSV_REQUIRED = 1 << 0, /* column and cell must be there */
  TIDE_CSV_BODY
  = 1 << 1, /* says what was found or done: two records that agree in all of these are the same */
} TideCsvColumnFlags;

typedef struct
{
  const char *name;
  TideCsvCellKind kind;
  const char *field; /* of the record, NULL: same as name */
  TideCsvColumnFlags flags;
} TideCsvColumn;

typedef struct
{
  TideCsvFile file;
  const TideRecordClass *klass;
  const char *owner; /* the REFERENCE field under which rows without an id are compared, or NULL */
  const TideCsvColumn *columns;
  guint n_columns;
  const char *key; /* the unique text field by which a record is known instead of its UUID, or NULL */
} TideCsvTable;

const TideCsvTable *tide_csv_get_table (TideCsvFile file);
int tide_csv_table_find (const TideCsvTable *table, const char *column); /* index or -1 */
const char *tide_csv_column_get_field (const TideCsvColumn *column);     /* its field's name */

/* --- names: what stands in files instead of the store's ids --- */

typedef struct
{
  TideClinic *clinic; /* NULL: every name is id 1 (tests of the text alone) */
  TideLibrary *library;
  GHashTable *texts; /* "patient 12" → "TM-0417" */
  GHashTable *ids;   /* "patient TM-0417" → gint64 * */
} TideCsvNames;

void tide_csv_names_init (TideCsvNames *names, TideClinic *clinic, TideLibrary *library);
void tide_csv_names_clear (TideCsvNames *names);
/* The text that stands for record @id of the class that @column refers to; "" for 0. (transfer full) */
char *tide_csv_names_dup_text (TideCsvNames *names, const TideCsvTable *table, const TideCsvColumn *column,
                               gint64 id);
/* The id of @text, 0 when there is none. */
gint64 tide_csv_names_find (TideCsvNames *names, const TideCsvTable *table, const TideCsvColumn *column,
                            const char *text);
void tide_csv_names_add (TideCsvNames *names, const TideRecordClass *klass, const char *text, gint64 id);
const TideRecordClass *tide_csv_column_get_class (const TideCsvTable *table, const TideCsvColumn *column);

/* --- one cell --- */

/* What @column holds for @record (transfer full). */
char *tide_csv_render (TideCsvNames *names, const TideCsvTable *table, const TideCsvColumn *column,
                       gconstpointer record);
/* Sets @column of @record; DIAGNOSIS is only checked. The error's message is the reason alone. NOT_FOUND when
 * a record that is referred to does not exist. */
gboolean tide_csv_read (TideCsvNames *names, const TideCsvTable *table, const TideCsvColumn *column,
                        gpointer record, const char *text, GError **error);
/* The codes of a diagnosis cell, blank ones left out. (transfer full) */
GStrv tide_csv_split_codes (const char *cell);

/* --- answers: the item columns of assessments --- */

/* The cell of item column @name ("item_3", "fear_1"); "" when missing, not asked or no item of the
 * instrument. */
char *tide_csv_render_item (TideCsvNames *names, const TideAssessmentData *data, const char *name);
/* Every item column that @assessments use, in the order of the file (transfer full) (element-type utf8). */
GPtrArray *tide_csv_list_item_columns (TideCsvNames *names, GPtrArray *assessments);
/* Whether some instrument of the clinic has an item column of this name. */
gboolean tide_csv_is_item_column (TideCsvNames *names, const char *name);
/* @cells: texts by item column @columns, NULL-terminated both. Sets answers when at least one cell is not
 * empty. On failure *at is the index of the column that is wrong. */
gboolean tide_csv_read_items (TideCsvNames *names, TideAssessmentData *data, const char *const *columns,
                              const char *const *cells, guint *at, GError **error);

G_END_DECLS
