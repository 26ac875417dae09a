/* tide-patient-banner.h: who this is, on every tab: name, age, record number, birth date, diagnoses, open
 * alerts. */
#pragma once

#include <adwaita.h>
#include "tide-patient-model.h"

G_BEGIN_DECLS

#define TIDE_TYPE_PATIENT_BANNER (tide_patient_banner_get_type ())
G_DECLARE_FINAL_TYPE (TidePatientBanner, tide_patient_banner, TIDE, PATIENT_BANNER, AdwBin)

void tide_patient_banner_set_model (TidePatientBanner *self, TidePatientModel *model); /* NULL empties it */
/* On a narrow window the header bar has name and facts, and alerts are a strip above: only chips stay. */
void tide_patient_banner_set_narrow (TidePatientBanner *self, gboolean narrow);

/* "38 years · female · born 14 Mar 1987 · record TM-0417"; brief: "38 · female · TM-0417" (transfer full). */
char *tide_patient_dup_facts (const TidePatient *patient, gboolean brief);

G_END_DECLS
