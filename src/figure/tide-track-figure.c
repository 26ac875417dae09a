/* tide-track-figure.c: draws the expected band.  See tide-track-figure.h.
 *
 * The band is neutral: it belongs to no arm's colour, since it is not this patient's. */
#include "tide-track-figure.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-palette.h"

static void
add_corner (GArray *corners, double days, const TideTrackWeek *week)
{
  TideTrackCorner corner = { days, week->lower, week->upper };
  g_array_append_val (corners, corner);
}

GArray *
tide_track_band_list_stretch (const TideTrackBand *band, guint *from)
{
  g_return_val_if_fail (band != NULL && from != NULL, NULL);
  GArray *corners = g_array_new (FALSE, FALSE, sizeof (TideTrackCorner));
  guint w = *from;
  while (w < TIDE_N_WINDOWS && isnan (band->weeks[w].lower))
    w++;
  guint first = w;
  for (; w < TIDE_N_WINDOWS && !isnan (band->weeks[w].lower); w++)
    {
      /* Outwards a window stands for itself; between two the band is straight. */
      if (w == first)
        add_corner (corners, tide_cohort_windows[w].from_day, &band->weeks[w]);
      add_corner (corners, 7 * tide_cohort_windows[w].week, &band->weeks[w]);
      if (w + 1 == TIDE_N_WINDOWS || isnan (band->weeks[w + 1].lower))
        add_corner (corners, tide_cohort_windows[w].to_day, &band->weeks[w]);
    }
  *from = w;
  return corners;
}

char *
tide_track_band_dup_n (const TideTrackBand *band)
{
  guint least = G_MAXUINT, most = 0;
  for (guint w = 0; w < TIDE_N_WINDOWS; w++)
    if (!isnan (band->weeks[w].lower))
      {
        least = MIN (least, band->weeks[w].n);
        most = MAX (most, band->weeks[w].n);
      }
  if (most == 0)
    return NULL;
  return least == most ? g_strdup_printf (_ ("n = %u"), most)
                       : g_strdup_printf (_ ("n = %u to %u"), least, most);
}

/* --- the small drawing --- */

typedef struct
{
  const TideTrackCurve *curve;
  double left, width, top, height;
  double last_days, least, most;
} Room;

static double
get_points (const Room *room, double percent)
{
  return tide_track_to_points (percent, room->curve->baseline, room->curve->floor);
}

static double
to_x (const Room *room, double days)
{
  return room->left + CLAMP (days / room->last_days, 0, 1) * room->width;
}

static double
to_y (const Room *room, double value)
{
  return room->top + (room->most - value) / (room->most - room->least) * room->height;
}

static void
stretch_to (Room *room, double value)
{
  room->least = MIN (room->least, value);
  room->most = MAX (room->most, value);
}

static void
find_extent (Room *room)
{
  const TideTrackCurve *curve = room->curve;
  room->last_days = MAX (curve->days[curve->n - 1], 1);
  room->least = room->most = curve->values[0];
  for (guint i = 0; i < curve->n; i++)
    stretch_to (room, curve->values[i]);
  for (guint w = 0; w < TIDE_N_WINDOWS; w++)
    if (!isnan (curve->band->weeks[w].lower) && tide_cohort_windows[w].from_day <= room->last_days)
      {
        stretch_to (room, get_points (room, curve->band->weeks[w].lower));
        stretch_to (room, get_points (room, curve->band->weeks[w].upper));
      }
  if (room->most - room->least < 1)
    room->most = room->least + 1;
}

static void
trace_edge (const Room *room, cairo_t *cr, const GArray *corners, gboolean upper, gboolean backwards)
{
  for (guint k = 0; k < corners->len; k++)
    {
      const TideTrackCorner *corner
        = &g_array_index (corners, TideTrackCorner, backwards ? corners->len - 1 - k : k);
      cairo_line_to (cr, to_x (room, corner->days),
                     to_y (room, get_points (room, upper ? corner->upper : corner->lower)));
    }
}

static void
draw_stretch (const Room *room, cairo_t *cr, const GArray *corners, const TidePalette *palette)
{
  const double dots[] = { 1.5, 2 };
  cairo_save (cr);
  cairo_rectangle (cr, room->left, 0, room->width, room->height + 2 * room->top);
  cairo_clip (cr);
  trace_edge (room, cr, corners, FALSE, FALSE);
  trace_edge (room, cr, corners, TRUE, TRUE);
  cairo_close_path (cr);
  tide_ink_set (cr, tide_ink_alpha (palette->ink, 0.11));
  cairo_fill (cr);
  tide_ink_set (cr, palette->second_ink);
  cairo_set_line_width (cr, 1);
  cairo_set_dash (cr, dots, 2, 0);
  for (int upper = 0; upper < 2; upper++)
    {
      trace_edge (room, cr, corners, upper, FALSE);
      cairo_stroke (cr);
    }
  cairo_restore (cr);
}

void
tide_track_draw_curve (cairo_t *cr, const TideTrackCurve *curve, double width, double height,
                       const TideStyle *style)
{
  g_return_if_fail (cr != NULL && curve != NULL && style != NULL);
  TidePalette palette = tide_palette_new (style);
  double radius = CLAMP (height * 0.11, 3, 8);
  Room room = { .curve = curve,
                .left = 2,
                .width = MAX (1, width - 2 * radius - 4),
                .top = radius + 1,
                .height = MAX (1, height - 2 * radius - 2) };
  if (curve->n == 0)
    return;
  find_extent (&room);
  for (guint from = 0; from < TIDE_N_WINDOWS;)
    {
      g_autoptr (GArray) corners = tide_track_band_list_stretch (curve->band, &from);
      if (corners->len > 0)
        draw_stretch (&room, cr, corners, &palette);
    }
  cairo_save (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (cr, 2);
  tide_ink_set (cr, palette.ink);
  for (guint i = 0; i < curve->n; i++)
    cairo_line_to (cr, to_x (&room, curve->days[i]), to_y (&room, curve->values[i]));
  cairo_stroke (cr);
  cairo_restore (cr);
  tide_palette_draw_state (&palette, cr, curve->state, to_x (&room, curve->days[curve->n - 1]),
                           to_y (&room, curve->values[curve->n - 1]), radius, 1.4);
}
