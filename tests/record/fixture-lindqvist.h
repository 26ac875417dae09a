/* fixture-lindqvist.h: the synthetic patients of the pictures, and a crowded one, as histories for tests. */
#pragma once

#include "tide-history.h"

G_BEGIN_DECLS

/* 20 November 2025, 14:32 in Berlin: "today" of the pictures. */
TideInstant fixture_now (void);

/* Hanna Lindqvist, TM-0417: three courses, 18 Y-BOCS, 10 PHQ-9, 3 CGI-I, one life event, one open amber
 * alert.
 * @library: or NULL; scores are then the plain sums. (transfer full) */
TideHistory *fixture_lindqvist_new (TideLibrary *library);

/* Salma Farouk, TM-0440: one Y-BOCS of 29 and a planned sertraline course with day 0 on 24 November 2025.
 * (transfer full) */
TideHistory *fixture_farouk_new (TideLibrary *library);

/* Ten years, 500 ratings (Y-BOCS, PHQ-9, CGI-I), 120 sessions; the same seed gives the same patient.
 * (transfer full) */
TideHistory *fixture_crowded_new (TideLibrary *library, guint32 seed);

G_END_DECLS
