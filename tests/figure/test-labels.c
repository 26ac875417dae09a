/* test-labels.c: random patients at four sizes: no two labels meet, none leaves the frame.
 *
 * The ordinary run takes 250 patients; with --long, or TIDEMARK_LONG_TESTS set, 10,000. */
#include "fixture-builder.h"
#include "fixture-lindqvist.h"
#include "tide-timeline.h"

#include <math.h>
#include <string.h>

static guint n_patients = 250;
static TideLibrary *library;
static TideThresholds *thresholds;

static const char *const scales[] = { "ybocs", "phq9", "madrs", "gad7", "pcl5" };
static const char *const agents[] = { "sertraline",
                                      "fluoxetine",
                                      "clomipramine",
                                      "a very long name of a drug that nobody has",
                                      "\327\250\327\231\327\230\327\234\327\231\327\237",
                                      "ketamine",
                                      "ERP",
                                      "\346\262\273\347\231\202" };
static const char *const events[]
  = { "Lost job",
      "Moved house",
      "New baby",
      "W",
      "\331\201\331\202\330\257 \330\247\331\204\331\210\330\270\331\212\331\201\330\251",
      "An event whose label is far longer than any lane has room for, and then some",
      "Exams\nfailed" };

static char *
random_day (GRand *rand, gint64 from, gint64 span)
{
  TideDate day = (TideDate) (from + (gint64) (g_rand_double (rand) * (double) span));

  return tide_date_to_iso (day);
}

static char *
random_time (GRand *rand, gint64 from, gint64 span)
{
  g_autofree char *day = random_day (rand, from, span);

  return g_strdup_printf ("%sT%02d:%02d", day, g_rand_int_range (rand, 0, 24),
                          g_rand_int_range (rand, 0, 60));
}

static void
add_random_course (FixtureBuilder *builder, GRand *rand, gint64 from, gint64 span)
{
  TideArm arm = (TideArm) g_rand_int_range (rand, TIDE_ARM_KETAMINE, TIDE_N_ARMS);
  g_autofree char *start = random_day (rand, from, span);
  TideCourse *course
    = fixture_add_course (builder, arm, agents[g_rand_int_range (rand, 0, G_N_ELEMENTS (agents))], start);
  int steps = g_rand_int_range (rand, 0, 8), sessions = g_rand_int_range (rand, 0, 25);

  course->route = g_rand_int_range (rand, 0, 5);
  if (g_rand_boolean (rand))
    course->ended_on = course->started_on + g_rand_int_range (rand, 0, 200);
  for (int i = 0; i < steps && tide_arm_has_daily_dose (arm); i++)
    {
      g_autofree char *day = random_day (rand, course->started_on, 100);

      fixture_add_step (builder, course, day,
                        g_rand_int_range (rand, 0, 5) == 0 ? NAN : 12.5 * g_rand_int_range (rand, 0, 20));
    }
  for (int i = 0; i < sessions && !tide_arm_has_daily_dose (arm); i++)
    {
      g_autofree char *time = random_time (rand, course->started_on, 120);
      TideSession *session = fixture_add_session (
        builder, course, time, (TideSessionStatus) g_rand_int_range (rand, 0, TIDE_SESSION_STOPPED + 1));

      session->dose_mg_per_kg = g_rand_boolean (rand) ? 0.1 * g_rand_int_range (rand, 1, 12) : NAN;
      session->dose_mg = g_rand_boolean (rand) ? 28.0 * g_rand_int_range (rand, 1, 4) : NAN;
    }
}

static TideHistory *
random_history (GRand *rand)
{
  FixtureBuilder builder;
  gint64 span = (gint64) pow (10, g_rand_double_range (rand, 0.3, 4));
  gint64 from = tide_date_from_ymd (2025, 11, 20) - (gint64) (span * g_rand_double_range (rand, 0.7, 2));
  int courses = g_rand_int_range (rand, 0, 9), marks = g_rand_int_range (rand, 0, 10);
  int ratings = (int) pow (10, g_rand_double_range (rand, 0, 2.3)) - 1;

  fixture_begin (&builder, NULL, "TM-R", "Random", "Patient", "1980-01-01", TIDE_SEX_FEMALE);
  for (int i = 0; i < courses; i++)
    add_random_course (&builder, rand, from, span);
  for (int i = 0; i < ratings; i++)
    {
      g_autofree char *time = random_time (rand, from, span);
      const char *scale
        = scales[g_rand_int_range (rand, 0, g_rand_boolean (rand) ? 1 : G_N_ELEMENTS (scales))];

      fixture_add_total (&builder, scale, time, g_rand_int_range (rand, 0, 28));
    }
  for (int i = 0; i < marks; i++)
    {
      g_autofree char *day = random_day (rand, from, span);

      fixture_add_event (&builder, day, events[g_rand_int_range (rand, 0, G_N_ELEMENTS (events))]);
    }
  return fixture_end (&builder);
}

static void
assert_labels_apart (TideTimeline *timeline, double width, double height, guint seed)
{
  guint n;
  const TideRect *labels = tide_timeline_get_labels (timeline, &n);

  for (guint i = 0; i < n; i++)
    {
      const TideRect *a = &labels[i];

      if (a->x < 0 || a->y < 0 || a->x + a->width > width || a->y + a->height > height)
        g_error ("patient %u at %.0f x %.0f: label %u at %.1f, %.1f leaves the frame", seed, width, height, i,
                 a->x, a->y);
      for (guint j = i + 1; j < n; j++)
        {
          const TideRect *b = &labels[j];

          if (a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height
              && b->y < a->y + a->height)
            g_error ("patient %u at %.0f x %.0f: labels %u and %u meet at %.1f, %.1f", seed, width, height, i,
                     j, b->x, b->y);
        }
    }
}

/* Range, text size, style and menu choices vary with the patient. */
static void
vary (GRand *rand, TideTimelineOptions *options, TideStyle *style, const TideHistory *history)
{
  static const double text_scales[] = { 1, 1, 1, 1.25, 2 };

  *options = tide_timeline_options_default ();
  *style = tide_style_default ((TideStyleKind) g_rand_int_range (rand, 0, 3));
  style->text_scale = text_scales[g_rand_int_range (rand, 0, G_N_ELEMENTS (text_scales))];
  options->range
    = g_rand_boolean (rand) ? TIDE_RANGE_ALL : (TideRange) g_rand_int_range (rand, 0, TIDE_RANGE_CUSTOM + 1);
  options->from_utc = fixture_now ().utc - (gint64) pow (10, g_rand_double_range (rand, 4, 9));
  options->to_utc = options->from_utc + (gint64) pow (10, g_rand_double_range (rand, 3, 9));
  options->narrow = g_rand_int_range (rand, 0, 3) == 0;
  options->overlay_percent = g_rand_int_range (rand, 0, 5) == 0;
  options->head_inset = g_rand_boolean (rand) ? 246 : 0;
  options->lane_offset = g_rand_int_range (rand, 0, 100);
}

/* As it stands above what is being read. */
static guint
check_compact (TideTimelineModel *model, const TideTimelineOptions *given, const TideStyle *style, guint seed)
{
  TideTimelineOptions options = *given;
  g_autoptr (TideTimeline) timeline = NULL;
  double height;
  guint n;

  options.compact = TRUE;
  height = tide_timeline_get_natural_height (model, &options, style, 967);
  g_assert_cmpfloat (height, <=, 300 * style->text_scale);
  g_assert_cmpfloat (height, <=, tide_timeline_get_natural_height (model, given, style, 967));
  timeline = tide_timeline_layout (model, &options, style, 967, height);
  assert_labels_apart (timeline, 967, height, seed);
  tide_timeline_get_labels (timeline, &n);
  return n;
}

static void
test_random (void)
{
  static const double sizes[4][2] = { { 967, 523 }, { 576, 480 }, { 340, 300 }, { 1800, 900 } };
  guint drawn = 0;

  for (guint seed = 0; seed < n_patients; seed++)
    {
      GRand *rand = g_rand_new_with_seed (seed);
      g_autoptr (TideHistory) history = random_history (rand);
      TideTimelineOptions options;
      TideStyle style;
      g_autoptr (TideTimelineModel) model = NULL;

      vary (rand, &options, &style, history);
      model
        = tide_timeline_model_new (history, library, scales[seed % 2], thresholds, fixture_now (), &options);
      for (guint s = 0; s < 4; s++)
        {
          g_autoptr (TideTimeline) timeline
            = tide_timeline_layout (model, &options, &style, sizes[s][0], sizes[s][1]);
          guint n;

          assert_labels_apart (timeline, sizes[s][0], sizes[s][1], seed);
          tide_timeline_get_labels (timeline, &n);
          drawn += n;
        }
      drawn += check_compact (model, &options, &style, seed);
      g_rand_free (rand);
    }
  g_test_message ("%u patients, %u labels", n_patients, drawn);
  g_assert_cmpuint (drawn, >, n_patients * 5 * 10); /* a test of nothing would pass */
}

int
main (int argc, char *argv[])
{
  int status;

  for (int i = 1; i < argc; i++)
    if (strcmp (argv[i], "--long") == 0)
      {
        n_patients = 10000;
        argv[i] = argv[argc - 1];
        argc--;
      }
  if (g_getenv ("TIDEMARK_LONG_TESTS") != NULL)
    n_patients = 10000;
  g_test_init (&argc, &argv, NULL);
  library = tide_library_new ();
  thresholds = tide_thresholds_new ();
  g_test_add_func ("/figure/labels/never-meet-and-never-leave-the-frame", test_random);
  status = g_test_run ();
  tide_thresholds_free (thresholds);
  tide_library_free (library);
  return status;
}
