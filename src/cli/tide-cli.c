/* tide-cli.c: options, errors and JSON for every command. */

#include "tide-cli.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "tide-clinic-criteria.h"

#define MOST_PASSPHRASE 4096

TideExit
tide_cli_refuse (TideArguments *arguments, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree char *message = g_strdup_vprintf (format, args);
  va_end (args);
  g_printerr ("tidemark-cli %s: %s\n", arguments->command, message);
  return TIDE_EXIT_USAGE;
}

TideExit
tide_cli_fail (TideArguments *arguments, const GError *error)
{
  g_printerr ("tidemark-cli %s: %s\n", arguments->command, error != NULL ? error->message : "unknown error");
  return g_error_matches (error, TIDE_ERROR, TIDE_ERROR_VALUE) ? TIDE_EXIT_USAGE : TIDE_EXIT_FAILED;
}

gboolean
tide_cli_take_flag (TideArguments *arguments, const char *name)
{
  for (guint i = 0; i < arguments->words->len; i++)
    if (g_str_equal (arguments->words->pdata[i], name))
      {
        g_ptr_array_remove_index (arguments->words, i);
        return TRUE;
      }
  return FALSE;
}

gboolean
tide_cli_take_option (TideArguments *arguments, const char *name, const char **value)
{
  gsize length = strlen (name);
  *value = NULL;
  for (guint i = 0; i < arguments->words->len; i++)
    {
      const char *word = arguments->words->pdata[i];
      if (strncmp (word, name, length) != 0 || (word[length] != '\0' && word[length] != '='))
        continue;
      g_ptr_array_remove_index (arguments->words, i);
      if (word[length] == '=')
        {
          *value = word + length + 1;
          return TRUE;
        }
      if (i >= arguments->words->len || g_str_has_prefix (arguments->words->pdata[i], "--"))
        {
          tide_cli_refuse (arguments, "%s: a value must follow", name);
          return FALSE;
        }
      *value = arguments->words->pdata[i];
      g_ptr_array_remove_index (arguments->words, i);
      return TRUE;
    }
  return TRUE;
}

const char *
tide_cli_take_word (TideArguments *arguments)
{
  for (guint i = 0; i < arguments->words->len; i++)
    {
      const char *word = arguments->words->pdata[i];
      /* "-" alone is a missing answer, "--x" an option that nobody took. */
      if (g_str_has_prefix (word, "--"))
        continue;
      g_ptr_array_remove_index (arguments->words, i);
      return word;
    }
  return NULL;
}

gboolean
tide_cli_take_end (TideArguments *arguments)
{
  if (arguments->words->len == 0)
    return TRUE;
  const char *word = arguments->words->pdata[0];
  tide_cli_refuse (arguments,
                   g_str_has_prefix (word, "--") ? "%s: no such option (see --help)"
                                                 : "%s: one word too many (see --help)",
                   word);
  return FALSE;
}

gboolean
tide_cli_parse_count (TideArguments *arguments, const char *name, const char *text, guint64 most,
                      guint64 *count)
{
  g_autoptr (GError) error = NULL;
  if (g_ascii_string_to_unsigned (text, 10, 0, most, count, &error))
    return TRUE;
  tide_cli_refuse (arguments, "%s: “%s” is not a whole number from 0 to %" G_GUINT64_FORMAT, name, text,
                   most);
  return FALSE;
}

gboolean
tide_cli_parse_date (TideArguments *arguments, const char *name, const char *text, TideDate *date)
{
  g_autoptr (GError) error = NULL;
  if (tide_date_parse (text, date, &error))
    return TRUE;
  tide_cli_refuse (arguments, "%s: %s", name, error->message);
  return FALSE;
}

/* --- passphrase --- */

void
tide_cli_passphrase_free (TidePassphrase *passphrase)
{
  if (passphrase == NULL)
    return;
  sodium_free ((char *) passphrase->bytes);
  g_free (passphrase);
}

static int
open_source (const char *source)
{
  guint64 number;
  if (g_ascii_string_to_unsigned (source, 10, 0, G_MAXINT, &number, NULL))
    return dup ((int) number);
  return open (source, O_RDONLY | O_CLOEXEC);
}

gboolean
tide_cli_take_passphrase (TideArguments *arguments, TidePassphrase **passphrase)
{
  const char *source;
  *passphrase = NULL;
  if (!tide_cli_take_option (arguments, "--passphrase-file", &source))
    return FALSE;
  if (source == NULL)
    return TRUE;
  int fd = open_source (source);
  if (fd < 0 || sodium_init () < 0)
    {
      tide_cli_refuse (arguments, "--passphrase-file: %s: %s", source, g_strerror (errno));
      return FALSE;
    }
  char *bytes = sodium_malloc (MOST_PASSPHRASE);
  gsize length = 0;
  gssize got;
  while (length < MOST_PASSPHRASE && (got = read (fd, bytes + length, MOST_PASSPHRASE - length)) > 0)
    length += (gsize) got;
  close (fd);
  char *end = memchr (bytes, '\n', length);
  gsize used = end != NULL ? (gsize) (end - bytes) : length;
  if (used == 0 || used == MOST_PASSPHRASE)
    {
      sodium_free (bytes);
      tide_cli_refuse (arguments, "--passphrase-file: %s: its first line must hold 1 to %d bytes", source,
                       MOST_PASSPHRASE - 1);
      return FALSE;
    }
  *passphrase = g_new0 (TidePassphrase, 1);
  (*passphrase)->bytes = bytes;
  (*passphrase)->length = (gssize) used;
  return TRUE;
}

/* --- clinic --- */

TideClinic *
tide_cli_open (TideArguments *arguments, TideExit *code)
{
  g_autoptr (TidePassphrase) passphrase = NULL;
  *code = TIDE_EXIT_USAGE;
  if (!tide_cli_take_passphrase (arguments, &passphrase))
    return NULL;
  const char *folder = tide_cli_take_word (arguments);
  if (folder == NULL)
    {
      tide_cli_refuse (arguments, "DIR: the clinic's folder must be named");
      return NULL;
    }
  g_autoptr (GError) error = NULL;
  TideClinic *clinic = tide_clinic_open (folder, passphrase, TIDE_STORE_READ_ONLY_IF_IN_USE, &error);
  if (clinic != NULL)
    return clinic;
  if (g_error_matches (error, TIDE_ERROR, TIDE_ERROR_NEEDS_PASSPHRASE))
    tide_cli_refuse (arguments,
                     "%s: the clinic is encrypted: name its passphrase with --passphrase-file FILE", folder);
  else if (g_error_matches (error, TIDE_ERROR, TIDE_ERROR_NOT_A_CLINIC))
    tide_cli_refuse (arguments, "DIR: %s", error->message);
  else
    *code = tide_cli_fail (arguments, error);
  return NULL;
}

TidePatient *
tide_cli_take_patient (TideArguments *arguments, TideClinic *clinic, TideExit *code)
{
  const char *mrn;
  *code = TIDE_EXIT_USAGE;
  if (!tide_cli_take_option (arguments, "--patient", &mrn))
    return NULL;
  if (mrn == NULL)
    {
      tide_cli_refuse (arguments, "--patient: the record number must be named");
      return NULL;
    }
  g_autoptr (GError) error = NULL;
  TidePatient *patient = tide_clinic_lookup_text (clinic, &tide_patient_class, "mrn", mrn, &error);
  if (patient == NULL && error != NULL)
    *code = tide_cli_fail (arguments, error);
  else if (patient == NULL)
    tide_cli_refuse (arguments, "--patient: nobody has the record number “%s”", mrn);
  return patient;
}

/* --- JSON --- */

void
tide_cli_print_json (JsonBuilder *builder)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);
  g_autofree char *text = json_generator_to_data (generator, NULL);
  fputs (text, stdout);
  fputc ('\n', stdout);
  g_object_unref (builder);
}

void
tide_cli_json_number (JsonBuilder *builder, double value)
{
  if (isnan (value))
    json_builder_add_null_value (builder);
  else if (value == floor (value) && fabs (value) < 9e15)
    json_builder_add_int_value (builder, (gint64) value);
  else
    json_builder_add_double_value (builder, value);
}

void
tide_cli_json_string (JsonBuilder *builder, const char *key, const char *value)
{
  json_builder_set_member_name (builder, key);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

/* The clinic's own by their id (transfer full). */
static TideCriteria *
find_own_rules (TideClinic *clinic, const char *id)
{
  g_autoptr (GPtrArray) own = tide_clinic_list_criteria (clinic, NULL);
  for (guint i = 0; i < own->len; i++)
    if (g_strcmp0 (tide_criteria_get_id (own->pdata[i]), id) == 0)
      return (TideCriteria *) tide_criteria_ref (own->pdata[i]);
  return NULL;
}

gboolean
tide_cli_load_rules (TideArguments *arguments, TideClinic *clinic, const char *name,
                     const TideCriteria **criteria, TideCriteria **owned)
{
  g_autofree char *text = NULL;
  gsize length;
  g_autoptr (GError) error = NULL;
  if (name == NULL)
    return TRUE;
  *criteria = tide_criteria_lookup (name);
  if (*criteria != NULL)
    return TRUE;
  *owned = find_own_rules (clinic, name);
  if (*owned == NULL && g_file_get_contents (name, &text, &length, &error))
    *owned = tide_criteria_parse (name, text, (gssize) length, tide_clinic_get_library (clinic), &error);
  *criteria = *owned;
  if (*owned == NULL)
    tide_cli_refuse (arguments, "--rules: %s", error->message);
  return *owned != NULL;
}
