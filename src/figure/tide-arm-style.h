/* tide-arm-style.h: how an arm looks in a comparison: colour, line pattern and mark, and the fill of its bars
 * on grey paper.
 *
 * Colour is never alone: pattern and mark tell the arms apart without it.  An arm is a mask of TideArm bits,
 * so that a combination has a look of its own. */
#pragma once

#include "tide-ink.h"
#include "tide-timeline.h"

G_BEGIN_DECLS

/* The bit of one arm; masks are ORs of these. */
guint tide_arm_mask_of (TideArm arm);
/* "Ketamine + CBT / ERP" (transfer full). */
char *tide_arm_mask_dup_label (guint arms);

typedef enum
{
  TIDE_ARM_MARK_CIRCLE,
  TIDE_ARM_MARK_SQUARE,
  TIDE_ARM_MARK_TRIANGLE,
  TIDE_ARM_MARK_DIAMOND,
  TIDE_ARM_MARK_HALF_CIRCLE,
} TideArmMark;

typedef enum
{
  TIDE_ARM_FILL_BLACK,
  TIDE_ARM_FILL_GREY, /* 55 % */
  TIDE_ARM_FILL_DOTS,
  TIDE_ARM_FILL_HATCH,
  TIDE_ARM_FILL_CROSS_HATCH,
} TideArmFill;

typedef struct
{
  TideInk ink;          /* of line, mark and label; black on grey paper */
  TideInk ground;       /* of what the arm is drawn on: inside of hollow marks */
  const double *dashes; /* on, off … in px at 100 %; never freed */
  guint n_dashes;       /* 0: solid */
  TideArmMark mark;
  TideArmFill fill; /* of its bars on grey paper */
  gboolean paper;   /* then bars have @fill instead of @ink */
} TideArmStyle;

/* @arms: mask; one that has no look of its own is "any other combination".  Ketamine and esketamine share
 * one, as a combination with each other too. */
TideArmStyle tide_arm_style_get (guint arms, const TideStyle *style);
/* The colour for paper that is printed in colour. */
TideInk tide_arm_style_get_paper_color (guint arms);

/* Sets ink, width and pattern for a stroke; @scale is the text scale. */
void tide_arm_style_set_line (const TideArmStyle *self, cairo_t *cr, double line_width, double scale);
/* @hollow: a rating that carries an attribution mark. */
void tide_arm_style_draw_mark (const TideArmStyle *self, cairo_t *cr, double x, double y, double radius,
                               gboolean hollow);
/* A piece of line with its mark in the middle: what stands before the arm's name in tables and legends. */
void tide_arm_style_draw_sample (const TideArmStyle *self, cairo_t *cr, double x, double y, double width,
                                 double scale);
/* A bar: in colour on screen, with the arm's fill on grey paper. */
void tide_arm_style_fill_bar (const TideArmStyle *self, cairo_t *cr, TideBox box);

G_END_DECLS
