/* test-dialog-rests.c: what must not be left over in a dialog: of a hidden field, of another draft, of a
 * reason whose cause is gone, of a question that was answered. */

#include <adwaita.h>
#include <math.h>

#include "app-fixture.h"
#include "form-desk.h"

/* --- hidden fields --- */

static void
a_hidden_field_is_not_of_the_record (void)
{
  FormDesk desk = { 0 };
  g_autoptr (GPtrArray) list = NULL;
  const TideCourse *course;

  form_fixture_init (&desk.fixture);
  form_desk_open (&desk, "course");
  form_desk_enter (&desk, "arm", "ketamine");
  form_desk_enter (&desk, "route", "iv");
  form_desk_enter (&desk, "planned_sessions", "6");
  form_desk_enter (&desk, "referrer", "Dr. Sand");
  form_desk_enter (&desk, "self_referred", "1");
  form_desk_enter (&desk, "arm", "ssri");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (form_desk_field (&desk, "route"))));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (form_desk_field (&desk, "planned_sessions"))));
  form_desk_enter (&desk, "agent", "Sertraline");
  form_desk_assert_saved (&desk);
  course = form_desk_last_of (&desk, &tide_course_class, &list);
  g_assert_cmpint (course->route, ==, 0);
  g_assert_cmpint (course->planned_sessions, ==, TIDE_INTEGER_UNKNOWN);
  g_assert_cmpstr (course->referrer, ==, "self");
  form_fixture_clear (&desk.fixture);
}

/* Shown again, what was typed is there again. */
static void
what_was_hidden_by_a_slip_comes_back (void)
{
  FormDesk desk = { 0 };
  g_autoptr (GPtrArray) list = NULL;
  const TideAllergy *allergy;

  form_fixture_init (&desk.fixture);
  form_desk_open (&desk, "allergy");
  form_desk_enter (&desk, "substance", "penicillin");
  form_desk_enter (&desk, "severity", "severe");
  form_desk_enter (&desk, "none_known", "1");
  g_assert_null (((TideAllergy *) tide_form_dialog_get_record (desk.dialog))->substance);
  form_desk_enter (&desk, "none_known", "0");
  form_desk_assert_saved (&desk);
  allergy = form_desk_last_of (&desk, &tide_allergy_class, &list);
  g_assert_cmpstr (allergy->substance, ==, "penicillin");
  g_assert_cmpint (allergy->severity, !=, 0);
  form_fixture_clear (&desk.fixture);
}

int
main (int argc, char **argv)
{
  app_fixture_init (&argc, &argv);
  g_test_add_func ("/dialog-rests/a-hidden-field-is-not-of-the-record", a_hidden_field_is_not_of_the_record);
  g_test_add_func ("/dialog-rests/what-was-hidden-by-a-slip-comes-back",
                   what_was_hidden_by_a_slip_comes_back);
  return g_test_run ();
}
