/* tide-clinic-paper.h: what every page that leaves a desk says of the clinic and its state, for the window
 * and for the command alike. */
#pragma once

#include "tide-clinic.h"
#include "tide-report.h"

G_BEGIN_DECLS

/* A page's head and foot as they stand now, with what they borrow from; its scale, target, thresholds and
 * limits are those of the clinic. */
typedef struct
{
  TideSummaryData page;
  char *name, *address, *phone, *crisis, *currency, *credentials, *head;
  cairo_surface_t *logo; /* or NULL: the program's mark */
  TideThresholds *thresholds;
} TideClinicPaper;
/* @history: (nullable): a page of one patient; of the clinic alone else */
void tide_clinic_paper_init (TideClinicPaper *self, TideClinic *clinic, const TideHistory *history);
/* @size: (nullable): "a4" or "letter"; NULL: it stays that of the clinic's settings */
void tide_clinic_paper_set_size (TideClinicPaper *self, const char *size);
void tide_clinic_paper_clear (TideClinicPaper *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TideClinicPaper, tide_clinic_paper_clear)

G_END_DECLS
