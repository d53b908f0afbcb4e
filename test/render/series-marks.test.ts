import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import type { SeriesChart } from '../../src/core/block.ts';
import { chartImage } from '../../src/render/chart-image.ts';
import { seriesConfiguration } from '../../src/render/series-configuration.ts';
import { MOST_SERIES } from '../../src/render/series-marks.ts';
import { defaultTheme } from '../../src/render/theme.ts';

type Point = SeriesChart['series'][number]['points'][number];

const WIDTH = 400;
const HEIGHT = 180;
const at = (value: number | null, half: number | null = null): Point =>
  value === null || half === null ? { value, low: null, high: null } : { value, low: value - half, high: value + half };

function chartOf(series: Point[][]): SeriesChart {
  return {
    ...{ type: 'series', axis: 'Rate', range: [0, 1], percent: true },
    periods: (series[0] ?? []).map((_, index) => `2025-0${index + 1}`),
    series: series.map((points, index) => ({ label: `group ${index}`, points })),
  };
}

async function pictureOf(chart: SeriesChart): Promise<PNG> {
  const configuration = seriesConfiguration(chart, { theme: defaultTheme, nameRoom: 100 });
  return PNG.sync.read(Buffer.from(await chartImage(configuration, WIDTH, HEIGHT)));
}

/** The rows of the picture, left of the names, in which a pixel has just this colour. */
function rowsOf({ data, width, height }: PNG, colour: string): number[] {
  const [red, green, blue] = [1, 3, 5].map((from) => Number.parseInt(colour.slice(from, from + 2), 16));
  const here = (row: number, column: number): boolean => {
    const pixel = 4 * (row * width + column);
    return data[pixel] === red && data[pixel + 1] === green && data[pixel + 2] === blue;
  };
  const columns = Array.from({ length: Math.round(width * 0.7) }, (_, column) => column);
  return Array.from({ length: height }, (_, row) => row).filter((row) => columns.some((column) => here(row, column)));
}

function rowsThatDiffer(one: PNG, other: PNG): number[] {
  const bytes = 4 * one.width;
  const line = ({ data }: PNG, row: number): Buffer => data.subarray(row * bytes, (row + 1) * bytes);
  return Array.from({ length: one.height }, (_, row) => row).filter((row) => !line(one, row).equals(line(other, row)));
}

const dark = ({ data }: PNG): number => {
  let count = 0;
  for (let pixel = 0; pixel < data.length; pixel += 4) if ((data[pixel] ?? 255) < 128) count += 1;
  return count;
};

describe('a chart of series', () => {
  it('sets marks as high as their values, from 0 at the bottom', async () => {
    const middle = async (value: number): Promise<number> => {
      const rows = rowsOf(await pictureOf(chartOf([[at(value)]])), defaultTheme.colours.accent);
      return ((rows[0] ?? 0) + (rows.at(-1) ?? 0)) / 2;
    };
    const [low, half, high] = [await middle(0.25), await middle(0.5), await middle(0.75)];
    expect(low - half).toBeCloseTo(half - high, -1);
    expect(low).toBeGreaterThan(half);
  });

  it('draws intervals as long as they are wide', async () => {
    const bare = await pictureOf(chartOf([[at(0.5)]]));
    const length = async (width: number): Promise<number> => {
      const rows = rowsThatDiffer(bare, await pictureOf(chartOf([[at(0.5, width)]])));
      return (rows.at(-1) ?? 0) - (rows[0] ?? 0);
    };
    const [narrow, wide] = [await length(0.2), await length(0.4)];
    expect(narrow).toBeGreaterThan(40);
    expect(wide / narrow).toBeCloseTo(2, 1);
  });

  it('draws no line over a period without a value', async () => {
    const whole = dark(await pictureOf(chartOf([[at(0.2), at(0.8), at(0.2)]])));
    const parted = dark(await pictureOf(chartOf([[at(0.2), at(null), at(0.2)]])));
    expect(whole - parted).toBeGreaterThan(400);
  });

  it('tells series apart without colour: each has dashes and a mark of its own', async () => {
    const alone = Array.from({ length: MOST_SERIES }, (_, index) =>
      Array.from({ length: MOST_SERIES }, (__, other) => (other === index ? [at(0.2), at(0.8)] : [at(null), at(null)])),
    );
    const pictures: string[] = [];
    for (const series of alone) {
      const { data } = await pictureOf({
        ...chartOf(series),
        series: series.map((points) => ({ label: '', points })),
      });
      const left = data.filter((_, byte) => (byte / 4) % (3 * WIDTH) < 2 * WIDTH);
      pictures.push(Buffer.from(left.map((value) => (value < 128 ? 1 : 0))).toString('base64'));
    }
    expect(new Set(pictures).size).toBe(MOST_SERIES);
  });
});
