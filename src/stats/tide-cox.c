/* tide-cox.c: the partial likelihood of groups, maximised by Newton steps (clinical.md 6).
 *
 * The only covariates are "is in group g", so a risk set is k counts (tide-risk-sets.h) and a step costs the
 * number of events times k², whatever the number of rows.
 */
#include "tide-cox.h"

#include <math.h>
#include <string.h>

#include "tide-distribution.h"
#include "tide-risk-sets.h"

#define MOST_STEPS 50
#define NEAR 1e-13     /* a fall of the log likelihood by less, relatively, is rounding */
#define SETTLED 1e-18  /* square of the distance still to go, in standard errors */
#define TOO_LARGE 14.0 /* a hazard ratio over a million is a likelihood without maximum */

typedef struct
{
  const TideRiskSets *sets;
  guint m;       /* coefficients */
  guint *groups; /* m + 1: the reference, then the group of each coefficient */
  double *beta, *score, *information;
  double *weights, *means; /* m + 1 each: scratch */
  double loglik;
} Model;

static void
model_clear (Model *model)
{
  g_free (model->groups);
  g_free (model->beta);
  g_free (model->score);
  g_free (model->information);
  g_free (model->weights);
  g_free (model->means);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Model, model_clear)

/* Efron: of d tied events the l-th is drawn from a risk set in which the tied ones count (1 - l / d). */
static void
add_tied_event (Model *model, const guint *at_risk, const guint *dying, double used)
{
  guint m = model->m;
  double sum = 0;
  for (guint i = 0; i <= m; i++)
    {
      guint g = model->groups[i];
      model->means[i] = (at_risk[g] - used * dying[g]) * model->weights[i];
      sum += model->means[i];
    }
  model->loglik -= log (sum);
  for (guint i = 1; i <= m; i++)
    model->means[i] /= sum;
  for (guint i = 0; i < m; i++)
    {
      model->score[i] -= model->means[i + 1];
      for (guint j = 0; j < m; j++)
        model->information[i * m + j] += model->means[i + 1] * ((i == j) - model->means[j + 1]);
    }
}

static void
add_time (Model *model, const guint *at_risk, const guint *dying)
{
  guint d = 0;
  for (guint i = 0; i <= model->m; i++)
    {
      guint events = dying[model->groups[i]];
      d += events;
      if (i > 0)
        {
          model->loglik += events * model->beta[i - 1];
          model->score[i - 1] += events;
        }
    }
  for (guint l = 0; l < d; l++)
    add_tied_event (model, at_risk, dying, (double) l / d);
}

/* Log likelihood, its slope and curvature at beta. */
static void
evaluate (Model *model)
{
  const TideRiskSets *sets = model->sets;
  model->loglik = 0;
  memset (model->score, 0, model->m * sizeof (double));
  memset (model->information, 0, (gsize) model->m * model->m * sizeof (double));
  model->weights[0] = 1;
  for (guint i = 0; i < model->m; i++)
    model->weights[i + 1] = exp (model->beta[i]);
  for (guint t = 0; t < sets->n_times; t++)
    add_time (model, &sets->at_risk[(gsize) t * sets->n_groups], &sets->dying[(gsize) t * sets->n_groups]);
}

static double
get_largest (const Model *model)
{
  double largest = 0;
  for (guint i = 0; i < model->m; i++)
    largest = MAX (largest, fabs (model->beta[i]));
  return largest;
}

/* Leaves score and information at the maximum; @inverse is then the covariance. */
static TideWhy
maximise (Model *model, double *inverse, double *score_chisq)
{
  guint m = model->m;
  double before = -INFINITY;
  g_autofree double *last = g_new0 (double, m);
  for (guint step = 0; step < MOST_STEPS; step++)
    {
      evaluate (model);
      for (guint half = 0; step > 0 && half < 30 && !(model->loglik >= before - fabs (before) * NEAR); half++)
        {
          for (guint i = 0; i < m; i++)
            model->beta[i] = (model->beta[i] + last[i]) / 2; /* a step too far: come back half the way */
          evaluate (model);
        }
      if (!tide_matrix_invert (model->information, m, inverse))
        return step == 0 ? TIDE_WHY_ALL_TIED : TIDE_WHY_SEPARATION;
      if (get_largest (model) > TOO_LARGE)
        return TIDE_WHY_SEPARATION;
      double moves = 0;
      for (guint i = 0; i < m; i++)
        for (guint j = 0; j < m; j++)
          moves += model->score[i] * inverse[i * m + j] * model->score[j];
      if (step == 0)
        *score_chisq = moves;
      if (moves <= SETTLED)
        return TIDE_WHY_DEFINED;
      before = model->loglik;
      memcpy (last, model->beta, m * sizeof (double));
      for (guint i = 0; i < m; i++)
        for (guint j = 0; j < m; j++)
          model->beta[i] += inverse[i * m + j] * model->score[j];
    }
  return TIDE_WHY_NOT_CONVERGED;
}

static void
set_term_undefined (TideCoxTerm *term, TideWhy why)
{
  term->coef = term->se = term->hr = term->lower = term->upper = term->p = tide_quantity_undefined (why);
}

static void
set_term (TideCoxTerm *term, double coef, double variance)
{
  double se = sqrt (variance);
  term->coef = tide_quantity_of (coef);
  term->se = tide_quantity_of (se);
  term->hr = tide_quantity_of (exp (coef));
  term->lower = tide_quantity_of (exp (coef - TIDE_Z95 * se));
  term->upper = tide_quantity_of (exp (coef + TIDE_Z95 * se));
  term->p = tide_quantity_of (tide_normal_p_two_sided (coef / se));
}

/* Which groups get a coefficient; the terms of the others say why not. */
static TideWhy
choose_groups (TideCox *self, Model *model)
{
  const TideRiskSets *sets = model->sets;
  model->groups = g_new0 (guint, sets->n_groups);
  model->groups[0] = self->reference;
  if (sets->n[self->reference] == 0)
    return TIDE_WHY_NO_DATA;
  if (sets->events[self->reference] == 0)
    return TIDE_WHY_SEPARATION;
  for (guint i = 0; i < self->n_terms; i++)
    {
      guint g = self->terms[i].group;
      if (sets->n[g] == 0 || sets->events[g] == 0)
        set_term_undefined (&self->terms[i], sets->n[g] == 0 ? TIDE_WHY_NO_DATA : TIDE_WHY_SEPARATION);
      else
        model->groups[++model->m] = g;
    }
  return model->m == 0 ? TIDE_WHY_SEPARATION : TIDE_WHY_DEFINED;
}

static TideWhy
fit (TideCox *self, const TideRiskSets *sets)
{
  g_auto (Model) model = { .sets = sets };
  TideWhy why = choose_groups (self, &model);
  if (why != TIDE_WHY_DEFINED)
    return why;
  guint m = model.m;
  double score_chisq = 0;
  g_autofree double *inverse = g_new0 (double, (gsize) m *m);
  model.beta = g_new0 (double, m);
  model.score = g_new0 (double, m);
  model.information = g_new0 (double, (gsize) m *m);
  model.weights = g_new0 (double, m + 1);
  model.means = g_new0 (double, m + 1);
  evaluate (&model);
  double null_loglik = model.loglik;
  why = maximise (&model, inverse, &score_chisq);
  if (why != TIDE_WHY_DEFINED)
    return why;
  for (guint i = 0, at = 0; i < self->n_terms; i++)
    if (at < m && model.groups[at + 1] == self->terms[i].group)
      {
        set_term (&self->terms[i], model.beta[at], inverse[at * m + at]);
        at++;
      }
  self->df = m;
  self->score_chisq = tide_quantity_of (score_chisq);
  self->score_p = tide_quantity_of (tide_chisq_p (score_chisq, m));
  self->lr_chisq = tide_quantity_of (MAX (2 * (model.loglik - null_loglik), 0));
  self->lr_p = tide_quantity_of (tide_chisq_p (self->lr_chisq.value, m));
  return TIDE_WHY_DEFINED;
}

TideCox *
tide_cox_new (const TideSurvivalData *data, guint reference, guint least_n)
{
  g_return_val_if_fail (data != NULL && reference < data->n_groups, NULL);
  g_autoptr (TideRiskSets) sets = tide_risk_sets_new (data);
  TideCox *self = g_new0 (TideCox, 1);
  self->reference = reference;
  self->terms = g_new0 (TideCoxTerm, data->n_groups);
  for (guint g = 0; g < data->n_groups; g++)
    if (g != reference)
      self->terms[self->n_terms++].group = g;
  TideWhy why = tide_risk_sets_check (sets, data, least_n);
  if (why == TIDE_WHY_DEFINED)
    why = fit (self, sets);
  if (why == TIDE_WHY_DEFINED)
    return self;
  for (guint i = 0; i < self->n_terms; i++)
    set_term_undefined (&self->terms[i], why);
  self->score_chisq = self->score_p = self->lr_chisq = self->lr_p = tide_quantity_undefined (why);
  return self;
}

void
tide_cox_free (TideCox *self)
{
  if (self == NULL)
    return;
  g_free (self->terms);
  g_free (self);
}
