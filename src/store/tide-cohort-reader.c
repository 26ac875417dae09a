/* tide-cohort-reader.c: a merge of forward cursors, each ordered by patient.  See tide-cohort-reader.h. */
#include "tide-cohort-reader.h"

#include "tide-store-private.h"

#include <math.h>
#include <string.h>

#define N_WORDS 256
#define AFTER_ALL G_MAXINT64

/* A cursor stands on the first row that was not taken yet; column 0 is its patient. */
typedef struct
{
  sqlite3_stmt *statement; /* NULL: nothing to read */
  gint64 patient_id;
} Cursor;

/* Records of one class that are written over for each patient. */
typedef struct
{
  const TideRecordClass *klass;
  GPtrArray *records; /* owned */
} Pool;

enum
{
  PATIENT,
  DIAGNOSIS,
  COURSE,
  STEP,
  SESSION,
  EFFECT,
  COST,
  TRIAL,
  DEATH,
  N_TABLES
};

struct _TideCohortReader
{
  TideStore *store;
  gboolean open, began;
  guint n_openings; /* of the store, when it was opened: a lock in between takes the statements away */
  Cursor cursors[N_TABLES];
  Pool pools[N_TABLES];
  Cursor *scores;
  TideScoreName *names;
  GArray **ratings; /* TideRating, one a score */
  TideSeries *series;
  guint n_scores;
  TideHistory *history; /* its arrays borrow from the pools */
  GHashTable *words;    /* (utf8): drugs, codes, scales */
  const char *lately[N_WORDS];
};

static const TideSql statements[N_TABLES]
  = { TIDE_SQL_COHORT_PATIENT, TIDE_SQL_COHORT_DIAGNOSIS, TIDE_SQL_COHORT_COURSE,
      TIDE_SQL_COHORT_STEP,    TIDE_SQL_COHORT_SESSION,   TIDE_SQL_COHORT_EFFECT,
      TIDE_SQL_COHORT_COST,    TIDE_SQL_COHORT_TRIAL,     TIDE_SQL_COHORT_DEATH };

/* --- making --- */

/* The history's arrays lend what the pools own. */
static TideHistory *
new_history (void)
{
  TideHistory *history = tide_history_new ();

  for (guint i = 0; tide_history_arrays[i].klass != NULL; i++)
    g_ptr_array_set_free_func (*tide_history_get_array_place (history, i), NULL);
  g_ptr_array_set_free_func (history->series, NULL);
  return history;
}

TideCohortReader *
tide_cohort_reader_new (TideStore *store, const TideScoreName *scores, guint n_scores)
{
  static const TideRecordClass *const classes[N_TABLES]
    = { &tide_patient_class,   &tide_diagnosis_class, &tide_course_class,
        &tide_dose_step_class, &tide_session_class,   &tide_adverse_event_class,
        &tide_cost_class,      &tide_trial_class,     &tide_event_class };
  TideCohortReader *self = g_new0 (TideCohortReader, 1);

  self->store = store;
  for (guint i = 0; i < N_TABLES; i++)
    self->pools[i] = (Pool){ classes[i], g_ptr_array_new () };
  self->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->history = new_history ();
  self->n_scores = n_scores;
  self->scores = g_new0 (Cursor, n_scores);
  self->names = g_new0 (TideScoreName, n_scores);
  self->ratings = g_new0 (GArray *, n_scores);
  self->series = g_new0 (TideSeries, n_scores);
  for (guint i = 0; i < n_scores; i++)
    {
      self->ratings[i] = g_array_new (FALSE, FALSE, sizeof (TideRating));
      self->series[i].instrument_id = g_strdup (scores[i].instrument_id);
      self->series[i].score_id = g_strdup (scores[i].score_id);
    }
  return self;
}

/* Their texts belong to the words. */
static void
free_pool (Pool *pool)
{
  for (guint i = 0; i < pool->records->len; i++)
    {
      gpointer record = pool->records->pdata[i];

      for (guint f = 0; f < pool->klass->n_fields; f++)
        if (pool->klass->fields[f].kind == TIDE_FIELD_TEXT)
          G_STRUCT_MEMBER (char *, record, pool->klass->fields[f].offset) = NULL;
      tide_record_free (record);
    }
  g_ptr_array_unref (pool->records);
}

void
tide_cohort_reader_free (TideCohortReader *self)
{
  if (self == NULL)
    return;
  tide_cohort_reader_close (self);
  self->history->patient = NULL;
  tide_history_free (self->history);
  for (guint i = 0; i < N_TABLES; i++)
    free_pool (&self->pools[i]);
  for (guint i = 0; i < self->n_scores; i++)
    {
      g_array_unref (self->ratings[i]);
      g_free (self->series[i].instrument_id);
      g_free (self->series[i].score_id);
    }
  g_free (self->scores);
  g_free (self->names);
  g_free (self->ratings);
  g_free (self->series);
  g_hash_table_unref (self->words);
  g_free (self);
}

/* --- columns --- */

/* The bytes of a text column; taken as a blob they are not copied to end with a zero. */
static const char *
get_bytes (sqlite3_stmt *statement, int column, int *n)
{
  const char *bytes = sqlite3_column_blob (statement, column);

  *n = bytes != NULL ? sqlite3_column_bytes (statement, column) : 0;
  return bytes;
}

/* The same few drugs, codes and scales come again and again. */
static char *
read_word (TideCohortReader *self, sqlite3_stmt *statement, int column)
{
  int n;
  const char *bytes = get_bytes (statement, column, &n), *known;
  guint place = (guint) n;

  if (n == 0)
    return NULL;
  for (int i = 0; i < n; i++)
    place = place * 31 + (guchar) bytes[i];
  place %= N_WORDS;
  known = self->lately[place];
  if (known == NULL || strncmp (known, bytes, (gsize) n) != 0 || known[n] != '\0')
    {
      g_autofree char *word = g_strndup (bytes, (gsize) n);

      known = g_hash_table_lookup (self->words, word);
      if (known == NULL)
        {
          known = word;
          g_hash_table_add (self->words, g_steal_pointer (&word));
        }
      self->lately[place] = known;
    }
  return (char *) known;
}

static gboolean
read_code (sqlite3_stmt *statement, int column, const char *const *codes, int *code, GError **error)
{
  int n;
  const char *bytes = get_bytes (statement, column, &n);

  *code = 0;
  if (n == 0)
    return TRUE;
  for (int i = 1; codes[i] != NULL; i++)
    if (strncmp (codes[i], bytes, (gsize) n) == 0 && codes[i][n] == '\0')
      {
        *code = i;
        return TRUE;
      }
  g_set_error (error, TIDE_ERROR, TIDE_ERROR_DAMAGED, "“%.*s” is not one of the allowed words", n, bytes);
  return FALSE;
}

static gboolean
read_day (sqlite3_stmt *statement, int column, TideDate *date, GError **error)
{
  int n;
  const char *bytes = get_bytes (statement, column, &n);
  char text[16];

  *date = TIDE_DATE_UNKNOWN;
  if (n == 0)
    return TRUE;
  memcpy (text, bytes, (gsize) MIN (n, 15));
  text[MIN (n, 15)] = '\0';
  if (tide_date_parse (text, date, NULL))
    return TRUE;
  g_set_error (error, TIDE_ERROR, TIDE_ERROR_DAMAGED, "“%s” is no date", text);
  return FALSE;
}

static gboolean
read_instant (sqlite3_stmt *statement, int column, TideInstant *instant, GError **error)
{
  static const char *const precisions[] = { "", "day", "minute", "second", NULL };
  int precision = 0;

  *instant = TIDE_INSTANT_UNKNOWN;
  if (sqlite3_column_type (statement, column) == SQLITE_NULL)
    return TRUE;
  if (!read_code (statement, column + 2, precisions, &precision, error))
    return FALSE;
  *instant = (TideInstant){ sqlite3_column_int64 (statement, column),
                            (gint16) sqlite3_column_int (statement, column + 1), (guint8) precision };
  return TRUE;
}

static double
read_real (sqlite3_stmt *statement, int column)
{
  return sqlite3_column_type (statement, column) != SQLITE_NULL ? sqlite3_column_double (statement, column)
                                                                : NAN;
}

static gint64
read_number (sqlite3_stmt *statement, int column)
{
  return sqlite3_column_type (statement, column) != SQLITE_NULL ? sqlite3_column_int64 (statement, column)
                                                                : TIDE_INTEGER_UNKNOWN;
}

/* --- rows --- */

static gboolean
read_patient (TideCohortReader *self, sqlite3_stmt *s, gpointer record, GError **error)
{
  TidePatient *patient = record;

  patient->base.id = sqlite3_column_int64 (s, 0);
  return read_day (s, 1, &patient->birth_date, error)
         && read_code (s, 2, tide_sex_codes, &patient->sex, error)
         && read_day (s, 3, &patient->referred_on, error);
}

static gboolean
read_diagnosis (TideCohortReader *self, sqlite3_stmt *s, gpointer record, GError **error)
{
  TideDiagnosis *diagnosis = record;

  diagnosis->code = read_word (self, s, 1);
  diagnosis->primary = TRUE;
  return TRUE;
}

static gboolean
read_course (TideCohortReader *self, sqlite3_stmt *s, gpointer record, GError **error)
{
  TideCourse *course = record;

  course->patient_id = sqlite3_column_int64 (s, 0);
  course->base.id = sqlite3_column_int64 (s, 1);
  course->agent = read_word (self, s, 3);
  course->indication = read_word (self, s, 5);
  course->target_instrument = read_word (self, s, 9);
  course->line_of_treatment = read_number (s, 10);
  course->planned_sessions = read_number (s, 13);
  return read_code (s, 2, tide_arm_codes, &course->arm, error)
         && read_code (s, 4, tide_route_codes, &course->route, error)
         && read_day (s, 6, &course->started_on, error) && read_day (s, 7, &course->ended_on, error)
         && read_code (s, 8, tide_end_reason_codes, &course->end_reason, error)
         && read_day (s, 11, &course->referred_on, error)
         && read_code (s, 12, tide_coverage_codes, &course->coverage, error);
}

static gboolean
read_step (TideCohortReader *self, sqlite3_stmt *s, gpointer record, GError **error)
{
  TideDoseStep *step = record;

  step->base.id = sqlite3_column_int64 (s, 1);
  step->course_id = sqlite3_column_int64 (s, 2);
  step->dose_mg_per_day = read_real (s, 4);
  return read_day (s, 3, &step->from_date, error);
}

static gboolean
read_session (TideCohortReader *self, sqlite3_stmt *s, gpointer record, GError **error)
{
  TideSession *session = record;

  session->base.id = sqlite3_column_int64 (s, 1);
  session->course_id = sqlite3_column_int64 (s, 2);
  return read_instant (s, 3, &session->started, error)
         && read_code (s, 6, tide_session_status_codes, &session->status, error)
         && read_code (s, 7, tide_setting_codes, &session->setting, error)
         && read_code (s, 8, tide_session_kind_codes, &session->kind, error)
         && read_instant (s, 9, &session->planned, error);
}

static gboolean
read_effect (TideCohortReader *self, sqlite3_stmt *s, gpointer record, GError **error)
{
  TideAdverseEvent *event = record;

  event->base.id = sqlite3_column_int64 (s, 1);
  event->course_id = sqlite3_column_int64 (s, 2);
  return read_code (s, 3, tide_severity_codes, &event->severity, error)
         && read_instant (s, 4, &event->started, error)
         && read_code (s, 7, tide_yes_no_codes, &event->serious, error);
}

static gboolean
read_cost (TideCohortReader *self, sqlite3_stmt *s, gpointer record, GError **error)
{
  TideCost *cost = record;

  cost->base.id = sqlite3_column_int64 (s, 1);
  cost->course_id = sqlite3_column_int64 (s, 2);
  cost->amount = read_real (s, 5);
  return read_code (s, 3, tide_cost_unit_codes, &cost->unit, error)
         && read_code (s, 4, tide_payer_codes, &cost->payer, error)
         && read_day (s, 6, &cost->from_date, error) && read_day (s, 7, &cost->until_date, error);
}

static gboolean
read_trial (TideCohortReader *self, sqlite3_stmt *s, gpointer record, GError **error)
{
  TideTrial *trial = record;

  trial->base.id = sqlite3_column_int64 (s, 1);
  return read_day (s, 2, &trial->started_on, error) && read_day (s, 3, &trial->ended_on, error)
         && read_code (s, 4, tide_trial_response_codes, &trial->response, error);
}

static gboolean
read_death (TideCohortReader *self, sqlite3_stmt *s, gpointer record, GError **error)
{
  TideEvent *event = record;

  event->base.id = sqlite3_column_int64 (s, 1);
  return read_code (s, 2, tide_event_kind_codes, &event->kind, error)
         && read_day (s, 3, &event->on_date, error);
}

typedef gboolean (*ReadFunc) (TideCohortReader *self, sqlite3_stmt *statement, gpointer record,
                              GError **error);
static const ReadFunc readers[N_TABLES]
  = { read_patient, read_diagnosis, read_course, read_step, read_session,
      read_effect,  read_cost,      read_trial,  read_death };

/* --- the merge --- */

static gboolean
step (TideCohortReader *self, Cursor *cursor, int column, GError **error)
{
  int rc = sqlite3_step (cursor->statement);

  cursor->patient_id = rc == SQLITE_ROW ? sqlite3_column_int64 (cursor->statement, column) : AFTER_ALL;
  return rc == SQLITE_ROW || rc == SQLITE_DONE
         || tide_db_fail (self->store->db, rc, tide_db_get_path (self->store->db), error);
}

/* All rows of @table of the patient into @records, in the history's order. */
static gboolean
take (TideCohortReader *self, guint table, gint64 patient_id, GPtrArray *records, GError **error)
{
  Cursor *cursor = &self->cursors[table];
  Pool *pool = &self->pools[table];

  if (records != NULL)
    g_ptr_array_set_size (records, 0);
  for (guint n = 0; cursor->patient_id <= patient_id;)
    {
      if (cursor->patient_id == patient_id)
        {
          if (n == pool->records->len)
            g_ptr_array_add (pool->records, tide_record_new (pool->klass));
          if (!readers[table](self, cursor->statement, pool->records->pdata[n], error))
            {
              g_prefix_error (error, "%s of patient %" G_GINT64_FORMAT ": ", pool->klass->table, patient_id);
              return FALSE;
            }
          if (records != NULL)
            g_ptr_array_add (records, pool->records->pdata[n]);
          n++;
        }
      if (!step (self, cursor, 0, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_ratings (TideCohortReader *self, guint score, gint64 patient_id, GError **error)
{
  Cursor *cursor = &self->scores[score];
  GArray *ratings = self->ratings[score];

  g_array_set_size (ratings, 0);
  while (cursor->patient_id <= patient_id)
    {
      if (cursor->patient_id == patient_id)
        {
          guint n = ratings->len;

          g_array_set_size (ratings, n + 1);
          g_array_index (ratings, TideRating, n) = tide_store_read_rating (self->store, cursor->statement, 0);
        }
      if (!step (self, cursor, 1, error))
        return FALSE;
    }
  self->series[score].ratings = (TideRating *) ratings->data;
  self->series[score].n_ratings = ratings->len;
  if (ratings->len > 0)
    g_ptr_array_add (self->history->series, &self->series[score]);
  return TRUE;
}

/* The patient that @id is, or none: entered in error. */
static gboolean
take_patient (TideCohortReader *self, gint64 id, GError **error)
{
  Cursor *cursor = &self->cursors[PATIENT];
  Pool *pool = &self->pools[PATIENT];

  while (cursor->patient_id < id)
    if (!step (self, cursor, 0, error))
      return FALSE;
  self->history->patient = NULL;
  if (cursor->patient_id != id)
    return TRUE;
  if (pool->records->len == 0)
    g_ptr_array_add (pool->records, tide_record_new (pool->klass));
  self->history->patient = pool->records->pdata[0];
  return readers[PATIENT](self, cursor->statement, self->history->patient, error);
}

static gboolean
take_all (TideCohortReader *self, gint64 id, GError **error)
{
  TideHistory *h = self->history;
  GPtrArray *const arrays[N_TABLES]
    = { NULL,     h->diagnoses, h->courses, h->dose_steps, h->sessions, h->adverse_events,
        h->costs, h->trials,    h->events };

  if (!take_patient (self, id, error))
    return FALSE;
  for (guint table = DIAGNOSIS; table < N_TABLES; table++)
    if (!take (self, table, id, arrays[table], error))
      return FALSE;
  g_ptr_array_set_size (h->series, 0);
  for (guint score = 0; score < self->n_scores; score++)
    if (!take_ratings (self, score, id, error))
      return FALSE;
  for (guint i = 0; tide_history_arrays[i].klass != NULL; i++)
    {
      GPtrArray *records = *tide_history_get_array_place (h, i);

      if (records->len > 1)
        g_ptr_array_sort (records, tide_history_arrays[i].order);
    }
  return TRUE;
}

gboolean
tide_cohort_reader_next (TideCohortReader *self, const TideHistory **history, GError **error)
{
  g_return_val_if_fail (self != NULL && self->open && history != NULL, FALSE);
  *history = NULL;
  while (self->cursors[COURSE].patient_id != AFTER_ALL)
    {
      if (!take_all (self, self->cursors[COURSE].patient_id, error))
        {
          tide_cohort_reader_close (self);
          return FALSE;
        }
      if (self->history->patient != NULL)
        {
          *history = self->history;
          return TRUE;
        }
    }
  return TRUE;
}

gboolean
tide_cohort_reader_has_more (const TideCohortReader *self)
{
  return self->open && self->cursors[COURSE].patient_id != AFTER_ALL;
}

/* --- opening --- */

static gboolean
start (TideCohortReader *self, Cursor *cursor, sqlite3_stmt *statement, gint64 after_id, int column,
       GError **error)
{
  if (statement == NULL)
    return FALSE;
  cursor->statement = statement;
  tide_bind_integer (statement, "after_id", after_id);
  return step (self, cursor, column, error);
}

static gboolean
start_score (TideCohortReader *self, guint i, gint64 after_id, GError **error)
{
  TideStore *store = self->store;
  gint64 key
    = tide_store_find_score_key (store, self->series[i].instrument_id, self->series[i].score_id, error);
  sqlite3_stmt *statement;

  self->scores[i] = (Cursor){ NULL, AFTER_ALL };
  if (key <= 0)
    return key == 0;
  statement = tide_statements_get_cursor (store->statements, TIDE_SQL_COHORT_RATING, i, error);
  if (statement == NULL)
    return FALSE;
  tide_bind_integer (statement, "score_key", key);
  return start (self, &self->scores[i], statement, after_id, 1, error);
}

static gboolean
start_all (TideCohortReader *self, gint64 after_id, GError **error)
{
  for (guint i = 0; i < N_TABLES; i++)
    if (!start (self, &self->cursors[i], tide_statements_get (self->store->statements, statements[i], error),
                after_id, 0, error))
      return FALSE;
  for (guint i = 0; i < self->n_scores; i++)
    if (!start_score (self, i, after_id, error))
      return FALSE;
  return TRUE;
}

gboolean
tide_cohort_reader_open (TideCohortReader *self, gint64 after_id, GError **error)
{
  g_return_val_if_fail (self != NULL && !self->open, FALSE);
  if (!tide_store_is_ready (self->store, error))
    return FALSE;
  self->began = !tide_db_in_transaction (self->store->db);
  if (self->began && !tide_db_exec (self->store->db, "BEGIN", error))
    return FALSE;
  memset (self->cursors, 0, sizeof self->cursors);
  memset (self->scores, 0, self->n_scores * sizeof (Cursor));
  self->open = TRUE;
  self->n_openings = self->store->n_openings;
  if (start_all (self, after_id, error))
    return TRUE;
  tide_cohort_reader_close (self);
  return FALSE;
}

void
tide_cohort_reader_close (TideCohortReader *self)
{
  g_return_if_fail (self != NULL);
  if (!self->open)
    return;
  self->open = FALSE;
  if (tide_store_is_locked (self->store) || self->n_openings != self->store->n_openings)
    return;
  for (guint i = 0; i < N_TABLES; i++)
    sqlite3_reset (self->cursors[i].statement);
  for (guint i = 0; i < self->n_scores; i++)
    sqlite3_reset (self->scores[i].statement);
  if (self->began)
    tide_db_exec (self->store->db, "COMMIT", NULL);
}

/* --- what has changed --- */

gboolean
tide_store_find_last_patient (TideStore *self, gint64 *id, GError **error)
{
  sqlite3_stmt *statement = tide_store_get_statement (self, TIDE_SQL_PATIENT_LAST, error);
  gboolean has_row;
  if (statement == NULL || !tide_db_step (self->db, statement, &has_row, error))
    return FALSE;
  *id = has_row ? sqlite3_column_int64 (statement, 0) : 0;
  sqlite3_reset (statement);
  return TRUE;
}

gboolean
tide_store_get_state (TideStore *self, TideStoreState *state, GError **error)
{
  if (!tide_store_is_ready (self, error)
      || !tide_db_get_integer (self->db, "PRAGMA data_version", &state->others, error))
    return FALSE;
  state->opening = self->n_openings;
  state->own = self->n_writes;
  return TRUE;
}
