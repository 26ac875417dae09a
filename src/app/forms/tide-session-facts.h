/* tide-session-facts.h: small questions about sessions that the dialog and the tables ask alike. */
#pragma once

#include "tide-history.h"

G_BEGIN_DECLS

gboolean tide_session_kind_is_talk (int kind);      /* preparation or integration */
gboolean tide_session_status_happened (int status); /* held, or begun and not finished */
/* A drug was given, or is to be: by its kind, or in a ketamine course when it has none. */
gboolean tide_session_is_dose (const TideHistory *history, const TideSession *session);
/* "Dosing" for a session of a ketamine course without a kind; "Therapy" (static, translated). */
const char *tide_session_get_kind_word (const TideHistory *history, const TideSession *session);
/* "Ketamine IV, 3 Nov 2025 10:00" (transfer full). */
char *tide_session_dup_title (const TideHistory *history, const TideSession *session);

G_END_DECLS
