/* tide-effects-box.c: "none" is an answer: without it a rate of unwanted effects has no denominator.
 *
 * What is asked are the checklists of the courses that run; ticking a term gives it a row, and what no list
 * has is typed.  What is still going on from earlier visits stands above, so that it is not entered twice.
 */

#include "tide-effects-box.h"

#include <glib/gi18n-lib.h>

#include "tide-effect-row.h"
#include "tide-effect-terms.h"
#include "tide-typed-time.h"

#define TERM_COLUMNS 3

struct _TideEffectsBox
{
  GtkWidget parent_instance;

  TideAnswerSheet *sheet;
  guint part;
  GtkWidget *box, *none, *some, *ongoing_place, *asked, *terms, *list, *add;
  TideEffectsOngoing *ongoing;
  const TideSafetyRules *rules;
  GPtrArray *courses; /* (TideCourse, of the history): running, with a checklist */
  GArray *asked_terms;
  GPtrArray *ticks; /* (GtkCheckButton), beside asked_terms */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (TideEffectsBox, tide_effects_box, GTK_TYPE_WIDGET)

static guint changed_signal;

static void
emit_changed (TideEffectsBox *self)
{
  g_signal_emit (self, changed_signal, 0);
}

/* --- rows --- */

static void
set_tick (TideEffectsBox *self, const char *term, gboolean active)
{
  for (guint i = 0; term && i < self->ticks->len; i++)
    if (g_str_equal (g_array_index (self->asked_terms, TideAskedTerm, i).term->label, term))
      {
        self->filling = TRUE;
        gtk_check_button_set_active (self->ticks->pdata[i], active);
        self->filling = FALSE;
      }
}

static void
row_removed_cb (TideEffectRow *row, TideEffectsBox *self)
{
  set_tick (self, tide_effect_row_get_fixed_term (row), FALSE);
  gtk_box_remove (GTK_BOX (self->list), GTK_WIDGET (row));
  emit_changed (self);
}

static TideEffectRow *
add_row (TideEffectsBox *self, const char *term, gint64 course_id)
{
  GtkWidget *row = tide_effect_row_new (term, course_id);

  g_signal_connect_swapped (row, "changed", G_CALLBACK (emit_changed), self);
  g_signal_connect (row, "removed", G_CALLBACK (row_removed_cb), self);
  gtk_box_append (GTK_BOX (self->list), row);
  return TIDE_EFFECT_ROW (row);
}

/* A row whose term is unticked stays, hidden, with what was typed: a slip of the key costs nothing. */
static GtkWidget *
skip_hidden (GtkWidget *row)
{
  while (row && !gtk_widget_get_visible (row))
    row = gtk_widget_get_next_sibling (row);
  return row;
}

static GtkWidget *
get_first_row (TideEffectsBox *self)
{
  return skip_hidden (gtk_widget_get_first_child (self->list));
}

static TideEffectRow *
find_row (TideEffectsBox *self, const char *term)
{
  GtkWidget *row = gtk_widget_get_first_child (self->list);

  for (; row; row = gtk_widget_get_next_sibling (row))
    if (g_strcmp0 (tide_effect_row_get_fixed_term (TIDE_EFFECT_ROW (row)), term) == 0)
      return TIDE_EFFECT_ROW (row);
  return NULL;
}

static const TideAskedTerm *
find_asked (TideEffectsBox *self, const char *label)
{
  for (guint i = 0; label && i < self->asked_terms->len; i++)
    {
      const TideAskedTerm *asked = &g_array_index (self->asked_terms, TideAskedTerm, i);

      if (g_ascii_strcasecmp (asked->term->label, label) == 0)
        return asked;
    }
  return NULL;
}

static void
tick_toggled_cb (GtkCheckButton *tick, TideEffectsBox *self)
{
  guint at;

  if (self->filling || !g_ptr_array_find (self->ticks, tick, &at))
    return;
  const TideAskedTerm *asked = &g_array_index (self->asked_terms, TideAskedTerm, at);
  TideEffectRow *row = find_row (self, asked->term->label);
  if (gtk_check_button_get_active (tick) && row == NULL)
    add_row (self, asked->term->label, asked->course->base.id);
  else if (row)
    gtk_widget_set_visible (GTK_WIDGET (row), gtk_check_button_get_active (tick));
  emit_changed (self);
}

static TideEffectRow *
add_event (TideEffectsBox *self, const TideAdverseEvent *event)
{
  const TideAskedTerm *asked = find_asked (self, event->term);
  TideEffectRow *row = asked ? find_row (self, asked->term->label) : NULL;
  gint64 course_id = asked                     ? asked->course->base.id
                     : self->courses->len == 1 ? TIDE_RECORD (self->courses->pdata[0])->id
                                               : 0;

  if (row == NULL)
    row = add_row (self, asked ? asked->term->label : NULL, course_id);
  gtk_widget_set_visible (GTK_WIDGET (row), TRUE);
  tide_effect_row_set (row, event);
  if (asked)
    set_tick (self, asked->term->label, TRUE);
  emit_changed (self);
  return row;
}

void
tide_effects_box_add_event (TideEffectsBox *self, const TideAdverseEvent *event)
{
  add_event (self, event);
}

void
tide_effects_box_add (TideEffectsBox *self, const char *term, int severity)
{
  g_autoptr (TideAdverseEvent) event = tide_adverse_event_new ();

  tide_record_set_text (&event->term, term);
  event->severity = severity;
  tide_effects_box_add_event (self, event);
  if (term == NULL)
    tide_effect_row_focus (TIDE_EFFECT_ROW (gtk_widget_get_last_child (self->list)));
}

gboolean
tide_effects_box_tick (TideEffectsBox *self, const char *term, gboolean active)
{
  for (guint i = 0; i < self->ticks->len; i++)
    if (g_ascii_strcasecmp (g_array_index (self->asked_terms, TideAskedTerm, i).term->label, term) == 0)
      {
        gtk_check_button_set_active (self->ticks->pdata[i], active);
        return TRUE;
      }
  return FALSE;
}

static void
add_clicked_cb (GtkButton *button, TideEffectsBox *self)
{
  tide_effects_box_add (self, NULL, 0);
}

static void
answer_clicked_cb (GtkButton *button, TideEffectsBox *self)
{
  gboolean some = GTK_WIDGET (button) == self->some;
  guint row = tide_answer_sheet_get_part (self->sheet, self->part)->first_row;

  tide_answer_sheet_set_cursor (self->sheet, row);
  tide_answer_sheet_set_effects (self->sheet, self->part, some ? TIDE_EFFECTS_SOME : TIDE_EFFECTS_NONE);
}

static void
show_terms (TideEffectsBox *self)
{
  g_autoptr (GString) names = g_string_new (NULL), terms = g_string_new (NULL);
  g_autofree char *words = NULL;

  for (guint i = 0; i < self->courses->len; i++)
    {
      g_autofree char *title = tide_course_dup_title (self->courses->pdata[i]);

      g_string_append_printf (names, "%s%s", i ? ", " : "", title);
    }
  for (guint i = 0; i < self->asked_terms->len; i++)
    {
      const char *label = g_array_index (self->asked_terms, TideAskedTerm, i).term->label;
      GtkWidget *tick = gtk_check_button_new_with_label (label);
      g_autofree char *lower = g_utf8_strdown (label, -1);

      g_string_append_printf (terms, "%s%s", i ? ", " : "", lower);

      g_signal_connect (tick, "toggled", G_CALLBACK (tick_toggled_cb), self);
      gtk_grid_attach (GTK_GRID (self->terms), tick, (int) (i % TERM_COLUMNS), (int) (i / TERM_COLUMNS), 1,
                       1);
      g_ptr_array_add (self->ticks, tick);
    }
  words = self->courses->len > 0
            ? g_strdup_printf (_ ("Asked under %s, at each visit the same: %s."), names->str, terms->str)
            : g_strdup (_ ("No course with a checklist runs: no rate is counted from this."));
  gtk_label_set_text (GTK_LABEL (self->asked), words);
}

static void
tide_effects_box_finalize (GObject *object)
{
  TideEffectsBox *self = TIDE_EFFECTS_BOX (object);

  g_clear_pointer (&self->courses, g_ptr_array_unref);
  g_clear_pointer (&self->asked_terms, g_array_unref);
  g_ptr_array_unref (self->ticks);
  G_OBJECT_CLASS (tide_effects_box_parent_class)->finalize (object);
}

static void
tide_effects_box_dispose (GObject *object)
{
  TideEffectsBox *self = TIDE_EFFECTS_BOX (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->sheet);
  G_OBJECT_CLASS (tide_effects_box_parent_class)->dispose (object);
}

static void
tide_effects_box_class_init (TideEffectsBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tide_effects_box_dispose;
  G_OBJECT_CLASS (klass)->finalize = tide_effects_box_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tidemark/Tidemark/ui/tide-effects-box.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, TideEffectsBox, box);
  gtk_widget_class_bind_template_child (widget_class, TideEffectsBox, none);
  gtk_widget_class_bind_template_child (widget_class, TideEffectsBox, some);
  gtk_widget_class_bind_template_child (widget_class, TideEffectsBox, ongoing_place);
  gtk_widget_class_bind_template_child (widget_class, TideEffectsBox, asked);
  gtk_widget_class_bind_template_child (widget_class, TideEffectsBox, terms);
  gtk_widget_class_bind_template_child (widget_class, TideEffectsBox, list);
  gtk_widget_class_bind_template_child (widget_class, TideEffectsBox, add);
  gtk_widget_class_bind_template_callback (widget_class, answer_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
tide_effects_box_init (TideEffectsBox *self)
{
  self->ticks = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
tide_effects_box_new (TideAnswerSheet *sheet, guint part, const TideHistory *history,
                      const TideSafetyRules *rules, TideDate day)
{
  TideEffectsBox *self = g_object_new (TIDE_TYPE_EFFECTS_BOX, NULL);

  self->sheet = g_object_ref (sheet);
  self->part = part;
  self->rules = rules;
  self->courses = tide_effect_terms_list_courses (rules, history, day);
  self->asked_terms = tide_effect_terms_list (rules, self->courses);
  self->ongoing = TIDE_EFFECTS_ONGOING (tide_effects_ongoing_new (history));
  gtk_box_prepend (GTK_BOX (self->ongoing_place), GTK_WIDGET (self->ongoing));
  gtk_widget_set_visible (self->ongoing_place, tide_effects_ongoing_get_n (self->ongoing) > 0);
  g_signal_connect_swapped (self->ongoing, "changed", G_CALLBACK (emit_changed), self);
  show_terms (self);
  tide_effects_box_update (self);
  return GTK_WIDGET (self);
}

static void
set_chosen (GtkWidget *button, gboolean chosen)
{
  if (chosen)
    gtk_widget_add_css_class (button, "chosen");
  else
    gtk_widget_remove_css_class (button, "chosen");
  gtk_accessible_update_state (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_CHECKED,
                               chosen ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
}

void
tide_effects_box_update (TideEffectsBox *self)
{
  const TideSheetPart *part = tide_answer_sheet_get_part (self->sheet, self->part);
  gboolean some = part->effects == TIDE_EFFECTS_SOME;

  set_chosen (self->none, part->effects == TIDE_EFFECTS_NONE);
  set_chosen (self->some, some);
  gtk_widget_set_visible (self->terms, some);
  gtk_widget_set_visible (self->list, some);
  gtk_widget_set_visible (self->add, some);
  if (some && get_first_row (self) == NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      if (self->ticks->len == 0)
        tide_effects_box_add (self, NULL, 0);
      else if (gtk_widget_is_focus (GTK_WIDGET (self)))
        gtk_widget_grab_focus (self->ticks->pdata[0]);
    }
  if (tide_answer_sheet_get_cursor (self->sheet) == part->first_row)
    gtk_widget_add_css_class (GTK_WIDGET (self), "current");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "current");
}

GPtrArray *
tide_effects_box_list (TideEffectsBox *self)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (tide_record_free);
  GtkWidget *row = get_first_row (self);

  if (tide_answer_sheet_get_part (self->sheet, self->part)->effects != TIDE_EFFECTS_SOME)
    return list;
  for (; row; row = skip_hidden (gtk_widget_get_next_sibling (row)))
    g_ptr_array_add (list, tide_effect_row_dup_event (TIDE_EFFECT_ROW (row)));
  return list;
}

GPtrArray *
tide_effects_box_list_checks (TideEffectsBox *self, TideInstant taken)
{
  if (tide_answer_sheet_get_part (self->sheet, self->part)->effects == TIDE_EFFECTS_NOT_ASKED)
    return g_ptr_array_new_with_free_func (tide_record_free);
  return tide_effect_terms_make_checks (self->rules, self->courses, taken);
}

char *
tide_effects_box_dup_fault (TideEffectsBox *self)
{
  GtkWidget *row = get_first_row (self);
  char *fault = NULL;

  if (tide_answer_sheet_get_part (self->sheet, self->part)->effects != TIDE_EFFECTS_SOME)
    return NULL;
  if (row == NULL)
    return g_strdup (_ ("Name the unwanted effect, or say that there is none."));
  for (; row && fault == NULL; row = skip_hidden (gtk_widget_get_next_sibling (row)))
    fault = tide_effect_row_dup_fault (TIDE_EFFECT_ROW (row));
  return fault;
}

void
tide_effects_box_show_fault (TideEffectsBox *self)
{
  GtkWidget *row = get_first_row (self);

  while (row && !tide_effect_row_show_fault (TIDE_EFFECT_ROW (row)))
    row = skip_hidden (gtk_widget_get_next_sibling (row));
}

TideEffectsOngoing *
tide_effects_box_get_ongoing (TideEffectsBox *self)
{
  return self->ongoing;
}

void
tide_effects_box_write_draft (TideEffectsBox *self, GKeyFile *file)
{
  GtkWidget *row = get_first_row (self);

  tide_effects_ongoing_write_draft (self->ongoing, file);
  if (tide_answer_sheet_get_part (self->sheet, self->part)->effects != TIDE_EFFECTS_SOME)
    return;
  for (guint i = 1; row; i++, row = skip_hidden (gtk_widget_get_next_sibling (row)))
    {
      g_autofree char *group = g_strdup_printf ("effect %u", i);

      tide_effect_row_write (TIDE_EFFECT_ROW (row), file, group);
    }
}

void
tide_effects_box_read_draft (TideEffectsBox *self, GKeyFile *file)
{
  tide_effects_ongoing_read_draft (self->ongoing, file);
  for (guint i = 1;; i++)
    {
      g_autofree char *group = g_strdup_printf ("effect %u", i);
      g_autoptr (TideAdverseEvent) event = tide_adverse_event_new ();

      if (!tide_effect_row_read_event (file, group, event))
        return;
      tide_effect_row_read_typed (add_event (self, event), file, group);
    }
}
