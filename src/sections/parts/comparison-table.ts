import type { Block } from '../../core/block.ts';
import type { AttributeAudit, BiasAudit, Disparity, Estimated } from '../../core/findings.ts';
import { decimal, fraction, interval, points, pointsInterval, pValue, readable } from '../../core/format.ts';
import type { RegimeProfile } from '../../core/regime.ts';
import type { Words } from '../../core/words.ts';
import { numberColumn, paragraph, textColumn } from './blocks.ts';
import { metricName } from './metric-name.ts';
import { verdictText } from './verdict.ts';

/** Every group against the reference group on every metric. */
export function comparisonTable(words: Words, attribute: AttributeAudit, { profile }: BiasAudit): Block[] {
  const { label, name, reference, disparities } = attribute;
  if (disparities.length === 0) return [paragraph(words('comparison.none', { attribute: label }))];
  const ratio = isBelowShown(profile) ? fraction(profile.impactRatio) : null;
  return [
    {
      kind: 'table',
      id: `group-comparisons-${name}`,
      caption: words('comparison.caption', { attribute: label, reference }),
      columns: [
        textColumn(words('comparison.column.group'), 1.3),
        numberColumn(words('comparison.column.ratio'), 1.2),
        numberColumn(words('comparison.column.difference'), 1.4),
        numberColumn(words('comparison.column.p'), 1.5),
        ...(ratio === null ? [] : [textColumn(words('comparison.column.below', { ratio }), 0.9)]),
        textColumn(words('comparison.column.verdict'), 2),
      ],
      rows: disparities.map((disparity) => comparisonRow(words, disparity, ratio !== null)),
      note: [words('comparison.note'), ...(ratio === null ? [] : [words('comparison.note.ratio', { ratio })])].join(
        ' ',
      ),
    },
  ];
}

/** Where a profile screens every rate, the finding says by which of its values: a column of one of them would mislead. */
function isBelowShown({ impactRatio, everyRate }: RegimeProfile): boolean {
  return impactRatio !== null && everyRate !== true;
}

function comparisonRow(words: Words, disparity: Disparity, isBelow: boolean): string[] {
  const { group, metric, ratio, difference, p, pAdjusted, test, because } = disparity;
  return [
    words('comparison.group', { group, metric: metricName(words, metric) }),
    estimated(words, ratio, decimal, (low, high) => interval(low, high, decimal)),
    estimated(words, difference, points, pointsInterval),
    words('comparison.p', { p: pValue(p), adjusted: pValue(pAdjusted), test }),
    ...(isBelow ? [belowText(words, disparity.belowImpactRatio)] : []),
    words('comparison.verdict', { verdict: verdictText(words, disparity.verdict), because: readable(because) }),
  ];
}

function belowText(words: Words, below: boolean | null): string {
  if (below === null) return words('comparison.below.not-applied');
  return words(below ? 'comparison.below.yes' : 'comparison.below.no');
}

type Write = (value: number | null) => string;
type WriteEnds = (low: number | null, high: number | null) => string;

function estimated(words: Words, { value, low, high, reason }: Estimated, write: Write, ends: WriteEnds): string {
  if (value === null)
    return reason === undefined ? write(value) : words('comparison.because', { value: write(value), reason });
  return words('comparison.estimate', { value: write(value), interval: ends(low, high) });
}
