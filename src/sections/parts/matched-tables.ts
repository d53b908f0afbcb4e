import type { Block } from '../../core/block.ts';
import type { CohortAttribute, MatchedGroup, MatchedPairs } from '../../core/cohort.ts';
import { count, decimal, interval, percentage, pValue, readable } from '../../core/format.ts';
import type { Words } from '../../core/words.ts';
import { numberColumn, paragraph, textColumn } from './blocks.ts';

/** The nearest applicants of the person's own group and of all others: their decisions, then each of them. */
export function matchedTables(
  words: Words,
  { name, label, group }: CohortAttribute,
  matched: MatchedPairs,
  favourable: string,
): Block[] {
  const { k, poolRows, wholeRows, own, others, p } = matched;
  const isThinned = poolRows < wholeRows;
  const sizes = { k: count(k), pool: count(poolRows), whole: count(wholeRows) };
  return [
    paragraph(words(isThinned ? 'matched.lead-thinned' : 'matched.lead', sizes)),
    {
      kind: 'table',
      id: `matched-${name}`,
      caption: words('matched.caption', { attribute: label }),
      columns: [
        textColumn(words('matched.side'), 2),
        numberColumn(words('matched.candidates')),
        numberColumn(words('matched.nearest')),
        numberColumn(words('matched.favourable', { favourable })),
        numberColumn(words('matched.interval'), 2),
      ],
      rows: [side(words('matched.own', { group: group ?? '' }), own), side(words('matched.others'), others)],
      note: p === null ? words('matched.no-test') : words('matched.test', { p: pValue(p) }),
    },
    applicants(words, { name, label, matched }),
  ];
}

function side(title: string, { candidates, nearest, favourable, rate }: MatchedGroup): string[] {
  return [
    ...[title, count(candidates), count(nearest.length), count(favourable)],
    interval(rate.low, rate.high, (share) => percentage(share, 0)),
  ];
}

function applicants(
  words: Words,
  { name, label, matched: { own, others } }: Pick<CohortAttribute, 'name' | 'label'> & { matched: MatchedPairs },
): Block {
  const rows = [...own.nearest, ...others.nearest].map(({ group, favourable, distance, differences }) => [
    group,
    words(favourable ? 'matched.yes' : 'matched.no'),
    decimal(distance, 3),
    differences.length === 0
      ? words('matched.same')
      : readable(differences.map((each) => words('matched.difference', { ...each })).join('; ')),
  ]);
  return {
    kind: 'table',
    id: `matched-applicants-${name}`,
    caption: words('matched.applicants.caption', { attribute: label }),
    columns: [
      textColumn(words('matched.group'), 2),
      textColumn(words('matched.decision'), 2),
      numberColumn(words('matched.distance'), 1),
      textColumn(words('matched.differences'), 6),
    ],
    rows,
    note: words('matched.applicants.note'),
  };
}
