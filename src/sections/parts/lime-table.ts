import type { Block } from '../../core/block.ts';
import type { LimeCheck } from '../../core/examination.ts';
import type { Explanation } from '../../core/findings.ts';
import { count, decimal, hashGroups, signed } from '../../core/format.ts';
import type { Words } from '../../core/words.ts';
import { facts, numberColumn, paragraph, textColumn } from './blocks.ts';

/** LIME's weights beside the contributions, with what says how far to trust them. */
export function limeTable(words: Words, { features, spaces }: Explanation, lime: LimeCheck): Block[] {
  return [
    paragraph(words('lime.lead')),
    facts([
      { term: words('lime.r2'), value: decimal(lime.r2) },
      { term: words('lime.local'), value: decimal(lime.localPrediction) },
      { term: words('lime.error'), value: decimal(lime.localError) },
      { term: words('lime.intercept'), value: decimal(lime.intercept) },
      { term: words('lime.samples'), value: count(lime.samples) },
      { term: words('lime.kernel'), value: decimal(lime.kernelWidth) },
      { term: words('lime.shared'), value: words('lime.shared-value', { n: count(lime.shared) }) },
      { term: words('lime.seed'), value: hashGroups(lime.seed), mono: true },
    ]),
    {
      kind: 'table',
      id: 'lime',
      caption: words('lime.caption'),
      columns: [
        textColumn(words('lime.feature'), 2),
        numberColumn(words('lime.weight')),
        numberColumn(words('lime.contribution')),
      ],
      rows: features.map(({ label }, index) => {
        const weight = lime.weights[index] ?? null;
        return [
          label,
          weight === null ? words('lime.not-selected') : signed(weight),
          signed(spaces[0]?.attributions[index]?.attribution ?? null),
        ];
      }),
      note: words('lime.note'),
    },
  ];
}
