import type { Block } from '../core/block.ts';
import type { Cohort, CohortAttribute, CohortCell, ScorePlace } from '../core/cohort.ts';
import { count, percentage, utcTime } from '../core/format.ts';
import type { Words } from '../core/words.ts';
import { defineSection, type Section } from './define-section.ts';
import { callout, facts, heading, numberColumn, paragraph, textColumn } from './parts/blocks.ts';
import { gap, isNotAvailable } from './parts/gap.ts';
import { matchedTables } from './parts/matched-tables.ts';

export const cohort: Section = defineSection({
  meta: {
    id: 'cohort',
    answers: 'Where does the person stand among all whom the same model decided?',
    needs: { evidence: ['case'], findings: ['cohort'] },
  },
  write({ evidence, findings: { cohort: found }, words }) {
    if (isNotAvailable(found)) return [gap(words, found.notAvailable)];
    const { favourable } = evidence.case.decision;
    return [
      paragraph(words('cohort.lead')),
      callout('neutral', words('cohort.caution-title'), words('cohort.caution-text')),
      facts([
        { term: words('cohort.model'), value: found.modelVersion },
        { term: words('cohort.rows'), value: words('cohort.rows-value', rowsOf(found)) },
        { term: words('cohort.decision'), value: found.decision },
        { term: words('cohort.outcome'), value: found.outcome ?? words('cohort.outcome-unknown') },
        { term: words('cohort.score'), value: place(words, found.score) },
      ]),
      cells(words, found),
      ...found.attributes.flatMap((attribute) => [
        heading(attribute.label),
        ...(attribute.matched === null
          ? [paragraph(words('cohort.no-group'))]
          : matchedTables(words, attribute, attribute.matched, favourable)),
      ]),
    ];
  },
});

function rowsOf({ rows, upTo }: Cohort): { n: string; until: string } {
  return { n: count(rows), until: utcTime(upTo) };
}

function place(words: Words, score: ScorePlace | null): string {
  if (score === null) return words('cohort.no-score');
  const { decile, n, below } = score;
  return words('cohort.decile', { decile: count(decile), n: count(n), below: percentage(below / n) });
}

/** How many share the groups of the person, by each attribute and by all of them. */
function cells(words: Words, { attributes, cell, score }: Cohort): Block {
  const row = (name: string, group: string, of: CohortCell, at: ScorePlace | null): string[] => [
    ...[name, group, count(of.n), count(of.sameDecision), count(of.sameOutcome)],
    at === null ? words('cohort.no-score') : count(at.decile),
  ];
  const groupOf = ({ group }: CohortAttribute): string => group ?? words('group.unknown');
  return {
    kind: 'table',
    id: 'cohort-cells',
    caption: words('cohort.cells.caption'),
    columns: [
      textColumn(words('cohort.cells.attribute'), 2),
      textColumn(words('cohort.cells.group'), 2),
      numberColumn(words('cohort.cells.n')),
      numberColumn(words('cohort.cells.decision')),
      numberColumn(words('cohort.cells.outcome')),
      numberColumn(words('cohort.cells.decile')),
    ],
    rows: [
      ...attributes.map((each) => row(each.label, groupOf(each), each.cell, each.score)),
      row(words('cohort.cells.all'), attributes.map(groupOf).join(', '), cell, score),
    ],
    note: words('cohort.cells.note'),
  };
}
