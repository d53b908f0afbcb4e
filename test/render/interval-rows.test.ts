import { describe, expect, it } from 'vitest';
import type { IntervalChart } from '../../src/core/block.ts';
import { intervalRows, intervalTexts } from '../../src/render/interval-rows.ts';
import { defaultTheme } from '../../src/render/theme.ts';

const chart: IntervalChart = {
  type: 'intervals',
  axis: 'Rate',
  range: [0, 1],
  percent: true,
  panels: [
    {
      title: 'Selection rate',
      rows: [
        { label: 'a', value: 0.5, low: 0.25, high: 0.75 },
        { label: 'b', value: null, low: null, high: null },
        { label: 'c', value: 0.125, low: null, high: null },
      ],
    },
  ],
};

describe('intervalRows', () => {
  const { rows, percent, domain } = intervalRows(chart, defaultTheme, 80);

  it('heads each panel and draws each interval with its value', () => {
    expect(rows.map(({ heading }) => heading)).toEqual(['Selection rate', '', '', '']);
    expect(rows[1]).toMatchObject({ bar: { from: 0.25, to: 0.75 }, mark: { value: 0.5, shape: 'dot' } });
  });

  it('draws neither bar nor dot for a value that could not be estimated, and says so', () => {
    expect(rows[2]).toMatchObject({ bar: null, mark: null, text: 'not estimable' });
  });

  it('draws a dot alone for a value without an interval', () => {
    expect(rows[3]).toMatchObject({ bar: null, mark: { value: 0.125 }, text: '12.5%' });
  });

  it('tells by the shape of its mark what the others are compared with, and what is compared with nothing', () => {
    const marked = chart.panels.map((panel) => ({
      ...panel,
      rows: ([undefined, 'reference', 'apart'] as const).map((mark) => ({
        ...{ label: 'a', value: 0.5, low: null, high: null },
        ...(mark === undefined ? {} : { mark }),
      })),
    }));
    const drawn = intervalRows({ ...chart, panels: marked }, defaultTheme, 80).rows;
    expect(drawn.slice(1).map(({ mark }) => mark?.shape)).toEqual(['dot', 'rhomb', 'ring']);
  });

  it('hands on its lines, or none', () => {
    const lines = [{ label: '4/5', value: 0.8, dashed: true }];
    expect(intervalRows({ ...chart, lines }, defaultTheme, 80).lines).toEqual(lines);
    expect(intervalRows(chart, defaultTheme, 80).lines).toEqual([]);
  });

  it('writes the axis in percent', () => {
    expect(percent).toBe(true);
    expect(domain).toEqual([0, 1]);
  });
});

describe('intervalTexts', () => {
  it('give the value and both ends of its interval', () => {
    expect(intervalTexts(chart)).toEqual(['50.0%  (25.0% to 75.0%)', 'not estimable', '12.5%']);
    expect(intervalTexts({ ...chart, percent: false })[0]).toBe('0.500  (0.250 to 0.750)');
  });
});
