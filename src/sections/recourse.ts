import type { Block } from '../core/block.ts';
import type { Recourse, RecourseProposal } from '../core/examination.ts';
import type { FeatureFacts } from '../core/findings.ts';
import { count, decimal, percentage, roundDecimals } from '../core/format.ts';
import type { Words } from '../core/words.ts';
import { defineSection, type Section } from './define-section.ts';
import { callout, facts, heading, numberColumn, paragraph, textColumn } from './parts/blocks.ts';
import { gap, isNotAvailable } from './parts/gap.ts';
import { sentence } from './parts/sentence.ts';

export const recourse: Section = defineSection({
  meta: {
    id: 'recourse',
    answers: 'What change would have led the model to the other decision?',
    needs: { evidence: [], findings: ['attribution', 'replay'] },
  },
  write({ findings: { attribution, replay }, words }) {
    if (isNotAvailable(attribution)) return [gap(words, attribution.notAvailable)];
    const { recourse: found, features } = attribution;
    if (isNotAvailable(found)) return [gap(words, found.notAvailable)];
    return [
      callout('neutral', words('recourse.label.title'), words('recourse.label.text')),
      paragraph(words('recourse.lead', { cutoff: decimal(replay.cutoff) })),
      heading(words('recourse.proposals.title')),
      ...proposals(words, found, features),
      heading(words('recourse.search.title')),
      ...search(words, found, features),
    ];
  },
});

function labelIn(features: readonly FeatureFacts[], feature: string): string {
  return features.find(({ name }) => name === feature)?.label ?? feature;
}

function proposals(words: Words, { proposals: found }: Recourse, features: readonly FeatureFacts[]): Block[] {
  if (found.length === 0) return [paragraph(words('recourse.none'))];
  return [
    {
      kind: 'table',
      id: 'recourse-proposals',
      caption: words('recourse.proposals.caption'),
      columns: [
        numberColumn(words('recourse.proposals.rank'), 0.5),
        textColumn(words('recourse.proposals.changes'), 3.4),
        numberColumn(words('recourse.proposals.cost'), 0.9),
        numberColumn(words('recourse.proposals.score'), 0.9),
      ],
      rows: found.map((proposal, index) => [
        count(index + 1),
        changes(words, proposal, features),
        percentage(proposal.cost),
        decimal(proposal.score),
      ]),
      note: words('recourse.proposals.note'),
    },
  ];
}

function changes(words: Words, { changes: made }: RecourseProposal, features: readonly FeatureFacts[]): string {
  return made
    .map(({ feature, from, to, linkedTo }) => {
      const values = { feature: labelIn(features, feature), from: roundDecimals(from), to: roundDecimals(to) };
      return linkedTo === null
        ? words('recourse.change', values)
        : words('recourse.change-linked', { ...values, by: labelIn(features, linkedTo) });
    })
    .join('; ');
}

function search(words: Words, found: Recourse, features: readonly FeatureFacts[]): Block[] {
  return [
    {
      kind: 'table',
      id: 'recourse-constraints',
      caption: words('recourse.search.caption'),
      columns: [
        textColumn(words('recourse.search.feature'), 1.4),
        textColumn(words('recourse.search.constraint'), 2.2),
        numberColumn(words('recourse.search.values'), 0.8),
      ],
      rows: found.features.map(({ feature, values, constraint }) => [
        labelIn(features, feature),
        sentence(constraint),
        count(values),
      ]),
      note: words('recourse.search.note'),
    },
    facts([
      { term: words('recourse.search.combinations'), value: count(found.combinations) },
      { term: words('recourse.search.rows'), value: count(found.rowsScored) },
      {
        term: words('recourse.search.ended'),
        value: words(found.complete ? 'recourse.search.complete' : 'recourse.search.budget'),
      },
    ]),
  ];
}
