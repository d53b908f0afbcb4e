import type { Block, WaterfallChart } from '../../core/block.ts';
import type { Attribution, FeatureAttribution, SpaceAttribution } from '../../core/findings.ts';
import { count, decimal } from '../../core/format.ts';
import type { Words } from '../../core/words.ts';
import { spaceName } from './space-name.ts';

const DIGITS = 4;
/** Steps drawn one by one; the others are summed by sign, since a net sum would hide what cancels. */
const MOST_STEPS = 10;

type Step = WaterfallChart['steps'][number];

/** From the average of the comparison group to the score, on the leading scale, the largest steps first. */
export function contributionWaterfall(words: Words, { spaces, features }: Attribution): Block[] {
  const [leading] = spaces;
  if (leading === undefined) return [];
  const { space, baseValue, value, cutoff } = leading;
  const steps = leading.attributions
    .map((each, index) => ({ label: features[index]?.label ?? '', value: each.attribution, error: whisker(each) }))
    .filter((step) => step.value !== 0)
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
  const values = {
    space: spaceName(words, space),
    base: decimal(baseValue),
    value: decimal(value),
    cutoff: decimal(cutoff),
    largest: steps[0]?.label ?? words('waterfall.no-step'),
  };
  const drawn = steps.length > MOST_STEPS ? steps.slice(0, MOST_STEPS - 1) : steps;
  return [
    {
      kind: 'chart',
      caption: words('waterfall.caption', values),
      alt: words('waterfall.alt', values),
      chart: {
        type: 'waterfall',
        axis: spaceName(words, space),
        start: { label: words('waterfall.start'), value: baseValue },
        steps: [...drawn, ...sums(words, steps.slice(drawn.length)), ...residualStep(words, leading)],
        end: { label: words('waterfall.end'), value },
        reference: { label: words('waterfall.cutoff'), value: cutoff },
        digits: DIGITS,
      },
    },
  ];
}

/** Two standard errors, of combinations and comparison group together; none where either cannot be told. */
function whisker({ standardError, backgroundStandardError }: FeatureAttribution): number {
  return 2 * Math.hypot(standardError, backgroundStandardError ?? 0);
}

/** The rest by sign; a step that is alone on its side stands for itself. */
function sums(words: Words, rest: readonly Step[]): Step[] {
  const sum = (steps: readonly Step[], label: string): Step[] =>
    steps.length < 2 ? [...steps] : [{ label, value: steps.reduce((total, step) => total + step.value, 0), error: 0 }];
  const [up, down] = [rest.filter((step) => step.value > 0), rest.filter((step) => step.value < 0)];
  return [
    ...sum(up, words('waterfall.others-up', { n: count(up.length) })),
    ...sum(down, words('waterfall.others-down', { n: count(down.length) })),
  ];
}

/** What the steps leave open, where a reader could see it; the table has it in any case. */
function residualStep(words: Words, { residual }: SpaceAttribution): Step[] {
  return Math.abs(residual) < 0.5 * 10 ** -DIGITS
    ? []
    : [{ label: words('waterfall.residual'), value: residual, error: 0 }];
}
