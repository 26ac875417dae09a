/* tide-task-field.h: the exposure tasks of a session: a small table that is typed through by Tab. */
#pragma once

#include "tide-form-field.h"
#include "tide-exposure.h"

G_BEGIN_DECLS

#define TIDE_TYPE_TASK_FIELD (tide_task_field_get_type ())
G_DECLARE_FINAL_TYPE (TideTaskField, tide_task_field, TIDE, TASK_FIELD, TideFormField)

void tide_task_field_set_tasks (TideTaskField *self, GPtrArray *tasks); /* TideExposure */
/* What is typed; rows that were stored keep their ids, and one whose task was cleared is entered in error.
 * NULL when a number cannot be read. (element-type TideExposure) (transfer full) */
GPtrArray *tide_task_field_list (TideTaskField *self);
/* As a person types: columns 0 task, 1 planned, 2 start, 3 peak, 4 end, 5 minutes. */
void tide_task_field_type (TideTaskField *self, guint row, guint column, const char *text);
guint tide_task_field_get_n_rows (TideTaskField *self); /* with the empty one at the end */
/* Reports "exposures" with the number of the row for each fault of a task. */
void tide_task_field_report (TideTaskField *self, TideFaultFunc report, gpointer data);

G_END_DECLS
