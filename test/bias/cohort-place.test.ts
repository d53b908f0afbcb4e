import { describe, expect, it } from 'vitest';
import { type CohortCount, cohortCell, scorePlace } from '../../src/bias/cohort-place.ts';

const count = (
  groups: (string | null)[],
  favourable: boolean,
  adverseOutcome: boolean | null,
  n: number,
): CohortCount => ({
  ...{ groups, favourable, adverseOutcome, n },
  ...{ scored: n, below: 0, equal: 0 },
});

const counts = [
  count(['a', 'x'], true, false, 5),
  count(['a', 'x'], false, true, 3),
  count(['a', 'y'], false, true, 2),
  count(['a', 'y'], false, null, 4),
  count(['b', 'x'], false, true, 7),
  count([null, 'x'], false, true, 1),
];

describe('cohortCell', () => {
  const person = { groups: ['a', 'x'], favourable: false, adverseOutcome: true };

  it('counts who shares the group, of them the decision, and of them the outcome', () => {
    expect(cohortCell(counts, person, [0])).toEqual({ n: 14, sameDecision: 9, sameOutcome: 5 });
    expect(cohortCell(counts, person, [0, 1])).toEqual({ n: 8, sameDecision: 3, sameOutcome: 3 });
    expect(cohortCell(counts, person, [])).toEqual({ n: 22, sameDecision: 17, sameOutcome: 13 });
  });

  it('takes people whose group is not known for alike with each other alone', () => {
    expect(cohortCell(counts, { ...person, groups: [null, 'x'] }, [0])).toEqual({
      n: 1,
      sameDecision: 1,
      sameOutcome: 1,
    });
  });
});

describe('scorePlace', () => {
  const at = (below: number, equal: number, n: number): CohortCount[] => [
    { ...count(['a'], true, null, n), below, equal },
  ];

  it.each([
    [0, 1, 10, 1],
    [4, 1, 10, 5],
    [5, 1, 10, 6],
    [9, 1, 10, 10],
    [0, 10, 10, 1],
    [99, 1, 100, 10],
  ])('puts %i lower and %i equal scores of %i into tenth %i', (below, equal, n, decile) => {
    expect(scorePlace(at(below, equal, n))).toEqual({ n, below, equal, decile });
  });

  it('is null where the score is not among them', () => {
    expect(scorePlace(at(3, 0, 10))).toBeNull();
    expect(scorePlace([])).toBeNull();
  });
});
