/* test-search.c: a patient is found as people type names, and not otherwise. */

#include "store-fixture.h"

#include <string.h>

typedef struct
{
  TestFolder *folder;
  TideStore *store;
} Fixture;

static const struct
{
  const char *mrn, *family, *given, *birth;
} people[] = {
  { "A-1001", "Müller", "Jürgen", "1984-03-12" },
  { "A-1002", "Mueller", "Eva", "1990-12-01" },
  { "A-1003", "Muller", "Tom", NULL },
  { "B-2001", "Łukasz", "Żaneta", "1971-01-30" },
  { "B-2002", "Sørensen", "Åse", "1965-05-05" },
  { "B-2003", "Weiß", "Ægir", "1955-10-10" },
  { "C-3001", "O’Brien", "Siobhán", "2001-02-28" },
  { "C-3002", "Müller-Lüdenscheid", "Anna Maria", "1984-04-01" },
  { "77/2024", "Nguyễn", "Thị Hoa", "1999-09-09" },
  { "C-3004", "Đorđević", "Œdipe", "1988-08-08" },
};

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = test_folder_new ();
  fixture->store = test_store_create_plain (fixture->folder->clinic);
  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    test_take (fixture->store,
               test_patient (people[i].mrn, people[i].family, people[i].given, people[i].birth));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->store);
  g_clear_pointer (&fixture->folder, test_folder_free);
}

/* The record numbers that @text finds, in order, apart by blanks. */
static char *
find (TideStore *store, const char *text)
{
  g_autoptr (GArray) hits = tide_store_search (store, text, 0, 50, NULL);
  GString *found = g_string_new (NULL);

  for (guint i = 0; i < hits->len; i++)
    {
      TidePatient *patient = tide_store_lookup (store, &tide_patient_class,
                                                g_array_index (hits, TideSearchHit, i).patient_id, NULL);

      g_string_append_printf (found, "%s%s", i > 0 ? " " : "", patient->mrn);
      tide_patient_free (patient);
    }
  return g_string_free (found, FALSE);
}

static void
test_spellings (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *typed, *expected;
  } cases[] = {
    { "müller", "A-1002 A-1001 A-1003 C-3002" }, /* ü is u and ue */
    { "mueller", "A-1002 A-1001 C-3002" },
    { "MULLER", "A-1001 A-1003 C-3002" },
    { "Lukasz", "B-2001" },
    { "łuk zan", "B-2001" },
    { "sorensen", "B-2002" },
    { "soerensen", "B-2002" },
    { "SØR", "B-2002" },
    { "aase", "B-2002" },
    { "weiss", "B-2003" },
    { "WEISS aegir", "B-2003" },
    { "weiß", "B-2003" },
    { "obrien", "C-3001" },
    { "o'brien", "C-3001" },
    { "brien siobhan", "C-3001" },
    { "lud", "C-3002" },
    { "lued", "C-3002" },
    { "müller-lü", "C-3002" },
    { "maria ann", "C-3002" },
    { "nguyen hoa", "77/2024" },
    { "dordevic", "C-3004" },
    { "oedipe", "C-3004" },
    { "u\xcc\x88"
      "ller",
      "" },                             /* not the start of a word */
    { "mu\xcc\x88ller jur", "A-1001" }, /* a combining mark */
    { "ller", "" },
    { "zzz", "" },
    { "müller zzz", "" },
    { "  Eva   mue ", "A-1002" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = find (fixture->store, cases[i].typed);

      if (strcmp (found, cases[i].expected) != 0)
        g_error ("“%s” found “%s”, not “%s”", cases[i].typed, found, cases[i].expected);
    }
}

static void
test_numbers_and_dates (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *typed, *expected;
  } cases[] = {
    { "00", "C-3004 B-2001 A-1002 A-1001 A-1003 C-3002 C-3001 B-2002 B-2003" },
    { "a-1001", "A-1001" },
    { "1001", "A-1001" },
    { "77/2024", "77/2024" },
    { "/2024", "77/2024" },
    { "1984", "A-1001 C-3002" },
    { "1984-04", "C-3002" },
    { "12.03.1984", "A-1001" },
    { "12/03/19", "A-1001" },
    { "müller 12.03", "A-1001" },
    { "-03-12", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = find (fixture->store, cases[i].typed);

      if (strcmp (found, cases[i].expected) != 0)
        g_error ("“%s” found “%s”, not “%s”", cases[i].typed, found, cases[i].expected);
    }
}

static void
test_name_order_and_pages (Fixture *fixture, gconstpointer data)
{
  g_autofree char *all = find (fixture->store, "");
  g_autoptr (GArray) first = NULL, second = NULL, beyond = NULL;
  guint more;

  g_assert_cmpstr (all, ==, "C-3004 B-2001 A-1002 A-1001 A-1003 C-3002 77/2024 C-3001 B-2002 B-2003");
  first = tide_store_search (fixture->store, "m", 0, 2, &more);
  g_assert_cmpuint (first->len, ==, 2);
  g_assert_cmpuint (more, ==, 2);
  second = tide_store_search (fixture->store, "m", 2, 2, &more);
  g_assert_cmpuint (second->len, ==, 2);
  g_assert_cmpuint (more, ==, 0);
  beyond = tide_store_search (fixture->store, "m", 9, 2, &more);
  g_assert_cmpuint (beyond->len, ==, 0);
  g_assert_cmpuint (more, ==, 0);
}

static void
test_follows_changes (Fixture *fixture, gconstpointer data)
{
  TidePatient *patient = tide_store_lookup_text (fixture->store, &tide_patient_class, "mrn", "A-1003", NULL);
  g_autofree char *before = find (fixture->store, "tom");
  g_autofree char *after = NULL, *gone = NULL, *married = NULL, *order = NULL;

  g_assert_cmpstr (before, ==, "A-1003");
  tide_record_set_text (&patient->family_name, "Aab");
  tide_record_set_text (&patient->given_name, "Thomas");
  test_update (fixture->store, patient);
  gone = find (fixture->store, "tom");
  g_assert_cmpstr (gone, ==, "");
  after = find (fixture->store, "thom");
  g_assert_cmpstr (after, ==, "A-1003");
  order = find (fixture->store, "");
  g_assert_true (g_str_has_prefix (order, "A-1003 C-3004 B-2001 A-1002 A-1001"));
  tide_patient_free (patient);
  test_take (fixture->store, test_patient ("D-1", "Zuse", "Konrad", NULL));
  married = find (fixture->store, "zus");
  g_assert_cmpstr (married, ==, "D-1");
}

static void
test_bulk_and_lock (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) hits = NULL, locked = NULL;
  guint more;

  tide_store_set_bulk (fixture->store, TRUE);
  g_assert_true (tide_store_begin (fixture->store, NULL));
  for (guint i = 0; i < 500; i++)
    {
      g_autofree char *mrn = g_strdup_printf ("X%04u", i);
      g_autoptr (TidePatient) patient = test_patient (mrn, "Bulk", "Import", NULL);

      g_assert_true (tide_store_insert (fixture->store, patient, NULL));
    }
  g_assert_true (tide_store_commit (fixture->store, NULL));
  tide_store_set_bulk (fixture->store, FALSE);
  hits = tide_store_search (fixture->store, "bulk", 0, 50, &more);
  g_assert_cmpuint (hits->len, ==, 50);
  g_assert_cmpuint (more, ==, 450);
  tide_store_lock (fixture->store);
  locked = tide_store_search (fixture->store, "bulk", 0, 50, &more);
  g_assert_cmpuint (locked->len, ==, 0);
  g_assert_cmpuint (more, ==, 0);
}

static void
test_duplicates (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TidePatient) same = test_patient ("new", "MÜLLER", "Jurgen", "1984-03-12");
  g_autoptr (TidePatient) other_day = test_patient ("new", "Müller", "Jürgen", "1984-03-13");
  g_autoptr (TidePatient) unknown_day = test_patient ("new", "muller", "tom", NULL);
  g_autoptr (GArray) a = tide_store_find_duplicates (fixture->store, same, NULL);
  g_autoptr (GArray) b = tide_store_find_duplicates (fixture->store, other_day, NULL);
  g_autoptr (GArray) c = tide_store_find_duplicates (fixture->store, unknown_day, NULL);
  TidePatient *stored = tide_store_lookup (fixture->store, &tide_patient_class, 1, NULL);
  g_autoptr (GArray) itself = tide_store_find_duplicates (fixture->store, stored, NULL);

  g_assert_cmpuint (a->len, ==, 1);
  g_assert_cmpint (g_array_index (a, gint64, 0), ==, 1);
  g_assert_cmpuint (b->len, ==, 0);
  g_assert_cmpuint (c->len, ==, 1);
  g_assert_cmpuint (itself->len, ==, 0);
  tide_patient_free (stored);
}

static void
test_entered_in_error (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TidePatient) patient = tide_store_lookup (fixture->store, &tide_patient_class, 1, NULL);
  g_autoptr (TidePatient) same = test_patient ("new", "MÜLLER", "Jurgen", "1984-03-12");
  g_autoptr (TideVerification) before = NULL;
  g_autoptr (TideVerification) after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (patient->family_name, ==, "Müller");
  patient->entered_in_error = TRUE;
  test_update (fixture->store, patient);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GArray) hits = tide_store_search (fixture->store, "müller jürgen", 0, 50, NULL);
      g_autoptr (GArray) others = tide_store_find_duplicates (fixture->store, same, NULL);

      g_assert_cmpuint (hits->len, ==, 0);
      g_assert_cmpuint (others->len, ==, 0);
      g_clear_object (&fixture->store);
      fixture->store = test_store_open (fixture->folder->clinic);
    }
  g_assert_null (tide_store_load_history (fixture->store, 1, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (tide_store_load_row (fixture->store, 1, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_NOT_FOUND);
  before = tide_store_verify (fixture->store, NULL, NULL, NULL);
  g_assert_true (before->ok);
  test_sql (fixture->store, "INSERT INTO patient_search VALUES ('muller', 1, '', 'muller', '1')");
  after = tide_store_verify (fixture->store, NULL, NULL, NULL);
  g_assert_false (after->ok);
}

/* The quick way through masks and earlier hits finds what a plain look at every word finds. */
static gboolean
matches_plainly (TidePatient *patient, const char *typed)
{
  g_autofree char *name = g_strdup_printf ("%s %s", patient->family_name, patient->given_name);
  g_autofree char *folded = tide_fold_text (name);
  g_autofree char *mrn = tide_fold_text (patient->mrn);
  g_autofree char *iso = tide_date_to_iso (patient->birth_date);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  g_auto (GStrv) asked = g_strsplit (typed, " ", -1);

  for (guint i = 0; asked[i] != NULL; i++)
    {
      gboolean found = strstr (mrn, asked[i]) != NULL || g_str_has_prefix (iso, asked[i]);

      for (guint j = 0; words[j] != NULL && !found; j++)
        found = g_str_has_prefix (words[j], asked[i]);
      if (!found)
        return FALSE;
    }
  return TRUE;
}

static void
test_against_plain_look (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (TideStore) store = test_store_create_plain (folder->clinic);
  g_autoptr (GPtrArray) patients = NULL;
  static const char letters[] = "abcdeaeioru";
  GRand *rand = g_rand_new_with_seed (7);

  g_assert_true (tide_store_begin (store, NULL));
  for (guint i = 0; i < 400; i++)
    {
      char family[6] = "", given[5] = "";
      g_autofree char *mrn
        = g_strdup_printf ("%c%06u", letters[i % 3], g_rand_int_range (rand, 0, 999999) * 10 + i % 10);
      g_autofree char *birth
        = g_strdup_printf ("%d-%02d-%02d", g_rand_int_range (rand, 1930, 2010), i % 12 + 1, i % 28 + 1);
      g_autoptr (TidePatient) patient = NULL;

      for (guint j = 0; j < 5; j++)
        family[j] = letters[g_rand_int_range (rand, 0, 11)];
      for (guint j = 0; j < 4; j++)
        given[j] = letters[g_rand_int_range (rand, 0, 11)];
      patient = test_patient (mrn, family, given, birth);
      tide_store_insert (store, patient, NULL);
    }
  g_assert_true (tide_store_commit (store, NULL));
  patients = tide_store_list (store, &tide_patient_class, NULL, 0, NULL);
  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (GString) typed = g_string_new (NULL);
      g_autofree char *found = NULL;

      /* Grows by a key at a time, as a person types, digits with a dot left out (dates with dots are ours
       * alone). */
      for (guint j = 0; j < 5; j++)
        {
          g_autoptr (GArray) hits = NULL;
          guint expected = 0, more;

          g_string_append_c (typed, i % 3 == 0             ? "0123456789"[g_rand_int_range (rand, 0, 10)]
                                    : j == 2 && i % 3 == 1 ? ' '
                                                           : letters[g_rand_int_range (rand, 0, 11)]);
          if (typed->str[typed->len - 1] == ' ')
            continue;
          if (g_ascii_isdigit (typed->str[0]) && typed->len < 3)
            continue;
          for (guint k = 0; k < patients->len; k++)
            expected += matches_plainly (patients->pdata[k], typed->str);
          hits = tide_store_search (store, typed->str, 0, 10, &more);
          g_assert_cmpuint (hits->len + more, ==, expected);
        }
    }
  g_rand_free (rand);
}

#define ADD(name, func) g_test_add ("/store/search/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("finds-every-usual-spelling", test_spellings);
  ADD ("finds-record-numbers-anywhere-and-birth-dates", test_numbers_and_dates);
  ADD ("gives-name-order-in-pages", test_name_order_and_pages);
  ADD ("follows-changes", test_follows_changes);
  ADD ("follows-a-bulk-import-and-forgets-at-lock", test_bulk_and_lock);
  ADD ("same-name-and-birth-date-is-a-duplicate", test_duplicates);
  ADD ("does-not-find-who-was-entered-in-error", test_entered_in_error);
  g_test_add_func ("/store/search/finds-what-a-plain-look-finds", test_against_plain_look);
  return g_test_run ();
}
