/* tide-folder.h: the folder of a clinic: what is in it, who may see it, who holds it.  Private to the store.
 */
#pragma once

#include <gio/gio.h>
#include <sys/vfs.h>

#include "tide-error.h"

G_BEGIN_DECLS

#define TIDE_FILE_DATABASE "clinic.db"
#define TIDE_FILE_KEYS "keys"
#define TIDE_FILE_KEYS_COPY "keys.copy"
#define TIDE_FILE_LOCK "clinic.lock"
#define TIDE_FILE_MANIFEST "manifest"
#define TIDE_FOLDER_INSTRUMENTS "instruments"
#define TIDE_FOLDER_CRITERIA "criteria" /* the clinic's own rules; may be absent */
#define TIDE_FOLDER_BACKUPS "backups"

/* NETWORK_FOLDER on NFS, SMB, FUSE and their like: their locks and their fsync do not keep what SQLite needs.
 */
gboolean tide_folder_check_filesystem (const char *path, GError **error);
/* Tests put their own in place; NULL is the machine's. */
typedef int (*TideStatfsFunc) (const char *path, struct statfs *out);
void tide_folder_set_statfs_for_test (TideStatfsFunc func);

/* NOT_A_CLINIC when @path is no folder with a clinic.db; DAMAGED when one of its files is a link or no plain
 * file. */
gboolean tide_folder_check (const char *path, GError **error);
/* READ_ONLY when no file can be made in @path. */
gboolean tide_folder_check_writable (const char *path, GError **error);
/* Makes @path (0700) or takes it when it is there and empty. *made tells which. EXISTS, READ_ONLY, DISK_FULL,
 * IO. */
gboolean tide_folder_make (const char *path, gboolean *made, GError **error);
gboolean tide_folder_make_inside (const char *folder, const char *name, GError **error);
/* A folder that came back from a copy or an archive is made private again, with the files that the store
 * knows. */
void tide_folder_make_private (const char *path);
/* An empty file (0600) that was not there before. */
gboolean tide_folder_create_file (const char *path, GError **error);
/* Writes @path beside and renames, 0600, fsync'd. */
gboolean tide_folder_write_file (const char *path, const char *bytes, gsize length, GError **error);
/* NULL and *error (NOT_FOUND, IO); follows no link; at most @max bytes. */
GBytes *tide_folder_read_file (const char *path, gsize max, GError **error);
/* From errno: DISK_FULL, READ_ONLY or IO; always FALSE. */
gboolean tide_folder_fail (const char *path, int os_error, GError **error);
/* Removes what tide_folder_make () and a failed creation left behind. */
void tide_folder_discard (const char *path, gboolean made);
gboolean tide_folder_sync (const char *path, GError **error);

typedef struct _TideFolderLock TideFolderLock;

/**
 * tide_folder_lock_take:
 * @holder: (out) (transfer full) (nullable): who holds it, when IN_USE
 *
 * Takes the folder's lock without writing into it yet. IN_USE, READ_ONLY, IO.
 */
TideFolderLock *tide_folder_lock_take (const char *folder, char **holder, GError **error);
/* Writes host, process and time into it, for the next who comes. */
gboolean tide_folder_lock_sign (TideFolderLock *self, GError **error);
/* A lock never signed leaves no trace. */
void tide_folder_lock_release (TideFolderLock *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideFolderLock, tide_folder_lock_release)

G_END_DECLS
