import type { Block, FactsBlock } from '../../core/block.ts';
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
      { term: words('group-outcomes.profile.ratio'), value: fraction(impactRatio) },
      ...otherValues(words, found),
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

/** Screening values that few profiles set. */
function otherValues(words: Words, found: RegimeProfile): FactsBlock['rows'] {
  const { upperRatio, difference, everyRate, reference } = found;
  return [
    ...(upperRatio === undefined
      ? []
      : [{ term: words('group-outcomes.profile.upper-ratio'), value: fraction(upperRatio) }]),
    ...(difference === undefined
      ? []
      : [{ term: words('group-outcomes.profile.difference'), value: fraction(difference) }]),
    ...(everyRate === true
      ? [{ term: words('group-outcomes.profile.screened'), value: words('group-outcomes.profile.every-rate') }]
      : []),
    ...(reference === 'highest-rate'
      ? [{ term: words('group-outcomes.profile.reference'), value: words('group-outcomes.profile.highest-rate') }]
      : []),
  ];
}
