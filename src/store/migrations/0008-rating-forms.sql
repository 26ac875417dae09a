-- A rating says by itself all that a comparison asks of it: the writer's clock, the version of the scale and what it
-- recalls. A pass over every patient then reads one index and no assessment.

CREATE TABLE rating_form (
  id INTEGER PRIMARY KEY,
  instrument_version TEXT COLLATE "C" NOT NULL,
  recall TEXT COLLATE "C" NOT NULL,
  UNIQUE (instrument_version, recall)
);
INSERT INTO rating_form (instrument_version, recall)
  SELECT DISTINCT coalesce (instrument_version, ''), coalesce (recall, '') FROM assessment WHERE status = 'final'
  ORDER BY 1, 2;

ALTER TABLE rating ADD COLUMN taken_offset INTEGER NOT NULL DEFAULT 0
  CHECK (taken_offset = CAST (taken_offset AS INTEGER));
ALTER TABLE rating ADD COLUMN form_id INTEGER REFERENCES rating_form (id)
  CHECK (form_id = CAST (form_id AS INTEGER));
DROP INDEX rating_by_score;
UPDATE rating SET
  taken_offset = (SELECT coalesce (a.taken_offset, 0) FROM assessment a WHERE a.id = rating.assessment_id),
  form_id = (SELECT f.id FROM assessment a CROSS JOIN rating_form f
    ON f.instrument_version = coalesce (a.instrument_version, '') AND f.recall = coalesce (a.recall, '')
    WHERE a.id = rating.assessment_id);
CREATE INDEX rating_by_score ON rating (score_key, patient_id, taken_utc, assessment_id, value, flags, rater_id,
  taken_offset, form_id);
