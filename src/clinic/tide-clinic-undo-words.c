/* tide-clinic-undo-words.c: what an undo takes back, in words: "Undone" alone leaves a person guessing which
 * of the last minutes is gone.
 */
#include "tide-clinic-private.h"

#include <glib/gi18n-lib.h>

/* What a step did, counted. */
typedef struct
{
  GPtrArray *ratings; /* (utf8) of the assessments that it entered, or marked as errors */
  TideInstant taken;  /* of its visit, else of its first assessment */
  guint n_alerts;     /* raised by it */
  gboolean visit, amended, struck, resolved;
  char *head; /* noun of what the verb was about, else of the first record */
} Story;

/* The verb's own record names the step: a course, not the dose step that went with it. */
static void
read_noun (TideClinic *self, const TideUndoStep *step, gconstpointer record, Story *story)
{
  const TideRecord *head = record;
  gboolean is_head = head->klass == step->head_klass && head->id == step->head_id;
  if (story->head != NULL && !is_head)
    return;
  g_free (story->head);
  story->head = tide_clinic_dup_noun (self, record);
}

static void
read_inserted (TideClinic *self, const TideUndoStep *step, const TideChange *change, Story *story)
{
  gpointer record = tide_store_lookup (self->store, change->klass, change->id, NULL);
  if (record == NULL)
    return;
  if (change->klass == &tide_alert_class)
    story->n_alerts++;
  else if (change->klass == &tide_visit_class)
    {
      story->visit = TRUE;
      story->taken = ((const TideVisit *) record)->taken;
    }
  else if (change->klass == &tide_assessment_data_class)
    {
      g_ptr_array_add (story->ratings, tide_clinic_dup_noun (self, record));
      if (!tide_instant_is_known (story->taken))
        story->taken = ((const TideAssessmentData *) record)->taken;
    }
  read_noun (self, step, record, story);
  tide_record_free (record);
}

static void
read_marked (TideClinic *self, const TideChange *change, Story *story)
{
  story->struck = TRUE;
  if (change->klass == &tide_visit_class)
    {
      story->visit = TRUE;
      story->taken = ((const TideVisit *) change->before)->taken;
    }
  else if (change->klass == &tide_assessment_data_class)
    g_ptr_array_add (story->ratings, tide_clinic_dup_noun (self, change->before));
}

static void
read_updated (TideClinic *self, const TideUndoStep *step, const TideChange *change, Story *story)
{
  gpointer now = tide_store_lookup (self->store, change->klass, change->id, NULL);
  if (now == NULL)
    return;
  if (change->klass == &tide_assessment_data_class)
    {
      story->amended = story->amended || ((TideAssessmentData *) now)->status == TIDE_STATUS_AMENDED;
      if (!tide_instant_is_known (story->taken))
        story->taken = ((const TideAssessmentData *) change->before)->taken;
    }
  else if (change->klass == &tide_alert_class)
    story->resolved
      = story->resolved || (((TideAlert *) now)->resolved && !((TideAlert *) change->before)->resolved);
  if (!step->is_move && tide_record_is_struck (now) && !tide_record_is_struck (change->before))
    read_marked (self, change, story);
  read_noun (self, step, change->before, story);
  tide_record_free (now);
}

static char *
join (const GPtrArray *texts)
{
  GString *all = g_string_new (NULL);
  for (guint i = 0; i < texts->len; i++)
    g_string_append_printf (all, "%s%s", i > 0 ? ", " : "", (const char *) texts->pdata[i]);
  return g_string_free (all, FALSE);
}

/* What was marked as an error counts again. */
static char *
say_lifted (const Story *story, const char *day, const char *ratings)
{
  if (story->visit && story->ratings->len > 0)
    return g_strdup_printf (_ ("Visit of %s counts again: %s"), day, ratings);
  if (story->visit)
    return g_strdup_printf (_ ("Visit of %s counts again"), day);
  if (story->ratings->len > 0)
    return g_strdup_printf (_ ("%s of %s counts again"), ratings, day);
  return g_strdup_printf (_ ("Counts again: %s"), story->head);
}

static char *
say (const TideUndoStep *step, const Story *story)
{
  g_autofree char *day = tide_date_to_words (tide_instant_get_date (story->taken));
  g_autofree char *ratings = join (story->ratings);
  if (step->is_move && story->visit && story->ratings->len > 0)
    return g_strdup_printf (_ ("Visit of %s is back in its chart: %s"), day, ratings);
  if (step->is_move)
    return story->visit ? g_strdup_printf (_ ("Visit of %s is back in its chart"), day)
                        : g_strdup_printf (_ ("%s of %s is back in its chart"), ratings, day);
  if (story->struck)
    return say_lifted (story, day, ratings);
  if (story->resolved)
    return g_strdup (_ ("Recorded action taken back: the alert is open again"));
  if (story->visit && story->ratings->len > 0)
    return g_strdup_printf (_ ("Visit of %s taken back: %s"), day, ratings);
  if (story->visit)
    return g_strdup_printf (_ ("Visit of %s taken back"), day);
  if (story->amended)
    return g_strdup_printf (_ ("Amendment taken back: %s of %s stands as before"), ratings, day);
  if (story->ratings->len > 0)
    return g_strdup_printf (_ ("%s of %s taken back"), ratings, day);
  return g_strdup_printf (_ ("Taken back: %s"), story->head != NULL ? story->head : step->label);
}

char *
tide_clinic_dup_undo_words (TideClinic *self)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self), NULL);
  if (!tide_clinic_can_undo (self))
    return NULL;
  const TideUndoStep *step = g_ptr_array_index (self->undo, self->undo->len - 1);
  g_autoptr (GPtrArray) ratings = g_ptr_array_new_with_free_func (g_free);
  Story story = { .ratings = ratings, .taken = TIDE_INSTANT_UNKNOWN };
  for (guint i = 0; i < step->changes->len; i++)
    {
      const TideChange *change = &g_array_index (step->changes, TideChange, i);
      if (change->before == NULL)
        read_inserted (self, step, change, &story);
      else
        read_updated (self, step, change, &story);
    }
  g_autofree char *what = say (step, &story);
  g_free (story.head);
  if (story.n_alerts == 0)
    return g_strdup_printf (_ ("%s."), what);
  g_autofree char *alerts
    = g_strdup_printf (ngettext ("Its alert stays.", "Its %u alerts stay.", story.n_alerts), story.n_alerts);
  return g_strdup_printf ("%s. %s", what, alerts);
}
