import type { Block } from '../../core/block.ts';
import type { Explanation } from '../../core/findings.ts';
import { compact, count, percentage, roundDecimals } from '../../core/format.ts';
import type { Words } from '../../core/words.ts';
import { numberColumn, textColumn } from './blocks.ts';

/** Ordered features drawn, those that moved the score most. */
const MOST_DRAWN = 8;

/** Where the person's values lie among those of the comparison group: a strip of ranks, and a table of all features. */
export function placement(words: Words, explanation: Explanation): Block[] {
  return [...strip(words, explanation), table(words, explanation)];
}

/** The dot is the middle of the rank; the bar reaches over all rows with the same value. */
function strip(words: Words, { features, placements, spaces }: Explanation): Block[] {
  const rows = features
    .flatMap(({ label }, index) => {
      const placed = placements[index];
      const size = Math.abs(spaces[0]?.attributions[index]?.attribution ?? 0);
      if (placed === undefined || placed.below === null || size === 0) return [];
      const { below, equal } = placed;
      return [{ label, size, value: below + equal / 2, low: below, high: below + equal }];
    })
    .sort((one, other) => other.size - one.size)
    .slice(0, MOST_DRAWN)
    .map(({ label, value, low, high }) => ({ label, value, low, high }));
  if (rows.length === 0) return [];
  const values = { n: count(rows.length) };
  return [
    {
      kind: 'chart',
      caption: words('placement.chart.caption'),
      alt: words('placement.chart.alt', values),
      chart: {
        type: 'intervals',
        axis: words('placement.chart.axis'),
        panels: [{ title: words('placement.chart.title'), rows }],
        range: [0, 1],
        percent: true,
      },
    },
  ];
}

function table(words: Words, { features, placements }: Explanation): Block {
  return {
    kind: 'table',
    id: 'explanation-placement',
    caption: words('placement.caption'),
    columns: [
      textColumn(words('placement.feature'), 2),
      textColumn(words('placement.value'), 1.1),
      numberColumn(words('placement.quartiles'), 1.8),
      numberColumn(words('placement.below')),
      numberColumn(words('placement.equal')),
    ],
    rows: features.map(({ label, value }, index) => {
      const placed = placements[index];
      const unordered = words('placement.unordered');
      return [
        label,
        roundDecimals(value),
        placed?.quartiles?.map(compact).join(' · ') ?? unordered,
        placed === undefined || placed.below === null ? unordered : percentage(placed.below),
        percentage(placed?.equal ?? null),
      ];
    }),
    note: words('placement.note'),
  };
}
