/* tide-application.h: the program: command line, one window, application-wide actions. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define TIDE_APPLICATION_ID "org.tidemark.Tidemark"

#define TIDE_TYPE_APPLICATION (tide_application_get_type ())
G_DECLARE_FINAL_TYPE (TideApplication, tide_application, TIDE, APPLICATION, AdwApplication)

TideApplication *tide_application_new (void);
/* Registers the templates and styles; the program and the widget tests call it before the first widget.
 * Idempotent. */
void tide_application_load_resources (void);

G_END_DECLS
