/* test-studies.c: the studies on file and the card of treatments: counted, cited, dated; a fault is told with
 * its line. */
#include <glib.h>
#include <string.h>

#include "tide-cohort-row.h"
#include "tide-studies.h"

static void
test_shipped (void)
{
  const TideStudies *studies = tide_studies_get_shipped ();
  guint n_soomro = 0;
  g_assert_cmpint (studies->as_of, ==, tide_date_from_ymd (2026, 11, 1));
  for (guint i = 0; i < studies->notes->len; i++)
    {
      const TideStudyNote *note = studies->notes->pdata[i];
      g_assert_cmpuint (note->n_randomised + note->n_others, >, 0);
      g_assert_cmpstr (note->source, !=, "");
      if (strcmp (note->citation, "Soomro 2008") != 0)
        continue;
      /* clinical.md 5: 17 trials, n 3097 */
      g_autofree char *words = tide_study_note_dup_words (note),
                      *citation = tide_study_note_dup_citation (note);
      g_assert_true (g_str_has_prefix (words, "17 randomised trials, n 3097: against placebo"));
      g_assert_cmpstr (citation, ==, "Soomro 2008");
      g_assert_cmpuint (note->arms, ==, 1u << TIDE_ARM_SSRI);
      n_soomro++;
    }
  g_assert_cmpuint (n_soomro, ==, 1);
  g_autofree char *heading = tide_studies_dup_heading (studies, "ocd");
  g_assert_cmpstr (heading, ==, "Studies on file for OCD, as of 1 Nov 2026: not of this clinic");
}

static void
test_card (void)
{
  const TideStudies *studies = tide_studies_get_shipped ();
  gboolean nmda = FALSE;
  g_assert_cmpuint (studies->card->len, >, 8);
  for (guint i = 0; i < studies->card->len; i++)
    {
      const TideCardRow *row = studies->card->pdata[i];
      g_autofree char *citation = tide_card_row_dup_citation (row);
      g_assert_cmpstr (row->citation, !=, "");
      g_assert_cmpstr (row->source, !=, "");
      /* What nobody checked again says so. */
      g_assert_true ((row->tag == TIDE_REFERENCE_UNCHECKED) == g_str_has_suffix (citation, " (not checked)"));
      g_assert_null (strstr (row->words, "better"));
      nmda |= strstr (row->words, "NMDA") != NULL;
    }
  g_assert_true (nmda);
}

static void
expect_fault (const char *text, const char *part)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (tide_studies_parse ("bad.xml", text, -1, &error));
  g_assert_nonnull (error);
  g_assert_true (g_str_has_prefix (error->message, "bad.xml:"));
  g_assert_nonnull (strstr (error->message, part));
}

#define HEAD "<studies version='1' as-of='2026-11-01'>\n"
#define REST "tag='verified' citation='A 1' source='s'"

static void
test_bad_files (void)
{
  expect_fault ("<list/>", "studies");
  expect_fault ("<studies version='1' as-of='soon'/>", "soon");
  expect_fault (HEAD "<note condition='ocd' arm='tea' randomised='1' " REST ">x</note></studies>", "tea");
  expect_fault (HEAD "<note condition='ocd' arm='ssri' " REST ">x</note></studies>", "at least one");
  expect_fault (HEAD "<note condition='ocd' arm='ssri' randomised='-1' " REST ">x</note></studies>",
                "randomised");
  expect_fault (HEAD
                "<note condition='ocd' arm='ssri' randomised='1' tag='sure' citation='A' source='s'>x</note>"
                "</studies>",
                "sure");
  expect_fault (HEAD "<card arm='ssri'><row label='a' " REST "/></card></studies>", "row");
  expect_fault (HEAD "<card arm='ssri'><row " REST ">x</row></card></studies>", "label");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outcome/studies/are-counted-cited-and-dated", test_shipped);
  g_test_add_func ("/outcome/studies/each-row-of-the-card-is-cited", test_card);
  g_test_add_func ("/outcome/studies/a-fault-has-file-line-and-reason", test_bad_files);
  return g_test_run ();
}
