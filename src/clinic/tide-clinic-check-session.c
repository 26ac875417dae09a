/* tide-clinic-check-session.c: what the rows of one session say to each other: a clock's events come in their
 * order, a slot and a question have one row, and no patient has two infusions at once.
 *
 * A form and an import are judged here alike, so that both say the same words.
 */
#include "tide-clinic-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-session-given.h"

/* The live rows of the session, without @record itself. */
static GPtrArray *
list_siblings (TideCheck *check, gconstpointer record, gint64 session_id, GError **error)
{
  const TideRecord *head = record;
  g_autoptr (GPtrArray) rows
    = tide_store_list (check->clinic->store, head->klass, "session_id", session_id, error);
  if (rows == NULL)
    return NULL;
  for (guint i = rows->len; i > 0; i--)
    if (TIDE_RECORD (rows->pdata[i - 1])->id == head->id || tide_record_is_struck (rows->pdata[i - 1]))
      g_ptr_array_remove_index (rows, i - 1);
  return g_steal_pointer (&rows);
}

static gboolean
check_observation (TideCheck *check, const TideObservation *row, GError **error)
{
  if (tide_observation_is_extra (row))
    return TRUE;
  g_autoptr (GPtrArray) others = list_siblings (check, row, row->session_id, error);
  for (guint i = 0; others != NULL && i < others->len; i++)
    if (g_strcmp0 (((const TideObservation *) others->pdata[i])->slot, row->slot) == 0)
      return tide_check_fault (error, "slot", _ ("stands in this session already"));
  return others != NULL;
}

static gboolean
check_answer (TideCheck *check, const TideSessionAnswer *row, GError **error)
{
  g_autoptr (GPtrArray) others = list_siblings (check, row, row->session_id, error);
  if (others == NULL)
    return FALSE;
  return tide_session_answer_find (others, row->session_id, row->list, row->question) == NULL
         || tide_check_fault (error, "question", _ ("is answered twice"));
}

/* Whether the clock of @session runs or pauses; a clock that cannot be read does not. */
static gboolean
is_under_way (TideCheck *check, gint64 session_id)
{
  g_autoptr (GPtrArray) events
    = tide_store_list (check->clinic->store, &tide_clock_event_class, "session_id", session_id, NULL);
  TideClockPhase phase = TIDE_CLOCK_NOT_STARTED;
  if (events == NULL || tide_clock_read (events, session_id, &phase) != NULL)
    return FALSE;
  return phase == TIDE_CLOCK_RUNNING || phase == TIDE_CLOCK_PAUSED;
}

/* The sessions of ketamine and esketamine of the course's patient, @except apart. */
static GPtrArray *
list_infusions (TideCheck *check, gint64 patient_id, gint64 except, GError **error)
{
  g_autoptr (GPtrArray) courses
    = tide_store_list (check->clinic->store, &tide_course_class, "patient_id", patient_id, error);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (tide_record_free);
  for (guint i = 0; courses != NULL && i < courses->len; i++)
    {
      const TideCourse *course = courses->pdata[i];
      if (course->entered_in_error || !tide_arm_is_ketamine ((TideArm) course->arm))
        continue;
      g_autoptr (GPtrArray) rows
        = tide_store_list (check->clinic->store, &tide_session_class, "course_id", course->base.id, error);
      if (rows == NULL)
        return NULL;
      for (guint j = rows->len; j > 0; j--)
        {
          const TideSession *session = rows->pdata[j - 1];
          if (session->base.id == except || session->entered_in_error
              || !tide_session_is_treatment (session, (TideArm) course->arm))
            g_ptr_array_remove_index (rows, j - 1);
        }
      g_ptr_array_extend_and_steal (all, g_steal_pointer (&rows));
    }
  return courses != NULL ? g_steal_pointer (&all) : NULL;
}

static gboolean
refuse_second (const TideSession *other, const char *field, GError **error)
{
  g_autofree char *when = tide_instant_to_words (other->started);
  /* Translators: when the other session began. */
  g_autofree char *reason
    = g_strdup_printf (_ ("another session of this patient runs at that time: %s"), when);
  return tide_check_fault (error, field, reason);
}

static gboolean
check_clock_event (TideCheck *check, TideClockEvent *row, GError **error)
{
  g_autoptr (GPtrArray) events = list_siblings (check, row, row->session_id, error);
  TideClockPhase phase;
  if (events == NULL)
    return FALSE;
  g_ptr_array_set_free_func (events, NULL);
  guint n_own = events->len;
  g_ptr_array_add (events, row);
  const char *fault = tide_clock_read (events, row->session_id, &phase);
  for (guint i = 0; i < n_own; i++)
    tide_record_free (events->pdata[i]);
  if (fault != NULL)
    return tide_check_fault (error, "kind", fault);
  if (row->kind != TIDE_CLOCK_START)
    return TRUE;
  g_autoptr (GPtrArray) others = list_infusions (check, row->patient_id, row->session_id, error);
  for (guint i = 0; others != NULL && i < others->len; i++)
    if (is_under_way (check, TIDE_RECORD (others->pdata[i])->id))
      return refuse_second (others->pdata[i], "kind", error);
  return others != NULL;
}

gboolean
tide_check_session_row (TideCheck *check, gpointer record, GError **error)
{
  const TideRecordClass *klass = TIDE_RECORD (record)->klass;
  if (klass == &tide_observation_class && !tide_record_is_struck (record))
    return check_observation (check, record, error);
  if (klass == &tide_session_answer_class && !tide_record_is_struck (record))
    return check_answer (check, record, error);
  if (klass == &tide_clock_event_class && !tide_record_is_struck (record))
    return check_clock_event (check, record, error);
  return TRUE;
}

/* --- a flow that nobody can change --- */

gboolean
tide_check_one_flow (TideCheck *check, const TideSession *session, GError **error)
{
  if (session->base.id == 0 || session->entered_in_error || !tide_session_is_elastomeric (session))
    return TRUE;
  g_autoptr (TideSession) stored
    = tide_store_lookup (check->clinic->store, &tide_session_class, session->base.id, error);
  if (stored == NULL)
    return FALSE;
  if (!tide_session_is_elastomeric (stored) || isnan (stored->rate_ml_per_h)
      || session->rate_ml_per_h == stored->rate_ml_per_h || !is_under_way (check, session->base.id))
    return TRUE;
  return tide_check_fault (error, "rate_ml_per_h",
                           _ ("an elastomeric pump has one flow, which nobody changes while it runs"));
}

/* --- two infusions at once --- */

/* Until when the drug was given: the end, else the minutes, else the start alone. Of esketamine the end is
 * that of the observation. */
static gint64
get_end (const TideSession *session)
{
  if (tide_instant_has_clock (session->ended))
    return session->ended.utc;
  return session->started.utc + (isnan (session->minutes) ? 0 : (gint64) (session->minutes * 60));
}

static gboolean
overlap (const TideSession *a, const TideSession *b)
{
  if (!tide_instant_has_clock (a->started) || !tide_instant_has_clock (b->started))
    return FALSE;
  if (a->started.utc == b->started.utc)
    return TRUE;
  return a->started.utc < get_end (b) && b->started.utc < get_end (a);
}

gboolean
tide_check_one_infusion_at_once (TideCheck *check, const TideSession *session, const TideCourse *course,
                                 GError **error)
{
  if (session->entered_in_error || !tide_arm_is_ketamine ((TideArm) course->arm)
      || !tide_session_is_treatment (session, (TideArm) course->arm)
      || !tide_instant_has_clock (session->started))
    return TRUE;
  g_autoptr (GPtrArray) others = list_infusions (check, course->patient_id, session->base.id, error);
  for (guint i = 0; others != NULL && i < others->len; i++)
    if (overlap (session, others->pdata[i]))
      return refuse_second (others->pdata[i], "started", error);
  return others != NULL;
}
