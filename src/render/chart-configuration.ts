import type { ChartConfiguration, Plugin } from 'chart.js';
import { tickText } from './axis-digits.ts';
import { CHART_FAMILY } from './chart-image.ts';
import { chartMarks } from './chart-marks.ts';
import type { RowChart } from './row-chart.ts';
import type { Theme } from './theme.ts';

export interface ChartLook {
  theme: Theme;
  /** The lines of each row's label. */
  labels: string[][];
  /** The thickness of bars. */
  thickness: number;
  /** The room above the plotting area for the label of the reference line. */
  head: number;
}

/** Rows as a configuration of chart.js: floating bars from left to right, the rest by a plugin of our own. */
export function chartConfiguration(chart: RowChart, look: ChartLook): ChartConfiguration {
  const { theme, labels, thickness, head } = look;
  const { colours, sizes } = theme;
  const font = { family: CHART_FAMILY.regular, size: sizes.chart, weight: 'normal', lineHeight: 1.2 } as const;
  const strong = { ...font, family: CHART_FAMILY.bold };
  const [min, max] = chart.domain;
  return {
    type: 'bar',
    data: {
      labels,
      datasets: [
        {
          data: chart.rows.map(({ bar }) => (bar === null ? null : [bar.from, bar.to])),
          backgroundColor: chart.rows.map(({ bar }) => bar?.colour ?? colours.muted),
          barThickness: thickness,
          borderWidth: 0,
          borderSkipped: false,
          minBarLength: 0.6,
        },
      ],
    },
    options: {
      indexAxis: 'y',
      locale: 'en-US',
      events: [],
      layout: { padding: { top: head, right: chart.textRoom + 6, bottom: 0, left: 0 } },
      plugins: { legend: { display: false }, tooltip: { enabled: false }, title: { display: false } },
      scales: {
        x: {
          type: 'linear',
          min,
          max,
          border: { color: colours.line, width: 0.8 },
          grid: { color: colours.line, lineWidth: 0.4, tickLength: 3 },
          title: { display: true, text: chart.axis, font, color: colours.muted, padding: { top: 3, bottom: 0 } },
          ticks: {
            includeBounds: false,
            maxTicksLimit: 8,
            maxRotation: 0,
            color: colours.muted,
            font: { ...font, size: sizes.chart * 0.92 },
            callback: (value, _, ticks) => tickText(Number(value), stepOf(ticks), chart.percent),
          },
        },
        y: {
          type: 'category',
          border: { display: false },
          grid: { display: false, tickLength: 0 },
          ticks: {
            autoSkip: false,
            crossAlign: 'far',
            padding: 8,
            color: colours.ink,
            font: ({ index }) => (chart.rows[index]?.strong === true ? strong : font),
          },
        },
      },
    },
    plugins: [chartMarks(chart, theme) as Plugin],
  } as ChartConfiguration;
}

function stepOf(ticks: readonly { value: number }[]): number {
  const [first, second] = ticks;
  return first === undefined || second === undefined ? 1 : Number((second.value - first.value).toPrecision(6));
}
