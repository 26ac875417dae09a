/* stats-check.h: R's answers as JSON, and what "agrees with R" means. */
#pragma once

#include <json-glib/json-glib.h>
#include "tide-quantity.h"

G_BEGIN_DECLS

#define CHECK_EXACT 1e-9  /* relative: everything that is arithmetic */
#define CHECK_FITTED 1e-6 /* p values, and Cox, where both programs stop at a tolerance */

/* A file of tests/data/stats. (transfer full) */
JsonNode *check_load (const char *name);
/* "all.surv", "groups.a.n", "pairs.0.diff"; fails the test when it is not there. */
JsonNode *check_at (JsonNode *root, const char *path);
double check_number_at (JsonNode *root, const char *path); /* NAN for null */
guint check_length_at (JsonNode *root, const char *path);
/* The numbers of an array, NAN for null. A single number is an array of one. (transfer full) */
double *check_array_at (JsonNode *root, const char *path, guint *n);

/* Fails the test unless both are equal to @tolerance, relatively, or both undefined. */
void check_double (const char *what, double ours, double theirs, double tolerance);
void check_quantity (const char *what, TideQuantity ours, double theirs, double tolerance);
/* A defined value is finite and has no reason; an undefined one is NAN and has one. */
void check_sound (TideQuantity quantity);
void check_undefined (TideQuantity quantity, const char *code);

/* Pseudorandom numbers that are the same everywhere. */
guint64 check_random (guint64 *state);
double check_uniform (guint64 *state); /* 0 ≤ x < 1 */

G_END_DECLS
