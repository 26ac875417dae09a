/* tide-error.c: the error domain of everything below the screen.  It has no logic: the codes are the
 * contract. */
#include "tide-error.h"

G_DEFINE_QUARK (tide - error - quark, tide_error)
