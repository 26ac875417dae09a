/* tide-observation.c: fields and faults of a cockpit row, and the list of its missed cells.
 *
 * The limits are not normal values: outside them a number can only be a slip of the keyboard.
 */
#include "tide-observation.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tide-field-private.h"

static const TideField tide_observation_fields[] = {
  TIDE_FIELD_REFERS (TideObservation, patient_id, TIDE_FIELD_REQUIRED, "patient"),
  TIDE_FIELD_REFERS (TideObservation, session_id, TIDE_FIELD_REQUIRED, "session"),
  TIDE_FIELD_MUST (TideObservation, slot, TIDE_FIELD_TEXT),
  TIDE_FIELD_EXACT (TideObservation, asked, 0),
  TIDE_FIELD_EXACT (TideObservation, taken, TIDE_FIELD_REQUIRED),
  TIDE_FIELD_BETWEEN (TideObservation, systolic, TIDE_FIELD_INTEGER, 30, 320),
  TIDE_FIELD_BETWEEN (TideObservation, diastolic, TIDE_FIELD_INTEGER, 10, 220),
  TIDE_FIELD_BETWEEN (TideObservation, heart_rate, TIDE_FIELD_INTEGER, 10, 350),
  TIDE_FIELD_BETWEEN (TideObservation, spo2, TIDE_FIELD_INTEGER, 30, 100),
  TIDE_FIELD_BETWEEN (TideObservation, respiratory_rate, TIDE_FIELD_INTEGER, 0, 100),
  TIDE_FIELD_BETWEEN (TideObservation, moaas, TIDE_FIELD_INTEGER, 0, 5),
  TIDE_FIELD_BETWEEN (TideObservation, nausea, TIDE_FIELD_INTEGER, 0, 10),
  TIDE_FIELD_BETWEEN (TideObservation, cadss6, TIDE_FIELD_INTEGER, 0, 24),
  TIDE_FIELD (TideObservation, missed, TIDE_FIELD_TEXT),
  TIDE_FIELD (TideObservation, note, TIDE_FIELD_TEXT),
  TIDE_FIELD_REFERS (TideObservation, staff_id, 0, "staff"),
  TIDE_FIELD (TideObservation, entered_in_error, TIDE_FIELD_BOOLEAN),
};
TIDE_RECORD_CLASS (TideObservation, tide_observation, "observation");

static const struct
{
  const char *name;
  gsize offset;
} cells[TIDE_N_CELLS] = {
  [TIDE_CELL_SYSTOLIC] = { "systolic", G_STRUCT_OFFSET (TideObservation, systolic) },
  [TIDE_CELL_DIASTOLIC] = { "diastolic", G_STRUCT_OFFSET (TideObservation, diastolic) },
  [TIDE_CELL_HEART_RATE] = { "heart_rate", G_STRUCT_OFFSET (TideObservation, heart_rate) },
  [TIDE_CELL_SPO2] = { "spo2", G_STRUCT_OFFSET (TideObservation, spo2) },
  [TIDE_CELL_RESPIRATORY_RATE] = { "respiratory_rate", G_STRUCT_OFFSET (TideObservation, respiratory_rate) },
  [TIDE_CELL_MOAAS] = { "moaas", G_STRUCT_OFFSET (TideObservation, moaas) },
  [TIDE_CELL_NAUSEA] = { "nausea", G_STRUCT_OFFSET (TideObservation, nausea) },
  [TIDE_CELL_CADSS6] = { "cadss6", G_STRUCT_OFFSET (TideObservation, cadss6) },
};

const char *
tide_cell_get_name (TideCell cell)
{
  g_return_val_if_fail (cell < TIDE_N_CELLS, NULL);
  return cells[cell].name;
}

const char *
tide_cell_get_label (TideCell cell)
{
  const char *const labels[TIDE_N_CELLS] = {
    [TIDE_CELL_SYSTOLIC] = _ ("Systolic"),
    [TIDE_CELL_DIASTOLIC] = _ ("Diastolic"),
    [TIDE_CELL_HEART_RATE] = _ ("Heart rate"),
    [TIDE_CELL_SPO2] = _ ("Oxygen saturation"),
    [TIDE_CELL_RESPIRATORY_RATE] = _ ("Respiratory rate"),
    [TIDE_CELL_MOAAS] = _ ("Sedation (MOAA/S)"),
    [TIDE_CELL_NAUSEA] = _ ("Nausea"),
    [TIDE_CELL_CADSS6] = _ ("Dissociation (CADSS-6)"),
  };
  g_return_val_if_fail (cell < TIDE_N_CELLS, NULL);
  return labels[cell];
}

int
tide_cell_from_name (const char *name)
{
  for (int i = 0; name != NULL && i < TIDE_N_CELLS; i++)
    if (strcmp (cells[i].name, name) == 0)
      return i;
  return -1;
}

gint64
tide_observation_get_cell (const TideObservation *self, TideCell cell)
{
  g_return_val_if_fail (self != NULL && cell < TIDE_N_CELLS, TIDE_INTEGER_UNKNOWN);
  return G_STRUCT_MEMBER (gint64, self, cells[cell].offset);
}

/* --- missed cells: one line each, "name" or "name: reason" --- */

/* Whether @line is of @cell; *reason then points behind the colon, or is NULL. */
static gboolean
line_is_of (const char *line, const char *name, const char **reason)
{
  gsize length = strlen (name);
  *reason = NULL;
  if (strncmp (line, name, length) != 0 || (line[length] != '\0' && line[length] != ':'))
    return FALSE;
  if (line[length] == ':')
    *reason = line + length + 1 + (line[length + 1] == ' ');
  return TRUE;
}

/* The lines without that of @cell, in the order of the cells, and @added in its place. */
static void
rewrite_missed (TideObservation *self, TideCell cell, const char *added)
{
  g_auto (GStrv) lines = g_strsplit (self->missed != NULL ? self->missed : "", "\n", -1);
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint c = 0; c < TIDE_N_CELLS; c++)
    {
      const char *line = c == cell ? added : NULL;
      for (guint i = 0; c != cell && lines[i] != NULL && line == NULL; i++)
        {
          const char *reason;
          if (line_is_of (lines[i], cells[c].name, &reason))
            line = lines[i];
        }
      if (line != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
    }
  tide_record_set_text (&self->missed, text->str);
}

void
tide_observation_set_cell (TideObservation *self, TideCell cell, gint64 value)
{
  g_return_if_fail (self != NULL && cell < TIDE_N_CELLS);
  G_STRUCT_MEMBER (gint64, self, cells[cell].offset) = value;
  if (self->missed != NULL)
    rewrite_missed (self, cell, NULL);
}

void
tide_observation_set_missed (TideObservation *self, TideCell cell, const char *reason)
{
  g_return_if_fail (self != NULL && cell < TIDE_N_CELLS);
  G_STRUCT_MEMBER (gint64, self, cells[cell].offset) = TIDE_INTEGER_UNKNOWN;
  g_autofree char *clean = g_strdup (reason != NULL ? reason : "");
  g_strstrip (g_strdelimit (clean, "\r\n", ' '));
  g_autofree char *line
    = *clean != '\0' ? g_strconcat (cells[cell].name, ": ", clean, NULL) : g_strdup (cells[cell].name);
  rewrite_missed (self, cell, line);
}

static gboolean
find_missed (const TideObservation *self, TideCell cell, char **reason)
{
  if (self->missed == NULL)
    return FALSE;
  g_auto (GStrv) lines = g_strsplit (self->missed, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *why;
      if (!line_is_of (lines[i], cells[cell].name, &why))
        continue;
      if (reason != NULL)
        *reason = g_strdup (why);
      return TRUE;
    }
  return FALSE;
}

gboolean
tide_observation_is_missed (const TideObservation *self, TideCell cell)
{
  g_return_val_if_fail (self != NULL && cell < TIDE_N_CELLS, FALSE);
  return find_missed (self, cell, NULL);
}

char *
tide_observation_dup_missed_reason (const TideObservation *self, TideCell cell)
{
  char *reason = NULL;
  g_return_val_if_fail (self != NULL && cell < TIDE_N_CELLS, NULL);
  find_missed (self, cell, &reason);
  return reason;
}

gboolean
tide_observation_is_empty (const TideObservation *self)
{
  g_return_val_if_fail (self != NULL, TRUE);
  for (guint i = 0; i < TIDE_N_CELLS; i++)
    if (tide_observation_get_cell (self, i) != TIDE_INTEGER_UNKNOWN)
      return FALSE;
  return (self->missed == NULL || *self->missed == '\0') && (self->note == NULL || *self->note == '\0');
}

gboolean
tide_observation_is_extra (const TideObservation *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return g_strcmp0 (self->slot, TIDE_SLOT_EXTRA) == 0;
}

/* --- faults --- */

static void
check_missed (const TideObservation *self, TideFaults *faults)
{
  g_auto (GStrv) lines = g_strsplit (self->missed, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *name = g_strndup (lines[i], strcspn (lines[i], ":"));
      int cell = tide_cell_from_name (name);
      if (cell < 0)
        {
          g_autofree char *reason = g_strdup_printf (_ ("“%s” is no cell of a row"), name);
          tide_faults_add (faults, "missed", reason);
        }
      else if (tide_observation_get_cell (self, cell) != TIDE_INTEGER_UNKNOWN)
        tide_faults_add (faults, cells[cell].name, _ ("is both measured and missed"));
    }
}

guint
tide_observation_find_faults (const TideObservation *self, TideDate birth_date, TideFaultFunc report,
                              gpointer data)
{
  g_return_val_if_fail (self != NULL, 0);

  TideFaults faults = { report, data, tide_record_find_faults (self, report, data) };
  if (self->systolic != TIDE_INTEGER_UNKNOWN && self->diastolic != TIDE_INTEGER_UNKNOWN
      && self->diastolic >= self->systolic)
    tide_faults_add (&faults, "diastolic", _ ("is not below the systolic pressure"));
  if (self->missed != NULL && g_utf8_validate (self->missed, -1, NULL))
    check_missed (self, &faults);
  tide_faults_check_moment (&faults, "taken", self->taken, birth_date);
  return faults.n;
}
