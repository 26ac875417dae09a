/* test-eligibility-sheet.c: the eligibility list on paper says what the list says, and who signed it. */
#include <math.h>
#include <string.h>

#include "fixture-builder.h"
#include "pdf-check.h"
#include "summary-fixtures.h"
#include "tide-eligibility-sheet.h"

typedef struct
{
  SummaryCase *one;
  TideSafetyRules *rules;
  TideEligibility *list;
  TideEligibilitySheetData data;
} Desk;

static void
desk_init (Desk *self, TideArm arm)
{
  self->one = summary_case_new ("lindqvist");
  self->rules = tide_safety_rules_new ();
  TideSafetyCase subject = { .history = self->one->history,
                             .library = self->one->library,
                             .thresholds = self->one->thresholds,
                             .rules = self->rules,
                             .target = "ybocs",
                             .now = self->one->data.now };
  TideProposal proposal = { .arm = (int) arm };
  self->list = tide_eligibility_compute (&subject, &proposal, tide_instant_get_date (subject.now));
  self->data = (TideEligibilitySheetData){ &self->one->data, self->list, "Ketamine <IV>, no course yet", 0,
                                           "Two signatures before a first dose." };
}

static void
desk_clear (Desk *self)
{
  tide_eligibility_free (self->list);
  tide_safety_rules_free (self->rules);
  summary_case_free (self->one);
}

static void
add_decision (Desk *self, const char *reason)
{
  TideStaff *person = tide_staff_new ();
  person->base.id = 900;
  tide_record_set_text (&person->name, "Dr Probe Signer");
  g_ptr_array_add (self->one->history->staff, person);
  TideEligibilityDecision *decision = tide_eligibility_decision_new ();
  decision->base.id = 901 + self->one->history->decisions->len;
  decision->arm = self->list->arm;
  decision->verdict = tide_code_from_text (tide_verdict_codes, "eligible");
  decision->computed = tide_code_from_text (tide_verdict_codes, "needs_review");
  decision->staff_id = 900;
  decision->taken = fixture_instant ("2025-11-19T14:05+01:00");
  decision->entered = fixture_instant ("2025-11-21T08:16+01:00");
  tide_record_set_text (&decision->reason, reason);
  g_ptr_array_add (self->one->history->decisions, decision);
}

static void
test_words (gconstpointer paper)
{
  if (!pdf_check_tools ())
    return;
  Desk desk;
  desk_init (&desk, TIDE_ARM_KETAMINE);
  add_decision (&desk, "asks her brother");
  desk.one->data.paper = (TidePaper) GPOINTER_TO_INT (paper);
  g_autoptr (TideReport) report = tide_eligibility_sheet_new (&desk.data);
  g_assert_cmpstr (tide_report_get_title (report), ==, "Eligibility list"); /* queues are read by others */
  g_autofree char *text = pdf_text_of (report);
  static const char *const words[] = { "Eligibility list",
                                       "Harbour Street Clinic",
                                       "Lindqvist, Hanna",
                                       "TM-0417",
                                       "born 1987-03-14",
                                       "Ketamine <IV>, no course yet",
                                       "A list, not a recommendation.",
                                       "Not known",
                                       "To review",
                                       "Two signatures before a first dose.",
                                       "Dr Probe Signer",
                                       "19 Nov 2025",
                                       "14:05",
                                       "Entered",
                                       "21 Nov 2025",
                                       "08:16",
                                       "Eligible",
                                       "Needs review",
                                       "asks her brother",
                                       "Signature",
                                       "Page 1 of",
                                       "SYNTHETIC DATA" };
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    check_has (text, words[i]);
  desk_clear (&desk);
}

/* Cells wrap beside each other, so that a title is looked for by its first word. */
static void
test_every_item (void)
{
  if (!pdf_check_tools ())
    return;
  Desk desk;
  desk_init (&desk, TIDE_ARM_KETAMINE);
  g_autoptr (TideReport) report = tide_eligibility_sheet_new (&desk.data);
  g_autofree char *text = pdf_text_of (report);
  g_assert_cmpuint (desk.list->items->len, >, 8);
  for (guint i = 0; i < desk.list->items->len; i++)
    {
      const TideEligibilityItem *item = desk.list->items->pdata[i];
      g_auto (GStrv) title = g_strsplit (item->title, " ", 2);
      check_has (text, title[0]);
    }
  check_has (text, "Nobody has decided yet.");
  g_assert_true (strstr (text, "Not known Screening") < strstr (text, "OK Indication")); /* open ones first */
  desk_clear (&desk);
}

/* A decision about another treatment does not stand on this list. */
static void
test_other_treatment (void)
{
  if (!pdf_check_tools ())
    return;
  Desk desk;
  desk_init (&desk, TIDE_ARM_KETAMINE);
  add_decision (&desk, "for the other one");
  ((TideEligibilityDecision *) desk.one->history->decisions->pdata[0])->arm = TIDE_ARM_SSRI;
  g_autoptr (TideReport) report = tide_eligibility_sheet_new (&desk.data);
  g_autofree char *text = pdf_text_of (report);
  g_assert_null (strstr (text, "for the other one"));
  desk_clear (&desk);
}

/* Sixty decisions go over several pages: the patient stands on each, the signature on the last. */
static void
test_long (void)
{
  if (!pdf_check_tools ())
    return;
  Desk desk;
  desk_init (&desk, TIDE_ARM_KETAMINE);
  for (guint i = 0; i < 60; i++)
    add_decision (&desk,
                  "A reason that is long enough to take more than a single line of its narrow column.");
  g_autoptr (TideReport) report = tide_eligibility_sheet_new (&desk.data);
  guint n = tide_report_get_n_pages (report);
  g_assert_cmpuint (n, >, 1);
  TideReport *only = report;
  g_autofree char *path = pdf_write ("long", &only, 1);
  double width, height;
  tide_paper_get_size (tide_report_get_paper (report), &width, &height);
  for (guint page = 0; page < n; page++)
    {
      g_autofree char *text = pdf_text (path, page + 1);
      check_has (text, "Lindqvist");
      g_assert_cmpint (strstr (text, "Signature") != NULL, ==, page == n - 1);
    }
  desk_clear (&desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  pdf_check_begin ();
  g_test_add_data_func ("/report/eligibility/says-what-the-list-says-on-a4", GINT_TO_POINTER (TIDE_PAPER_A4),
                        test_words);
  g_test_add_data_func ("/report/eligibility/says-what-the-list-says-on-letter",
                        GINT_TO_POINTER (TIDE_PAPER_LETTER), test_words);
  g_test_add_func ("/report/eligibility/every-item-open-ones-first", test_every_item);
  g_test_add_func ("/report/eligibility/decisions-of-this-treatment-only", test_other_treatment);
  g_test_add_func ("/report/eligibility/goes-over-pages-with-the-signature-last", test_long);
  int result = g_test_run ();
  pdf_check_end ();
  return result;
}
