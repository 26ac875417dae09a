/* tide-statements.c: the statements of one connection, each prepared once.
 *
 * A record's class says which columns there are, so the statements of every class are made from it: nobody
 * writes a list of columns twice.  What no class describes stands in one table below.  A statement is
 * prepared when it is first asked for and kept until the connection closes; preparing all of them at opening
 * would hold up the first frame.
 */

#include "tide-statements.h"

#include "tide-history.h"

#include <string.h>

const TideRecordClass *const tide_record_classes[] = {
  &tide_staff_class,
  &tide_setting_class,
  &tide_patient_class,
  &tide_identifier_class,
  &tide_diagnosis_class,
  &tide_course_class,
  &tide_dose_step_class,
  &tide_session_class,
  &tide_visit_class,
  &tide_visit_part_class,
  &tide_note_class,
  &tide_event_class,
  &tide_assessment_data_class,
  &tide_adverse_event_class,
  &tide_observation_class,
  &tide_alert_class,
  &tide_medication_class,
  &tide_allergy_class,
  &tide_measurement_class,
  &tide_trial_class,
  &tide_staging_class,
  &tide_screening_class,
  &tide_screening_answer_class,
  &tide_consent_class,
  &tide_eligibility_decision_class,
  &tide_goal_class,
  &tide_goal_rating_class,
  &tide_contact_class,
  &tide_safety_plan_class,
  &tide_specifier_class,
  &tide_exposure_class,
  &tide_cost_class,
  &tide_effect_check_class,
  &tide_review_class,
  &tide_session_answer_class,
  &tide_clock_event_class,
  &tide_drug_use_class,
  &tide_session_entry_class,
  &tide_schedule_class,
  NULL,
};

#define RATING_COLUMNS                                                                                       \
  "r.assessment_id, r.patient_id, r.taken_utc, r.rater_id, r.value, r.flags, r.taken_offset, r.form_id"
#define DUE_COLUMNS "patient_id, due_utc, kind, subject, course_id, ref_id, number, until_utc"
#define AUDIT_COLUMNS                                                                                        \
  "number, at_utc, at_offset, who, action, table_name, row_id, patient_id, image_before, image_after, hash"

/* COLUMNS stands for the columns of the class that the statement reads. CROSS JOIN keeps the order of the
 * tables: the patient's courses first, then each one's rows, which lie together. */
static const struct
{
  const char *sql;
  const TideRecordClass *klass;
} table[TIDE_N_SQL] = {
  [TIDE_SQL_RATING_INSERT]
  = { "INSERT INTO rating (assessment_id, score_key, patient_id, taken_utc, value, flags, rater_id, taken_offset,"
      " form_id) VALUES (:assessment_id, :score_key, :patient_id, :taken_utc, :value, :flags, :rater_id,"
      " :taken_offset, :form_id)" },
  [TIDE_SQL_RATING_DELETE] = { "DELETE FROM rating WHERE assessment_id = :assessment_id" },
  [TIDE_SQL_RATING_PATIENT]
  = { "SELECT k.id, k.instrument_id, k.score_id, " RATING_COLUMNS " FROM score_key k CROSS JOIN rating r"
      " ON r.score_key = k.id AND r.patient_id = :patient_id ORDER BY k.id, r.taken_utc, r.assessment_id" },
  [TIDE_SQL_RATING_SERIES] = { "SELECT " RATING_COLUMNS " FROM rating r WHERE r.score_key = :score_key"
                               " AND r.patient_id = :patient_id ORDER BY r.taken_utc, r.assessment_id" },
  [TIDE_SQL_RATING_SCORE] = { "SELECT " RATING_COLUMNS " FROM rating r WHERE r.score_key = :score_key"
                              " ORDER BY r.patient_id, r.taken_utc, r.assessment_id" },
  [TIDE_SQL_RATING_OF_ASSESSMENT]
  = { "SELECT k.instrument_id, k.score_id, " RATING_COLUMNS " FROM rating r CROSS JOIN score_key k"
      " ON k.id = r.score_key WHERE r.assessment_id = :assessment_id ORDER BY r.score_key" },
  [TIDE_SQL_RATING_ORPHANS]
  = { "SELECT r.assessment_id FROM rating r WHERE NOT EXISTS (SELECT 1 FROM assessment a"
      " WHERE a.id = r.assessment_id) ORDER BY r.assessment_id" },
  [TIDE_SQL_SCORE_KEY_LIST] = { "SELECT id, instrument_id, score_id FROM score_key ORDER BY id" },
  [TIDE_SQL_SCORE_KEY_NEXT] = { "SELECT coalesce (max (id), 0) + 1 FROM score_key" },
  [TIDE_SQL_SCORE_KEY_INSERT]
  = { "INSERT INTO score_key (id, instrument_id, score_id) VALUES (:id, :instrument_id, :score_id)" },
  [TIDE_SQL_RATING_FORM_LIST]
  = { "SELECT id, instrument_version, recall FROM rating_form WHERE id > :after_id ORDER BY id" },
  [TIDE_SQL_RATING_FORM_NEXT] = { "SELECT coalesce (max (id), 0) + 1 FROM rating_form" },
  [TIDE_SQL_RATING_FORM_INSERT]
  = { "INSERT INTO rating_form (id, instrument_version, recall) VALUES (:id, :instrument_version, :recall)" },
  [TIDE_SQL_DOSE_STEP_PATIENT] = { "SELECT COLUMNS FROM course c CROSS JOIN dose_step t ON t.course_id = c.id"
                                   " WHERE c.patient_id = :patient_id ORDER BY c.id, t.id",
                                   &tide_dose_step_class },
  [TIDE_SQL_SESSION_PATIENT] = { "SELECT COLUMNS FROM course c CROSS JOIN session t ON t.course_id = c.id"
                                 " WHERE c.patient_id = :patient_id ORDER BY c.id, t.id",
                                 &tide_session_class },
  [TIDE_SQL_COURSE_PATIENT_ID] = { "SELECT patient_id FROM course WHERE id = :id" },
  [TIDE_SQL_ALERT_OPEN]
  = { "SELECT COLUMNS FROM alert t WHERE t.resolved = 0 ORDER BY t.id", &tide_alert_class },
  [TIDE_SQL_WATCHED_PATIENTS]
  = { "SELECT c.patient_id FROM session s CROSS JOIN course c ON c.id = s.course_id"
      " WHERE s.started_utc >= :from_utc AND s.started_utc < :until_utc"
      " AND c.arm IN ('ketamine', 'esketamine') AND s.entered_in_error = 0"
      " UNION ALL SELECT c.patient_id FROM session s CROSS JOIN course c ON c.id = s.course_id"
      " WHERE s.planned_utc >= :from_utc AND s.planned_utc < :until_utc"
      " AND c.arm IN ('ketamine', 'esketamine') AND s.entered_in_error = 0"
      " UNION ALL SELECT patient_id FROM course WHERE entered_in_error = 0 AND (ended_on IS NULL OR ended_on >= :today)"
      " AND ((arm IN ('ssri', 'antidepressant') AND started_on >= :from_day) OR authorised_until <= :ahead)"
      " UNION ALL SELECT patient_id FROM medication WHERE entered_in_error = 0 AND started_on >= :from_day"
      " UNION ALL SELECT patient_id FROM consent WHERE entered_in_error = 0 AND withdrawn_on IS NULL"
      " AND expires_on <= :ahead"
      " UNION ALL SELECT patient_id FROM alert WHERE rule = 'A7' AND resolved = 1 AND historical = 0" },
  [TIDE_SQL_ROW_PATIENT]
  = { "SELECT p.mrn, p.family_name, p.given_name, p.birth_date, p.sex, p.synthetic,"
      " (SELECT d.code FROM diagnosis d WHERE d.patient_id = p.id AND d.\"primary\" = 1 AND d.entered_in_error = 0"
      " ORDER BY d.id LIMIT 1),"
      " (SELECT max (CASE a.level WHEN 'red' THEN 3 WHEN 'amber' THEN 2 WHEN 'yellow' THEN 1 ELSE 0 END) FROM alert a"
      " WHERE a.patient_id = p.id AND a.resolved = 0 AND a.historical = 0),"
      " (SELECT min (e.on_date) FROM event e WHERE e.patient_id = p.id AND e.kind = 'death'"
      " AND e.entered_in_error = 0)"
      " FROM patient p WHERE p.id = :id AND p.entered_in_error = 0" },
  [TIDE_SQL_ROW_COURSES] = { "SELECT started_on, ended_on, target_instrument, end_reason FROM course"
                             " WHERE patient_id = :patient_id AND entered_in_error = 0 ORDER BY id" },
  [TIDE_SQL_SEARCH_ALL]
  = { "SELECT sort_key, patient_id, birth, words, mrn FROM patient_search ORDER BY sort_key, patient_id" },
  [TIDE_SQL_SEARCH_COUNT] = { "SELECT count (*) FROM patient_search" },
  [TIDE_SQL_SEARCH_ONE]
  = { "SELECT sort_key, patient_id, birth, words, mrn FROM patient_search WHERE patient_id = :patient_id" },
  [TIDE_SQL_SEARCH_DELETE] = { "DELETE FROM patient_search WHERE patient_id = :patient_id" },
  [TIDE_SQL_SEARCH_INSERT] = { "INSERT INTO patient_search (sort_key, patient_id, birth, words, mrn)"
                               " VALUES (:sort_key, :patient_id, :birth, :words, :mrn)" },
  [TIDE_SQL_DUPLICATES] = { "SELECT p.id FROM patient_search s CROSS JOIN patient p ON p.id = s.patient_id"
                            " WHERE s.sort_key = :sort_key AND p.id <> :id AND (p.birth_date = :birth_date"
                            " OR (p.birth_date IS NULL AND :birth_date IS NULL)) ORDER BY s.patient_id" },
  [TIDE_SQL_AUDIT_INSERT] = { "INSERT INTO audit (" AUDIT_COLUMNS
                              ") VALUES (:number, :at_utc, :at_offset, :who, :action, :table_name, :row_id,"
                              " :patient_id, :image_before, :image_after, :hash)" },
  [TIDE_SQL_AUDIT_HEAD_GET] = { "SELECT number, hash FROM audit_head WHERE id = 1" },
  [TIDE_SQL_AUDIT_HEAD_SET] = { "UPDATE audit_head SET number = :number, hash = :hash WHERE id = 1" },
  [TIDE_SQL_AUDIT_NEWEST] = { "SELECT " AUDIT_COLUMNS " FROM audit ORDER BY number DESC LIMIT :max" },
  [TIDE_SQL_AUDIT_NEWEST_PATIENT]
  = { "SELECT " AUDIT_COLUMNS " FROM audit WHERE patient_id = :patient_id ORDER BY number DESC LIMIT :max" },
  [TIDE_SQL_AUDIT_OF_TABLE]
  = { "SELECT row_id, at_utc, at_offset FROM audit WHERE patient_id = :patient_id AND table_name = :table_name"
      " ORDER BY number" },
  [TIDE_SQL_AUDIT_ALL] = { "SELECT " AUDIT_COLUMNS " FROM audit ORDER BY number" },
  [TIDE_SQL_AUDIT_ONE] = { "SELECT " AUDIT_COLUMNS " FROM audit WHERE number = :number" },
  [TIDE_SQL_AUDIT_HASHES] = { "SELECT number, hash FROM audit ORDER BY number DESC" },
  [TIDE_SQL_DUE_PATIENT] = { "SELECT " DUE_COLUMNS " FROM due WHERE patient_id = :patient_id"
                             " ORDER BY due_utc, kind, subject, course_id, ref_id, number" },
  [TIDE_SQL_DUE_BEFORE] = { "SELECT " DUE_COLUMNS " FROM due WHERE due_utc < :before_utc"
                            " AND (until_utc IS NULL OR until_utc > :now_utc)"
                            " ORDER BY due_utc, patient_id, kind, subject, course_id, ref_id, number" },
  [TIDE_SQL_DUE_DELETE] = { "DELETE FROM due WHERE patient_id = :patient_id" },
  [TIDE_SQL_DUE_INSERT]
  = { "INSERT INTO due (" DUE_COLUMNS ") VALUES (:patient_id, :due_utc, :kind, :subject,"
      " :course_id, :ref_id, :number, :until_utc)" },
  [TIDE_SQL_DUE_RULES_GET] = { "SELECT rules FROM due_state WHERE id = 1" },
  [TIDE_SQL_DUE_RULES_SET] = { "INSERT OR REPLACE INTO due_state (id, rules) VALUES (1, :rules)" },
  [TIDE_SQL_SESSION_STARTED]
  = { "SELECT COLUMNS FROM session t WHERE t.started_utc >= :from_utc AND t.started_utc < :to_utc"
      " ORDER BY t.started_utc, t.course_id, t.id",
      &tide_session_class },
  [TIDE_SQL_SESSION_PLANNED]
  = { "SELECT COLUMNS FROM session t WHERE t.planned_utc >= :from_utc AND t.planned_utc < :to_utc"
      " ORDER BY t.planned_utc, t.course_id, t.id",
      &tide_session_class },
  [TIDE_SQL_ASSESSMENT_UNREVIEWED]
  = { "SELECT COLUMNS FROM assessment t WHERE t.review = 'wanted' AND t.status = 'final'"
      " ORDER BY t.taken_utc, t.patient_id, t.id",
      &tide_assessment_data_class },
  [TIDE_SQL_PATIENT_GONE]
  = { "SELECT EXISTS (SELECT 1 FROM patient WHERE id = :patient_id AND entered_in_error = 1)"
      " OR EXISTS (SELECT 1 FROM event WHERE patient_id = :patient_id AND kind = 'death' AND entered_in_error = 0)"
      " OR EXISTS (SELECT 1 FROM course WHERE patient_id = :patient_id AND end_reason = 'death'"
      " AND entered_in_error = 0)" },
  [TIDE_SQL_PATIENT_HAS_STAFF]
  = { "SELECT EXISTS (SELECT 1 FROM visit WHERE patient_id = :patient_id AND rater_id IS NOT NULL)"
      " OR EXISTS (SELECT 1 FROM assessment WHERE patient_id = :patient_id AND rater_id IS NOT NULL)"
      " OR EXISTS (SELECT 1 FROM course c CROSS JOIN session s ON s.course_id = c.id"
      " WHERE c.patient_id = :patient_id AND coalesce (s.prescriber_id, s.administrator_id, s.monitor_id)"
      " IS NOT NULL)" },
  [TIDE_SQL_COURSES_OPEN]
  = { "SELECT c.target_instrument, c.indication,"
      " (SELECT d.code FROM diagnosis d WHERE d.patient_id = c.patient_id AND d.\"primary\" = 1"
      " AND d.entered_in_error = 0 LIMIT 1)"
      " FROM course c WHERE c.entered_in_error = 0 AND (c.ended_on IS NULL OR c.ended_on >= :today)" },
  [TIDE_SQL_PATIENTS_OF]
  = { "SELECT patient_id FROM visit WHERE rater_id = :staff_id"
      " UNION ALL SELECT patient_id FROM assessment WHERE rater_id = :staff_id"
      " UNION ALL SELECT patient_id FROM note WHERE author_id = :staff_id"
      " UNION ALL SELECT c.patient_id FROM session s CROSS JOIN course c ON c.id = s.course_id"
      " WHERE s.prescriber_id = :staff_id"
      " UNION ALL SELECT c.patient_id FROM session s CROSS JOIN course c ON c.id = s.course_id"
      " WHERE s.administrator_id = :staff_id"
      " UNION ALL SELECT c.patient_id FROM session s CROSS JOIN course c ON c.id = s.course_id"
      " WHERE s.monitor_id = :staff_id" },
  /* The pass over every patient (tide-cohort-reader.c): one forward cursor a table, in the order of patients,
   * with the columns that are folded and no others. */
  [TIDE_SQL_COHORT_PATIENT]
  = { "SELECT id, birth_date, sex, referred_on FROM patient WHERE id > :after_id AND entered_in_error = 0"
      " ORDER BY id" },
  [TIDE_SQL_PATIENT_LAST] = { "SELECT max (id) FROM patient" },
  [TIDE_SQL_COHORT_DIAGNOSIS]
  = { "SELECT patient_id, code FROM diagnosis WHERE patient_id > :after_id AND entered_in_error = 0"
      " AND \"primary\" = 1 ORDER BY patient_id, id" },
  [TIDE_SQL_COHORT_COURSE]
  = { "SELECT patient_id, id, arm, agent, route, indication, started_on, ended_on, end_reason, target_instrument,"
      " line_of_treatment, referred_on, coverage, planned_sessions FROM course WHERE patient_id > :after_id"
      " AND entered_in_error = 0"
      " ORDER BY patient_id, id" },
  [TIDE_SQL_COHORT_STEP]
  = { "SELECT c.patient_id, t.id, t.course_id, t.from_date, t.dose_mg_per_day FROM course c CROSS JOIN dose_step t"
      " ON t.course_id = c.id WHERE c.patient_id > :after_id AND c.entered_in_error = 0 AND t.entered_in_error = 0"
      " ORDER BY c.patient_id, c.id, t.id" },
  [TIDE_SQL_COHORT_SESSION]
  = { "SELECT c.patient_id, t.id, t.course_id, t.started_utc, t.started_offset, t.started_precision, t.status,"
      " t.setting, t.kind, t.planned_utc, t.planned_offset, t.planned_precision FROM course c CROSS JOIN session t"
      " ON t.course_id = c.id WHERE c.patient_id > :after_id AND c.entered_in_error = 0 AND t.entered_in_error = 0"
      " ORDER BY c.patient_id, c.id, t.id" },
  [TIDE_SQL_COHORT_EFFECT]
  = { "SELECT patient_id, id, course_id, severity, started_utc, started_offset, started_precision, serious"
      " FROM adverse_event WHERE patient_id > :after_id AND entered_in_error = 0 ORDER BY patient_id, id" },
  [TIDE_SQL_COHORT_COST]
  = { "SELECT patient_id, id, course_id, unit, payer, amount, from_date, until_date FROM cost"
      " WHERE patient_id > :after_id AND entered_in_error = 0 ORDER BY patient_id, id" },
  [TIDE_SQL_COHORT_TRIAL]
  = { "SELECT patient_id, id, started_on, ended_on, response FROM trial WHERE patient_id > :after_id"
      " AND entered_in_error = 0 ORDER BY patient_id, id" },
  [TIDE_SQL_COHORT_DEATH]
  = { "SELECT patient_id, id, kind, on_date FROM event WHERE patient_id > :after_id AND kind = 'death'"
      " AND entered_in_error = 0 ORDER BY patient_id, id" },
  [TIDE_SQL_COHORT_RATING]
  = { "SELECT " RATING_COLUMNS " FROM rating r WHERE r.score_key = :score_key AND r.patient_id > :after_id"
      " ORDER BY r.patient_id, r.taken_utc, r.assessment_id" },
  [TIDE_SQL_DRAFT_PUT] = { "INSERT OR REPLACE INTO draft (patient_id, kind, payload, updated_utc)"
                           " VALUES (:patient_id, :kind, :payload, :updated_utc)" },
  [TIDE_SQL_DRAFT_DELETE] = { "DELETE FROM draft WHERE patient_id = :patient_id AND kind = :kind" },
  [TIDE_SQL_DRAFT_ALL]
  = { "SELECT patient_id, kind, payload, updated_utc FROM draft ORDER BY patient_id, kind" },
  [TIDE_SQL_DRAFT_PATIENT] = { "SELECT patient_id, kind, payload, updated_utc FROM draft"
                               " WHERE patient_id = :patient_id ORDER BY kind" },
};

struct _TideStatements
{
  TideDb *db;
  sqlite3_stmt *fixed[TIDE_N_SQL];
  GHashTable *by_key; /* "verb table column" -> sqlite3_stmt, of the classes */
};

static void
finalize (gpointer statement)
{
  sqlite3_finalize (statement);
}

TideStatements *
tide_statements_new (TideDb *db)
{
  TideStatements *self = g_new0 (TideStatements, 1);

  self->db = db;
  self->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, finalize);
  return self;
}

void
tide_statements_free (TideStatements *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < TIDE_N_SQL; i++)
    sqlite3_finalize (self->fixed[i]);
  g_hash_table_unref (self->by_key);
  g_free (self);
}

/* Calls @add for each column of the class in order; an instant is three. */
typedef void (*ColumnFunc) (GString *out, const char *column, const char *prefix);

static void
foreach_column (const TideRecordClass *klass, ColumnFunc add, GString *out, const char *prefix)
{
  static const char *const parts[] = { "_utc", "_offset", "_precision" };

  add (out, "id", prefix);
  add (out, "uuid", prefix);
  for (guint i = 0; i < klass->n_fields; i++)
    if (klass->fields[i].kind != TIDE_FIELD_INSTANT)
      add (out, klass->fields[i].name, prefix);
    else
      for (guint part = 0; part < G_N_ELEMENTS (parts); part++)
        {
          g_autofree char *column = g_strconcat (klass->fields[i].name, parts[part], NULL);

          add (out, column, prefix);
        }
}

static void
add_name (GString *out, const char *column, const char *prefix)
{
  g_string_append_printf (out, "%s%s\"%s\"", out->len > 0 ? ", " : "", prefix, column);
}

static void
add_parameter (GString *out, const char *column, const char *prefix)
{
  g_string_append_printf (out, "%s:%s", out->len > 0 ? ", " : "", column);
}

static void
add_assignment (GString *out, const char *column, const char *prefix)
{
  if (strcmp (column, "id") != 0)
    g_string_append_printf (out, "%s\"%s\" = :%s", out->len > 0 ? ", " : "", column, column);
}

char *
tide_statements_columns (const TideRecordClass *klass, const char *prefix)
{
  GString *out = g_string_new (NULL);

  foreach_column (klass, add_name, out, prefix);
  return g_string_free (out, FALSE);
}

sqlite3_stmt *
tide_statements_get (TideStatements *self, TideSql which, GError **error)
{
  if (self->fixed[which] == NULL)
    {
      g_autoptr (GString) sql = g_string_new (table[which].sql);

      if (table[which].klass != NULL)
        {
          g_autofree char *columns = tide_statements_columns (table[which].klass, "t.");

          g_string_replace (sql, "COLUMNS", columns, 1);
        }
      self->fixed[which] = tide_db_prepare (self->db, sql->str, error);
    }
  return self->fixed[which];
}

sqlite3_stmt *
tide_statements_get_cursor (TideStatements *self, TideSql which, guint number, GError **error)
{
  g_autofree char *key = g_strdup_printf ("cursor %d %u", (int) which, number);
  sqlite3_stmt *statement = g_hash_table_lookup (self->by_key, key);

  if (statement == NULL)
    {
      statement = tide_db_prepare (self->db, table[which].sql, error);
      if (statement != NULL)
        g_hash_table_insert (self->by_key, g_steal_pointer (&key), statement);
    }
  return statement;
}

static char *
make_sql (const TideRecordClass *klass, const char *verb, const char *column)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GString) values = g_string_new (NULL);

  foreach_column (klass, add_name, names, "");
  switch (verb[0])
    {
    case 'i':
      foreach_column (klass, add_parameter, values, "");
      return g_strdup_printf ("INSERT INTO \"%s\" (%s) VALUES (%s)", klass->table, names->str, values->str);
    case 'u':
      foreach_column (klass, add_assignment, values, "");
      return g_strdup_printf ("UPDATE \"%s\" SET %s WHERE id = :id", klass->table, values->str);
    case 'n':
      return g_strdup_printf ("SELECT coalesce (max (id), 0) + 1 FROM \"%s\"", klass->table);
    case 'c':
      return g_strdup_printf ("SELECT count (*) FROM \"%s\"", klass->table);
    default:
      if (column[0] == '\0')
        return g_strdup_printf ("SELECT %s FROM \"%s\" ORDER BY id", names->str, klass->table);
      return g_strdup_printf ("SELECT %s FROM \"%s\" WHERE \"%s\" = :value ORDER BY id", names->str,
                              klass->table, column);
    }
}

static sqlite3_stmt *
get_for_class (TideStatements *self, const TideRecordClass *klass, const char *verb, const char *column,
               GError **error)
{
  g_autofree char *key = g_strjoin (" ", verb, klass->table, column, NULL);
  sqlite3_stmt *statement = g_hash_table_lookup (self->by_key, key);

  if (statement == NULL)
    {
      g_autofree char *sql = make_sql (klass, verb, column);

      statement = tide_db_prepare (self->db, sql, error);
      if (statement != NULL)
        g_hash_table_insert (self->by_key, g_steal_pointer (&key), statement);
    }
  return statement;
}

sqlite3_stmt *
tide_statements_insert (TideStatements *self, const TideRecordClass *klass, GError **error)
{
  return get_for_class (self, klass, "insert", "", error);
}

sqlite3_stmt *
tide_statements_update (TideStatements *self, const TideRecordClass *klass, GError **error)
{
  return get_for_class (self, klass, "update", "", error);
}

sqlite3_stmt *
tide_statements_next_id (TideStatements *self, const TideRecordClass *klass, GError **error)
{
  return get_for_class (self, klass, "next", "", error);
}

sqlite3_stmt *
tide_statements_count (TideStatements *self, const TideRecordClass *klass, GError **error)
{
  return get_for_class (self, klass, "count", "", error);
}

sqlite3_stmt *
tide_statements_select (TideStatements *self, const TideRecordClass *klass, const char *column,
                        GError **error)
{
  return get_for_class (self, klass, "select", column == NULL ? "" : column, error);
}
