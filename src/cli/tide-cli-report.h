/* tide-cli-report.h: the kinds of `tidemark-cli report` that are of a patient. */
#pragma once

#include "tide-cli-many.h"

G_BEGIN_DECLS

/* Options beside those of tide_cli_take_many (). */
typedef enum
{
  TIDE_TAKES_ARM = 1 << 0,
  TIDE_TAKES_DATE = 1 << 1,
  TIDE_TAKES_COURSE = 1 << 2,
  TIDE_TAKES_SPAN = 1 << 3,
  TIDE_TAKES_INSTRUMENTS = 1 << 4,
  TIDE_TAKES_WEEKS = 1 << 5,
  TIDE_TAKES_SHOW = 1 << 6,
  TIDE_NEEDS_INSTRUMENT = 1 << 7, /* and no patient */
} TideCliTakes;

typedef struct
{
  TideCliMany many;
  const char *arm, *date, *course, *instruments, *weeks, *show; /* as typed, or NULL */
  /* Of them, when the kind takes them. */
  TideArm arm_value;
  TideDate day, from, to;
  guint n_weeks;
} TideCliReport;

typedef struct
{
  const char *name; /* the word after DIR */
  guint takes;      /* TideCliTakes */
  const char *file_kind, *what;
  TideCliMake make; /* of a TideCliReport; NULL: a report of the clinic */
} TideCliReportKind;
extern const TideCliReportKind tide_cli_report_kinds[]; /* name NULL at the end */

G_END_DECLS
