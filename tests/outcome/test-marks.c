/* test-marks.c: attribution marks (clinical.md 3.4 and 3.6, F19, F62, N06): when each letter stands, and when
 * not. */
#include <glib.h>

#include "outcome-check.h"

static FixtureBuilder b;

static TideCourse *
begin (TideArm arm, const char *agent, const char *start)
{
  fixture_begin (&b, outcome_library (), "TM-1", "Test", "Person", "1980-01-01", TIDE_SEX_UNKNOWN);
  return fixture_add_course (&b, arm, agent, start);
}

/* Finishes the history and compares the letters of all visits of @instrument_id. */
static void
assert_letters (const char *instrument_id, const char *const *letters)
{
  g_autoptr (TideHistory) history = fixture_end (&b);
  g_autoptr (TideOutcome) outcome = outcome_of (history, instrument_id, NULL);
  for (guint i = 0; i < outcome->n_visits; i++)
    {
      g_autofree char *found = outcome_dup_letters (outcome->visits[i].marks);
      g_test_message ("visit %u", i);
      g_assert_nonnull (letters[i]);
      g_assert_cmpstr (found, ==, letters[i]);
    }
  g_assert_null (letters[outcome->n_visits]);
}

static void
test_recall_ends_on_day_seven (void)
{
  TideCourse *course = begin (TIDE_ARM_KETAMINE, "ketamine", "2025-03-10");
  fixture_add_session (&b, course, "2025-03-10T11:00", TIDE_SESSION_HELD);
  fixture_add_ybocs (&b, "2025-03-09T09:00", 28);
  fixture_add_ybocs (&b, "2025-03-10T15:00", 20);
  fixture_add_ybocs (&b, "2025-03-16T18:00", 20);
  fixture_add_ybocs (&b, "2025-03-17T08:00", 20); /* day 7, although 3 hours short by the clock */
  assert_letters ("ybocs", (const char *[]){ "", "R", "R", "", NULL });
}

static void
test_recall_follows_the_instrument (void)
{
  TideCourse *course = begin (TIDE_ARM_KETAMINE, "ketamine", "2025-03-10");
  fixture_add_session (&b, course, "2025-03-10T11:00", TIDE_SESSION_HELD);
  fixture_add_phq9 (&b, "2025-03-09T09:00", 18, 0);
  fixture_add_phq9 (&b, "2025-03-23T09:00", 10, 0); /* day 13 of a fortnight's scale */
  fixture_add_phq9 (&b, "2025-03-24T09:00", 10, 0);
  assert_letters ("phq9", (const char *[]){ "", "R", "", NULL });
}

static void
test_recall_after_a_dose_step (void)
{
  TideCourse *course = begin (TIDE_ARM_SSRI, "sertraline", "2024-01-01");
  fixture_add_step (&b, course, "2024-01-01", 200);
  fixture_add_step (&b, course, "2024-10-01", 150);
  fixture_add_ybocs (&b, "2023-12-31T09:00", 28);
  fixture_add_ybocs (&b, "2024-10-01T09:00", 20); /* the visit at which it was changed */
  fixture_add_ybocs (&b, "2024-10-07T09:00", 20);
  fixture_add_ybocs (&b, "2024-10-08T09:00", 20);
  assert_letters ("ybocs", (const char *[]){ "", "", "R", "", NULL });
}

static void
test_carry_over_into_a_new_arm (void)
{
  TideCourse *ketamine = begin (TIDE_ARM_KETAMINE, "ketamine", "2024-01-08");
  fixture_add_session (&b, ketamine, "2024-01-08T11:00", TIDE_SESSION_HELD);
  fixture_add_session (&b, ketamine, "2024-03-11T11:00", TIDE_SESSION_HELD);
  fixture_add_course (&b, TIDE_ARM_CBT, "ERP", "2024-03-25");
  fixture_add_ybocs (&b, "2024-01-07T09:00", 28);
  fixture_add_ybocs (&b, "2024-02-01T09:00", 20); /* ketamine alone: its own effect, no carry-over */
  fixture_add_ybocs (&b, "2024-03-25T09:00", 19); /* the ERP baseline is itself marked */
  fixture_add_ybocs (&b, "2024-04-08T09:00", 18); /* day 28 */
  fixture_add_ybocs (&b, "2024-04-09T09:00", 18);
  assert_letters ("ybocs", (const char *[]){ "", "", "C", "C", "", NULL });
}

static void
test_overlap_of_a_taper (void)
{
  /* Sertraline is tapered while ketamine begins: two treatments at once. */
  TideCourse *ssri = begin (TIDE_ARM_SSRI, "sertraline", "2023-01-16");
  ssri->ended_on = fixture_date ("2024-02-19");
  fixture_add_step (&b, ssri, "2023-01-16", 200);
  fixture_add_step (&b, ssri, "2024-02-05", 100);
  TideCourse *ketamine = fixture_add_course (&b, TIDE_ARM_KETAMINE, "ketamine", "2024-02-05");
  fixture_add_session (&b, ketamine, "2024-02-05T11:00", TIDE_SESSION_HELD);
  fixture_add_ybocs (&b, "2024-02-05T09:00", 27);
  fixture_add_ybocs (&b, "2024-02-19T09:00", 18);
  fixture_add_ybocs (&b, "2024-02-20T09:00", 18);
  assert_letters ("ybocs", (const char *[]){ "O", "O", "", NULL });
}

static void
test_a_stable_dose_is_background (void)
{
  TideCourse *ssri = begin (TIDE_ARM_SSRI, "sertraline", "2023-01-16");
  fixture_add_step (&b, ssri, "2023-01-16", 200);
  TideCourse *ketamine = fixture_add_course (&b, TIDE_ARM_KETAMINE, "ketamine", "2024-02-05");
  fixture_add_session (&b, ketamine, "2024-02-05T11:00", TIDE_SESSION_HELD);
  fixture_add_ybocs (&b, "2024-02-05T09:00", 27);
  fixture_add_ybocs (&b, "2024-02-19T09:00", 18);
  assert_letters ("ybocs", (const char *[]){ "", "", NULL });
}

static void
test_a_dose_of_fifty_five_days_is_no_background (void)
{
  TideCourse *ssri = begin (TIDE_ARM_SSRI, "sertraline", "2023-01-16");
  fixture_add_step (&b, ssri, "2023-01-16", 100);
  fixture_add_step (&b, ssri, "2023-12-12", 200);
  TideCourse *ketamine = fixture_add_course (&b, TIDE_ARM_KETAMINE, "ketamine", "2024-02-05");
  fixture_add_session (&b, ketamine, "2024-02-05T11:00", TIDE_SESSION_HELD);
  fixture_add_ybocs (&b, "2024-02-19T09:00", 18);
  /* Both run on: an arm of its own, "Ketamine + SSRI", and what it did is no overlap (clinical.md 3.6). */
  g_autoptr (TideHistory) history = fixture_end (&b);
  g_autoptr (TideOutcome) outcome = outcome_of (history, "ybocs", NULL);
  g_assert_cmpuint (outcome->n_courses, ==, 2);
  g_assert_cmpuint (outcome->courses[1].with->len, ==, 1);
  g_assert_true (outcome->courses[1].with->pdata[0] == ssri);
  g_assert_cmpuint (outcome->visits[0].marks & TIDE_MARK_OVERLAP, ==, 0);
}

static void
test_dose_still_rising (void)
{
  TideCourse *course = begin (TIDE_ARM_SSRI, "sertraline", "2024-01-01");
  fixture_add_step (&b, course, "2024-01-01", 50);
  fixture_add_step (&b, course, "2024-02-01", 100);
  fixture_add_step (&b, course, "2024-03-01", 150);
  fixture_add_ybocs (&b, "2023-12-31T09:00", 28);
  fixture_add_ybocs (&b, "2024-01-20T09:00", 27); /* "too early" says it already */
  fixture_add_ybocs (&b, "2024-02-20T09:00", 18); /* a response before the target dose */
  fixture_add_ybocs (&b, "2024-05-01T09:00", 18);
  assert_letters ("ybocs", (const char *[]){ "", "", "D", "", NULL });
}

static void
test_a_changed_rater_or_mode (void)
{
  begin (TIDE_ARM_CBT, "ERP", "2024-01-01");
  fixture_add_ybocs (&b, "2023-12-31T09:00", 28);
  fixture_add_ybocs (&b, "2024-02-01T09:00", 27)->contact = tide_code_from_text (tide_contact_codes, "phone");
  fixture_add_ybocs (&b, "2024-02-08T09:00", 27)->rater_type = TIDE_RATER_SELF;
  fixture_add_ybocs (&b, "2024-02-15T09:00", 27)->rater_id = 999;
  fixture_add_ybocs (&b, "2024-02-22T09:00", 27)->contact = 0; /* unknown is not different */
  TideAssessmentData *unknown = fixture_add_ybocs (&b, "2024-02-29T09:00", 27);
  unknown->rater_id = 0;
  unknown->rater_type = 0;
  tide_record_set_text (&fixture_add_ybocs (&b, "2024-03-07T09:00", 27)->instrument_version, "0-other");
  assert_letters ("ybocs", (const char *[]){ "", "M", "M", "M", "", "", "M", NULL });
}

static void
test_prorated_and_total_only (void)
{
  begin (TIDE_ARM_CBT, "ERP", "2024-01-01");
  fixture_add_total (&b, "ybocs", "2023-12-31T09:00", 28);
  tide_record_set_text (&fixture_add_ybocs (&b, "2024-02-01T09:00", 27)->scores, "total=27~");
  g_autoptr (TideHistory) history = fixture_end (&b);
  g_autoptr (TideOutcome) outcome = outcome_of (history, "ybocs", NULL);
  g_assert_true (outcome->visits[0].marks & TIDE_MARK_TOTAL_ONLY);
  g_assert_true (outcome->visits[1].marks & TIDE_MARK_PRORATED);
}

static void
test_low_baseline (void)
{
  begin (TIDE_ARM_CBT, "ERP", "2024-01-01");
  fixture_add_ybocs (&b, "2023-12-31T09:00", 15);
  fixture_add_ybocs (&b, "2024-02-01T09:00", 14);
  g_autoptr (TideHistory) history = fixture_end (&b);
  g_autoptr (TideOutcome) outcome = outcome_of (history, "ybocs", NULL);
  g_assert_true (outcome->visits[0].marks & TIDE_MARK_LOW_BASELINE);
  g_assert_true (outcome->visits[1].marks & TIDE_MARK_LOW_BASELINE);
}

static void
test_the_window_of_the_cgi (void)
{
  for (int distance = 0; distance <= 4; distance++)
    {
      begin (TIDE_ARM_CBT, "ERP", "2024-01-01");
      fixture_add_ybocs (&b, "2023-12-31T09:00", 28);
      fixture_add_ybocs (&b, "2024-02-10T09:00", 17);
      g_autofree char *day = tide_date_to_iso (fixture_date ("2024-02-10") + distance);
      fixture_add_single (&b, "cgii", day, 4);
      g_autoptr (TideHistory) history = fixture_end (&b);
      g_autoptr (TideOutcome) outcome = outcome_of (history, "ybocs", NULL);
      g_assert_cmpint (outcome->visits[1].cgi_i, ==, distance <= 3 ? 4 : 0);
      g_assert_cmpint (outcome->visits[1].state, ==,
                       distance <= 3 ? TIDE_STATE_NO_RESPONSE : TIDE_STATE_RESPONSE);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outcome/recall/ends-on-day-seven", test_recall_ends_on_day_seven);
  g_test_add_func ("/outcome/recall/follows-the-instrument", test_recall_follows_the_instrument);
  g_test_add_func ("/outcome/recall/after-a-dose-step", test_recall_after_a_dose_step);
  g_test_add_func ("/outcome/carry-over/into-a-new-arm", test_carry_over_into_a_new_arm);
  g_test_add_func ("/outcome/overlap/of-a-taper", test_overlap_of_a_taper);
  g_test_add_func ("/outcome/overlap/a-stable-dose-is-background", test_a_stable_dose_is_background);
  g_test_add_func ("/outcome/overlap/fifty-five-days-are-no-background",
                   test_a_dose_of_fifty_five_days_is_no_background);
  g_test_add_func ("/outcome/dose/still-rising", test_dose_still_rising);
  g_test_add_func ("/outcome/mode/a-changed-rater-or-contact", test_a_changed_rater_or_mode);
  g_test_add_func ("/outcome/marks/prorated-and-total-only", test_prorated_and_total_only);
  g_test_add_func ("/outcome/marks/low-baseline", test_low_baseline);
  g_test_add_func ("/outcome/cgi/within-three-days", test_the_window_of_the_cgi);
  return g_test_run ();
}
