/* test-schedule.c: what a course's schedule must say, and the order of what is due. */
#include <glib.h>
#include <math.h>

#include "fault-check.h"
#include "tide-schedule.h"

static TideSchedule *
new_schedule (TideScheduleRule rule)
{
  TideSchedule *schedule = tide_schedule_new ();
  schedule->patient_id = schedule->course_id = 1;
  schedule->rule = (int) rule;
  tide_record_set_text (&schedule->instrument, "madrs");
  return schedule;
}

static void
test_each_rule_needs_its_numbers (void)
{
  g_autoptr (TideSchedule) schedule = new_schedule (TIDE_SCHEDULE_UNKNOWN);
  ASSERT_FAULTS (tide_schedule_find_faults (schedule, collect, said), "rule is required");
  schedule->inactive = TRUE; /* "not asked here" needs no rule */
  ASSERT_FAULTS (tide_schedule_find_faults (schedule, collect, said), "");
  schedule->inactive = FALSE;
  schedule->rule = TIDE_SCHEDULE_EVERY;
  ASSERT_FAULTS (tide_schedule_find_faults (schedule, collect, said),
                 "from_days is required; every_days is required");
  schedule->from_days = 0;
  schedule->every_days = 14;
  ASSERT_FAULTS (tide_schedule_find_faults (schedule, collect, said), "");
  schedule->session_number = 1;
  ASSERT_FAULTS (tide_schedule_find_faults (schedule, collect, said),
                 "session_number belongs to a rule after a session");
}

static void
test_windows_have_a_length (void)
{
  g_autoptr (TideSchedule) schedule = new_schedule (TIDE_SCHEDULE_AFTER_SESSION);
  schedule->from_days = 1;
  ASSERT_FAULTS (tide_schedule_find_faults (schedule, collect, said), "");
  schedule->until_days = 1.5;
  ASSERT_FAULTS (tide_schedule_find_faults (schedule, collect, said), "");
  schedule->until_days = 1;
  ASSERT_FAULTS (tide_schedule_find_faults (schedule, collect, said),
                 "until_days is not after the start of the window");
  schedule->rule = TIDE_SCHEDULE_BEFORE_SESSION;
  schedule->until_days = 2;
  ASSERT_FAULTS (tide_schedule_find_faults (schedule, collect, said),
                 "until_days ends with the session by itself");
}

static void
test_due_order (void)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) tide_due_free);
  g_ptr_array_add (rows, tide_due_new (TIDE_DUE_REVIEW, "urinary", 200, G_MAXINT64));
  g_ptr_array_add (rows, tide_due_new (TIDE_DUE_RATING, "ybocs", 200, G_MAXINT64));
  g_ptr_array_add (rows, tide_due_new (TIDE_DUE_RATING, "cgis", 200, G_MAXINT64));
  g_ptr_array_add (rows, tide_due_new (TIDE_DUE_CONSENT, NULL, 100, G_MAXINT64));
  g_ptr_array_sort (rows, tide_due_compare);
  static const char *const expected[] = { "", "cgis", "ybocs", "urinary" };
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpstr (((TideDue *) rows->pdata[i])->subject, ==, expected[i]);
  for (int kind = 1; kind < TIDE_N_DUE_KINDS; kind++)
    g_assert_nonnull (tide_due_kind_codes[kind]);
  g_assert_null (tide_due_kind_codes[TIDE_N_DUE_KINDS]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record/schedule/each-rule-needs-its-numbers", test_each_rule_needs_its_numbers);
  g_test_add_func ("/record/schedule/windows-have-a-length", test_windows_have_a_length);
  g_test_add_func ("/record/schedule/due-has-one-order", test_due_order);
  return g_test_run ();
}
