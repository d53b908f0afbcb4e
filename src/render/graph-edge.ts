import type { Point } from './graph-geometry.ts';
import type { Pen } from './pen.ts';

const HEAD = { length: 6, width: 4.4 };

/** Draws an arrow along points, its corners rounded. */
export function drawEdge(pen: Pen, points: readonly Point[]): void {
  const { kit } = pen;
  const colour = pen.theme.colours.muted;
  const [first, ...others] = points;
  const tip = others[others.length - 1];
  const before = others[others.length - 2] ?? first;
  if (first === undefined || tip === undefined || before === undefined) return;
  const base = backFrom(tip, before, HEAD.length);
  const bends = others.slice(0, -1);
  kit.moveTo(first.x, first.y);
  bends.forEach((bend, index) => {
    const next = bends[index + 1];
    const end = next === undefined ? base : middle(bend, next);
    // A quadratic curve about the bend, written as the cubic one that PDF knows.
    const start = index === 0 ? first : middle(bends[index - 1] ?? first, bend);
    const [one, two] = [third(start, bend), third(end, bend)];
    kit.bezierCurveTo(one.x, one.y, two.x, two.y, end.x, end.y);
  });
  if (bends.length === 0) kit.lineTo(base.x, base.y);
  kit.lineWidth(0.75).stroke(colour);
  drawHead(pen, tip, base);
}

function drawHead({ kit, theme }: Pen, tip: Point, base: Point): void {
  const across = {
    x: (-(tip.y - base.y) / HEAD.length) * (HEAD.width / 2),
    y: ((tip.x - base.x) / HEAD.length) * (HEAD.width / 2),
  };
  kit
    .moveTo(tip.x, tip.y)
    .lineTo(base.x + across.x, base.y + across.y)
    .lineTo(base.x - across.x, base.y - across.y);
  kit.closePath().fill(theme.colours.muted);
}

function backFrom(tip: Point, before: Point, length: number): Point {
  const distance = Math.max(Math.sqrt((tip.x - before.x) ** 2 + (tip.y - before.y) ** 2), 1e-6);
  const share = length / distance;
  return { x: tip.x - (tip.x - before.x) * share, y: tip.y - (tip.y - before.y) * share };
}

function middle(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

function third(end: Point, bend: Point): Point {
  return { x: end.x + ((bend.x - end.x) * 2) / 3, y: end.y + ((bend.y - end.y) * 2) / 3 };
}
