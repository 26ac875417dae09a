/* tide-demo-simulate.c: one simulated patient: who, which treatments, when rated, what went wrong. */

#include "tide-demo-private.h"

#include <math.h>

/* The three disorders with their scale and its place. */
typedef struct
{
  const char *code, *second_code, *target, *short_scale;
  double baseline_mean, baseline_sd, baseline_low, baseline_high;
  double scale; /* falls of the model are in Y-BOCS points */
  int maximum;
} Disorder;

static const Disorder disorders[] = {
  { "F42.2", "F33.1", "ybocs", "phq9", 26, 5, 16, 38, 1, 40 }, /* clinical.md 5.1 */
  { "F33.2", "F41.1", "madrs", "phq9", 32, 5, 22, 46, 1.3, 60 },
  { "F43.12", "F33.1", "pcl5", "phq9", 52, 9, 34, 74, 1.8, 80 },
};

static const struct
{
  TideDemoPlan plan;
  guint disorder, weight;
} plans[] = {
  { TIDE_PLAN_SSRI, 0, 15 },
  { TIDE_PLAN_ERP, 0, 13 },
  { TIDE_PLAN_USUAL_CARE, 0, 6 },
  { TIDE_PLAN_KETAMINE_SINGLE, 0, 7 },
  { TIDE_PLAN_KETAMINE_SERIES, 0, 9 },
  { TIDE_PLAN_KETAMINE_MAINTENANCE, 0, 6 },
  { TIDE_PLAN_SSRI_ERP, 0, 6 },
  { TIDE_PLAN_KETAMINE_ERP, 0, 5 },
  { TIDE_PLAN_ALL_THREE, 0, 3 },
  { TIDE_PLAN_AUGMENTATION, 0, 2 },
  { TIDE_PLAN_ESKETAMINE, 1, 6 },
  { TIDE_PLAN_ANTIDEPRESSANT, 1, 7 },
  { TIDE_PLAN_SSRI, 1, 3 },
  { TIDE_PLAN_NEUROMODULATION, 1, 2 },
  { TIDE_PLAN_TRAUMA_THERAPY, 2, 6 },
  { TIDE_PLAN_SSRI, 2, 2 },
  { TIDE_PLAN_OTHER, 2, 2 },
};

typedef struct
{
  const char *agent;
  double steps[4]; /* mg per day, a fortnight each; 0 = none */
} Titration;

static const Titration ssris[] = {
  { "sertraline", { 50, 100, 150, 200 } }, { "fluoxetine", { 20, 40, 60, 0 } },
  { "escitalopram", { 10, 20, 0, 0 } },    { "fluvoxamine", { 50, 100, 200, 300 } },
  { "paroxetine", { 20, 40, 60, 0 } },     { "clomipramine", { 25, 75, 150, 200 } },
};
static const Titration antidepressants[] = {
  { "venlafaxine", { 75, 150, 225, 0 } },
  { "duloxetine", { 30, 60, 0, 0 } },
  { "mirtazapine", { 15, 30, 45, 0 } },
  { "bupropion", { 150, 300, 0, 0 } },
};
static const Titration augmentations[]
  = { { "aripiprazole", { 5, 10, 15, 0 } }, { "risperidone", { 0.5, 1, 2, 0 } } };

static const char *const families[]
  = { "Abernathy", "Bianchi",   "Castellanos", "Delacroix", "Eriksen", "Farsakh", "Grünwald", "Hashimoto",
      "Ionescu",   "Jørgensen", "Kaya",        "Łukasik",   "Mensah",  "Novák",   "O’Brien",  "Peeters",
      "Quispe",    "Rossi",     "Šimić",       "Torres",    "Uçar",    "Végh",    "Wójcik",   "Ximénez",
      "Yılmaz",    "Žilinská",  "Ångström",    "Özdemir",   "Brandt",  "Çelik" };
static const char *const givens_female[]
  = { "Akosua",   "Bjørg", "Ciara", "Defne",  "Elif",   "Françoise", "Greta", "Helga", "Inês",   "Jana",
      "Katarína", "Lucía", "Marta", "Noémie", "Oriane", "Petra",     "Renée", "Sofía", "Tereza", "Zoë" };
static const char *const givens_male[]
  = { "Adão",  "Björn", "Çağan",  "Dragoş", "Émile", "Félix", "Göran", "Håkon", "Iván",  "Joel",
      "Kwame", "Lars",  "Mátyás", "Niño",   "Óscar", "Pál",   "Ren",   "Søren", "Tomáš", "Ümit" };

typedef struct
{
  TideDemoWriter *writer;
  guint index;
  TideDemoRandom *random;
  const Disorder *disorder;
  TideDemoCase sim;
  char mrn[16];
  guint n_courses;
  gint64 patient_id;
  double weight_kg;
  int first_rater;
} Patient;

/* --- who --- */

static double
deal (Patient *p, guint dimension)
{
  return tide_demo_random_dealt (p->writer->seed, p->index, dimension);
}

static void
choose_plan (Patient *p)
{
  guint sum = 0;
  for (guint i = 0; i < G_N_ELEMENTS (plans); i++)
    sum += plans[i].weight;
  guint pick = (guint) (deal (p, 0) * sum), i = 0;
  while (pick >= plans[i].weight)
    pick -= plans[i++].weight;
  p->sim.plan = plans[i].plan;
  p->disorder = &disorders[plans[i].disorder];
}

static void
choose_case (Patient *p)
{
  const Disorder *d = p->disorder;
  /* A normal distribution cut off at both ends. */
  double low = 0.5 * erfc (-(d->baseline_low - 0.5 - d->baseline_mean) / d->baseline_sd / G_SQRT2);
  double high = 0.5 * erfc (-(d->baseline_high + 0.5 - d->baseline_mean) / d->baseline_sd / G_SQRT2);
  double severity = tide_demo_normal_quantile (low + (high - low) * deal (p, 1));
  p->sim.baseline
    = CLAMP (round (d->baseline_mean + d->baseline_sd * severity), d->baseline_low, d->baseline_high);
  p->sim.u = tide_demo_normal_quantile (deal (p, 2));
  p->sim.responder = deal (p, 3) < 0.45;
  /* 0.2 to 1.6 about 1, so that the mean is the table's. */
  p->sim.multiplier = CLAMP (1 + 0.35 * tide_demo_normal_quantile (deal (p, 4)), 0.2, 1.6);
  p->sim.day0 = p->writer->today - 10 - (TideDate) (deal (p, 5) * 690);
  p->sim.dropout_day = G_MAXINT;
  p->sim.relapse_day = G_MAXINT;
  p->sim.dose_days = g_array_new (FALSE, FALSE, sizeof (int));
  p->weight_kg = round (tide_demo_random_between (p->random, 50, 98));
  p->first_rater = tide_demo_random_int (p->random, 0, 1);
}

static void
write_patient (Patient *p)
{
  gboolean female = tide_demo_random_chance (p->random, 0.54);
  const char *family = families[tide_demo_random_int (p->random, 0, G_N_ELEMENTS (families) - 1)];
  const char *given = female
                        ? givens_female[tide_demo_random_int (p->random, 0, G_N_ELEMENTS (givens_female) - 1)]
                        : givens_male[tide_demo_random_int (p->random, 0, G_N_ELEMENTS (givens_male) - 1)];
  TideDate birth = p->sim.day0 - tide_demo_random_int (p->random, 19 * 365, 66 * 365);
  g_autoptr (TidePatient) patient
    = tide_demo_new_patient (p->mrn, family, given, birth, female ? TIDE_SEX_FEMALE : TIDE_SEX_MALE);
  if (tide_demo_random_chance (p->random, 0.6))
    {
      patient->referrer
        = g_strdup (tide_demo_random_chance (p->random, 0.5) ? "Dr Synthetic A" : "Dr Synthetic B");
      patient->referred_on = p->sim.day0 - tide_demo_random_int (p->random, 20, 120);
    }
  tide_demo_add (p->writer, patient);
  p->patient_id = patient->base.id;
  if (tide_demo_random_chance (p->random, 0.4))
    {
      g_autofree char *value = g_strdup_printf ("SYN-%05d", tide_demo_random_int (p->random, 0, 99999));
      tide_demo_add_identifier (p->writer, p->patient_id, "hospital (synthetic)", value);
    }
  TideDate onset = MAX (birth + 12 * 365, p->sim.day0 - tide_demo_random_int (p->random, 400, 5000));
  tide_demo_add_diagnosis (p->writer, p->patient_id, p->disorder->code, TRUE, onset);
  if (tide_demo_random_chance (p->random, 0.35))
    tide_demo_add_diagnosis (p->writer, p->patient_id, p->disorder->second_code, FALSE, TIDE_DATE_UNKNOWN);
}

/* --- what goes wrong --- */

/* First day at which a weekly hazard strikes between two weeks; G_MAXINT never. */
static int
strike (Patient *p, double per_week, double from_week, double to_week)
{
  for (double week = from_week; week < to_week; week++)
    if (tide_demo_random_chance (p->random, per_week))
      return (int) (week * 7) + tide_demo_random_int (p->random, 0, 6);
  return G_MAXINT;
}

static void
choose_fate (Patient *p)
{
  TideDemoCase *sim = &p->sim;
  gboolean gains = sim->u > 0;
  switch (sim->plan)
    {
    case TIDE_PLAN_SSRI:
    case TIDE_PLAN_ANTIDEPRESSANT:
    case TIDE_PLAN_SSRI_ERP:
      sim->dropout_day = strike (p, 0.015, 0, 12);
      sim->relapse_day = gains ? strike (p, 0.008, 12, 80) : G_MAXINT;
      break;
    case TIDE_PLAN_ERP:
    case TIDE_PLAN_TRAUMA_THERAPY:
      sim->dropout_day = strike (p, 0.023, 0, 11); /* 23 % before session 12 */
      sim->relapse_day = gains ? strike (p, 0.006, 16, 80) : G_MAXINT;
      break;
    case TIDE_PLAN_KETAMINE_SERIES:
    case TIDE_PLAN_KETAMINE_MAINTENANCE:
    case TIDE_PLAN_ESKETAMINE:
      sim->dropout_day = strike (p, 0.02, 0, 4);
      break;
    default:
      break;
    }
}

/* --- treatments --- */

/* Who pays, by whom it was asked for, what it is meant to do; from the number of the patient, without dice.
 */
static void
name_course (Patient *p, TideCourse *course)
{
  static const char *const coverages[]
    = { "covered", "covered", "self_pay", "pending", "not_needed", "denied" };
  gboolean ketamine = tide_arm_is_ketamine ((TideArm) course->arm);
  guint pick = p->index % G_N_ELEMENTS (coverages);
  course->intent = tide_code_from_text (tide_intent_codes, ketamine ? "induction" : "acute");
  course->role
    = tide_code_from_text (tide_course_role_codes, course->started_on < p->sim.day0 ? "background" : "study");
  course->line_of_treatment = ketamine ? 3 : 1 + (p->index / 5) % 2;
  course->referred_on = course->started_on - 20 - (TideDate) (p->index % 60);
  course->referrer = g_strdup (p->index % 3 == 0 ? "self" : "Dr Synthetic A");
  course->coverage = tide_code_from_text (tide_coverage_codes, coverages[pick]);
  if (ketamine)
    course->spacing_days = 3;
  /* Every seventh chart says nothing of it, one in seven that it was poor. */
  if (tide_arm_has_daily_dose ((TideArm) course->arm) && p->index % 7 != 3)
    course->adherence = tide_code_from_text (tide_adherence_codes, p->index % 7 == 5 ? "poor" : "good");
  if (pick <= 1)
    {
      course->authorisation = g_strdup_printf ("SYN/%04u", p->index);
      course->authorised_from = course->started_on - 7;
      course->authorised_until = course->started_on + 180;
      course->authorised_sessions = ketamine ? 8 : 20;
    }
}

static TideCourse *
begin_course (Patient *p, TideArm arm, const char *agent, const char *route, TideDate start)
{
  g_autofree char *code = g_strdup_printf ("%s-%u", p->mrn, ++p->n_courses);
  TideCourse *course = tide_demo_new_course (p->patient_id, code, arm, agent, route, p->disorder->code, start,
                                             p->disorder->target);
  name_course (p, course);
  return course;
}

/* Ends a course that has had its time, or that the patient left. */
static void
end_course (Patient *p, TideCourse *course, int planned_day, const char *reason)
{
  int left = p->sim.dropout_day;
  int end = MIN (planned_day, left);
  if (end == G_MAXINT)
    return;
  TideDate on = p->sim.day0 + end;
  if (on > p->writer->today || on < course->started_on)
    return;
  static const char *const dropouts[]
    = { "side_effects", "patient_choice", "lost_to_follow_up", "cost_or_coverage" };
  course->ended_on = on;
  course->end_reason = tide_code_from_text (
    tide_end_reason_codes, end == left ? dropouts[tide_demo_random_int (p->random, 0, 3)] : reason);
}

static void
write_titration (Patient *p, TideArm arm, const Titration *drug, TideDate start, int ends_after_days)
{
  g_autoptr (TideCourse) course = begin_course (p, arm, drug->agent, "oral", start);
  end_course (p, course, ends_after_days, "no_response");
  tide_demo_add (p->writer, course);
  guint top = 1;
  while (top < G_N_ELEMENTS (drug->steps) && drug->steps[top] > 0)
    top++;
  for (guint i = 0; i < top; i++)
    {
      TideDate from = start + (TideDate) i * 14;
      if (from > p->writer->today || (tide_date_is_known (course->ended_on) && from > course->ended_on))
        break;
      tide_demo_add_step (p->writer, course->base.id, from, drug->steps[i]);
    }
  if (tide_demo_random_chance (p->random, 0.3))
    tide_demo_add_effect (p->writer, p->patient_id, course->base.id, "nausea",
                          tide_demo_random_chance (p->random, 0.7) ? "mild" : "moderate",
                          tide_demo_at (start + 3, 12, 0), tide_demo_at (start + 17, 12, 0));
  if (tide_demo_random_chance (p->random, 0.2))
    tide_demo_add_effect (p->writer, p->patient_id, course->base.id, "sexual dysfunction", "moderate",
                          tide_demo_at (start + 30, 12, 0), TIDE_INSTANT_UNKNOWN);
}

static void
write_therapy (Patient *p, TideArm arm, const char *agent, TideDate start, int n_sessions)
{
  g_autoptr (TideCourse) course = begin_course (p, arm, agent, "", start);
  course->planned_sessions = n_sessions;
  end_course (p, course, (int) (start - p->sim.day0) + (n_sessions - 1) * 7, "completed");
  tide_demo_add (p->writer, course);
  for (int i = 0; i < n_sessions; i++)
    {
      TideDate day = start + i * 7;
      if (day > p->writer->today || (tide_date_is_known (course->ended_on) && day > course->ended_on))
        break;
      double dice = tide_demo_random_real (p->random);
      tide_demo_add_therapy (p->writer, course->base.id,
                             arm == TIDE_ARM_CBT               ? "exposure"
                             : arm == TIDE_ARM_NEUROMODULATION ? "stimulation"
                                                               : "therapy",
                             tide_demo_at (day, 14, 0),
                             i == 0 || dice < 0.86 ? TIDE_SESSION_HELD
                             : dice < 0.94         ? TIDE_SESSION_MISSED
                                                   : TIDE_SESSION_CANCELLED);
    }
}

static void
write_infusion_effects (Patient *p, gint64 course_id, TideInstant started)
{
  TideInstant onset = started, end = started;
  onset.utc += 20 * 60;
  end.utc += 80 * 60;
  if (tide_demo_random_chance (p->random, 0.25)) /* nausea 25 %, clinical.md 5.1 */
    tide_demo_add_effect (p->writer, p->patient_id, course_id, "nausea", "mild", onset, end);
  if (tide_demo_random_chance (p->random, 0.3))
    tide_demo_add_effect (p->writer, p->patient_id, course_id, "dissociation",
                          tide_demo_random_chance (p->random, 0.2) ? "moderate" : "mild", onset, end);
}

static void
plan_doses (Patient *p, const int *days, guint n)
{
  for (guint i = 0; i < n; i++)
    if (days[i] < p->sim.dropout_day)
      g_array_append_val (p->sim.dose_days, days[i]);
}

static void
plan_maintenance (Patient *p)
{
  int day = 12;
  for (int i = 0; i < 8; i++)
    {
      day += tide_demo_random_int (p->random, 18, 36);
      if (day < p->sim.dropout_day)
        g_array_append_val (p->sim.dose_days, day);
    }
}

static void
write_doses (Patient *p, TideArm arm, const char *agent, const char *route)
{
  GArray *days = p->sim.dose_days;
  if (days->len == 0)
    return;
  int last = g_array_index (days, int, days->len - 1);
  g_autoptr (TideCourse) course = begin_course (p, arm, agent, route, p->sim.day0);
  course->planned_sessions = p->sim.plan == TIDE_PLAN_KETAMINE_SINGLE ? 1
                             : arm == TIDE_ARM_ESKETAMINE             ? 8
                                                                      : 6;
  end_course (p, course, last, "completed");
  tide_demo_add (p->writer, course);
  for (guint i = 0; i < days->len; i++)
    {
      TideDate day = p->sim.day0 + g_array_index (days, int, i);
      if (day > p->writer->today)
        break;
      TideInstant started = tide_demo_at (day, 9, 30);
      if (arm == TIDE_ARM_ESKETAMINE)
        tide_demo_add_nasal_dose (p->writer, course->base.id, started, i == 0 ? 56 : 84);
      else
        tide_demo_add_infusion (p->writer, course->base.id, started, i >= 6 ? 0.6 : 0.5, p->weight_kg);
      write_infusion_effects (p, course->base.id, started);
    }
}

static void
write_treatments (Patient *p)
{
  static const int series[] = { 0, 3, 5, 7, 10, 12 }; /* clinical.md 5.1 */
  static const int nasal[] = { 0, 3, 7, 10, 14, 17, 21, 24 };
  static const int single[] = { 0 };
  TideDate day0 = p->sim.day0;
  const Titration *ssri = &ssris[tide_demo_random_int (p->random, 0, G_N_ELEMENTS (ssris) - 1)];
  int running
    = tide_demo_random_chance (p->random, 0.5) ? G_MAXINT : tide_demo_random_int (p->random, 200, 420);
  switch (p->sim.plan)
    {
    case TIDE_PLAN_SSRI:
      write_titration (p, TIDE_ARM_SSRI, ssri, day0, running);
      break;
    case TIDE_PLAN_ERP:
      write_therapy (p, TIDE_ARM_CBT, "ERP", day0, 16);
      break;
    case TIDE_PLAN_KETAMINE_SINGLE:
      plan_doses (p, single, 1);
      write_doses (p, TIDE_ARM_KETAMINE, "ketamine", "iv");
      break;
    case TIDE_PLAN_KETAMINE_SERIES:
    case TIDE_PLAN_KETAMINE_MAINTENANCE:
      plan_doses (p, series, G_N_ELEMENTS (series));
      if (p->sim.plan == TIDE_PLAN_KETAMINE_MAINTENANCE)
        plan_maintenance (p);
      write_doses (p, TIDE_ARM_KETAMINE, "ketamine", "iv");
      break;
    case TIDE_PLAN_SSRI_ERP:
      write_titration (p, TIDE_ARM_SSRI, ssri, day0, G_MAXINT);
      write_therapy (p, TIDE_ARM_CBT, "ERP", day0 + 7, 16);
      break;
    case TIDE_PLAN_KETAMINE_ERP:
    case TIDE_PLAN_ALL_THREE:
      if (p->sim.plan == TIDE_PLAN_ALL_THREE)
        write_titration (p, TIDE_ARM_SSRI, ssri, day0 - 200, G_MAXINT);
      plan_doses (p, series, G_N_ELEMENTS (series));
      write_doses (p, TIDE_ARM_KETAMINE, "ketamine", "iv");
      write_therapy (p, TIDE_ARM_CBT, "ERP", day0 + 14, 16);
      break;
    case TIDE_PLAN_AUGMENTATION:
      write_titration (p, TIDE_ARM_SSRI, ssri, day0 - 150, G_MAXINT);
      write_titration (p, TIDE_ARM_AUGMENTATION, &augmentations[tide_demo_random_int (p->random, 0, 1)], day0,
                       140);
      break;
    case TIDE_PLAN_ESKETAMINE:
      plan_doses (p, nasal, G_N_ELEMENTS (nasal));
      write_doses (p, TIDE_ARM_ESKETAMINE, "esketamine", "intranasal");
      break;
    case TIDE_PLAN_ANTIDEPRESSANT:
      write_titration (p, TIDE_ARM_ANTIDEPRESSANT, &antidepressants[tide_demo_random_int (p->random, 0, 3)],
                       day0, running);
      break;
    case TIDE_PLAN_NEUROMODULATION:
      write_therapy (p, TIDE_ARM_NEUROMODULATION, "rTMS", day0, 12);
      break;
    case TIDE_PLAN_TRAUMA_THERAPY:
      write_therapy (p, TIDE_ARM_OTHER_THERAPY, "trauma-focused therapy", day0, 12);
      break;
    case TIDE_PLAN_USUAL_CARE:
    case TIDE_PLAN_OTHER:
    case TIDE_N_PLANS:
    default:
      {
        g_autoptr (TideCourse) course
          = begin_course (p, p->sim.plan == TIDE_PLAN_OTHER ? TIDE_ARM_OTHER : TIDE_ARM_USUAL_CARE,
                          p->sim.plan == TIDE_PLAN_OTHER ? "prazosin" : "usual care", "", day0);
        tide_demo_add (p->writer, course);
      }
    }
}

/* --- ratings --- */

static int
severity_of (double share)
{
  static const double limits[] = { 0.1, 0.2, 0.34, 0.5, 0.68, 0.85 };
  int severity = 1;
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    severity += share >= limits[i];
  return severity;
}

static int
improvement_of (double percent)
{
  return percent >= 55   ? 1
         : percent >= 33 ? 2
         : percent >= 18 ? 3
         : percent > -10 ? 4
         : percent > -25 ? 5
                         : 6;
}

/* The rest of the battery; what is left out is not done, mostly with a reason. */
static void
write_other_scales (Patient *p, TideInstant taken, int total, int rater, gboolean baseline)
{
  const Disorder *d = p->disorder;
  double percent = 100 * (p->sim.baseline - total) / p->sim.baseline;
  if (tide_demo_random_chance (p->random, 0.9))
    tide_demo_add_cgi (p->writer, p->patient_id, taken, severity_of ((double) total / d->maximum),
                       baseline ? 0 : improvement_of (percent), FALSE, p->sim.day0, rater);
  else
    tide_demo_skip_part (p->writer, p->patient_id, "cgis", "no time");
  if (baseline || tide_demo_random_chance (p->random, 0.5))
    {
      TideInstant before = taken;
      before.utc -= 15 * 60;
      double mood = 27.0 * total / d->maximum * 0.85 + tide_demo_random_normal (p->random, 0, 2.5);
      tide_demo_add_scale (p->writer, p->patient_id, d->short_scale, before,
                           CLAMP ((int) round (mood), 0, 26), -1, "in_person");
    }
  else if (tide_demo_random_chance (p->random, 0.2))
    tide_demo_skip_part (p->writer, p->patient_id, d->short_scale, "form left at home");
}

static void
write_visit (Patient *p, int day, int hour, gboolean baseline)
{
  const Disorder *d = p->disorder;
  TideDate date = p->sim.day0 + day;
  if (date > p->writer->today)
    return;
  TideDemoCase expected = p->sim;
  double fall = (p->sim.baseline - tide_demo_expect (&expected, day)) * d->scale;
  double value
    = p->sim.baseline - fall + (baseline ? 0 : tide_demo_random_normal (p->random, 0, 2.4 * d->scale));
  int total = CLAMP ((int) floor (value + 0.5), 0, d->maximum);
  int rater = tide_demo_random_chance (p->random, 0.85) ? p->first_rater : 1 - p->first_rater;
  const char *contact = tide_demo_random_chance (p->random, 0.88) ? "in_person" : "video";
  TideInstant taken = tide_demo_at (date, hour, 5 * tide_demo_random_int (p->random, 0, 11));
  /* A few visits are typed in weeks later, from paper: what they raise is history. */
  int late = tide_demo_random_chance (p->random, 0.03) ? tide_demo_random_int (p->random, 16, 60) : 0;
  tide_demo_begin_visit (p->writer, p->patient_id, taken, rater, contact, late);
  tide_demo_add_scale (p->writer, p->patient_id, d->target, taken, total, rater, contact);
  write_other_scales (p, taken, total, rater, baseline);
  tide_demo_end_visit (p->writer);
}

static void
write_visits (Patient *p)
{
  /* Days of the table's weeks; a day 8 instead of 7 so that the rating of week 1 has its infusion behind it.
   */
  static const int days[] = { 8, 14, 28, 42, 56, 84, 168, 252, 364, 490, 620 };
  gboolean fast = p->sim.dose_days->len > 0;
  write_visit (p, -tide_demo_random_int (p->random, 1, 9), 10, TRUE);
  static const int early[] = { 1, 3 };
  for (guint i = 0; fast && i < G_N_ELEMENTS (early); i++)
    if (tide_demo_random_chance (p->random, 0.8))
      write_visit (p, early[i], 15, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      gboolean missed = tide_demo_random_chance (p->random, 0.12);
      if (!missed && days[i] <= p->sim.dropout_day)
        write_visit (p, days[i], 10 + tide_demo_random_int (p->random, 0, 5), FALSE);
    }
}

static void
write_margins (Patient *p)
{
  static const char *const events[]
    = { "New job", "Moved house", "Lost job", "Bereavement", "Began running", "Exams" };
  static const char *const notes[] = { "Synthetic note: homework kept well, sleep improving.",
                                       "Synthetic note: missed a week after a cold, back on plan.",
                                       "Synthetic note: asks about the length of treatment." };
  if (tide_demo_random_chance (p->random, 0.3))
    tide_demo_add_event (p->writer, p->patient_id, "life_event",
                         p->sim.day0 + tide_demo_random_int (p->random, -60, 200),
                         events[tide_demo_random_int (p->random, 0, G_N_ELEMENTS (events) - 1)]);
  if (tide_demo_random_chance (p->random, 0.4))
    tide_demo_add_note (p->writer, p->patient_id,
                        tide_demo_at (p->sim.day0 + tide_demo_random_int (p->random, 0, 90), 16, 0),
                        notes[tide_demo_random_int (p->random, 0, G_N_ELEMENTS (notes) - 1)]);
}

/* Ketamine and augmentation come late. */
static gboolean
is_resistant (const Patient *p)
{
  TideDemoPlan plan = p->sim.plan;
  return p->sim.dose_days->len > 0 || plan == TIDE_PLAN_AUGMENTATION || plan == TIDE_PLAN_NEUROMODULATION;
}

void
tide_demo_add_simulated (TideDemoWriter *writer, guint index)
{
  Patient p = { .writer = writer, .index = index, .random = writer->random };
  guint number = index + 1;
  number += number >= 417; /* TM-0417 and TM-0440 are the patients of the pictures */
  number += number >= 440;
  g_snprintf (p.mrn, sizeof p.mrn, "TM-%04u", number);
  choose_plan (&p);
  choose_case (&p);
  choose_fate (&p);
  write_patient (&p);
  write_treatments (&p);
  write_visits (&p);
  write_margins (&p);
  tide_demo_add_history (writer, p.patient_id, number, is_resistant (&p));
  g_array_unref (p.sim.dose_days);
}
