/* tide-clinic-check-links.c: what a record refers to is there, belongs to the same patient, and is not an
 * owner that was entered in error; and no drug or therapy is given twice at once.
 *
 * Two links are free: staff belong to no patient, and what was moved came from another chart.
 *
 * A form and an import are judged here alike, so that both say the same words.
 */
#include "tide-clinic-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tide-course-clash.h"

/* --- references --- */

static const struct
{
  const TideRecordClass *klass;
  const char *missing;
} targets[] = {
  { &tide_visit_class, N_ ("there is no such visit") },
  { &tide_course_class, N_ ("there is no such course") },
  { &tide_session_class, N_ ("there is no such session") },
  { &tide_screening_class, N_ ("there is no such screening") },
  { &tide_goal_class, N_ ("there is no such goal") },
  { &tide_safety_plan_class, N_ ("there is no such safety plan") },
  { &tide_assessment_data_class, N_ ("there is no such rating") },
  { &tide_note_class, N_ ("there is no such note") },
  { &tide_observation_class, N_ ("there is no such reading") },
};

/* What is to be known of a row that others refer to. */
typedef struct
{
  gint64 patient_id;
  gboolean struck;
} Target;

/* Row @id of @klass, or NULL when there is none. */
static const Target *
find_target (TideCheck *check, const TideRecordClass *klass, gint64 id)
{
  g_autofree char *key = g_strdup_printf ("%s %" G_GINT64_FORMAT, klass->table, id);
  Target *target = g_hash_table_lookup (check->targets, key);
  if (target != NULL)
    return target;
  gpointer row = tide_store_lookup (check->clinic->store, klass, id, NULL);
  if (row == NULL)
    return NULL;
  target = g_new (Target, 1);
  target->patient_id = tide_check_patient_of (check, row);
  target->struck = tide_record_is_struck (row);
  tide_record_free (row);
  g_hash_table_insert (check->targets, g_steal_pointer (&key), target);
  return target;
}

/* Marked rows may hang on what is marked, and so do ratings that were amended or moved before. */
static gboolean
counts (gconstpointer record)
{
  if (((const TideRecord *) record)->klass == &tide_assessment_data_class)
    return tide_assessment_data_is_current (record);
  return !tide_record_is_struck (record);
}

/* What is new in a form hangs on nothing that was marked. What stood there before may: a signed consent stays
 * when its course is marked, and a file brings both. */
static gboolean
may_hang (TideCheck *check, gconstpointer record, const TideRecordClass *owner, const char *column)
{
  const TideRecord *head = record;
  if (!counts (record) || strcmp (column, "moved_from_id") == 0)
    return TRUE;
  gboolean typed = head->id == 0 && check->clinic->batch == NULL;
  return !typed && !tide_clinic_goes_with (owner, head->klass, column);
}

static gboolean
check_reference (TideCheck *check, gconstpointer record, const TideField *field, gint64 id, gint64 patient_id,
                 GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      if (strcmp (targets[i].klass->table, field->refers) != 0)
        continue;
      const Target *target = find_target (check, targets[i].klass, id);
      if (target == NULL)
        return tide_check_fault (error, field->name, _ (targets[i].missing));
      if (target->patient_id != patient_id && strcmp (field->name, "moved_from_id") != 0)
        return tide_check_fault (error, field->name, _ ("belongs to another patient"));
      if (target->struck && !may_hang (check, record, targets[i].klass, field->name))
        return tide_check_fault (error, field->name, _ ("is marked as entered in error"));
      return TRUE;
    }
  return TRUE;
}

gboolean
tide_check_references (TideCheck *check, gconstpointer record, gint64 patient_id, GError **error)
{
  const TideRecord *head = record;
  for (guint i = 0; i < head->klass->n_fields; i++)
    {
      const TideField *field = &head->klass->fields[i];
      if (field->kind != TIDE_FIELD_REFERENCE)
        continue;
      gint64 id = G_STRUCT_MEMBER (gint64, record, field->offset);
      if (id != 0 && id == head->id && strcmp (field->refers, head->klass->table) == 0)
        return tide_check_fault (error, field->name, _ ("is the record itself"));
      if (id != 0 && !check_reference (check, record, field, id, patient_id, error))
        return FALSE;
    }
  return TRUE;
}

/* --- one course of an agent at once --- */

gboolean
tide_check_one_course_at_once (TideCheck *check, const TideCourse *course, GError **error)
{
  if (course->entered_in_error)
    return TRUE;
  g_autoptr (GPtrArray) courses
    = tide_store_list (check->clinic->store, &tide_course_class, "patient_id", course->patient_id, error);
  if (courses == NULL)
    return FALSE;
  for (guint i = 0; i < courses->len; i++)
    {
      const TideCourse *other = courses->pdata[i];
      if (other->base.id == course->base.id || other->entered_in_error
          || !tide_course_clashes_with (course, other))
        continue;
      g_autofree char *words = tide_course_dup_clash_words (other);
      return tide_check_fault (error, "agent", words);
    }
  return TRUE;
}
