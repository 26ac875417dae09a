/* tide-field-private.h: short ways to write the field tables of the record classes, one line a member. */
#pragma once

#include "tide-record.h"

G_BEGIN_DECLS

#define TIDE_FIELD(T, member, kind)                                                                          \
  {                                                                                                          \
#member, kind, G_STRUCT_OFFSET(T, member), 0, NULL, NULL, 0, 0                                           \
  }
#define TIDE_FIELD_MUST(T, member, kind)                                                                     \
  {                                                                                                          \
#member, kind, G_STRUCT_OFFSET(T, member), TIDE_FIELD_REQUIRED, NULL, NULL, 0, 0                         \
  }
#define TIDE_FIELD_BETWEEN(T, member, kind, low, high)                                                       \
  {                                                                                                          \
#member, kind, G_STRUCT_OFFSET(T, member), 0, NULL, NULL, low, high                                      \
  }
#define TIDE_FIELD_MUST_BETWEEN(T, member, kind, low, high)                                                  \
  {                                                                                                          \
#member, kind, G_STRUCT_OFFSET(T, member), TIDE_FIELD_REQUIRED, NULL, NULL, low, high                    \
  }
#define TIDE_FIELD_CODED(T, member, flags, codes)                                                            \
  {                                                                                                          \
#member, TIDE_FIELD_CODE, G_STRUCT_OFFSET(T, member), flags, codes, NULL, 0, 0                           \
  }
#define TIDE_FIELD_EXACT(T, member, flags)                                                                   \
  {                                                                                                          \
#member, TIDE_FIELD_INSTANT, G_STRUCT_OFFSET(T, member), (flags) | TIDE_FIELD_SECONDS, NULL, NULL, 0, 0  \
  }
#define TIDE_FIELD_REFERS(T, member, flags, table)                                                           \
  {                                                                                                          \
#member, TIDE_FIELD_REFERENCE, G_STRUCT_OFFSET(T, member), flags, NULL, table, 0, 0                      \
  }

#define TIDE_RECORD_CLASS(T, prefix, table)                                                                  \
  const TideRecordClass prefix##_class                                                                       \
    = { table, sizeof (T), prefix##_fields, G_N_ELEMENTS (prefix##_fields) }

/* The word of code @i: the first one, for unknown, when there is no such code. Each code must have its word.
 */
#define TIDE_LABEL_OF(labels, codes, i)                                                                      \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    G_STATIC_ASSERT (G_N_ELEMENTS (labels) + 1 == G_N_ELEMENTS (codes));                                     \
    return (labels)[(i) > 0 && (i) < (int) G_N_ELEMENTS (labels) ? (i) : 0];                                 \
  }                                                                                                          \
  G_STMT_END

/* Collects what a find_faults function reports, and counts. */
typedef struct
{
  TideFaultFunc report;
  gpointer data;
  guint n;
} TideFaults;

static inline void
tide_faults_add (TideFaults *faults, const char *field, const char *reason)
{
  faults->n++;
  if (faults->report != NULL)
    faults->report (field, reason, faults->data);
}

/* TRUE when the instant lies after now: a day counts as future from the next day on, not from noon. */
gboolean tide_instant_is_future (TideInstant instant);
/* @instant against @birth_date, either may be unknown; also the future. Words at @field. */
void tide_faults_check_moment (TideFaults *faults, const char *field, TideInstant instant,
                               TideDate birth_date);
/* The same for a day that must have come. */
void tide_faults_check_day (TideFaults *faults, const char *field, TideDate day, TideDate birth_date);
/* An end before its start; either may be unknown. */
void tide_faults_check_order (TideFaults *faults, const char *field, TideDate from, TideDate to,
                              const char *reason);

G_END_DECLS
