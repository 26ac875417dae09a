/* tide-cli-clinic.c: making, listing, backing up and verifying a clinic. */

#include <math.h>
#include <string.h>

#include "tide-alert-rules.h"
#include "tide-cli.h"
#include "tide-demo.h"
#include "tide-store.h"

/* --- new, demo --- */

/* Makes the clinic of the next word. NULL and said on failure. */
static TideClinic *
create (TideArguments *arguments, const char *name, gboolean plain_is_default, TideExit *code)
{
  g_autoptr (TidePassphrase) passphrase = NULL;
  *code = TIDE_EXIT_USAGE;
  gboolean plain = tide_cli_take_flag (arguments, "--plain");
  if (!tide_cli_take_passphrase (arguments, &passphrase))
    return NULL;
  const char *folder = tide_cli_take_word (arguments);
  if (folder == NULL)
    tide_cli_refuse (arguments, "DIR: the new clinic's folder must be named");
  else if (plain == (passphrase != NULL) && !(plain_is_default && !plain))
    tide_cli_refuse (arguments, plain ? "--plain and --passphrase-file: only one of them"
                                      : "--passphrase-file FILE or --plain: one of them must be there");
  else if (tide_cli_take_end (arguments))
    {
      g_autoptr (GError) error = NULL;
      char *recovery = NULL;
      TideClinic *clinic
        = tide_clinic_create (folder, name, passphrase, passphrase != NULL ? &recovery : NULL, &error);
      if (clinic == NULL)
        *code = tide_cli_fail (arguments, error);
      else if (recovery != NULL)
        {
          g_print (
            "Recovery key, keep it in a safe place; it opens the clinic when the passphrase is lost:\n%s\n",
            recovery);
          tide_store_free_secret (recovery);
        }
      return clinic;
    }
  return NULL;
}

static TideExit
run_new (TideArguments *arguments)
{
  TideExit code;
  const char *name;
  if (!tide_cli_take_option (arguments, "--name", &name))
    return TIDE_EXIT_USAGE;
  g_autoptr (TideClinic) clinic = create (arguments, name != NULL ? name : "Clinic", FALSE, &code);
  if (clinic == NULL)
    return code;
  tide_clinic_close (clinic);
  return TIDE_EXIT_DONE;
}

static TideExit
run_demo (TideArguments *arguments)
{
  TideExit code;
  const char *patients_text, *seed_text;
  guint64 n = 400, seed = 1;
  if (!tide_cli_take_option (arguments, "--patients", &patients_text)
      || !tide_cli_take_option (arguments, "--seed", &seed_text)
      || (patients_text != NULL
          && !tide_cli_parse_count (arguments, "--patients", patients_text, 1000000, &n))
      || (seed_text != NULL && !tide_cli_parse_count (arguments, "--seed", seed_text, G_MAXUINT64, &seed)))
    return TIDE_EXIT_USAGE;
  if (n == 0)
    return tide_cli_refuse (arguments, "--patients: 0 is not a whole number from 1 to 1000000");
  g_autoptr (TideClinic) clinic = create (arguments, "Demo clinic", TRUE, &code);
  if (clinic == NULL)
    return code;
  g_autoptr (GError) error = NULL;
  if (!tide_demo_fill (clinic, (guint) n, seed, tide_date_today (), NULL, NULL, &error))
    return tide_cli_fail (arguments, error);
  g_print ("%" G_GUINT64_FORMAT " synthetic patients, seed %" G_GUINT64_FORMAT "\n", n, seed);
  tide_clinic_close (clinic);
  return TIDE_EXIT_DONE;
}

/* --- patients --- */

static void
print_patient (TideClinic *clinic, gint64 id, JsonBuilder *builder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TidePatientRow) row = tide_clinic_load_row (clinic, id, &error);
  if (row == NULL)
    return;
  static const char *const sexes[] = { "unknown", "female", "male", "other" };
  g_autofree char *born = tide_date_to_iso (row->birth_date);
  const char *level = row->highest_alert != TIDE_LEVEL_NONE ? tide_level_to_code (row->highest_alert) : NULL;
  if (builder == NULL)
    {
      g_print ("%-12s %s, %s  %s  %s  %s  %s\n", row->mrn, row->family_name != NULL ? row->family_name : "",
               row->given_name != NULL ? row->given_name : "", *born != '\0' ? born : "birth date unknown",
               sexes[CLAMP (row->sex, 0, 3)], row->diagnosis != NULL ? row->diagnosis : "–",
               level != NULL ? level : "");
      return;
    }
  g_autoptr (GPtrArray) diagnoses
    = tide_clinic_list (clinic, &tide_diagnosis_class, "patient_id", id, &error);
  json_builder_begin_object (builder);
  tide_cli_json_string (builder, "mrn", row->mrn);
  tide_cli_json_string (builder, "family_name", row->family_name);
  tide_cli_json_string (builder, "given_name", row->given_name);
  tide_cli_json_string (builder, "birth_date", *born != '\0' ? born : NULL);
  tide_cli_json_string (builder, "sex", sexes[CLAMP (row->sex, 0, 3)]);
  json_builder_set_member_name (builder, "diagnoses");
  json_builder_begin_array (builder);
  for (guint pass = 0; diagnoses != NULL && pass < 2; pass++)
    for (guint i = 0; i < diagnoses->len; i++)
      {
        const TideDiagnosis *d = diagnoses->pdata[i];
        if (!d->entered_in_error && d->primary == (pass == 0))
          json_builder_add_string_value (builder, d->code);
      }
  json_builder_end_array (builder);
  tide_cli_json_string (builder, "highest_alert", level);
  json_builder_end_object (builder);
}

static TideExit
run_patients (TideArguments *arguments)
{
  TideExit code;
  const char *find;
  gboolean as_json = tide_cli_take_flag (arguments, "--json");
  if (!tide_cli_take_option (arguments, "--find", &find))
    return TIDE_EXIT_USAGE;
  g_autoptr (TideClinic) clinic = tide_cli_open (arguments, &code);
  if (clinic == NULL || !tide_cli_take_end (arguments))
    return clinic == NULL ? code : TIDE_EXIT_USAGE;
  guint more;
  g_autoptr (GArray) hits = tide_clinic_search (clinic, find != NULL ? find : "", 0, G_MAXINT, &more);
  JsonBuilder *builder = as_json ? json_builder_new () : NULL;
  if (as_json)
    {
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "patients");
      json_builder_begin_array (builder);
    }
  for (guint i = 0; i < hits->len; i++)
    print_patient (clinic, g_array_index (hits, TideSearchHit, i).patient_id, builder);
  if (as_json)
    {
      json_builder_end_array (builder);
      json_builder_end_object (builder);
      tide_cli_print_json (builder);
    }
  return TIDE_EXIT_DONE;
}

/* --- alerts --- */

static void
print_alert (TideClinic *clinic, const TideAlert *alert, JsonBuilder *builder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TidePatient) patient
    = tide_clinic_lookup (clinic, &tide_patient_class, alert->patient_id, &error);
  TideInstrument *scale = alert->instrument_id != NULL
                            ? tide_library_lookup (tide_clinic_get_library (clinic), alert->instrument_id)
                            : NULL;
  g_autofree char *title = tide_alert_rules_dup_title (scale, alert);
  g_autofree char *raised = tide_instant_to_iso (alert->raised);
  const char *mrn = patient != NULL ? patient->mrn : "";
  if (builder == NULL)
    {
      g_print ("%-12s %-6s %-4s %s, %s%s\n", mrn, tide_level_codes[alert->level], alert->rule, title, raised,
               alert->historical ? ", historical" : "");
      return;
    }
  json_builder_begin_object (builder);
  tide_cli_json_string (builder, "mrn", mrn);
  tide_cli_json_string (builder, "rule", alert->rule);
  tide_cli_json_string (builder, "level", tide_level_codes[alert->level]);
  tide_cli_json_string (builder, "title", title);
  tide_cli_json_string (builder, "instrument", alert->instrument_id);
  tide_cli_json_string (builder, "item", alert->item_id);
  tide_cli_json_string (builder, "raised_at", raised);
  json_builder_set_member_name (builder, "historical");
  json_builder_add_boolean_value (builder, alert->historical);
  json_builder_set_member_name (builder, "source_amended");
  json_builder_add_boolean_value (builder, alert->source_amended);
  json_builder_end_object (builder);
}

static TideExit
run_alerts (TideArguments *arguments)
{
  TideExit code;
  gboolean as_json = tide_cli_take_flag (arguments, "--json");
  g_autoptr (TideClinic) clinic = tide_cli_open (arguments, &code);
  if (clinic == NULL || !tide_cli_take_end (arguments))
    return clinic == NULL ? code : TIDE_EXIT_USAGE;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) alerts = tide_clinic_run_time_rules (clinic, 0, tide_instant_now (), &error)
                                   ? tide_clinic_list_open_alerts (clinic, &error)
                                   : NULL;
  if (alerts == NULL)
    return tide_cli_fail (arguments, error);
  JsonBuilder *builder = as_json ? json_builder_new () : NULL;
  if (as_json)
    {
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "alerts");
      json_builder_begin_array (builder);
    }
  for (guint i = 0; i < alerts->len; i++)
    print_alert (clinic, alerts->pdata[i], builder);
  if (as_json)
    {
      json_builder_end_array (builder);
      json_builder_end_object (builder);
      tide_cli_print_json (builder);
    }
  return TIDE_EXIT_DONE;
}

/* --- backup --- */

static TideExit
run_backup (TideArguments *arguments)
{
  TideExit code;
  g_autoptr (TideClinic) clinic = tide_cli_open (arguments, &code);
  if (clinic == NULL)
    return code;
  const char *out = tide_cli_take_word (arguments);
  if (out == NULL)
    return tide_cli_refuse (arguments, "OUT: the backup's folder must be named");
  if (!tide_cli_take_end (arguments))
    return TIDE_EXIT_USAGE;
  g_autoptr (GError) error = NULL;
  if (!tide_clinic_backup (clinic, out, &error))
    return tide_cli_fail (arguments, error);
  g_print ("%s: opened and verified\n", out);
  return TIDE_EXIT_DONE;
}

/* --- verify --- */

static void
json_words (JsonBuilder *builder, const char *key, const GPtrArray *words)
{
  json_builder_set_member_name (builder, key);
  json_builder_begin_array (builder);
  for (guint i = 0; words != NULL && i < words->len; i++)
    json_builder_add_string_value (builder, words->pdata[i]);
  json_builder_end_array (builder);
}

static void
print_verification_json (const TideVerification *v, const char *head, gint64 head_row)
{
  JsonBuilder *builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "ok");
  json_builder_add_boolean_value (builder, v->ok);
  tide_cli_json_string (builder, "integrity", v->integrity);
  json_builder_set_member_name (builder, "audit");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "rows");
  json_builder_add_int_value (builder, v->audit_rows);
  tide_cli_json_string (builder, "head", v->head);
  json_words (builder, "breaks", v->breaks);
  if (head != NULL)
    {
      json_builder_set_member_name (builder, "asked_head_row");
      tide_cli_json_number (builder, head_row > 0 ? (double) head_row : NAN);
    }
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "rows");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "checked");
  json_builder_add_int_value (builder, v->rows_checked);
  json_words (builder, "changed", v->changed);
  json_words (builder, "missing", v->missing);
  json_words (builder, "unaudited", v->unaudited);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "scores");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "checked");
  json_builder_add_int_value (builder, v->scores_checked);
  json_words (builder, "different", v->scores_different);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  tide_cli_print_json (builder);
}

static void
print_words (const char *title, const GPtrArray *words)
{
  for (guint i = 0; words != NULL && i < words->len; i++)
    g_print ("%s: %s\n", title, (const char *) words->pdata[i]);
}

static void
print_verification_text (const TideVerification *v)
{
  print_words ("audit", v->breaks);
  print_words ("changed", v->changed);
  print_words ("missing", v->missing);
  print_words ("unaudited", v->unaudited);
  print_words ("score", v->scores_different);
  if (g_strcmp0 (v->integrity, "ok") != 0)
    g_print ("database: %s\n", v->integrity);
  g_print ("%s: %" G_GINT64_FORMAT " audit rows, %" G_GINT64_FORMAT " rows and %" G_GINT64_FORMAT
           " scores checked; head %s\n",
           v->ok ? "all agrees" : "NOT AS AUDITED", v->audit_rows, v->rows_checked, v->scores_checked,
           v->head);
}

/* *number is the audit row that has @head, 0 when none. */
static TideExit
find_head (TideArguments *arguments, TideClinic *clinic, const char *head, gint64 *number)
{
  g_autoptr (GError) error = NULL;
  *number = 0;
  if (head == NULL || tide_clinic_has_head (clinic, head, number, &error) || error == NULL)
    return TIDE_EXIT_DONE;
  if (!g_error_matches (error, TIDE_ERROR, TIDE_ERROR_VALUE))
    return tide_cli_fail (arguments, error);
  return tide_cli_refuse (arguments, "--%s", error->message);
}

static TideExit
run_verify (TideArguments *arguments)
{
  TideExit code;
  const char *head;
  gint64 number;
  gboolean as_json = tide_cli_take_flag (arguments, "--json");
  if (!tide_cli_take_option (arguments, "--head", &head))
    return TIDE_EXIT_USAGE;
  g_autoptr (TideClinic) clinic = tide_cli_open (arguments, &code);
  if (clinic == NULL || !tide_cli_take_end (arguments))
    return clinic == NULL ? code : TIDE_EXIT_USAGE;
  if ((code = find_head (arguments, clinic, head, &number)) != TIDE_EXIT_DONE)
    return code;
  g_autoptr (GError) error = NULL;
  g_autoptr (TideVerification) v = tide_clinic_verify (clinic, NULL, &error);
  if (v == NULL)
    return tide_cli_fail (arguments, error);
  if (as_json)
    print_verification_json (v, head, number);
  else
    print_verification_text (v);
  if (head != NULL && number == 0)
    {
      g_printerr ("tidemark-cli verify: --head: “%s” is not in this clinic's chain\n", head);
      return TIDE_EXIT_FAILED;
    }
  if (head != NULL && !as_json)
    g_print ("audit row %" G_GINT64_FORMAT " has this head\n", number);
  return v->ok ? TIDE_EXIT_DONE : TIDE_EXIT_FAILED;
}

const TideCommand tide_cli_clinic_commands[] = {
  { "new", "DIR (--passphrase-file FILE | --plain) [--name NAME]",
    "Makes an empty clinic. With a passphrase it is encrypted and the recovery key is printed once.",
    run_new },
  { "demo", "DIR [--patients N] [--seed S] [--passphrase-file FILE]",
    "Makes a clinic of N synthetic patients (400). The same seed on the same day gives the same clinic.",
    run_demo },
  { "patients", "DIR [--find TEXT] [--json]",
    "Lists patients in name order; --find as the search of the program.", run_patients },
  { "alerts", "DIR [--json]", "Lists open alerts: highest level first, then oldest.", run_alerts },
  { "backup", "DIR OUT", "Copies the clinic to the new folder OUT, then opens and verifies the copy.",
    run_backup },
  { "verify", "DIR [--head HEX] [--json]",
    "Recomputes the audit chain, compares every record with it, recomputes every score. --head: whether a head that was "
    "printed on a page is in the chain.",
    run_verify },
  { 0 },
};
