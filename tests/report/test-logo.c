/* test-logo.c: what becomes a clinic's logo, and what is refused with which words. */
#include "pdf-check.h"
#include "summary-fixtures.h"
#include "tide-logo.h"

#include <string.h>

static const char svg[]
  = "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\">"
    "<rect width=\"40\" height=\"20\" fill=\"#000\"/></svg>";

static cairo_status_t
collect (void *data, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

static GByteArray *
png_new (int width, int height)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_surface_write_to_png_stream (surface, collect, bytes);
  cairo_surface_destroy (surface);
  return bytes;
}

static void
check_refused (const void *bytes, gsize length, const char *words)
{
  g_autofree char *fault = NULL;
  g_assert_null (tide_logo_new (bytes, length, &fault));
  g_assert_cmpstr (fault, ==, words);
}

static void
test_png_and_svg_are_taken (void)
{
  g_autofree char *fault = NULL;
  g_autoptr (GByteArray) png = png_new (30, 10);
  cairo_surface_t *surface = tide_logo_new (png->data, png->len, &fault);
  g_assert_nonnull (surface);
  g_assert_null (fault);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 3 * cairo_image_surface_get_height (surface));
  cairo_surface_destroy (surface);
  surface = tide_logo_new ((const guint8 *) svg, strlen (svg), NULL);
  g_assert_nonnull (surface); /* twice as wide as high */
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 2 * cairo_image_surface_get_height (surface));
  cairo_surface_destroy (surface);
}

static void
test_what_is_no_logo_is_refused_in_words (void)
{
  static const char *const no_picture = "This file is neither an SVG nor a PNG picture.";
  static const char *const damaged = "This picture is damaged, or this computer cannot read its kind.";
  static const char entities[]
    = "<!DOCTYPE svg [<!ENTITY a \"aaaa\">]><svg xmlns=\"http://www.w3.org/2000/svg\"/>";
  check_refused ("", 0, no_picture);
  check_refused ("GIF89a............................", 34, no_picture);
  check_refused ("\xff\xd8\xff\xe0 a photograph", 18, no_picture);
  check_refused (entities, strlen (entities), "This SVG declares entities, which no logo needs.");
  check_refused (svg, 70, damaged);
  g_autofree char *large = g_strnfill (TIDE_LOGO_MOST_BYTES + 1, ' ');
  check_refused (large, TIDE_LOGO_MOST_BYTES + 1, "This file is larger than 1 MB.");
  g_autoptr (GByteArray) png = png_new (4, 4);
  check_refused (png->data, 40, damaged);
  /* A head that says 65,536 pixels a side: refused before anything is made of it. */
  memcpy (png->data + 16, "\0\1\0\0\0\1\0\0", 8);
  check_refused (png->data, png->len, "This picture has more than 4000 pixels a side.");
}

static void
test_the_letterhead_takes_it (void)
{
  g_autoptr (SummaryCase) one = summary_case_new ("lindqvist");
  g_autofree char *setting = g_base64_encode ((const guchar *) svg, strlen (svg));
  cairo_surface_t *logo = tide_logo_new_from_setting (setting);
  TideSummaryData data = one->data;
  data.logo = logo;
  data.credentials = "MD, licence 4711";
  TideReport *report = tide_summary_new (&data);
  cairo_surface_destroy (logo); /* the report has its own */
  g_assert_cmpuint (tide_report_get_n_pages (report), ==, 1);
  g_autofree char *path = pdf_write ("logo", &report, 1), *text = pdf_text (path, 0);
  tide_report_free (report);
  g_assert_nonnull (strstr (text, "Dr R. Okafor, MD"));
  g_assert_null (tide_logo_new_from_setting (""));
  g_assert_null (tide_logo_new_from_setting (NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/logo/png-and-svg-are-taken", test_png_and_svg_are_taken);
  g_test_add_func ("/report/logo/what-is-no-logo-is-refused-in-words",
                   test_what_is_no_logo_is_refused_in_words);
  g_test_add_func ("/report/logo/the-letterhead-takes-it", test_the_letterhead_takes_it);
  int result = g_test_run ();
  pdf_check_end ();
  return result;
}
