/* tide-form-context.h: the patient as a form needs him: history, outcome at a time, header words. */
#pragma once

#include "tide-clinic.h"
#include "tide-outcome.h"

G_BEGIN_DECLS

typedef struct
{
  TideClinic *clinic;   /* owned */
  TideHistory *history; /* owned */
  TideThresholds *thresholds;
  TideInstant now;
} TideFormContext;

/* NULL and *error when the patient cannot be read. */
TideFormContext *tide_form_context_new (TideClinic *clinic, gint64 patient_id, GError **error);
void tide_form_context_free (TideFormContext *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideFormContext, tide_form_context_free)

TideSex tide_form_context_get_sex (const TideFormContext *self);
/* "Tomáš Novák · born 14 Mar 1977 · 48 · TM-0352" (transfer full); the badge is the window's. */
char *tide_form_context_dup_facts (const TideFormContext *self);
/* The newest current filling-in of @instrument_id before @before with id other than @except, or NULL. */
const TideAssessmentData *tide_form_context_find_last (const TideFormContext *self, const char *instrument_id,
                                                       TideInstant before, gint64 except);

/* What is known of a rating's place before it is saved. */
typedef struct
{
  const TideCourse *course; /* the last one that had started then, or NULL */
  gboolean ended;           /* the rating is made after the course's end: follow-up */
  guint number;             /* 1 = first course */
  char *title;              /* "CBT / ERP" (owned) */
  double days;              /* since day 0, NAN without */
  double baseline;          /* NAN none */
  TideInstant baseline_taken;
  double response_at_most, remission_line; /* NAN none */
} TideFormPlace;

void tide_form_context_find_place (const TideFormContext *self, TideInstrument *instrument, TideInstant taken,
                                   TideFormPlace *place);
void tide_form_place_clear (TideFormPlace *place);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TideFormPlace, tide_form_place_clear)
/* "1 · CBT / ERP, day 115, week 17" or "no course" (transfer full). */
char *tide_form_place_dup_words (const TideFormPlace *place);

/* The day that a CGI-I compares with: baseline, else the first rating, else the course's start, else the day
 * itself. */
TideDate tide_form_context_find_comparison_day (const TideFormContext *self, TideInstant taken);

/* The payload of the draft of @kind, NULL when there is none (transfer full). */
char *tide_form_context_dup_draft (const TideFormContext *self, const char *kind, gint64 *updated_utc);

G_END_DECLS
