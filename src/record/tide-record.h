/* tide-record.h: what every record is made of.
 *
 * A record is a plain C struct that begins with TideRecord.  Its class describes the fields once: name, kind,
 * place in the struct, what is allowed.  The store makes tables' statements, audit images and verification
 * from it, the exchange makes CSV columns from it; nobody writes a list of columns twice.  A new field is a
 * member, a line in the class and a migration.
 */
#pragma once

#include <glib.h>
#include "tide-error.h"
#include "tide-time.h"

G_BEGIN_DECLS

typedef enum
{
  TIDE_FIELD_TEXT,      /* char *, owned, NULL = none */
  TIDE_FIELD_INTEGER,   /* gint64, TIDE_INTEGER_UNKNOWN = none */
  TIDE_FIELD_REAL,      /* double, NAN = unknown */
  TIDE_FIELD_BOOLEAN,   /* gboolean; never unknown: use a code where unknown is possible */
  TIDE_FIELD_DATE,      /* TideDate; a text column YYYY-MM-DD */
  TIDE_FIELD_INSTANT,   /* TideInstant; three columns NAME_utc, NAME_offset, NAME_precision */
  TIDE_FIELD_CODE,      /* int index into codes; 0 = unknown, stored as NULL; a text column */
  TIDE_FIELD_REFERENCE, /* gint64 id of another record, 0 = none */
} TideFieldKind;

#define TIDE_INTEGER_UNKNOWN G_MININT64

typedef enum
{
  TIDE_FIELD_REQUIRED = 1 << 0, /* may not be unknown, none or empty */
  TIDE_FIELD_SECONDS = 1 << 1,  /* INSTANT: may be known to the second; others keep the minute */
} TideFieldFlags;

typedef struct
{
  const char *name; /* member, column and field name in messages */
  TideFieldKind kind;
  gsize offset;
  TideFieldFlags flags;
  const char *const *codes; /* CODE: NULL-terminated; codes[0] is "" */
  const char *refers;       /* REFERENCE: the table */
  double minimum, maximum;  /* INTEGER and REAL: inclusive limits; both 0 = none */
} TideField;

typedef struct
{
  const char *table;
  gsize size;
  const TideField *fields;
  guint n_fields;
} TideRecordClass;

/* Head of each record struct. id is 0 until it is stored; uuid is made by tide_record_new () and travels in
 * files. */
typedef struct
{
  const TideRecordClass *klass;
  gint64 id;
  char uuid[37];
} TideRecord;

#define TIDE_RECORD(r) ((TideRecord *) (r))

gpointer tide_record_new (
  const TideRecordClass *klass); /* every field unknown or none; a new random uuid (transfer full) */
gpointer tide_record_copy (gconstpointer record);              /* same id and uuid (transfer full) */
void tide_record_free (gpointer record);                       /* NULL is fine */
gboolean tide_record_equal (gconstpointer a, gconstpointer b); /* all fields, and class; not id and uuid */
const TideField *tide_record_class_find (const TideRecordClass *klass, const char *name);
gboolean tide_record_is_known (gconstpointer record, const TideField *field);
void tide_record_set_text (char **member, const char *value); /* frees the old; "" becomes NULL */

/* Structural faults: required fields, codes, limits, UTF-8. TIDE_ERROR_VALUE with "field: reason". Rules that
 * need other records (an end before a start, a visit before birth) are tide_*_check () of each record. */
gboolean tide_record_validate (gconstpointer record, GError **error);
/* As above, but calls @report for each fault; returns how many. */
typedef void (*TideFaultFunc) (const char *field, const char *reason, gpointer data);
guint tide_record_find_faults (gconstpointer record, TideFaultFunc report, gpointer data);

/* The canonical text of a field, the same in audit and CSV: ISO dates, codes, shortest exact number, "" for
 * unknown. (transfer full) */
char *tide_record_field_to_text (gconstpointer record, const TideField *field);
/* The reverse; "" sets unknown. REFERENCE is read as a number. */
gboolean tide_record_field_from_text (gpointer record, const TideField *field, const char *text,
                                      GError **error);

int tide_code_from_text (const char *const *codes,
                         const char *text); /* index, 0 for "" or NULL, -1 when not allowed */
char *
tide_number_to_text (double value); /* shortest text that reads back the same, C locale (transfer full) */
gboolean tide_number_parse (const char *text, double *value,
                            GError **error); /* C locale, whole string, finite */

#define TIDE_DEFINE_RECORD(Type, prefix)                                                                     \
  extern const TideRecordClass prefix##_class;                                                               \
  static inline Type *prefix##_new (void) { return (Type *) tide_record_new (&prefix##_class); }             \
  static inline Type *prefix##_copy (const Type *r) { return (Type *) tide_record_copy (r); }                \
  static inline void prefix##_free (Type *r) { tide_record_free (r); }                                       \
  G_DEFINE_AUTOPTR_CLEANUP_FUNC (Type, prefix##_free)

G_END_DECLS
