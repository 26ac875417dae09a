/* tide-verify-private.h: what the parts of a verification hand to each other. */
#pragma once

#include "tide-store-private.h"

G_BEGIN_DECLS

/* What the audit says of one row last. */
typedef struct
{
  gint64 number;     /* of the audit row */
  guint8 digest[16]; /* of its "after" */
  gboolean seen;     /* found in the table */
} TideLastImage;

typedef struct
{
  TideStore *store;
  TideVerification *result;
  TideLibrary *library; /* or NULL */
  GCancellable *cancellable;
  GHashTable **last; /* of each record class: (gint64) id -> TideLastImage */
  GHashTable *sexes; /* (gint64) patient -> sex */
  guint ticks;
} TideVerifyJob;

/* FALSE with CANCELLED; asked for every row. */
gboolean tide_verify_go_on (TideVerifyJob *job, GError **error);
void tide_verify_digest (const char *image, guint8 digest[16]);

gboolean tide_verify_chain (TideVerifyJob *job, GError **error);
gboolean tide_verify_rows (TideVerifyJob *job, GError **error);
/* What follows from an assessment: its ratings, and its scores from its answers. */
gboolean tide_verify_assessment (TideVerifyJob *job, const TideAssessmentData *data, GError **error);
gboolean tide_verify_rating_orphans (TideVerifyJob *job, GError **error);

G_END_DECLS
