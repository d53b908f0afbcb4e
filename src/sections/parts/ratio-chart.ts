import type { Block } from '../../core/block.ts';
import type { BiasAudit } from '../../core/findings.ts';
import { count, fraction, percentage } from '../../core/format.ts';
import type { Ends } from '../../core/measures.ts';
import type { Fraction, RegimeProfile } from '../../core/regime.ts';
import type { Words } from '../../core/words.ts';

interface Ratios {
  /** The attribute as a reader knows it. */
  label: string;
  reference: string;
  ratios: { group: string; n: number; ratio: Ends }[];
}

/** Past this ratio an arrow says where a group lies; its row has the number. */
const FARTHEST = 3;

/** The ratio of each group with its interval, beside the lines of parity and of the profile. */
export function ratioChart(
  words: Words,
  { label, reference, ratios }: Ratios,
  { profile, confidence }: BiasAudit,
): Block[] {
  const rows = ratios
    .filter(({ ratio }) => ratio.value !== null)
    .map(({ group, n, ratio: { value, low, high } }) => ({
      label: words('group.chart.row', { group, n: count(n) }),
      ...{ value, low, high },
    }));
  if (rows.length === 0) return [];
  const lines = linesOf(words, profile);
  const highest = Math.max(
    1.25,
    ...lines.map(({ value }) => value),
    ...rows.map(({ value, high }) => high ?? value ?? 0),
  );
  const values = { attribute: label, reference, confidence: percentage(confidence, 0) };
  return [
    {
      kind: 'chart',
      caption: words('ratio-chart.caption', values),
      alt: words('ratio-chart.alt', { ...values, lines: lines.map((line) => line.label).join(', ') }),
      chart: {
        type: 'intervals',
        axis: words('ratio-chart.axis'),
        panels: [{ title: words('ratio-chart.panel'), rows }],
        range: [0, Math.min(FARTHEST, Math.ceil(highest * 4) / 4)],
        percent: false,
        lines,
      },
    },
  ];
}

function linesOf(
  words: Words,
  { impactRatio, upperRatio }: RegimeProfile,
): { label: string; value: number; dashed: boolean }[] {
  const screened = [impactRatio, upperRatio].flatMap((threshold) =>
    threshold === null || threshold === undefined
      ? []
      : [{ label: fraction(threshold), value: quotient(threshold), dashed: true }],
  );
  return [...screened, { label: words('ratio-chart.parity'), value: 1, dashed: false }];
}

function quotient({ numerator, denominator }: Fraction): number {
  return numerator / denominator;
}
