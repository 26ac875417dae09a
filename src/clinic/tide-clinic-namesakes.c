/* tide-clinic-namesakes.c: who could be meant by a new patient's name: the same surname with a given name or
 * a birth date that a slip of the hand away is the same.
 *
 * Exactly the same person is tide_clinic_find_duplicates ()'s matter.  A second chart for one person splits a
 * history in two, and a chart opened for the wrong namesake mixes two; both are cheapest to see before the
 * chart is made.  So is one record number written in two ways, p-001 and P-001: no clinic means two people by
 * that.
 */
#include "tide-clinic-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_LOOKED_AT 400 /* patients of one surname whose rows are read */

/* Folded, with ae, oe and ue as the letters they stand for. */
static char *
dup_plain (const char *name)
{
  g_autofree char *folded = tide_fold_text (name);
  GString *plain = g_string_new (NULL);

  for (const char *at = folded; *at != '\0'; at++)
    if (*at != 'e' || at == folded || strchr ("aou", at[-1]) == NULL)
      g_string_append_c (plain, *at);
  return g_string_free (plain, FALSE);
}

/* Letters to change, add, drop, or swap with their neighbour (Damerau-Levenshtein, neighbours swapped once).
 */
static guint
count_slips (const gunichar *a, glong n_a, const gunichar *b, glong n_b)
{
  g_autofree guint *cells = g_new0 (guint, (gsize) ((n_a + 1) * (n_b + 1)));
#define CELL(i, j) cells[(i) * (n_b + 1) + (j)]
  for (glong i = 0; i <= n_a; i++)
    for (glong j = 0; j <= n_b; j++)
      if (i == 0 || j == 0)
        CELL (i, j) = (guint) (i + j);
      else
        {
          guint least = CELL (i - 1, j - 1) + (a[i - 1] != b[j - 1]);

          least = MIN (least, MIN (CELL (i - 1, j), CELL (i, j - 1)) + 1);
          if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            least = MIN (least, CELL (i - 2, j - 2) + 1);
          CELL (i, j) = least;
        }
  return CELL (n_a, n_b);
#undef CELL
}

gboolean
tide_given_names_are_close (const char *one, const char *other)
{
  g_autofree char *a = dup_plain (one), *b = dup_plain (other);
  g_autofree gunichar *wide_a = NULL, *wide_b = NULL;
  glong n_a, n_b;

  /* "J." may be anybody, and so may nothing. */
  if (g_str_has_prefix (a, b) || g_str_has_prefix (b, a))
    return TRUE;
  wide_a = g_utf8_to_ucs4_fast (a, -1, &n_a);
  wide_b = g_utf8_to_ucs4_fast (b, -1, &n_b);
  return count_slips (wide_a, n_a, wide_b, n_b) <= (MAX (n_a, n_b) <= 4 ? 1u : 2u);
}

gboolean
tide_birth_dates_are_close (TideDate one, TideDate other)
{
  g_autofree char *a = NULL, *b = NULL;
  guint different = 0;
  int first = -1;

  if (!tide_date_is_known (one) || !tide_date_is_known (other))
    return FALSE;
  a = tide_date_to_iso (one);
  b = tide_date_to_iso (other);
  for (int i = 0; a[i] != '\0' && b[i] != '\0'; i++)
    if (a[i] != b[i])
      {
        first = first < 0 ? i : first;
        different++;
      }
  if (different <= 1)
    return TRUE;
  /* 1987-03-14 and 1987-03-41 are no pair, 1978 and 1987 are; so are 3 April and 4 March. */
  if (different == 2 && a[first] == b[first + 1] && a[first + 1] == b[first])
    return TRUE;
  return strncmp (a, b, 4) == 0 && strncmp (a + 5, b + 8, 2) == 0 && strncmp (a + 8, b + 5, 2) == 0;
}

/* --- one number written in two ways --- */

char *
tide_clinic_squeeze_number (const char *mrn)
{
  char *number = tide_fold_text (mrn), *to = number;

  for (const char *from = number; *from != '\0'; from++)
    if (*from != ' ')
      *to++ = *from;
  *to = '\0';
  return number;
}

typedef struct
{
  const char *squeezed;
  gint64 except_id, found_id;
} NumberQuest;

static gboolean
compare_number_cb (gint64 patient_id, const char *folded, gpointer data)
{
  NumberQuest *quest = data;
  const char *ours = quest->squeezed;

  for (const char *p = folded; *p != '\0'; p++)
    if (*p != ' ' && *p != *ours++)
      return TRUE;
  if (*ours == '\0' && patient_id != quest->except_id)
    quest->found_id = patient_id;
  return quest->found_id == 0;
}

gint64
tide_clinic_find_number (TideClinic *self, const char *mrn, gint64 except_id)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self), 0);
  g_autofree char *squeezed = tide_clinic_squeeze_number (mrn);
  NumberQuest quest = { .squeezed = squeezed, .except_id = except_id };

  if (*squeezed != '\0' && tide_clinic_check_unlocked (self, NULL))
    tide_store_foreach_number (self->store, compare_number_cb, &quest);
  return quest.found_id;
}

static gboolean
take_number_cb (gint64 patient_id, const char *folded, gpointer data)
{
  g_hash_table_add (data, tide_clinic_squeeze_number (folded));
  return TRUE;
}

void
tide_check_expect_many (TideCheck *check)
{
  check->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  tide_store_foreach_number (check->clinic->store, take_number_cb, check->numbers);
}

void
tide_check_take_number (TideCheck *check, const TidePatient *patient)
{
  if (check->numbers != NULL)
    g_hash_table_add (check->numbers, tide_clinic_squeeze_number (patient->mrn));
}

/* A number that stays as it was is no new fault: older charts may stand so. */
static gboolean
keeps_number (TideCheck *check, const TidePatient *patient)
{
  g_autoptr (TidePatient) stored
    = patient->base.id != 0
        ? tide_store_lookup (check->clinic->store, &tide_patient_class, patient->base.id, NULL)
        : NULL;
  return stored != NULL && g_strcmp0 (stored->mrn, patient->mrn) == 0;
}

gboolean
tide_check_number (TideCheck *check, const TidePatient *patient, GError **error)
{
  g_autofree char *squeezed = tide_clinic_squeeze_number (patient->mrn), *words = NULL;
  gboolean taken;

  if (*squeezed == '\0' || keeps_number (check, patient))
    return TRUE;
  taken = check->numbers != NULL
            ? g_hash_table_contains (check->numbers, squeezed)
            : tide_clinic_find_number (check->clinic, patient->mrn, patient->base.id) != 0;
  if (!taken)
    return TRUE;
  words = g_strdup_printf (_ ("\"%s\" is the record number of another patient, in other capitals or spaces"),
                           patient->mrn);
  return tide_check_fault (error, "mrn", words);
}

/* --- namesakes --- */

static gboolean
is_namesake (const TidePatient *patient, const TidePatientRow *row)
{
  g_autofree char *ours = dup_plain (patient->family_name), *theirs = dup_plain (row->family_name);

  return strcmp (ours, theirs) == 0
         && (tide_given_names_are_close (patient->given_name, row->given_name)
             || tide_birth_dates_are_close (patient->birth_date, row->birth_date));
}

/**
 * tide_clinic_find_namesakes:
 * @max: how many to give at most; at least 1
 * @n_more: (out): how many there are beyond them
 *
 * Returns: (transfer full) (element-type TidePatientRow): other patients of the same surname whose given name
 * is at most two letters off (one in names of up to four), begins like @patient's or is not known, or whose
 * birth date is the same, differs in one figure or has two exchanged; in name order. Empty without a surname;
 * NULL with @error.
 */
GPtrArray *
tide_clinic_find_namesakes (TideClinic *self, const TidePatient *patient, guint max, guint *n_more,
                            GError **error)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) tide_patient_row_free);
  g_autoptr (GArray) hits = NULL;
  guint beyond;

  *n_more = 0;
  if (patient->family_name == NULL || *patient->family_name == '\0')
    return found;
  hits = tide_clinic_check_unlocked (self, error)
           ? tide_clinic_search (self, patient->family_name, 0, MOST_LOOKED_AT, &beyond)
           : NULL;
  if (hits == NULL)
    {
      g_ptr_array_unref (found);
      return NULL;
    }
  for (guint i = 0; i < hits->len; i++)
    {
      gint64 id = g_array_index (hits, TideSearchHit, i).patient_id;
      TidePatientRow *row = id != patient->base.id ? tide_clinic_load_row (self, id, NULL) : NULL;
      gboolean close = row != NULL && is_namesake (patient, row);

      if (close && found->len < max)
        g_ptr_array_add (found, g_steal_pointer (&row));
      else
        *n_more += close;
      g_clear_pointer (&row, tide_patient_row_free);
    }
  return found;
}
