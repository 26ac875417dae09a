-- Why a medicine is given in spite of a contraindication, an allergy or its dose stands with it, not in the audit alone.

ALTER TABLE medication ADD COLUMN reason TEXT;
