-- A rating by the patient waits until a clinician has looked at it. Ratings of before are history: nobody is asked.

ALTER TABLE assessment ADD COLUMN review TEXT CHECK (review IN ('wanted', 'done'));
ALTER TABLE assessment ADD COLUMN reviewed_by INTEGER REFERENCES staff (id)
  CHECK (reviewed_by = CAST (reviewed_by AS INTEGER));
ALTER TABLE assessment ADD COLUMN reviewed_utc INTEGER CHECK (reviewed_utc = CAST (reviewed_utc AS INTEGER));
ALTER TABLE assessment ADD COLUMN reviewed_offset INTEGER
  CHECK (reviewed_offset = CAST (reviewed_offset AS INTEGER));
ALTER TABLE assessment ADD COLUMN reviewed_precision TEXT CHECK (reviewed_precision IN ('day', 'minute'));
CREATE INDEX assessment_reviewed_by ON assessment (reviewed_by, id) WHERE reviewed_by IS NOT NULL;
-- What waits, oldest first: Today reads this alone.
CREATE INDEX assessment_unreviewed ON assessment (taken_utc, patient_id, id)
  WHERE review = 'wanted' AND status = 'final';
