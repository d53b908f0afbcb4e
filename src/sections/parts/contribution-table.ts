import type { Block } from '../../core/block.ts';
import type { Attribution, SpaceAttribution } from '../../core/findings.ts';
import { compact, decimal, roundDecimals, signed } from '../../core/format.ts';
import type { Words } from '../../core/words.ts';
import { facts, heading, numberColumn, paragraph, textColumn } from './blocks.ts';
import { spaceName } from './space-name.ts';

/**
 * Every contribution on every scale, with its standard errors, and what they add up to. A column of errors that are all
 * nothing is left out, and said to be.
 */
export function contributionTable(words: Words, { spaces, features }: Attribution): Block[] {
  const all = spaces.flatMap(({ attributions }) => attributions);
  const isExact = all.every(({ standardError }) => standardError === 0);
  const isWhole = all.every(({ backgroundStandardError }) => backgroundStandardError === 0);
  return [
    paragraph(words('contribution.note')),
    ...(isExact ? [paragraph(words('contribution.exact'))] : []),
    paragraph(words(isWhole ? 'contribution.whole' : 'contribution.drawn')),
    ...spaces.flatMap((space): Block[] => [
      heading(spaceName(words, space.space), 3),
      totals(words, space),
      {
        kind: 'table',
        id: `explanation-${space.space}`,
        caption: words('contribution.caption', { space: spaceName(words, space.space) }),
        columns: [
          textColumn(words('contribution.column.feature'), 2),
          textColumn(words('contribution.column.value'), 1.2),
          numberColumn(words('contribution.column.contribution')),
          ...(isExact ? [] : [numberColumn(words('contribution.column.standard-error'))]),
          ...(isWhole ? [] : [numberColumn(words('contribution.column.background-error'))]),
        ],
        rows: features.map(({ label, value }, index) => {
          const found = space.attributions[index];
          return [
            label,
            roundDecimals(value),
            signed(found?.attribution ?? null),
            ...(isExact ? [] : [decimal(found?.standardError ?? null)]),
            ...(isWhole ? [] : [decimal(found?.backgroundStandardError ?? null)]),
          ];
        }),
      },
    ]),
  ];
}

function totals(words: Words, { baseValue, value, cutoff, residual }: SpaceAttribution): Block {
  return facts([
    { term: words('contribution.base'), value: decimal(baseValue) },
    { term: words('contribution.value'), value: decimal(value) },
    { term: words('contribution.cutoff'), value: decimal(cutoff) },
    { term: words('contribution.residual'), value: compact(residual) },
  ]);
}
