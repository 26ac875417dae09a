/* tide-cockpit-dose.c: the dose as a sum that can be checked by eye: mg/kg times kilograms, how it was
 * rounded, what the pump is set to, and what was delivered beside what was planned.
 */
#include "tide-cockpit-dose.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-cockpit-card.h"
#include "tide-session-given.h"
#include "tide-wording.h"

struct _TideCockpitDose
{
  AdwBin parent_instance;

  GtkLabel *count, *planned, *sum, *basis, *delivered, *route, *device, *mix, *drugs, *doubts;
};

G_DEFINE_FINAL_TYPE (TideCockpitDose, tide_cockpit_dose, ADW_TYPE_BIN)

static char *
number (double value, int places)
{
  double step = pow (10, places);
  return isnan (value) ? g_strdup ("–") : tide_number_to_text (round (value * step) / step);
}

static void
show (GtkLabel *label, char *text)
{
  g_autofree char *owned = text;
  gtk_label_set_text (label, owned != NULL ? owned : "");
  gtk_widget_set_visible (GTK_WIDGET (label), owned != NULL && *owned != '\0');
}

static char *
dup_sum (const TideSession *session)
{
  if (isnan (session->planned_mg_per_kg) || isnan (session->weight_kg))
    return NULL;
  g_autofree char *per_kg = number (session->planned_mg_per_kg, 4), *kg = number (session->weight_kg, 1);
  g_autofree char *mg = number (session->planned_mg_per_kg * session->weight_kg, 2);
  return g_strdup_printf (_ ("%s mg/kg × %s kg = %s mg"), per_kg, kg, mg);
}

/* When it was weighed, whose kilograms count, and what rounding did. */
static char *
dup_basis (const TideSession *session)
{
  GString *text = g_string_new (NULL);
  if (tide_instant_is_known (session->weighed))
    {
      g_autofree char *when = tide_instant_has_clock (session->weighed)
                                  && tide_instant_get_date (session->weighed) == tide_date_today ()
                                ? tide_words_clock_time (session->weighed, FALSE)
                                : tide_instant_to_words (session->weighed);
      g_string_append_printf (text, _ ("weighed %s"), when);
    }
  if (session->weight_basis > 0)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "",
                            tide_weight_basis_get_label (session->weight_basis));
  double off = session->planned_mg - session->planned_mg_per_kg * session->weight_kg;
  if (!isnan (off))
    {
      g_autofree char *by = number (fabs (off), 2);
      g_string_append_printf (text, _ ("%srounding %s%s mg"), text->len > 0 ? " · " : "",
                              fabs (off) < 0.005 ? "±"
                              : off > 0          ? "+"
                                                 : "\u2212",
                              by);
    }
  return g_string_free (text, FALSE);
}

static char *
dup_delivered (const TideSession *session)
{
  if (isnan (session->dose_mg))
    return NULL;
  g_autofree char *mg = number (session->dose_mg, 2),
                  *per_kg = number (tide_session_get_mg_per_kg (session), 3);
  return g_strdup_printf (_ ("delivered %s mg (%s mg/kg)"), mg, per_kg);
}

static char *
dup_route (const TideCockpitModel *model)
{
  int route = tide_session_get_route (model->session, model->course);
  const char *word = route > 0 ? tide_route_get_label (route) : "–";
  return model->session->site != NULL ? g_strdup_printf ("%s, %s", word, model->session->site)
                                      : g_strdup (word);
}

static char *
dup_device (const TideSession *session)
{
  if (session->nasal_devices != TIDE_INTEGER_UNKNOWN)
    return g_strdup_printf (_ ("%d of 28 mg"), (int) session->nasal_devices);
  if (session->device_label != NULL)
    return g_strdup (session->device_label);
  return g_strdup (session->device > 0 ? tide_word_for_code (tide_device_codes, session->device) : "–");
}

static char *
dup_mix (const TideSession *session)
{
  if (isnan (session->volume_ml) && isnan (session->rate_ml_per_h))
    return g_strdup ("–");
  g_autofree char *ml = number (session->volume_ml, 1), *rate = number (session->rate_ml_per_h, 1);
  g_autofree char *strength = number (session->concentration_mg_per_ml, 2);
  return g_strdup_printf (_ ("%s mL, %s mg/mL, %s mL/h"), ml, strength, rate);
}

/* One line a vial: what was drawn must be found again. */
static char *
dup_drugs (const TideCockpitModel *model)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < model->history->drug_uses->len; i++)
    {
      const TideDrugUse *use = model->history->drug_uses->pdata[i];
      if (use->session_id != model->session->base.id || use->entered_in_error)
        continue;
      g_autofree char *drawn = number (use->mg_drawn, 2), *given = number (use->mg_given, 2),
                      *wasted = number (use->mg_wasted, 2);
      g_autofree char *witness = tide_words_dup_staff_name (model->history, use->witness_id);
      g_string_append_printf (text, _ ("%s%s: drawn %s, given %s, wasted %s mg"), text->len > 0 ? "\n" : "",
                              use->drug, drawn, given, wasted);
      if (use->lot != NULL)
        g_string_append_printf (text, _ (" · lot %s"), use->lot);
      if (*witness != '\0')
        g_string_append_printf (text, _ (" · witness %s"), witness);
      if (use->reason != NULL)
        g_string_append_printf (text, " · %s", use->reason);
    }
  return g_string_free (text, FALSE);
}

static char *
dup_doubts (const TideCockpitModel *model)
{
  g_autoptr (GPtrArray) doubts = tide_session_dose_list_doubts (
    model->session, model->course, model->last_weight_kg, model->desk.thresholds);
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < doubts->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", ((TideDoseDoubt *) doubts->pdata[i])->words);
  return g_string_free (text, FALSE);
}

void
tide_cockpit_dose_set_model (TideCockpitDose *self, TideCockpitModel *model)
{
  g_return_if_fail (TIDE_IS_COCKPIT_DOSE (self));
  if (model == NULL)
    return;
  const TideSession *session = model->session;
  g_autofree char *mg = number (session->planned_mg, 2);
  show (self->planned,
        isnan (session->planned_mg) ? g_strdup (_ ("not set")) : g_strdup_printf (_ ("%s mg"), mg));
  show (self->count, g_strdup (session->unsupervised == 2 ? _ ("unsupervised") : ""));
  show (self->sum, dup_sum (session));
  show (self->basis, dup_basis (session));
  show (self->delivered, dup_delivered (session));
  show (self->route, dup_route (model));
  show (self->device, dup_device (session));
  show (self->mix, dup_mix (session));
  show (self->drugs, dup_drugs (model));
  show (self->doubts, dup_doubts (model));
}

static void
tide_cockpit_dose_class_init (TideCockpitDoseClass *klass)
{
}

static void
tide_cockpit_dose_init (TideCockpitDose *self)
{
  GtkWidget *card = tide_card_new (_ ("Dose"), &self->count);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "tide-amber");
  self->planned = tide_card_add_text (card, "tide-cockpit-mg");
  self->sum = tide_card_add_text (card, "tide-cockpit-line");
  self->basis = tide_card_add_text (card, "tide-cockpit-small");
  self->delivered = tide_card_add_text (card, "tide-cockpit-line");
  self->doubts = tide_card_add_text (card, "tide-doubt");
  gtk_widget_add_css_class (GTK_WIDGET (self->doubts), "tide-cockpit-line");
  self->route = tide_card_add_fact (card, _ ("Route"));
  self->device = tide_card_add_fact (card, _ ("Device"));
  self->mix = tide_card_add_fact (card, _ ("Mix, rate"));
  self->drugs = tide_card_add_text (card, "tide-cockpit-small");
  gtk_widget_add_css_class (buttons, "tide-cockpit-buttons");
  gtk_box_set_homogeneous (GTK_BOX (buttons), TRUE);
  gtk_box_append (GTK_BOX (buttons), tide_key_button_new (_ ("Dose…"), "O", "cockpit.dose"));
  gtk_box_append (GTK_BOX (buttons), tide_key_button_new (_ ("Register…"), "W", "cockpit.drug"));
  gtk_box_append (GTK_BOX (card), buttons);
  adw_bin_set_child (ADW_BIN (self), card);
}

GtkWidget *
tide_cockpit_dose_new (void)
{
  return g_object_new (TIDE_TYPE_COCKPIT_DOSE, NULL);
}
