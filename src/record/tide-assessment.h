/* tide-assessment.h: one filling-in of an instrument: its answers or its total, when, by whom, in what state.
 *
 * TideAssessmentData is the record that is stored.  TideAssessment (GObject) is the same while a person works
 * on it: it holds the instrument, live scores and a "changed" signal for the form.
 */
#pragma once

#include <glib-object.h>
#include "tide-instrument.h"
#include "tide-record.h"

G_BEGIN_DECLS

typedef enum
{
  TIDE_STATUS_UNKNOWN,
  TIDE_STATUS_FINAL,
  TIDE_STATUS_AMENDED,          /* replaced by a newer row (which has supersedes_id); kept, not charted */
  TIDE_STATUS_MOVED,            /* wrong chart: re-created in another; kept here, not charted */
  TIDE_STATUS_ENTERED_IN_ERROR, /* kept, never drawn */
} TideAssessmentStatus;
extern const char *const tide_assessment_status_codes[]; /* "", final, amended, moved, entered_in_error */

extern const char *const tide_compared_with_codes[]; /* "", baseline, best: what a CGI-I compares with */

/* What a patient reported of himself waits until a clinician has looked at it. */
typedef enum
{
  TIDE_LOOK_NONE, /* nobody has to: rated by a clinician, or history when it was entered */
  TIDE_LOOK_WANTED,
  TIDE_LOOK_DONE,
} TideLook;
extern const char *const tide_look_codes[]; /* "", wanted, done */

typedef struct
{
  TideRecord base;
  gint64 patient_id, visit_id;
  char *instrument_id, *instrument_version;
  TideInstant taken;   /* when it was done */
  TideInstant entered; /* when it was typed or imported: kept by the program */
  gint64 rater_id;     /* staff, or 0 */
  int rater_type;      /* TideRaterType */
  int contact;         /* tide_contact_codes */
  int status;          /* TideAssessmentStatus */
  char *answers; /* canonical: "1=3;2=-;3=na" in item order, items not asked or optional and untouched left
                    out; NULL: total only */
  double total;  /* the primary score when only the total is known, else NAN */
  char *scores;  /* canonical, as stored for ever: "obsessions=14;compulsions=13;total=27"; "~" after a
                  * prorated value,
                  * "!" for an invalid score. Written by the clinic from the instrument, never by a form. */
  char *incomplete_reason; /* why it was saved with answers missing */
  int compared_with;       /* CGI-I */
  TideDate compared_on;    /* date of the state it is compared with */
  gint64 supersedes_id;    /* the row this one amends */
  gint64 moved_from_id;    /* the row in the wrong chart */
  char *reason;            /* why amended, moved or entered in error */
  char *recall;            /* NULL or a version's recall: "24h", "week" */
  gint64 session_id;       /* session at whose slot it was taken, 0 = none */
  int review;              /* TideLook: of a rating by the patient */
  gint64 reviewed_by;      /* staff, or 0: nobody said */
  TideInstant reviewed;
} TideAssessmentData;
TIDE_DEFINE_RECORD (TideAssessmentData, tide_assessment_data)

gboolean tide_assessment_data_is_current (const TideAssessmentData *self); /* final: charted and counted */
/* By the patient, current, and nobody has looked at it yet. */
gboolean tide_assessment_data_is_unreviewed (const TideAssessmentData *self);
gboolean tide_assessment_data_is_total_only (const TideAssessmentData *self);
/* Before birth, in the future, no instrument, neither answers nor total … */
guint tide_assessment_data_find_faults (const TideAssessmentData *self, TideDate birth_date,
                                        TideFaultFunc report, gpointer data);

/* answers <-> array in the instrument's order. Reading fails on an unknown item or a value out of range. */
char *tide_answers_to_text (TideInstrument *instrument, const TideAnswer *answers);
gboolean tide_answers_from_text (TideInstrument *instrument, const char *text, TideAnswer *answers,
                                 GError **error);
/* scores <-> text; reading needs no instrument: calls @func for each. */
char *tide_scores_to_text (const TideScores *scores);
typedef void (*TideScoreTextFunc) (const char *score_id, TideScoreStatus status, double value, gpointer data);
gboolean tide_scores_text_foreach (const char *text, TideScoreTextFunc func, gpointer data);
/* One score of a stored text. FALSE when it is not there. @value is NAN when invalid. */
gboolean tide_scores_text_find (const char *text, const char *score_id, TideScoreStatus *status,
                                double *value);

#define TIDE_TYPE_ASSESSMENT (tide_assessment_get_type ())
G_DECLARE_FINAL_TYPE (TideAssessment, tide_assessment, TIDE, ASSESSMENT, GObject)

/* A new, empty one; @sex for scoring. Signal "changed": an answer, the total or a field changed. */
TideAssessment *tide_assessment_new (TideInstrument *instrument, TideSex sex);
/* An editable copy of a stored one. */
TideAssessment *tide_assessment_new_from_data (TideInstrument *instrument, TideSex sex,
                                               const TideAssessmentData *data, GError **error);
TideInstrument *tide_assessment_get_instrument (TideAssessment *self); /* (transfer none) */
/* The record as it stands, answers included (transfer none): fields may be set directly, then
 * tide_assessment_touch (). */
TideAssessmentData *tide_assessment_get_data (TideAssessment *self);
void tide_assessment_touch (TideAssessment *self);
TideAnswer tide_assessment_get_answer (TideAssessment *self, guint item);
const TideAnswer *tide_assessment_get_answers (TideAssessment *self);
/* FALSE and *error when the item does not allow it; nothing changes then. Items no longer asked are cleared.
 */
gboolean tide_assessment_set_answer (TideAssessment *self, guint item, TideAnswer answer, GError **error);
void tide_assessment_set_total (TideAssessment *self, double total); /* total only: clears the answers */
const TideScores *tide_assessment_get_scores (TideAssessment *self); /* live (transfer none) */
gboolean tide_assessment_is_complete (TideAssessment *self);
gboolean tide_assessment_is_empty (TideAssessment *self);

G_END_DECLS
