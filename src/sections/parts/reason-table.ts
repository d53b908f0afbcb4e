import type { Block } from '../../core/block.ts';
import type { Explanation } from '../../core/findings.ts';
import { count, decimal, percentage, readable, signed } from '../../core/format.ts';
import { groupBy } from '../../core/group-by.ts';
import type { Words } from '../../core/words.ts';
import { callout, facts, numberColumn, paragraph, textColumn } from './blocks.ts';
import { sentence } from './sentence.ts';
import { yesOrNo } from './yes-or-no.ts';

const MOST_REASONS = 4;

/** The principal reasons, what must be settled before they go out, and whether they carry the decision. */
export function reasonTable(words: Words, explanation: Explanation): Block[] {
  const { reasons, noReasonBecause } = explanation;
  if (reasons.length === 0)
    return [paragraph(words('explanation.reasons.none', { reason: noReasonBecause ?? words('common.not-recorded') }))];
  return [
    ...hold(words, explanation),
    table(words, explanation),
    ...(reasons.length > MOST_REASONS ? [paragraph(words('explanation.reasons.tied-fourth'))] : []),
    ...tests(words, explanation),
  ];
}

/** The flags that the case cannot switch off, each once with the features it is about, above the reasons they hold back. */
function hold(words: Words, { reasons, features }: Explanation): Block[] {
  const flagged = reasons.flatMap(({ feature, flags, flagCodes }) =>
    flags.flatMap((flag, index) =>
      flagCodes[index] === 'no-wording' ? [] : [{ flag, label: labelIn(features, feature) }],
    ),
  );
  if (flagged.length === 0) return [];
  const flags = [...groupBy(flagged, ({ flag }) => flag)].map(([flag, about]) =>
    words('explanation.hold.item', { features: about.map(({ label }) => label).join(', '), flag: readable(flag) }),
  );
  return [
    callout('error', words('explanation.hold.title'), words('explanation.hold.text', { flags: flags.join(' ') })),
  ];
}

function labelIn(features: Explanation['features'], feature: string): string {
  return features.find(({ name }) => name === feature)?.label ?? feature;
}

function table(words: Words, { reasons, features }: Explanation): Block {
  return {
    kind: 'table',
    id: 'explanation-reasons',
    caption: words('explanation.reasons.caption'),
    columns: [
      numberColumn(words('explanation.reasons.rank'), 0.5),
      textColumn(words('explanation.reasons.code'), 0.6),
      textColumn(words('explanation.reasons.text'), 2),
      textColumn(words('explanation.reasons.feature'), 1.4),
      numberColumn(words('explanation.reasons.contribution'), 1),
      numberColumn(words('explanation.reasons.top-four'), 0.8),
      textColumn(words('explanation.reasons.settle'), 1.6),
    ],
    rows: reasons.map(({ rank, code, text, feature, attribution, tied, topFourProbability, flags }) => [
      count(rank),
      code ?? words('reason.no-code'),
      text,
      labelIn(features, feature),
      signed(attribution),
      percentage(topFourProbability ?? null),
      [...(tied ? [words('reason.tied')] : []), ...flags.map(sentence)].join(' ') || words('reason.no-flag'),
    ]),
    note: words('explanation.reasons.note'),
  };
}

function tests(words: Words, { reasonTests }: Explanation): Block[] {
  if (reasonTests === null) return [];
  const { totalAdverse, listedShare, scoreWithoutListed, crossesCutoff } = reasonTests;
  return [
    facts([
      { term: words('explanation.tests.total'), value: signed(totalAdverse) },
      { term: words('explanation.tests.share'), value: percentage(listedShare) },
      { term: words('explanation.tests.without'), value: decimal(scoreWithoutListed) },
      { term: words('explanation.tests.crosses'), value: yesOrNo(words, crossesCutoff) },
    ]),
    paragraph(words('explanation.tests.note'), 'note'),
  ];
}
