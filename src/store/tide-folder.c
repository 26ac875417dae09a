/* tide-folder.c: the folder of a clinic and the files in it.
 *
 * Nobody but its owner may read a clinic, whatever the umask says; no file of it is reached through a link
 * that somebody else put there; and nothing is ever half written under its own name.
 */

#include "tide-folder.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Every file that the store itself makes in a clinic's folder. */
static const char *const own_files[] = { TIDE_FILE_DATABASE,
                                         TIDE_FILE_DATABASE "-wal",
                                         TIDE_FILE_DATABASE "-shm",
                                         TIDE_FILE_DATABASE "-journal",
                                         TIDE_FILE_KEYS,
                                         TIDE_FILE_KEYS_COPY,
                                         TIDE_FILE_LOCK,
                                         TIDE_FILE_MANIFEST };

static TideStatfsFunc statfs_func = statfs;

void
tide_folder_set_statfs_for_test (TideStatfsFunc func)
{
  statfs_func = func != NULL ? func : statfs;
}

gboolean
tide_folder_fail (const char *path, int os_error, GError **error)
{
  TideError code = TIDE_ERROR_IO;
  const char *reason = g_strerror (os_error);

  if (os_error == ENOSPC || os_error == EDQUOT || os_error == EFBIG)
    {
      code = TIDE_ERROR_DISK_FULL;
      reason = "the disk is full";
    }
  else if (os_error == EROFS || os_error == EACCES || os_error == EPERM)
    {
      code = TIDE_ERROR_READ_ONLY;
      reason = "the folder or its disk is read-only, or belongs to somebody else";
    }
  g_set_error (error, TIDE_ERROR, code, "%s: %s", path, reason);
  return FALSE;
}

/* The magic numbers of statfs(2). */
static const struct
{
  unsigned int magic;
  const char *name;
} network_filesystems[] = {
  { 0x6969, "NFS" },      { 0x517b, "SMB" },      { 0xff534d42, "SMB (CIFS)" },
  { 0xfe534d42, "SMB" },  { 0x65735546, "FUSE" }, { 0x5346414f, "AFS" },
  { 0x73757245, "Coda" }, { 0x00c36400, "Ceph" }, { 0x564c, "NCP" },
};

/* A folder that is still to be made is judged by the nearest one that is there. */
gboolean
tide_folder_check_filesystem (const char *path, GError **error)
{
  g_autofree char *folder = g_strdup (path);
  struct statfs info;

  while (statfs_func (folder, &info) != 0)
    {
      g_autofree char *parent = g_path_get_dirname (folder);

      if (errno != ENOENT || strcmp (parent, folder) == 0)
        return tide_folder_fail (path, errno, error);
      g_free (folder);
      folder = g_steal_pointer (&parent);
    }
  for (guint i = 0; i < G_N_ELEMENTS (network_filesystems); i++)
    if ((unsigned int) info.f_type == network_filesystems[i].magic)
      {
        g_set_error (
          error, TIDE_ERROR, TIDE_ERROR_NETWORK_FOLDER,
          "%s: lies on a network or user file system (%s), whose locks cannot keep a clinic safe; choose a "
          "folder on a local disk",
          path, network_filesystems[i].name);
        return FALSE;
      }
  return TRUE;
}

/* A missing file is fine, a link or a device is not. */
static gboolean
check_plain_file (const char *folder, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  struct stat info;

  if (lstat (path, &info) != 0)
    return errno == ENOENT || tide_folder_fail (path, errno, error);
  if (S_ISREG (info.st_mode))
    return TRUE;
  g_set_error (error, TIDE_ERROR, TIDE_ERROR_DAMAGED, "%s: a link or a special file, not a plain file", path);
  return FALSE;
}

gboolean
tide_folder_check (const char *path, GError **error)
{
  g_autofree char *database = g_build_filename (path, TIDE_FILE_DATABASE, NULL);
  struct stat info;

  if (lstat (database, &info) != 0)
    {
      if (errno == EACCES)
        return tide_folder_fail (path, errno, error);
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_NOT_A_CLINIC, "%s: not a clinic (there is no %s in it)",
                   path, TIDE_FILE_DATABASE);
      return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (own_files); i++)
    if (!check_plain_file (path, own_files[i], error))
      return FALSE;
  return TRUE;
}

gboolean
tide_folder_check_writable (const char *path, GError **error)
{
  return faccessat (AT_FDCWD, path, W_OK | X_OK, AT_EACCESS) == 0 || tide_folder_fail (path, errno, error);
}

static gboolean
is_empty (const char *path)
{
  GDir *dir = g_dir_open (path, 0, NULL);
  gboolean empty = dir != NULL && g_dir_read_name (dir) == NULL;

  g_clear_pointer (&dir, g_dir_close);
  return empty;
}

gboolean
tide_folder_make (const char *path, gboolean *made, GError **error)
{
  *made = FALSE;
  if (mkdir (path, 0700) == 0)
    {
      *made = TRUE;
      return chmod (path, 0700) == 0 || tide_folder_fail (path, errno, error);
    }
  if (errno != EEXIST)
    return tide_folder_fail (path, errno, error);
  if (!g_file_test (path, G_FILE_TEST_IS_DIR) || !is_empty (path))
    {
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_EXISTS, "%s: exists already and is not an empty folder",
                   path);
      return FALSE;
    }
  return chmod (path, 0700) == 0 || tide_folder_fail (path, errno, error);
}

gboolean
tide_folder_make_inside (const char *folder, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  if (mkdir (path, 0700) != 0)
    return (errno == EEXIST && g_file_test (path, G_FILE_TEST_IS_DIR))
           || tide_folder_fail (path, errno, error);
  return chmod (path, 0700) == 0 || tide_folder_fail (path, errno, error);
}

gboolean
tide_folder_create_file (const char *path, GError **error)
{
  int fd = open (path, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, 0600);
  gboolean ok;

  if (fd < 0)
    return tide_folder_fail (path, errno, error);
  ok = fchmod (fd, 0600) == 0 || tide_folder_fail (path, errno, error);
  close (fd);
  return ok;
}

static gboolean
write_all (int fd, const char *bytes, gsize length)
{
  while (length > 0)
    {
      gssize n = write (fd, bytes, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      bytes += n;
      length -= (gsize) n;
    }
  return fsync (fd) == 0;
}

gboolean
tide_folder_sync (const char *path, GError **error)
{
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean ok = fd >= 0 && fsync (fd) == 0;
  int os_error = errno;

  if (fd >= 0)
    close (fd);
  return ok || tide_folder_fail (path, os_error, error);
}

gboolean
tide_folder_write_file (const char *path, const char *bytes, gsize length, GError **error)
{
  g_autofree char *beside = g_strconcat (path, ".new", NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  int os_error = 0;
  int fd;

  if (unlink (beside) != 0 && errno != ENOENT)
    return tide_folder_fail (path, errno, error);
  fd = open (beside, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (fd < 0)
    return tide_folder_fail (path, errno, error);
  if (fchmod (fd, 0600) != 0 || !write_all (fd, bytes, length))
    os_error = errno;
  close (fd);
  if (os_error == 0 && rename (beside, path) != 0)
    os_error = errno;
  if (os_error == 0)
    return tide_folder_sync (folder, error);
  unlink (beside);
  return tide_folder_fail (path, os_error, error);
}

GBytes *
tide_folder_read_file (const char *path, gsize max, GError **error)
{
  int fd = open (path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 buffer[4096];
  gssize n = 0;

  if (fd < 0)
    {
      g_set_error (error, TIDE_ERROR, errno == ENOENT ? TIDE_ERROR_NOT_FOUND : TIDE_ERROR_IO, "%s: %s", path,
                   g_strerror (errno));
      return NULL;
    }
  while (bytes->len <= max && (n = read (fd, buffer, sizeof buffer)) > 0)
    g_byte_array_append (bytes, buffer, (guint) n);
  close (fd);
  if (n < 0 || bytes->len > max)
    {
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_IO, "%s: %s", path, n < 0 ? "cannot be read" : "too large");
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static void
close_to_others (const char *path, mode_t mode)
{
  struct stat info;

  if (lstat (path, &info) == 0 && !S_ISLNK (info.st_mode) && (info.st_mode & 077) != 0
      && chmod (path, mode) != 0)
    g_message ("%s: cannot be made private: %s", path, g_strerror (errno));
}

void
tide_folder_make_private (const char *path)
{
  close_to_others (path, 0700);
  for (guint i = 0; i < G_N_ELEMENTS (own_files); i++)
    {
      g_autofree char *file = g_build_filename (path, own_files[i], NULL);

      close_to_others (file, 0600);
    }
}

static void
remove_inside (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  GDir *dir = g_dir_open (path, 0, NULL);
  const char *file;

  while (dir != NULL && (file = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inside = g_build_filename (path, file, NULL);

      g_unlink (inside);
    }
  g_clear_pointer (&dir, g_dir_close);
  g_rmdir (path);
}

void
tide_folder_discard (const char *path, gboolean made)
{
  for (guint i = 0; i < G_N_ELEMENTS (own_files); i++)
    {
      g_autofree char *file = g_build_filename (path, own_files[i], NULL);

      g_unlink (file);
    }
  remove_inside (path, TIDE_FOLDER_INSTRUMENTS);
  remove_inside (path, TIDE_FOLDER_CRITERIA);
  remove_inside (path, TIDE_FOLDER_BACKUPS);
  if (made)
    g_rmdir (path);
}
