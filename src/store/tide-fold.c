/* tide-fold.c: names as a search compares them.
 *
 * A person types Muller, Mueller or Müller for one patient and Lodz for Łódź: text is folded in C, once when
 * it is written, so that the search itself compares bytes.  Marks go by Unicode's decomposition; the letters
 * that Unicode does not decompose stand in a table.
 */

#include "tide-fold.h"

#include "tide-store.h"

#include <string.h>

#define SEPARATOR "\x1f"

static const struct
{
  gunichar letter;
  const char *folded;
} letters[] = {
  { 0x00e6, "ae" }, { 0x00f0, "d" }, { 0x00f8, "o" }, { 0x00fe, "th" }, { 0x0111, "d" },  { 0x0127, "h" },
  { 0x0131, "i" },  { 0x0138, "k" }, { 0x0142, "l" }, { 0x014b, "n" },  { 0x0153, "oe" }, { 0x0167, "t" },
  { 0x00df, "ss" }, { 0x0180, "b" }, { 0x0192, "f" }, { 0x01e5, "g" },  { 0x0259, "a" },  { 0x2018, "'" },
  { 0x2019, "'" },  { 0x02bc, "'" }, { 0x00b4, "'" }, { 0x2010, "-" },  { 0x2011, "-" },  { 0x2012, "-" },
  { 0x2013, "-" },  { 0x2014, "-" },
};

/* How German and the Nordic languages write these letters where they are not to be had. */
static const struct
{
  gunichar letter;
  const char *expanded;
} expansions[] = {
  { 0x00e4, "ae" }, { 0x00f6, "oe" }, { 0x00fc, "ue" }, { 0x00f8, "oe" }, { 0x00e5, "aa" },
};

static void
append_folded (GString *out, gunichar letter)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  gsize n;

  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    if (letters[i].letter == letter)
      {
        g_string_append (out, letters[i].folded);
        return;
      }
  n = g_unichar_fully_decompose (letter, FALSE, parts, G_N_ELEMENTS (parts));
  for (gsize i = 0; i < n; i++)
    if (n > 1 && parts[i] != letter)
      append_folded (out, parts[i]);
    else if (!g_unichar_ismark (parts[i]))
      g_string_append_unichar (out, parts[i]);
}

static gboolean
append_expanded (GString *out, gunichar letter)
{
  for (guint i = 0; i < G_N_ELEMENTS (expansions); i++)
    if (expansions[i].letter == letter)
      {
        g_string_append (out, expansions[i].expanded);
        return TRUE;
      }
  return FALSE;
}

static char *
fold (const char *text, gboolean expand)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autofree char *composed = g_utf8_normalize (valid, -1, G_NORMALIZE_NFC);
  g_autofree char *lower = g_utf8_casefold (composed, -1);
  GString *out = g_string_sized_new (strlen (lower) + 8);

  for (const char *p = lower; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar letter = g_utf8_get_char (p);

      if (g_unichar_isspace (letter) || g_unichar_iscntrl (letter))
        {
          if (out->len > 0 && out->str[out->len - 1] != ' ')
            g_string_append_c (out, ' ');
        }
      else if (letter < 0x80)
        g_string_append_c (out, (char) letter);
      else if (!expand || !append_expanded (out, letter))
        append_folded (out, letter);
    }
  if (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  return g_string_free (out, FALSE);
}

char *
tide_fold_text (const char *text)
{
  return fold (text, FALSE);
}

char *
tide_fold_text_expanded (const char *text)
{
  return fold (text, TRUE);
}

/* Adds each word of @spelling that its plain fold does not have, and each word without its apostrophes. */
static void
add_spellings (GString *out, const char *name)
{
  g_autofree char *plain = fold (name, FALSE);
  g_autofree char *expanded = fold (name, TRUE);

  if (strcmp (plain, expanded) != 0)
    g_string_append_printf (out, "%s%s", out->len > 0 ? " " : "", expanded);
  if (strchr (plain, '\'') != NULL)
    {
      g_auto (GStrv) parts = g_strsplit (plain, "'", -1);
      g_autofree char *joined = g_strjoinv ("", parts);

      g_string_append_printf (out, "%s%s", out->len > 0 ? " " : "", joined);
    }
}

TideSearchKey
tide_fold_patient (const TidePatient *patient)
{
  g_autofree char *family = tide_fold_text (patient->family_name);
  g_autofree char *given = tide_fold_text (patient->given_name);
  GString *words = g_string_new (NULL);
  TideSearchKey key;

  add_spellings (words, patient->family_name);
  add_spellings (words, patient->given_name);
  key.sort_key = g_strconcat (family, SEPARATOR, given, NULL);
  key.birth = tide_date_to_iso (patient->birth_date);
  key.words = g_string_free (words, FALSE);
  key.mrn = tide_fold_text (patient->mrn);
  return key;
}

void
tide_search_key_clear (TideSearchKey *key)
{
  g_clear_pointer (&key->sort_key, g_free);
  g_clear_pointer (&key->birth, g_free);
  g_clear_pointer (&key->words, g_free);
  g_clear_pointer (&key->mrn, g_free);
}
