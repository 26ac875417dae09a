/* draw-fixtures.c: writes the pictures of the synthetic patients into a folder, for the eye: light, dark,
 * sparse, crowded, narrow, paper, large text, high contrast.  Not a test: run it and look. */
#include "fixture-builder.h"
#include "fixture-lindqvist.h"
#include "tide-timeline.h"

static TideLibrary *library;
static TideThresholds *thresholds;
static const char *folder;

typedef struct
{
  const char *name;
  TideStyleKind kind;
  double width, height; /* height 0: natural */
  double text_scale;
  gboolean narrow, high_contrast, percent;
  gboolean limited; /* else All */
  TideRange range;
  double inset;
  const char *from, *to; /* else by range */
} Shot;

static void
shoot (const TideHistory *history, const char *instrument, const Shot *shot)
{
  TideTimelineOptions options = tide_timeline_options_default ();
  TideStyle style = tide_style_default (shot->kind);
  g_autoptr (TideTimelineModel) model = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *png = g_strdup_printf ("%s/%s.png", folder, shot->name);
  g_autofree char *svg = g_strdup_printf ("%s/%s.svg", folder, shot->name);
  g_autofree char *pdf = g_strdup_printf ("%s/%s.pdf", folder, shot->name);
  double height = shot->height;

  options.narrow = shot->narrow;
  options.range = shot->limited ? shot->range : TIDE_RANGE_ALL;
  options.overlay_percent = shot->percent;
  if (shot->from != NULL)
    {
      options.range = TIDE_RANGE_CUSTOM;
      options.from_utc = fixture_instant (shot->from).utc;
      options.to_utc = fixture_instant (shot->to).utc;
    }
  options.head_inset = shot->inset;
  style.text_scale = shot->text_scale > 0 ? shot->text_scale : 1;
  style.high_contrast = shot->high_contrast;
  model = tide_timeline_model_new (history, library, instrument, thresholds, fixture_now (), &options);
  if (height == 0)
    height = tide_timeline_get_natural_height (model, &options, &style, shot->width);
  if (!tide_timeline_write_png (model, &options, &style, shot->width, height,
                                shot->kind == TIDE_STYLE_PAPER ? 150 / 72.0 : 1, png, &error)
      || !tide_timeline_write_svg (model, &options, &style, shot->width, height, svg, &error)
      || !tide_timeline_write_pdf (model, &options, &style, shot->width, height, pdf, &error))
    g_error ("%s", error->message);
  g_print ("%s %.0f x %.0f\n", png, shot->width, height);
}

static TideHistory *
make_many_lanes (void)
{
  FixtureBuilder builder;
  static const char *const agents[] = { "fluoxetine", "sertraline",  "clomipramine", "aripiprazole",
                                        "memantine",  "lamotrigine", "escitalopram" };

  fixture_begin (&builder, library, "TM-0999", "Many", "Lanes", "1980-02-03", TIDE_SEX_MALE);
  for (guint i = 0; i < G_N_ELEMENTS (agents); i++)
    {
      g_autofree char *start = g_strdup_printf ("20%02u-03-01", 18 + i);
      g_autofree char *next = g_strdup_printf ("20%02u-04-01", 18 + i);
      TideCourse *course = fixture_add_course (
        &builder, i < 3 || i == 6 ? TIDE_ARM_SSRI : TIDE_ARM_AUGMENTATION, agents[i], start);

      fixture_add_step (&builder, course, start, 10);
      fixture_add_step (&builder, course, next, 20);
    }
  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *taken = g_strdup_printf ("20%02u-%02u-10T10:00", 18 + i / 8, 1 + (i % 8));

      fixture_add_ybocs (&builder, taken, 30 - (int) (i * 7 % 19));
    }
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *on = g_strdup_printf ("2020-05-%02u", 3 + 4 * i);

      fixture_add_event (&builder, on, "Event");
    }
  fixture_add_event (&builder, "2022-02-03", "\327\244\327\231\327\230\327\225\327\250\327\231\327\235");
  fixture_add_event (&builder, "2023-02-03", "Moved house");
  return fixture_end (&builder);
}

/* What a clinic's first days look like: no rating, one without a course, two before a planned one, another
 * scale's. */
static TideHistory *
make_beginner (guint n_ratings, gboolean planned, const char *instrument)
{
  static const char *const days[] = { "2025-11-11T10:00", "2025-11-18T14:10" };
  FixtureBuilder builder;

  fixture_begin (&builder, library, "TM-0998", "New", "Patient", "1980-02-03", TIDE_SEX_FEMALE);
  if (planned)
    {
      TideCourse *course = fixture_add_course (&builder, TIDE_ARM_SSRI, "sertraline", "2025-11-24");

      tide_record_set_text (&course->target_instrument, instrument);
      fixture_add_step (&builder, course, "2025-11-24", 50);
      fixture_add_step (&builder, course, "2025-12-08", 100);
    }
  for (guint i = 0; i < n_ratings; i++)
    {
      if (g_str_equal (instrument, "ybocs"))
        fixture_add_ybocs (&builder, days[i], 29 - (int) i);
      else
        fixture_add_total (&builder, instrument, days[i], 50 - 3 * i);
    }
  return fixture_end (&builder);
}

int
main (int argc, char *argv[])
{
  g_autoptr (TideHistory) hanna = NULL, salma = NULL, crowd = NULL, many = NULL;
  const Shot lindqvist[] = {
    { "light", TIDE_STYLE_LIGHT, 967, 0, 0, FALSE, FALSE, FALSE, FALSE, TIDE_RANGE_ALL, 246 },
    { "dark", TIDE_STYLE_DARK, 967, 0, 0, FALSE, FALSE, FALSE, FALSE, TIDE_RANGE_ALL, 246 },
    { "tall", TIDE_STYLE_LIGHT, 1200, 700 },
    { "low", TIDE_STYLE_LIGHT, 967, 330 },
    { "narrow", TIDE_STYLE_LIGHT, 576, 0, 0, TRUE, FALSE, FALSE, TRUE, TIDE_RANGE_6M },
    { "paper", TIDE_STYLE_PAPER, 510, 225 },
    { "text-200", TIDE_STYLE_LIGHT, 1000, 0, 2 },
    { "high-contrast", TIDE_STYLE_LIGHT, 967, 0, 0, FALSE, TRUE },
    { "high-contrast-dark", TIDE_STYLE_DARK, 967, 0, 0, FALSE, TRUE },
    { "percent", TIDE_STYLE_LIGHT, 967, 0, 0, FALSE, FALSE, TRUE },
    { "month", TIDE_STYLE_LIGHT, 967, 0, 0, FALSE, FALSE, FALSE, TRUE, TIDE_RANGE_1M },
    { .name = "day",
      .kind = TIDE_STYLE_LIGHT,
      .width = 967,
      .from = "2025-06-13T00:00",
      .to = "2025-06-14T00:00" },
    { .name = "fortnight",
      .kind = TIDE_STYLE_LIGHT,
      .width = 967,
      .from = "2025-06-01T00:00",
      .to = "2025-06-22T00:00" },
    { .name = "decades",
      .kind = TIDE_STYLE_LIGHT,
      .width = 967,
      .from = "1996-01-01T00:00",
      .to = "2026-01-01T00:00" },
  };
  const Shot sparse[]
    = { { "sparse", TIDE_STYLE_LIGHT, 967, 0, 0, FALSE, FALSE, FALSE, FALSE, TIDE_RANGE_ALL, 246 },
        { "sparse-dark", TIDE_STYLE_DARK, 967, 0 },
        { "sparse-paper", TIDE_STYLE_PAPER, 510, 225 } };
  const Shot crowded[]
    = { { "crowded", TIDE_STYLE_LIGHT, 967, 0 },
        { "crowded-year", TIDE_STYLE_LIGHT, 967, 0, 0, FALSE, FALSE, FALSE, TRUE, TIDE_RANGE_1Y },
        { "crowded-paper", TIDE_STYLE_PAPER, 510, 225 } };
  const Shot beginners[] = { { "one-rating", TIDE_STYLE_LIGHT, 967, 0, .inset = 246 },
                             { "planned-two", TIDE_STYLE_LIGHT, 967, 0, .inset = 246 },
                             { "pcl5", TIDE_STYLE_LIGHT, 967, 0, .inset = 246 },
                             { "no-rating", TIDE_STYLE_LIGHT, 967, 0, .inset = 246 } };
  const Shot lanes[] = { { "many-lanes", TIDE_STYLE_LIGHT, 967, 0 } };

  if (argc != 2)
    {
      g_printerr ("usage: %s FOLDER\n", argv[0]);
      return 2;
    }
  folder = argv[1];
  library = tide_library_new ();
  thresholds = tide_thresholds_new ();
  hanna = fixture_lindqvist_new (library);
  salma = fixture_farouk_new (library);
  crowd = fixture_crowded_new (library, 1);
  many = make_many_lanes ();
  for (guint i = 0; i < G_N_ELEMENTS (lindqvist); i++)
    shoot (hanna, "ybocs", &lindqvist[i]);
  for (guint i = 0; i < G_N_ELEMENTS (sparse); i++)
    shoot (salma, "ybocs", &sparse[i]);
  for (guint i = 0; i < G_N_ELEMENTS (crowded); i++)
    shoot (crowd, "ybocs", &crowded[i]);
  shoot (many, "ybocs", &lanes[0]);
  for (guint i = 0; i < G_N_ELEMENTS (beginners); i++)
    {
      const char *instrument = i == 2 ? "pcl5" : "ybocs";
      g_autoptr (TideHistory) beginner = make_beginner (i == 0 ? 1 : i == 3 ? 0 : 2, i == 1, instrument);

      shoot (beginner, instrument, &beginners[i]);
    }
  tide_thresholds_free (thresholds);
  tide_library_free (library);
  return 0;
}
