import type { AdverseWhen, Case } from '../../core/case.ts';
import { decimal } from '../../core/format.ts';
import type { Words } from '../../core/words.ts';

const RULES: Record<AdverseWhen, string> = {
  'at-or-above': 'rule.at-or-above',
  above: 'rule.above',
  'at-or-below': 'rule.at-or-below',
  below: 'rule.below',
};

interface Rule {
  cutoff: number;
  adverseWhen: AdverseWhen;
}

/** On which side of the cut-off a score leads to the adverse decision, in words. */
export function cutoffRule(words: Words, { cutoff, adverseWhen }: Rule, { decision }: Case, digits = 4): string {
  return words(RULES[adverseWhen], { cutoff: decimal(cutoff, digits), adverse: decision.adverse });
}
