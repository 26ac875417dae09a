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

/* --- words --- */

/* Every run of white space as one blank: what is wrapped is found. (transfer full) */
char *pdf_squeeze (const char *text);
/* The report's text, squeezed. (transfer full) */
char *pdf_text_of (TideReport *report);
/* Ends the test unless @words stand, or do not stand, in @text, however it is wrapped. */
void check_has (const char *text, const char *words);
void check_has_not (const char *text, const char *words);
guint pdf_count (const char *text, const char *words);

/* --- geometry --- */

/* A word where another program finds it in the file; points from the top left. */
typedef struct
{
  double x, y, right, bottom;
  char *text;
} PdfWord;
/* (element-type GArray (element-type PdfWord)) of each page (transfer full) */
GPtrArray *pdf_read_words (const char *path);
/* The words in their order, a blank between them. (transfer full) */
char *pdf_join_words (const GArray *words);
gboolean pdf_do_cross (const PdfWord *a, const PdfWord *b);
/* No word crosses another or leaves the margins; @whose is told otherwise. */
void check_words_stand_apart (const char *whose, const GArray *words, TidePaper paper);
/* Blocks stand one below the other, inside the content's box. */
void check_blocks_stand_apart (TideReport *report);

/* A page drawn at 100 dpi. */
cairo_surface_t *pdf_draw (TideReport *report, guint page);

G_END_DECLS
