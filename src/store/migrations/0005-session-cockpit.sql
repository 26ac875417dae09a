-- A dosing session as it is watched: what was planned beside what was given, readings, clock, checklists, drug register;
-- what a course's scales are asked for by, and what is due. Readings and clock events are known to the second, which
-- the tables of before cannot say and need not.

ALTER TABLE session ADD COLUMN route TEXT CHECK (route IN ('iv', 'im', 'sc', 'intranasal', 'sublingual', 'oral',
  'other'));
ALTER TABLE session ADD COLUMN site TEXT;
ALTER TABLE session ADD COLUMN weight_basis TEXT CHECK (weight_basis IN ('actual', 'ideal'));
ALTER TABLE session ADD COLUMN weighed_utc INTEGER CHECK (weighed_utc = CAST (weighed_utc AS INTEGER));
ALTER TABLE session ADD COLUMN weighed_offset INTEGER CHECK (weighed_offset = CAST (weighed_offset AS INTEGER));
ALTER TABLE session ADD COLUMN weighed_precision TEXT CHECK (weighed_precision IN ('day', 'minute'));
ALTER TABLE session ADD COLUMN planned_mg_per_kg DOUBLE PRECISION;
ALTER TABLE session ADD COLUMN planned_mg DOUBLE PRECISION;
ALTER TABLE session ADD COLUMN rounding_mg DOUBLE PRECISION;
ALTER TABLE session ADD COLUMN concentration_mg_per_ml DOUBLE PRECISION;
ALTER TABLE session ADD COLUMN volume_ml DOUBLE PRECISION;
ALTER TABLE session ADD COLUMN rate_ml_per_h DOUBLE PRECISION;
ALTER TABLE session ADD COLUMN bolus_ml DOUBLE PRECISION;
ALTER TABLE session ADD COLUMN residual_ml DOUBLE PRECISION;
ALTER TABLE session ADD COLUMN planned_minutes DOUBLE PRECISION;
ALTER TABLE session ADD COLUMN device_label TEXT;
ALTER TABLE session ADD COLUMN nasal_devices INTEGER CHECK (nasal_devices = CAST (nasal_devices AS INTEGER));
ALTER TABLE session ADD COLUMN grid TEXT CHECK (grid IN ('light', 'dense', 'esketamine'));
ALTER TABLE session ADD COLUMN responsible_adult TEXT;
ALTER TABLE session ADD COLUMN nurse TEXT;
ALTER TABLE session ADD COLUMN emergency_access TEXT;
ALTER TABLE session ADD COLUMN mood_stabiliser TEXT CHECK (mood_stabiliser IN ('no', 'yes'));
ALTER TABLE session ADD COLUMN identifiers TEXT;
ALTER TABLE session ADD COLUMN identified_by INTEGER REFERENCES staff (id)
  CHECK (identified_by = CAST (identified_by AS INTEGER));
ALTER TABLE session ADD COLUMN identified_utc INTEGER CHECK (identified_utc = CAST (identified_utc AS INTEGER));
ALTER TABLE session ADD COLUMN identified_offset INTEGER
  CHECK (identified_offset = CAST (identified_offset AS INTEGER));
ALTER TABLE session ADD COLUMN identified_precision TEXT CHECK (identified_precision IN ('day', 'minute'));
ALTER TABLE session ADD COLUMN discharged_utc INTEGER CHECK (discharged_utc = CAST (discharged_utc AS INTEGER));
ALTER TABLE session ADD COLUMN discharged_offset INTEGER
  CHECK (discharged_offset = CAST (discharged_offset AS INTEGER));
ALTER TABLE session ADD COLUMN discharged_precision TEXT CHECK (discharged_precision IN ('day', 'minute'));
ALTER TABLE session ADD COLUMN discharged_by INTEGER REFERENCES staff (id)
  CHECK (discharged_by = CAST (discharged_by AS INTEGER));
ALTER TABLE session ADD COLUMN discharge_reason TEXT;
CREATE INDEX session_identified_by ON session (identified_by, id) WHERE identified_by IS NOT NULL;
CREATE INDEX session_discharged_by ON session (discharged_by, id) WHERE discharged_by IS NOT NULL;
-- The day's sessions without looking into every course.
CREATE INDEX session_by_start ON session (started_utc, course_id, id);
CREATE INDEX session_by_plan ON session (planned_utc, course_id, id) WHERE planned_utc IS NOT NULL;

ALTER TABLE adverse_event ADD COLUMN onset_minute DOUBLE PRECISION;
ALTER TABLE adverse_event ADD COLUMN peak_minute DOUBLE PRECISION;
ALTER TABLE adverse_event ADD COLUMN resolved_minute DOUBLE PRECISION;
ALTER TABLE adverse_event ADD COLUMN peak_value DOUBLE PRECISION;

ALTER TABLE visit ADD COLUMN session_id INTEGER REFERENCES session (id)
  CHECK (session_id = CAST (session_id AS INTEGER));
CREATE INDEX visit_session_id ON visit (session_id, id) WHERE session_id IS NOT NULL;
ALTER TABLE assessment ADD COLUMN session_id INTEGER REFERENCES session (id)
  CHECK (session_id = CAST (session_id AS INTEGER));
CREATE INDEX assessment_session_id ON assessment (session_id, id) WHERE session_id IS NOT NULL;

CREATE TABLE observation (
  id INTEGER NOT NULL UNIQUE CHECK (id = CAST (id AS INTEGER)),
  uuid TEXT COLLATE "C" NOT NULL UNIQUE,
  patient_id INTEGER NOT NULL REFERENCES patient (id) CHECK (patient_id = CAST (patient_id AS INTEGER)),
  session_id INTEGER NOT NULL REFERENCES session (id) CHECK (session_id = CAST (session_id AS INTEGER)),
  slot TEXT COLLATE "C",
  asked_utc INTEGER CHECK (asked_utc = CAST (asked_utc AS INTEGER)),
  asked_offset INTEGER CHECK (asked_offset = CAST (asked_offset AS INTEGER)),
  asked_precision TEXT CHECK (asked_precision IN ('day', 'minute', 'second')),
  taken_utc INTEGER CHECK (taken_utc = CAST (taken_utc AS INTEGER)),
  taken_offset INTEGER CHECK (taken_offset = CAST (taken_offset AS INTEGER)),
  taken_precision TEXT CHECK (taken_precision IN ('day', 'minute', 'second')),
  systolic INTEGER CHECK (systolic = CAST (systolic AS INTEGER)),
  diastolic INTEGER CHECK (diastolic = CAST (diastolic AS INTEGER)),
  heart_rate INTEGER CHECK (heart_rate = CAST (heart_rate AS INTEGER)),
  spo2 INTEGER CHECK (spo2 = CAST (spo2 AS INTEGER)),
  respiratory_rate INTEGER CHECK (respiratory_rate = CAST (respiratory_rate AS INTEGER)),
  moaas INTEGER CHECK (moaas = CAST (moaas AS INTEGER)),
  nausea INTEGER CHECK (nausea = CAST (nausea AS INTEGER)),
  cadss6 INTEGER CHECK (cadss6 = CAST (cadss6 AS INTEGER)),
  missed TEXT,
  note TEXT,
  staff_id INTEGER REFERENCES staff (id) CHECK (staff_id = CAST (staff_id AS INTEGER)),
  entered_in_error INTEGER NOT NULL DEFAULT 0 CHECK (entered_in_error IN (0, 1)),
  PRIMARY KEY (patient_id, id)
) WITHOUT ROWID;
CREATE INDEX observation_session_id ON observation (session_id, id);
CREATE INDEX observation_staff_id ON observation (staff_id, id) WHERE staff_id IS NOT NULL;

-- An alert that no rating raised: from a reading, a gate or a question. One stays open for one finding.
ALTER TABLE alert ADD COLUMN session_id INTEGER REFERENCES session (id)
  CHECK (session_id = CAST (session_id AS INTEGER));
ALTER TABLE alert ADD COLUMN observation_id INTEGER REFERENCES observation (id)
  CHECK (observation_id = CAST (observation_id AS INTEGER));
ALTER TABLE alert ADD COLUMN subject TEXT COLLATE "C";
ALTER TABLE alert ADD COLUMN detail TEXT;
CREATE INDEX alert_session_id ON alert (session_id, id) WHERE session_id IS NOT NULL;
CREATE INDEX alert_observation_id ON alert (observation_id, id) WHERE observation_id IS NOT NULL;
CREATE UNIQUE INDEX alert_one_open ON alert (patient_id, rule, subject, coalesce (session_id, 0),
  coalesce (observation_id, 0)) WHERE resolved = 0 AND assessment_id IS NULL AND subject IS NOT NULL;

CREATE TABLE session_answer (
  id INTEGER NOT NULL UNIQUE CHECK (id = CAST (id AS INTEGER)),
  uuid TEXT COLLATE "C" NOT NULL UNIQUE,
  patient_id INTEGER NOT NULL REFERENCES patient (id) CHECK (patient_id = CAST (patient_id AS INTEGER)),
  session_id INTEGER NOT NULL REFERENCES session (id) CHECK (session_id = CAST (session_id AS INTEGER)),
  list TEXT CHECK (list IN ('checklist', 'gate', 'discharge')),
  question TEXT COLLATE "C",
  answer TEXT CHECK (answer IN ('no', 'yes')),
  "value" TEXT,
  reason TEXT,
  staff_id INTEGER REFERENCES staff (id) CHECK (staff_id = CAST (staff_id AS INTEGER)),
  taken_utc INTEGER CHECK (taken_utc = CAST (taken_utc AS INTEGER)),
  taken_offset INTEGER CHECK (taken_offset = CAST (taken_offset AS INTEGER)),
  taken_precision TEXT CHECK (taken_precision IN ('day', 'minute')),
  entered_in_error INTEGER NOT NULL DEFAULT 0 CHECK (entered_in_error IN (0, 1)),
  PRIMARY KEY (patient_id, id)
) WITHOUT ROWID;
CREATE INDEX session_answer_session_id ON session_answer (session_id, id);
CREATE INDEX session_answer_staff_id ON session_answer (staff_id, id) WHERE staff_id IS NOT NULL;

CREATE TABLE clock_event (
  id INTEGER NOT NULL UNIQUE CHECK (id = CAST (id AS INTEGER)),
  uuid TEXT COLLATE "C" NOT NULL UNIQUE,
  patient_id INTEGER NOT NULL REFERENCES patient (id) CHECK (patient_id = CAST (patient_id AS INTEGER)),
  session_id INTEGER NOT NULL REFERENCES session (id) CHECK (session_id = CAST (session_id AS INTEGER)),
  kind TEXT CHECK (kind IN ('start', 'pause', 'resume', 'stop', 'end', 'resumed_after_restart',
    'clock_step_accepted')),
  at_utc INTEGER CHECK (at_utc = CAST (at_utc AS INTEGER)),
  at_offset INTEGER CHECK (at_offset = CAST (at_offset AS INTEGER)),
  at_precision TEXT CHECK (at_precision IN ('day', 'minute', 'second')),
  boot_id TEXT COLLATE "C",
  boottime_ms INTEGER CHECK (boottime_ms = CAST (boottime_ms AS INTEGER)),
  reason TEXT,
  staff_id INTEGER REFERENCES staff (id) CHECK (staff_id = CAST (staff_id AS INTEGER)),
  entered_in_error INTEGER NOT NULL DEFAULT 0 CHECK (entered_in_error IN (0, 1)),
  PRIMARY KEY (patient_id, id)
) WITHOUT ROWID;
CREATE INDEX clock_event_session_id ON clock_event (session_id, id);
CREATE INDEX clock_event_staff_id ON clock_event (staff_id, id) WHERE staff_id IS NOT NULL;

CREATE TABLE drug_register (
  id INTEGER NOT NULL UNIQUE CHECK (id = CAST (id AS INTEGER)),
  uuid TEXT COLLATE "C" NOT NULL UNIQUE,
  patient_id INTEGER NOT NULL REFERENCES patient (id) CHECK (patient_id = CAST (patient_id AS INTEGER)),
  session_id INTEGER NOT NULL REFERENCES session (id) CHECK (session_id = CAST (session_id AS INTEGER)),
  drug TEXT,
  lot TEXT,
  expires_on TEXT COLLATE "C" CHECK (length (expires_on) = 10),
  mg_drawn DOUBLE PRECISION,
  mg_given DOUBLE PRECISION,
  mg_wasted DOUBLE PRECISION,
  staff_id INTEGER REFERENCES staff (id) CHECK (staff_id = CAST (staff_id AS INTEGER)),
  witness_id INTEGER REFERENCES staff (id) CHECK (witness_id = CAST (witness_id AS INTEGER)),
  reason TEXT,
  taken_utc INTEGER CHECK (taken_utc = CAST (taken_utc AS INTEGER)),
  taken_offset INTEGER CHECK (taken_offset = CAST (taken_offset AS INTEGER)),
  taken_precision TEXT CHECK (taken_precision IN ('day', 'minute')),
  entered_in_error INTEGER NOT NULL DEFAULT 0 CHECK (entered_in_error IN (0, 1)),
  PRIMARY KEY (patient_id, id)
) WITHOUT ROWID;
CREATE INDEX drug_register_session_id ON drug_register (session_id, id);
CREATE INDEX drug_register_staff_id ON drug_register (staff_id, id) WHERE staff_id IS NOT NULL;
CREATE INDEX drug_register_witness_id ON drug_register (witness_id, id) WHERE witness_id IS NOT NULL;

CREATE TABLE session_entry (
  id INTEGER NOT NULL UNIQUE CHECK (id = CAST (id AS INTEGER)),
  uuid TEXT COLLATE "C" NOT NULL UNIQUE,
  patient_id INTEGER NOT NULL REFERENCES patient (id) CHECK (patient_id = CAST (patient_id AS INTEGER)),
  session_id INTEGER NOT NULL REFERENCES session (id) CHECK (session_id = CAST (session_id AS INTEGER)),
  kind TEXT CHECK (kind IN ('medicine', 'call', 'interruption', 'note')),
  text TEXT,
  dose TEXT,
  taken_utc INTEGER CHECK (taken_utc = CAST (taken_utc AS INTEGER)),
  taken_offset INTEGER CHECK (taken_offset = CAST (taken_offset AS INTEGER)),
  taken_precision TEXT CHECK (taken_precision IN ('day', 'minute', 'second')),
  staff_id INTEGER REFERENCES staff (id) CHECK (staff_id = CAST (staff_id AS INTEGER)),
  entered_in_error INTEGER NOT NULL DEFAULT 0 CHECK (entered_in_error IN (0, 1)),
  PRIMARY KEY (patient_id, id)
) WITHOUT ROWID;
CREATE INDEX session_entry_session_id ON session_entry (session_id, id);
CREATE INDEX session_entry_staff_id ON session_entry (staff_id, id) WHERE staff_id IS NOT NULL;

CREATE TABLE schedule (
  id INTEGER NOT NULL UNIQUE CHECK (id = CAST (id AS INTEGER)),
  uuid TEXT COLLATE "C" NOT NULL UNIQUE,
  patient_id INTEGER NOT NULL REFERENCES patient (id) CHECK (patient_id = CAST (patient_id AS INTEGER)),
  course_id INTEGER NOT NULL REFERENCES course (id) CHECK (course_id = CAST (course_id AS INTEGER)),
  instrument TEXT,
  rule TEXT CHECK (rule IN ('after_session', 'before_session', 'every', 'from_start')),
  session_number INTEGER CHECK (session_number = CAST (session_number AS INTEGER)),
  from_days DOUBLE PRECISION,
  until_days DOUBLE PRECISION,
  every_days DOUBLE PRECISION,
  inactive INTEGER NOT NULL DEFAULT 0 CHECK (inactive IN (0, 1)),
  note TEXT,
  entered_in_error INTEGER NOT NULL DEFAULT 0 CHECK (entered_in_error IN (0, 1)),
  PRIMARY KEY (patient_id, id)
) WITHOUT ROWID;
CREATE INDEX schedule_course_id ON schedule (course_id, id);

-- What is due follows from the other rows, like a rating: kept with each save, never audited. The key is the patient's,
-- whose rows are replaced together; the index is Today's and holds all that Today reads.
CREATE TABLE due (
  patient_id INTEGER NOT NULL REFERENCES patient (id) CHECK (patient_id = CAST (patient_id AS INTEGER)),
  due_utc INTEGER NOT NULL CHECK (due_utc = CAST (due_utc AS INTEGER)),
  kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('rating', 'suicide_screen', 'mania_rating', 'review', 'authorisation',
    'consent', 'screening', 'esketamine_monitoring', 'safety_plan_review', 'integration')),
  subject TEXT COLLATE "C" NOT NULL,
  course_id INTEGER NOT NULL CHECK (course_id = CAST (course_id AS INTEGER)),
  ref_id INTEGER NOT NULL CHECK (ref_id = CAST (ref_id AS INTEGER)),
  number INTEGER NOT NULL CHECK (number = CAST (number AS INTEGER)),
  until_utc INTEGER CHECK (until_utc = CAST (until_utc AS INTEGER)),
  PRIMARY KEY (patient_id, due_utc, kind, subject, course_id, ref_id, number)
) WITHOUT ROWID;
CREATE INDEX due_by_time ON due (due_utc, patient_id, kind, subject, course_id, ref_id, number, until_utc);
-- By which rules and numbers the rows of due were computed; none: not yet.
CREATE TABLE due_state (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  rules TEXT COLLATE "C" NOT NULL
);
