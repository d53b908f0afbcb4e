import type { ChartConfiguration, Plugin } from 'chart.js';
import type { SeriesChart } from '../core/block.ts';
import { tickText } from './axis-digits.ts';
import { CHART_FAMILY } from './chart-image.ts';
import { seriesMarks } from './series-marks.ts';
import type { Theme } from './theme.ts';

/** Along the bottom no more labels than these; the others are left out at equal steps. */
const MOST_LABELS = 12;

export interface SeriesLook {
  theme: Theme;
  /** At the right, for the names of the series. */
  nameRoom: number;
}

/** An empty pair of axes as a configuration of chart.js; a plugin of our own draws into it. */
export function seriesConfiguration(chart: SeriesChart, { theme, nameRoom }: SeriesLook): ChartConfiguration {
  const { colours, sizes } = theme;
  const last = chart.periods.length - 1;
  const every = Math.ceil(chart.periods.length / MOST_LABELS);
  const ticks = {
    color: colours.muted,
    font: { family: CHART_FAMILY.regular, size: sizes.chart * 0.92, weight: 'normal', lineHeight: 1.2 },
    maxRotation: 0,
    autoSkip: false,
  } as const;
  const border = { color: colours.line, width: 0.8 };
  const [min, max] = chart.range;
  return {
    type: 'scatter',
    data: { datasets: [{ data: [] }] },
    options: {
      locale: 'en-US',
      events: [],
      layout: { padding: { top: 6, right: nameRoom, bottom: 0, left: 0 } },
      plugins: { legend: { display: false }, tooltip: { enabled: false }, title: { display: false } },
      scales: {
        x: {
          ...{ type: 'linear', min: -0.5, max: last + 0.5, border, grid: { display: false } },
          afterBuildTicks: (axis) => {
            axis.ticks = chart.periods.flatMap((_, at) => (at % every === 0 ? [{ value: at }] : []));
          },
          ticks: { ...ticks, callback: (value) => chart.periods[Number(value)] ?? '' },
        },
        y: {
          ...{ type: 'linear', min, max, border, grid: { color: colours.line, lineWidth: 0.4, tickLength: 3 } },
          title: { display: true, text: chart.axis, font: ticks.font, color: colours.muted },
          ticks: {
            ...ticks,
            maxTicksLimit: 6,
            callback: (value, _, all) => tickText(Number(value), stepOf(all), chart.percent),
          },
        },
      },
    },
    plugins: [seriesMarks(chart, theme) as Plugin],
  } as ChartConfiguration;
}

function stepOf(ticks: readonly { value: number }[]): number {
  const [first, second] = ticks;
  return first === undefined || second === undefined ? 1 : Number((second.value - first.value).toPrecision(6));
}
