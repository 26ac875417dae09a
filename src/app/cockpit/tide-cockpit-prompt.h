/* tide-cockpit-prompt.h: what comes next, and what the clock has to say. */
#pragma once

#include <adwaita.h>
#include "tide-cockpit-model.h"

G_BEGIN_DECLS

#define TIDE_TYPE_COCKPIT_PROMPT (tide_cockpit_prompt_get_type ())
G_DECLARE_FINAL_TYPE (TideCockpitPrompt, tide_cockpit_prompt, TIDE, COCKPIT_PROMPT, AdwBin)

GtkWidget *tide_cockpit_prompt_new (void);
void tide_cockpit_prompt_set_model (TideCockpitPrompt *self, TideCockpitModel *model);
void tide_cockpit_prompt_tick (TideCockpitPrompt *self, const TideCockpitNow *now);

/* "30 min slot" and how long until it is due: "1:03", "open", "overdue 2:10" (transfer full). */
char *tide_cockpit_dup_next_words (const TideCockpitNow *now, char **when);

G_END_DECLS
