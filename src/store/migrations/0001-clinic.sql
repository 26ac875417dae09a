-- The clinic as its first version knows it.
--
-- Every row that belongs to a patient or to a course is kept beside its siblings (WITHOUT ROWID, owner first): a clinic
-- writes by date and reads by patient, and a chart of ten years would otherwise be read from as many pages as it has
-- rows. Times are three columns: seconds of UTC, offset of the writer's clock in minutes, precision. Codes are words;
-- unknown is NULL.

CREATE TABLE clinic (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  uuid TEXT COLLATE "C" NOT NULL
);

CREATE TABLE staff (
  id INTEGER PRIMARY KEY,
  uuid TEXT COLLATE "C" NOT NULL UNIQUE,
  name TEXT COLLATE "C" NOT NULL UNIQUE,
  role TEXT CHECK (role IN ('psychiatrist', 'psychologist', 'therapist', 'nurse', 'physician', 'assistant',
    'administrator')),
  inactive INTEGER NOT NULL DEFAULT 0 CHECK (inactive IN (0, 1))
);

CREATE TABLE setting (
  id INTEGER PRIMARY KEY,
  uuid TEXT COLLATE "C" NOT NULL UNIQUE,
  "key" TEXT COLLATE "C" NOT NULL UNIQUE,
  "value" TEXT
);

CREATE TABLE patient (
  id INTEGER PRIMARY KEY,
  uuid TEXT COLLATE "C" NOT NULL UNIQUE,
  mrn TEXT COLLATE "C" NOT NULL UNIQUE,
  family_name TEXT,
  given_name TEXT,
  birth_date TEXT COLLATE "C" CHECK (length (birth_date) = 10),
  sex TEXT CHECK (sex IN ('female', 'male', 'other')),
  synthetic INTEGER NOT NULL DEFAULT 0 CHECK (synthetic IN (0, 1)),
  referrer TEXT,
  referred_on TEXT COLLATE "C" CHECK (length (referred_on) = 10)
);

-- What the search reads: the folded name as the key of the name order, and the folded words, kept apart by spaces.
CREATE TABLE patient_search (
  sort_key TEXT COLLATE "C" NOT NULL,
  patient_id INTEGER NOT NULL UNIQUE REFERENCES patient (id) CHECK (patient_id = CAST (patient_id AS INTEGER)),
  birth TEXT NOT NULL,
  words TEXT NOT NULL,
  mrn TEXT NOT NULL,
  PRIMARY KEY (sort_key, patient_id)
) WITHOUT ROWID;

CREATE TABLE identifier (
  id INTEGER NOT NULL UNIQUE CHECK (id = CAST (id AS INTEGER)),
  uuid TEXT COLLATE "C" NOT NULL UNIQUE,
  patient_id INTEGER NOT NULL REFERENCES patient (id) CHECK (patient_id = CAST (patient_id AS INTEGER)),
  system TEXT,
  "value" TEXT,
  PRIMARY KEY (patient_id, id)
) WITHOUT ROWID;

CREATE TABLE diagnosis (
  id INTEGER NOT NULL UNIQUE CHECK (id = CAST (id AS INTEGER)),
  uuid TEXT COLLATE "C" NOT NULL UNIQUE,
  patient_id INTEGER NOT NULL REFERENCES patient (id) CHECK (patient_id = CAST (patient_id AS INTEGER)),
  code TEXT,
  label TEXT,
  onset_on TEXT COLLATE "C" CHECK (length (onset_on) = 10),
  resolved_on TEXT COLLATE "C" CHECK (length (resolved_on) = 10),
  "primary" INTEGER NOT NULL DEFAULT 0 CHECK ("primary" IN (0, 1)),
  entered_in_error INTEGER NOT NULL DEFAULT 0 CHECK (entered_in_error IN (0, 1)),
  PRIMARY KEY (patient_id, id)
) WITHOUT ROWID;

CREATE TABLE course (
  id INTEGER NOT NULL UNIQUE CHECK (id = CAST (id AS INTEGER)),
  uuid TEXT COLLATE "C" NOT NULL UNIQUE,
  patient_id INTEGER NOT NULL REFERENCES patient (id) CHECK (patient_id = CAST (patient_id AS INTEGER)),
  code TEXT COLLATE "C" UNIQUE,
  arm TEXT CHECK (arm IN ('ketamine', 'esketamine', 'ssri', 'antidepressant', 'augmentation', 'cbt',
    'other_therapy', 'neuromodulation', 'usual_care', 'other')),
  agent TEXT,
  route TEXT CHECK (route IN ('iv', 'im', 'sc', 'intranasal', 'sublingual', 'oral', 'other')),
  indication TEXT,
  started_on TEXT COLLATE "C" CHECK (length (started_on) = 10),
  ended_on TEXT COLLATE "C" CHECK (length (ended_on) = 10),
  end_reason TEXT CHECK (end_reason IN ('completed', 'response', 'no_response', 'side_effects', 'patient_choice',
    'moved_away', 'lost_to_follow_up', 'cost_or_coverage', 'clinician_decision', 'death', 'other')),
  planned_sessions INTEGER CHECK (planned_sessions = CAST (planned_sessions AS INTEGER)),
  target_instrument TEXT,
  entered_in_error INTEGER NOT NULL DEFAULT 0 CHECK (entered_in_error IN (0, 1)),
  PRIMARY KEY (patient_id, id)
) WITHOUT ROWID;

CREATE TABLE dose_step (
  id INTEGER NOT NULL UNIQUE CHECK (id = CAST (id AS INTEGER)),
  uuid TEXT COLLATE "C" NOT NULL UNIQUE,
  course_id INTEGER NOT NULL REFERENCES course (id) CHECK (course_id = CAST (course_id AS INTEGER)),
  from_date TEXT COLLATE "C" CHECK (length (from_date) = 10),
  dose_mg_per_day DOUBLE PRECISION,
  entered_in_error INTEGER NOT NULL DEFAULT 0 CHECK (entered_in_error IN (0, 1)),
  PRIMARY KEY (course_id, id)
) WITHOUT ROWID;

CREATE TABLE session (
  id INTEGER NOT NULL UNIQUE CHECK (id = CAST (id AS INTEGER)),
  uuid TEXT COLLATE "C" NOT NULL UNIQUE,
  course_id INTEGER NOT NULL REFERENCES course (id) CHECK (course_id = CAST (course_id AS INTEGER)),
  started_utc INTEGER CHECK (started_utc = CAST (started_utc AS INTEGER)),
  started_offset INTEGER CHECK (started_offset = CAST (started_offset AS INTEGER)),
  started_precision TEXT CHECK (started_precision IN ('day', 'minute')),
  ended_utc INTEGER CHECK (ended_utc = CAST (ended_utc AS INTEGER)),
  ended_offset INTEGER CHECK (ended_offset = CAST (ended_offset AS INTEGER)),
  ended_precision TEXT CHECK (ended_precision IN ('day', 'minute')),
  status TEXT CHECK (status IN ('planned', 'held', 'missed', 'cancelled', 'stopped')),
  dose_mg DOUBLE PRECISION,
  dose_mg_per_kg DOUBLE PRECISION,
  weight_kg DOUBLE PRECISION,
  device TEXT CHECK (device IN ('syringe_pump', 'volumetric_pump', 'elastomeric_pump', 'nasal_device', 'none',
    'other')),
  setting TEXT CHECK (setting IN ('clinic', 'home', 'inpatient', 'remote')),
  minutes DOUBLE PRECISION,
  homework_percent DOUBLE PRECISION,
  entered_in_error INTEGER NOT NULL DEFAULT 0 CHECK (entered_in_error IN (0, 1)),
  PRIMARY KEY (course_id, id)
) WITHOUT ROWID;

CREATE TABLE visit (
  id INTEGER NOT NULL UNIQUE CHECK (id = CAST (id AS INTEGER)),
  uuid TEXT COLLATE "C" NOT NULL UNIQUE,
  patient_id INTEGER NOT NULL REFERENCES patient (id) CHECK (patient_id = CAST (patient_id AS INTEGER)),
  taken_utc INTEGER CHECK (taken_utc = CAST (taken_utc AS INTEGER)),
  taken_offset INTEGER CHECK (taken_offset = CAST (taken_offset AS INTEGER)),
  taken_precision TEXT CHECK (taken_precision IN ('day', 'minute')),
  rater_id INTEGER REFERENCES staff (id) CHECK (rater_id = CAST (rater_id AS INTEGER)),
  contact TEXT CHECK (contact IN ('in_person', 'video', 'phone', 'paper')),
  entered_in_error INTEGER NOT NULL DEFAULT 0 CHECK (entered_in_error IN (0, 1)),
  PRIMARY KEY (patient_id, id)
) WITHOUT ROWID;
CREATE INDEX visit_rater_id ON visit (rater_id, id) WHERE rater_id IS NOT NULL;

CREATE TABLE visit_part (
  id INTEGER NOT NULL UNIQUE CHECK (id = CAST (id AS INTEGER)),
  uuid TEXT COLLATE "C" NOT NULL UNIQUE,
  visit_id INTEGER REFERENCES visit (id) CHECK (visit_id = CAST (visit_id AS INTEGER)),
  patient_id INTEGER NOT NULL REFERENCES patient (id) CHECK (patient_id = CAST (patient_id AS INTEGER)),
  part TEXT,
  reason TEXT,
  PRIMARY KEY (patient_id, id)
) WITHOUT ROWID;
CREATE INDEX visit_part_visit_id ON visit_part (visit_id, id) WHERE visit_id IS NOT NULL;

CREATE TABLE note (
  id INTEGER NOT NULL UNIQUE CHECK (id = CAST (id AS INTEGER)),
  uuid TEXT COLLATE "C" NOT NULL UNIQUE,
  patient_id INTEGER NOT NULL REFERENCES patient (id) CHECK (patient_id = CAST (patient_id AS INTEGER)),
  visit_id INTEGER REFERENCES visit (id) CHECK (visit_id = CAST (visit_id AS INTEGER)),
  author_id INTEGER REFERENCES staff (id) CHECK (author_id = CAST (author_id AS INTEGER)),
  taken_utc INTEGER CHECK (taken_utc = CAST (taken_utc AS INTEGER)),
  taken_offset INTEGER CHECK (taken_offset = CAST (taken_offset AS INTEGER)),
  taken_precision TEXT CHECK (taken_precision IN ('day', 'minute')),
  text TEXT,
  supersedes_id INTEGER REFERENCES note (id) CHECK (supersedes_id = CAST (supersedes_id AS INTEGER)),
  entered_in_error INTEGER NOT NULL DEFAULT 0 CHECK (entered_in_error IN (0, 1)),
  PRIMARY KEY (patient_id, id)
) WITHOUT ROWID;
CREATE INDEX note_visit_id ON note (visit_id, id) WHERE visit_id IS NOT NULL;
CREATE INDEX note_author_id ON note (author_id, id) WHERE author_id IS NOT NULL;
CREATE INDEX note_supersedes_id ON note (supersedes_id, id) WHERE supersedes_id IS NOT NULL;

CREATE TABLE event (
  id INTEGER NOT NULL UNIQUE CHECK (id = CAST (id AS INTEGER)),
  uuid TEXT COLLATE "C" NOT NULL UNIQUE,
  patient_id INTEGER NOT NULL REFERENCES patient (id) CHECK (patient_id = CAST (patient_id AS INTEGER)),
  kind TEXT CHECK (kind IN ('life_event', 'hospital_stay', 'emergency_visit', 'suicide_attempt', 'self_harm',
    'other')),
  on_date TEXT COLLATE "C" CHECK (length (on_date) = 10),
  until_date TEXT COLLATE "C" CHECK (length (until_date) = 10),
  label TEXT,
  entered_in_error INTEGER NOT NULL DEFAULT 0 CHECK (entered_in_error IN (0, 1)),
  PRIMARY KEY (patient_id, id)
) WITHOUT ROWID;

CREATE TABLE assessment (
  id INTEGER NOT NULL UNIQUE CHECK (id = CAST (id AS INTEGER)),
  uuid TEXT COLLATE "C" NOT NULL UNIQUE,
  patient_id INTEGER NOT NULL REFERENCES patient (id) CHECK (patient_id = CAST (patient_id AS INTEGER)),
  visit_id INTEGER REFERENCES visit (id) CHECK (visit_id = CAST (visit_id AS INTEGER)),
  instrument_id TEXT,
  instrument_version TEXT,
  taken_utc INTEGER CHECK (taken_utc = CAST (taken_utc AS INTEGER)),
  taken_offset INTEGER CHECK (taken_offset = CAST (taken_offset AS INTEGER)),
  taken_precision TEXT CHECK (taken_precision IN ('day', 'minute')),
  entered_utc INTEGER CHECK (entered_utc = CAST (entered_utc AS INTEGER)),
  entered_offset INTEGER CHECK (entered_offset = CAST (entered_offset AS INTEGER)),
  entered_precision TEXT CHECK (entered_precision IN ('day', 'minute')),
  rater_id INTEGER REFERENCES staff (id) CHECK (rater_id = CAST (rater_id AS INTEGER)),
  rater_type TEXT CHECK (rater_type IN ('clinician', 'self', 'informant', 'independent')),
  contact TEXT CHECK (contact IN ('in_person', 'video', 'phone', 'paper')),
  status TEXT CHECK (status IN ('final', 'amended', 'moved', 'entered_in_error')),
  answers TEXT,
  total DOUBLE PRECISION,
  scores TEXT,
  incomplete_reason TEXT,
  compared_with TEXT CHECK (compared_with IN ('baseline', 'best')),
  compared_on TEXT COLLATE "C" CHECK (length (compared_on) = 10),
  supersedes_id INTEGER REFERENCES assessment (id) CHECK (supersedes_id = CAST (supersedes_id AS INTEGER)),
  moved_from_id INTEGER REFERENCES assessment (id) CHECK (moved_from_id = CAST (moved_from_id AS INTEGER)),
  reason TEXT,
  recall TEXT,
  PRIMARY KEY (patient_id, id)
) WITHOUT ROWID;
CREATE INDEX assessment_visit_id ON assessment (visit_id, id) WHERE visit_id IS NOT NULL;
CREATE INDEX assessment_rater_id ON assessment (rater_id, id) WHERE rater_id IS NOT NULL;
CREATE INDEX assessment_supersedes_id ON assessment (supersedes_id, id) WHERE supersedes_id IS NOT NULL;
CREATE INDEX assessment_moved_from_id ON assessment (moved_from_id, id) WHERE moved_from_id IS NOT NULL;

CREATE TABLE adverse_event (
  id INTEGER NOT NULL UNIQUE CHECK (id = CAST (id AS INTEGER)),
  uuid TEXT COLLATE "C" NOT NULL UNIQUE,
  patient_id INTEGER NOT NULL REFERENCES patient (id) CHECK (patient_id = CAST (patient_id AS INTEGER)),
  course_id INTEGER REFERENCES course (id) CHECK (course_id = CAST (course_id AS INTEGER)),
  visit_id INTEGER REFERENCES visit (id) CHECK (visit_id = CAST (visit_id AS INTEGER)),
  term TEXT,
  severity TEXT CHECK (severity IN ('mild', 'moderate', 'severe')),
  started_utc INTEGER CHECK (started_utc = CAST (started_utc AS INTEGER)),
  started_offset INTEGER CHECK (started_offset = CAST (started_offset AS INTEGER)),
  started_precision TEXT CHECK (started_precision IN ('day', 'minute')),
  ended_utc INTEGER CHECK (ended_utc = CAST (ended_utc AS INTEGER)),
  ended_offset INTEGER CHECK (ended_offset = CAST (ended_offset AS INTEGER)),
  ended_precision TEXT CHECK (ended_precision IN ('day', 'minute')),
  serious TEXT CHECK (serious IN ('no', 'yes')),
  entered_in_error INTEGER NOT NULL DEFAULT 0 CHECK (entered_in_error IN (0, 1)),
  PRIMARY KEY (patient_id, id)
) WITHOUT ROWID;
CREATE INDEX adverse_event_course_id ON adverse_event (course_id, id) WHERE course_id IS NOT NULL;
CREATE INDEX adverse_event_visit_id ON adverse_event (visit_id, id) WHERE visit_id IS NOT NULL;

CREATE TABLE alert (
  id INTEGER NOT NULL UNIQUE CHECK (id = CAST (id AS INTEGER)),
  uuid TEXT COLLATE "C" NOT NULL UNIQUE,
  patient_id INTEGER NOT NULL REFERENCES patient (id) CHECK (patient_id = CAST (patient_id AS INTEGER)),
  assessment_id INTEGER REFERENCES assessment (id) CHECK (assessment_id = CAST (assessment_id AS INTEGER)),
  rule TEXT,
  level TEXT CHECK (level IN ('yellow', 'amber', 'red')),
  instrument_id TEXT,
  item_id TEXT,
  "value" DOUBLE PRECISION,
  raised_utc INTEGER CHECK (raised_utc = CAST (raised_utc AS INTEGER)),
  raised_offset INTEGER CHECK (raised_offset = CAST (raised_offset AS INTEGER)),
  raised_precision TEXT CHECK (raised_precision IN ('day', 'minute')),
  historical INTEGER NOT NULL DEFAULT 0 CHECK (historical IN (0, 1)),
  source_amended INTEGER NOT NULL DEFAULT 0 CHECK (source_amended IN (0, 1)),
  resolved INTEGER NOT NULL DEFAULT 0 CHECK (resolved IN (0, 1)),
  action TEXT,
  acted_by INTEGER REFERENCES staff (id) CHECK (acted_by = CAST (acted_by AS INTEGER)),
  acted_utc INTEGER CHECK (acted_utc = CAST (acted_utc AS INTEGER)),
  acted_offset INTEGER CHECK (acted_offset = CAST (acted_offset AS INTEGER)),
  acted_precision TEXT CHECK (acted_precision IN ('day', 'minute')),
  PRIMARY KEY (patient_id, id)
) WITHOUT ROWID;
CREATE INDEX alert_assessment_id ON alert (assessment_id, id) WHERE assessment_id IS NOT NULL;
CREATE INDEX alert_acted_by ON alert (acted_by, id) WHERE acted_by IS NOT NULL;

CREATE INDEX alert_open ON alert (id) WHERE resolved = 0;

-- One score of one assessment, an integer in units of 1/2520: all that charts, worklists and comparisons read. The id
-- stands before the value in the index so that two ratings of one moment keep the order of their entry.
CREATE TABLE score_key (
  id INTEGER PRIMARY KEY,
  instrument_id TEXT COLLATE "C" NOT NULL,
  score_id TEXT COLLATE "C" NOT NULL,
  UNIQUE (instrument_id, score_id)
);
CREATE TABLE rating (
  assessment_id INTEGER NOT NULL REFERENCES assessment (id) CHECK (assessment_id = CAST (assessment_id AS INTEGER)),
  score_key INTEGER NOT NULL REFERENCES score_key (id) CHECK (score_key = CAST (score_key AS INTEGER)),
  patient_id INTEGER NOT NULL REFERENCES patient (id) CHECK (patient_id = CAST (patient_id AS INTEGER)),
  taken_utc INTEGER NOT NULL CHECK (taken_utc = CAST (taken_utc AS INTEGER)),
  value INTEGER NOT NULL CHECK (value = CAST (value AS INTEGER)),
  flags INTEGER NOT NULL CHECK (flags = CAST (flags AS INTEGER)),
  rater_id INTEGER REFERENCES staff (id) CHECK (rater_id = CAST (rater_id AS INTEGER)),
  PRIMARY KEY (assessment_id, score_key)
) WITHOUT ROWID;
CREATE INDEX rating_by_score ON rating (score_key, patient_id, taken_utc, assessment_id, value, flags, rater_id);

-- Forms not yet saved; patient 0 is a patient not yet saved. Never audited.
CREATE TABLE draft (
  patient_id INTEGER NOT NULL CHECK (patient_id = CAST (patient_id AS INTEGER)),
  kind TEXT COLLATE "C" NOT NULL,
  payload TEXT NOT NULL,
  updated_utc INTEGER NOT NULL CHECK (updated_utc = CAST (updated_utc AS INTEGER)),
  PRIMARY KEY (patient_id, kind)
) WITHOUT ROWID;

-- Who did what; each hash is taken over the row and the hash before it. The head is the last one.
CREATE TABLE audit (
  number INTEGER PRIMARY KEY,
  at_utc INTEGER NOT NULL CHECK (at_utc = CAST (at_utc AS INTEGER)),
  at_offset INTEGER NOT NULL CHECK (at_offset = CAST (at_offset AS INTEGER)),
  who TEXT NOT NULL,
  action TEXT NOT NULL,
  table_name TEXT,
  row_id INTEGER NOT NULL CHECK (row_id = CAST (row_id AS INTEGER)),
  patient_id INTEGER NOT NULL CHECK (patient_id = CAST (patient_id AS INTEGER)),
  image_before TEXT,
  image_after TEXT,
  hash TEXT COLLATE "C" NOT NULL CHECK (length (hash) = 64)
);
CREATE INDEX audit_by_patient ON audit (patient_id, number);
CREATE TABLE audit_head (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  number INTEGER NOT NULL CHECK (number = CAST (number AS INTEGER)),
  hash TEXT COLLATE "C" NOT NULL CHECK (length (hash) = 64)
);
