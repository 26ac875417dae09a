/* tide-history-death.c: whether a patient's death is recorded, and on which day.  Banner, lists, paper and
 * everything that waits for a date ask here, so that they cannot disagree. */
#include "tide-history.h"

/* The earliest of the days that are known: two records of one death may differ. */
static void
note_day (TideDate *earliest, TideDate day)
{
  if (tide_date_is_known (day) && (!tide_date_is_known (*earliest) || day < *earliest))
    *earliest = day;
}

gboolean
tide_history_get_death (const TideHistory *self, TideDate *on)
{
  g_return_val_if_fail (self != NULL, FALSE);

  static int death = -1, by_death = -1; /* the words are looked up once */
  if (by_death < 0)
    {
      death = tide_code_from_text (tide_event_kind_codes, "death");
      by_death = tide_code_from_text (tide_end_reason_codes, "death");
    }
  gboolean died = FALSE;
  TideDate day = TIDE_DATE_UNKNOWN;
  for (guint i = 0; i < self->events->len; i++)
    {
      const TideEvent *event = self->events->pdata[i];
      if (event->kind != death || event->entered_in_error)
        continue;
      died = TRUE;
      note_day (&day, event->on_date);
    }
  for (guint i = 0; i < self->courses->len; i++)
    {
      const TideCourse *course = self->courses->pdata[i];
      if (course->end_reason != by_death || course->entered_in_error)
        continue;
      died = TRUE;
      note_day (&day, course->ended_on);
    }
  if (on != NULL)
    *on = day;
  return died;
}

/* --- what is dated after it --- */

static const struct
{
  const TideRecordClass *klass;
  const char *field;
} days[] = {
  { &tide_assessment_data_class, "taken" }, { &tide_session_class, "started" },
  { &tide_visit_class, "taken" },           { &tide_measurement_class, "taken" },
  { &tide_adverse_event_class, "started" }, { &tide_dose_step_class, "from_date" },
  { &tide_course_class, "started_on" },     { &tide_medication_class, "started_on" },
  { &tide_trial_class, "started_on" },      { &tide_screening_class, "taken" },
  { &tide_consent_class, "given_on" },      { &tide_eligibility_decision_class, "taken" },
  { &tide_goal_class, "set_on" },           { &tide_goal_rating_class, "taken" },
  { &tide_effect_check_class, "taken" },    { &tide_review_class, "done_on" },
  { &tide_safety_plan_class, "agreed_on" }, { &tide_specifier_class, "noted_on" },
  { &tide_staging_class, "taken" },         { &tide_note_class, "taken" },
  { &tide_event_class, "on_date" },
};

/* A death is not after itself; what did not take place says nothing of a day. */
static gboolean
says_a_day (gconstpointer record)
{
  const TideRecordClass *klass = ((const TideRecord *) record)->klass;
  if (klass == &tide_assessment_data_class)
    return tide_assessment_data_is_current (record);
  if (tide_record_is_struck (record))
    return FALSE;
  if (klass == &tide_session_class)
    return tide_session_took_place (record);
  return klass != &tide_event_class
         || ((const TideEvent *) record)->kind != tide_code_from_text (tide_event_kind_codes, "death");
}

TideDate
tide_record_get_day (gconstpointer record, const char **field)
{
  g_return_val_if_fail (record != NULL, TIDE_DATE_UNKNOWN);

  const TideRecordClass *klass = ((const TideRecord *) record)->klass;
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      if (days[i].klass != klass)
        continue;
      const TideField *member = tide_record_class_find (klass, days[i].field);
      const char *at = (const char *) record + member->offset;
      if (field != NULL)
        *field = days[i].field;
      if (!says_a_day (record))
        return TIDE_DATE_UNKNOWN;
      if (member->kind == TIDE_FIELD_DATE)
        return *(const TideDate *) at;
      TideInstant instant = *(const TideInstant *) at;
      return tide_instant_is_known (instant) ? tide_instant_get_date (instant) : TIDE_DATE_UNKNOWN;
    }
  return TIDE_DATE_UNKNOWN;
}

static int
by_day (gconstpointer a, gconstpointer b)
{
  TideDate x = tide_record_get_day (*(const gconstpointer *) a, NULL);
  TideDate y = tide_record_get_day (*(const gconstpointer *) b, NULL);
  return (x > y) - (x < y);
}

GPtrArray *
tide_history_list_after (const TideHistory *self, TideDate day)
{
  g_return_val_if_fail (self != NULL && tide_date_is_known (day), NULL);

  GPtrArray *later = g_ptr_array_new ();
  for (guint i = 0; tide_history_arrays[i].klass != NULL; i++)
    {
      const GPtrArray *records = G_STRUCT_MEMBER (GPtrArray *, self, tide_history_arrays[i].offset);
      for (guint j = 0; j < records->len; j++)
        {
          TideDate on = tide_record_get_day (records->pdata[j], NULL);
          if (tide_date_is_known (on) && on > day)
            g_ptr_array_add (later, records->pdata[j]);
        }
    }
  g_ptr_array_sort (later, by_day);
  return later;
}
