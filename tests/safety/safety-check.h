/* safety-check.h: a patient, the shipped rules and the default thresholds: what every test of a rule begins
 * with. */
#pragma once

#include "fixture-builder.h"
#include "tide-safety-rules.h"

G_BEGIN_DECLS

typedef struct
{
  FixtureBuilder b;
  TideHistory *history;
  TideLibrary *library;
  TideThresholds *thresholds;
  TideSafetyRules *rules;
  TideSafetyCase subject;
} Bench;

/* A woman born on 1 January 1990 with OCD (F42.2), unless @code says another diagnosis; "" none. */
void bench_begin (Bench *self, const char *code);
/* Keeps a new record of the patient (transfer full of @record); returns it. */
gpointer bench_add (Bench *self, GPtrArray *array, gpointer record);
TideTrial *bench_add_trial (Bench *self, TideArm arm, const char *agent);
/* "sertraline", 12 weeks, 8 of them at 200 mg, good adherence, no response: adequate and failed. */
TideTrial *bench_add_failed_drug (Bench *self, const char *agent, double dose_mg);
/* 16 sessions, 20 h, 12 with exposure, no response: adequate and failed. */
TideTrial *bench_add_failed_cbt (Bench *self);
TideMedication *bench_add_drug (Bench *self, const char *drug, const char *from, const char *until);
TideMeasurement *bench_add_measurement (Bench *self, const char *id, double value, const char *taken);
/* Puts the history in order; the Y-BOCS is the target. Call once, after the last record. */
const TideSafetyCase *bench_case (Bench *self, const char *now);
void bench_end (Bench *self);
int code_of (const char *const *codes, const char *code);

G_END_DECLS
