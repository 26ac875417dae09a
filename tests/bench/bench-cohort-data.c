/* bench-cohort-data.c: a clinic as large as the comparison must bear, written in the order of time.
 *
 * The program's own import takes minutes for this many rows, for it scores, checks and audits each; here they
 * go straight into the tables, as that import would leave them but for the audit.  Four of five courses are a
 * new patient's, the fifth is the second one of an earlier patient; each has a dozen Y-BOCS totals, and by
 * turns six infusions, three steps of a daily dose, or eight hours of therapy.
 */
#include "bench-cohort-data.h"

#include "tide-clinic-private.h"
#include "tide-store-private.h"

#define N_RATINGS 12
#define N_DAYS 3650
static const int rating_days[N_RATINGS] = { -3, 3, 7, 14, 28, 42, 56, 70, 84, 112, 140, 168 };

typedef enum
{
  WRITE_PATIENT,
  WRITE_DIAGNOSIS,
  WRITE_COURSE,
  WRITE_STEP,
  WRITE_SESSION,
  WRITE_ASSESSMENT,
  WRITE_RATING,
  N_WRITES
} Write;

static const char *const writes[N_WRITES] = {
  "INSERT INTO patient (id, uuid, mrn, family_name, given_name, birth_date, sex, synthetic)"
  " VALUES (?1, 'p' || ?1, 'B-' || ?1, 'Bench', 'Synthetic', ?2, ?3, 1)",
  "INSERT INTO diagnosis (id, uuid, patient_id, code, \"primary\") VALUES (?1, 'd' || ?1, ?1, 'F42.2', 1)",
  "INSERT INTO course (id, uuid, patient_id, code, arm, agent, route, indication, started_on, ended_on, end_reason,"
  " target_instrument) VALUES (?1, 'c' || ?1, ?2, 'C-' || ?1, ?3, ?4, ?5, 'F42.2', ?6, ?7, 'completed', 'ybocs')",
  "INSERT INTO dose_step (id, uuid, course_id, from_date, dose_mg_per_day) VALUES (?1, 's' || ?1, ?2, ?3, ?4)",
  "INSERT INTO session (id, uuid, course_id, started_utc, started_offset, started_precision, status, dose_mg, kind)"
  " VALUES (?1, 's' || ?1, ?2, ?3, 0, 'minute', 'held', ?4, ?5)",
  "INSERT INTO assessment (id, uuid, patient_id, instrument_id, instrument_version, taken_utc, taken_offset,"
  " taken_precision, rater_type, status, total, scores)"
  " VALUES (?1, 'a' || ?1, ?2, 'ybocs', '1', ?3, 0, 'minute', 'clinician', 'final', ?4, 'total=' || ?4)",
  "INSERT INTO rating (assessment_id, score_key, patient_id, taken_utc, value, flags, taken_offset, form_id)"
  " VALUES (?1, 1, ?2, ?3, ?4, 10, 0, 1)", /* a clinician's total alone */
};

typedef struct
{
  sqlite3 *db;
  sqlite3_stmt *statements[N_WRITES];
  guint n; /* courses */
  gint64 next[N_WRITES];
  gint64 *patient; /* of each course */
} Writer;

static TideDate
get_start (const Writer *self, guint course)
{
  return tide_date_from_ymd (2014, 1, 1) + (TideDate) ((guint64) course * N_DAYS / self->n);
}

static void
bind_day (sqlite3_stmt *statement, int at, TideDate day)
{
  sqlite3_bind_text (statement, at, tide_date_to_iso (day), -1, g_free);
}

static void
run (Writer *self, Write which)
{
  g_assert_cmpint (sqlite3_step (self->statements[which]), ==, SQLITE_DONE);
  sqlite3_reset (self->statements[which]);
}

static void
write_patient (Writer *self, guint course)
{
  gint64 id = ++self->next[WRITE_PATIENT];
  sqlite3_stmt *patient = self->statements[WRITE_PATIENT];
  self->patient[course] = id;
  sqlite3_bind_int64 (patient, 1, id);
  bind_day (patient, 2, tide_date_from_ymd (1945 + (int) (course % 55), 1 + (int) (course % 12), 3));
  sqlite3_bind_text (patient, 3, course % 2 == 0 ? "female" : "male", -1, SQLITE_STATIC);
  run (self, WRITE_PATIENT);
  sqlite3_bind_int64 (self->statements[WRITE_DIAGNOSIS], 1, id);
  run (self, WRITE_DIAGNOSIS);
}

static void
write_course (Writer *self, guint course)
{
  static const char *const arms[] = { "ketamine", "ssri", "cbt" }, *const agents[]
                                                                   = { "ketamine", "sertraline", "ERP" };
  sqlite3_stmt *statement = self->statements[WRITE_COURSE];
  if (course % 5 < 4 || course < 10)
    write_patient (self, course);
  else
    self->patient[course] = self->patient[course / 2 - (course / 2 % 5 == 4 ? 1 : 0)];
  sqlite3_bind_int64 (statement, 1, course + 1);
  sqlite3_bind_int64 (statement, 2, self->patient[course]);
  sqlite3_bind_text (statement, 3, arms[course % 3], -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 4, agents[course % 3], -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 5, course % 3 == 0 ? "iv" : NULL, -1, SQLITE_STATIC);
  bind_day (statement, 6, get_start (self, course));
  bind_day (statement, 7, get_start (self, course) + 200);
  run (self, WRITE_COURSE);
}

static void
write_session (Writer *self, guint course, int day, double dose_mg, const char *kind)
{
  sqlite3_stmt *statement = self->statements[WRITE_SESSION];
  sqlite3_bind_int64 (statement, 1, ++self->next[WRITE_SESSION]);
  sqlite3_bind_int64 (statement, 2, course + 1);
  sqlite3_bind_int64 (statement, 3, (gint64) (get_start (self, course) + day) * 86400 + 13 * 3600);
  if (dose_mg > 0)
    sqlite3_bind_double (statement, 4, dose_mg);
  else
    sqlite3_bind_null (statement, 4);
  sqlite3_bind_text (statement, 5, kind, -1, SQLITE_STATIC);
  run (self, WRITE_SESSION);
}

static void
write_treatment (Writer *self, guint course, int day)
{
  static const double doses[] = { 50, 100, 200 };
  if (course % 3 == 0 && day % 3 == 0 && day < 18)
    write_session (self, course, day, 35, "dosing");
  else if (course % 3 == 2 && day % 7 == 0 && day < 56)
    write_session (self, course, day, 0, "therapy");
  else if (course % 3 == 1 && day % 14 == 0 && day < 42)
    {
      sqlite3_stmt *statement = self->statements[WRITE_STEP];
      sqlite3_bind_int64 (statement, 1, ++self->next[WRITE_STEP]);
      sqlite3_bind_int64 (statement, 2, course + 1);
      bind_day (statement, 3, get_start (self, course) + day);
      sqlite3_bind_double (statement, 4, doses[day / 14]);
      run (self, WRITE_STEP);
    }
}

static void
write_rating (Writer *self, guint course, guint k)
{
  gint64 id = ++self->next[WRITE_ASSESSMENT];
  gint64 taken = (gint64) (get_start (self, course) + rating_days[k]) * 86400 + 9 * 3600;
  int total = 30 - (int) ((course * 7 + k * (course % 4)) % 19);
  for (Write which = WRITE_ASSESSMENT; which <= WRITE_RATING; which++)
    {
      sqlite3_stmt *statement = self->statements[which];
      sqlite3_bind_int64 (statement, 1, id);
      sqlite3_bind_int64 (statement, 2, self->patient[course]);
      sqlite3_bind_int64 (statement, 3, taken);
      sqlite3_bind_int64 (statement, 4, which == WRITE_RATING ? (gint64) total * TIDE_RATING_UNITS : total);
      run (self, which);
    }
}

/* Day by day, what all patients have on it: courses are in the order of their start. */
static void
write_days (Writer *self)
{
  guint first = 0, next = 0;
  for (TideDate day = get_start (self, 0) - 3; first < self->n; day++)
    {
      /* A patient is known from the first rating on. */
      while (next < self->n && get_start (self, next) - 3 <= day)
        write_course (self, next++);
      while (first < next && get_start (self, first) + rating_days[N_RATINGS - 1] < day)
        first++;
      for (guint course = first; course < next; course++)
        {
          int since = day - get_start (self, course);
          for (guint k = 0; k < N_RATINGS; k++)
            if (rating_days[k] == since)
              write_rating (self, course, k);
          if (since >= 0)
            write_treatment (self, course, since);
        }
    }
}

void
bench_cohort_fill (TideClinic *clinic, guint n_courses)
{
  TideStore *store = clinic->store;
  Writer self
    = { .db = tide_db_get_handle (store->db), .n = n_courses, .patient = g_new (gint64, n_courses) };
  g_autoptr (GError) error = NULL;
  tide_db_exec (store->db,
                "PRAGMA foreign_keys = OFF; PRAGMA cache_size = -600000; PRAGMA synchronous = OFF; BEGIN;"
                "INSERT INTO score_key (id, instrument_id, score_id) VALUES (1, 'ybocs', 'total');"
                "INSERT INTO rating_form (id, instrument_version, recall) VALUES (1, '1', '');",
                &error);
  g_assert_no_error (error);
  for (guint i = 0; i < N_WRITES; i++)
    {
      self.statements[i] = tide_db_prepare (store->db, writes[i], &error);
      g_assert_no_error (error);
    }
  write_days (&self);
  for (guint i = 0; i < N_WRITES; i++)
    sqlite3_finalize (self.statements[i]);
  tide_db_exec (store->db, "COMMIT; PRAGMA wal_checkpoint (TRUNCATE);", &error);
  g_assert_no_error (error);
  g_free (self.patient);
}

/* --- the floor --- */

/* Every column of every row, as a number: nothing is made of them. */
static double
step_all (TideDb *db, const char *sql, guint64 *n)
{
  g_autoptr (GError) error = NULL;
  double start = bench_busy_ms ();
  sqlite3_stmt *statement = tide_db_prepare (db, sql, &error);
  g_assert_no_error (error);
  gint64 sum = 0;
  int n_columns = sqlite3_column_count (statement);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      for (int i = 0; i < n_columns; i++)
        sum += sqlite3_column_type (statement, i) == SQLITE_INTEGER ? sqlite3_column_int64 (statement, i) : 1;
      (*n)++;
    }
  sqlite3_finalize (statement);
  g_assert_cmpint (sum, >=, 0);
  return bench_busy_ms () - start;
}

BenchFloor
bench_cohort_measure_floor (TideClinic *clinic)
{
  static const TideSql others[]
    = { TIDE_SQL_COHORT_PATIENT, TIDE_SQL_COHORT_DIAGNOSIS, TIDE_SQL_COHORT_COURSE,
        TIDE_SQL_COHORT_STEP,    TIDE_SQL_COHORT_SESSION,   TIDE_SQL_COHORT_EFFECT,
        TIDE_SQL_COHORT_COST,    TIDE_SQL_COHORT_TRIAL,     TIDE_SQL_COHORT_DEATH };
  TideStore *store = clinic->store;
  BenchFloor floor = { 0 };
  g_autoptr (GError) error = NULL;
  double start = bench_busy_ms ();
  g_autoptr (TideDb) db = tide_db_open (tide_db_get_path (store->db), store->key, TIDE_DB_READ_WRITE,
                                        &error); /* nothing cached */
  g_assert_no_error (error);
  double opened = bench_busy_ms () - start;
  floor.ratings_ms
    = opened
      + step_all (db,
                  "SELECT assessment_id, patient_id, taken_utc, rater_id, value, flags, taken_offset,"
                  " form_id FROM rating WHERE score_key = 1"
                  " ORDER BY patient_id, taken_utc, assessment_id",
                  &floor.n_ratings);
  floor.all_ms = floor.ratings_ms;
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      const char *sql = sqlite3_sql (tide_statements_get (store->statements, others[i], &error));
      g_auto (GStrv) parts = g_strsplit (sql, ":after_id", 2);
      g_autofree char *whole = g_strjoinv ("0", parts);
      floor.all_ms += step_all (db, whole, &floor.n_others);
    }
  return floor;
}
