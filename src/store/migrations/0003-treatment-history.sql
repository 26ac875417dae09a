-- What a treatment is, what came before it, and whether the patient may have it: medicines, measurements, earlier
-- trials, screening, consent, goals, exposure tasks, costs, side-effect checks, reviews. All lie beside their patient's
-- other rows, as in the first version.

ALTER TABLE course ADD COLUMN intent TEXT CHECK (intent IN ('acute', 'induction', 'continuation', 'maintenance',
  'booster', 'rechallenge'));
ALTER TABLE course ADD COLUMN line_of_treatment INTEGER
  CHECK (line_of_treatment = CAST (line_of_treatment AS INTEGER));
ALTER TABLE course ADD COLUMN role TEXT CHECK (role IN ('study', 'background'));
ALTER TABLE course ADD COLUMN spacing_days DOUBLE PRECISION;
ALTER TABLE course ADD COLUMN referrer TEXT;
ALTER TABLE course ADD COLUMN referred_on TEXT COLLATE "C" CHECK (length (referred_on) = 10);
ALTER TABLE course ADD COLUMN coverage TEXT CHECK (coverage IN ('covered', 'denied', 'pending', 'self_pay',
  'not_needed'));
ALTER TABLE course ADD COLUMN authorisation TEXT;
ALTER TABLE course ADD COLUMN authorised_from TEXT COLLATE "C" CHECK (length (authorised_from) = 10);
ALTER TABLE course ADD COLUMN authorised_until TEXT COLLATE "C" CHECK (length (authorised_until) = 10);
ALTER TABLE course ADD COLUMN authorised_sessions INTEGER
  CHECK (authorised_sessions = CAST (authorised_sessions AS INTEGER));
ALTER TABLE course ADD COLUMN payment_plan TEXT;
ALTER TABLE course ADD COLUMN note TEXT;

ALTER TABLE dose_step ADD COLUMN reason TEXT;

ALTER TABLE session ADD COLUMN kind TEXT CHECK (kind IN ('dosing', 'exposure', 'therapy', 'preparation',
  'integration', 'booster', 'stimulation', 'other'));
ALTER TABLE session ADD COLUMN planned_utc INTEGER CHECK (planned_utc = CAST (planned_utc AS INTEGER));
ALTER TABLE session ADD COLUMN planned_offset INTEGER CHECK (planned_offset = CAST (planned_offset AS INTEGER));
ALTER TABLE session ADD COLUMN planned_precision TEXT CHECK (planned_precision IN ('day', 'minute'));
ALTER TABLE session ADD COLUMN chain_id INTEGER REFERENCES session (id) CHECK (chain_id = CAST (chain_id AS INTEGER));
ALTER TABLE session ADD COLUMN response_prevention TEXT CHECK (response_prevention IN ('no', 'partly', 'yes'));
ALTER TABLE session ADD COLUMN peas_tried INTEGER CHECK (peas_tried = CAST (peas_tried AS INTEGER));
ALTER TABLE session ADD COLUMN peas_quality INTEGER CHECK (peas_quality = CAST (peas_quality AS INTEGER));
ALTER TABLE session ADD COLUMN peas_resisted INTEGER CHECK (peas_resisted = CAST (peas_resisted AS INTEGER));
ALTER TABLE session ADD COLUMN prescriber_id INTEGER REFERENCES staff (id)
  CHECK (prescriber_id = CAST (prescriber_id AS INTEGER));
ALTER TABLE session ADD COLUMN administrator_id INTEGER REFERENCES staff (id)
  CHECK (administrator_id = CAST (administrator_id AS INTEGER));
ALTER TABLE session ADD COLUMN monitor_id INTEGER REFERENCES staff (id)
  CHECK (monitor_id = CAST (monitor_id AS INTEGER));
ALTER TABLE session ADD COLUMN contact TEXT CHECK (contact IN ('in_person', 'video', 'phone', 'paper'));
ALTER TABLE session ADD COLUMN unsupervised TEXT CHECK (unsupervised IN ('no', 'yes'));
ALTER TABLE session ADD COLUMN reason TEXT;
CREATE INDEX session_chain_id ON session (chain_id, id) WHERE chain_id IS NOT NULL;
CREATE INDEX session_prescriber_id ON session (prescriber_id, id) WHERE prescriber_id IS NOT NULL;
CREATE INDEX session_administrator_id ON session (administrator_id, id) WHERE administrator_id IS NOT NULL;
CREATE INDEX session_monitor_id ON session (monitor_id, id) WHERE monitor_id IS NOT NULL;

ALTER TABLE adverse_event ADD COLUMN relation TEXT CHECK (relation IN ('unrelated', 'unlikely', 'possible',
  'probable', 'certain'));
ALTER TABLE adverse_event ADD COLUMN action TEXT CHECK (action IN ('none', 'watched', 'dose_lowered', 'interrupted',
  'stopped', 'treated'));
ALTER TABLE adverse_event ADD COLUMN session_id INTEGER REFERENCES session (id)
  CHECK (session_id = CAST (session_id AS INTEGER));
CREATE INDEX adverse_event_session_id ON adverse_event (session_id, id) WHERE session_id IS NOT NULL;

-- A CHECK cannot be widened in place. Nothing refers to an event, so its table is made anew.
ALTER TABLE event RENAME TO event_before;
CREATE TABLE event (
  id INTEGER NOT NULL UNIQUE CHECK (id = CAST (id AS INTEGER)),
  uuid TEXT COLLATE "C" NOT NULL UNIQUE,
  patient_id INTEGER NOT NULL REFERENCES patient (id) CHECK (patient_id = CAST (patient_id AS INTEGER)),
  kind TEXT CHECK (kind IN ('life_event', 'hospital_stay', 'emergency_visit', 'suicide_attempt', 'self_harm',
    'other', 'sleep', 'exercise', 'alcohol', 'death')),
  on_date TEXT COLLATE "C" CHECK (length (on_date) = 10),
  until_date TEXT COLLATE "C" CHECK (length (until_date) = 10),
  label TEXT,
  entered_in_error INTEGER NOT NULL DEFAULT 0 CHECK (entered_in_error IN (0, 1)),
  PRIMARY KEY (patient_id, id)
) WITHOUT ROWID;
INSERT INTO event (id, uuid, patient_id, kind, on_date, until_date, label, entered_in_error)
  SELECT id, uuid, patient_id, kind, on_date, until_date, label, entered_in_error FROM event_before;
DROP TABLE event_before;

CREATE TABLE medication (
  id INTEGER NOT NULL UNIQUE CHECK (id = CAST (id AS INTEGER)),
  uuid TEXT COLLATE "C" NOT NULL UNIQUE,
  patient_id INTEGER NOT NULL REFERENCES patient (id) CHECK (patient_id = CAST (patient_id AS INTEGER)),
  drug TEXT,
  rxnorm TEXT,
  dose_mg_per_day DOUBLE PRECISION,
  as_needed INTEGER NOT NULL DEFAULT 0 CHECK (as_needed IN (0, 1)),
  purpose TEXT CHECK (purpose IN ('psychiatric', 'sleep', 'pain', 'cardiovascular', 'endocrine', 'neurological',
    'contraception', 'substance_use', 'other')),
  started_on TEXT COLLATE "C" CHECK (length (started_on) = 10),
  ended_on TEXT COLLATE "C" CHECK (length (ended_on) = 10),
  note TEXT,
  entered_in_error INTEGER NOT NULL DEFAULT 0 CHECK (entered_in_error IN (0, 1)),
  PRIMARY KEY (patient_id, id)
) WITHOUT ROWID;

CREATE TABLE allergy (
  id INTEGER NOT NULL UNIQUE CHECK (id = CAST (id AS INTEGER)),
  uuid TEXT COLLATE "C" NOT NULL UNIQUE,
  patient_id INTEGER NOT NULL REFERENCES patient (id) CHECK (patient_id = CAST (patient_id AS INTEGER)),
  substance TEXT,
  none_known INTEGER NOT NULL DEFAULT 0 CHECK (none_known IN (0, 1)),
  reaction TEXT,
  severity TEXT CHECK (severity IN ('mild', 'moderate', 'severe')),
  noted_on TEXT COLLATE "C" CHECK (length (noted_on) = 10),
  entered_in_error INTEGER NOT NULL DEFAULT 0 CHECK (entered_in_error IN (0, 1)),
  PRIMARY KEY (patient_id, id)
) WITHOUT ROWID;

CREATE TABLE measurement (
  id INTEGER NOT NULL UNIQUE CHECK (id = CAST (id AS INTEGER)),
  uuid TEXT COLLATE "C" NOT NULL UNIQUE,
  patient_id INTEGER NOT NULL REFERENCES patient (id) CHECK (patient_id = CAST (patient_id AS INTEGER)),
  visit_id INTEGER REFERENCES visit (id) CHECK (visit_id = CAST (visit_id AS INTEGER)),
  session_id INTEGER REFERENCES session (id) CHECK (session_id = CAST (session_id AS INTEGER)),
  loinc TEXT,
  "value" DOUBLE PRECISION,
  unit TEXT,
  taken_utc INTEGER CHECK (taken_utc = CAST (taken_utc AS INTEGER)),
  taken_offset INTEGER CHECK (taken_offset = CAST (taken_offset AS INTEGER)),
  taken_precision TEXT CHECK (taken_precision IN ('day', 'minute')),
  entered_in_error INTEGER NOT NULL DEFAULT 0 CHECK (entered_in_error IN (0, 1)),
  PRIMARY KEY (patient_id, id)
) WITHOUT ROWID;
CREATE INDEX measurement_visit_id ON measurement (visit_id, id) WHERE visit_id IS NOT NULL;
CREATE INDEX measurement_session_id ON measurement (session_id, id) WHERE session_id IS NOT NULL;

CREATE TABLE trial (
  id INTEGER NOT NULL UNIQUE CHECK (id = CAST (id AS INTEGER)),
  uuid TEXT COLLATE "C" NOT NULL UNIQUE,
  patient_id INTEGER NOT NULL REFERENCES patient (id) CHECK (patient_id = CAST (patient_id AS INTEGER)),
  arm TEXT CHECK (arm IN ('ketamine', 'esketamine', 'ssri', 'antidepressant', 'augmentation', 'cbt', 'other_therapy',
    'neuromodulation', 'usual_care', 'other')),
  agent TEXT,
  started_on TEXT COLLATE "C" CHECK (length (started_on) = 10),
  ended_on TEXT COLLATE "C" CHECK (length (ended_on) = 10),
  dose_mg_per_day DOUBLE PRECISION,
  weeks DOUBLE PRECISION,
  weeks_at_dose DOUBLE PRECISION,
  sessions INTEGER CHECK (sessions = CAST (sessions AS INTEGER)),
  exposure_sessions INTEGER CHECK (exposure_sessions = CAST (exposure_sessions AS INTEGER)),
  hours DOUBLE PRECISION,
  response TEXT CHECK (response IN ('none', 'partial', 'response', 'remission')),
  percent_fall DOUBLE PRECISION,
  adherence TEXT CHECK (adherence IN ('good', 'partial', 'poor')),
  stop_reason TEXT CHECK (stop_reason IN ('completed', 'response', 'no_response', 'side_effects', 'patient_choice',
    'moved_away', 'lost_to_follow_up', 'cost_or_coverage', 'clinician_decision', 'death', 'other')),
  this_episode TEXT CHECK (this_episode IN ('no', 'yes')),
  note TEXT,
  entered_in_error INTEGER NOT NULL DEFAULT 0 CHECK (entered_in_error IN (0, 1)),
  PRIMARY KEY (patient_id, id)
) WITHOUT ROWID;

CREATE TABLE staging (
  id INTEGER NOT NULL UNIQUE CHECK (id = CAST (id AS INTEGER)),
  uuid TEXT COLLATE "C" NOT NULL UNIQUE,
  patient_id INTEGER NOT NULL REFERENCES patient (id) CHECK (patient_id = CAST (patient_id AS INTEGER)),
  scheme TEXT CHECK (scheme IN ('pallanti', 'maudsley', 'athf')),
  taken_utc INTEGER CHECK (taken_utc = CAST (taken_utc AS INTEGER)),
  taken_offset INTEGER CHECK (taken_offset = CAST (taken_offset AS INTEGER)),
  taken_precision TEXT CHECK (taken_precision IN ('day', 'minute')),
  episode_months DOUBLE PRECISION,
  episode_severity TEXT CHECK (episode_severity IN ('subsyndromal', 'mild', 'moderate', 'severe',
    'severe_with_psychosis')),
  ect_used TEXT CHECK (ect_used IN ('no', 'yes')),
  neurosurgery TEXT CHECK (neurosurgery IN ('no', 'yes')),
  confidence INTEGER CHECK (confidence = CAST (confidence AS INTEGER)),
  override_stage INTEGER CHECK (override_stage = CAST (override_stage AS INTEGER)),
  reason TEXT,
  staff_id INTEGER REFERENCES staff (id) CHECK (staff_id = CAST (staff_id AS INTEGER)),
  entered_in_error INTEGER NOT NULL DEFAULT 0 CHECK (entered_in_error IN (0, 1)),
  PRIMARY KEY (patient_id, id)
) WITHOUT ROWID;
CREATE INDEX staging_staff_id ON staging (staff_id, id) WHERE staff_id IS NOT NULL;

CREATE TABLE screening (
  id INTEGER NOT NULL UNIQUE CHECK (id = CAST (id AS INTEGER)),
  uuid TEXT COLLATE "C" NOT NULL UNIQUE,
  patient_id INTEGER NOT NULL REFERENCES patient (id) CHECK (patient_id = CAST (patient_id AS INTEGER)),
  arm TEXT CHECK (arm IN ('ketamine', 'esketamine', 'ssri', 'antidepressant', 'augmentation', 'cbt', 'other_therapy',
    'neuromodulation', 'usual_care', 'other')),
  taken_utc INTEGER CHECK (taken_utc = CAST (taken_utc AS INTEGER)),
  taken_offset INTEGER CHECK (taken_offset = CAST (taken_offset AS INTEGER)),
  taken_precision TEXT CHECK (taken_precision IN ('day', 'minute')),
  expires_on TEXT COLLATE "C" CHECK (length (expires_on) = 10),
  staff_id INTEGER REFERENCES staff (id) CHECK (staff_id = CAST (staff_id AS INTEGER)),
  note TEXT,
  entered_in_error INTEGER NOT NULL DEFAULT 0 CHECK (entered_in_error IN (0, 1)),
  PRIMARY KEY (patient_id, id)
) WITHOUT ROWID;
CREATE INDEX screening_staff_id ON screening (staff_id, id) WHERE staff_id IS NOT NULL;

CREATE TABLE screening_answer (
  id INTEGER NOT NULL UNIQUE CHECK (id = CAST (id AS INTEGER)),
  uuid TEXT COLLATE "C" NOT NULL UNIQUE,
  patient_id INTEGER NOT NULL REFERENCES patient (id) CHECK (patient_id = CAST (patient_id AS INTEGER)),
  screening_id INTEGER REFERENCES screening (id) CHECK (screening_id = CAST (screening_id AS INTEGER)),
  question TEXT,
  answer TEXT CHECK (answer IN ('no', 'yes')),
  note TEXT,
  entered_in_error INTEGER NOT NULL DEFAULT 0 CHECK (entered_in_error IN (0, 1)),
  PRIMARY KEY (patient_id, id)
) WITHOUT ROWID;
CREATE INDEX screening_answer_screening_id ON screening_answer (screening_id, id) WHERE screening_id IS NOT NULL;

CREATE TABLE consent (
  id INTEGER NOT NULL UNIQUE CHECK (id = CAST (id AS INTEGER)),
  uuid TEXT COLLATE "C" NOT NULL UNIQUE,
  patient_id INTEGER NOT NULL REFERENCES patient (id) CHECK (patient_id = CAST (patient_id AS INTEGER)),
  course_id INTEGER REFERENCES course (id) CHECK (course_id = CAST (course_id AS INTEGER)),
  kind TEXT CHECK (kind IN ('treatment', 'off_label', 'telemedicine', 'sharing', 'other')),
  arm TEXT CHECK (arm IN ('ketamine', 'esketamine', 'ssri', 'antidepressant', 'augmentation', 'cbt', 'other_therapy',
    'neuromodulation', 'usual_care', 'other')),
  version TEXT,
  given_on TEXT COLLATE "C" CHECK (length (given_on) = 10),
  expires_on TEXT COLLATE "C" CHECK (length (expires_on) = 10),
  withdrawn_on TEXT COLLATE "C" CHECK (length (withdrawn_on) = 10),
  staff_id INTEGER REFERENCES staff (id) CHECK (staff_id = CAST (staff_id AS INTEGER)),
  note TEXT,
  entered_in_error INTEGER NOT NULL DEFAULT 0 CHECK (entered_in_error IN (0, 1)),
  PRIMARY KEY (patient_id, id)
) WITHOUT ROWID;
CREATE INDEX consent_course_id ON consent (course_id, id) WHERE course_id IS NOT NULL;
CREATE INDEX consent_staff_id ON consent (staff_id, id) WHERE staff_id IS NOT NULL;

CREATE TABLE decision (
  id INTEGER NOT NULL UNIQUE CHECK (id = CAST (id AS INTEGER)),
  uuid TEXT COLLATE "C" NOT NULL UNIQUE,
  patient_id INTEGER NOT NULL REFERENCES patient (id) CHECK (patient_id = CAST (patient_id AS INTEGER)),
  course_id INTEGER REFERENCES course (id) CHECK (course_id = CAST (course_id AS INTEGER)),
  arm TEXT CHECK (arm IN ('ketamine', 'esketamine', 'ssri', 'antidepressant', 'augmentation', 'cbt', 'other_therapy',
    'neuromodulation', 'usual_care', 'other')),
  verdict TEXT CHECK (verdict IN ('eligible', 'not_eligible', 'needs_review')),
  computed TEXT CHECK (computed IN ('eligible', 'not_eligible', 'needs_review')),
  taken_utc INTEGER CHECK (taken_utc = CAST (taken_utc AS INTEGER)),
  taken_offset INTEGER CHECK (taken_offset = CAST (taken_offset AS INTEGER)),
  taken_precision TEXT CHECK (taken_precision IN ('day', 'minute')),
  staff_id INTEGER REFERENCES staff (id) CHECK (staff_id = CAST (staff_id AS INTEGER)),
  reason TEXT,
  evidence TEXT,
  entered_in_error INTEGER NOT NULL DEFAULT 0 CHECK (entered_in_error IN (0, 1)),
  PRIMARY KEY (patient_id, id)
) WITHOUT ROWID;
CREATE INDEX decision_course_id ON decision (course_id, id) WHERE course_id IS NOT NULL;
CREATE INDEX decision_staff_id ON decision (staff_id, id) WHERE staff_id IS NOT NULL;

CREATE TABLE goal (
  id INTEGER NOT NULL UNIQUE CHECK (id = CAST (id AS INTEGER)),
  uuid TEXT COLLATE "C" NOT NULL UNIQUE,
  patient_id INTEGER NOT NULL REFERENCES patient (id) CHECK (patient_id = CAST (patient_id AS INTEGER)),
  text TEXT,
  set_on TEXT COLLATE "C" CHECK (length (set_on) = 10),
  closed_on TEXT COLLATE "C" CHECK (length (closed_on) = 10),
  entered_in_error INTEGER NOT NULL DEFAULT 0 CHECK (entered_in_error IN (0, 1)),
  PRIMARY KEY (patient_id, id)
) WITHOUT ROWID;

CREATE TABLE goal_rating (
  id INTEGER NOT NULL UNIQUE CHECK (id = CAST (id AS INTEGER)),
  uuid TEXT COLLATE "C" NOT NULL UNIQUE,
  patient_id INTEGER NOT NULL REFERENCES patient (id) CHECK (patient_id = CAST (patient_id AS INTEGER)),
  goal_id INTEGER REFERENCES goal (id) CHECK (goal_id = CAST (goal_id AS INTEGER)),
  visit_id INTEGER REFERENCES visit (id) CHECK (visit_id = CAST (visit_id AS INTEGER)),
  taken_utc INTEGER CHECK (taken_utc = CAST (taken_utc AS INTEGER)),
  taken_offset INTEGER CHECK (taken_offset = CAST (taken_offset AS INTEGER)),
  taken_precision TEXT CHECK (taken_precision IN ('day', 'minute')),
  "value" INTEGER CHECK (value = CAST (value AS INTEGER)),
  entered_in_error INTEGER NOT NULL DEFAULT 0 CHECK (entered_in_error IN (0, 1)),
  PRIMARY KEY (patient_id, id)
) WITHOUT ROWID;
CREATE INDEX goal_rating_goal_id ON goal_rating (goal_id, id) WHERE goal_id IS NOT NULL;
CREATE INDEX goal_rating_visit_id ON goal_rating (visit_id, id) WHERE visit_id IS NOT NULL;

CREATE TABLE contact (
  id INTEGER NOT NULL UNIQUE CHECK (id = CAST (id AS INTEGER)),
  uuid TEXT COLLATE "C" NOT NULL UNIQUE,
  patient_id INTEGER NOT NULL REFERENCES patient (id) CHECK (patient_id = CAST (patient_id AS INTEGER)),
  name TEXT,
  relation TEXT,
  phone TEXT,
  emergency INTEGER NOT NULL DEFAULT 0 CHECK (emergency IN (0, 1)),
  escort INTEGER NOT NULL DEFAULT 0 CHECK (escort IN (0, 1)),
  note TEXT,
  entered_in_error INTEGER NOT NULL DEFAULT 0 CHECK (entered_in_error IN (0, 1)),
  PRIMARY KEY (patient_id, id)
) WITHOUT ROWID;

CREATE TABLE safety_plan (
  id INTEGER NOT NULL UNIQUE CHECK (id = CAST (id AS INTEGER)),
  uuid TEXT COLLATE "C" NOT NULL UNIQUE,
  patient_id INTEGER NOT NULL REFERENCES patient (id) CHECK (patient_id = CAST (patient_id AS INTEGER)),
  staff_id INTEGER REFERENCES staff (id) CHECK (staff_id = CAST (staff_id AS INTEGER)),
  agreed_on TEXT COLLATE "C" CHECK (length (agreed_on) = 10),
  review_on TEXT COLLATE "C" CHECK (length (review_on) = 10),
  warning_signs TEXT,
  coping TEXT,
  people TEXT,
  professionals TEXT,
  means_safety TEXT,
  supersedes_id INTEGER REFERENCES safety_plan (id) CHECK (supersedes_id = CAST (supersedes_id AS INTEGER)),
  entered_in_error INTEGER NOT NULL DEFAULT 0 CHECK (entered_in_error IN (0, 1)),
  PRIMARY KEY (patient_id, id)
) WITHOUT ROWID;
CREATE INDEX safety_plan_staff_id ON safety_plan (staff_id, id) WHERE staff_id IS NOT NULL;
CREATE INDEX safety_plan_supersedes_id ON safety_plan (supersedes_id, id) WHERE supersedes_id IS NOT NULL;

CREATE TABLE specifier (
  id INTEGER NOT NULL UNIQUE CHECK (id = CAST (id AS INTEGER)),
  uuid TEXT COLLATE "C" NOT NULL UNIQUE,
  patient_id INTEGER NOT NULL REFERENCES patient (id) CHECK (patient_id = CAST (patient_id AS INTEGER)),
  noted_on TEXT COLLATE "C" CHECK (length (noted_on) = 10),
  onset_age INTEGER CHECK (onset_age = CAST (onset_age AS INTEGER)),
  insight TEXT CHECK (insight IN ('good_or_fair', 'poor', 'absent')),
  tic_related TEXT CHECK (tic_related IN ('no', 'yes')),
  contamination TEXT CHECK (contamination IN ('no', 'yes')),
  responsibility TEXT CHECK (responsibility IN ('no', 'yes')),
  symmetry TEXT CHECK (symmetry IN ('no', 'yes')),
  taboo_thoughts TEXT CHECK (taboo_thoughts IN ('no', 'yes')),
  hoarding TEXT CHECK (hoarding IN ('no', 'yes')),
  entered_in_error INTEGER NOT NULL DEFAULT 0 CHECK (entered_in_error IN (0, 1)),
  PRIMARY KEY (patient_id, id)
) WITHOUT ROWID;

CREATE TABLE exposure (
  id INTEGER NOT NULL UNIQUE CHECK (id = CAST (id AS INTEGER)),
  uuid TEXT COLLATE "C" NOT NULL UNIQUE,
  patient_id INTEGER NOT NULL REFERENCES patient (id) CHECK (patient_id = CAST (patient_id AS INTEGER)),
  session_id INTEGER REFERENCES session (id) CHECK (session_id = CAST (session_id AS INTEGER)),
  task TEXT,
  suds_planned DOUBLE PRECISION,
  suds_start DOUBLE PRECISION,
  suds_peak DOUBLE PRECISION,
  suds_end DOUBLE PRECISION,
  minutes DOUBLE PRECISION,
  entered_in_error INTEGER NOT NULL DEFAULT 0 CHECK (entered_in_error IN (0, 1)),
  PRIMARY KEY (patient_id, id)
) WITHOUT ROWID;
CREATE INDEX exposure_session_id ON exposure (session_id, id) WHERE session_id IS NOT NULL;

CREATE TABLE cost (
  id INTEGER NOT NULL UNIQUE CHECK (id = CAST (id AS INTEGER)),
  uuid TEXT COLLATE "C" NOT NULL UNIQUE,
  patient_id INTEGER NOT NULL REFERENCES patient (id) CHECK (patient_id = CAST (patient_id AS INTEGER)),
  course_id INTEGER REFERENCES course (id) CHECK (course_id = CAST (course_id AS INTEGER)),
  unit TEXT CHECK (unit IN ('session', 'month', 'once')),
  payer TEXT CHECK (payer IN ('patient', 'insurer', 'public', 'clinic', 'other')),
  amount DOUBLE PRECISION,
  from_date TEXT COLLATE "C" CHECK (length (from_date) = 10),
  until_date TEXT COLLATE "C" CHECK (length (until_date) = 10),
  entered_in_error INTEGER NOT NULL DEFAULT 0 CHECK (entered_in_error IN (0, 1)),
  PRIMARY KEY (patient_id, id)
) WITHOUT ROWID;
CREATE INDEX cost_course_id ON cost (course_id, id) WHERE course_id IS NOT NULL;

CREATE TABLE effect_check (
  id INTEGER NOT NULL UNIQUE CHECK (id = CAST (id AS INTEGER)),
  uuid TEXT COLLATE "C" NOT NULL UNIQUE,
  patient_id INTEGER NOT NULL REFERENCES patient (id) CHECK (patient_id = CAST (patient_id AS INTEGER)),
  course_id INTEGER REFERENCES course (id) CHECK (course_id = CAST (course_id AS INTEGER)),
  visit_id INTEGER REFERENCES visit (id) CHECK (visit_id = CAST (visit_id AS INTEGER)),
  session_id INTEGER REFERENCES session (id) CHECK (session_id = CAST (session_id AS INTEGER)),
  taken_utc INTEGER CHECK (taken_utc = CAST (taken_utc AS INTEGER)),
  taken_offset INTEGER CHECK (taken_offset = CAST (taken_offset AS INTEGER)),
  taken_precision TEXT CHECK (taken_precision IN ('day', 'minute')),
  checklist TEXT,
  asked TEXT,
  entered_in_error INTEGER NOT NULL DEFAULT 0 CHECK (entered_in_error IN (0, 1)),
  PRIMARY KEY (patient_id, id)
) WITHOUT ROWID;
CREATE INDEX effect_check_course_id ON effect_check (course_id, id) WHERE course_id IS NOT NULL;
CREATE INDEX effect_check_visit_id ON effect_check (visit_id, id) WHERE visit_id IS NOT NULL;
CREATE INDEX effect_check_session_id ON effect_check (session_id, id) WHERE session_id IS NOT NULL;

CREATE TABLE review (
  id INTEGER NOT NULL UNIQUE CHECK (id = CAST (id AS INTEGER)),
  uuid TEXT COLLATE "C" NOT NULL UNIQUE,
  patient_id INTEGER NOT NULL REFERENCES patient (id) CHECK (patient_id = CAST (patient_id AS INTEGER)),
  course_id INTEGER REFERENCES course (id) CHECK (course_id = CAST (course_id AS INTEGER)),
  staff_id INTEGER REFERENCES staff (id) CHECK (staff_id = CAST (staff_id AS INTEGER)),
  kind TEXT CHECK (kind IN ('urinary', 'liver', 'cognition', 'misuse', 'blood_pressure', 'weight', 'authorisation',
    'other')),
  done_on TEXT COLLATE "C" CHECK (length (done_on) = 10),
  result TEXT CHECK (result IN ('clear', 'finding', 'not_done')),
  early_refill TEXT CHECK (early_refill IN ('no', 'yes')),
  extra_sessions TEXT CHECK (extra_sessions IN ('no', 'yes')),
  craving TEXT CHECK (craving IN ('no', 'yes')),
  next_on TEXT COLLATE "C" CHECK (length (next_on) = 10),
  note TEXT,
  entered_in_error INTEGER NOT NULL DEFAULT 0 CHECK (entered_in_error IN (0, 1)),
  PRIMARY KEY (patient_id, id)
) WITHOUT ROWID;
CREATE INDEX review_course_id ON review (course_id, id) WHERE course_id IS NOT NULL;
CREATE INDEX review_staff_id ON review (staff_id, id) WHERE staff_id IS NOT NULL;
