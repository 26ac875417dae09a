/* fault-check.h: what a find_faults function says, as one text. */
#pragma once

#include <glib.h>

static inline void
collect (const char *field, const char *reason, gpointer data)
{
  GString *text = data;
  g_string_append_printf (text, "%s%s %s", text->len > 0 ? "; " : "", field, reason);
}

#define ASSERT_FAULTS(call, expected)                                                                        \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    g_autoptr (GString) said = g_string_new (NULL);                                                          \
    guint n_said G_GNUC_UNUSED = call;                                                                       \
    g_assert_cmpstr (said->str, ==, expected);                                                               \
    g_assert_cmpint (n_said > 0, ==, said->len > 0);                                                         \
  }                                                                                                          \
  G_STMT_END
