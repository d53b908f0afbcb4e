import { expect, it } from 'vitest';
import { digitsOf, tickText } from '../../src/render/axis-digits.ts';

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

it('writes ticks in percent with the digits that tell them apart, or as they are', () => {
  expect([tickText(0.2, 0.2, true), tickText(0.025, 0.025, true)]).toEqual(['20%', '2.5%']);
  expect([tickText(2, 1, false), tickText(0.025, 0.025, false)]).toEqual(['2', '0.025']);
});
