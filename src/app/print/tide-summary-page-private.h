/* tide-summary-page-private.h: the page before the printer, shared by its parts. */
#pragma once

#include "tide-report.h"
#include "tide-summary-page.h"

#include <adwaita.h>

G_BEGIN_DECLS

struct _TideSummaryPage
{
  GtkWidget parent_instance;

  GtkWidget *content, *form, *wide_actions, *narrow_actions;
  AdwLeaflet *leaflet;
  GtkToggleButton *preview_button;
  AdwComboRow *reader_row, *paper_row, *period_row, *scale_row;
  AdwExpanderRow *parts_row;
  GtkEditable *from_row, *to_row;
  GtkLabel *fault_label, *pages_label, *identity_label, *text_label, *text_hint;
  GtkTextView *text_view;
  GtkWidget *text_box;
  GtkScrolledWindow *preview_scroller;
  GtkWidget *view;

  TideClinic *clinic;
  gint64 patient_id;
  char *instrument_id;
  TideHistory *history;
  TideThresholds *thresholds;
  TideReport *report; /* NULL while a date is wrong */
  TideReader reader;  /* whose text stands in the view */
  gboolean filling;
  cairo_surface_t *logo; /* of the clinic when the page was opened, or NULL */
  GtkMenuButton *phrases_button;
  guint left_out;       /* TideSection */
  GPtrArray *scale_ids; /* (utf8) what scale_row offers */
  GPtrArray *part_rows; /* (GtkWidget, not owned) */
  char *saved_text;     /* what the draft holds */
  char *suggested;      /* the patient's sentences as the program chose them, of the record as it is now */
  guint relayout_id, fold_id;
};

/* What is printed: for whom, from when to when. The strings are @self's. */
typedef struct
{
  TideSummaryData data;
  char *name, *address, *phone, *crisis, *currency, *credentials, *head, *text;
} TideSummaryInput;
void tide_summary_input_clear (TideSummaryInput *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TideSummaryInput, tide_summary_input_clear)
/* Everything but the text, which is NULL. */
void tide_summary_page_init_input (TideSummaryPage *self, TideSummaryInput *input, TideDate from,
                                   TideDate to);

/* Lays the pages out again within a moment. */
void tide_summary_page_changed (TideSummaryPage *self);
/* The days of the page; FALSE with words in *fault when they are none. */
gboolean tide_summary_page_read_span (TideSummaryPage *self, TideDate *from, TideDate *to, char **fault);

/* --- tide-summary-page-choice.c --- */
typedef enum
{
  TIDE_PERIOD_ALL,
  TIDE_PERIOD_3M,
  TIDE_PERIOD_6M,
  TIDE_PERIOD_12M,
  TIDE_PERIOD_COURSE, /* since the last course began */
  TIDE_PERIOD_OTHER,  /* as typed */
  TIDE_N_PERIODS
} TideSummaryPeriod;
void tide_summary_page_period_chosen (TideSummaryPage *self);
void tide_summary_page_day_typed (TideSummaryPage *self);
void tide_summary_page_fill_scales (TideSummaryPage *self);
void tide_summary_page_scale_chosen (TideSummaryPage *self);
/* What was chosen for self->reader the last time. */
void tide_summary_page_recall_choices (TideSummaryPage *self);

/* --- tide-summary-page-text.c: the words of a page, one text for each reader that has one --- */
/* What stands in the view (transfer full). */
char *tide_summary_page_dup_text (TideSummaryPage *self);
/* What is printed of it; NULL for a reader that has no text (transfer full). */
char *tide_summary_page_dup_printed_text (TideSummaryPage *self);
/* Keeps what was typed as a draft. */
void tide_summary_page_save_draft (TideSummaryPage *self);
/* Brings the text of self->reader into the view: the draft, for a patient only while it rests on the same
 * record, else the sentences of the record as it is now. */
void tide_summary_page_show_text (TideSummaryPage *self);
/* The record has changed: sentences that nobody has touched follow it. */
void tide_summary_page_refresh_text (TideSummaryPage *self);
void tide_summary_page_text_install (GtkWidgetClass *klass);

G_END_DECLS
