/* test-ledger-sheet.c: the alert ledger on paper: every row, what is open first, the head on every page. */
#include <math.h>
#include <string.h>

#include "fixture-builder.h"
#include "pdf-check.h"
#include "summary-fixtures.h"
#include "tide-ledger-sheet.h"

#define N_LONG 120

typedef struct
{
  SummaryCase *one;
  TideSummaryData page;
  GPtrArray *alerts; /* TideAlert */
  TideLedgerEntry entries[N_LONG];
} Desk;

static void
desk_init (Desk *self)
{
  *self = (Desk){ .one = summary_case_new ("lindqvist") };
  self->page = self->one->data;
  self->page.history = NULL; /* a ledger is nobody's */
  self->alerts = g_ptr_array_new_with_free_func (tide_record_free);
}

static void
desk_clear (Desk *self)
{
  g_ptr_array_unref (self->alerts);
  summary_case_free (self->one);
}

static TideAlert *
add_alert (Desk *self, TideLevel level, const char *raised, const char *action)
{
  TideAlert *alert = tide_alert_new ();
  alert->base.id = self->alerts->len + 1;
  alert->patient_id = 1;
  alert->level = (int) level;
  alert->rule = g_strdup ("A18");
  alert->detail = g_strdup ("Nine doses <in> 30 days: review");
  alert->subject = g_strdup ("doses");
  alert->raised = fixture_instant (raised);
  if (action != NULL)
    {
      alert->resolved = TRUE;
      alert->action = g_strdup (action);
      alert->acted = fixture_instant ("2025-11-20T09:15+01:00");
    }
  const char *who = action != NULL ? "Dr Probe" : NULL;
  self->entries[self->alerts->len] = (TideLedgerEntry){ alert, self->one->history->patient, who };
  g_ptr_array_add (self->alerts, alert);
  return alert;
}

static TideReport *
make (Desk *self)
{
  TideLedgerSheetData data = { &self->page, "All alerts", self->entries, self->alerts->len };
  return tide_ledger_sheet_new (&data);
}

static char *
text_of (TideReport *report, guint page)
{
  g_autofree char *path = pdf_write ("ledger", &report, 1), *text = pdf_text (path, page);
  return pdf_squeeze (text);
}

static void
test_words (gconstpointer paper)
{
  if (!pdf_check_tools ())
    return;
  Desk desk;
  desk_init (&desk);
  desk.page.paper = (TidePaper) GPOINTER_TO_INT (paper);
  add_alert (&desk, TIDE_LEVEL_RED, "2025-11-17T09:05+01:00", NULL);
  add_alert (&desk, TIDE_LEVEL_AMBER, "2025-11-18T10:00+01:00", "called, & safe")->source_amended = TRUE;
  add_alert (&desk, TIDE_LEVEL_YELLOW, "2025-10-01T10:00+02:00", NULL)->historical = TRUE;
  g_autoptr (TideReport) report = make (&desk);
  g_assert_cmpstr (tide_report_get_title (report), ==, "Alert ledger");
  g_autofree char *text = text_of (report, 0);
  static const char *const words[] = { "Alert ledger", "Harbour Street Clinic",
                                       "All alerts",   "3 alerts, 2 open",
                                       "Red",          "Amber",
                                       "Yellow",       "Lindqvist",
                                       "TM-0417",      "1987-03-14",
                                       "17 Nov 2025",  "called, & safe",
                                       "Dr Probe",     "Nobody has acted yet",
                                       "· source",     "· entered",
                                       "2 days",       "<in>",
                                       "Page 1 of 1",  "SYNTHETIC DATA" };
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    check_has (text, words[i]);
  desk_clear (&desk);
}

/* A long ledger: nothing is lost, each page has its head and, at its foot, the clinic and no patient. */
static void
test_pages (void)
{
  if (!pdf_check_tools ())
    return;
  Desk desk;
  desk_init (&desk);
  for (guint i = 0; i < N_LONG; i++)
    {
      g_autofree char *action = g_strdup_printf ("action-%03u", i);
      add_alert (&desk, TIDE_LEVEL_AMBER, "2025-11-18T10:00+01:00", action);
    }
  g_autoptr (TideReport) report = make (&desk);
  guint n = tide_report_get_n_pages (report);
  g_assert_cmpuint (n, >, 2);
  g_autofree char *all = text_of (report, 0);
  for (guint i = 0; i < N_LONG; i++)
    {
      g_autofree char *action = g_strdup_printf ("action-%03u", i);
      check_has (all, action);
    }
  for (guint page = 1; page <= n; page++)
    {
      g_autofree char *text = text_of (report, page);
      g_autofree char *number = g_strdup_printf ("Page %u of %u", page, n);
      check_has (text, number);
      check_has (text, "Alert ledger");
      check_has (text, "Action taken");
      check_has (text, "Harbour Street Clinic");
    }
  desk_clear (&desk);
}

static void
test_empty (void)
{
  if (!pdf_check_tools ())
    return;
  Desk desk;
  desk_init (&desk);
  g_autoptr (TideReport) report = make (&desk);
  g_autofree char *text = text_of (report, 0);
  check_has (text, "No alerts here.");
  check_has (text, "0 alerts, 0 open");
  desk_clear (&desk);
}

/* 17 to 20 Nov is 3 days; answered on the 20th, raised on the 18th, 2, whatever day it is read on. */
static void
test_order_and_age (void)
{
  Desk desk;
  desk_init (&desk);
  TideAlert *answered = add_alert (&desk, TIDE_LEVEL_RED, "2025-11-18T10:00+01:00", "done");
  TideAlert *yellow = add_alert (&desk, TIDE_LEVEL_YELLOW, "2025-01-01T10:00+01:00", NULL);
  TideAlert *young = add_alert (&desk, TIDE_LEVEL_RED, "2025-11-19T10:00+01:00", NULL);
  TideAlert *old = add_alert (&desk, TIDE_LEVEL_RED, "2025-11-17T10:00+01:00", NULL);
  const TideAlert *order[] = { old, young, yellow, answered };
  for (guint i = 0; i + 1 < G_N_ELEMENTS (order); i++)
    {
      g_assert_cmpint (tide_ledger_compare (order[i], order[i + 1]), <, 0);
      g_assert_cmpint (tide_ledger_compare (order[i + 1], order[i]), >, 0);
    }
  TideDate today = tide_date_from_ymd (2025, 11, 20);
  g_assert_cmpint (tide_ledger_get_age (old, today), ==, 3);
  g_assert_cmpint (tide_ledger_get_age (answered, today), ==, 2);
  g_assert_cmpint (tide_ledger_get_age (answered, today + 100), ==, 2);
  desk_clear (&desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  pdf_check_begin ();
  g_test_add_data_func ("/report/ledger/says-age-level-patient-and-action-on-a4",
                        GINT_TO_POINTER (TIDE_PAPER_A4), test_words);
  g_test_add_data_func ("/report/ledger/says-age-level-patient-and-action-on-letter",
                        GINT_TO_POINTER (TIDE_PAPER_LETTER), test_words);
  g_test_add_func ("/report/ledger/loses-no-row-and-repeats-its-head", test_pages);
  g_test_add_func ("/report/ledger/an-empty-one-says-so", test_empty);
  g_test_add_func ("/report/ledger/open-before-answered-highest-then-oldest", test_order_and_age);
  int result = g_test_run ();
  pdf_check_end ();
  return result;
}
