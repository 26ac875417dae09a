/* tide-history-rows.h: the rows of the History tab, one maker for each kind of record. */
#pragma once

#include <adwaita.h>
#include "tide-patient-model.h"

G_BEGIN_DECLS

typedef GtkWidget *(*TideHistoryRowMaker) (TidePatientModel *model, gpointer record);

/* tide-history-rows.c */
GtkWidget *tide_history_diagnosis_row (TidePatientModel *model, gpointer diagnosis);
GtkWidget *tide_history_specifier_row (TidePatientModel *model, gpointer specifier);
GtkWidget *tide_history_identifier_row (TidePatientModel *model, gpointer identifier);
GtkWidget *tide_history_event_row (TidePatientModel *model, gpointer event);
GtkWidget *tide_history_effect_row (TidePatientModel *model, gpointer adverse_event);
GtkWidget *tide_history_alert_row (TidePatientModel *model, gpointer alert);
GtkWidget *tide_history_visit_row (TidePatientModel *model, gpointer visit);

/* tide-history-care.c */
GtkWidget *tide_history_goal_row (TidePatientModel *model, gpointer goal);
/* The newest of each kind in the order of the table, earlier ones folded. */
GPtrArray *tide_history_measurement_rows (TidePatientModel *model);
/* The newest weight with its trend, or NULL (transfer full). */
char *tide_history_dup_weight_words (TidePatientModel *model);
GtkWidget *tide_history_contact_row (TidePatientModel *model, gpointer contact);
GtkWidget *tide_history_plan_row (TidePatientModel *model, gpointer safety_plan);

/* tide-history-medicines.c: all rows of the section, in their order (transfer container) (element-type
 * GtkWidget)
 */
GPtrArray *tide_history_medicine_rows (TidePatientModel *model);
GPtrArray *tide_history_allergy_rows (TidePatientModel *model);
/* "3", "3, 1 contraindicated pair" and "penicillin", "none known", "not asked" (transfer full). */
/* The gravest of what does not go together, planned medicines among it. */
TideBar tide_history_get_medicines_bar (TidePatientModel *model);
char *tide_history_dup_medicines_words (TidePatientModel *model);
char *tide_history_dup_allergies_words (TidePatientModel *model);

/* tide-history-trials.c */
GPtrArray *tide_history_trial_rows (TidePatientModel *model);
/* "4 trials: 3 adequate and failed, 1 not adequate"; @brief: "4: 3 failed" (transfer full). */
char *tide_history_dup_trials_words (TidePatientModel *model, gboolean brief);
/* "IV", "10 of 15", "II to IV" (transfer full). */
char *tide_stage_dup_value_words (const TideStage *stage);
/* What the banner says: "Resistance IV" and "three SSRIs plus CBT failed"; FALSE when there is nothing to
 * say.
 */
gboolean tide_stage_dup_chip (const TideStage *stage, char **strong, char **text);

G_END_DECLS
