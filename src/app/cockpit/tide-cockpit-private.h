/* tide-cockpit-private.h: what the files of the cockpit page share. */
#pragma once

#include "tide-cockpit-clock.h"
#include "tide-cockpit-dose.h"
#include "tide-cockpit-effects.h"
#include "tide-cockpit-leaving.h"
#include "tide-cockpit-page.h"
#include "tide-cockpit-prepare.h"
#include "tide-cockpit-prompt.h"
#include "tide-cockpit-start.h"
#include "tide-cockpit-vitals.h"
#include "tide-running-strip.h"

G_BEGIN_DECLS

struct _TideCockpitPage
{
  GtkWidget parent_instance;

  GtkWidget *content, *body, *badge, *strip_place, *saved_box, *hints;
  GtkLabel *title_label, *subtitle_label, *saved_label, *clock_bar_label;
  GtkInfoBar *clock_bar;
  GtkStack *lower; /* "prepare", "vitals" */
  TideCockpitPrompt *prompt;
  TideCockpitClock *clock;
  TideCockpitDose *dose;
  TideCockpitStart *start;
  TideCockpitGrid *grid;
  TideCockpitPrepare *prepare;
  TideCockpitVitals *vitals;
  TideCockpitEffects *effects;
  TideCockpitLeaving *leaving;
  TideRunningStrip *strip;

  TideClinic *clinic;
  gint64 session_id;
  TideCockpitModel *model;
  gulong changed_handler;
  guint reload_source, tick_source, focus_source, stop_source;
  gboolean came_back; /* the clock ran on while nobody looked: to be seen by a person */
  TideClockPhase phase;
  GtkFileChooserNative *chooser;
};

void tide_cockpit_page_tick (TideCockpitPage *self);
void tide_cockpit_page_show_error (TideCockpitPage *self, const GError *error);
void tide_cockpit_page_focus_first (TideCockpitPage *self);
void tide_cockpit_page_emit_closed (TideCockpitPage *self, const char *message);
/* Records an event of the clock now. */
gboolean tide_cockpit_page_record_clock (TideCockpitPage *self, TideClockKind kind, const char *reason);

/* tide-cockpit-paper.c; @monitoring: the fields of esketamine's sheet instead of the record */
void tide_cockpit_paper_print (TideCockpitPage *self, gboolean monitoring);
void tide_cockpit_paper_save (TideCockpitPage *self);

void tide_cockpit_actions_install (GtkWidgetClass *klass);
gboolean tide_cockpit_actions_press (TideCockpitPage *self, guint keyval, GdkModifierType modifiers);
void tide_cockpit_actions_update (TideCockpitPage *self);

G_END_DECLS
