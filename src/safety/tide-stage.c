/* tide-stage.c: the three schemes as counts over adequate failed trials. */
#include "tide-stage.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "tide-drug-name.h"

TidePreset
tide_scheme_get_preset (const TideSafetyCase *subject, TideScheme scheme)
{
  return tide_preset_for_condition (subject->thresholds,
                                    scheme == TIDE_SCHEME_PALLANTI ? "ocd" : "depression");
}

TideScheme
tide_scheme_for_condition (const char *condition)
{
  if (g_strcmp0 (condition, "ocd") == 0)
    return TIDE_SCHEME_PALLANTI;
  return g_strcmp0 (condition, "depression") == 0 ? TIDE_SCHEME_MAUDSLEY : TIDE_SCHEME_UNKNOWN;
}

TideScheme
tide_scheme_for (const TideSafetyCase *subject)
{
  const TideDiagnosis *primary = tide_history_get_primary_diagnosis (subject->history);
  const char *condition = primary != NULL ? tide_icd_get_condition (primary->code) : NULL;
  return tide_scheme_for_condition (condition);
}

static void
add_words (GPtrArray *list, char *words)
{
  g_ptr_array_add (list, words);
}

static void
evidence_free (gpointer data)
{
  TideStageEvidence *evidence = data;
  g_free (evidence->why);
  g_free (evidence);
}

static void
add_evidence (TideStage *self, const TideTrialVerdict *trial, gboolean counted, const char *why)
{
  TideStageEvidence *evidence = g_new0 (TideStageEvidence, 1);
  *evidence = (TideStageEvidence){ trial, counted, g_strdup (why) };
  g_ptr_array_add (self->evidence, evidence);
}

/* A trial that has not been decided could still turn out as failed. */
static gboolean
is_open (const TideTrialVerdict *trial)
{
  return trial->verdict == TIDE_ADEQUACY_UNKNOWN && trial->failed != TIDE_TRUTH_NO
         && trial->adequate != TIDE_TRUTH_NO;
}

static void
add_missing_of (TideStage *self, const TideTrialVerdict *trial)
{
  add_words (self->missing, g_strdup_printf (_ ("%s: %s"), trial->title,
                                             trial->missing != NULL ? trial->missing : _ ("response")));
}

/* --- different drugs --- */

/* Different drugs: @sure have failed; @possible are the same and those that may have, with the trials that
 * name no drug, each of which may be another one. */
typedef struct
{
  const TideDoseRules *doses;
  GHashTable *sure, *possible;
  guint n_unnamed;
} DrugTally;

static DrugTally
drug_tally_new (const TideSafetyCase *subject)
{
  return (DrugTally){ tide_thresholds_get_doses (subject->thresholds),
                      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL), 0 };
}

static void
drug_tally_clear (DrugTally *self)
{
  g_hash_table_unref (self->sure);
  g_hash_table_unref (self->possible);
}

/* Returns FALSE when the trial names no drug, so that it is not certain that it is another one. */
static gboolean
drug_tally_add (DrugTally *self, const char *agent, gboolean sure)
{
  g_autofree char *key = tide_drug_dup_key (self->doses, agent);
  if (key == NULL)
    {
      self->n_unnamed++;
      return FALSE;
    }
  if (sure)
    g_hash_table_add (self->sure, g_strdup (key));
  g_hash_table_add (self->possible, g_steal_pointer (&key));
  return TRUE;
}

static guint
drug_tally_count_possible (const DrugTally *self)
{
  return g_hash_table_size (self->possible) + self->n_unnamed;
}

static void
add_unnamed (TideStage *self, const TideTrialVerdict *trial)
{
  add_words (self->missing, g_strdup_printf (_ ("%s: which drug it was"), trial->title));
}

/* --- OCD: Pallanti and Quercioli 2006 --- */

typedef enum
{
  KIND_NONE,
  KIND_SSRI,
  KIND_CLOMIPRAMINE,
  KIND_CLOMIPRAMINE_IV,
  KIND_CBT,
  KIND_AUGMENTATION,
  KIND_PSYCHOEDUCATION,
  KIND_OTHER_CLASS,
  KIND_OTHER_ANTIDEPRESSANT,
  N_KINDS
} Kind;

typedef struct
{
  guint n[N_KINDS]; /* SSRIs: different ones */
} Tally;

static gboolean
is_any_class (const TideSafetyRules *rules, const char *agent, const char *const *classes)
{
  for (guint i = 0; classes[i] != NULL; i++)
    if (tide_safety_rules_is_of_class (rules, agent, classes[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_intravenous (const TideTrialVerdict *trial)
{
  return trial->route == tide_code_from_text (tide_route_codes, "iv") || tide_drug_names (trial->agent, "IV")
         || tide_drug_names (trial->agent, "intravenous");
}

static Kind
kind_of (const TideSafetyCase *subject, const TideTrialVerdict *trial)
{
  static const char *const others[]
    = { "benzodiazepine", "mood_stabiliser", "antipsychotic", "stimulant", NULL };
  static const char *const antidepressants[] = { "snri", "maoi", "tricyclic", "antidepressant", NULL };
  const TideSafetyRules *rules = subject->rules;
  g_autofree char *key = tide_drug_dup_key (tide_thresholds_get_doses (subject->thresholds), trial->agent);
  gboolean clomipramine
    = tide_drug_names (trial->agent, "clomipramine") || g_strcmp0 (key, "clomipramine") == 0;
  if (clomipramine && trial->arm != TIDE_ARM_AUGMENTATION)
    return is_intravenous (trial) ? KIND_CLOMIPRAMINE_IV : KIND_CLOMIPRAMINE;
  switch ((TideArm) trial->arm)
    {
    case TIDE_ARM_SSRI:
      return KIND_SSRI;
    case TIDE_ARM_CBT:
      return KIND_CBT;
    case TIDE_ARM_AUGMENTATION:
      return KIND_AUGMENTATION;
    case TIDE_ARM_ANTIDEPRESSANT:
      return KIND_OTHER_ANTIDEPRESSANT;
    case TIDE_ARM_OTHER_THERAPY:
      return tide_drug_names (trial->agent, "psychoeducation") ? KIND_PSYCHOEDUCATION : KIND_NONE;
    case TIDE_ARM_OTHER:
      if (is_any_class (rules, trial->agent, antidepressants))
        return KIND_OTHER_ANTIDEPRESSANT;
      return is_any_class (rules, trial->agent, others) ? KIND_OTHER_CLASS : KIND_NONE;
    case TIDE_ARM_UNKNOWN:
    case TIDE_ARM_KETAMINE:
    case TIDE_ARM_ESKETAMINE:
    case TIDE_ARM_NEUROMODULATION:
    case TIDE_ARM_USUAL_CARE:
    case TIDE_N_ARMS:
    default:
      return KIND_NONE;
    }
}

static const char *
kind_label (Kind kind)
{
  const char *const labels[N_KINDS] = { _ ("no part of this scheme"),
                                        _ ("an SSRI"),
                                        _ ("clomipramine"),
                                        _ ("clomipramine IV"),
                                        _ ("CBT"),
                                        _ ("augmentation"),
                                        _ ("psychoeducation"),
                                        _ ("another class of medicines"),
                                        _ ("another class of antidepressants") };
  return labels[kind];
}

static void
tally_one (const TideSafetyCase *subject, Tally *tally, const TideTrialVerdict *trial)
{
  Kind kind = kind_of (subject, trial);
  tally->n[kind]++;
  /* An antipsychotic, mood stabiliser … that was added to a drug is also one of the other classes of VII. */
  static const char *const others[]
    = { "benzodiazepine", "mood_stabiliser", "antipsychotic", "stimulant", NULL };
  if (kind == KIND_AUGMENTATION && is_any_class (subject->rules, trial->agent, others))
    tally->n[KIND_OTHER_CLASS]++;
}

/* Level texts: Pallanti and Quercioli 2006, well known, not re-checked.  Clomipramine counts among the drugs
 * of I to III, since the arm holds it; IV asks for three SSRIs, V for three drugs with clomipramine among
 * them. */
static int
pallanti_level (const Tally *t, gboolean neurosurgery)
{
  guint drugs = t->n[KIND_SSRI] + (t->n[KIND_CLOMIPRAMINE] > 0);
  gboolean cbt = t->n[KIND_CBT] > 0;
  if (drugs == 0 || !cbt)
    return drugs > 0 || cbt ? 1 : 0;
  if (drugs < 3)
    return drugs + 1;
  if (t->n[KIND_CLOMIPRAMINE] == 0)
    return 4;
  const gboolean steps[]
    = { t->n[KIND_AUGMENTATION] > 0, t->n[KIND_PSYCHOEDUCATION] > 0 && t->n[KIND_OTHER_CLASS] > 0,
        t->n[KIND_CLOMIPRAMINE_IV] > 0, t->n[KIND_OTHER_ANTIDEPRESSANT] > 0, neurosurgery };
  int level = 5;
  for (guint i = 0; i < G_N_ELEMENTS (steps) && steps[i]; i++)
    level++;
  return level;
}

static char *
pallanti_words (gint64 level)
{
  const char *const texts[] = { _ ("no stage: no adequate trial has failed"),
                                _ ("Stage I: SSRI or CBT"),
                                _ ("Stage II: SSRI plus CBT"),
                                _ ("Stage III: two SSRIs plus CBT"),
                                _ ("Stage IV: three SSRIs plus CBT"),
                                _ ("Stage V: three SRIs including clomipramine plus CBT"),
                                _ ("Stage VI: as V, with augmentation"),
                                _ ("Stage VII: as VI, with psychoeducation and other classes"),
                                _ ("Stage VIII: as VII, with IV clomipramine"),
                                _ ("Stage IX: as VIII, with other classes of antidepressants"),
                                _ ("Stage X: all of these and neurosurgery") };
  return g_strdup (level >= 0 && level < (gint64) G_N_ELEMENTS (texts) ? texts[level] : "");
}

/* Psychoeducation has no dose by which it could be adequate: done without response is enough. */
static gboolean
is_failed (Kind kind, const TideTrialVerdict *trial)
{
  return trial->verdict == TIDE_ADEQUACY_FAILED
         || (kind == KIND_PSYCHOEDUCATION && trial->failed == TIDE_TRUTH_YES);
}

static void
tally_pallanti (TideStage *self, const TideSafetyCase *subject, const TideAdequacyList *list, Tally *sure,
                Tally *possible)
{
  DrugTally ssris = drug_tally_new (subject); /* the same SSRI twice is one SSRI */
  for (guint i = 0; i < list->trials->len; i++)
    {
      const TideTrialVerdict *trial = list->trials->pdata[i];
      Kind kind = kind_of (subject, trial);
      gboolean failed = is_failed (kind, trial), named = TRUE;
      if (kind == KIND_NONE)
        {
          add_evidence (self, trial, FALSE, kind_label (kind));
          continue;
        }
      if (kind == KIND_SSRI && (failed || is_open (trial)))
        named = drug_tally_add (&ssris, trial->agent, failed);
      else if (failed)
        tally_one (subject, sure, trial);
      if (kind != KIND_SSRI && (failed || is_open (trial)))
        tally_one (subject, possible, trial);
      if (!failed && is_open (trial))
        add_missing_of (self, trial);
      if (!named)
        add_unnamed (self, trial);
      g_autofree char *why = failed && named
                               ? g_strdup_printf (_ ("adequate and failed: %s"), kind_label (kind))
                             : failed ? g_strdup (_ ("adequate and failed: which drug is not known"))
                                      : g_strdup (tide_adequacy_get_label (trial->verdict));
      add_evidence (self, trial, failed && named, why);
    }
  sure->n[KIND_SSRI] = g_hash_table_size (ssris.sure);
  possible->n[KIND_SSRI] = drug_tally_count_possible (&ssris);
  drug_tally_clear (&ssris);
}

static void
compute_pallanti (TideStage *self, const TideSafetyCase *subject, const TideAdequacyList *list)
{
  Tally sure = { { 0 } }, possible = { { 0 } };
  tally_pallanti (self, subject, list, &sure, &possible);
  int surgery = self->staging != NULL ? self->staging->neurosurgery : 0;
  self->lowest = pallanti_level (&sure, surgery == 2);
  self->highest = pallanti_level (&possible, surgery != 1);
  if (surgery == 0 && pallanti_level (&possible, TRUE) == 10)
    add_words (self->missing, g_strdup (_ ("whether there was neurosurgery")));
  for (guint kind = KIND_SSRI; kind < N_KINDS; kind++)
    if (sure.n[kind] > 0)
      add_words (self->parts, g_strdup_printf ("%s: %u", kind_label ((Kind) kind), sure.n[kind]));
  self->computed = self->lowest == self->highest ? self->lowest : TIDE_INTEGER_UNKNOWN;
  self->source = _ ("Pallanti and Quercioli 2006 (well known, not re-checked); trials: as each of them says");
}

/* --- depression --- */

/* Of this episode: as recorded; a course of this clinic by its start and the months of the episode. */
static TideTruth
is_this_episode (const TideStage *self, const TideTrialVerdict *trial)
{
  if (trial->trial != NULL)
    return trial->trial->this_episode == 2   ? TIDE_TRUTH_YES
           : trial->trial->this_episode == 1 ? TIDE_TRUTH_NO
                                             : TIDE_TRUTH_UNKNOWN;
  if (self->staging == NULL || isnan (self->staging->episode_months)
      || !tide_instant_is_known (self->staging->taken) || !tide_date_is_known (trial->started_on))
    return TIDE_TRUTH_UNKNOWN;
  double before = (double) tide_instant_get_date (self->staging->taken) - trial->started_on;
  return before <= self->staging->episode_months * TIDE_DAYS_OF_A_MONTH ? TIDE_TRUTH_YES : TIDE_TRUTH_NO;
}

typedef struct
{
  DrugTally drugs;     /* antidepressants that failed */
  guint n, n_possible; /* all trials that count for the ATHF */
  gboolean augmented, perhaps_augmented;
} EpisodeTally;

static gboolean
counts_for (TideScheme scheme, const TideTrialVerdict *trial)
{
  switch ((TideArm) trial->arm)
    {
    case TIDE_ARM_SSRI:
    case TIDE_ARM_ANTIDEPRESSANT:
    case TIDE_ARM_AUGMENTATION:
      return TRUE;
    case TIDE_ARM_KETAMINE:
    case TIDE_ARM_ESKETAMINE:
    case TIDE_ARM_NEUROMODULATION:
      return scheme == TIDE_SCHEME_ATHF;
    case TIDE_ARM_UNKNOWN:
    case TIDE_ARM_CBT:
    case TIDE_ARM_OTHER_THERAPY:
    case TIDE_ARM_USUAL_CARE:
    case TIDE_ARM_OTHER:
    case TIDE_N_ARMS:
    default:
      return FALSE;
    }
}

static void
add_episode_missing (TideStage *self, const TideTrialVerdict *trial)
{
  add_words (self->missing, g_strdup_printf (_ ("%s: whether it was in this episode"), trial->title));
}

/* Maudsley asks whether augmentation was used in this episode, not whether it was adequate or failed. */
static void
tally_augmentation (TideStage *self, EpisodeTally *tally, const TideTrialVerdict *trial)
{
  TideTruth episode = is_this_episode (self, trial);
  tally->augmented |= episode == TIDE_TRUTH_YES;
  tally->perhaps_augmented |= episode == TIDE_TRUTH_UNKNOWN;
  if (episode == TIDE_TRUTH_UNKNOWN)
    add_episode_missing (self, trial);
  add_evidence (self, trial, episode == TIDE_TRUTH_YES,
                episode == TIDE_TRUTH_YES  ? _ ("augmentation used in this episode")
                : episode == TIDE_TRUTH_NO ? _ ("not in this episode")
                                           : _ ("not decided"));
}

static void
tally_episode (TideStage *self, EpisodeTally *tally, const TideTrialVerdict *trial)
{
  TideTruth episode = is_this_episode (self, trial);
  gboolean failed = trial->verdict == TIDE_ADEQUACY_FAILED;
  if (!counts_for (self->scheme, trial) || episode == TIDE_TRUTH_NO || !(failed || is_open (trial)))
    {
      const char *why = !counts_for (self->scheme, trial) ? _ ("no part of this scheme")
                        : episode == TIDE_TRUTH_NO        ? _ ("not in this episode")
                                                          : tide_adequacy_get_label (trial->verdict);
      add_evidence (self, trial, FALSE, why);
      return;
    }
  gboolean sure = failed && episode == TIDE_TRUTH_YES;
  add_evidence (self, trial, sure, sure ? _ ("adequate and failed in this episode") : _ ("not decided"));
  if (is_open (trial))
    add_missing_of (self, trial);
  if (episode == TIDE_TRUTH_UNKNOWN)
    add_episode_missing (self, trial);
  tally->n += sure;
  tally->n_possible++;
  if (self->scheme == TIDE_SCHEME_MAUDSLEY && !drug_tally_add (&tally->drugs, trial->agent, sure))
    add_unnamed (self, trial);
}

static gint64
points_for_months (double months)
{
  return months <= 12 ? 1 : months <= 24 ? 2 : 3;
}

static gint64
points_for_drugs (guint n)
{
  return n == 0 ? 0 : n <= 2 ? 1 : n <= 4 ? 2 : n <= 6 ? 3 : n <= 10 ? 4 : 5;
}

const char *
tide_stage_get_maudsley_band (gint64 total)
{
  if (total < 3 || total > 15)
    return NULL;
  return total <= 6 ? _ ("mild") : total <= 10 ? _ ("moderate") : _ ("severe");
}

/* Adds the points of one part, from @low to @high when it is not known. */
static void
add_points (TideStage *self, const char *label, gint64 low, gint64 high)
{
  self->lowest += low;
  self->highest += high;
  if (low == high)
    add_words (self->parts, g_strdup_printf ("%s: %" G_GINT64_FORMAT, label, low));
  else
    add_words (self->parts,
               g_strdup_printf (_ ("%s: %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT), label, low, high));
}

static void
add_clinical_points (TideStage *self)
{
  const TideStaging *staging = self->staging;
  gboolean has_months = staging != NULL && !isnan (staging->episode_months);
  gint64 months = has_months ? points_for_months (staging->episode_months) : 0;
  add_points (self, _ ("duration of the episode"), has_months ? months : 1, has_months ? months : 3);
  if (!has_months)
    add_words (self->missing, g_strdup (_ ("months of this episode")));
  int severity = staging != NULL ? staging->episode_severity : 0;
  add_points (self, _ ("severity"), severity > 0 ? severity : 1, severity > 0 ? severity : 5);
  if (severity == 0)
    add_words (self->missing, g_strdup (_ ("severity of this episode")));
  int ect = staging != NULL ? staging->ect_used : 0;
  add_points (self, _ ("ECT"), ect == 2, ect != 1);
  if (ect == 0)
    add_words (self->missing, g_strdup (_ ("whether ECT was used")));
}

static void
conclude_maudsley (TideStage *self, const EpisodeTally *tally)
{
  guint sure = g_hash_table_size (tally->drugs.sure), possible = drug_tally_count_possible (&tally->drugs);
  add_clinical_points (self);
  add_points (self, _ ("failed antidepressants"), points_for_drugs (sure), points_for_drugs (possible));
  add_points (self, _ ("augmentation"), tally->augmented, tally->augmented || tally->perhaps_augmented);
  /* The method begins at one failed antidepressant: below that there is no total. */
  gboolean none = possible == 0;
  if (none)
    add_words (self->missing,
               g_strdup (_ ("an antidepressant that was adequate and failed in this episode")));
  self->computed = self->lowest == self->highest && sure > 0 ? self->lowest : TIDE_INTEGER_UNKNOWN;
  if (sure == 0)
    self->lowest = self->highest = TIDE_INTEGER_UNKNOWN;
  self->source
    = _ ("Maudsley Staging Method: Fekadu 2009 (bands checked; points well known, not re-checked)");
}

static void
compute_episode (TideStage *self, const TideSafetyCase *subject, const TideAdequacyList *list)
{
  EpisodeTally tally = { .drugs = drug_tally_new (subject) };
  for (guint i = 0; i < list->trials->len; i++)
    {
      const TideTrialVerdict *trial = list->trials->pdata[i];
      if (self->scheme == TIDE_SCHEME_MAUDSLEY && trial->arm == TIDE_ARM_AUGMENTATION)
        tally_augmentation (self, &tally, trial);
      else
        tally_episode (self, &tally, trial);
    }
  if (self->scheme == TIDE_SCHEME_MAUDSLEY)
    conclude_maudsley (self, &tally);
  else
    {
      self->lowest = tally.n;
      self->highest = tally.n_possible;
      self->computed = tally.n == tally.n_possible ? self->lowest : TIDE_INTEGER_UNKNOWN;
      self->confidence = self->staging != NULL ? self->staging->confidence : TIDE_INTEGER_UNKNOWN;
      if (self->confidence == TIDE_INTEGER_UNKNOWN)
        add_words (self->missing, g_strdup (_ ("the confidence rating, 1 to 5")));
      self->source = _ ("ATHF short form: Sackeim 2019 (well known, not re-checked)");
    }
  drug_tally_clear (&tally.drugs);
}

static char *
dup_stage_words (const TideStage *self)
{
  if (self->lowest == TIDE_INTEGER_UNKNOWN)
    return g_strdup (
      _ ("no total: no antidepressant is known to have been adequate and to have failed in this episode"));
  if (self->computed == TIDE_INTEGER_UNKNOWN)
    return g_strdup_printf (
      _ ("cannot be said yet: from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT ", by what is missing"),
      self->lowest, self->highest);
  if (self->scheme == TIDE_SCHEME_PALLANTI)
    return pallanti_words (self->computed);
  if (self->scheme == TIDE_SCHEME_MAUDSLEY)
    return g_strdup_printf (_ ("%" G_GINT64_FORMAT " of 15, %s"), self->computed,
                            tide_stage_get_maudsley_band (self->computed));
  return g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%" G_GINT64_FORMAT " adequate failed trial in this episode",
                 "%" G_GINT64_FORMAT " adequate failed trials in this episode", (gulong) self->computed),
    self->computed);
}

static const TideStaging *
find_staging (const TideHistory *history, TideScheme scheme)
{
  for (guint i = 0; i < history->stagings->len; i++)
    {
      const TideStaging *staging = history->stagings->pdata[i];
      if (staging->scheme == (int) scheme && !staging->entered_in_error)
        return staging;
    }
  return NULL;
}

TideStage *
tide_stage_compute (const TideSafetyCase *subject, TideScheme scheme, const TideAdequacyList *list)
{
  g_return_val_if_fail (subject != NULL && list != NULL, NULL);
  g_return_val_if_fail (scheme > TIDE_SCHEME_UNKNOWN && scheme < TIDE_N_SCHEMES, NULL);
  TideStage *self = g_new0 (TideStage, 1);
  self->scheme = scheme;
  self->parts = g_ptr_array_new_with_free_func (g_free);
  self->missing = g_ptr_array_new_with_free_func (g_free);
  self->evidence = g_ptr_array_new_with_free_func (evidence_free);
  self->staging = find_staging (subject->history, scheme);
  self->confidence = TIDE_INTEGER_UNKNOWN;
  self->override_stage = self->staging != NULL ? self->staging->override_stage : TIDE_INTEGER_UNKNOWN;
  if (scheme == TIDE_SCHEME_PALLANTI)
    compute_pallanti (self, subject, list);
  else
    compute_episode (self, subject, list);
  self->words = dup_stage_words (self);
  self->stage = self->override_stage != TIDE_INTEGER_UNKNOWN ? self->override_stage : self->computed;
  return self;
}

void
tide_stage_free (TideStage *self)
{
  if (self == NULL)
    return;
  g_free (self->words);
  g_ptr_array_unref (self->parts);
  g_ptr_array_unref (self->missing);
  g_ptr_array_unref (self->evidence);
  g_free (self);
}
