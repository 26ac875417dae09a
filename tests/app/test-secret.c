/* test-secret.c: the field for passphrases keeps what is typed, tells nobody, and wipes it. */
#include "app-fixture.h"
#include "tide-secret-entry.h"

static TideSecretEntry *
new_entry (void)
{
  return TIDE_SECRET_ENTRY (g_object_ref_sink (tide_secret_entry_new ("Passphrase")));
}

static void
assert_holds (TideSecretEntry *entry, const char *text)
{
  TidePassphrase got = tide_secret_entry_get (entry);
  g_assert_cmpmem (got.bytes, got.length, text, strlen (text));
}

static void
keeps_what_is_typed (void)
{
  g_autoptr (TideSecretEntry) entry = new_entry ();
  g_assert_true (tide_secret_entry_is_empty (entry));
  tide_secret_entry_append (entry, "grün", -1);
  tide_secret_entry_append (entry, " 12", -1);
  assert_holds (entry, "grün 12");
}

static void
typing_replaces_what_is_selected (void)
{
  g_autoptr (TideSecretEntry) entry = new_entry ();
  tide_secret_entry_append (entry, "wrong one", -1);
  tide_secret_entry_select_all (entry);
  assert_holds (entry, "wrong one");
  tide_secret_entry_append (entry, "r", -1);
  tide_secret_entry_append (entry, "ight", -1);
  assert_holds (entry, "right");
  /* A full one is replaced by another full one. */
  g_autofree char *full = g_strnfill (1024, 'y');
  tide_secret_entry_select_all (entry);
  tide_secret_entry_append (entry, full, -1);
  assert_holds (entry, full);
  tide_secret_entry_clear (entry);
  tide_secret_entry_select_all (entry);
  tide_secret_entry_append (entry, "a", -1);
  tide_secret_entry_append (entry, "b", -1);
  assert_holds (entry, "ab");
}

static void
leaves_out_line_ends (void)
{
  g_autoptr (TideSecretEntry) entry = new_entry ();
  tide_secret_entry_append (entry, "from a\tpassword manager\r\n", -1);
  assert_holds (entry, "from apassword manager");
}

static void
never_cuts_silently (void)
{
  g_autoptr (TideSecretEntry) entry = new_entry ();
  g_autofree char *longer = g_strnfill (1025, 'x'), *just = g_strnfill (1024, 'y');
  tide_secret_entry_append (entry, longer, -1);
  g_assert_true (tide_secret_entry_is_empty (entry));
  tide_secret_entry_append (entry, just, -1);
  assert_holds (entry, just);
  tide_secret_entry_append (entry, "z", -1);
  assert_holds (entry, just);
}

static void
refuses_broken_utf8 (void)
{
  g_autoptr (TideSecretEntry) entry = new_entry ();
  tide_secret_entry_append (entry, "a\xff", -1);
  g_assert_true (tide_secret_entry_is_empty (entry));
}

static void
wipes (void)
{
  g_autoptr (TideSecretEntry) entry = new_entry ();
  tide_secret_entry_append (entry, "horse", -1);
  const char *memory = tide_secret_entry_get (entry).bytes;
  tide_secret_entry_clear (entry);
  g_assert_true (tide_secret_entry_is_empty (entry));
  g_assert_cmpmem (memory, 5, "\0\0\0\0\0", 5);
}

static void
compares (void)
{
  g_autoptr (TideSecretEntry) a = new_entry (), b = new_entry ();
  tide_secret_entry_append (a, "horse", -1);
  tide_secret_entry_append (b, "horsf", -1);
  g_assert_false (tide_secret_entry_equal (a, b));
  tide_secret_entry_clear (b);
  g_assert_false (tide_secret_entry_equal (a, b));
  tide_secret_entry_append (b, "horse", -1);
  g_assert_true (tide_secret_entry_equal (a, b));
}

/* No property holds the text, and it is no GtkEditable that the accessibility bus would read. */
static void
tells_nobody (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *entry = tide_secret_entry_new ("Passphrase");
  gtk_window_set_child (GTK_WINDOW (window), entry);
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (window);
  tide_secret_entry_append (TIDE_SECRET_ENTRY (entry), "horse battery", -1);
  g_assert_false (app_fixture_says (window, "horse"));
  g_assert_false (GTK_IS_EDITABLE (entry));
  g_assert_null (gtk_widget_get_first_child (entry));
  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (entry)), ==,
                   GTK_ACCESSIBLE_ROLE_TEXT_BOX);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  app_fixture_init (&argc, &argv);
  g_test_add_func ("/secret/typing-replaces-what-is-selected", typing_replaces_what_is_selected);
  g_test_add_func ("/app/secret/keeps-what-is-typed", keeps_what_is_typed);
  g_test_add_func ("/app/secret/leaves-out-line-ends", leaves_out_line_ends);
  g_test_add_func ("/app/secret/never-cuts-silently", never_cuts_silently);
  g_test_add_func ("/app/secret/refuses-broken-utf-8", refuses_broken_utf8);
  g_test_add_func ("/app/secret/wipes", wipes);
  g_test_add_func ("/app/secret/compares-whole", compares);
  g_test_add_func ("/app/secret/tells-nobody", tells_nobody);
  return g_test_run ();
}
