import type { Block } from '../../core/block.ts';
import type { Attribution } from '../../core/findings.ts';
import { decimal } from '../../core/format.ts';
import type { Words } from '../../core/words.ts';
import { spaceName } from './space-name.ts';

const DIGITS = 4;

/** From the average of the comparison group to the score, on the leading scale, the largest steps first. */
export function contributionWaterfall(words: Words, { spaces, features }: Attribution): Block[] {
  const [leading] = spaces;
  if (leading === undefined) return [];
  const { space, baseValue, value, cutoff } = leading;
  const steps = leading.attributions
    .map(({ attribution, standardError }, index) => ({
      label: features[index]?.label ?? '',
      value: attribution,
      error: standardError,
    }))
    .filter((step) => step.value !== 0)
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
  const values = {
    space: spaceName(words, space),
    base: decimal(baseValue),
    value: decimal(value),
    cutoff: decimal(cutoff),
    largest: steps[0]?.label ?? words('waterfall.no-step'),
  };
  return [
    {
      kind: 'chart',
      caption: words('waterfall.caption', values),
      alt: words('waterfall.alt', values),
      chart: {
        type: 'waterfall',
        axis: spaceName(words, space),
        start: { label: words('waterfall.start'), value: baseValue },
        steps,
        end: { label: words('waterfall.end'), value },
        reference: { label: words('waterfall.cutoff'), value: cutoff },
        digits: DIGITS,
      },
    },
  ];
}
