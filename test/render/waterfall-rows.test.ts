import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WaterfallChart } from '../../src/core/block.ts';
import { defaultTheme } from '../../src/render/theme.ts';
import { waterfallRows, waterfallTexts } from '../../src/render/waterfall-rows.ts';

const chart: WaterfallChart = {
  type: 'waterfall',
  axis: 'probability',
  start: { label: 'average', value: 0.25 },
  steps: [
    { label: 'up', value: 0.5, error: 0.125 },
    { label: 'down', value: -0.25, error: 0 },
  ],
  end: { label: 'score', value: 0.5 },
  reference: { label: 'cut-off', value: 0.375 },
  digits: 3,
};
const room = { plot: 300, text: 40 };

describe('waterfallRows', () => {
  const { rows, domain, lines } = waterfallRows(chart, defaultTheme, room);

  it('lets each step begin where the one before ended', () => {
    expect(rows.map(({ bar }) => bar && [bar.from, bar.to])).toEqual([null, [0.25, 0.75], [0.75, 0.5], null]);
    expect(rows.map(({ link }) => link)).toEqual([0.25, 0.75, 0.5, null]);
  });

  it('writes the sign of each step beside its bar, on the side to which it goes', () => {
    expect(rows.map(({ text, textAt }) => [text, textAt])).toEqual([
      ['0.250', 'right'],
      ['+0.500', 'right'],
      ['−0.250', 'left'],
      ['0.500', 'right'],
    ]);
  });

  it('draws a whisker about the end of a step that has an error, and none for an error of 0', () => {
    expect(rows.map(({ whisker }) => whisker)).toEqual([null, { low: 0.625, high: 0.875 }, null, null]);
  });

  it('names the value of the reference line', () => {
    expect(lines).toEqual([{ label: 'cut-off 0.375', value: 0.375, dashed: true }]);
  });

  it('leaves room beyond both ends for a text', () => {
    const [low, high] = domain;
    const points = (value: number): number => (value / (high - low)) * room.plot;
    expect(points(0.25 - low)).toBeGreaterThanOrEqual(room.text - 1e-9);
    expect(points(high - 0.875)).toBeGreaterThanOrEqual(room.text - 1e-9);
  });

  it('has an axis of some length and holds every mark, whatever the steps', () => {
    const step = fc.record({
      label: fc.constant('a'),
      value: fc.double({ min: -5, max: 5, noNaN: true }),
      error: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), fc.double({ min: -3, max: 3, noNaN: true }), (steps, value) => {
        const made = waterfallRows({ ...chart, steps, start: { label: 'a', value } }, defaultTheme, room);
        const [low, high] = made.domain;
        expect(high).toBeGreaterThan(low);
        const marked = made.rows.flatMap(({ bar, whisker }) => [bar?.from, bar?.to, whisker?.low, whisker?.high]);
        for (const each of [...marked, chart.reference.value]) {
          if (each !== undefined) expect(each >= low && each <= high).toBe(true);
        }
      }),
      { seed: 4 },
    );
  });
});

describe('waterfallTexts', () => {
  it('are all texts that stand beside bars', () => {
    expect(waterfallTexts(chart)).toEqual(['+0.500', '−0.250', '0.250', '0.500']);
  });
});
