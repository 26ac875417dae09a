/* tide-cli-score.c: rating scales without a clinic: list them, check a file, score answers. */

#include <math.h>

#include "tide-cli.h"

/* --- instruments --- */

static TideExit
run_instruments (TideArguments *arguments)
{
  gboolean as_json = tide_cli_take_flag (arguments, "--json");
  if (!tide_cli_take_end (arguments))
    return TIDE_EXIT_USAGE;
  g_autoptr (TideLibrary) library = tide_library_new ();
  JsonBuilder *builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "instruments");
  json_builder_begin_array (builder);
  for (guint i = 0; i < tide_library_get_n (library); i++)
    {
      TideInstrument *scale = tide_library_get (library, i);
      const TideScoreInfo *primary = tide_instrument_get_primary (scale);
      if (!as_json)
        g_print ("%-14s %-14s %3u items  %g-%g  %s\n", tide_instrument_get_id (scale),
                 tide_instrument_get_short_name (scale), tide_instrument_get_n_items (scale),
                 primary->minimum, primary->maximum, tide_instrument_get_name (scale));
      json_builder_begin_object (builder);
      tide_cli_json_string (builder, "id", tide_instrument_get_id (scale));
      tide_cli_json_string (builder, "version", tide_instrument_get_version (scale));
      tide_cli_json_string (builder, "name", tide_instrument_get_name (scale));
      tide_cli_json_string (builder, "short_name", tide_instrument_get_short_name (scale));
      json_builder_set_member_name (builder, "items");
      json_builder_add_int_value (builder, tide_instrument_get_n_items (scale));
      json_builder_set_member_name (builder, "scores");
      json_builder_begin_array (builder);
      for (guint s = 0; s < tide_instrument_get_n_scores (scale); s++)
        json_builder_add_string_value (builder, tide_instrument_get_score_info (scale, s)->id);
      json_builder_end_array (builder);
      json_builder_set_member_name (builder, "minimum");
      tide_cli_json_number (builder, primary->minimum);
      json_builder_set_member_name (builder, "maximum");
      tide_cli_json_number (builder, primary->maximum);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  if (as_json)
    tide_cli_print_json (builder);
  else
    g_object_unref (builder);
  return TIDE_EXIT_DONE;
}

/* --- check-instrument --- */

static TideExit
run_check_instrument (TideArguments *arguments)
{
  const char *path = tide_cli_take_word (arguments);
  if (path == NULL)
    return tide_cli_refuse (arguments, "FILE: the instrument's file must be named");
  if (!tide_cli_take_end (arguments))
    return TIDE_EXIT_USAGE;
  g_autofree char *text = NULL;
  gsize length;
  g_autoptr (GError) error = NULL;
  if (!g_file_get_contents (path, &text, &length, &error))
    return tide_cli_fail (arguments, error);
  g_autoptr (TideInstrument) scale = tide_instrument_parse (path, text, (gssize) length, &error);
  if (scale == NULL)
    {
      g_printerr ("%s\n", error->message);
      return TIDE_EXIT_USAGE;
    }
  g_print ("%s: %s, version %s: %u items, %u scores; all worked examples agree\n", path,
           tide_instrument_get_id (scale), tide_instrument_get_version (scale),
           tide_instrument_get_n_items (scale), tide_instrument_get_n_scores (scale));
  return TIDE_EXIT_DONE;
}

/* --- score --- */

static const char *
band_label (TideInstrument *scale, const TideScore *score, const char *set_id)
{
  const TideBandSet *set = tide_instrument_find_band_set (scale, score->info->id, set_id);
  const TideBand *band
    = set != NULL && score->status != TIDE_SCORE_INVALID ? tide_band_set_find (set, score->value) : NULL;
  return band != NULL ? band->label : NULL;
}

static const char *const status_words[] = { "valid", "prorated", "invalid" };

static void
json_score (JsonBuilder *builder, TideInstrument *scale, const TideScore *score)
{
  json_builder_set_member_name (builder, score->info->id);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "value");
  tide_cli_json_number (builder, score->status == TIDE_SCORE_INVALID ? NAN : score->value);
  tide_cli_json_string (builder, "status", status_words[score->status]);
  json_builder_set_member_name (builder, "maximum");
  tide_cli_json_number (builder, score->maximum);
  if (!isnan (score->partial))
    {
      json_builder_set_member_name (builder, "partial");
      tide_cli_json_number (builder, score->partial);
    }
  tide_cli_json_string (builder, "band", band_label (scale, score, NULL));
  json_builder_set_member_name (builder, "bands");
  json_builder_begin_object (builder);
  for (guint i = 0; i < tide_instrument_get_n_band_sets (scale); i++)
    {
      const TideBandSet *set = tide_instrument_get_band_set (scale, i);
      if (g_str_equal (set->score_id, score->info->id))
        tide_cli_json_string (builder, set->id, band_label (scale, score, set->id));
    }
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "missing");
  json_builder_begin_array (builder);
  for (guint i = 0; score->missing != NULL && i < score->missing->len; i++)
    json_builder_add_string_value (builder, score->missing->pdata[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
print_scores_json (TideInstrument *scale, const TideScores *scores, GArray *findings)
{
  JsonBuilder *builder = json_builder_new ();
  json_builder_begin_object (builder);
  tide_cli_json_string (builder, "instrument", tide_instrument_get_id (scale));
  tide_cli_json_string (builder, "version", tide_instrument_get_version (scale));
  json_builder_set_member_name (builder, "scores");
  json_builder_begin_object (builder);
  for (guint i = 0; i < scores->n_scores; i++)
    json_score (builder, scale, &scores->scores[i]);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "alerts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < findings->len; i++)
    {
      const TideFinding *finding = &g_array_index (findings, TideFinding, i);
      json_builder_begin_object (builder);
      tide_cli_json_string (builder, "rule", finding->rule);
      tide_cli_json_string (builder, "level", tide_level_to_code (finding->level));
      tide_cli_json_string (builder, "item", finding->item_id);
      tide_cli_json_string (builder, "score", finding->score_id);
      json_builder_set_member_name (builder, "not_assessed");
      json_builder_add_boolean_value (builder, finding->not_assessed);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  tide_cli_print_json (builder);
}

static void
print_scores_text (TideInstrument *scale, const TideScores *scores, GArray *findings)
{
  for (guint i = 0; i < scores->n_scores; i++)
    {
      const TideScore *score = &scores->scores[i];
      if (score->status == TIDE_SCORE_INVALID)
        {
          g_print ("%s: invalid", score->info->id);
          for (guint m = 0; score->missing != NULL && m < score->missing->len; m++)
            g_print ("%s %s", m == 0 ? " (missing" : ",", (char *) score->missing->pdata[m]);
          g_print ("%s", score->missing != NULL && score->missing->len > 0 ? ")" : "");
          if (!isnan (score->partial))
            g_print (", mean of the answered %g", score->partial);
        }
      else
        g_print ("%s: %.*f of %g%s", score->info->id, (int) score->info->decimals, score->value,
                 score->maximum, score->status == TIDE_SCORE_PRORATED ? " (prorated)" : "");
      const char *band = band_label (scale, score, NULL);
      g_print ("%s%s\n", band != NULL ? ", " : "", band != NULL ? band : "");
    }
  for (guint i = 0; i < findings->len; i++)
    {
      const TideFinding *finding = &g_array_index (findings, TideFinding, i);
      g_print ("alert: %s %s%s%s%s\n", tide_level_to_code (finding->level), finding->rule,
               finding->item_id != NULL ? ", item " : "", finding->item_id != NULL ? finding->item_id : "",
               finding->not_assessed ? ", not assessed" : "");
    }
}

static TideExit
run_score (TideArguments *arguments)
{
  gboolean as_json = tide_cli_take_flag (arguments, "--json");
  const char *sex_text;
  if (!tide_cli_take_option (arguments, "--sex", &sex_text))
    return TIDE_EXIT_USAGE;
  static const char *const sexes[] = { "unknown", "female", "male", "other" };
  int sex = TIDE_SEX_UNKNOWN;
  for (; sex_text != NULL && sex < 4 && !g_str_equal (sex_text, sexes[sex]); sex++)
    ;
  if (sex == 4)
    return tide_cli_refuse (arguments, "--sex: “%s” is not female, male, other or unknown", sex_text);
  const char *id = tide_cli_take_word (arguments);
  if (id == NULL)
    return tide_cli_refuse (arguments, "INSTRUMENT: must be named; tidemark-cli instruments lists them");
  g_autoptr (TideLibrary) library = tide_library_new ();
  TideInstrument *scale = tide_library_lookup (library, id);
  if (scale == NULL)
    return tide_cli_refuse (arguments, "INSTRUMENT: “%s” is not known; tidemark-cli instruments lists them",
                            id);
  for (guint i = 0; i < arguments->words->len; i++)
    if (g_str_has_prefix (arguments->words->pdata[i], "--"))
      return tide_cli_refuse (arguments, "%s: no such option (see --help)",
                              (char *) arguments->words->pdata[i]);
  g_autofree TideAnswer *answers = g_new0 (TideAnswer, tide_instrument_get_n_items (scale));
  g_autoptr (GError) error = NULL;
  if (!tide_instrument_read_answers (scale, (const char *const *) arguments->words->pdata,
                                     arguments->words->len, answers, &error))
    return tide_cli_refuse (arguments, "%s", error->message);
  g_autoptr (TideScores) scores = tide_instrument_compute (scale, answers, (TideSex) sex);
  g_autoptr (GArray) findings = tide_instrument_find_safety (scale, answers, scores, (TideSex) sex);
  if (as_json)
    print_scores_json (scale, scores, findings);
  else
    print_scores_text (scale, scores, findings);
  return TIDE_EXIT_DONE;
}

const TideCommand tide_cli_score_commands[] = {
  { "instruments", "[--json]", "Lists the shipped rating scales.", run_instruments },
  { "check-instrument", "FILE", "Reads a scale's file and runs its worked examples; says file:line: reason.",
    run_check_instrument },
  { "score", "INSTRUMENT ANSWER… [--sex female|male|other] [--json]",
    "Scores answers in item order: '-' missing, 'na' not applicable; LSAS: 24 fear, then 24 avoidance;\n"
    "C-SSRS: 1 2 3 4 5 6 6b as 1 or 0. Optional items may be left out, or given as 11=2.",
    run_score },
  { 0 },
};
