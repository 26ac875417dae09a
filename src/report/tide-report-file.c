/* tide-report-file.c: reports as one PDF, written page by page beside its place and renamed when it is whole:
 * a file of a thousand patients needs no more memory than a file of one, and whatever goes wrong, what stood
 * there before stands there still. */
#include "tide-report-private.h"

#include <cairo-pdf.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct _TideReportFile
{
  char *path, *beside; /* beside: NULL once it has its name, or is gone */
  FILE *stream;
  cairo_surface_t *surface; /* NULL before the first report */
  cairo_t *cr;
  guint n_reports, n_pages;
  int fault; /* errno of the first write that failed */
};

/* --- errors --- */

static gboolean
fail (TideReportFile *self, int fault, GError **error)
{
  g_set_error (error, TIDE_ERROR, fault == ENOSPC || fault == EDQUOT ? TIDE_ERROR_DISK_FULL : TIDE_ERROR_IO,
               "%s: %s", self->path, g_strerror (fault));
  return FALSE;
}

static cairo_status_t
write_bytes (void *data, const unsigned char *bytes, unsigned int length)
{
  TideReportFile *self = data;
  if (self->fault == 0 && fwrite (bytes, 1, length, self->stream) != length)
    self->fault = errno != 0 ? errno : EIO;
  return self->fault == 0 ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

/* --- the file --- */

/* What must not be renamed over: a folder, or a device such as /dev/full. 0: nothing is in the way. */
static int
find_obstacle (const char *path)
{
  GStatBuf info;
  if (g_stat (path, &info) != 0 || S_ISREG (info.st_mode))
    return 0;
  return S_ISDIR (info.st_mode) ? EISDIR : ENOTSUP;
}

TideReportFile *
tide_report_file_new (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);
  g_autofree char *folder = g_path_get_dirname (path), *name = g_path_get_basename (path);
  g_autofree char *hidden = g_strdup_printf (".%s.XXXXXX", name);
  TideReportFile *self = g_new0 (TideReportFile, 1);
  self->path = g_strdup (path);
  self->beside = g_build_filename (folder, hidden, NULL);
  int fault = find_obstacle (path);
  int fd = fault == 0 ? g_mkstemp_full (self->beside, O_WRONLY | O_CLOEXEC, 0600) : -1;
  if (fd >= 0)
    self->stream = fdopen (fd, "wb");
  if (self->stream != NULL)
    return self;
  fail (self, fault != 0 ? fault : errno, error);
  g_clear_pointer (&self->beside, g_free);
  tide_report_file_free (self);
  return NULL;
}

/* The date of the pages, not of the writing: the same pages are the same bytes. */
static void
set_metadata (cairo_surface_t *surface, TideReport *first)
{
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, tide_report_get_title (first));
  if (tide_report_get_author (first) != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR, tide_report_get_author (first));
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Tidemark " TIDE_VERSION);
  g_autoptr (GDateTime) printed = g_date_time_new_from_unix_utc (tide_report_get_printed (first).utc);
  g_autofree char *date = g_date_time_format (printed, "%Y-%m-%dT%H:%M:%SZ");
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
}

/* --- outline and tags --- */

/* Cairo keeps both in memory until the end: beyond a stack that somebody reads from front to back they would
 * make a file of a thousand patients as large in memory as on the disk. */
#define MOST_TAGGED 24

static void
clear_heading (gpointer data)
{
  g_free (((TideDrawnHeading *) data)->words);
}

/* The report, and its headings below it. */
static void
add_outline (TideReportFile *self, TideReport *report, guint first_page, const GArray *headings)
{
  g_autofree char *top = g_strdup_printf ("page=%u", first_page);
  int parent = cairo_pdf_surface_add_outline (
    self->surface, CAIRO_PDF_OUTLINE_ROOT, tide_report_get_title (report), top, CAIRO_PDF_OUTLINE_FLAG_OPEN);
  for (guint i = 0; i < headings->len; i++)
    {
      const TideDrawnHeading *heading = &g_array_index (headings, TideDrawnHeading, i);
      char x[G_ASCII_DTOSTR_BUF_SIZE], y[G_ASCII_DTOSTR_BUF_SIZE];
      g_ascii_formatd (x, sizeof x, "%.2f", heading->x);
      g_ascii_formatd (y, sizeof y, "%.2f", heading->y);
      g_autofree char *link = g_strdup_printf ("page=%u pos=[%s %s]", heading->page, x, y);
      cairo_pdf_surface_add_outline (self->surface, parent, heading->words, link, 0);
    }
}

static void
begin_surface (TideReportFile *self, TideReport *first, double width, double height)
{
  self->surface = cairo_pdf_surface_create_for_stream (write_bytes, self, width, height);
  set_metadata (self->surface, first);
  self->cr = cairo_create (self->surface);
  cairo_tag_begin (self->cr, "Document", NULL); /* one root for all pages */
}

gboolean
tide_report_file_add (TideReportFile *self, TideReport *report, GError **error)
{
  g_return_val_if_fail (self != NULL && report != NULL, FALSE);
  double width, height;
  g_autoptr (GArray) headings = g_array_new (FALSE, FALSE, sizeof (TideDrawnHeading));
  g_array_set_clear_func (headings, clear_heading);
  gboolean tagged = self->n_reports++ < MOST_TAGGED;
  guint first_page = self->n_pages + 1;
  tide_paper_get_size (tide_report_get_paper (report), &width, &height);
  if (self->surface == NULL)
    begin_surface (self, report, width, height);
  for (guint page = 0; page < tide_report_get_n_pages (report); page++)
    {
      cairo_pdf_surface_set_size (self->surface, width, height);
      tide_report_draw_file_page (report, self->cr, page, ++self->n_pages, tagged ? headings : NULL);
      cairo_show_page (self->cr);
    }
  if (tagged)
    add_outline (self, report, first_page, headings);
  if (self->fault != 0)
    return fail (self, self->fault, error);
  cairo_status_t status = cairo_status (self->cr);
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error (error, TIDE_ERROR, TIDE_ERROR_IO, "%s: %s", self->path, cairo_status_to_string (status));
  return FALSE;
}

static cairo_status_t
finish_surface (TideReportFile *self)
{
  cairo_tag_end (self->cr, "Document");
  cairo_status_t status = cairo_status (self->cr);
  g_clear_pointer (&self->cr, cairo_destroy);
  cairo_surface_finish (self->surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (self->surface);
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  return status;
}

gboolean
tide_report_file_close (TideReportFile *self, GError **error)
{
  g_return_val_if_fail (self != NULL && self->surface != NULL, FALSE);
  cairo_status_t status = finish_surface (self);
  if (self->fault == 0 && status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_IO, "%s: %s", self->path, cairo_status_to_string (status));
      return FALSE;
    }
  if (self->fault == 0 && (fflush (self->stream) != 0 || fdatasync (fileno (self->stream)) != 0))
    self->fault = errno;
  if (fclose (g_steal_pointer (&self->stream)) != 0 && self->fault == 0)
    self->fault = errno;
  if (self->fault == 0 && g_rename (self->beside, self->path) != 0)
    self->fault = errno;
  if (self->fault != 0)
    return fail (self, self->fault, error);
  g_clear_pointer (&self->beside, g_free);
  return TRUE;
}

void
tide_report_file_free (TideReportFile *self)
{
  if (self == NULL)
    return;
  if (self->surface != NULL)
    finish_surface (self);
  if (self->stream != NULL)
    fclose (self->stream);
  if (self->beside != NULL)
    g_unlink (self->beside);
  g_free (self->beside);
  g_free (self->path);
  g_free (self);
}

gboolean
tide_report_write_pdf (TideReport *const *reports, guint n_reports, const char *path, GError **error)
{
  g_return_val_if_fail (n_reports > 0, FALSE);
  g_autoptr (TideReportFile) file = tide_report_file_new (path, error);
  for (guint i = 0; file != NULL && i < n_reports; i++)
    if (!tide_report_file_add (file, reports[i], error))
      return FALSE;
  return file != NULL && tide_report_file_close (file, error);
}
