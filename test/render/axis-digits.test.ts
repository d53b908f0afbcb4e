import { expect, it } from 'vitest';
import { digitsOf } from '../../src/render/axis-digits.ts';

it.each([
  [1, 0],
  [20, 0],
  [0.5, 1],
  [0.05, 2],
  [0.025, 3],
  [0.1 + 0.2, 1],
  [0, 0],
])('writes ticks that lie %d apart with %d digits', (step, digits) => {
  expect(digitsOf(step)).toBe(digits);
});
