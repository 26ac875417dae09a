/* tide-wording.c: the words that a person reads for codes and facts of records. */
#include "tide-wording.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const char *code;
  const char *word;
} CodeWord;

/* Contact, rater type, session, setting, device, severity, yes and no, roles, sex: their codes are distinct.
 */
static const CodeWord code_words[] = {
  { "in_person", N_ ("In person") },
  { "video", N_ ("Video") },
  { "phone", N_ ("Phone") },
  { "paper", N_ ("Paper") },
  { "clinician", N_ ("Clinician") },
  { "self", N_ ("Self") },
  { "informant", N_ ("Informant") },
  { "independent", N_ ("Independent rater") },
  { "planned", N_ ("Planned") },
  { "held", N_ ("Held") },
  { "missed", N_ ("Missed") },
  { "cancelled", N_ ("Cancelled by the clinic") },
  { "stopped", N_ ("Stopped early") },
  { "clinic", N_ ("Clinic") },
  { "home", N_ ("Home") },
  { "inpatient", N_ ("Inpatient") },
  { "remote", N_ ("Remote") },
  { "syringe_pump", N_ ("Syringe pump") },
  { "volumetric_pump", N_ ("Volumetric pump") },
  { "elastomeric_pump", N_ ("Elastomeric pump") },
  { "nasal_device", N_ ("Nasal device") },
  { "none", N_ ("None") },
  { "other", N_ ("Other") },
  { "mild", N_ ("Mild") },
  { "moderate", N_ ("Moderate") },
  { "severe", N_ ("Severe") },
  { "no", N_ ("No") },
  { "yes", N_ ("Yes") },
  { "female", N_ ("Female") },
  { "male", N_ ("Male") },
  { "psychiatrist", N_ ("Psychiatrist") },
  { "psychologist", N_ ("Psychologist") },
  { "therapist", N_ ("Therapist") },
  { "nurse", N_ ("Nurse") },
  { "physician", N_ ("Physician") },
  { "assistant", N_ ("Assistant") },
  { "administrator", N_ ("Administrator") },
  { "amended", N_ ("Amended") },
  { "moved", N_ ("Moved to another chart") },
  { "entered_in_error", N_ ("Entered in error") },
  { "final", N_ ("Final") },
};

const char *
tide_word_for_code (const char *const *codes, int value)
{
  if (value <= 0)
    return "";
  for (guint i = 0; i < G_N_ELEMENTS (code_words); i++)
    if (g_str_equal (code_words[i].code, codes[value]))
      return _ (code_words[i].word);
  return codes[value];
}

const char *
tide_word_for_visit_part (const char *part)
{
  g_return_val_if_fail (part != NULL, "");
  return g_str_equal (part, "side_effects") ? _ ("Unwanted effects")
         : g_str_equal (part, "note")       ? _ ("Note")
                                            : part;
}

char *
tide_words_dup_staff_name (const TideHistory *history, gint64 staff_id)
{
  const TideStaff *staff = staff_id != 0 ? tide_history_find_staff (history, staff_id) : NULL;
  return tide_name_isolate (staff != NULL && staff->name != NULL ? staff->name : "");
}

char *
tide_words_for_rater (const TideHistory *history, const TideAssessmentData *data)
{
  g_autofree char *name = tide_words_dup_staff_name (history, data->rater_id);
  const char *type = tide_word_for_code (tide_rater_type_codes, data->rater_type);
  const char *contact = tide_word_for_code (tide_contact_codes, data->contact);
  gboolean remote = data->contact > 0 && !g_str_equal (tide_contact_codes[data->contact], "in_person");
  const char *second = remote ? contact : name[0] != '\0' ? type : "";
  const char *first = name[0] != '\0' ? name : type;
  if (second[0] == '\0')
    return g_strdup (first);
  if (first[0] == '\0')
    return g_strdup (second);
  g_autofree char *lower = g_utf8_strdown (second, -1);
  return g_strdup_printf ("%s, %s", first, lower);
}

char *
tide_words_capitalised (const char *text)
{
  g_autofree char *first = g_utf8_substring (text, 0, *text ? 1 : 0);
  g_autofree char *upper = g_utf8_strup (first, -1);

  return g_strconcat (upper, text + strlen (first), NULL);
}

char *
tide_words_daily_dose (double dose_mg_per_day)
{
  if (dose_mg_per_day == 0)
    return g_strdup (_ ("stopped"));
  g_autofree char *number = tide_number_to_text (dose_mg_per_day);
  return g_strdup_printf (_ ("%s mg/day"), number);
}

char *
tide_words_period (TideDate from, TideDate until)
{
  g_autofree char *start = tide_date_to_words (from), *end = tide_date_to_words (until);
  if (!tide_date_is_known (from))
    return tide_date_is_known (until) ? g_strdup_printf (_ ("start unknown – %s"), end)
                                      : g_strdup (_ ("start unknown"));
  if (tide_date_is_known (until))
    return g_strdup_printf ("%s – %s", start, end);
  return g_strdup_printf (from > tide_date_today () ? _ ("planned from %s") : _ ("from %s"), start);
}

char *
tide_words_days (int days)
{
  if (days <= 0)
    return g_strdup (_ ("since today"));
  return g_strdup_printf (ngettext ("%d day", "%d days", days), days);
}

char *
tide_words_sentence (const char *words)
{
  g_autofree char *first = g_utf8_substring (words, 0, *words != '\0' ? 1 : 0);
  g_autofree char *upper = g_utf8_strup (first, -1);
  const char *rest = words + strlen (first);
  gboolean ends = *words == '\0' || strchr (".!?", words[strlen (words) - 1]) != NULL;
  return g_strconcat (upper, rest, ends ? NULL : ".", NULL);
}

char *
tide_words_file_name (const char *kind, const char *suffix)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *clock = g_date_time_format (now, "%H%M%S"), *day = tide_date_to_iso (tide_date_today ());
  return g_strdup_printf ("%s-%s-%s.%s", kind, day, clock, suffix);
}
