/* pdf-check.h: asks poppler and qpdf about a PDF, as an independent reader would. */
#pragma once

#include <cairo.h>
#include "tide-report.h"

G_BEGIN_DECLS

/* A new folder below the temporary one; all of it is removed by pdf_check_end (). */
const char *pdf_check_begin (void);
void pdf_check_end (void);

/* Writes the reports as FOLDER/NAME.pdf and aborts when it fails. (transfer full): the path */
char *pdf_write (const char *name, TideReport *const *reports, guint n);
/* Text of one page (from 1) or, with 0, of all. (transfer full) */
char *pdf_text (const char *path, guint page);
/* pdfinfo's value of a key: "Pages", "Page size" … (transfer full) */
char *pdf_info (const char *path, const char *key);
/* The exit code of a command that must be installed. */
int pdf_run (const char *const *argv, char **output);
/* Skips the running test and returns FALSE when poppler-utils or qpdf is not there. */
gboolean pdf_check_tools (void);
/* A page drawn at 100 dpi. */
cairo_surface_t *pdf_draw (TideReport *report, guint page);

G_END_DECLS
