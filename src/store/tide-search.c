/* tide-search.c: every patient's folded name in memory, in name order.
 *
 * A keystroke must be answered within a frame at 100,000 patients, so the names lie in one buffer and a mask
 * of first letters tells at once who cannot match.  Each typed word must match the start of a word; record
 * numbers match anywhere, since people remember their middle.  What a longer text finds is among what the
 * shorter one found.
 */

#include "tide-search.h"

#include "tide-store.h"

#include <sodium.h>
#include <string.h>

#define BIRTH_BYTES 10
#define MAX_WORDS 8

/* In the buffer at offset: birth as YYYY-MM-DD and as DD.MM.YYYY (blanks when unknown), sort key, 0x1f,
 * words, NUL, record number, NUL. */
typedef struct
{
  gint64 id;
  guint64 first_letters; /* of the words of the name */
  guint64 mrn_pairs;     /* of two neighbouring characters of the record number */
  guint32 offset;
  guint32 mrn_offset;
} Entry;

struct _TideSearch
{
  GArray *entries; /* Entry, in name order */
  GString *buffer;
  gsize garbage; /* bytes of the buffer that no entry uses */
  char *last_text;
  GArray *last_hits; /* guint, index of entry: what last_text found */
};

/* A typed word in its one or two spellings. */
typedef struct
{
  char *spelling[2];
  gsize length[2];
  guint n;
  char *date; /* the word as a date is kept: 12/3 as 12.3 */
} Word;

TideSearch *
tide_search_new (void)
{
  TideSearch *self = g_new0 (TideSearch, 1);

  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->buffer = g_string_new (NULL);
  self->last_hits = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

static void
forget_hits (TideSearch *self)
{
  if (self->last_text != NULL)
    sodium_memzero (self->last_text, strlen (self->last_text));
  g_clear_pointer (&self->last_text, g_free);
  g_array_set_size (self->last_hits, 0);
}

void
tide_search_clear (TideSearch *self)
{
  forget_hits (self);
  g_array_set_size (self->entries, 0);
  sodium_memzero (self->buffer->str, self->buffer->allocated_len);
  g_string_truncate (self->buffer, 0);
  self->garbage = 0;
}

void
tide_search_free (TideSearch *self)
{
  if (self == NULL)
    return;
  tide_search_clear (self);
  g_array_unref (self->entries);
  g_array_unref (self->last_hits);
  g_string_free (self->buffer, TRUE);
  g_free (self);
}

guint
tide_search_get_n (TideSearch *self)
{
  return self->entries->len;
}

/* --- filling --- */

static guint64
letter_bit (char c)
{
  if (c >= 'a' && c <= 'z')
    return G_GUINT64_CONSTANT (1) << (c - 'a');
  if (c >= '0' && c <= '9')
    return G_GUINT64_CONSTANT (1) << (26 + c - '0');
  return G_GUINT64_CONSTANT (1) << (36 + (guchar) c % 28);
}

static guint64
pair_bit (char a, char b)
{
  return G_GUINT64_CONSTANT (1) << (((guchar) a * 31 + (guchar) b) % 64);
}

static gboolean
is_word_start (const char *text, const char *p)
{
  return p == text || (guchar) p[-1] <= ' ' || ((p[-1] == '-' || p[-1] == '\'') && !g_ascii_isdigit (*p));
}

static void
append_birth (GString *buffer, const char *birth)
{
  if (strlen (birth) != BIRTH_BYTES)
    g_string_append_printf (buffer, "%*s", 2 * BIRTH_BYTES, "");
  else
    g_string_append_printf (buffer, "%s%.2s.%.2s.%.4s", birth, birth + 8, birth + 5, birth);
}

static Entry
make_entry (TideSearch *self, gint64 patient_id, const char *sort_key, const char *birth, const char *words,
            const char *mrn)
{
  Entry entry = { .id = patient_id, .offset = (guint32) self->buffer->len };
  const char *text;

  append_birth (self->buffer, birth);
  g_string_append (self->buffer, sort_key);
  g_string_append_c (self->buffer, '\x1f');
  g_string_append (self->buffer, words);
  g_string_append_c (self->buffer, '\0');
  entry.mrn_offset = (guint32) self->buffer->len;
  g_string_append (self->buffer, mrn);
  g_string_append_c (self->buffer, '\0');

  text = self->buffer->str + entry.offset + 2 * BIRTH_BYTES;
  for (const char *p = text; *p != '\0'; p++)
    if (is_word_start (text, p))
      entry.first_letters |= letter_bit (*p);
  for (const char *p = mrn; p[0] != '\0' && p[1] != '\0'; p++)
    entry.mrn_pairs |= pair_bit (p[0], p[1]);
  return entry;
}

void
tide_search_append (TideSearch *self, gint64 patient_id, const char *sort_key, const char *birth,
                    const char *words, const char *mrn)
{
  Entry entry = make_entry (self, patient_id, sort_key, birth, words, mrn);

  g_array_append_val (self->entries, entry);
}

static const char *
get_name (TideSearch *self, const Entry *entry)
{
  return self->buffer->str + entry->offset + 2 * BIRTH_BYTES;
}

static gsize
get_key_length (const char *name)
{
  const char *first = strchr (name, '\x1f');
  const char *end = first != NULL ? strchr (first + 1, '\x1f') : NULL;

  return end != NULL ? (gsize) (end - name) : strlen (name);
}

static int
compare_place (TideSearch *self, const Entry *entry, const char *sort_key, gint64 patient_id)
{
  const char *name = get_name (self, entry);
  gsize a = get_key_length (name), b = strlen (sort_key);
  int order = memcmp (name, sort_key, MIN (a, b));

  if (order != 0)
    return order;
  if (a != b)
    return a < b ? -1 : 1;
  return (entry->id > patient_id) - (entry->id < patient_id);
}

/* Old text stays in the buffer until half of it is old. */
static void
compact (TideSearch *self)
{
  GString *fresh;

  if (self->garbage < 65536 || self->garbage < self->buffer->len / 2)
    return;
  fresh = g_string_sized_new (self->buffer->len - self->garbage);
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = &g_array_index (self->entries, Entry, i);
      const char *old = self->buffer->str;
      gsize length = entry->mrn_offset + strlen (old + entry->mrn_offset) + 1 - entry->offset;
      guint32 offset = (guint32) fresh->len;

      g_string_append_len (fresh, old + entry->offset, (gssize) length);
      entry->mrn_offset = entry->mrn_offset - entry->offset + offset;
      entry->offset = offset;
    }
  sodium_memzero (self->buffer->str, self->buffer->allocated_len);
  g_string_free (self->buffer, TRUE);
  self->buffer = fresh;
  self->garbage = 0;
}

void
tide_search_remove (TideSearch *self, gint64 patient_id)
{
  forget_hits (self);
  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);

      if (entry->id != patient_id)
        continue;
      self->garbage += entry->mrn_offset + strlen (self->buffer->str + entry->mrn_offset) + 1 - entry->offset;
      g_array_remove_index (self->entries, i);
      break;
    }
  compact (self);
}

void
tide_search_put (TideSearch *self, gint64 patient_id, const char *sort_key, const char *birth,
                 const char *words, const char *mrn)
{
  guint low = 0, high;
  Entry entry;

  tide_search_remove (self, patient_id);
  high = self->entries->len;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (compare_place (self, &g_array_index (self->entries, Entry, middle), sort_key, patient_id) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  entry = make_entry (self, patient_id, sort_key, birth, words, mrn);
  g_array_insert_val (self->entries, low, entry);
}

/* --- finding --- */

static guint
split_words (const char *text, Word *words)
{
  g_autofree char *plain = tide_fold_text (text);
  g_autofree char *expanded = tide_fold_text_expanded (text);
  g_auto (GStrv) a = g_strsplit (plain, " ", MAX_WORDS);
  g_auto (GStrv) b = g_strsplit (expanded, " ", MAX_WORDS);
  guint n = 0;

  for (; n < MAX_WORDS && a[n] != NULL && b[n] != NULL && a[n][0] != '\0'; n++)
    {
      Word *word = &words[n];

      word->date = g_strdelimit (g_strdup (a[n]), "/", '.');
      word->n = strcmp (a[n], b[n]) == 0 ? 1 : 2;
      word->spelling[0] = g_strdup (a[n]);
      word->spelling[1] = g_strdup (b[n]);
      word->length[0] = strlen (a[n]);
      word->length[1] = strlen (b[n]);
    }
  return n;
}

static gboolean
name_has (const char *name, const char *typed, gsize length)
{
  for (const char *p = strchr (name, typed[0]); p != NULL; p = strchr (p + 1, typed[0]))
    if (is_word_start (name, p) && strncmp (p, typed, length) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
mrn_has (const char *mrn, guint64 pairs, const char *typed, gsize length)
{
  for (gsize i = 0; i + 1 < length; i++)
    if ((pairs & pair_bit (typed[i], typed[i + 1])) == 0)
      return FALSE;
  return length == 1 ? strchr (mrn, typed[0]) != NULL : strstr (mrn, typed) != NULL;
}

static gboolean
birth_has (const char *birth, const char *typed)
{
  gsize length = strlen (typed);

  return g_ascii_isdigit (typed[0]) && length <= BIRTH_BYTES
         && (memcmp (birth, typed, length) == 0 || memcmp (birth + BIRTH_BYTES, typed, length) == 0);
}

static gboolean
matches_word (const char *buffer, const Entry *entry, const Word *word)
{
  const char *birth = buffer + entry->offset;

  if (birth_has (birth, word->date))
    return TRUE;
  for (guint i = 0; i < word->n; i++)
    {
      const char *typed = word->spelling[i];
      gsize length = word->length[i];

      if ((entry->first_letters & letter_bit (typed[0])) != 0
          && name_has (birth + 2 * BIRTH_BYTES, typed, length))
        return TRUE;
    }
  return mrn_has (buffer + entry->mrn_offset, entry->mrn_pairs, word->spelling[0], word->length[0]);
}

static gboolean
matches (const char *buffer, const Entry *entry, const Word *words, guint n)
{
  for (guint i = 0; i < n; i++)
    if (!matches_word (buffer, entry, &words[i]))
      return FALSE;
  return TRUE;
}

/* Keeps of @hits those that match; with @all, @hits is filled from every entry. */
static void
filter (TideSearch *self, const Word *words, guint n, gboolean all)
{
  GArray *hits = self->last_hits;
  guint n_candidates = all ? self->entries->len : hits->len;
  guint kept = 0;

  if (all)
    g_array_set_size (hits, self->entries->len);
  for (guint i = 0; i < n_candidates; i++)
    {
      guint index = all ? i : g_array_index (hits, guint, i);

      if (matches (self->buffer->str, &g_array_index (self->entries, Entry, index), words, n))
        g_array_index (hits, guint, kept++) = index;
    }
  g_array_set_size (hits, kept);
}

static void
find_all (TideSearch *self, const char *text)
{
  Word words[MAX_WORDS];
  gboolean narrower = self->last_text != NULL && g_str_has_prefix (text, self->last_text);
  guint n;

  if (narrower && strcmp (text, self->last_text) == 0)
    return;
  n = split_words (text, words);
  filter (self, words, n, !narrower);
  for (guint i = 0; i < n; i++)
    {
      g_free (words[i].spelling[0]);
      g_free (words[i].spelling[1]);
      g_free (words[i].date);
    }
  if (self->last_text != NULL)
    sodium_memzero (self->last_text, strlen (self->last_text));
  g_free (self->last_text);
  self->last_text = g_strdup (text);
}

GArray *
tide_search_find (TideSearch *self, const char *text, guint offset, guint max, guint *n_more)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (TideSearchHit));
  guint end;

  find_all (self, text != NULL ? text : "");
  end = offset < self->last_hits->len && max < self->last_hits->len - offset ? offset + max
                                                                             : self->last_hits->len;
  for (guint i = offset; i < end; i++)
    {
      guint index = g_array_index (self->last_hits, guint, i);
      TideSearchHit hit = { g_array_index (self->entries, Entry, index).id };

      g_array_append_val (out, hit);
    }
  if (n_more != NULL)
    *n_more = self->last_hits->len - end;
  return out;
}
