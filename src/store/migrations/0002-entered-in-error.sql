-- A patient, an identifier or a skipped part of a visit that was a mistake is marked, like all else, and stays.

ALTER TABLE patient ADD COLUMN entered_in_error INTEGER NOT NULL DEFAULT 0 CHECK (entered_in_error IN (0, 1));
ALTER TABLE identifier ADD COLUMN entered_in_error INTEGER NOT NULL DEFAULT 0 CHECK (entered_in_error IN (0, 1));
ALTER TABLE visit_part ADD COLUMN entered_in_error INTEGER NOT NULL DEFAULT 0 CHECK (entered_in_error IN (0, 1));
