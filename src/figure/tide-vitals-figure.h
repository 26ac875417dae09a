/* tide-vitals-figure.h: the readings of one session over its minutes: blood pressure, heart rate and oxygen
 * saturation, each in a strip of its own (comparison-and-paper.md 3, "Vitals").
 *
 * What is amber or red is judged by whoever fills it in: this figure knows no limits, only lines with words.
 */
#pragma once

#include "tide-timeline.h"

G_BEGIN_DECLS

typedef enum
{
  TIDE_STRIP_PRESSURE, /* mm[Hg] */
  TIDE_STRIP_HEART_RATE,
  TIDE_STRIP_OXYGEN,
  TIDE_N_STRIPS
} TideVitalsStrip;

typedef struct
{
  double minute;                                /* after the start; before it negative */
  double systolic, diastolic, heart_rate, spo2; /* NAN: not read */
  int level[TIDE_N_STRIPS];                     /* TideLevel of each strip's value */
  gboolean entering;                            /* hollow: the row is not complete */
} TideVitalsReading;

typedef struct
{
  TideVitalsStrip strip;
  double value;
  int level;
} TideVitalsLine;

typedef struct
{
  double from, to; /* minutes */
} TideVitalsSpan;

typedef struct
{
  double from_minute, to_minute; /* of the axis */
  double end_minute;             /* of the infusion, planned or real; NAN: none */
  gboolean ended;                /* it is the real one */
  double now_minute;             /* NAN: not drawn */
  GArray *readings;              /* TideVitalsReading, by minute */
  GArray *lines;                 /* TideVitalsLine */
  GArray *pauses;                /* TideVitalsSpan */
  GArray *slots;                 /* double: minutes of slots that are asked for */
} TideVitalsData;

TideVitalsData *tide_vitals_data_new (void); /* an empty axis of -15 to 105 minutes */
void tide_vitals_data_free (TideVitalsData *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideVitalsData, tide_vitals_data_free)

/* Draws into @width x @height of the style's units. @selected: a reading that is marked; -1: none. */
void tide_vitals_figure_draw (const TideVitalsData *self, const TideStyle *style, cairo_t *cr, double width,
                              double height, int selected);
/* "20 min: 164/90 amber, heart rate 82, SpO₂ 97 %" (transfer full); for tooltips and those who listen. */
char *tide_vitals_reading_dup_words (const TideVitalsReading *reading);

G_END_DECLS
