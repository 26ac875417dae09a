/* tide-drug-name.h: which drug somebody meant who typed its brand, its name in another language, or a dose
 * behind it.  Rules that each read a name in their own way disagree on what is taken. */
#pragma once

#include "tide-dose-rules.h"

G_BEGIN_DECLS

/* "Sertraline", "sertraline 100 mg" and "Zoloft" are "sertraline": the name in the table of doses, else in
 * the table of drugs; NULL when neither knows it. (transfer none) (nullable) */
const char *tide_drug_find_name (const TideDoseRules *doses, const char *typed);
/* To count drugs by: that name, else the first word as it was written, any case; NULL when nothing is named.
 * (transfer full) (nullable) */
char *tide_drug_dup_key (const TideDoseRules *doses, const char *typed);

G_END_DECLS
