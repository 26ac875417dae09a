/* tide-eligibility-page.h: may this patient have this treatment: the list, the clinic's policy, who decided.
 */
#pragma once

#include <adwaita.h>
#include "tide-patient-model.h"
#include "tide-report.h"

G_BEGIN_DECLS

#define TIDE_TYPE_ELIGIBILITY_PAGE (tide_eligibility_page_get_type ())
G_DECLARE_FINAL_TYPE (TideEligibilityPage, tide_eligibility_page, TIDE, ELIGIBILITY_PAGE, GtkWidget)
/* Signal "closed" (gboolean saved, char *message). Actions: eligibility.close, eligibility.sign,
 * eligibility.print, eligibility.answer (id of an item). */

/**
 * tide_eligibility_page_new:
 * @course_id: 0: the planned course, else the first one that runs, else the arm ketamine
 *
 * Returns: (transfer floating) (nullable): NULL when the patient cannot be read
 */
GtkWidget *tide_eligibility_page_new (TideClinic *clinic, gint64 patient_id, gint64 course_id);
/* Of an arm for which there is no course yet. */
void tide_eligibility_page_choose_arm (TideEligibilityPage *self, int arm);
/* What opens the place where an item is answered: an action patient.* with its target (floating, or NULL) and
 * the word of its button; NULL when nothing has to be done, or nothing can be. */
const char *tide_eligibility_page_find_answer (TideEligibilityPage *self, const char *item_id,
                                               const char **label, GVariant **target);
/* The list as pages (transfer full); NULL when nothing is asked about. */
TideReport *tide_eligibility_page_new_report (TideEligibilityPage *self);
const char *tide_eligibility_page_get_verdict (TideEligibilityPage *self); /* the line on top */

G_END_DECLS
