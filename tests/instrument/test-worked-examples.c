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

static void
test_ybocs2 (void)
{
  scale_check ("ybocs2", U, "4,3,4,3,4,4,3,4,3,4",
               "obsessions=18; compulsions=18; total=36; severity:severe");
  scale_check ("ybocs2", U, "1,2,1,1,2,2,1,1,2,1",
               "obsessions=7; compulsions=7; total=14; severity:non-/subclinical");
  scale_check ("ybocs2", U, "3,-,3,3,2,3,3,2,2,3", "total=!; severity:none");
}

static void
test_cybocs (void)
{
  /* Sums and bands as the adult form (clinical.md 1.1). */
  scale_check ("cybocs", U, "3,3,2,3,3,3,2,3,2,3", "obsessions=14; compulsions=13; total=27; goodman:severe");
  scale_check ("cybocs", U, "4,3,-,3,4,3,3,2,2,3", "obsessions=!; compulsions=13; total=!");
}

static void
test_ocir (void)
{
  scale_check (
    "ocir", U, "1,3,2,0,4,3,0,3,1,0,4,3,1,2,2,0,4,3",
    "hoarding=2; checking=8; ordering=5; neutralising=0; washing=12; obsessing=9; total=36; ocd15=34; "
    "cutoff:positive; benchmark:severe");
  scale_check (
    "ocir", U, "0,1,1,0,0,2,0,1,0,0,1,1,0,1,1,0,0,1",
    "hoarding=0; checking=3; ordering=2; neutralising=0; washing=1; obsessing=4; total=10; ocd15=10; "
    "cutoff:negative; benchmark:mild");
  scale_check ("ocir", U, "1,3,2,0,4,3,0,3,1,0,-,3,1,2,2,0,4,3",
               "hoarding=2; checking=8; ordering=5; neutralising=0; washing=!; obsessing=9; total=!");
}

static void
test_gad7 (void)
{
  scale_check ("gad7", U, "3,3,3,2,2,2,1", "total=16; severity:severe");
  scale_check ("gad7", U, "1,1,0,1,0,1,0", "total=4; severity:minimal");
  scale_check ("gad7", U, "2,2,-,2,1,1,1", "total=11~; severity:moderate");
  scale_check ("gad7", U, "2,-,-,2,1,1,1", "total=!");
}

static void
test_madrs (void)
{
  scale_check ("madrs", U, "4,4,3,4,3,4,4,4,3,2", "total=35; severity:severe; A5@amber:10");
  scale_check ("madrs", U, "1,1,1,2,0,1,1,1,1,0", "total=9; severity:mild");
  scale_check ("madrs", U, "4,5,3,-,2,4,4,4,4,5", "total=!; A5@red:10");
  scale_check ("madrs", U, "0,0,0,0,0,0,0,0,0,1",
               "total=1; A5@yellow:10"); /* section 8: 1 yellow, 2-3 amber */
  scale_check ("madrs", U, "0,0,0,0,0,0,0,0,0,3", "total=3; A5@amber:10");
}

static void
test_hamd17 (void)
{
  scale_check ("hamd17", U, "3,2,1,2,1,1,3,1,1,2,2,1,1,1,1,1,0",
               "total=24; zimmerman:severe; apa:very severe; A5@amber:3");
  scale_check ("hamd17", U, "1,0,0,1,0,0,1,0,0,1,1,0,1,0,0,3,0", "total=6; zimmerman:none; apa:none");
  scale_check ("hamd17", U, "3,2,1,2,-,1,3,1,1,2,2,1,1,1,1,1,0", "total=!; A5@amber:3");
  scale_check ("hamd17", U, "3,2,0,2,1,1,3,1,1,2,2,1,1,1,1,1,0",
               "total=23; zimmerman:moderate; apa:very severe");
  scale_check ("hamd17", U, "0,0,3,0,0,0,0,0,0,0,0,0,0,0,0,0,0", "total=3; A5@red:3");
}

static void
test_qids (void)
{
  scale_check (
    "qids_sr16", U, "2,3,1,0,2,1,-,2,-,2,1,1,2,2,0,1",
    "sleep=3; mood=2; appetite_weight=2; concentration=2; self_view=1; suicide=1; interest=2; energy=2; "
    "psychomotor=1; total=16; severity:severe; A5@amber:12");
  scale_check (
    "qids_sr16", U, "1,0,0,0,1,0,-,0,-,1,0,0,0,1,0,0",
    "sleep=1; mood=1; appetite_weight=0; concentration=1; self_view=0; suicide=0; interest=0; energy=1; "
    "psychomotor=0; total=4; severity:none");
  scale_check ("qids_sr16", U, "2,3,1,0,2,1,-,2,-,-,1,1,2,2,0,1", "concentration=!; total=!; A5@amber:12");
  scale_check (
    "qids_sr16", U, "0,1,0,3,3,-,2,-,1,2,3,2,3,3,1,2",
    "sleep=3; mood=3; appetite_weight=2; concentration=2; self_view=3; suicide=2; interest=3; energy=3; "
    "psychomotor=2; total=23; severity:very severe; A5@red:12");
  /* A hole in a domain whose highest answer is known is a hole all the same. */
  scale_check ("qids_sr16", U, "3,-,1,0,2,1,-,2,-,2,1,0,2,2,0,1", "sleep=!; total=!");
  scale_check ("qids_sr16", U, "3,1,1,0,2,-,-,2,-,2,1,0,2,2,0,1", "appetite_weight=!; total=!");
}

static void
test_pcl5 (void)
{
  scale_check ("pcl5", U, "3,3,2,3,3,3,2,1,3,2,3,2,3,2,2,1,3,3,2,3",
               "b=14; c=5; d=16; e=14; total=49; provisional=1; cutpoint:at or above the cut-point; "
               "cutpoint31:at or above the cut-point");
  scale_check ("pcl5", U, "1,1,0,1,1,1,0,0,1,1,1,1,0,0,1,0,1,1,1,1",
               "b=4; c=1; d=4; e=5; total=14; provisional=0; cutpoint:below the cut-point; "
               "cutpoint31:below the cut-point");
  scale_check ("pcl5", U, "3,3,2,3,3,3,2,-,3,2,3,2,3,2,2,1,3,3,2,3",
               "b=14; c=5; d=!; e=14; total=!; provisional=1");
  scale_check ("pcl5", U, "2,2,2,2,2,1,1,2,2,2,2,2,2,2,2,0,2,2,2,2",
               "b=10; c=2; d=14; e=10; total=36; provisional=0");
  /* Section 1.9: risk taking of 3 prompts a risk check; missing it is not assessed. */
  scale_check ("pcl5", U, "0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,3,0,0,0,0", "total=3; PCL5-16@yellow:16");
  scale_check ("pcl5", U, "0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,-,0,0,0,0", "total=!; provisional=0; A7@yellow:16");
}

static void
test_lsas (void)
{
  scale_check (
    "lsas", U,
    "2,1,1,1,2,3,2,2,1,2,2,2,1,2,3,3,2,2,1,3,2,1,2,2,1,1,0,1,2,3,2,1,1,1,2,2,1,1,3,3,1,2,1,3,2,1,2,2",
    "fear=45; fear_performance=24; fear_social=21; avoidance=39; avoidance_performance=19; "
    "avoidance_social=20; total=84; severity:severe");
  scale_check (
    "lsas", U,
    "0,0,0,0,1,2,1,0,0,1,1,1,0,0,2,1,1,1,0,2,0,0,0,0,0,0,0,0,0,2,0,0,0,0,1,0,0,0,1,1,0,0,0,1,0,0,0,0",
    "fear=14; fear_performance=6; fear_social=8; avoidance=6; avoidance_performance=4; avoidance_social=2; "
    "total=20; severity:below threshold");
  scale_check (
    "lsas", U,
    "2,1,1,1,2,3,2,2,1,2,-,2,1,2,3,3,2,2,1,3,2,1,2,2,1,1,0,1,2,3,2,1,1,1,2,2,1,1,3,3,1,2,1,3,2,1,2,2",
    "fear=!; fear_performance=24; fear_social=!; avoidance=39; total=!");
}

static void
test_ymrs (void)
{
  scale_check ("ymrs", U, "2,2,1,2,4,4,2,4,2,1,2", "total=26; severity:severe; A11@red:total");
  scale_check ("ymrs", U, "0,1,0,1,0,2,0,0,0,0,0", "total=4; severity:not manic");
  /* 24 from ten items: the switch alert is certain though the total is invalid. */
  scale_check ("ymrs", U, "2,2,1,-,4,4,2,4,2,1,2", "total=!; A11@red:total");
  scale_check ("ymrs", U, "2,1,0,1,2,2,1,2,0,0,1", "total=12; severity:hypomanic range; A11@amber:total");
  scale_check ("ymrs", U, "2,1,0,-,2,2,1,2,0,0,1", "total=!"); /* 11 + 0..4: not certain */
}

static void
test_cadss (void)
{
  scale_check ("cadss", U, "3,2,1,1,2,3,2,0,1,0,1,2,0,1,2,2,1,1,1,0,0,1,0",
               "depersonalisation=9; derealisation=14; amnesia=4; total=27; cadss6=13; "
               "dissociation:dissociation present");
  scale_check (
    "cadss", U, "1,0,0,0,0,1,0,0,0,0,0,1,0,0,0,0,1,0,0,0,0,0,0",
    "depersonalisation=1; derealisation=3; amnesia=0; total=4; cadss6=2; dissociation:no dissociation");
  scale_check ("cadss", U, "3,2,1,1,2,3,2,0,1,0,1,2,0,1,-,2,1,1,1,0,0,1,0", "total=!");
  scale_check ("cadss6", U, "3,2,3,2,2,1", "total=13");
  scale_check ("cadss6", U, "0,1,0,0,0,0", "total=1");
  scale_check ("cadss6", U, "3,-,3,2,2,1", "total=!");
}

static void
test_bprs4 (void)
{
  scale_check ("bprs4", U, "1,1,1,1", "total=4");
  scale_check ("bprs4", U, "3,2,4,3", "total=12; A12@amber:3");
  scale_check ("bprs4", U, "2,0,1,1", "total=!");
}

static void
test_auditc (void)
{
  scale_check ("auditc", TIDE_SEX_MALE, "3,2,1", "total=6; A15@amber:total");
  scale_check ("auditc", TIDE_SEX_FEMALE, "2,0,0", "total=2");
  scale_check ("auditc", TIDE_SEX_FEMALE, "0,-,-", "total=0");
  scale_check ("auditc", TIDE_SEX_MALE, "2,-,1", "total=!");
  scale_check ("auditc", TIDE_SEX_MALE, "4,0,0", "total=4; A15@amber:total");
  /* The cut: men 4, women and everyone else 3. */
  scale_check ("auditc", TIDE_SEX_MALE, "3,0,0", "total=3");
  scale_check ("auditc", TIDE_SEX_FEMALE, "3,0,0", "total=3; A15@amber:total");
  scale_check ("auditc", TIDE_SEX_OTHER, "3,0,0", "total=3; A15@amber:total");
  scale_check ("auditc", U, "3,0,0", "total=3; A15@amber:total");
  scale_check ("auditc", TIDE_SEX_MALE, "0,2,2", "total=0"); /* 1 = 0 makes 2 and 3 zero */
}

static void
test_dast10 (void)
{
  scale_check ("dast10", U, "1,1,0,1,1,1,0,0,1,0", "total=7; severity:substantial; A15@red:total");
  scale_check ("dast10", U, "0,0,1,0,0,0,0,0,0,0", "total=0; severity:none");
  scale_check ("dast10", U, "1,-,1,0,0,0,0,0,0,0", "total=!");
  scale_check ("dast10", U, "n,n,n,n,n,n,n,n,n,n", "total=0; severity:none");
  scale_check ("dast10", U, "y,n,n,y,n,n,n,n,n,n", "total=3; severity:moderate; A15@amber:total");
}

static void
test_peg (void)
{
  scale_check ("peg", U, "6,7,8", "total=7; severity:severe");
  scale_check ("peg", U, "2,1,1", "total=1.3333; severity:mild");
  scale_check ("peg", U, "6,-,8", "total=!");
}

static void
test_sds (void)
{
  scale_check ("sds", U, "7,6,5", "total=18; total|!");
  scale_check ("sds", U, "2,1,2", "total=5");
  scale_check ("sds", U, "na,6,5", "total=!; total|5.5");
  scale_check ("sds", U, "-,6,5", "total=!; total|!");
  scale_check ("sds", U, "na,6,-", "total=!; total|!");
}

static void
test_wsas (void)
{
  scale_check ("wsas", U, "6,5,6,4,5", "total=26; severity:moderately severe or worse");
  scale_check ("wsas", U, "1,2,2,1,1", "total=7; severity:subclinical");
  scale_check ("wsas", U, "na,4,5,3,4", "total=16");
  scale_check ("wsas", U, "4,-,5,3,4", "total=!");
  scale_check ("wsas", U, "-,4,5,3,4", "total=!");
}

static void
test_asex (void)
{
  scale_check ("asex", U, "4,4,3,5,4", "total=20; dysfunction=1; A17@yellow:dysfunction");
  scale_check ("asex", U, "2,3,2,3,2", "total=12; dysfunction=0");
  scale_check ("asex", U, "3,3,-,5,-", "total=!; dysfunction=1; A17@yellow:dysfunction");
  scale_check ("asex", U, "4,4,4,2,2", "total=16; dysfunction=1; A17@yellow:dysfunction");
  scale_check ("asex", U, "3,3,-,3,-", "total=!; dysfunction=!"); /* may still come true */
}

static void
test_moaas (void)
{
  scale_check ("moaas", U, "5", "total=5; sedation:alert");
  scale_check ("moaas", U, "4", "total=4; sedation:sedation, light");
  scale_check ("moaas", U, "3", "total=3; sedation:sedation, moderate; A14@amber:1");
  scale_check ("moaas", U, "1", "total=1; sedation:deep sedation; A14@red:1");
  scale_check ("moaas", U, "-", "total=!");
  scale_check ("moaas", U, "2", "total=2; sedation:sedation; A14@red:1");
}

static void
test_cssrs (void)
{
  scale_check ("cssrs_screen", U, "n,n,-,-,-,n,-", "risk=0; risk:none");
  scale_check ("cssrs_screen", U, "y,y,y,n,n,n,-", "risk=2; risk:moderate; A2@amber:risk");
  scale_check ("cssrs_screen", U, "y,n,-,-,-,y,y", "risk=3; risk:high; A1@red:risk");
  scale_check ("cssrs_screen", U, "y,n,-,-,-,y,n", "risk=2; risk:moderate; A2@amber:risk");
  scale_check ("cssrs_screen", U, "y,-,-,-,-,n,-", "risk=!; risk|1; A3@yellow:risk; A7@yellow:2");
  scale_check ("cssrs_screen", U, "-,y,-,y,-,-,-",
               "risk=3; risk:high; A1@red:risk; A7@yellow:1; A7@yellow:3; A7@yellow:5; A7@yellow:6");
  /* An act whose date is not known is at least moderate. */
  scale_check ("cssrs_screen", U, "n,n,-,-,-,y,-", "risk=!; risk|2; A2@amber:risk; A7@yellow:6b");
  /* Nothing answered: nothing is known, and three items wait; 3-5 and 6b are not asked yet. */
  scale_check ("cssrs_screen", U, "-,-,-,-,-,-,-", "risk=!; risk|!; A7@yellow:1; A7@yellow:2; A7@yellow:6");
}

static void
test_single_measures (void)
{
  static const struct
  {
    const char *id;
    int minimum, maximum;
  } measures[] = { { "ocd_vas", 0, 10 }, { "suds", 0, 100 },  { "pain_nrs", 0, 10 },
                   { "craving", 0, 10 }, { "pgi_i", 1, 7 },   { "goal_1", 0, 10 },
                   { "goal_2", 0, 10 },  { "goal_3", 0, 10 }, { "days_used", 0, 30 } };

  for (guint i = 0; i < G_N_ELEMENTS (measures); i++)
    {
      g_autofree char *low = g_strdup_printf ("%d", measures[i].minimum);
      g_autofree char *high = g_strdup_printf ("%d", measures[i].maximum);
      g_autofree char *low_total = g_strconcat ("total=", low, NULL);
      g_autofree char *high_total = g_strconcat ("total=", high, NULL);

      scale_check (measures[i].id, U, low, low_total);
      scale_check (measures[i].id, U, high, high_total);
      scale_check (measures[i].id, U, "-", "total=!");
    }
}

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/instrument/worked-examples/ybocs", test_ybocs);
  g_test_add_func ("/instrument/worked-examples/phq9", test_phq9);
  g_test_add_func ("/instrument/worked-examples/cgi", test_cgi);
  g_test_add_func ("/instrument/worked-examples/ybocs2", test_ybocs2);
  g_test_add_func ("/instrument/worked-examples/cybocs", test_cybocs);
  g_test_add_func ("/instrument/worked-examples/ocir", test_ocir);
  g_test_add_func ("/instrument/worked-examples/gad7", test_gad7);
  g_test_add_func ("/instrument/worked-examples/madrs", test_madrs);
  g_test_add_func ("/instrument/worked-examples/hamd17", test_hamd17);
  g_test_add_func ("/instrument/worked-examples/qids", test_qids);
  g_test_add_func ("/instrument/worked-examples/pcl5", test_pcl5);
  g_test_add_func ("/instrument/worked-examples/lsas", test_lsas);
  g_test_add_func ("/instrument/worked-examples/ymrs", test_ymrs);
  g_test_add_func ("/instrument/worked-examples/cadss", test_cadss);
  g_test_add_func ("/instrument/worked-examples/bprs4", test_bprs4);
  g_test_add_func ("/instrument/worked-examples/auditc", test_auditc);
  g_test_add_func ("/instrument/worked-examples/dast10", test_dast10);
  g_test_add_func ("/instrument/worked-examples/peg", test_peg);
  g_test_add_func ("/instrument/worked-examples/sds", test_sds);
  g_test_add_func ("/instrument/worked-examples/wsas", test_wsas);
  g_test_add_func ("/instrument/worked-examples/asex", test_asex);
  g_test_add_func ("/instrument/worked-examples/moaas", test_moaas);
  g_test_add_func ("/instrument/worked-examples/cssrs", test_cssrs);
  g_test_add_func ("/instrument/worked-examples/single-measures", test_single_measures);
  result = g_test_run ();
  scale_library_done ();
  return result;
}
