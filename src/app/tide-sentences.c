/* tide-sentences.c: errors of the world as sentences for a person.
 *
 * The rooms below name the thing and the value; only here and in the command line do they become sentences,
 * so that the same fault reads the same wherever it happens.
 */
#include "tide-sentences.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include "tide-error.h"

typedef struct
{
  TideError code;
  const char *heading;
  const char *advice; /* NULL: the message itself says enough */
} Sentence;

static const Sentence sentences[] = {
  { TIDE_ERROR_VALUE, N_ ("This cannot be saved"), NULL },
  { TIDE_ERROR_NOT_FOUND, N_ ("Not found"), NULL },
  { TIDE_ERROR_DUPLICATE, N_ ("Already there"), NULL },
  { TIDE_ERROR_NOT_A_CLINIC, N_ ("No clinic in this folder"),
    N_ (
      "The folder holds no Tidemark clinic. Choose the folder that contains “clinic.db”, or make a new clinic.") },
  { TIDE_ERROR_EXISTS, N_ ("A clinic is there already"),
    N_ ("The folder holds a clinic. Open it, or choose another folder for the new one.") },
  { TIDE_ERROR_IN_USE, N_ ("The clinic is open elsewhere"),
    N_ (
      "Another program is writing to this clinic. Close it there first, or open the clinic for reading only.") },
  { TIDE_ERROR_NEEDS_PASSPHRASE, N_ ("This clinic is encrypted"),
    N_ ("Type its passphrase or its recovery key.") },
  { TIDE_ERROR_WRONG_PASSPHRASE, N_ ("Wrong passphrase"),
    N_ ("Neither the passphrase nor the recovery key fits. Nothing was changed; try again.") },
  { TIDE_ERROR_CANNOT_ENCRYPT, N_ ("This build cannot encrypt"),
    N_ ("This Tidemark was built with plain SQLite. It can open only clinics without a passphrase; "
        "a build with SQLCipher is needed for encrypted ones.") },
  { TIDE_ERROR_DAMAGED, N_ ("The database is damaged or foreign"),
    N_ ("The passphrase fits, but the database cannot be read as this clinic's. Nothing was changed. "
        "Restore the newest backup beside this folder and compare.") },
  { TIDE_ERROR_NEWER, N_ ("Made by a newer Tidemark"),
    N_ (
      "This clinic was written by a newer version of the program. Nothing was changed; update Tidemark to open it.") },
  { TIDE_ERROR_READ_ONLY, N_ ("The folder cannot be written"),
    N_ ("The folder or its disk is read-only, so nothing was saved. Check the permissions of the folder.") },
  { TIDE_ERROR_DISK_FULL, N_ ("The disk is full"),
    N_ ("Nothing was saved. Free some space on the disk that holds the clinic, then try again.") },
  { TIDE_ERROR_NETWORK_FOLDER, N_ ("Not on a local disk"),
    N_ ("Network and FUSE folders do not lock and flush reliably, so a clinic could be damaged there. "
        "Choose a folder on a disk of this computer.") },
  { TIDE_ERROR_IO, N_ ("Reading or writing failed"), NULL },
  { TIDE_ERROR_LOCKED, N_ ("The clinic is locked"), N_ ("Unlock it first.") },
  { TIDE_ERROR_CANCELLED, N_ ("Cancelled"), NULL },
};

static const Sentence *
find_sentence (const GError *error)
{
  if (error == NULL || error->domain != TIDE_ERROR)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    if ((int) sentences[i].code == error->code)
      return &sentences[i];
  return NULL;
}

const char *
tide_sentence_heading (const GError *error)
{
  const Sentence *sentence = find_sentence (error);
  return sentence != NULL ? _ (sentence->heading) : _ ("Something went wrong");
}

char *
tide_sentence_for (const GError *error)
{
  const Sentence *sentence = find_sentence (error);
  if (error == NULL)
    return g_strdup ("");
  if (sentence == NULL || sentence->advice == NULL)
    return g_strdup (error->message);
  /* Who holds the folder and what is damaged stand in the message only. */
  if (sentence->code == TIDE_ERROR_IN_USE || sentence->code == TIDE_ERROR_DAMAGED
      || sentence->code == TIDE_ERROR_NEWER)
    return g_strdup_printf ("%s\n%s", _ (sentence->advice), error->message);
  return g_strdup (_ (sentence->advice));
}
