import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { chartConfiguration } from '../../src/render/chart-configuration.ts';
import { chartImage } from '../../src/render/chart-image.ts';
import { intervalRows } from '../../src/render/interval-rows.ts';
import type { RowChart } from '../../src/render/row-chart.ts';
import { defaultTheme } from '../../src/render/theme.ts';
import { waterfallRows } from '../../src/render/waterfall-rows.ts';
import { intervalChart, waterfallChart } from './demo-document.ts';

const WIDTH = 400;
const HEIGHT = 300;

async function pictureOf(chart: RowChart): Promise<PNG> {
  const labels = chart.rows.map(({ label }) => [label]);
  const configuration = chartConfiguration(chart, { theme: defaultTheme, labels, thickness: 8, head: 17 });
  return PNG.sync.read(Buffer.from(await chartImage(configuration, WIDTH, HEIGHT)));
}

/** How many pixels have just this colour. */
function countOf({ data }: PNG, colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  let count = 0;
  for (let at = 0; at < data.length; at += 4) {
    if (data[at] === red && data[at + 1] === green && data[at + 2] === blue) count += 1;
  }
  return count;
}

describe('chartImage', () => {
  it('draws a waterfall at three pixels to the point, with bars up and down, on white', async () => {
    const picture = await pictureOf(waterfallRows(waterfallChart, defaultTheme, { plot: 250, text: 40 }));
    expect([picture.width, picture.height]).toEqual([3 * WIDTH, 3 * HEIGHT]);
    expect(countOf(picture, defaultTheme.colours.up)).toBeGreaterThan(1000);
    expect(countOf(picture, defaultTheme.colours.down)).toBeGreaterThan(500);
    expect(countOf(picture, '#ffffff')).toBeGreaterThan(picture.width * picture.height * 0.7);
  });

  it('draws bars as long as their values', async () => {
    const bars = async (value: number): Promise<number> => {
      const steps = [{ label: 'a', value, error: 0 }];
      const chart = waterfallRows({ ...waterfallChart, steps }, defaultTheme, { plot: 250, text: 40 });
      return countOf(await pictureOf({ ...chart, domain: [0, 1] }), defaultTheme.colours.up);
    };
    expect((await bars(0.4)) / (await bars(0.2))).toBeCloseTo(2, 1);
  });

  it('draws a dot for each value that was estimated and none for another', async () => {
    const dots = async (values: (number | null)[]): Promise<number> => {
      const rows = values.map((value) => ({ label: 'a', value, low: null, high: null }));
      const chart = intervalRows({ ...intervalChart, panels: [{ title: 'a', rows }] }, defaultTheme, 60);
      return countOf(await pictureOf(chart), defaultTheme.colours.accent);
    };
    const [one, two] = [await dots([0.5, null, null]), await dots([0.5, 0.25, null])];
    expect(one).toBeGreaterThan(100);
    expect(two / one).toBeCloseTo(2, 1);
    expect(await dots([null, null, null])).toBe(0);
  });
});
