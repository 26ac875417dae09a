/* tide-instrument.h: a rating scale as the program sees it.
 *
 * A scale is an XML file (scales/ybocs.xml, or a site's own); no scale has C code of its own.  A
 * TideInstrument is immutable once loaded: items with their options, scores, the missing-answer rule, band
 * sets, change thresholds, safety rules, codes and rights.  Answers are plain arrays in the order of the
 * items.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* An answer has three states, kept apart everywhere: missing is never zero. */
typedef enum
{
  TIDE_ANSWER_MISSING, /* "-": asked, no answer (or not asked yet) */
  TIDE_ANSWER_GIVEN,
  TIDE_ANSWER_NOT_APPLICABLE, /* "na": only where the item allows it */
} TideAnswerState;

typedef struct
{
  TideAnswerState state;
  int value; /* meaningful only when GIVEN */
} TideAnswer;

typedef enum
{
  TIDE_SEX_UNKNOWN,
  TIDE_SEX_FEMALE,
  TIDE_SEX_MALE,
  TIDE_SEX_OTHER,
} TideSex;

/* Who fills the scale in. */
typedef enum
{
  TIDE_RATER_UNKNOWN,
  TIDE_RATER_CLINICIAN,
  TIDE_RATER_SELF,
  TIDE_RATER_INFORMANT,
  TIDE_RATER_INDEPENDENT,
} TideRaterType;

typedef enum
{
  TIDE_LEVEL_NONE,
  TIDE_LEVEL_YELLOW,
  TIDE_LEVEL_AMBER,
  TIDE_LEVEL_RED,
} TideLevel;

typedef enum
{
  TIDE_SCORE_VALID,
  TIDE_SCORE_PRORATED, /* computed by the scale's own missing rule; must be shown as such */
  TIDE_SCORE_INVALID,  /* no value */
} TideScoreStatus;

/* One allowed answer.  label may be NULL (a plain number). */
typedef struct
{
  int value;
  const char *label;   /* translated */
  gboolean is_missing; /* choosing it stores "missing" (CGI 0 "not assessed", BPRS 0 "not rated") */
} TideOption;

typedef struct
{
  const char *id;     /* "1", "6b", "fear_1": stable, used in CSV and the store */
  const char *number; /* shown before the label: "1", "6b" */
  const char *label;  /* translated paraphrase, or the site's licensed wording */
  const char *group;  /* heading under which the form shows it, translated, or NULL */
  const char *loinc;  /* or NULL */
  int minimum, maximum;
  const TideOption
    *options; /* ascending by value; NULL when any integer from minimum to maximum is allowed */
  guint n_options;
  gboolean optional;  /* outside every total (Y-BOCS 1b, 6b, 11-19; PHQ-9 10) and never counted as missing */
  gboolean allows_na; /* "not applicable" is an answer */
  gboolean yes_no;    /* options are 0 no, 1 yes: keys y and n */
} TideItem;

/* An inclusive range of a score with its word. */
typedef struct
{
  double lower, upper;
  const char *label; /* translated */
  guint severity;    /* 0 = least; rises through the set */
} TideBand;

typedef struct
{
  const char *id;    /* "goodman" */
  const char *label; /* translated: "conventional (Goodman)" */
  const char *score_id;
  const char *source;
  gboolean is_default;
  const TideBand *bands; /* ascending */
  guint n_bands;
  guint decimals; /* of the score: bounds are sharp to these (PEG 1) */
} TideBandSet;

/* What a score is, before any answer. */
typedef struct
{
  const char *id;    /* "total", "obsessions" */
  const char *label; /* translated */
  double minimum, maximum;
  guint decimals;            /* shown decimals: 0, PEG 1 */
  gboolean primary;          /* the one charted and used for change */
  gboolean higher_is_better; /* MOAA/S and goals; everywhere else higher is worse */
} TideScoreInfo;

/* One computed score.  Strings belong to the instrument. */
typedef struct
{
  const TideScoreInfo *info;
  TideScoreStatus status;
  double value;   /* NAN when INVALID */
  double maximum; /* the score's own maximum for these answers (WSAS without work: 32) */
  double partial; /* a value that may be shown beside an invalid one (SDS mean of two), else NAN */
  GPtrArray
    *missing; /* (element-type utf8): ids of the missing items that matter; NULL when none. Also beside a
               * value that stands without them: prorated, or decided already (C-SSRS HIGH). */
} TideScore;

typedef struct
{
  TideScore *scores; /* in the instrument's order */
  guint n_scores;
} TideScores;

/* A safety rule that fired on these answers alone (rules that need history live in the safety room). */
typedef struct
{
  const char *rule; /* "A4" */
  TideLevel level;
  const char *item_id;   /* or NULL */
  const char *score_id;  /* or NULL */
  int value;             /* the answer or score that fired; meaningless when not_assessed */
  gboolean not_assessed; /* A7: a safety item is missing */
  gboolean suicide;      /* about suicide: never historical for the newest rating, stays until acted upon */
} TideFinding;

/* Thresholds by which a state is named, of the primary score; NAN where the scale has none. */
typedef struct
{
  double response_percent;   /* fall from baseline, e.g. 35 */
  double partial_percent;    /* e.g. 25 */
  double response_points;    /* PCL-5: fall in points, e.g. 15; used instead of percent when not NAN */
  double remission_at_most;  /* total, e.g. 12 */
  double relapse_at_least;   /* total after remission, e.g. 13 */
  double reliable_change;    /* RC95 in points, unrounded, e.g. 4.695 */
  double reliable_points;    /* the rule in whole points, e.g. 5 */
  double low_baseline_below; /* e.g. 16 */
  double floor;              /* 0, ASEX 5, BPRS-4 4, CGI 1 */
  const char *source;
} TideChangeRule;

typedef struct _TideInstrument TideInstrument;

TideInstrument *tide_instrument_ref (TideInstrument *self);
void tide_instrument_unref (TideInstrument *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideInstrument, tide_instrument_unref)

/**
 * tide_instrument_parse:
 * @file_name: the name to print in errors
 * @text: (array length=length): any bytes
 *
 * Parses one instrument file and runs its worked examples.  Every fault is an error of TIDE_INSTRUMENT_ERROR
 * whose message reads "file:line: reason"; the function never crashes, whatever the bytes.
 *
 * Returns: (transfer full) (nullable)
 */
TideInstrument *tide_instrument_parse (const char *file_name, const char *text, gssize length,
                                       GError **error);

#define TIDE_INSTRUMENT_ERROR (tide_instrument_error_quark ())
GQuark tide_instrument_error_quark (void);
typedef enum
{
  TIDE_INSTRUMENT_ERROR_SYNTAX,  /* not the XML that the format allows */
  TIDE_INSTRUMENT_ERROR_CONTENT, /* well-formed, but says something impossible */
  TIDE_INSTRUMENT_ERROR_EXAMPLE, /* a worked example comes out differently */
} TideInstrumentError;

const char *tide_instrument_get_id (TideInstrument *self);
const char *tide_instrument_get_version (TideInstrument *self);
const char *tide_instrument_get_name (TideInstrument *self);       /* full, translated */
const char *tide_instrument_get_short_name (TideInstrument *self); /* "Y-BOCS" */
const char *
tide_instrument_get_notice (TideInstrument *self); /* "Score entry form. Administer with …", or NULL */
const char *tide_instrument_get_rights (TideInstrument *self);
const char *tide_instrument_get_source (TideInstrument *self); /* citation */
TideRaterType tide_instrument_get_rater (TideInstrument *self);
const char *tide_instrument_get_recall_label (TideInstrument *self); /* "past week" */
double tide_instrument_get_recall_days (TideInstrument *self);       /* 0 = now */
gboolean tide_instrument_get_totals_only (
  TideInstrument *self); /* a site file of a scale whose answers are not known */
const char *tide_instrument_get_loinc (TideInstrument *self, const char *score_id); /* NULL id: the panel */

guint tide_instrument_get_n_items (TideInstrument *self);
const TideItem *tide_instrument_get_item (TideInstrument *self, guint index);
int tide_instrument_find_item (TideInstrument *self, const char *item_id); /* index or -1 */
/* The CSV column of an item: "item_1", "fear_1". (transfer full) */
char *tide_instrument_dup_item_column (TideInstrument *self, guint index);

guint tide_instrument_get_n_scores (TideInstrument *self);
const TideScoreInfo *tide_instrument_get_score_info (TideInstrument *self, guint index);
int tide_instrument_find_score (TideInstrument *self, const char *score_id);
/* The primary score ("total", C-SSRS "risk"); never NULL. */
const TideScoreInfo *tide_instrument_get_primary (TideInstrument *self);

guint tide_instrument_get_n_band_sets (TideInstrument *self);
const TideBandSet *tide_instrument_get_band_set (TideInstrument *self, guint index);
/* The set of @set_id (NULL: the default one) for @score_id, or NULL. */
const TideBandSet *tide_instrument_find_band_set (TideInstrument *self, const char *score_id,
                                                  const char *set_id);
/* The band in which @value lies, rounded half up to the set's decimals (0 but for PEG); NULL when none or
 * NAN. */
const TideBand *tide_band_set_find (const TideBandSet *set, double value);

const TideChangeRule *tide_instrument_get_change_rule (TideInstrument *self); /* never NULL */
/* The source of one threshold: "response", "partial", "remission", "relapse", "reliable", "low-baseline",
 * "floor". */
const char *tide_instrument_get_change_source (TideInstrument *self, const char *what); /* or NULL */

/* Whether the form asks item @index given the answers so far (C-SSRS 3-5 only after 2 = yes). An item that is
 * not asked is neither missing nor answered. */
gboolean tide_instrument_item_is_asked (TideInstrument *self, const TideAnswer *answers, guint index);
/* TRUE when nothing that a score needs is missing. */
gboolean tide_instrument_is_complete (TideInstrument *self, const TideAnswer *answers);
/* NULL when @answer may be given to item @index, else a sentence that says what is allowed. (transfer full)
 */
char *tide_instrument_check_answer (TideInstrument *self, guint index, TideAnswer answer);
/* Reads "3", "-", "", "na" (and y/n where allowed). An option that means "missing" reads as missing. FALSE
 * with a message that names item, value and what is allowed. */
gboolean tide_instrument_read_answer (TideInstrument *self, guint index, const char *text, TideAnswer *answer,
                                      GError **error);

/**
 * tide_instrument_read_answers:
 * @texts: (array length=n_texts): one word for each item that is not optional, or for each item, in item
 * order; "11=2" answers an item by its id
 * @answers: (out): room for all items; those not named are missing
 *
 * Reads a whole form from words, as typed to `tidemark-cli score` or written in a worked example.
 */
gboolean tide_instrument_read_answers (TideInstrument *self, const char *const *texts, guint n_texts,
                                       TideAnswer *answers, GError **error);

/**
 * tide_instrument_compute:
 * @answers: one for each item, in item order; NULL: nothing answered
 * @sex: for rules by sex (AUDIT-C)
 *
 * Computes every score by the rules of the file.  Values are unrounded except where the file rounds.
 *
 * Returns: (transfer full)
 */
TideScores *tide_instrument_compute (TideInstrument *self, const TideAnswer *answers, TideSex sex);
/* Scores of a rating of which only the total is known: the primary one valid when within its range, the rest
 * invalid. (transfer full) */
TideScores *tide_instrument_compute_total (TideInstrument *self, double total);
/* The range in which a score can still end, whatever the missing answers turn out to be (no prorating). FALSE
 * when it has none ("not applicable" without a rule, or no such score). */
gboolean tide_instrument_compute_range (TideInstrument *self, const TideAnswer *answers, TideSex sex,
                                        const char *score_id, double *lower, double *upper);
void tide_scores_free (TideScores *scores);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideScores, tide_scores_free)
const TideScore *tide_scores_find (const TideScores *scores, const char *score_id); /* or NULL */

/**
 * tide_instrument_find_safety:
 *
 * The safety rules of the file (A1-A5, A7, A11 …) that fire on these answers, highest level first; one
 * finding per rule and item.  Works on incomplete answers: clinical.md 8 "even when the form is incomplete".
 * With @answers NULL (a total alone is known) the rules on scores read @scores and nothing counts as "not
 * assessed".
 *
 * Returns: (transfer full) (element-type TideFinding): never NULL
 */
GArray *tide_instrument_find_safety (TideInstrument *self, const TideAnswer *answers,
                                     const TideScores *scores, TideSex sex);
/* Ids of the items that carry a suicide rule (element-type utf8) (transfer container). A6 (safety room)
 * compares them. */
GPtrArray *tide_instrument_list_suicide_items (TideInstrument *self);
/* Rise of a suicide item against the previous visit at which A6 fires (2, MADRS 3); 0 when the file has none.
 */
int tide_instrument_get_rise_alert (TideInstrument *self, const char *item_id);

/* The source of a safety rule of the file, with its evidence tag; NULL when there is no such rule. */
const char *tide_instrument_get_safety_source (TideInstrument *self, const char *rule_id);
/* Remarks of the file that hold for these answers ("All points come from item 1 …"): translated sentences, or
 * their @ids. Not alerts. (element-type utf8) (transfer container) */
GPtrArray *tide_instrument_list_remarks (TideInstrument *self, const TideAnswer *answers,
                                         const TideScores *scores, TideSex sex, gboolean ids);

/* The library: shipped scales and a clinic's own; a site file of the same id replaces the shipped one. */
typedef struct _TideLibrary TideLibrary;

/* Loads the shipped scales (a compiled-in resource). A fault in one is a programmer's mistake and aborts. */
TideLibrary *tide_library_new (void);
void tide_library_free (TideLibrary *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideLibrary, tide_library_free)
/**
 * tide_library_add_folder:
 * @problems: (element-type utf8) (nullable): gets one "file:line: reason" for each file that was refused
 *
 * Adds a clinic's own *.xml files. Returns: how many were taken.
 */
guint tide_library_add_folder (TideLibrary *self, const char *path, GPtrArray *problems);
guint tide_library_get_n (TideLibrary *self);
TideInstrument *tide_library_get (TideLibrary *self,
                                  guint index); /* (transfer none), in the shipped order, then site */
TideInstrument *tide_library_lookup (TideLibrary *self, const char *id); /* (transfer none) (nullable) */
gboolean tide_library_is_site (TideLibrary *self, const char *id);

const char *tide_level_to_code (TideLevel level);  /* "red", "amber", "yellow", "none" */
TideLevel tide_level_from_code (const char *code); /* NONE for anything else */

/* Round half up, floor (x + 0.5): the only rounding of scores (clinical.md, value conventions). */
double tide_round_half_up (double value);

G_END_DECLS
