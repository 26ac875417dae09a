/* tide-audit.h: who did what, in a chain of hashes.  Private to the store. */
#pragma once

#include "tide-statements.h"
#include "tide-store.h"

G_BEGIN_DECLS

#define TIDE_HASH_HEX 64

typedef struct
{
  gint64 number;
  char hash[TIDE_HASH_HEX + 1];
} TideAuditHead;

/* What stands before the first row: a hash of the clinic's own id, so that no row of another clinic's chain
 * fits. */
void tide_audit_get_origin (const char *clinic_uuid, TideAuditHead *head);
/* The hash of @row that follows @previous (64 hex digits). */
void tide_audit_hash (const TideAuditRow *row, gint64 patient_id, const char *previous,
                      char hash[TIDE_HASH_HEX + 1]);
/* The canonical text of a record: a line "column=value" for the uuid and for each known field, in the class's
 * order. A field that a later version adds is unknown in older images and so does not change them. (transfer
 * full) */
char *tide_audit_image (gconstpointer record);
/* The value of one column of an image, unescaped; NULL when it is not there (unknown). (transfer full) */
char *tide_audit_image_get (const char *image, const char *column);
/* Appends a row and moves the head in memory; tide_audit_save_head () writes it before the commit. */
gboolean tide_audit_append (TideStore *self, const char *action, const char *table, gint64 row_id,
                            gint64 patient_id, const char *before, const char *after, GError **error);
gboolean tide_audit_load_head (TideStore *self, GError **error);
gboolean tide_audit_save_head (TideStore *self, GError **error);
/* The row on which a statement over the audit's columns stands; *patient_id is optional. (transfer full) */
TideAuditRow *tide_audit_read (sqlite3_stmt *statement, gint64 *patient_id);

G_END_DECLS
