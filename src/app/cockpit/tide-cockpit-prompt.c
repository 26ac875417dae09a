/* tide-cockpit-prompt.c: the next slot with its time, a reading that is to be repeated, an end that is
 * reached.
 */
#include "tide-cockpit-prompt.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-cockpit-card.h"

struct _TideCockpitPrompt
{
  AdwBin parent_instance;

  GtkWidget *card;
  GtkLabel *when, *slot, *cells, *state, *extra;
  TideCockpitModel *model;
};

G_DEFINE_FINAL_TYPE (TideCockpitPrompt, tide_cockpit_prompt, ADW_TYPE_BIN)

static char *
dup_slot_title (const TideGridSlot *slot)
{
  return slot->anchor == TIDE_SLOT_AFTER_START || (slot->anchor == TIDE_SLOT_AFTER_END && slot->minutes > 0)
           ? g_strdup_printf (_ ("%s min slot"), slot->label)
           : g_strdup_printf (_ ("%s slot"), slot->label);
}

static double
get_recheck_seconds (const TideCockpitNow *now)
{
  return (double) (now->recheck.due.utc - now->now.utc);
}

/* Whether the repeat of a reading comes before the next slot of the grid: a slot that is open or late is
 * filled in first, and has the values that the repeat is about. */
static gboolean
is_recheck_next (const TideCockpitNow *now)
{
  const TideSlotTime *next = now->next;
  if (now->recheck.row == NULL)
    return FALSE;
  if (next == NULL || isnan (next->seconds) || now->infusion.phase == TIDE_CLOCK_NOT_STARTED)
    return TRUE;
  return next->state == TIDE_SLOT_LATER
         && get_recheck_seconds (now) < next->seconds - now->infusion.elapsed_seconds;
}

static char *
dup_countdown (double left)
{
  g_autofree char *span = tide_words_duration (fabs (left));
  return left >= 0 ? g_steal_pointer (&span) : g_strdup_printf ("+%s", span);
}

char *
tide_cockpit_dup_next_words (const TideCockpitNow *now, char **when)
{
  const TideSlotTime *next = now->next;
  if (is_recheck_next (now))
    {
      *when = dup_countdown (get_recheck_seconds (now));
      return g_strdup (now->recheck.level >= TIDE_LEVEL_RED ? _ ("repeat of a red reading")
                                                            : _ ("repeat of an amber reading"));
    }
  *when = g_strdup ("–");
  if (next == NULL)
    return g_strdup (_ ("every slot is filled in"));
  if (!isnan (next->seconds) && now->infusion.phase != TIDE_CLOCK_NOT_STARTED)
    {
      g_free (*when);
      *when = dup_countdown (next->seconds - now->infusion.elapsed_seconds);
    }
  return dup_slot_title (next->slot);
}

static char *
dup_cells (const TideGridSlot *slot)
{
  static const struct
  {
    TideCell cell;
    const char *word;
  } cells[] = { { TIDE_CELL_SYSTOLIC, N_ ("BP") },   { TIDE_CELL_HEART_RATE, N_ ("HR") },
                { TIDE_CELL_SPO2, N_ ("SpO₂") },     { TIDE_CELL_RESPIRATORY_RATE, N_ ("RR") },
                { TIDE_CELL_MOAAS, N_ ("MOAA/S") },  { TIDE_CELL_NAUSEA, N_ ("nausea") },
                { TIDE_CELL_CADSS6, N_ ("CADSS-6") } };
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    if (slot->cells & (1u << cells[i].cell))
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", _ (cells[i].word));
  for (guint i = 0; slot->scales != NULL && slot->scales[i] != NULL; i++)
    {
      gboolean bprs = g_str_equal (slot->scales[i], "bprs4"); /* as the scale's own name has it */
      g_autofree char *upper = bprs ? g_strdup ("BPRS-4") : g_ascii_strup (slot->scales[i], -1);
      g_string_append_printf (text, ", %s", upper);
    }
  return g_string_free (text, FALSE);
}

static const char *
get_state_word (const TideSlotTime *next)
{
  switch (next->state)
    {
    case TIDE_SLOT_OPEN:
      return _ ("open");
    case TIDE_SLOT_OVERDUE:
      return _ ("overdue: enter it, or M for missed");
    default:
      return next->slot->anchor == TIDE_SLOT_LEAVE ? _ ("at leaving") : _ ("due later");
    }
}

/* What was read: the findings of the reading that is repeated. */
static char *
dup_findings (const TideCockpitPrompt *self, const TideCockpitNow *now)
{
  const TideObservation *pre = tide_cockpit_model_get_pre (self->model);
  g_autoptr (GArray) findings = tide_vitals_judge (self->model->rules, now->recheck.row, pre);
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < findings->len; i++)
    {
      const TideVitalsFinding *finding = &g_array_index (findings, TideVitalsFinding, i);
      g_string_append_printf (text, "%s%s %" G_GINT64_FORMAT, text->len > 0 ? ", " : "",
                              tide_cell_get_label (finding->cell), finding->value);
    }
  return g_string_free (text, FALSE);
}

/* What else is asked: the end that is reached, a reading to be repeated. */
static char *
dup_extra (const TideCockpitPrompt *self, const TideCockpitNow *now)
{
  const TideInfusion *infusion = &now->infusion;
  GString *text = g_string_new (NULL);
  if (tide_infusion_is_under_way (infusion) && infusion->infused_seconds >= infusion->planned_seconds)
    g_string_append (text, _ ("The planned end is reached: S S records the end."));
  if (now->recheck.row != NULL)
    {
      g_autofree char *time = tide_words_clock_time (now->recheck.due, FALSE);
      g_string_append_printf (text, _ ("%sExtra reading at %s (X)"), text->len > 0 ? "\n" : "", time);
    }
  return g_string_free (text, FALSE);
}

void
tide_cockpit_prompt_tick (TideCockpitPrompt *self, const TideCockpitNow *now)
{
  g_return_if_fail (TIDE_IS_COCKPIT_PROMPT (self));
  if (self->model == NULL)
    return;
  g_autofree char *when = NULL, *title = tide_cockpit_dup_next_words (now, &when);
  gboolean again = is_recheck_next (now);
  g_autofree char *cells = again               ? dup_findings (self, now)
                           : now->next != NULL ? dup_cells (now->next->slot)
                                               : g_strdup ("");
  g_autofree char *state = again || now->next == NULL ? g_strdup ("")
                           : now->next->n_entered > 0
                             ? g_strdup_printf (_ ("%s, %u of %u entered"), get_state_word (now->next),
                                                now->next->n_entered, now->next->n_asked)
                             : g_strdup (get_state_word (now->next));
  g_autofree char *extra = dup_extra (self, now);
  tide_card_set_text (self->when, when);
  tide_card_set_text (self->slot, title);
  tide_card_set_text (self->cells, cells);
  tide_card_set_text (self->state, state);
  tide_card_set_text (self->extra, extra);
  gtk_widget_set_visible (GTK_WIDGET (self->extra), *extra != '\0');
  tide_card_set_class (self->card, "open",
                       again || (now->next != NULL && now->next->state == TIDE_SLOT_OPEN));
  tide_card_set_class (self->card, "overdue",
                       (again && get_recheck_seconds (now) < 0)
                         || (now->next != NULL && now->next->state == TIDE_SLOT_OVERDUE));
}

void
tide_cockpit_prompt_set_model (TideCockpitPrompt *self, TideCockpitModel *model)
{
  g_return_if_fail (TIDE_IS_COCKPIT_PROMPT (self));
  TideCockpitModel *old = self->model;
  self->model = model != NULL ? tide_cockpit_model_ref (model) : NULL;
  g_clear_pointer (&old, tide_cockpit_model_unref);
}

static void
tide_cockpit_prompt_dispose (GObject *object)
{
  g_clear_pointer (&TIDE_COCKPIT_PROMPT (object)->model, tide_cockpit_model_unref);
  G_OBJECT_CLASS (tide_cockpit_prompt_parent_class)->dispose (object);
}

static void
tide_cockpit_prompt_class_init (TideCockpitPromptClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tide_cockpit_prompt_dispose;
}

static void
tide_cockpit_prompt_init (TideCockpitPrompt *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 14);
  GtkWidget *left = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0),
            *right = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->card = tide_card_new (NULL, NULL);
  gtk_widget_add_css_class (self->card, "tide-cockpit-prompt");
  GtkLabel *head = tide_card_add_text (left, "heading");
  gtk_label_set_text (head, _ ("Next prompt"));
  gtk_label_set_wrap (head, FALSE);
  self->when = tide_card_add_text (left, "tide-cockpit-when");
  gtk_label_set_wrap (self->when, FALSE);
  self->slot = tide_card_add_text (right, "heading");
  self->cells = tide_card_add_text (right, "tide-cockpit-note");
  self->state = tide_card_add_text (right, "tide-cockpit-note");
  gtk_widget_set_hexpand (right, TRUE);
  gtk_box_append (GTK_BOX (row), left);
  gtk_box_append (GTK_BOX (row), right);
  gtk_box_append (GTK_BOX (self->card), row);
  self->extra = tide_card_add_text (self->card, "tide-amber");
  adw_bin_set_child (ADW_BIN (self), self->card);
}

GtkWidget *
tide_cockpit_prompt_new (void)
{
  return g_object_new (TIDE_TYPE_COCKPIT_PROMPT, NULL);
}
