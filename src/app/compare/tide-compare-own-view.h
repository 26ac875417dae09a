/* tide-compare-own-view.h: one patient's courses beside each other: strip, aligned figure, marks, table. */
#pragma once

#include <adwaita.h>
#include "tide-clinic.h"
#include "tide-own-courses.h"
#include "tide-report.h"

G_BEGIN_DECLS

#define TIDE_TYPE_COMPARE_OWN_VIEW (tide_compare_own_view_get_type ())
G_DECLARE_FINAL_TYPE (TideCompareOwnView, tide_compare_own_view, TIDE, COMPARE_OWN_VIEW, AdwBin)

/* @patient_id 0: nobody, and the page says how to choose. Follows changes of the clinic. */
void tide_compare_own_view_show (TideCompareOwnView *self, TideClinic *clinic, gint64 patient_id);
const TideOwnCourses *tide_compare_own_view_get_courses (TideCompareOwnView *self); /* or NULL */
/* Ratings with @mark are in or left out. */
void tide_compare_own_view_set_mark (TideCompareOwnView *self, TideMark mark, gboolean on);
/* The figure as a file; TIDE_ERROR_IO. */
gboolean tide_compare_own_view_write (TideCompareOwnView *self, const char *kind, const char *path,
                                      GError **error);
/* The pages that printing sends; NULL without courses (transfer full). */
TideReport *tide_compare_own_view_new_report (TideCompareOwnView *self);

G_END_DECLS
