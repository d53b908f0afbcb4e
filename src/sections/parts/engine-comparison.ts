import type { Block } from '../../core/block.ts';
import type { Attribution, CrossCheck } from '../../core/findings.ts';
import { signed } from '../../core/format.ts';
import type { Words } from '../../core/words.ts';
import { numberColumn, textColumn } from './blocks.ts';
import { spaceName } from './space-name.ts';

/** More digits than a contribution is printed with, so that engines which agree are seen to. */
const DIGITS = 6;

/** The stated contributions and those of every engine that checked them, side by side, on each scale. */
export function engineComparison(words: Words, { spaces, features, engine, crossChecks }: Attribution): Block[] {
  return spaces.flatMap(({ space, attributions, engine: own = engine }): Block[] => {
    const checks = crossChecks.filter((check) => check.space === space && hasValues(check, features.length));
    if (checks.length === 0) return [];
    return [
      {
        kind: 'table',
        id: `explanation-engines-${space}`,
        caption: words('engines.caption', { space: spaceName(words, space) }),
        columns: [
          textColumn(words('engines.feature'), 2),
          numberColumn(own),
          ...checks.map((check) => numberColumn(check.engine)),
        ],
        rows: features.map(({ label }, index) => [
          label,
          ...[attributions[index]?.attribution, ...checks.map(({ values }) => values?.[index])].map((value) =>
            signed(value ?? null, DIGITS),
          ),
        ]),
        note: words('engines.note'),
      },
    ];
  });
}

function hasValues({ values }: CrossCheck, features: number): boolean {
  return values !== undefined && values.length === features;
}
