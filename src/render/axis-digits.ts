import { decimal, percentage } from '../core/format.ts';

const MOST = 8;

/** The digits after the point that tell ticks apart which lie `step` apart: 0.05 takes two. */
export function digitsOf(step: number): number {
  let digits = 0;
  let scaled = Math.abs(step);
  while (digits < MOST && scaled > 0 && Math.abs(scaled - Math.round(scaled)) > 1e-6 * Math.max(1, scaled)) {
    scaled *= 10;
    digits += 1;
  }
  return digits;
}

/** A value at an axis whose ticks lie `step` apart. */
export function tickText(value: number, step: number, percent: boolean): string {
  return percent ? percentage(value, digitsOf(step * 100)) : decimal(value, digitsOf(step));
}
