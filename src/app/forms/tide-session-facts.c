/* tide-session-facts.c: what a session is, when nobody has said so in as many words. */

#include "tide-session-facts.h"

#include <glib/gi18n-lib.h>

static int
kind_of (const char *code)
{
  return tide_code_from_text (tide_session_kind_codes, code);
}

gboolean
tide_session_kind_is_talk (int kind)
{
  return kind != 0 && (kind == kind_of ("preparation") || kind == kind_of ("integration"));
}

gboolean
tide_session_status_happened (int status)
{
  return status == TIDE_SESSION_HELD || status == TIDE_SESSION_STOPPED;
}

/* A course of a therapy or drug says what its sessions are; any other kind of session is typed. */
static int
get_kind (const TideHistory *history, const TideSession *session)
{
  const TideCourse *course
    = session->kind == 0 ? tide_history_find_course (history, session->course_id) : NULL;

  if (course == NULL)
    return session->kind;
  if (tide_arm_is_ketamine ((TideArm) course->arm))
    return kind_of ("dosing");
  if (tide_arm_is_therapy ((TideArm) course->arm))
    return kind_of ("therapy");
  return course->arm == TIDE_ARM_NEUROMODULATION ? kind_of ("stimulation") : 0;
}

gboolean
tide_session_is_dose (const TideHistory *history, const TideSession *session)
{
  return get_kind (history, session) == kind_of ("dosing");
}

const char *
tide_session_get_kind_word (const TideHistory *history, const TideSession *session)
{
  return tide_session_kind_get_label (get_kind (history, session));
}

char *
tide_session_dup_title (const TideHistory *history, const TideSession *session)
{
  const TideCourse *course = tide_history_find_course (history, session->course_id);
  g_autofree char *title = course ? tide_course_dup_title (course) : g_strdup (_ ("Session"));
  g_autofree char *time = tide_instant_to_words (session->started);

  return g_strdup_printf ("%s, %s", title, time);
}
