/* test-namesakes.c: a new patient's name is held against those who are here, with the slips that hands make.
 */
#include "tide-clinic-fixture.h"

static void
test_given_names (void)
{
  static const struct
  {
    const char *one, *other;
    gboolean close;
  } cases[] = {
    { "Anna", "Anna", TRUE },
    { "Anna", "ANNA", TRUE },
    { "Anna", "Anne", TRUE },
    { "Jon", "John", TRUE },
    { "Katherine", "Catherine", TRUE },
    { "Katherine", "Kathrine", TRUE },
    { "Brian", "Brain", TRUE },    /* neighbours swapped */
    { "Alex", "Alexander", TRUE }, /* the short form */
    { "J.", "John", FALSE },       /* the dot is a letter like any: two of four */
    { "J", "John", TRUE },
    { "", "John", TRUE },
    { "Jürgen", "Juergen", TRUE },
    { "Félix", "Felix", TRUE },
    { "Ann", "Jan", FALSE },
    { "Mary", "John", FALSE },
    { "Hanna", "Robert", FALSE },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s, %s", cases[i].one, cases[i].other);
      g_assert_cmpint (tide_given_names_are_close (cases[i].one, cases[i].other), ==, cases[i].close);
      g_assert_cmpint (tide_given_names_are_close (cases[i].other, cases[i].one), ==, cases[i].close);
    }
}

static void
test_birth_dates (void)
{
  static const struct
  {
    const char *one, *other;
    gboolean close;
  } cases[] = {
    { "1987-03-14", "1987-03-14", TRUE },  { "1987-03-14", "1987-03-15", TRUE },
    { "1987-03-14", "1978-03-14", TRUE }, /* two figures exchanged */
    { "1987-03-04", "1987-04-03", TRUE }, /* day and month */
    { "1987-03-14", "1988-04-14", FALSE }, { "1987-03-14", "1961-11-02", FALSE },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (
      tide_birth_dates_are_close (test_clinic_date (cases[i].one), test_clinic_date (cases[i].other)), ==,
      cases[i].close);
  /* Two who are both not known are not the same day. */
  g_assert_false (tide_birth_dates_are_close (TIDE_DATE_UNKNOWN, TIDE_DATE_UNKNOWN));
  g_assert_false (tide_birth_dates_are_close (test_clinic_date ("1987-03-14"), TIDE_DATE_UNKNOWN));
}

static GPtrArray *
find (TideClinic *clinic, const char *family, const char *given, const char *birth, guint *n_more)
{
  g_autoptr (TidePatient) patient = tide_patient_new ();
  g_autoptr (GError) error = NULL;
  tide_record_set_text (&patient->family_name, family);
  tide_record_set_text (&patient->given_name, given);
  patient->birth_date = birth != NULL ? test_clinic_date (birth) : TIDE_DATE_UNKNOWN;
  GPtrArray *found = tide_clinic_find_namesakes (clinic, patient, 2, n_more, &error);
  g_assert_no_error (error);
  return found;
}

/* The fixture's patients are all born on 17 May 1980. */
static void
test_in_a_clinic (void)
{
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  guint n_more;
  test_clinic_add_patient (clinic, "T-1", "Brandt", "Félix");
  test_clinic_add_patient (clinic, "T-2", "Brandt", "Rosa");
  test_clinic_add_patient (clinic, "T-3", "Brandtner", "Félix");
  test_clinic_add_patient (clinic, "T-4", "Kaya", "Félix");

  g_autoptr (GPtrArray) name = find (clinic, "brandt", "Felicks", "1950-01-01", &n_more);
  g_assert_cmpuint (name->len, ==, 0); /* three letters off */
  g_autoptr (GPtrArray) close = find (clinic, "brandt", "Felic", "1950-01-01", &n_more);
  g_assert_cmpuint (close->len, ==, 1);
  g_assert_cmpstr (((TidePatientRow *) close->pdata[0])->mrn, ==, "T-1");
  g_autoptr (GPtrArray) birth = find (clinic, "Brandt", "Wilhelmine", "1980-05-11", &n_more);
  g_assert_cmpuint (birth->len, ==, 2);
  g_assert_cmpuint (n_more, ==, 0);
  g_autoptr (GPtrArray) surname = find (clinic, "Brandt", NULL, NULL, &n_more);
  g_assert_cmpuint (surname->len, ==, 2);
  g_autoptr (GPtrArray) nobody = find (clinic, "Lindqvist", "Félix", "1980-05-17", &n_more);
  g_assert_cmpuint (nobody->len, ==, 0);
  g_autoptr (GPtrArray) nameless = find (clinic, NULL, "Félix", "1980-05-17", &n_more);
  g_assert_cmpuint (nameless->len, ==, 0);

  test_clinic_add_patient (clinic, "T-5", "Brandt", "Felix");
  g_autoptr (GPtrArray) three = find (clinic, "Brandt", "F", "1980-05-17", &n_more);
  g_assert_cmpuint (three->len, ==, 2);
  g_assert_cmpuint (n_more, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clinic/namesakes/a-slip-in-a-given-name", test_given_names);
  g_test_add_func ("/clinic/namesakes/a-slip-in-a-birth-date", test_birth_dates);
  g_test_add_func ("/clinic/namesakes/are-found-by-surname-first", test_in_a_clinic);
  return g_test_run ();
}
