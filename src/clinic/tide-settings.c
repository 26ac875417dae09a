/* tide-settings.c: every setting of a clinic with its default.
 *
 * A setting that nobody has changed has no row; its default stands here, so that a later version may mend a
 * default without touching what a clinic chose.
 */
#include "tide-settings.h"

#include <string.h>

#include "tide-session-rules.h"
#include "tide-start-list.h"

typedef struct
{
  const char *key, *value;
} Setting;

static const Setting settings[] = {
  { "clinic.name", "" },
  { "clinic.address", "" },             /* lines by \n, printed in the letterhead */
  { "clinic.phone", "" },               /* one line, in the letterhead and on a patient's sheet */
  { "clinic.patient_crisis_text", "" }, /* on a patient's sheet: whom to call when it gets hard */
  { "clinic.crisis_text", "" },         /* shown under a red suicide alert: telephone numbers, local policy */
  { "clinic.currency", "" },            /* of every cost, as it is printed: "EUR" */
  { "policy.text", "" },        /* the clinic's own rules and law, shown with eligibility and consent */
  { "clinic.synthetic", "no" }, /* "yes": the demo clinic, badge on every screen and page */
  { "lock.minutes", "10" },     /* idle minutes before the clinic locks itself; 0 never */
  { "paper", "a4" },            /* or letter */
  { "summary.reader", "referrer" },

  /* What a New visit walks through, by condition: instruments, then "side_effects" and "note". The first is
   * the scale that the condition is charted by. */
  { "battery.ocd", "ybocs cgis cgii phq9 side_effects note" },
  { "battery.ocd_child", "cybocs cgis cgii side_effects note" },
  { "battery.depression", "madrs phq9 cgis cgii side_effects note" },
  { "battery.bipolar", "madrs ymrs cgis cgii side_effects note" },
  { "battery.ptsd", "pcl5 phq9 cgis cgii side_effects note" },
  { "battery.social_anxiety", "lsas phq9 cgis cgii side_effects note" },
  { "battery.anxiety", "gad7 phq9 cgis cgii side_effects note" },
  { "battery.substance", "craving days_used phq9 side_effects note" },
  { "battery.pain", "peg pain_nrs phq9 side_effects note" },
  { "battery.suicide", "cssrs_screen phq9 cgis side_effects note" },
  { "battery.other", "cgis cgii phq9 side_effects note" },
};

const char *
tide_setting_get_default (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    if (strcmp (settings[i].key, key) == 0)
      return settings[i].value;
  return NULL;
}

static gboolean
refuse (GError **error, const char *key, const char *reason)
{
  g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE, "%s: %s", key, reason);
  return FALSE;
}

static gboolean
check_key (const char *key, GError **error)
{
  gsize n = strlen (key);
  if (n == 0 || n > 100 || strspn (key, "abcdefghijklmnopqrstuvwxyz0123456789._-") != n)
    return refuse (error, "key", "a setting's name has small letters, digits, dots, hyphens and underscores");
  return TRUE;
}

static gboolean
check_choice (const char *key, const char *value, const char *const *choices, GError **error)
{
  if (g_strv_contains (choices, value))
    return TRUE;
  g_autofree char *allowed = g_strjoinv (", ", (char **) choices);
  g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE, "%s: \"%s\" is not one of %s", key, value, allowed);
  return FALSE;
}

static gboolean
check_minutes (const char *key, const char *value, GError **error)
{
  double minutes;
  if (tide_number_parse (value, &minutes, NULL) && minutes >= 0 && minutes <= 240 && minutes == (int) minutes)
    return TRUE;
  return refuse (error, key, "whole minutes from 1 to 240, or 0 for never");
}

static gboolean
check_battery (const char *key, const char *value, TideLibrary *library, GError **error)
{
  g_auto (GStrv) parts = g_strsplit_set (value, " \t\n", -1);
  guint n = 0;
  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (*parts[i] == '\0')
        continue;
      n++;
      for (guint j = 0; j < i; j++)
        if (strcmp (parts[i], parts[j]) == 0)
          return refuse (error, key, "a part stands twice");
      if (strcmp (parts[i], "side_effects") == 0 || strcmp (parts[i], "note") == 0)
        continue;
      if (tide_library_lookup (library, parts[i]) == NULL)
        {
          g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE,
                       "%s: \"%s\" is no instrument of this clinic, \"side_effects\" or \"note\"", key,
                       parts[i]);
          return FALSE;
        }
    }
  return n > 0 ? TRUE : refuse (error, key, "at least one part");
}

static gboolean
check_threshold (const char *key, const char *value, GError **error)
{
  if (g_str_has_suffix (key, TIDE_SETTING_SOURCE))
    return TRUE;
  g_autoptr (TideThresholds) defaults = tide_thresholds_new ();
  double number;
  if (tide_thresholds_lookup (defaults, key + strlen (TIDE_SETTING_THRESHOLD)) == NULL)
    return refuse (error, key, "there is no such threshold");
  if (!tide_number_parse (value, &number, NULL) || number < 0)
    return refuse (error, key, "a number, not negative");
  return TRUE;
}

static gboolean
check_limit (const char *key, const char *value, GError **error)
{
  if (g_str_has_suffix (key, TIDE_SETTING_SOURCE))
    return TRUE;
  g_autoptr (TideSessionRules) rules = tide_session_rules_new ();
  double number;
  if (!tide_session_rules_set_limit (rules, key + strlen (TIDE_SETTING_LIMIT), 0, ""))
    return refuse (error, key, "there is no such limit");
  if (!tide_number_parse (value, &number, NULL) || number < 0)
    return refuse (error, key, "a number, not negative");
  return TRUE;
}

#define LONGEST_LOGO (1024 * 1024 * 4 / 3 + 4) /* 1 MB in base64 */

static gboolean
check_logo (const char *key, const char *value, GError **error)
{
  gsize n = strlen (value);
  if (n <= LONGEST_LOGO
      && strspn (value, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=") == n)
    return TRUE;
  return refuse (error, key, "base64 of a picture of at most 1 MB");
}

#define MOST_PHRASES 20000 /* bytes of one person's */

static gboolean
check_phrases (const char *key, const char *value, GError **error)
{
  return strlen (value) <= MOST_PHRASES ? TRUE : refuse (error, key, "at most 20000 bytes");
}

#define LONGEST_QUESTION 80 /* characters: it stands beside its answer */

gboolean
tide_setting_read_question (const char *value, int *wanted, const char **label)
{
  const char *blank = strchr (value, ' ');
  g_autofree char *word = blank != NULL ? g_strndup (value, (gsize) (blank - value)) : NULL;
  if (word == NULL || blank[1] == '\0' || !g_strv_contains (tide_wanted_codes, word))
    return FALSE;
  *wanted = tide_code_from_text (tide_wanted_codes, word);
  *label = blank + 1;
  return TRUE;
}

static gboolean
check_question (const char *key, const char *value, GError **error)
{
  const char *label;
  int wanted;
  if (!tide_setting_read_question (value, &wanted, &label))
    return refuse (error, key, "\"words\", \"any\", \"yes\" or \"no\", a blank, and the question");
  if (g_utf8_strlen (label, -1) > LONGEST_QUESTION || strchr (label, '\n') != NULL)
    return refuse (error, key, "a question of one line, at most 80 characters");
  return TRUE;
}

gboolean
tide_setting_check (const char *key, const char *value, TideLibrary *library, GError **error)
{
  static const char *const papers[] = { "a4", "letter", NULL };
  static const char *const readers[] = { "referrer", "patient", "payer", NULL };
  static const char *const yes_no[] = { "yes", "no", NULL };

  if (!check_key (key, error))
    return FALSE;
  if (value == NULL)
    return TRUE; /* back to the default */
  if (!g_utf8_validate (value, -1, NULL))
    return refuse (error, key, "not UTF-8 text");
  if (strcmp (key, "paper") == 0)
    return check_choice (key, value, papers, error);
  if (strcmp (key, "summary.reader") == 0)
    return check_choice (key, value, readers, error);
  if (strcmp (key, "clinic.synthetic") == 0)
    return check_choice (key, value, yes_no, error);
  if (strcmp (key, "clinic.logo") == 0)
    return check_logo (key, value, error);
  if (g_str_has_prefix (key, TIDE_SETTING_PHRASES))
    return check_phrases (key, value, error);
  if (strcmp (key, "lock.minutes") == 0)
    return check_minutes (key, value, error);
  if (g_str_has_prefix (key, "battery."))
    return check_battery (key, value, library, error);
  if (g_str_has_prefix (key, TIDE_SETTING_THRESHOLD))
    return check_threshold (key, value, error);
  if (g_str_has_prefix (key, TIDE_SETTING_LIMIT))
    return check_limit (key, value, error);
  if (g_str_has_prefix (key, TIDE_SETTING_QUESTION))
    return check_question (key, value, error);
  return TRUE;
}
