/* tide-score-box.c: says what the answers come to, and never more than they say.
 *
 * A total is shown as "so far" until it is one; a state is named for the score itself, or for the case that
 * the rest stays as last time, and then the condition stands in the same line. */

#include "tide-score-box.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-chart-style.h"
#include "tide-form-draw.h"
#include "tide-score-gauge.h"
#include "tide-typed-time.h"

struct _TideScoreBox
{
  GtkWidget parent_instance;

  GtkWidget *box, *range_box, *state_row;
  GtkLabel *name, *total, *of, *range, *state, *state_detail;
  GtkGrid *subscales;
  TideScoreGauge *gauge;
  TideStateGlyph *glyph;
  char *total_words, *state_words;
};

G_DEFINE_FINAL_TYPE (TideScoreBox, tide_score_box, GTK_TYPE_WIDGET)

static void
tide_score_box_dispose (GObject *object)
{
  TideScoreBox *self = TIDE_SCORE_BOX (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (tide_score_box_parent_class)->dispose (object);
}

static void
tide_score_box_finalize (GObject *object)
{
  TideScoreBox *self = TIDE_SCORE_BOX (object);

  g_free (self->total_words);
  g_free (self->state_words);
  G_OBJECT_CLASS (tide_score_box_parent_class)->finalize (object);
}

static void
tide_score_box_class_init (TideScoreBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tide_score_box_dispose;
  G_OBJECT_CLASS (klass)->finalize = tide_score_box_finalize;
  g_type_ensure (TIDE_TYPE_SCORE_GAUGE);
  g_type_ensure (TIDE_TYPE_STATE_GLYPH);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tidemark/Tidemark/ui/tide-score-box.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, TideScoreBox, box);
  gtk_widget_class_bind_template_child (widget_class, TideScoreBox, name);
  gtk_widget_class_bind_template_child (widget_class, TideScoreBox, total);
  gtk_widget_class_bind_template_child (widget_class, TideScoreBox, of);
  gtk_widget_class_bind_template_child (widget_class, TideScoreBox, range_box);
  gtk_widget_class_bind_template_child (widget_class, TideScoreBox, range);
  gtk_widget_class_bind_template_child (widget_class, TideScoreBox, subscales);
  gtk_widget_class_bind_template_child (widget_class, TideScoreBox, gauge);
  gtk_widget_class_bind_template_child (widget_class, TideScoreBox, state_row);
  gtk_widget_class_bind_template_child (widget_class, TideScoreBox, glyph);
  gtk_widget_class_bind_template_child (widget_class, TideScoreBox, state);
  gtk_widget_class_bind_template_child (widget_class, TideScoreBox, state_detail);
}

static void
tide_score_box_init (TideScoreBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
tide_score_box_new (void)
{
  return g_object_new (TIDE_TYPE_SCORE_BOX, NULL);
}

TideVerdict
tide_verdict_of (const TideFormContext *context, TideInstrument *instrument, const TideScoreView *primary,
                 const TideFormPlace *place, const TideUnsavedRating *made)
{
  const TideChangeRule *rule = tide_instrument_get_change_rule (instrument);
  TideVerdict verdict = { .value = primary->value, .change = NAN, .percent = NAN, .state = TIDE_STATE_NONE };

  if (isnan (verdict.value))
    {
      verdict.value = primary->as_last;
      verdict.projected = !isnan (verdict.value);
    }
  if (isnan (verdict.value) || isnan (place->baseline))
    return verdict;
  verdict.change = verdict.value - place->baseline;
  verdict.percent
    = tide_outcome_percent (place->baseline, verdict.value, rule ? rule->floor : primary->info->minimum);
  if (rule)
    {
      TideUnsavedRating rating = *made;
      TideVisitOutcome visit;

      rating.value = verdict.value;
      visit = tide_outcome_judge_unsaved (context->history, instrument, context->thresholds, context->now,
                                          &rating);
      verdict.state = visit.state;
      verdict.marks = visit.marks;
    }
  return verdict;
}

static const TideBand *
find_band (TideInstrument *instrument, const TideScoreInfo *info, double value)
{
  const TideBandSet *set = tide_instrument_find_band_set (instrument, info->id, NULL);

  return set && !isnan (value) ? tide_band_set_find (set, value) : NULL;
}

/* --- total --- */

static void
show_total (TideScoreBox *self, TideInstrument *instrument, const TideScoreView *view)
{
  const TideBand *band = find_band (instrument, view->info, view->value);
  g_autofree char *number
    = tide_form_number (isnan (view->value) ? view->so_far : view->value, view->info->decimals);
  g_autofree char *most = tide_form_number (view->maximum, view->info->decimals);
  g_autofree char *of = NULL, *low = tide_form_number (view->lower, view->info->decimals);
  g_autofree char *high = tide_form_number (view->upper, view->info->decimals);
  g_autofree char *range = g_strdup_printf (_ ("%s to %s"), low, high);
  gboolean open = isnan (view->value) || view->status != TIDE_SCORE_VALID;

  if (!isnan (view->value) && view->status == TIDE_SCORE_PRORATED)
    of = g_strdup_printf (_ ("of %s, estimated from %u of %u"), most, view->n_answered, view->n_asked);
  else if (!isnan (view->value))
    of = band ? g_strdup_printf (_ ("of %s · %s"), most, band->label) : g_strdup_printf (_ ("of %s"), most);
  else
    of = isnan (view->so_far) ? g_strdup_printf (_ ("no score yet, of %s"), most)
                              : g_strdup_printf (_ ("so far, of %s"), most);
  gtk_label_set_text (self->name, view->info->label);
  gtk_label_set_text (self->total, number);
  gtk_label_set_text (self->of, of);
  gtk_widget_set_visible (self->range_box, open && !isnan (view->lower) && !isnan (view->upper));
  gtk_label_set_text (self->range, range);
  g_free (self->total_words);
  self->total_words = g_strdup_printf ("%s %s", number, of);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->total), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->total_words, -1);
}

/* --- subscales --- */

static GtkWidget *
make_cell (const char *markup, float xalign, gboolean dim)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_widget_add_css_class (label, "tide-numbers");
  if (dim)
    {
      gtk_widget_add_css_class (label, "tide-data-dim");
      gtk_widget_add_css_class (label, "tide-small");
    }
  return label;
}

/* "7 of 20", or the words of a score that is a verdict (provisional PTSD: yes). */
static char *
dup_subscale_markup (TideInstrument *instrument, const TideScoreView *view)
{
  double shown = isnan (view->value) ? view->so_far : view->value;
  const TideBand *band
    = view->maximum - view->info->minimum <= 1 ? find_band (instrument, view->info, view->value) : NULL;
  g_autofree char *number = tide_form_number (shown, view->info->decimals);
  g_autofree char *most = tide_form_number (view->maximum, 0);

  if (band)
    return g_markup_printf_escaped ("<b>%s</b>", band->label);
  return g_markup_printf_escaped (_ ("<b>%s</b> of %s"), number, most);
}

static void
clear_grid (GtkGrid *grid)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (grid))))
    gtk_grid_remove (grid, child);
}

static void
show_subscales (TideScoreBox *self, TideInstrument *instrument, const TideScoreOutlook *outlook,
                TideInstant last, TideDate today)
{
  g_autofree char *day = tide_typed_short_date (tide_instant_get_date (last), today);
  int row = 0;

  clear_grid (self->subscales);
  for (guint i = 0; i < outlook->n_views; i++)
    {
      const TideScoreView *view = &outlook->views[i];
      g_autofree char *name = NULL, *markup = NULL, *number = NULL, *before = NULL;
      GtkWidget *label;

      if (i == outlook->primary)
        continue;
      name = g_markup_escape_text (view->info->label, -1);
      markup = dup_subscale_markup (instrument, view);
      label = make_cell (name, 0, FALSE);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_widget_set_hexpand (label, TRUE);
      gtk_grid_attach (self->subscales, label, 0, row, 1, 1);
      gtk_grid_attach (self->subscales, make_cell (markup, 1, FALSE), 1, row, 1, 1);
      if (!isnan (view->last) && tide_instant_is_known (last))
        {
          number = tide_form_number (view->last, view->info->decimals);
          before = g_strdup_printf ("%s: %s", day, number);
          gtk_grid_attach (self->subscales, make_cell (before, 1, TRUE), 2, row, 1, 1);
        }
      row++;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->subscales), row > 0);
}

/* --- state --- */

static char *
dup_detail (TideInstrument *instrument, const TideScoreView *view, const TideFormPlace *place,
            const TideVerdict *verdict, int cgi_i, gboolean with_cgi)
{
  const TideBand *band = find_band (instrument, view->info, verdict->value);
  g_autofree char *number = tide_form_number (verdict->value, view->info->decimals);
  g_autofree char *baseline = tide_form_number (place->baseline, view->info->decimals);
  g_autofree char *change = tide_form_signed (verdict->change, view->info->decimals);
  GString *text = g_string_new (number);

  if (band)
    g_string_append_printf (text, " %s", band->label);
  if (isnan (verdict->change))
    g_string_append_printf (text, " · %s",
                            place->course ? _ ("no baseline in this course") : _ ("no course runs"));
  else
    g_string_append_printf (text, _ (" · %s from %s"), change, baseline);
  if (!isnan (verdict->percent))
    {
      g_autofree char *percent = tide_form_number (verdict->percent, 1);

      g_string_append_printf (text, " · %s %%", percent);
    }
  if (with_cgi && cgi_i == 0 && !isnan (verdict->change))
    g_string_append_printf (text, " · %s", _ ("CGI-I not rated"));
  return g_string_free (text, FALSE);
}

static char *
dup_state_words (const TideVerdict *verdict, TideInstrument *instrument, const TideScoreView *view,
                 const char *day)
{
  const TideBand *band = find_band (instrument, view->info, verdict->value);
  const char *state = verdict->state != TIDE_STATE_NONE ? tide_state_get_label (verdict->state)
                      : band                            ? band->label
                                                        : view->info->label;

  if (verdict->projected)
    /* Translators: a state, a date: "Response if the rest stay as on 23 Oct". */
    return g_strdup_printf (_ ("<b>%s</b> if the rest stay as on %s"), state, day);
  if (verdict->marks & TIDE_MARK_SCORE_ONLY && verdict->state != TIDE_STATE_NONE
      && verdict->state != TIDE_STATE_NO_RESPONSE)
    return g_strdup_printf (_ ("<b>%s</b>, by score only"), state);
  if (verdict->marks & TIDE_MARK_DISAGREE)
    return g_strdup_printf (_ ("<b>%s</b>: score and CGI disagree"), state);
  return g_strdup_printf ("<b>%s</b>", state);
}

static void
show_state (TideScoreBox *self, TideInstrument *instrument, const TideScoreView *view,
            const TideFormPlace *place, const TideVerdict *verdict, TideInstant last, TideDate today,
            int cgi_i, gboolean with_cgi)
{
  g_autofree char *day = tide_typed_short_date (tide_instant_get_date (last), today);
  g_autofree char *markup = NULL, *detail = NULL, *plain = NULL;

  gtk_widget_set_visible (self->state_row, !isnan (verdict->value));
  g_clear_pointer (&self->state_words, g_free);
  if (isnan (verdict->value))
    return;
  markup = dup_state_words (verdict, instrument, view, day);
  detail = dup_detail (instrument, view, place, verdict, cgi_i, with_cgi);
  gtk_label_set_markup (self->state, markup);
  gtk_label_set_text (self->state_detail, detail);
  tide_state_glyph_set (self->glyph, verdict->state);
  gtk_widget_set_visible (GTK_WIDGET (self->glyph), verdict->state != TIDE_STATE_NONE);
  plain = g_strdup (gtk_label_get_text (self->state));
  self->state_words = g_steal_pointer (&plain);
}

void
tide_score_box_set (TideScoreBox *self, TideInstrument *instrument, const TideScoreOutlook *outlook,
                    const TideFormPlace *place, const TideVerdict *verdict, TideInstant last, TideDate today,
                    int cgi_i, gboolean with_cgi)
{
  const TideScoreView *primary = tide_score_outlook_get_primary (outlook);

  show_total (self, instrument, primary);
  show_subscales (self, instrument, outlook, last, today);
  tide_score_gauge_set (self->gauge, instrument, primary, place);
  show_state (self, instrument, primary, place, verdict, last, today, cgi_i, with_cgi);
}

const char *
tide_score_box_get_total (TideScoreBox *self)
{
  return self->total_words ? self->total_words : "";
}

const char *
tide_score_box_get_state (TideScoreBox *self)
{
  return self->state_words ? self->state_words : "";
}
