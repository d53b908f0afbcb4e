import type { Block } from '../core/block.ts';
import type { Reason } from '../core/reason.ts';
import type { Words } from '../core/words.ts';
import { defineSection, type Section } from './define-section.ts';
import { callout, list, paragraph } from './parts/blocks.ts';
import { gap, isNotAvailable } from './parts/gap.ts';
import { sentence } from './parts/sentence.ts';

export const yourReasons: Section = defineSection({
  meta: {
    id: 'your-reasons',
    answers: 'What were the main reasons for the decision about me?',
    needs: { evidence: ['case'], findings: ['attribution'] },
  },
  write({ evidence, findings: { attribution }, words }) {
    if (isNotAvailable(attribution)) return [gap(words, attribution.notAvailable)];
    const { reasons, features } = attribution;
    if (reasons.length === 0) return [paragraph(words('your-reasons.none'))];
    return [
      ...beforeRelease(words, reasons),
      paragraph(words('your-reasons.lead', { adverse: evidence.case.decision.adverse })),
      list(
        reasons.map(({ text, feature }) => {
          const label = features.find(({ name }) => name === feature)?.label ?? feature;
          return words('your-reasons.item', { text, label });
        }),
        true,
      ),
      paragraph(words('your-reasons.note'), 'note'),
    ];
  },
});

/** A flag is a question that somebody must settle before the person reads these reasons. */
function beforeRelease(words: Words, reasons: readonly Reason[]): Block[] {
  const flags = [...new Set(reasons.flatMap((reason) => reason.flags))].map(sentence);
  return flags.length === 0
    ? []
    : [callout('error', words('your-reasons.hold.title'), words('your-reasons.hold.text', { flags: flags.join(' ') }))];
}
