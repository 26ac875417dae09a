/* test-worked-examples.c: every worked example of clinical.md section 2, typed here independently of the
 * scale files, so that a file and its own examples cannot be wrong together.
 */
#include "scale-check.h"

#define U TIDE_SEX_UNKNOWN

static void
test_ybocs (void)
{
  scale_check ("ybocs", U, "3,3,2,3,3,3,2,3,2,3",
               "obsessions=14; compulsions=13; total=27; goodman:severe; storch:moderate-severe");
  scale_check ("ybocs", U, "1,1,2,0,1,2,1,1,2,1",
               "obsessions=5; compulsions=7; total=12; goodman:mild; storch:mild");
  scale_check ("ybocs", U, "4,3,-,3,4,3,3,2,2,3",
               "obsessions=!; compulsions=13; total=!; goodman:none; storch:none");
  scale_check ("ybocs", U, "2,2,1,1,2,2,1,2,1,1",
               "obsessions=8; compulsions=7; total=15; goodman:mild; storch:moderate");
}

static void
test_phq9 (void)
{
  scale_check ("phq9", U, "3,3,2,3,1,2,2,1,1", "total=18; severity:moderately severe; A4@amber:9");
  scale_check ("phq9", U, "1,0,1,1,0,0,1,0,0", "total=4; severity:minimal");
  scale_check ("phq9", U, "2,2,-,3,1,2,1,0,0", "total=12~; severity:moderate");
  scale_check ("phq9", U, "2,2,-,3,-,2,-,0,2", "total=!; severity:none; A4@red:9");
  scale_check ("phq9", U, "2,1,2,2,1,1,1,0,-", "total=11~; severity:moderate; A7@yellow:9");
}

static void
test_cgi (void)
{
  scale_check ("cgis", U, "5", "total=5; severity:markedly ill");
  scale_check ("cgis", U, "2", "total=2; severity:borderline ill");
  scale_check ("cgis", U, "0", "total=!; severity:none");
  scale_check ("cgis", U, "-", "total=!; severity:none");
  scale_check ("cgii", U, "2", "total=2; improvement:much improved");
  scale_check ("cgii", U, "6", "total=6; improvement:much worse");
  scale_check ("cgii", U, "-", "total=!; improvement:none");
}

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/instrument/worked-examples/ybocs", test_ybocs);
  g_test_add_func ("/instrument/worked-examples/phq9", test_phq9);
  g_test_add_func ("/instrument/worked-examples/cgi", test_cgi);
  result = g_test_run ();
  scale_library_done ();
  return result;
}
