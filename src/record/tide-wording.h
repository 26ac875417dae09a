/* tide-wording.h: the words that a person reads for codes and facts of records. */
#pragma once

#include "tide-history.h"

G_BEGIN_DECLS

/* "Video" for contact code "video"; "" for unknown (0). Static, translated. */
const char *tide_word_for_code (const char *const *codes, int value);
/* What a part of a visit that is no scale is called: "Unwanted effects", "Note". Static, translated. */
const char *tide_word_for_visit_part (const char *part);
/* "R. Okafor, clinician", "Self", "R. Okafor, video" (transfer full). */
char *tide_words_for_rater (const TideHistory *history, const TideAssessmentData *data);
/* Name of a member of staff as it stands inside a sentence: isolated where it is written from right to left;
 * "" for nobody (transfer full). */
char *tide_words_dup_staff_name (const TideHistory *history, gint64 staff_id);
/* "50 mg/day" for 50; "stopped" for 0 (transfer full). */
char *tide_words_daily_dose (double dose_mg_per_day);
/* "3 Jun 2025 – 17 Nov 2025", "from 3 Jun 2025", "start unknown" (transfer full). */
char *tide_words_period (TideDate from, TideDate until);
/* "today", "3 days", for how long something has been open (transfer full). */
char *tide_words_days (int days);
/* "not recorded" → "Not recorded", without and with a full stop (transfer full). */
char *tide_words_capitalised (const char *text);
char *tide_words_sentence (const char *words);

/* "timeline-2025-11-20-110500.pdf": a name that tells kind and moment and no patient: a file's name is seen
 * by everybody who sees the folder, and by the list of recent files (transfer full). */
char *tide_words_file_name (const char *kind, const char *suffix);

G_END_DECLS
