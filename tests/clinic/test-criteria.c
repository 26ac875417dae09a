/* test-criteria.c: a clinic's own rules are read from its folder, refused in words, and kept by a saved
 * comparison only where they can be found again.
 */
#include <glib/gstdio.h>
#include <string.h>

#include "tide-clinic-cohort.h"
#include "tide-clinic-criteria.h"
#include "tide-clinic-fixture.h"

#define OWN                                                                                                  \
  "<criteria id=\"%s\" version=\"1\" name=\"Ours\" based-on=\"ocd-consensus\" instruments=\"%s\">\n"         \
  "<threshold instrument=\"ybocs\" response-percent=\"40\" source=\"our audit\" tag=\"%s\"/>\n"              \
  "</criteria>\n"

static void
write_rules (TideClinic *clinic, const char *name, const char *id, const char *scales, const char *tag)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = tide_clinic_dup_criteria_folder (clinic);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *text = g_strdup_printf (OWN, id, scales, tag);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
test_every_fault_says_where_and_what_is_allowed (void)
{
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  write_rules (clinic, "a-good.xml", "ours", "ybocs", "A");
  write_rules (clinic, "b-tag.xml", "other", "ybocs", "Z");
  write_rules (clinic, "c-shipped.xml", "ocd-farris", "ybocs", "A");
  write_rules (clinic, "d-twice.xml", "ours", "ybocs", "A");
  write_rules (clinic, "e-scale.xml", "else", "nosuch", "A");
  write_rules (clinic, "note.txt", "text", "ybocs", "A");
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) own = tide_clinic_list_criteria (clinic, problems);
  g_assert_cmpuint (own->len, ==, 1);
  g_assert_cmpstr (tide_criteria_get_id (own->pdata[0]), ==, "ours");
  static const char *const told[]
    = { "b-tag.xml:2: tag “Z”: allowed are V, M, U and A",
        "c-shipped.xml:1: the id “ocd-farris” is that of shipped rules; choose another",
        "d-twice.xml:1: the id “ours” is taken by another file of the folder",
        "e-scale.xml:1: there is no scale “nosuch”" };
  g_assert_cmpuint (problems->len, ==, G_N_ELEMENTS (told));
  for (guint i = 0; i < problems->len; i++)
    g_assert_cmpstr (problems->pdata[i], ==, told[i]);
}

static void
test_a_saved_comparison_finds_its_rules_again (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  write_rules (clinic, "ours.xml", "ours", "ybocs", "A");
  g_autoptr (GPtrArray) own = tide_clinic_list_criteria (clinic, NULL);
  g_autoptr (TideComparisonDefinition) definition = tide_comparison_definition_new ("ybocs");
  g_assert_true (tide_comparison_definition_set_criteria (definition, own->pdata[0], &error));
  g_assert_true (tide_clinic_save_comparison (clinic, "By ours", definition, &error));
  g_assert_no_error (error);
  g_autoptr (TideComparisonDefinition) loaded = tide_clinic_load_comparison (clinic, "By ours", &error);
  g_assert_no_error (error);
  g_assert_true (tide_comparison_definition_shares_pass (definition, loaded));
  /* The file is broken meanwhile: the comparison is not read as another one, and the fault is told. */
  write_rules (clinic, "ours.xml", "ours", "ybocs", "Z");
  g_assert_null (tide_clinic_load_comparison (clinic, "By ours", &error));
  g_assert_nonnull (strstr (error->message, "rules: “ours” is not one of"));
  g_assert_nonnull (strstr (error->message, "ours.xml:2: tag “Z”"));
}

static void
test_rules_from_elsewhere_are_not_saved_by_their_id (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  g_autofree char *text = g_strdup_printf (OWN, "ocd-consensus", "ybocs", "A");
  g_autoptr (TideCriteria) elsewhere = tide_criteria_parse ("x.xml", text, -1, NULL, &error);
  g_autoptr (TideComparisonDefinition) definition = tide_comparison_definition_new ("ybocs");
  g_assert_true (tide_comparison_definition_set_criteria (definition, elsewhere, &error));
  g_assert_false (tide_clinic_save_comparison (clinic, "Mine", definition, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
  g_assert_nonnull (strstr (error->message, "“ocd-consensus” is of a file that the clinic does not keep"));
  g_autoptr (GPtrArray) names = tide_clinic_list_comparisons (clinic);
  g_assert_cmpuint (names->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clinic/criteria/every-fault-says-where-and-what-is-allowed",
                   test_every_fault_says_where_and_what_is_allowed);
  g_test_add_func ("/clinic/criteria/a-saved-comparison-finds-its-rules-again",
                   test_a_saved_comparison_finds_its_rules_again);
  g_test_add_func ("/clinic/criteria/rules-from-elsewhere-are-not-saved-by-their-id",
                   test_rules_from_elsewhere_are_not_saved_by_their_id);
  return g_test_run ();
}
