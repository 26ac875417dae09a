/* tide-search.c: every patient's folded name in memory, in name order.
 *
 * A keystroke must be answered well within a frame at 100,000 patients, so the names lie in one buffer and
 * masks beside it tell at once who cannot match: a column of 64 bits a patient is read from end to end in
 * some fifty microseconds, and only what is left is compared.  Each typed word must match the start of a
 * word; record numbers match anywhere, since people remember their middle.  What a longer text finds is among
 * what the shorter one found.
 */

#include "tide-search.h"

#include "tide-store.h"

#include <sodium.h>
#include <string.h>

#define BIRTH_BYTES 10
#define MAX_WORDS 8

/* What is known of each patient without looking at the text. */
typedef enum
{
  COLUMN_FIRST_LETTERS, /* of the words of the name */
  COLUMN_FIRST_PAIRS,   /* of the first two letters of each word, hashed */
  COLUMN_MRN_LETTERS,   /* anywhere in the record number */
  COLUMN_MRN_PAIRS,     /* two neighbours anywhere in the record number, hashed */
  COLUMN_BIRTH_ISO,     /* the eight digits of YYYY-MM-DD, a byte each; 0 unknown */
  COLUMN_BIRTH_DMY,     /* of DD.MM.YYYY */
  N_COLUMNS
} Column;

/* In the buffer at offset: sort key, 0x1f, words, NUL, record number, NUL. */
typedef struct
{
  gint64 id;
  guint32 offset;
  guint32 mrn_offset;
} Entry;

struct _TideSearch
{
  GArray *entries;            /* Entry, in name order */
  GArray *columns[N_COLUMNS]; /* guint64, beside the entries */
  GString *buffer;
  gsize garbage; /* bytes of the buffer that no entry uses */
  char *last_text;
  GArray *last_hits; /* guint, index of entry: what last_text found */
};

/* The digits of a date typed so far, as a column holds them; mask 0 when the word is none. */
typedef struct
{
  guint64 digits, mask;
} Date;

/* A typed word in its one or two spellings. */
typedef struct
{
  char *spelling[2];
  gsize length[2];
  guint n;
  guint64 name_bits[2]; /* that the first-letter or first-pair column must have */
  guint64 mrn_bits;     /* that the letter or pair column must have */
  gboolean exact;       /* one plain letter or digit: the masks are the answer */
  Date iso, dmy;
} Word;

TideSearch *
tide_search_new (void)
{
  TideSearch *self = g_new0 (TideSearch, 1);

  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  for (guint i = 0; i < N_COLUMNS; i++)
    self->columns[i] = g_array_new (FALSE, FALSE, sizeof (guint64));
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
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      sodium_memzero (self->columns[i]->data, self->columns[i]->len * sizeof (guint64));
      g_array_set_size (self->columns[i], 0);
    }
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
  for (guint i = 0; i < N_COLUMNS; i++)
    g_array_unref (self->columns[i]);
  g_array_unref (self->last_hits);
  g_string_free (self->buffer, TRUE);
  g_free (self);
}

/* --- filling --- */

/* Letters and digits have a bit of their own; all others share. */
static guint64
letter_bit (char c)
{
  if (g_ascii_islower (c))
    return G_GUINT64_CONSTANT (1) << (c - 'a');
  if (g_ascii_isdigit (c))
    return G_GUINT64_CONSTANT (1) << (26 + c - '0');
  return G_GUINT64_CONSTANT (1) << (36 + (guchar) c % 28);
}

/* Two bits of 64 for two letters: few patients have both by chance. */
static guint64
pair_bits (char a, char b)
{
  guint32 hash = ((guint32) (guchar) a << 8 | (guchar) b) * 2654435761u;

  return G_GUINT64_CONSTANT (1) << (hash >> 26) | G_GUINT64_CONSTANT (1) << (hash >> 20 & 63);
}

static gboolean
is_word_start (const char *text, const char *p)
{
  return p == text || (guchar) p[-1] <= ' ' || ((p[-1] == '-' || p[-1] == '\'') && !g_ascii_isdigit (*p));
}

/* @pattern: the places of a date, "dddd-dd-dd". */
static Date
read_date (const char *typed, const char *pattern)
{
  Date date = { 0, 0 };
  guint n_digits = 0;

  for (gsize i = 0; typed[i] != '\0'; i++)
    {
      gboolean wants_digit = i < BIRTH_BYTES && pattern[i] == 'd';

      if (i >= BIRTH_BYTES || (wants_digit ? !g_ascii_isdigit (typed[i]) : typed[i] != pattern[i]))
        return (Date){ 0, 0 };
      if (!wants_digit)
        continue;
      date.digits |= (guint64) (guchar) typed[i] << (8 * n_digits);
      date.mask |= G_GUINT64_CONSTANT (0xff) << (8 * n_digits);
      n_digits++;
    }
  return date;
}

static void
fill_columns (const char *name, const char *birth, const char *mrn, guint64 columns[N_COLUMNS])
{
  char dmy[BIRTH_BYTES + 1] = "";

  memset (columns, 0, N_COLUMNS * sizeof *columns);
  for (const char *p = name; *p != '\0'; p++)
    if (is_word_start (name, p))
      {
        columns[COLUMN_FIRST_LETTERS] |= letter_bit (p[0]);
        columns[COLUMN_FIRST_PAIRS] |= pair_bits (p[0], p[1]);
      }
  for (const char *p = mrn; *p != '\0'; p++)
    {
      columns[COLUMN_MRN_LETTERS] |= letter_bit (p[0]);
      columns[COLUMN_MRN_PAIRS] |= pair_bits (p[0], p[1]);
    }
  if (strlen (birth) == BIRTH_BYTES)
    g_snprintf (dmy, sizeof dmy, "%.2s.%.2s.%.4s", birth + 8, birth + 5, birth);
  columns[COLUMN_BIRTH_ISO] = read_date (birth, "dddd-dd-dd").digits;
  columns[COLUMN_BIRTH_DMY] = read_date (dmy, "dd.dd.dddd").digits;
}

static void
insert_at (TideSearch *self, guint index, gint64 patient_id, const char *sort_key, const char *birth,
           const char *words, const char *mrn)
{
  Entry entry = { .id = patient_id, .offset = (guint32) self->buffer->len };
  guint64 columns[N_COLUMNS];

  g_string_append (self->buffer, sort_key);
  g_string_append_c (self->buffer, '\x1f');
  g_string_append (self->buffer, words);
  g_string_append_c (self->buffer, '\0');
  entry.mrn_offset = (guint32) self->buffer->len;
  g_string_append (self->buffer, mrn);
  g_string_append_c (self->buffer, '\0');
  fill_columns (self->buffer->str + entry.offset, birth, mrn, columns);
  g_array_insert_val (self->entries, index, entry);
  for (guint i = 0; i < N_COLUMNS; i++)
    g_array_insert_val (self->columns[i], index, columns[i]);
}

void
tide_search_append (TideSearch *self, gint64 patient_id, const char *sort_key, const char *birth,
                    const char *words, const char *mrn)
{
  insert_at (self, self->entries->len, patient_id, sort_key, birth, words, mrn);
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
  const char *name = self->buffer->str + entry->offset;
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
      for (guint column = 0; column < N_COLUMNS; column++)
        g_array_remove_index (self->columns[column], i);
      break;
    }
  compact (self);
}

void
tide_search_put (TideSearch *self, gint64 patient_id, const char *sort_key, const char *birth,
                 const char *words, const char *mrn)
{
  guint low = 0, high;

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
  insert_at (self, low, patient_id, sort_key, birth, words, mrn);
}

/* --- finding --- */

/* Every pair that the record number must have, or the one letter. */
static guint64
get_mrn_bits (const char *typed)
{
  guint64 bits = 0;

  if (typed[1] == '\0')
    return letter_bit (typed[0]);
  for (const char *p = typed; p[1] != '\0'; p++)
    bits |= pair_bits (p[0], p[1]);
  return bits;
}

static void
prepare_word (Word *word, const char *plain, const char *expanded)
{
  g_autofree char *dotted = g_strdelimit (g_strdup (plain), "/", '.');

  word->n = strcmp (plain, expanded) == 0 ? 1 : 2;
  word->spelling[0] = g_strdup (plain);
  word->spelling[1] = g_strdup (expanded);
  for (guint i = 0; i < 2; i++)
    {
      const char *typed = word->spelling[i];

      word->length[i] = strlen (typed);
      word->name_bits[i] = typed[1] == '\0' ? letter_bit (typed[0]) : pair_bits (typed[0], typed[1]);
    }
  word->mrn_bits = get_mrn_bits (plain);
  word->exact
    = word->length[0] == 1 && (g_ascii_islower (plain[0]) || g_ascii_isdigit (plain[0])) && word->n == 1;
  word->iso = read_date (plain, "dddd-dd-dd");
  word->dmy = read_date (dotted, "dd.dd.dddd");
}

static int
compare_words (const void *a, const void *b)
{
  gsize x = ((const Word *) a)->length[0], y = ((const Word *) b)->length[0];

  return (x < y) - (x > y);
}

/* The longest word first: it leaves the fewest for the others. */
static guint
split_words (const char *text, Word *words)
{
  g_autofree char *plain = tide_fold_text (text);
  g_autofree char *expanded = tide_fold_text_expanded (text);
  g_auto (GStrv) a = g_strsplit (plain, " ", MAX_WORDS);
  g_auto (GStrv) b = g_strsplit (expanded, " ", MAX_WORDS);
  guint n = 0;

  for (; n < MAX_WORDS && a[n] != NULL && b[n] != NULL && a[n][0] != '\0'; n++)
    prepare_word (&words[n], a[n], b[n]);
  qsort (words, n, sizeof *words, compare_words);
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

/* The masks have let the patient through: now the text decides. */
static gboolean
text_matches (TideSearch *self, guint index, const Word *word, gboolean in_name, gboolean in_mrn)
{
  const Entry *entry = &g_array_index (self->entries, Entry, index);
  const char *buffer = self->buffer->str;

  for (guint i = 0; in_name && i < word->n; i++)
    if (name_has (buffer + entry->offset, word->spelling[i], word->length[i]))
      return TRUE;
  return in_mrn && strstr (buffer + entry->mrn_offset, word->spelling[0]) != NULL;
}

#define GET(self, column, index) (((const guint64 *) (self)->columns[column]->data)[index])

static gboolean
matches_word (TideSearch *self, guint index, const Word *word)
{
  Column first = word->length[0] == 1 ? COLUMN_FIRST_LETTERS : COLUMN_FIRST_PAIRS;
  Column second = word->length[1] == 1 ? COLUMN_FIRST_LETTERS : COLUMN_FIRST_PAIRS;
  Column anywhere = word->length[0] == 1 ? COLUMN_MRN_LETTERS : COLUMN_MRN_PAIRS;
  gboolean in_name, in_mrn;

  if (word->iso.mask != 0 && (GET (self, COLUMN_BIRTH_ISO, index) & word->iso.mask) == word->iso.digits)
    return TRUE;
  if (word->dmy.mask != 0 && (GET (self, COLUMN_BIRTH_DMY, index) & word->dmy.mask) == word->dmy.digits)
    return TRUE;
  in_name = (GET (self, first, index) & word->name_bits[0]) == word->name_bits[0]
            || (word->n == 2 && (GET (self, second, index) & word->name_bits[1]) == word->name_bits[1]);
  in_mrn = (GET (self, anywhere, index) & word->mrn_bits) == word->mrn_bits;
  if (!in_name && !in_mrn)
    return FALSE;
  return word->exact || text_matches (self, index, word, in_name, in_mrn);
}

static gboolean
matches (TideSearch *self, guint index, const Word *words, guint n)
{
  for (guint i = 0; i < n; i++)
    if (!matches_word (self, index, &words[i]))
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

      if (matches (self, index, words, n))
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
    }
  if (self->last_text != NULL)
    sodium_memzero (self->last_text, strlen (self->last_text));
  g_free (self->last_text);
  self->last_text = g_strdup (text);
}

void
tide_search_foreach_number (TideSearch *self, TideNumberFunc func, gpointer data)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);

      if (!func (entry->id, self->buffer->str + entry->mrn_offset, data))
        return;
    }
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
