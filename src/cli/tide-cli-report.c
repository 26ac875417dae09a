/* tide-cli-report.c: `tidemark-cli report DIR KIND …`: which kind, with which options. */
#include "tide-cli-report.h"

#include <string.h>

#include "tide-diary-sheet.h"

const char tide_cli_report_help[]
  = "KIND is one of\n"
    "  course       a course of treatment from referral to end: [--course CODE], else the newest that began\n"
    "  scores       every rating in the order of time: [--instruments ID,ID…] [--from D] [--to D]\n"
    "  eligibility  the eligibility list of a treatment: --arm ARM\n"
    "  session      the record of the dose of a day: --date D\n"
    "  monitoring   the fields of the monitoring sheet of that dose: --date D\n"
    "  blank        an empty form of a scale: --instrument ID, with a patient's identifiers or without\n"
    "  diary        a sheet a week to write on: [--course CODE] [--from D] [--weeks N]\n"
    "  ledger       the clinic's alerts and what was done about them: [--open] [--from D] [--to D]\n"
    "  caseload     the clinic's patients as the screen lists them: [--show open-courses|open-alerts|\n"
    "               everybody|overdue]\n"
    "Several patients follow one another in one PDF, or stand in a folder as one PDF each, named by the\n"
    "record number or only counted.";

/* --- the kind --- */

static gboolean
is_flag (const char *word)
{
  return g_str_equal (word, "--all") || g_str_equal (word, "--open") || strchr (word, '=') != NULL;
}

/* The second word that is no option and no option's value: nothing was taken yet. */
static const char *
peek_kind (const TideArguments *arguments)
{
  const GPtrArray *words = arguments->words;
  for (guint i = 0, n = 0; i < words->len; i++)
    {
      const char *word = g_ptr_array_index (words, i);
      if (!g_str_has_prefix (word, "--"))
        {
          if (++n == 2)
            return word;
        }
      else if (!is_flag (word))
        i++;
    }
  return NULL;
}

static const TideCliReportKind *
find_kind (TideArguments *arguments)
{
  const char *word = peek_kind (arguments);
  g_autoptr (GString) allowed = g_string_new (NULL);
  for (const TideCliReportKind *kind = tide_cli_report_kinds; kind->name != NULL; kind++)
    {
      if (g_strcmp0 (word, kind->name) == 0)
        return kind;
      g_string_append_printf (allowed, "%s%s", allowed->len > 0 ? ", " : "", kind->name);
    }
  if (word != NULL)
    tide_cli_refuse (arguments, "KIND: “%s” is not one of %s", word, allowed->str);
  else
    tide_cli_refuse (arguments, "KIND: what to write must be named: %s", allowed->str);
  return NULL;
}

/* --- options --- */

/* What a kind does not read is refused: a report of another arm or day than was asked for misleads. */
static gboolean
refuse_foreign (TideArguments *arguments, const TideCliReportKind *kind, const TideCliReport *self)
{
  const struct
  {
    const char *name, *value;
    guint takes;
  } options[] = { { "--arm", self->arm, TIDE_TAKES_ARM },
                  { "--date", self->date, TIDE_TAKES_DATE },
                  { "--course", self->course, TIDE_TAKES_COURSE },
                  { "--instruments", self->instruments, TIDE_TAKES_INSTRUMENTS },
                  { "--weeks", self->weeks, TIDE_TAKES_WEEKS },
                  { "--show", self->show, TIDE_TAKES_SHOW } };
  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    if (options[i].value != NULL && (kind->takes & options[i].takes) == 0)
      {
        tide_cli_refuse (arguments,
                         kind->make != NULL ? "%s: the %s report takes none"
                                            : "%s: the %s is the whole clinic's and takes none",
                         options[i].name, kind->name);
        return TRUE;
      }
  return FALSE;
}

static gboolean
parse_arm (TideArguments *arguments, const char *code, TideArm *arm)
{
  int found = code != NULL ? tide_code_from_text (tide_arm_codes, code) : -1;
  if (found <= 0)
    {
      g_autofree char *allowed = g_strjoinv (", ", (char **) tide_arm_codes + 1);
      tide_cli_refuse (arguments, "--arm: %s%s%s: the treatment must be one of %s", code != NULL ? "“" : "",
                       code != NULL ? code : "not given", code != NULL ? "”" : "", allowed);
      return FALSE;
    }
  *arm = (TideArm) found;
  return TRUE;
}

static gboolean
parse_day (TideArguments *arguments, TideCliReport *self)
{
  if (self->date == NULL)
    return tide_cli_refuse (arguments, "--date: the day of the session must be named (YYYY-MM-DD)")
           == TIDE_EXIT_DONE;
  return tide_cli_parse_date (arguments, "--date", self->date, &self->day);
}

static gboolean
parse_weeks (TideArguments *arguments, TideCliReport *self)
{
  guint64 n = 4;
  if (self->weeks != NULL
      && !tide_cli_parse_count (arguments, "--weeks", self->weeks, TIDE_DIARY_MOST_WEEKS, &n))
    return FALSE;
  if (n == 0)
    return tide_cli_refuse (arguments, "--weeks: 0 is not a whole number from 1 to %d", TIDE_DIARY_MOST_WEEKS)
           == TIDE_EXIT_DONE;
  self->n_weeks = (guint) n;
  return TRUE;
}

static gboolean
take_options (TideArguments *arguments, const TideCliReportKind *kind, TideCliReport *self)
{
  return tide_cli_take_option (arguments, "--arm", &self->arm)
         && tide_cli_take_option (arguments, "--date", &self->date)
         && tide_cli_take_option (arguments, "--course", &self->course)
         && tide_cli_take_option (arguments, "--instruments", &self->instruments)
         && tide_cli_take_option (arguments, "--weeks", &self->weeks)
         && tide_cli_take_option (arguments, "--show", &self->show) && !refuse_foreign (arguments, kind, self)
         && ((kind->takes & TIDE_TAKES_SPAN) == 0 || tide_cli_take_span (arguments, &self->from, &self->to))
         && ((kind->takes & TIDE_TAKES_ARM) == 0 || parse_arm (arguments, self->arm, &self->arm_value))
         && ((kind->takes & TIDE_TAKES_WEEKS) == 0 || parse_weeks (arguments, self))
         && ((kind->takes & TIDE_TAKES_DATE) == 0 || parse_day (arguments, self));
}

/* --- the command --- */

static TideExit
run_of_clinic (TideArguments *arguments, const TideCliReportKind *kind)
{
  static const char *const suffixes[] = { ".pdf", NULL };
  TideCliReport options = { .from = TIDE_DATE_UNKNOWN, .to = TIDE_DATE_UNKNOWN };
  const char *paper;
  const char *output = tide_cli_take_output (arguments, suffixes);
  if (output == NULL || !tide_cli_take_paper (arguments, &paper) || !take_options (arguments, kind, &options))
    return TIDE_EXIT_USAGE;
  return (kind->takes & TIDE_TAKES_SHOW) != 0 ? tide_cli_run_caseload (arguments, output, paper, options.show)
                                              : tide_cli_run_ledger (arguments, output, paper);
}

TideExit
tide_cli_run_report (TideArguments *arguments)
{
  TideExit code;
  g_auto (TideCliMany) many = { 0 };
  TideCliReport options = { .from = TIDE_DATE_UNKNOWN, .to = TIDE_DATE_UNKNOWN };
  const TideCliReportKind *kind = find_kind (arguments);
  if (kind == NULL)
    return TIDE_EXIT_USAGE;
  if (kind->make == NULL)
    return run_of_clinic (arguments, kind);
  gboolean form = (kind->takes & TIDE_NEEDS_INSTRUMENT) != 0;
  if (!tide_cli_take_many (arguments, &many, form) || !take_options (arguments, kind, &options))
    return TIDE_EXIT_USAGE;
  if (form && many.instrument == NULL)
    return tide_cli_refuse (arguments,
                            "--instrument: the scale of the form must be named (tidemark-cli instruments)");
  g_autoptr (TideClinic) clinic = tide_cli_open (arguments, &code);
  if (clinic == NULL)
    return code;
  tide_cli_take_word (arguments); /* the kind */
  if (!tide_cli_take_end (arguments))
    return TIDE_EXIT_USAGE;
  options.many = many;
  return tide_cli_write_many (arguments, clinic, &many, kind->file_kind, kind->what, kind->make, &options);
}
