-- A drug that was not taken is no trial of it: how it was taken is recorded with a course here as with an earlier trial.

ALTER TABLE course ADD COLUMN adherence TEXT CHECK (adherence IN ('good', 'partial', 'poor'));
