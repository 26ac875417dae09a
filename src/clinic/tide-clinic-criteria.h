/* tide-clinic-criteria.h: the clinic's own rules by which a rating is named response or relapse (N04). */
#pragma once

#include "tide-clinic.h"
#include "tide-criteria.h"

G_BEGIN_DECLS

/* criteria/ in the clinic's folder (transfer full); NULL while it is locked. */
char *tide_clinic_dup_criteria_folder (TideClinic *self);

/**
 * tide_clinic_list_criteria:
 * @problems: (element-type utf8) (nullable): gets "file:line: reason" of each file that is refused, also when
 *   its id is that of shipped rules or of another file
 *
 * Reads every *.xml file of the folder, in the order of their names; files that are put there or changed
 * meanwhile are thus seen at each call.
 *
 * Returns: (element-type TideCriteria) (transfer full): never NULL; shipped ones are not in it
 */
GPtrArray *tide_clinic_list_criteria (TideClinic *self, GPtrArray *problems);

/* Rules of a file anywhere; scales that this clinic does not have are refused.  (transfer full) (nullable) */
TideCriteria *tide_clinic_read_criteria (TideClinic *self, const char *path, GError **error);

/* Whether these very rules can be named by their id later: they are shipped, or in the clinic's folder. */
gboolean tide_clinic_knows_criteria (TideClinic *self, const TideCriteria *criteria);

G_END_DECLS
