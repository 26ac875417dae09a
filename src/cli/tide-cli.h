/* tide-cli.h: what the commands of tidemark-cli share: options, errors, JSON, opening a clinic.
 *
 * Exit codes: 0 done, 1 failed, 2 wrong usage or bad input.  One line on stderr names field, value and what
 * is allowed.
 */
#pragma once

#include <json-glib/json-glib.h>
#include "tide-clinic.h"
#include "tide-criteria.h"

G_BEGIN_DECLS

typedef enum
{
  TIDE_EXIT_DONE = 0,
  TIDE_EXIT_FAILED = 1,
  TIDE_EXIT_USAGE = 2,
} TideExit;

/* The words of a command after its name: what is left of them as options are taken. */
typedef struct
{
  const char *command;
  GPtrArray *words; /* (utf8), borrowed */
} TideArguments;

typedef struct
{
  const char *name;
  const char *usage; /* after the name */
  const char *help;  /* what it does, one or more lines */
  TideExit (*run) (TideArguments *arguments);
} TideCommand;

extern const TideCommand tide_cli_score_commands[];    /* instruments, check-instrument, score */
extern const TideCommand tide_cli_clinic_commands[];   /* new, demo, patients, alerts, backup, verify */
extern const TideCommand tide_cli_day_commands[];      /* today */
extern const TideCommand tide_cli_exchange_commands[]; /* import, export */
extern const TideCommand tide_cli_page_commands[];     /* chart, summary, report */
extern const TideCommand tide_cli_stats_commands[];    /* stats survival, means, proportions */
extern const TideCommand tide_cli_outcome_commands[];  /* outcomes */
extern const TideCommand tide_cli_compare_commands[];  /* compare */

/* "tidemark-cli COMMAND: message" on stderr; returns USAGE or FAILED. */
TideExit tide_cli_refuse (TideArguments *arguments, const char *format, ...) G_GNUC_PRINTF (2, 3);
TideExit tide_cli_fail (TideArguments *arguments, const GError *error); /* USAGE for TIDE_ERROR_VALUE */

/* TRUE when "--name" was there; it is taken out. */
gboolean tide_cli_take_flag (TideArguments *arguments, const char *name);
/* The value of "--name VALUE" or "--name=VALUE", taken out; NULL when it is not there. FALSE (and said) when
 * VALUE lacks. */
gboolean tide_cli_take_option (TideArguments *arguments, const char *name, const char **value);
/* The next positional word, or NULL. */
const char *tide_cli_take_word (TideArguments *arguments);
/* Nothing may be left. FALSE and said otherwise. */
gboolean tide_cli_take_end (TideArguments *arguments);
gboolean tide_cli_parse_count (TideArguments *arguments, const char *name, const char *text, guint64 most,
                               guint64 *count);
gboolean tide_cli_parse_date (TideArguments *arguments, const char *name, const char *text, TideDate *date);

/* Reads --passphrase-file (a path or the number of an open descriptor): its first line. *passphrase is NULL
 * when the option is not there. Free with tide_cli_passphrase_free (). */
gboolean tide_cli_take_passphrase (TideArguments *arguments, TidePassphrase **passphrase);
void tide_cli_passphrase_free (TidePassphrase *passphrase); /* wipes; NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TidePassphrase, tide_cli_passphrase_free)
/* Opens the clinic of the next word with --passphrase-file. NULL and said on failure, *code tells how. */
TideClinic *tide_cli_open (TideArguments *arguments, TideExit *code);
/* --rules @name: the id of shipped rules, or of the clinic's own or a file (@owned: then to be freed); NULL:
 * none. FALSE and said what is wrong with it. */
gboolean tide_cli_load_rules (TideArguments *arguments, TideClinic *clinic, const char *name,
                              const TideCriteria **criteria, TideCriteria **owned);
/* Finds the patient of --patient MRN. */
TidePatient *tide_cli_take_patient (TideArguments *arguments, TideClinic *clinic, TideExit *code);

/* Prints and frees the builder's document. */
void tide_cli_print_json (JsonBuilder *builder);
void tide_cli_json_number (JsonBuilder *builder,
                           double value); /* null when NAN; whole numbers without a point */
void tide_cli_json_string (JsonBuilder *builder, const char *key, const char *value); /* null when NULL */

G_END_DECLS
