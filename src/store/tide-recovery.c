/* tide-recovery.c: the recovery key, as a person writes it down and types it back.
 *
 * 256 random bits are 52 letters of Crockford's base32, which has no I, L, O, U to be confused with 1 and 0;
 * thirteen groups of four, each with a check letter that tells any one wrong letter and any two neighbours
 * swapped, so that a mistake is named by its group and not by "wrong key" after a second's wait.
 */

#include "tide-keys.h"

#include <sodium.h>
#include <string.h>

#define BITS_BYTES 32
#define N_GROUPS 13
#define GROUP_LETTERS 4
#define N_LETTERS (N_GROUPS * (GROUP_LETTERS + 1))

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/* Multiplication in the field of 32 elements (x^5 + x^2 + 1). */
static guint
times (guint a, guint b)
{
  guint product = 0;

  for (; b != 0; b >>= 1)
    {
      if ((b & 1) != 0)
        product ^= a;
      a <<= 1;
      if ((a & 0x20) != 0)
        a ^= 0x25;
    }
  return product;
}

/* Each place has its own factor, none of them 0 or 1: one wrong letter changes the sum, and so do two
 * swapped. The group's number is in it, so that two groups cannot change places. */
static guint
check_of (const guint *letters, guint group)
{
  guint sum = times (group + 1, 31), factor = 1;

  for (guint i = 0; i < GROUP_LETTERS; i++)
    {
      factor = times (factor, 2);
      sum ^= times (letters[i], factor);
    }
  return sum;
}

static guint
get_letter (const guint8 *bits, guint index)
{
  guint letter = 0;

  for (guint i = 0; i < 5; i++)
    {
      guint bit = index * 5 + i;

      letter = letter << 1;
      if (bit < BITS_BYTES * 8)
        letter |= (bits[bit / 8] >> (7 - bit % 8)) & 1;
    }
  return letter;
}

static void
set_letter (guint8 *bits, guint index, guint letter)
{
  for (guint i = 0; i < 5; i++)
    {
      guint bit = index * 5 + i;

      if (bit < BITS_BYTES * 8 && ((letter >> (4 - i)) & 1) != 0)
        bits[bit / 8] |= (guint8) (1 << (7 - bit % 8));
    }
}

static char *
write_groups (const guint8 *bits)
{
  char *text = g_malloc (N_LETTERS + N_GROUPS);
  char *p = text;

  for (guint group = 0; group < N_GROUPS; group++)
    {
      guint letters[GROUP_LETTERS];

      for (guint i = 0; i < GROUP_LETTERS; i++)
        {
          letters[i] = get_letter (bits, group * GROUP_LETTERS + i);
          *p++ = alphabet[letters[i]];
        }
      *p++ = alphabet[check_of (letters, group)];
      *p++ = group + 1 < N_GROUPS ? '-' : '\0';
      sodium_memzero (letters, sizeof letters);
    }
  return text;
}

char *
tide_recovery_new (void)
{
  guint8 *bits = sodium_malloc (BITS_BYTES);
  char *text;

  g_assert (bits != NULL);
  randombytes_buf (bits, BITS_BYTES);
  text = write_groups (bits);
  sodium_free (bits);
  return text;
}

/* -1 for what is no letter of a key; what looks like 1 or 0 is taken for it. */
static int
read_letter (char c)
{
  const char *found;

  c = g_ascii_toupper (c);
  if (c == 'I' || c == 'L')
    c = '1';
  if (c == 'O')
    c = '0';
  found = c != '\0' ? strchr (alphabet, c) : NULL;
  return found != NULL ? (int) (found - alphabet) : -1;
}

gboolean
tide_recovery_read (const TidePassphrase *typed, guint8 bits[32], guint *wrong_group)
{
  guint letters[N_LETTERS];
  gsize n = 0;
  gboolean shaped = TRUE;

  *wrong_group = 0;
  sodium_memzero (bits, BITS_BYTES);
  for (gsize i = 0; i < typed->length && shaped; i++)
    {
      int letter = read_letter (typed->bytes[i]);

      if (letter >= 0 && n < N_LETTERS)
        letters[n++] = (guint) letter;
      else
        shaped = letter < 0 && (g_ascii_isspace (typed->bytes[i]) || typed->bytes[i] == '-');
    }
  shaped = shaped && n == N_LETTERS;
  for (guint group = 0; shaped && group < N_GROUPS; group++)
    {
      const guint *first = letters + group * (GROUP_LETTERS + 1);

      if (*wrong_group == 0 && check_of (first, group) != first[GROUP_LETTERS])
        *wrong_group = group + 1;
      for (guint i = 0; i < GROUP_LETTERS; i++)
        set_letter (bits, group * GROUP_LETTERS + i, first[i]);
    }
  sodium_memzero (letters, sizeof letters);
  return shaped;
}

char *
tide_store_new_recovery_key (void)
{
  if (sodium_init () < 0)
    g_error ("the cryptographic library cannot be started");
  return tide_recovery_new ();
}

gboolean
tide_store_check_recovery_key (const TidePassphrase *typed, const char *recovery_key, GError **error)
{
  TidePassphrase known = { recovery_key, strlen (recovery_key) };
  guint8 *a = sodium_malloc (BITS_BYTES), *b = sodium_malloc (BITS_BYTES);
  guint wrong_typed = 0, wrong_known = 0;
  gboolean shaped, same;

  g_assert (a != NULL && b != NULL);
  shaped = tide_recovery_read (typed, a, &wrong_typed);
  same = tide_recovery_read (&known, b, &wrong_known) && sodium_memcmp (a, b, BITS_BYTES) == 0;
  sodium_free (a);
  sodium_free (b);
  if (!shaped)
    g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE,
                 "recovery key: must be %d groups of %d letters and digits", N_GROUPS, GROUP_LETTERS + 1);
  else if (wrong_typed != 0)
    g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE, "recovery key: group %u is mistyped", wrong_typed);
  else if (!same)
    g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE, "recovery key: is another one");
  return shaped && wrong_typed == 0 && same;
}

guint
tide_store_count_recovery_groups (const TidePassphrase *typed, const char *recovery_key, gsize *length)
{
  const char *known = recovery_key;
  guint n = 0;

  g_return_val_if_fail (typed != NULL && recovery_key != NULL && length != NULL, 0);
  *length = 0;
  for (gsize i = 0; i < typed->length; i++)
    {
      char c = typed->bytes[i];

      if (read_letter (c) < 0 && (g_ascii_isspace (c) || c == '-'))
        continue;
      while (*known == '-')
        known++;
      if (*known == '\0' || read_letter (c) != read_letter (*known))
        break;
      known++;
      if (++n % (GROUP_LETTERS + 1) == 0)
        *length = i + 1;
    }
  return n / (GROUP_LETTERS + 1);
}
