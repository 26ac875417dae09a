/* tide-clinic-check-links.c: what a record refers to is there and belongs to the same patient; and no drug or
 * therapy is given twice at once.
 *
 * A form and an import are judged here alike, so that both say the same words.
 */
#include "tide-clinic-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

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
};

/* The patient of row @id of @klass, 0 when there is no such row. */
static gint64
find_owner (TideCheck *check, const TideRecordClass *klass, gint64 id)
{
  g_autofree char *key = g_strdup_printf ("%s %" G_GINT64_FORMAT, klass->table, id);
  const gint64 *known = g_hash_table_lookup (check->owners, key);
  if (known != NULL)
    return *known;
  gpointer row = tide_store_lookup (check->clinic->store, klass, id, NULL);
  if (row == NULL)
    return 0;
  gint64 owner = tide_check_patient_of (check, row);
  tide_record_free (row);
  g_hash_table_insert (check->owners, g_steal_pointer (&key), g_memdup2 (&owner, sizeof owner));
  return owner;
}

static gboolean
check_reference (TideCheck *check, const TideField *field, gint64 id, gint64 patient_id, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      if (strcmp (targets[i].klass->table, field->refers) != 0)
        continue;
      gint64 owner = find_owner (check, targets[i].klass, id);
      if (owner == 0)
        return tide_check_fault (error, field->name, _ (targets[i].missing));
      return owner == patient_id || tide_check_fault (error, field->name, _ ("belongs to another patient"));
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
      if (id != 0 && !check_reference (check, field, id, patient_id, error))
        return FALSE;
    }
  return TRUE;
}

/* --- one course of an agent at once --- */

/* What is given: the agent, else the arm of ketamine and esketamine, which are agents; NULL: not known. */
static char *
dup_agent (const TideCourse *course)
{
  const char *text = course->agent;
  if ((text == NULL || *text == '\0') && tide_arm_is_ketamine ((TideArm) course->arm))
    text = tide_arm_codes[course->arm];
  if (text == NULL || *text == '\0' || !g_utf8_validate (text, -1, NULL))
    return NULL;
  g_autofree char *folded = g_utf8_casefold (text, -1);
  return g_strdup (g_strstrip (folded));
}

/* Unknown starts have been since before, unknown ends still go on. The day on which one ends and the next
 * begins is no overlap: a switch has such a day. */
static gboolean
overlaps (const TideCourse *a, const TideCourse *b)
{
  gboolean b_first = !tide_date_is_known (a->ended_on) || b->started_on < a->ended_on;
  gboolean a_first = !tide_date_is_known (b->ended_on) || a->started_on < b->ended_on;
  return a_first && b_first;
}

static gboolean
refuse_second (const TideCourse *other, GError **error)
{
  g_autofree char *title = tide_course_dup_title (other);
  g_autofree char *from = tide_date_to_iso (other->started_on), *until = tide_date_to_iso (other->ended_on);
  /* Translators: a treatment and its dates, such as "Sertraline: another course runs at that time, from
   * 2025-01-10 to 2025-03-01". */
  g_autofree char *reason
    = g_strdup_printf (_ ("another course of it runs at that time: %s, from %s to %s"), title,
                       *from != '\0' ? from : _ ("an unknown day"), *until != '\0' ? until : _ ("today"));
  return tide_check_fault (error, "agent", reason);
}

gboolean
tide_check_one_course_at_once (TideCheck *check, const TideCourse *course, GError **error)
{
  g_autofree char *agent = dup_agent (course);
  if (agent == NULL || course->entered_in_error)
    return TRUE;
  g_autoptr (GPtrArray) courses
    = tide_store_list (check->clinic->store, &tide_course_class, "patient_id", course->patient_id, error);
  if (courses == NULL)
    return FALSE;
  for (guint i = 0; i < courses->len; i++)
    {
      const TideCourse *other = courses->pdata[i];
      if (other->base.id == course->base.id || other->entered_in_error || !overlaps (course, other))
        continue;
      g_autofree char *theirs = dup_agent (other);
      if (g_strcmp0 (agent, theirs) == 0)
        return refuse_second (other, error);
    }
  return TRUE;
}
