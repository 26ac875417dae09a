/* tide-error.h: the few codes of errors that cross rooms.  Only app and cli make sentences of them; messages
 * here name the thing and the value. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define TIDE_ERROR (tide_error_quark ())
GQuark tide_error_quark (void);

typedef enum
{
  TIDE_ERROR_VALUE, /* a value that is not allowed: message says which and what is */
  TIDE_ERROR_NOT_FOUND,
  TIDE_ERROR_DUPLICATE,    /* record number, id … exists already */
  TIDE_ERROR_NOT_A_CLINIC, /* the folder holds no clinic */
  TIDE_ERROR_EXISTS,       /* a clinic is there already */
  TIDE_ERROR_IN_USE,       /* another program holds the folder: message says who and since when */
  TIDE_ERROR_NEEDS_PASSPHRASE,
  TIDE_ERROR_WRONG_PASSPHRASE,
  TIDE_ERROR_CANNOT_ENCRYPT, /* built without SQLCipher */
  TIDE_ERROR_DAMAGED,        /* damaged or foreign database */
  TIDE_ERROR_NEWER,          /* made by a newer Tidemark */
  TIDE_ERROR_READ_ONLY,
  TIDE_ERROR_DISK_FULL,
  TIDE_ERROR_NETWORK_FOLDER, /* NFS, SMB, FUSE */
  TIDE_ERROR_IO,
  TIDE_ERROR_LOCKED, /* the clinic is locked: unlock first */
  TIDE_ERROR_CANCELLED,
} TideError;

G_END_DECLS
