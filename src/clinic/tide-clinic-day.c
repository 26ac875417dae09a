/* tide-clinic-day.c: what a day asks of a clinic.
 *
 * What is due and which alerts are open is kept by each save, so a day is a few reads by index; only the
 * sessions of the day are looked at one by one.
 */
#include "tide-clinic-day.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "tide-alert-rules.h"
#include "tide-clinic-private.h"
#include "tide-discharge.h"

#define DAY_SECONDS ((gint64) 86400)

/* --- whose patients --- */

typedef struct
{
  TideClinic *clinic;
  GHashTable *mine;  /* gint64 → itself; NULL: the whole clinic */
  GHashTable *known; /* gint64 → GINT_TO_POINTER (shown + 1) */
} Whose;

/* Who has somebody keeps somebody; of the others every write may have told otherwise. */
static gboolean
is_nobodys (gpointer id, gpointer value, gpointer data)
{
  return GPOINTER_TO_INT (value) == 1;
}

/* Finding out whose everybody is takes longer than all the rest, so it is kept until something is written. */
static GHashTable *
get_mine (TideClinic *self, gint64 staff_id, GError **error)
{
  gint64 number = 0;
  g_autofree char *head = tide_clinic_get_audit_head (self, &number);
  if (self->whose_known == NULL)
    self->whose_known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  if (self->whose_mine != NULL && self->whose_number == number && self->whose_staff == staff_id)
    return self->whose_mine;
  g_hash_table_foreach_remove (self->whose_known, is_nobodys, NULL);
  g_clear_pointer (&self->whose_mine, g_hash_table_unref);
  self->whose_mine = tide_store_list_patients_of (self->store, staff_id, error);
  self->whose_number = number;
  self->whose_staff = staff_id;
  return self->whose_mine;
}

static gboolean
is_mine (Whose *self, gint64 patient_id, gboolean *mine, GError **error)
{
  gboolean cared_for = FALSE;
  *mine = self->mine == NULL || g_hash_table_contains (self->mine, &patient_id);
  if (*mine)
    return TRUE;
  gpointer kept = g_hash_table_lookup (self->clinic->whose_known, &patient_id);
  if (kept == NULL)
    {
      if (!tide_store_find_cared_for (self->clinic->store, patient_id, &cared_for, error))
        return FALSE;
      kept = GINT_TO_POINTER (cared_for ? 2 : 1);
      g_hash_table_insert (self->clinic->whose_known, g_memdup2 (&patient_id, sizeof patient_id), kept);
    }
  *mine = GPOINTER_TO_INT (kept) == 1;
  return TRUE;
}

/* Nothing is due of who died: only alerts and sessions have to look. */
static gboolean
is_shown (Whose *self, gint64 patient_id, gboolean *shown, GError **error)
{
  gpointer kept = g_hash_table_lookup (self->known, &patient_id);
  gboolean gone = FALSE;
  *shown = GPOINTER_TO_INT (kept) == 2;
  if (kept != NULL)
    return TRUE;
  if (!tide_store_find_gone (self->clinic->store, patient_id, &gone, error)
      || (!gone && !is_mine (self, patient_id, shown, error)))
    return FALSE;
  g_hash_table_insert (self->known, g_memdup2 (&patient_id, sizeof patient_id),
                       GINT_TO_POINTER (*shown ? 2 : 1));
  return TRUE;
}

/* --- alerts --- */

static int
compare_groups (gconstpointer pa, gconstpointer pb)
{
  const TideAlert *a = g_ptr_array_index (*(GPtrArray *const *) pa, 0);
  const TideAlert *b = g_ptr_array_index (*(GPtrArray *const *) pb, 0);
  if (a->level != b->level)
    return b->level - a->level;
  int by_time = tide_instant_compare (a->raised, b->raised);
  return by_time != 0 ? by_time : (a->base.id > b->base.id) - (a->base.id < b->base.id);
}

static void
merge_patient (TideDay *day, GPtrArray *of_patient)
{
  g_autoptr (GPtrArray) groups = tide_alert_rules_merge (of_patient);
  for (guint i = 0; i < groups->len; i++)
    {
      GPtrArray *group = g_ptr_array_index (groups, i);
      const TideAlert *first = g_ptr_array_index (group, 0);
      day->n_alerts[CLAMP (first->level, 0, 3)]++;
      day->n_merged += group->len - 1;
      g_ptr_array_add (day->alerts, g_ptr_array_ref (group));
    }
}

/* Of an alert that a row below stands for: what runs out, what has to be looked back at.  Subjects are
 * written by tide_time_alerts_find (). */
static char *
dup_place (gint64 patient_id, const char *kind, const char *subject)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT " %s %s", patient_id, kind, subject);
}

static GHashTable *
list_places (const TideDay *day)
{
  GHashTable *places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const GPtrArray *lists[] = { day->papers, day->reviews };
  for (guint l = 0; l < G_N_ELEMENTS (lists); l++)
    for (guint i = 0; i < lists[l]->len; i++)
      {
        const TideDue *due = g_ptr_array_index (lists[l], i);
        gboolean review = due->kind == TIDE_DUE_REVIEW;
        g_hash_table_add (places, dup_place (due->patient_id, review ? "review" : "expiry",
                                             review ? due->subject : tide_due_kind_codes[due->kind]));
      }
  return places;
}

/* Nothing stands on a day twice: the row that does the work is enough.  An alert whose row is done or gone
 * stands with the other alerts until somebody has acted. */
static gboolean
stands_below (GHashTable *places, const TideAlert *alert)
{
  const char *end = alert->subject != NULL ? strchr (alert->subject, '#') : NULL;
  if (end == NULL || (g_strcmp0 (alert->rule, "expiry") != 0 && g_strcmp0 (alert->rule, "review") != 0))
    return FALSE;
  g_autofree char *subject = g_strndup (alert->subject, (gsize) (end - alert->subject));
  g_autofree char *place = dup_place (alert->patient_id, alert->rule, subject);
  return g_hash_table_contains (places, place);
}

static gboolean
load_alerts (TideDay *day, Whose *whose, GError **error)
{
  g_autoptr (GHashTable) places = list_places (day);
  g_autoptr (GPtrArray) open = tide_store_list_open_alerts (whose->clinic->store, error);
  g_autoptr (GHashTable) by_patient = NULL;
  if (open == NULL)
    return FALSE;
  by_patient = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  day->n_open = open->len;
  for (guint i = 0; i < open->len; i++)
    {
      TideAlert *alert = g_ptr_array_index (open, i);
      gboolean shown = tide_alert_is_in_banner (alert);
      if (shown && !is_shown (whose, alert->patient_id, &shown, error))
        return FALSE;
      gboolean below = shown && stands_below (places, alert);
      day->n_only_ledger += !shown;
      day->n_below += below;
      if (!shown || below)
        continue;
      GPtrArray *list = g_hash_table_lookup (by_patient, &alert->patient_id);
      if (list == NULL)
        {
          list = g_ptr_array_new ();
          g_hash_table_insert (by_patient, &alert->patient_id, list);
        }
      g_ptr_array_add (list, alert);
    }
  GHashTableIter iter;
  gpointer list;
  g_hash_table_iter_init (&iter, by_patient);
  while (g_hash_table_iter_next (&iter, NULL, &list))
    merge_patient (day, list);
  g_ptr_array_sort (day->alerts, compare_groups);
  day->own_alerts = g_ptr_array_ref (open);
  return TRUE;
}

char *
tide_day_dup_more_alerts_words (const TideDay *self)
{
  guint n = self->n_merged + self->n_below + self->n_only_ledger;
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func (g_free);
  if (n == 0)
    return NULL;
  if (self->n_merged > 0)
    g_ptr_array_add (places, g_strdup_printf (_ ("%u in the rows above"), self->n_merged));
  if (self->n_below > 0)
    g_ptr_array_add (places, g_strdup_printf (_ ("%u in Expiring and Reviews due"), self->n_below));
  if (self->n_only_ledger > 0)
    g_ptr_array_add (places, g_strdup_printf (_ ("%u in the ledger only"), self->n_only_ledger));
  g_ptr_array_add (places, NULL);
  g_autofree char *where = g_strjoinv (", ", (char **) places->pdata);
  /* Translators: "59 more: 3 in the rows above, 50 in Expiring and Reviews due" */
  return g_strdup_printf (_ ("%u more: %s"), n, where);
}

static TideLevel
find_level (const TideDay *day, gint64 session_id)
{
  TideLevel level = TIDE_LEVEL_NONE;
  for (guint i = 0; i < day->own_alerts->len; i++)
    {
      const TideAlert *alert = g_ptr_array_index (day->own_alerts, i);
      if (alert->session_id == session_id && tide_alert_is_in_banner (alert))
        level = MAX (level, (TideLevel) alert->level);
    }
  return level;
}

/* --- sessions --- */

static void
day_session_free (gpointer data)
{
  TideDaySession *self = data;
  tide_session_free (self->session);
  tide_course_free (self->course);
  g_free (self);
}

/* A dose that is watched: by its clock, then by whether the patient has left. */
static void
read_clock (TideDaySession *self, const GPtrArray *events, const TideSessionRules *rules, TideInstant now)
{
  char boot_id[37] = "";
  gint64 boottime_ms = TIDE_INTEGER_UNKNOWN;
  tide_clock_read_machine (boot_id, &boottime_ms);
  TideClockReading reading = { now.utc, *boot_id != '\0' ? boot_id : NULL, boottime_ms };
  TideInfusion infusion
    = tide_infusion_compute (events, self->session->base.id, self->session->planned_minutes, &reading);
  if (infusion.phase == TIDE_CLOCK_NOT_STARTED)
    return;
  if (tide_infusion_is_under_way (&infusion))
    {
      self->state = TIDE_DAY_RUNNING;
      self->minutes = infusion.elapsed_seconds / 60;
      self->expected = infusion.end_seconds / 60;
    }
  else if (tide_instant_is_known (self->session->discharged))
    self->state = TIDE_DAY_LEFT;
  else
    {
      self->state = TIDE_DAY_OBSERVED;
      self->minutes = infusion.observed_seconds / 60;
      self->expected = tide_discharge_get_minutes (rules, (TideArm) self->course->arm);
    }
}

static TideDayState
read_status (const TideSession *session)
{
  switch ((TideSessionStatus) session->status)
    {
    case TIDE_SESSION_HELD:
      return tide_instant_is_known (session->discharged) ? TIDE_DAY_LEFT : TIDE_DAY_HELD;
    case TIDE_SESSION_MISSED:
      return TIDE_DAY_MISSED;
    case TIDE_SESSION_CANCELLED:
      return TIDE_DAY_CANCELLED;
    case TIDE_SESSION_STOPPED:
      return TIDE_DAY_STOPPED;
    case TIDE_SESSION_PLANNED:
    case TIDE_SESSION_UNKNOWN:
    default:
      return TIDE_DAY_PLANNED;
    }
}

/* Which treatment of its course this is: those before it that took place, and itself. */
static gint32
count_before (TideClinic *clinic, const TideDaySession *self, GError **error)
{
  g_autoptr (GPtrArray) all
    = tide_store_list (clinic->store, &tide_session_class, "course_id", self->course->base.id, error);
  gint32 n = 1;
  if (all == NULL)
    return -1;
  for (guint i = 0; i < all->len; i++)
    {
      const TideSession *other = g_ptr_array_index (all, i);
      n += other->base.id != self->session->base.id && tide_course_was_treated_by (self->course, other)
           && tide_instant_compare (other->started, self->when) < 0;
    }
  return n;
}

static gboolean
fill_session (TideDaySession *self, TideClinic *clinic, TideDay *day, GError **error)
{
  g_autoptr (GPtrArray) events
    = tide_store_list (clinic->store, &tide_clock_event_class, "session_id", self->session->base.id, error);
  if (events == NULL)
    return FALSE;
  self->state = read_status (self->session);
  self->minutes = self->expected = NAN;
  read_clock (self, events, tide_clinic_get_session_rules (clinic), day->now);
  self->number = count_before (clinic, self, error);
  self->level = find_level (day, self->session->base.id);
  return self->number >= 0;
}

/* Since yesterday, since a dose may run through midnight. */
static gboolean
load_session (TideDay *day, Whose *whose, TideSession *session, GError **error)
{
  gboolean shown;
  g_autoptr (TideCourse) course
    = tide_store_lookup (whose->clinic->store, &tide_course_class, session->course_id, error);
  if (course == NULL || !is_shown (whose, course->patient_id, &shown, error))
    return FALSE;
  if (!shown || course->entered_in_error)
    return TRUE;
  TideDaySession *self = g_new0 (TideDaySession, 1);
  self->session = tide_session_copy (session);
  self->course = g_steal_pointer (&course);
  self->when = tide_session_took_place (session) ? session->started : tide_session_get_agreed (session);
  if (!tide_instant_is_known (self->when))
    self->when = tide_instant_is_known (session->started) ? session->started : session->planned;
  if (!fill_session (self, whose->clinic, day, error))
    {
      day_session_free (self);
      return FALSE;
    }
  gboolean here = self->state == TIDE_DAY_RUNNING || self->state == TIDE_DAY_OBSERVED;
  if (tide_instant_get_date (self->when) == day->date || here)
    g_ptr_array_add (day->sessions, self);
  else
    day_session_free (self);
  return TRUE;
}

static int
compare_sessions (gconstpointer pa, gconstpointer pb)
{
  const TideDaySession *a = *(TideDaySession *const *) pa, *b = *(TideDaySession *const *) pb;
  int by_time = tide_instant_compare (a->when, b->when);
  return by_time != 0
           ? by_time
           : (a->session->base.id > b->session->base.id) - (a->session->base.id < b->session->base.id);
}

static gboolean
load_sessions (TideDay *day, Whose *whose, GError **error)
{
  TideInstant from = tide_instant_from_local (day->date - 1, 0, 0);
  TideInstant to = tide_instant_from_local (day->date + 1, 0, 0);
  g_autoptr (GPtrArray) all = tide_clinic_list_sessions_between (whose->clinic, from, to, error);
  if (all == NULL)
    return FALSE;
  for (guint i = 0; i < all->len; i++)
    {
      TideSession *session = g_ptr_array_index (all, i);
      if (!session->entered_in_error && !load_session (day, whose, session, error))
        return FALSE;
    }
  g_ptr_array_sort (day->sessions, compare_sessions);
  return TRUE;
}

/* --- what is due --- */

TideInstant
tide_instant_of_utc (gint64 utc)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (utc);
  int offset = local != NULL ? (int) (g_date_time_get_utc_offset (local) / G_TIME_SPAN_MINUTE) : 0;
  return (TideInstant){ utc, (gint16) offset, TIDE_PRECISION_MINUTE };
}

gboolean
tide_due_is_rating (const TideDue *due)
{
  return due->kind == TIDE_DUE_RATING || due->kind == TIDE_DUE_SUICIDE_SCREEN
         || due->kind == TIDE_DUE_MANIA_RATING;
}

/* What has a day only is kept as its UTC midnight: tide_due_utc_of_day (). */
TideDate
tide_due_get_day (const TideDue *due)
{
  if (tide_due_is_rating (due) || due->kind == TIDE_DUE_INTEGRATION
      || (due->kind == TIDE_DUE_AUTHORISATION && strcmp (due->subject, "sessions") == 0))
    return tide_instant_get_date (tide_instant_of_utc (due->due_utc));
  gint64 days = due->due_utc / DAY_SECONDS;
  return (TideDate) (due->due_utc < 0 && due->due_utc % DAY_SECONDS != 0 ? days - 1 : days);
}

static guint
hash_rating (gconstpointer data)
{
  const TideDue *due = data;
  return g_int64_hash (&due->patient_id) * 31u + g_str_hash (due->subject);
}

static gboolean
equal_ratings (gconstpointer pa, gconstpointer pb)
{
  const TideDue *a = pa, *b = pb;
  return a->patient_id == b->patient_id && strcmp (a->subject, b->subject) == 0;
}

static GPtrArray *
choose_section (TideDay *day, const TideDue *due)
{
  if (tide_due_is_rating (due))
    return day->ratings;
  return due->kind == TIDE_DUE_AUTHORISATION || due->kind == TIDE_DUE_CONSENT
             || due->kind == TIDE_DUE_SCREENING
           ? day->papers
           : day->reviews;
}

static gboolean
load_due (TideDay *day, Whose *whose, GError **error)
{
  gint64 today_utc = tide_instant_from_local (day->date, 0, 0).utc;
  gint64 ratings_before = tide_instant_from_local (day->date + 2, 0, 0).utc;
  TideInstant before = day->now;
  before.utc = (gint64) (day->date + TIDE_DAY_AHEAD + 1) * DAY_SECONDS;
  g_autoptr (GPtrArray) rows = tide_clinic_list_due (whose->clinic, before, day->now, error);
  g_autoptr (GHashTable) seen = g_hash_table_new (hash_rating, equal_ratings);
  if (rows == NULL)
    return FALSE;
  g_ptr_array_set_free_func (rows, NULL);
  gboolean ok = TRUE;
  for (guint i = 0; i < rows->len; i++)
    {
      TideDue *due = g_ptr_array_index (rows, i);
      gboolean shown = whose->mine == NULL;
      gboolean now = !tide_due_is_rating (due) || due->due_utc < ratings_before;
      ok = ok && (!now || shown || is_mine (whose, due->patient_id, &shown, error));
      if (!ok || !now || !shown || (tide_due_is_rating (due) && !g_hash_table_add (seen, due)))
        {
          tide_due_free (due);
          continue;
        }
      day->n_overdue += tide_due_is_rating (due) && due->due_utc < today_utc;
      g_ptr_array_add (choose_section (day, due), due);
    }
  return ok;
}

/* --- what patients reported --- */

static gboolean
load_reports (TideDay *day, Whose *whose, GError **error)
{
  day->reports = tide_clinic_list_unreviewed (whose->clinic, error);
  if (day->reports == NULL)
    return FALSE;
  for (guint i = day->reports->len; i > 0; i--)
    {
      const TideAssessmentData *report = g_ptr_array_index (day->reports, i - 1);
      gboolean shown;
      if (!is_shown (whose, report->patient_id, &shown, error))
        return FALSE;
      if (!shown)
        g_ptr_array_remove_index (day->reports, i - 1);
    }
  return TRUE;
}

/* --- courses that run --- */

static gboolean
load_tracks (TideDay *day, Whose *whose, GError **error)
{
  const TideTracks *tracks = tide_clinic_get_tracks (whose->clinic);
  gboolean shown;
  day->tracked = tracks != NULL;
  if (tracks == NULL)
    return TRUE;
  day->n_judged = tracks->n_judged;
  day->n_few = tracks->n_few;
  for (guint i = 0; i < tracks->off_track->len; i++)
    {
      const TideOffTrack *off = tracks->off_track->pdata[i];
      if (!is_shown (whose, off->track.patient_id, &shown, error))
        return FALSE;
      if (shown)
        g_ptr_array_add (day->off_track, tide_off_track_copy (off));
    }
  for (guint i = 0; i < tracks->fading->len; i++)
    {
      const TideFading *fading = tracks->fading->pdata[i];
      if (!is_shown (whose, fading->patient_id, &shown, error))
        return FALSE;
      if (shown)
        g_ptr_array_add (day->fading, tide_fading_copy (fading));
    }
  return TRUE;
}

/* --- all of it --- */

void
tide_day_free (TideDay *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->alerts);
  g_ptr_array_unref (self->sessions);
  g_ptr_array_unref (self->ratings);
  g_ptr_array_unref (self->papers);
  g_ptr_array_unref (self->reviews);
  g_ptr_array_unref (self->off_track);
  g_ptr_array_unref (self->fading);
  g_clear_pointer (&self->reports, g_ptr_array_unref);
  g_clear_pointer (&self->own_alerts, g_ptr_array_unref);
  g_free (self);
}

guint
tide_day_count_sessions (const TideDay *self, TideDayState state)
{
  guint n = 0;
  for (guint i = 0; i < self->sessions->len; i++)
    n += ((const TideDaySession *) g_ptr_array_index (self->sessions, i))->state == state;
  return n;
}

static TideDay *
day_new (TideInstant now)
{
  TideDay *self = g_new0 (TideDay, 1);
  self->now = now;
  self->date = tide_instant_get_date (now);
  self->alerts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self->sessions = g_ptr_array_new_with_free_func (day_session_free);
  self->ratings = g_ptr_array_new_with_free_func ((GDestroyNotify) tide_due_free);
  self->papers = g_ptr_array_new_with_free_func ((GDestroyNotify) tide_due_free);
  self->reviews = g_ptr_array_new_with_free_func ((GDestroyNotify) tide_due_free);
  self->off_track = g_ptr_array_new_with_free_func ((GDestroyNotify) tide_off_track_free);
  self->fading = g_ptr_array_new_with_free_func ((GDestroyNotify) tide_fading_free);
  return self;
}

TideDay *
tide_clinic_load_day (TideClinic *self, TideInstant now, gint64 staff_id, GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self), NULL);
  if (!tide_clinic_check_unlocked (self, error))
    return NULL;
  g_autoptr (TideDay) day = day_new (now);
  GHashTable *mine = staff_id != 0 ? get_mine (self, staff_id, error) : NULL;
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  if (staff_id != 0 && mine == NULL)
    return NULL;
  Whose whose = { self, mine, known };
  if (!load_due (day, &whose, error) || !load_alerts (day, &whose, error)
      || !load_sessions (day, &whose, error) || !load_reports (day, &whose, error)
      || !load_tracks (day, &whose, error))
    return NULL;
  return g_steal_pointer (&day);
}
