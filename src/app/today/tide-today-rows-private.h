/* tide-today-rows-private.h: what the two files of Today's rows share. */
#pragma once

#include "tide-today-rows.h"

G_BEGIN_DECLS

const TidePatient *tide_today_rows_find_patient (TideTodayRows *self, gint64 patient_id); /* or NULL */
/* A row named by the patient; its key is of @kind, @id and @subject. */
GtkWidget *tide_today_rows_make (TideTodayRows *self, const char *kind, gint64 id, const char *subject,
                                 gint64 patient_id, const char *what);
/* @format with its one "%u" (transfer full). */
char *tide_today_count_words (const char *format, guint n);
/* Whether widgets of @type have that action; @parameter gets its type, NULL: it has none. */
gboolean tide_today_find_action (GType type, const char *name, const GVariantType **parameter);

G_END_DECLS
