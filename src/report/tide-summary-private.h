/* tide-summary-private.h: the parts of the progress summary, each a block.  Private to the report room. */
#pragma once

#include "tide-course-events.h"
#include "tide-report-private.h"
#include "tide-session-rules.h"

G_BEGIN_DECLS

#define TIDE_SIGNATURE_HEIGHT (11 * TIDE_MM)

/* What a table shows that the line under the tables must explain. */
typedef enum
{
  TIDE_NOTE_PRORATED = 1 << 0,
  TIDE_NOTE_TOTAL_ONLY = 1 << 1,
  TIDE_NOTE_OTHER_DAY = 1 << 2, /* a score stands under the date of another day */
  TIDE_NOTE_PERCENT = 1 << 3,
} TideSummaryNotes;

/* What every part reads. */
typedef struct
{
  const TideSummaryData *data;
  TideInstrument *instrument; /* of the timeline */
  TideTimelineModel *model;
  const TideOutcome *outcome;
  const TideCourseEvents *events;        /* of its courses, while their table is made */
  TideSafetyCase subject;                /* of the same history, for safety's rules */
  const TideSessionRules *session_rules; /* limits of vital signs */
  PangoContext *context;
  double width;   /* between the margins */
  guint notes;    /* TideSummaryNotes of the tables made so far */
  guint marks;    /* TideMark in the table of courses */
  guint left_out; /* TideSection that would have had something to say */
} TideSummary;

/* Escaped words in a size, aligned left. (transfer full) */
TideBlock *tide_summary_text (const TideSummary *self, double size, const char *format, ...)
  G_GNUC_PRINTF (3, 4);

/* A heading of a part: in the outline, tagged, underlined in plain text. (transfer full) */
TideBlock *tide_summary_heading (const TideSummary *self, const char *words);

gboolean tide_summary_has_section (const TideSummaryData *data, TideSection section);
/* @block, or NULL when its part is left out: what is kept back is told (tide_summary_dup_left_out ()). Takes
 * @block. */
TideBlock *tide_summary_unless_left_out (TideSummary *self, TideSection section, TideBlock *block);
/* "Left out: Chart, Scores." and, to a clinician, the scales; in plain words to a patient; NULL: nothing is.
 * (transfer full) */
char *tide_summary_dup_left_out (const TideSummary *self);
/* Whether the scale may stand in the table of scores. */
gboolean tide_summary_has_scale (const TideSummaryData *data, const char *instrument_id);

/* --- by reader --- */
TideReport *tide_summary_new_for_clinician (const TideSummaryData *data);
TideReport *tide_summary_new_for_patient (const TideSummaryData *data);
TideReport *tide_summary_new_for_payer (const TideSummaryData *data);
/* The scale that a patient or payer may see: the one of @data, unless most of its items ask about suicide or
 * higher is better; then the one rated most; NULL: none. (transfer none) */
TideInstrument *tide_summary_find_open_instrument (const TideSummaryData *data);
/* "OCD symptoms" by the condition that @instrument is charted for, else "symptoms"; translated. */
const char *tide_summary_get_symptoms (const TideSummaryData *data, TideInstrument *instrument);

/* An empty report with the footer of @data: the patient, or without a history the clinic. (transfer full) */
TideReport *tide_summary_report_new (const TideSummaryData *data, const char *title);
TideBlock *tide_summary_letterhead (const TideSummary *self, const char *title);
/* The same with "for the referrer" before the date (nullable); @title NULL: in type for a patient. */
TideBlock *tide_summary_letterhead_for (const TideSummary *self, const char *title, const char *whom);
TideBlock *tide_summary_identifiers (const TideSummary *self);
TideBlock *tide_summary_identity_line (const TideSummary *self); /* opens every page after the first */
TideBlock *tide_summary_diagnoses (const TideSummary *self);
TideBlock *
tide_summary_standing (const TideSummary *self); /* resistance, medicines, allergies, safety plan */
TideBlock *tide_summary_facts (const TideSummary *self);
TideBlock *tide_summary_scores (TideSummary *self);       /* a table, or NULL without ratings */
TideBlock *tide_summary_courses (TideSummary *self);      /* a table, or NULL without courses */
TideBlock *tide_summary_record (const TideSummary *self); /* a table of two columns without a head */
TideBlock *tide_summary_notes (const TideSummary *self);  /* what the tables' marks mean; NULL: nothing */
/* Draws those together that one rule raised on one scale again and again, below red and without an item's
 * answer: one box with the days of all of them, the newest first in its array. Takes @groups. (transfer full)
 */
GPtrArray *tide_summary_join_alerts (GPtrArray *groups);
guint tide_summary_count_alerts (const GPtrArray *group); /* one, or how many were drawn together */
TideBlock *tide_summary_alert (const TideSummary *self, const GPtrArray *group); /* TideAlert in one box */
TideBlock *tide_summary_signature (const TideSummary *self);

/* "lorazepam 1 mg/d as needed". (transfer full) */
char *tide_summary_dose_words (const TideMedication *medication);
/* The unwanted effects of the span with their denominators; NULL: nobody asked, nothing was written down.
 * (transfer full) */
char *tide_summary_dup_effects (const TideSummary *self);

/* "2025-05-01 to 2025-09-30", NULL when everything is printed. (transfer full) */
char *tide_summary_span (const TideSummary *self);
/* "LINDQVIST, Hanna" and "TM-0417 · born 1987-03-14". (transfer full) */
char *tide_summary_name (const TidePatient *patient);
char *tide_summary_identity (const TidePatient *patient);
/* Whether a rating lies in the span that is printed. */
gboolean tide_summary_in_span (const TideSummary *self, gint64 utc);
/* The last rating in the span, and the first; NULL: none. */
const TideVisitOutcome *tide_summary_last_visit (const TideSummary *self);
const TideVisitOutcome *tide_summary_first_visit (const TideSummary *self);
/* The course that the last rating belongs to, else the last course; NULL: none. */
const TideCourseOutcome *tide_summary_course (const TideSummary *self);

/* "−16", "0", "3", with @plus "+3": U+2212. (transfer full) */
char *tide_summary_points (double value, guint decimals, gboolean plus);
char *tide_summary_date_of (gint64 utc); /* ISO day by the local clock (transfer full) */

G_END_DECLS
