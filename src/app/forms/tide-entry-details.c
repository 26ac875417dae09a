/* tide-entry-details.c: date and time, rater, mode and course of a rating.
 *
 * The time is that of the rating, not of the typing, so it is a field.  A future time, a time before birth or
 * no rater is said under the field as soon as it is so, and the form cannot be saved meanwhile. */

#include "tide-entry-details.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "tide-accessible-name.h"
#include "tide-date-entry.h"
#include "tide-sentences.h"
#include "tide-staff-dialog.h"
#include "tide-typed-time.h"

typedef struct
{
  gint64 id; /* staff, 0 for nobody and for the patient */
  gboolean patient;
} Rater;

struct _TideEntryDetails
{
  GtkWidget parent_instance;

  GtkWidget *box;
  TideDateEntry *done;
  GtkLabel *done_fault, *rater_fault, *rater_type_label, *course;
  GtkDropDown *rater, *mode;

  const TideFormContext *context;
  GArray *raters; /* Rater, beside the model */
  TideRaterType type;
  gboolean offers_patient;
  gboolean filling;
  guint last_rater;
};

G_DEFINE_FINAL_TYPE (TideEntryDetails, tide_entry_details, GTK_TYPE_WIDGET)

static guint changed_signal;

static const char *
type_label (TideRaterType type)
{
  switch (type)
    {
    case TIDE_RATER_SELF:
      return _ ("self-report");
    case TIDE_RATER_INFORMANT:
      return _ ("informant");
    case TIDE_RATER_INDEPENDENT:
      return _ ("independent rater");
    case TIDE_RATER_CLINICIAN:
      return _ ("clinician");
    default:
      return "";
    }
}

static void
emit_changed (TideEntryDetails *self)
{
  if (self->filling)
    return;
  tide_entry_details_check (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
done_changed_cb (TideDateEntry *entry, TideEntryDetails *self)
{
  emit_changed (self);
}

static void
mode_changed_cb (GtkDropDown *drop, GParamSpec *pspec, TideEntryDetails *self)
{
  emit_changed (self);
}

static void
show_type (TideEntryDetails *self)
{
  gtk_label_set_text (self->rater_type_label, type_label (tide_entry_details_get_rater_type (self)));
}

/* --- raters --- */

static const Rater *
get_chosen (TideEntryDetails *self)
{
  guint selected = gtk_drop_down_get_selected (self->rater);

  return selected < self->raters->len ? &g_array_index (self->raters, Rater, selected) : NULL;
}

static void
fill_raters (TideEntryDetails *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GPtrArray) staff = tide_clinic_list (self->context->clinic, &tide_staff_class, NULL, 0, NULL);
  Rater rater = { 0 };

  self->filling = TRUE;
  g_array_set_size (self->raters, 0);
  gtk_string_list_append (names, _ ("Nobody chosen"));
  g_array_append_val (self->raters, rater);
  if (self->offers_patient)
    {
      rater.patient = TRUE;
      gtk_string_list_append (names, _ ("Patient"));
      g_array_append_val (self->raters, rater);
    }
  for (guint i = 0; staff && i < staff->len; i++)
    {
      const TideStaff *person = staff->pdata[i];

      if (person->inactive)
        continue;
      rater = (Rater){ person->base.id, FALSE };
      gtk_string_list_append (names, person->name);
      g_array_append_val (self->raters, rater);
    }
  gtk_string_list_append (names, _ ("Add a person…"));
  gtk_drop_down_set_model (self->rater, G_LIST_MODEL (names));
  self->filling = FALSE;
}

static void
choose_rater (TideEntryDetails *self, gint64 id, gboolean patient)
{
  for (guint i = 0; i < self->raters->len; i++)
    {
      const Rater *rater = &g_array_index (self->raters, Rater, i);

      if (rater->patient == patient && (patient || rater->id == id))
        {
          gtk_drop_down_set_selected (self->rater, i);
          return;
        }
    }
}

static void
person_added_cb (gint64 id, gpointer data)
{
  TideEntryDetails *self = data;

  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return; /* the form was closed meanwhile */
  fill_raters (self);
  choose_rater (self, id, FALSE);
}

static void
rater_changed_cb (GtkDropDown *drop, GParamSpec *pspec, TideEntryDetails *self)
{
  guint selected = gtk_drop_down_get_selected (drop);

  if (self->filling)
    return;
  if (selected == self->raters->len) /* "Add a person…" */
    {
      gtk_drop_down_set_selected (drop, self->last_rater);
      tide_staff_dialog_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->context->clinic,
                                 person_added_cb, g_object_ref (self), g_object_unref);
      return;
    }
  self->last_rater = selected;
  show_type (self);
  emit_changed (self);
}

gboolean
tide_entry_details_add_person (TideEntryDetails *self, const char *name, int role, GError **error)
{
  g_autoptr (TideStaff) staff = tide_staff_new ();

  tide_record_set_text (&staff->name, name);
  staff->role = role;
  if (!tide_clinic_save (self->context->clinic, staff, error))
    return FALSE;
  person_added_cb (staff->base.id, self);
  return TRUE;
}

/* --- widget --- */

static void
tide_entry_details_dispose (GObject *object)
{
  TideEntryDetails *self = TIDE_ENTRY_DETAILS (object);

  self->filling = TRUE;
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (tide_entry_details_parent_class)->dispose (object);
}

static void
tide_entry_details_finalize (GObject *object)
{
  g_array_unref (TIDE_ENTRY_DETAILS (object)->raters);
  G_OBJECT_CLASS (tide_entry_details_parent_class)->finalize (object);
}

static void
tide_entry_details_class_init (TideEntryDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tide_entry_details_dispose;
  G_OBJECT_CLASS (klass)->finalize = tide_entry_details_finalize;
  g_type_ensure (TIDE_TYPE_DATE_ENTRY);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/tidemark/Tidemark/ui/tide-entry-details.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, TideEntryDetails, box);
  gtk_widget_class_bind_template_child (widget_class, TideEntryDetails, done);
  gtk_widget_class_bind_template_child (widget_class, TideEntryDetails, done_fault);
  gtk_widget_class_bind_template_child (widget_class, TideEntryDetails, rater);
  gtk_widget_class_bind_template_child (widget_class, TideEntryDetails, rater_fault);
  gtk_widget_class_bind_template_child (widget_class, TideEntryDetails, rater_type_label);
  gtk_widget_class_bind_template_child (widget_class, TideEntryDetails, mode);
  gtk_widget_class_bind_template_child (widget_class, TideEntryDetails, course);
  gtk_widget_class_bind_template_callback (widget_class, done_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, rater_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, mode_changed_cb);
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
tide_entry_details_init (TideEntryDetails *self)
{
  self->raters = g_array_new (FALSE, TRUE, sizeof (Rater));
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filling = FALSE;
  tide_date_entry_set_label (self->done, _ ("Done"));
  tide_accessible_name (GTK_WIDGET (self->rater), _ ("Rater"));
  tide_accessible_name (GTK_WIDGET (self->mode), _ ("Mode"));
}

/* Nobody rates to the second. */
static TideInstant
whole_minute (TideInstant instant)
{
  instant.utc -= ((instant.utc % 60) + 60) % 60;
  return instant;
}

void
tide_entry_details_setup (TideEntryDetails *self, const TideFormContext *context, TideRaterType rater)
{
  const TideStaff *person = tide_clinic_get_person (context->clinic);

  self->context = context;
  self->offers_patient = rater == TIDE_RATER_SELF;
  self->type = rater == TIDE_RATER_UNKNOWN ? TIDE_RATER_CLINICIAN : rater;
  fill_raters (self);
  self->filling = TRUE;
  tide_date_entry_set_instant (self->done, whole_minute (context->now));
  gtk_drop_down_set_selected (self->mode, 0);
  if (self->offers_patient)
    choose_rater (self, 0, TRUE);
  else if (person)
    choose_rater (self, person->base.id, FALSE);
  else if (self->raters->len == 2)
    gtk_drop_down_set_selected (self->rater, 1); /* the only one there is */
  self->last_rater = gtk_drop_down_get_selected (self->rater);
  self->filling = FALSE;
  show_type (self);
  tide_entry_details_check (self);
}

void
tide_entry_details_set (TideEntryDetails *self, TideInstant taken, gint64 rater_id, TideRaterType type,
                        int contact)
{
  self->filling = TRUE;
  if (tide_instant_is_known (taken))
    tide_date_entry_set_instant (self->done, taken);
  if (type != TIDE_RATER_UNKNOWN)
    self->type = type;
  choose_rater (self, rater_id, self->offers_patient && rater_id == 0 && type == TIDE_RATER_SELF);
  self->last_rater = gtk_drop_down_get_selected (self->rater);
  /* The list begins with "in person"; "not recorded" (0) is its last entry. */
  gtk_drop_down_set_selected (self->mode, contact == 0 ? 4 : (guint) contact - 1);
  self->filling = FALSE;
  show_type (self);
  emit_changed (self);
}

TideInstant
tide_entry_details_get_taken (TideEntryDetails *self)
{
  TideInstant taken = TIDE_INSTANT_UNKNOWN;
  g_autofree char *fault = NULL;

  tide_date_entry_read_instant (self->done, &taken, &fault);
  return taken;
}

gint64
tide_entry_details_get_rater (TideEntryDetails *self)
{
  const Rater *rater = get_chosen (self);

  return rater ? rater->id : 0;
}

TideRaterType
tide_entry_details_get_rater_type (TideEntryDetails *self)
{
  const Rater *rater = get_chosen (self);

  if (rater && rater->patient)
    return TIDE_RATER_SELF;
  return rater && rater->id == 0 ? TIDE_RATER_UNKNOWN : self->type;
}

void
tide_entry_details_set_rater_type (TideEntryDetails *self, TideRaterType type)
{
  self->type = type;
  show_type (self);
  emit_changed (self);
}

int
tide_entry_details_get_contact (TideEntryDetails *self)
{
  guint selected = gtk_drop_down_get_selected (self->mode);

  return selected >= 4 ? 0 : (int) selected + 1;
}

void
tide_entry_details_set_place (TideEntryDetails *self, const char *words)
{
  gtk_label_set_text (self->course, words);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->course), words);
}

static char *
dup_done_fault (TideEntryDetails *self)
{
  const TidePatient *patient = self->context->history->patient;
  g_autofree char *fault = NULL;
  TideInstant taken;

  if (!tide_date_entry_read_instant (self->done, &taken, &fault))
    return g_steal_pointer (&fault);
  if (!tide_instant_is_known (taken))
    return g_strdup (_ ("Say when it was done."));
  /* The day decides when only the day is known: its noon may still lie ahead. */
  if (taken.precision == TIDE_PRECISION_DAY ? tide_instant_get_date (taken) > tide_date_today ()
                                            : tide_instant_compare (taken, tide_instant_now ()) > 0)
    return g_strdup (_ ("This lies in the future."));
  if (tide_date_is_known (patient->birth_date) && tide_instant_get_date (taken) < patient->birth_date)
    {
      g_autofree char *birth = tide_typed_date_to_text (patient->birth_date);

      return g_strdup_printf (_ ("This is before the patient's birth on %s."), birth);
    }
  return NULL;
}

static char *
dup_rater_fault (TideEntryDetails *self)
{
  const Rater *rater = get_chosen (self);

  return rater && (rater->id != 0 || rater->patient) ? NULL : g_strdup (_ ("Choose who rated."));
}

static void
show_fault (GtkLabel *label, GtkWidget *field, const char *fault)
{
  gtk_label_set_text (label, fault ? fault : "");
  gtk_widget_set_visible (GTK_WIDGET (label), fault != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  fault ? fault : "", -1);
  if (fault)
    gtk_widget_add_css_class (field, "error");
  else
    gtk_widget_remove_css_class (field, "error");
}

gboolean
tide_entry_details_check (TideEntryDetails *self)
{
  g_autofree char *done = NULL, *rater = NULL;

  if (self->context == NULL)
    return FALSE;
  done = dup_done_fault (self);
  rater = dup_rater_fault (self);
  show_fault (self->done_fault, GTK_WIDGET (tide_date_entry_get_editable (self->done)), done);
  show_fault (self->rater_fault, GTK_WIDGET (self->rater), rater);
  return done == NULL && rater == NULL;
}

void
tide_entry_details_focus_fault (TideEntryDetails *self)
{
  g_autofree char *done = dup_done_fault (self);

  if (done)
    gtk_widget_grab_focus (GTK_WIDGET (tide_date_entry_get_editable (self->done)));
  else if (tide_entry_details_get_rater_type (self) == TIDE_RATER_UNKNOWN)
    gtk_widget_grab_focus (GTK_WIDGET (self->rater));
}

char *
tide_entry_details_dup_fault (TideEntryDetails *self)
{
  char *fault = dup_done_fault (self);

  return fault ? fault : dup_rater_fault (self);
}

GtkEditable *
tide_entry_details_get_done_editable (TideEntryDetails *self)
{
  return tide_date_entry_get_editable (self->done);
}
