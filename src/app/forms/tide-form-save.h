/* tide-form-save.h: what the two rating forms share when they write: fields of an assessment, CGI, messages.
 */
#pragma once

#include "tide-answer-sheet.h"
#include "tide-entry-details.h"
#include "tide-form-context.h"

G_BEGIN_DECLS

/* The value of a one-item part ("cgis"), 0 when it is not rated. */
int tide_form_cgi (TideAnswerSheet *sheet, const char *part_id);

/**
 * tide_form_dup_assessment:
 * @compared_with: code of tide_compared_with_codes, used when the part is a CGI-I
 *
 * @by_scale: the scale says who rated: one that a patient fills in is a self-report whoever took the visit.
 * Otherwise the details say it.
 *
 * A copy of the part's record with patient, time, rater and mode filled in, ready for the clinic.
 */
TideAssessmentData *tide_form_dup_assessment (TideFormContext *context, TideAnswerSheet *sheet, guint part,
                                              TideEntryDetails *details, int compared_with,
                                              gboolean by_scale);

/* What a person should look at twice before saving, NULL when nothing: a CGI-I that contradicts the score
 * (clinical.md 1.12). (transfer full) */
char *tide_form_dup_cgi_doubt (int cgi_i, int compared_with, const char *scale_name, double change);

/* "Y-BOCS 17 of 40, moderate"; "Y-BOCS without a total" (transfer full) */
char *tide_form_dup_score_words (TideFormContext *context, const TideAssessmentData *data);
/* What saving will do with @finding of @part, in words, for the time that @details give (transfer none). */
const char *tide_form_get_promise (TideFormContext *context, TideAnswerSheet *sheet, guint part,
                                   TideEntryDetails *details, const TideFinding *finding);
/* "1 alert raised."; of historical ones "1 alert for the record: the rating is 53 days old; see History.";
 * NULL for none. @alerts: (nullable) (element-type TideAlert). (transfer full) */
char *tide_form_dup_alert_words (const GPtrArray *alerts, TideInstant taken);
/* "Y-BOCS 17 of 40, moderate, saved. 1 alert raised." (transfer full) */
/* The safety items that would be saved without an answer, each in words, and the *@heading of the question
 * why (transfer full); NULL when there is none. */
char *tide_form_dup_safety_words (TideAnswerSheet *sheet, char **heading);
char *tide_form_dup_saved_words (TideFormContext *context, const TideAssessmentData *data,
                                 const GPtrArray *alerts);

/* Whether a part that is not left out has an item about suicide or safety without an answer. */
gboolean tide_form_has_open_safety (TideAnswerSheet *sheet, guint part);

G_END_DECLS
