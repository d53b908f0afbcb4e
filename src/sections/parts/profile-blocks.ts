import type { Block } from '../../core/block.ts';
import { compact, fraction, utcTime } from '../../core/format.ts';
import type { RegimeProfile } from '../../core/regime.ts';
import type { Words } from '../../core/words.ts';
import { callout, facts } from './blocks.ts';
import { yesOrNo } from './yes-or-no.ts';

/** The thresholds by which an audit screens, and what standing they have. */
export function profileBlocks(words: Words, found: RegimeProfile): Block[] {
  const { impactRatio, significance } = found;
  const from = utcTime(found.effectiveFrom);
  return [
    callout('neutral', words('group-outcomes.profile.status-title'), words('group-outcomes.profile.status-text')),
    facts([
      { term: words('group-outcomes.profile.name'), value: `${found.title} (${found.id})` },
      { term: words('group-outcomes.profile.jurisdiction'), value: found.jurisdiction },
      { term: words('group-outcomes.profile.citation'), value: found.citation },
      {
        term: words('group-outcomes.profile.dates'),
        value:
          found.effectiveTo === null
            ? words('group-outcomes.profile.open', { from })
            : words('group-outcomes.profile.dates-value', { from, to: utcTime(found.effectiveTo) }),
      },
      { term: words('group-outcomes.profile.binding'), value: yesOrNo(words, found.binding) },
      {
        term: words('group-outcomes.profile.ratio'),
        value: fraction(impactRatio),
      },
      {
        term: words('group-outcomes.profile.significance'),
        value:
          significance === null
            ? fraction(null)
            : words('group-outcomes.profile.significance-value', { p: compact(significance) }),
      },
    ]),
  ];
}
