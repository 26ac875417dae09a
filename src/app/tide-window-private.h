/* tide-window-private.h: the window's state, shared by the files that make its story. */
#pragma once

#include "tide-clinic-page.h"
#include "tide-idle-watch.h"
#include "tide-start-page.h"
#include "tide-time-watch.h"
#include "tide-unlock-page.h"
#include "tide-window.h"

G_BEGIN_DECLS

struct _TideWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  AdwLeaflet *pages;
  GtkStack *root_stack;

  GSettings *settings;         /* or NULL */
  TideStartPage *start;        /* in root_stack */
  TideUnlockPage *unlock;      /* in root_stack */
  GtkWidget *new_clinic;       /* in root_stack while a clinic is made, else NULL */
  TideClinicPage *clinic_page; /* in root_stack while a clinic is unlocked, else NULL */
  TideClinic *clinic;
  TideIdleWatch *idle;
  TideTimeWatch *time_watch; /* while a clinic is unlocked, else NULL */
  GPtrArray *shown_toasts;   /* (AdwToast) weak */
  GPtrArray *pushed;         /* (GtkWidget, in pages) the pushed pages, the topmost last */
  GPtrArray *made_pages;     /* MadePage: the pushed pages that can be made anew */
  TidePlace place;           /* where the person was when the clinic was locked */
  GFile *wanted;             /* folder that the unlock page is about */
  GtkFileChooserNative *chooser;
  GtkWindow *patient_dialog; /* weak: a new patient is being typed */
  gint64 new_patient;        /* who was just added and is to be shown */
  guint show_id;
  gboolean undoing;
  gboolean toasted; /* somebody has announced the change that is being told */
  guint announce_id;
};

void tide_window_show_root (TideWindow *self, const char *name); /* "start", "unlock", "new", "clinic" */
void tide_window_dismiss_toasts (TideWindow *self);
void tide_window_forget_made_pages (TideWindow *self);

/* tide-window-open.c */
void tide_window_open_install (GtkWidgetClass *klass);
void tide_window_open_init (TideWindow *self);
/* tide-window-lock.c */
void tide_window_lock_install (GtkWidgetClass *klass);
void tide_window_lock_init (TideWindow *self);
void tide_window_take_down_clinic (TideWindow *self); /* every widget that shows something of the clinic */
void tide_window_ask_to_unlock (TideWindow *self);
void tide_window_read_lock_minutes (TideWindow *self);
/* tide-window-actions.c */
void tide_window_actions_install (GtkWidgetClass *klass);
void tide_window_actions_update (TideWindow *self);
void tide_window_clinic_changed (TideWindow *self, gint64 patient_id);

G_END_DECLS
