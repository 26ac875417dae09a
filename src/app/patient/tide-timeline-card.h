/* tide-timeline-card.h: the timeline of a patient on its card. */
#pragma once

#include <adwaita.h>
#include "tide-patient-model.h"

G_BEGIN_DECLS

#define TIDE_TYPE_TIMELINE_CARD (tide_timeline_card_get_type ())
G_DECLARE_FINAL_TYPE (TideTimelineCard, tide_timeline_card, TIDE, TIMELINE_CARD, AdwBin)
/* Signals: "point-hovered" (gint64 assessment_id, 0: none), "point-activated" (gint64 assessment_id),
 * "record-activated" (TidePickKind kind, gint64 id) for steps, sessions and events, "table-twin". */

void tide_timeline_card_set_model (TideTimelineCard *self, TidePatientModel *model); /* NULL empties */
void tide_timeline_card_set_narrow (TideTimelineCard *self, gboolean narrow);
void tide_timeline_card_set_compact (TideTimelineCard *self, gboolean compact);
/* A row of the table is pointed at (0: none). */
void tide_timeline_card_highlight (TideTimelineCard *self, gint64 assessment_id);

G_END_DECLS
