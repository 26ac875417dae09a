/* tide-clinic-paper.c: what every page that leaves a desk says of the clinic and its state. */
#include "tide-clinic-paper.h"

#include <string.h>

#include "tide-clinic-cockpit.h"
#include "tide-logo.h"
#include "tide-safety-case.h"

void
tide_clinic_paper_init (TideClinicPaper *self, TideClinic *clinic, const TideHistory *history)
{
  const TideStaff *person = tide_clinic_get_person (clinic);
  *self = (TideClinicPaper){ .name = tide_clinic_dup_setting (clinic, "clinic.name"),
                             .address = tide_clinic_dup_setting (clinic, "clinic.address"),
                             .phone = tide_clinic_dup_setting (clinic, "clinic.phone"),
                             .crisis = tide_clinic_dup_setting (clinic, "clinic.patient_crisis_text"),
                             .currency = tide_clinic_dup_setting (clinic, "clinic.currency"),
                             .thresholds = tide_clinic_load_thresholds (clinic) };
  g_autofree char *logo = tide_clinic_dup_setting (clinic, "clinic.logo");
  self->logo = tide_logo_new_from_setting (logo);
  self->credentials = tide_clinic_dup_own_setting (clinic, "credentials");
  self->page = (TideSummaryData){ .history = history,
                                  .library = tide_clinic_get_library (clinic),
                                  .thresholds = self->thresholds,
                                  .rules = tide_desk_get_rules (clinic),
                                  .session_rules = tide_clinic_get_session_rules (clinic),
                                  .clinic_name = self->name != NULL ? self->name : "",
                                  .clinic_address = self->address,
                                  .clinic_phone = self->phone,
                                  .logo = self->logo,
                                  .credentials = self->credentials,
                                  .crisis_text = self->crisis,
                                  .currency = self->currency,
                                  .clinician = person != NULL ? person->name : NULL,
                                  .synthetic = history != NULL ? history->patient->synthetic
                                                               : tide_clinic_is_synthetic (clinic),
                                  .now = tide_instant_now (),
                                  .from = TIDE_DATE_UNKNOWN,
                                  .to = TIDE_DATE_UNKNOWN,
                                  .leftward = tide_paper_is_leftward (g_get_language_names ()) };
  if (history != NULL)
    self->page.instrument_id = self->page.target = tide_clinic_get_target_instrument (clinic, history);
  g_autofree char *size = tide_clinic_dup_setting (clinic, "paper");
  tide_clinic_paper_set_size (self, size);
  self->page.audit_head = self->head = tide_clinic_get_audit_head (clinic, &self->page.audit_number);
}

void
tide_clinic_paper_set_size (TideClinicPaper *self, const char *size)
{
  if (size != NULL)
    self->page.paper = strcmp (size, "letter") == 0 ? TIDE_PAPER_LETTER : TIDE_PAPER_A4;
}

void
tide_clinic_paper_clear (TideClinicPaper *self)
{
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->address, g_free);
  g_clear_pointer (&self->phone, g_free);
  g_clear_pointer (&self->credentials, g_free);
  g_clear_pointer (&self->logo, cairo_surface_destroy);
  g_clear_pointer (&self->crisis, g_free);
  g_clear_pointer (&self->currency, g_free);
  g_clear_pointer (&self->head, g_free);
  g_clear_pointer (&self->thresholds, tide_thresholds_free);
}
