/* tide-folder-lock.c: one program writes to a clinic at a time, and the next one learns who.
 *
 * An open-file-description lock, not a process lock: it also keeps two stores of one process apart, and
 * closing an unrelated descriptor of the file does not drop it.  A killed program's lock is gone with it; the
 * text that it left is shown only while the lock is held.
 */

#include "tide-folder.h"
#include "tide-time.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The text has one fixed length, so that signing needs no new room on a full disk. */
#define TEXT_BYTES 256

struct _TideFolderLock
{
  int fd;
  char *path;
  gboolean made, signed_;
};

static char *
read_holder (int fd)
{
  char text[TEXT_BYTES + 1] = { 0 };
  gssize n = pread (fd, text, TEXT_BYTES, 0);

  if (n <= 0 || !g_utf8_validate (text, -1, NULL))
    return g_strdup ("another program");
  g_strstrip (text);
  return g_strdup (text[0] != '\0' ? text : "another program");
}

static gboolean
set_lock (int fd)
{
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };

  return fcntl (fd, F_OFD_SETLK, &lock) == 0;
}

/* The file may have been removed by its last holder between our open and our lock. */
static gboolean
is_still_there (const TideFolderLock *self)
{
  struct stat ours, there;

  return fstat (self->fd, &ours) == 0 && lstat (self->path, &there) == 0 && ours.st_ino == there.st_ino
         && ours.st_dev == there.st_dev;
}

static gboolean
open_file (TideFolderLock *self, GError **error)
{
  self->made = FALSE;
  self->fd = open (self->path, O_RDWR | O_NOFOLLOW | O_CLOEXEC);
  if (self->fd < 0 && errno == ENOENT)
    {
      self->fd = open (self->path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
      self->made = self->fd >= 0;
      if (self->made)
        fchmod (self->fd, 0600);
    }
  return self->fd >= 0 || errno == EEXIST || tide_folder_fail (self->path, errno, error);
}

TideFolderLock *
tide_folder_lock_take (const char *folder, char **holder, GError **error)
{
  g_autoptr (TideFolderLock) self = g_new0 (TideFolderLock, 1);

  *holder = NULL;
  self->path = g_build_filename (folder, TIDE_FILE_LOCK, NULL);
  self->fd = -1;
  while (TRUE)
    {
      if (!open_file (self, error))
        return NULL;
      if (self->fd >= 0 && !set_lock (self->fd))
        {
          *holder = read_holder (self->fd);
          self->made = FALSE;
          g_set_error (error, TIDE_ERROR, TIDE_ERROR_IN_USE, "%s: in use by %s", folder, *holder);
          return NULL;
        }
      if (self->fd >= 0 && is_still_there (self))
        return g_steal_pointer (&self);
      if (self->fd >= 0)
        close (self->fd);
      self->fd = -1;
    }
}

gboolean
tide_folder_lock_sign (TideFolderLock *self, GError **error)
{
  g_autofree char *since = tide_instant_to_iso (tide_instant_now ());
  char text[TEXT_BYTES];

  memset (text, ' ', sizeof text);
  text[g_snprintf (text, sizeof text, "%.100s, process %d, since %.40s", g_get_host_name (), (int) getpid (),
                   since)]
    = ' ';
  text[TEXT_BYTES - 1] = '\n';
  if (pwrite (self->fd, text, sizeof text, 0) != sizeof text)
    return tide_folder_fail (self->path, errno, error);
  self->signed_ = TRUE;
  return TRUE;
}

/* The next holder has not signed yet while it asks for the passphrase: our name must not be shown for it. */
static void
wipe_text (TideFolderLock *self)
{
  char text[TEXT_BYTES];

  memset (text, ' ', sizeof text);
  text[TEXT_BYTES - 1] = '\n';
  if (pwrite (self->fd, text, sizeof text, 0) != sizeof text)
    g_message ("%s: %s", self->path, g_strerror (errno));
}

void
tide_folder_lock_release (TideFolderLock *self)
{
  if (self == NULL)
    return;
  if (self->made && !self->signed_)
    unlink (self->path);
  if (self->signed_)
    wipe_text (self);
  if (self->fd >= 0)
    close (self->fd);
  g_free (self->path);
  g_free (self);
}
