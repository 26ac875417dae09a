/* tide-settings.h: the settings that a clinic has, with the value of each before anybody changes it. */
#pragma once

#include "tide-instrument.h"
#include "tide-thresholds.h"

G_BEGIN_DECLS

/* The default of @key, or NULL when the key is no setting of ours. */
const char *tide_setting_get_default (const char *key);
/* TIDE_ERROR_VALUE "key: reason" when @value cannot be the value of @key. Keys that are not ours may hold any
 * text. */
gboolean tide_setting_check (const char *key, const char *value, TideLibrary *library, GError **error);

/* "threshold.gap_days" holds the number, "threshold.gap_days.source" who changed it and why. */
/* Of a person, by uuid, or "clinic" while nobody is named: own sentences, one a line; degrees and licence. */
#define TIDE_SETTING_PHRASES "phrases."
#define TIDE_SETTING_CREDENTIALS "credentials."
#define TIDE_SETTING_THRESHOLD "threshold."
#define TIDE_SETTING_SOURCE ".source"
/* "limit.systolic_red" and its source: a limit of the readings of a session. */
#define TIDE_SETTING_LIMIT "limit."
/* "checklist.ask.1" holds a question of the clinic before a dose, "yes Dental guard in?"; the first word is
 * one of tide_wanted_codes.  "checklist.off.escort" says why a question is not asked, by whom, since when. */
#define TIDE_SETTING_QUESTION "checklist.ask."
#define TIDE_SETTING_QUESTION_OFF "checklist.off."
/* FALSE: no such value. *@label points into @value. */
gboolean tide_setting_read_question (const char *value, int *wanted, const char **label);

G_END_DECLS
