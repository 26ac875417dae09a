/* form-desk.h: a person at a dialog: opens it by name, types, saves, reads what is refused. */
#pragma once

#include "form-dialogs.h"
#include "tide-form-dialog.h"

G_BEGIN_DECLS

typedef struct
{
  FormFixture fixture;
  TideFormDialog *dialog;
} FormDesk;

TideFormDialog *form_desk_find_dialog (void); /* the one that is open, or NULL */
void form_desk_open (FormDesk *self, const char *name);
void form_desk_take (FormDesk *self); /* the one that something else opened */
void form_desk_close (FormDesk *self);
TideFormField *form_desk_field (FormDesk *self, const char *name);
/* As a person does it: text into an entry, a date into its entry, a choice, the first result of a search. */
void form_desk_enter (FormDesk *self, const char *name, const char *text);
void form_desk_assert_refused (FormDesk *self, const char *name, const char *text, const char *words);
void form_desk_assert_saved (FormDesk *self);
/* The newest record of @klass, owned by *list (transfer full). */
gpointer form_desk_last_of (FormDesk *self, const TideRecordClass *klass, GPtrArray **list);

G_END_DECLS
