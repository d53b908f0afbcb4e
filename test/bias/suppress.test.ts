import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditBias } from '../../src/bias/audit-bias.ts';
import { furtherAudit } from '../../src/bias/further-audit.ts';
import { suppressForPublication } from '../../src/bias/suppress.ts';
import type {
  AuditRecord,
  Change,
  GroupChange,
  RepresentationRecord,
  TrainingAudit,
  Trend,
  TrendGroup,
  TrendPoint,
} from '../../src/core/audit-record.ts';
import type { ContingencyCell } from '../../src/core/cells.ts';
import { selections, specOf, tableOf } from './tables.ts';

const LEAST = 4;

/** Rows of one intersection: favourable and adverse decisions, each with the outcome favourable, adverse, not known. */
interface Block {
  groups: (string | null)[];
  counts: number[];
}

function cellsOf(blocks: readonly Block[]): ContingencyCell[] {
  const outcomes = [false, true, null];
  return blocks.flatMap(({ groups, counts }) =>
    counts.flatMap((n, kind): ContingencyCell[] =>
      n === 0 ? [] : [{ groups, favourable: kind < 3, adverseOutcome: outcomes[kind % 3]!, n }],
    ),
  );
}

function recordOf(blocks: readonly Block[], trend?: Trend): AuditRecord {
  const spec = specOf({ race: 'white', sex: 'f' });
  const table = tableOf(cellsOf(blocks), ['race', 'sex']);
  const further = furtherAudit(table, null, { attributes: spec.attributes, profile: spec.profile, replicates: 20 });
  const none = { notAvailable: 'not part of this test' };
  return {
    schema: 'dossier.audit-record/1',
    tool: { name: 'dossier', version: '0' },
    auditId: further.seed,
    asOf: '2025-07-01T00:00:00Z',
    system: { id: 'test', title: 'Test', purpose: 'Tests', owner: { name: 'Nobody' } },
    decision: { favourable: 'approved', adverse: 'denied' },
    protected: { attributes: [...spec.attributes] },
    copy: 'internal',
    period: { since: null, until: null },
    files: [{ path: 'cells.json', sha256: further.seed, bytes: 1 }],
    cells: table,
    bias: { ...auditBias(table, spec), further },
    ...{ training: none, trend: trend ?? none, change: none, history: none, suppressed: [], issues: [] },
  };
}

const races = ['white', 'black', 'asian'];
const sexes = ['f', 'm'];

/** Blocks of every size: small ones as often as large ones, and few rows of no known group. */
const blocks: fc.Arbitrary<Block[]> = fc.tuple(
  ...[...races, null].flatMap((race) =>
    [...sexes, null].map((sex) => {
      const sizes = race === null || sex === null ? [1] : [0, 1, 3, 30, 30];
      return fc
        .constantFrom(...sizes)
        .chain((most) => fc.array(fc.integer({ min: 0, max: most }), { minLength: 6, maxLength: 6 }))
        .map((counts) => ({ groups: [race, sex], counts }));
    }),
  ),
);

/** Two small groups beside a large one. */
const twoSmall: fc.Arbitrary<Block[]> = fc.tuple(
  ...races.flatMap((race) =>
    sexes.map((sex) => {
      const count = race === 'white' ? fc.integer({ min: 8, max: 30 }) : fc.integer({ min: 0, max: 2 });
      return fc.array(count, { minLength: 6, maxLength: 6 }).map((counts) => ({ groups: [race, sex], counts }));
    }),
  ),
);

const sumOf = (list: readonly number[]): number => list.reduce((sum, n) => sum + n, 0);
const favourableOf = ({ counts }: Block): number => sumOf(counts.slice(0, 3));
const adverseOf = ({ counts }: Block): number => sumOf(counts.slice(3));

/** Every number of people that is stated of a group anywhere in a record: [attributes, group, rows | favourable, count]. */
function statements(record: AuditRecord): { attributes: string[]; group: string; what: 'n' | 'x'; count: number }[] {
  const found: { attributes: string[]; group: string; what: 'n' | 'x'; count: number }[] = [];
  const say = (attributes: string[], group: string | null, what: 'n' | 'x', count: number | null | undefined): void => {
    if (group !== null && typeof count === 'number') found.push({ attributes, group, what, count: Math.round(count) });
  };
  for (const { name, groups } of record.bias.attributes) {
    for (const { group, unknown, n, counts, metrics } of groups) {
      if (unknown) continue;
      say([name], group, 'n', n);
      say([name], group, 'x', counts.favourable);
      say([name], group, 'x', metrics['selectionRate']?.numerator);
      say([name], group, 'n', metrics['selectionRate']?.denominator);
    }
  }
  for (const { attributes, groups, pairs } of record.bias.further?.attributes ?? []) {
    for (const { group, n } of groups) say(attributes, group, 'n', n);
    for (const { group, reference, counts } of pairs) {
      say(attributes, group, 'x', counts.x);
      say(attributes, group, 'n', counts.n);
      say(attributes, reference, 'x', counts.xReference);
      say(attributes, reference, 'n', counts.nReference);
    }
  }
  for (const { attributes, cells } of record.margins ?? []) {
    const names = new Set(cells.filter(({ groups }) => !groups.includes(null)).map(({ groups }) => groups.join(' | ')));
    for (const group of names) {
      const of = cells.filter(({ groups }) => groups.join(' | ') === group);
      say(attributes, group, 'n', sumOf(of.map(({ n }) => n)));
      say(attributes, group, 'x', sumOf(of.filter(({ favourable }) => favourable).map(({ n }) => n)));
    }
  }
  return found;
}

/** Row reduction over a prime field: the unknowns that all solutions agree on. */
function determined(equations: readonly number[][], unknowns: number): Set<number> {
  const prime = 1_000_003;
  const mod = (value: number): number => ((value % prime) + prime) % prime;
  const inverse = (value: number): number => {
    let [result, base, power] = [1, value, prime - 2];
    for (; power > 0; power = Math.floor(power / 2)) {
      if (power % 2 === 1) result = (result * base) % prime;
      base = (base * base) % prime;
    }
    return result;
  };
  const rows = equations.map((row) => row.map(mod));
  let rank = 0;
  for (let column = 0; column < unknowns; column += 1) {
    const at = rows.findIndex((row, index) => index >= rank && row[column] !== 0);
    if (at < 0) continue;
    [rows[rank], rows[at]] = [rows[at]!, rows[rank]!];
    const factor = inverse(rows[rank]![column]!);
    rows[rank] = rows[rank]!.map((value) => (value * factor) % prime);
    for (const [index, row] of rows.entries()) {
      const times = row[column]!;
      if (index !== rank && times !== 0) rows[index] = row.map((value, k) => mod(value - times * rows[rank]![k]!));
    }
    rank += 1;
  }
  const lone = rows.slice(0, rank).filter((row) => row.filter((value) => value !== 0).length === 1);
  return new Set(lone.map((row) => row.findIndex((value) => value !== 0)));
}

/**
 * The attack: unknowns are the favourable and the adverse decisions of every intersection and of every group; known are the
 * statements of the record, the totals of both, and all rows of no known group, which the rule does not protect.
 */
function solve(record: AuditRecord, truth: readonly Block[]): (group: string[], kind: 0 | 1) => boolean {
  const names = [
    ...races.flatMap((race) => sexes.map((sex) => [race, sex])),
    ...races.map((race) => [race, '*']),
    ...sexes.map((sex) => ['*', sex]),
  ];
  const place = (group: readonly string[], kind: 0 | 1): number =>
    names.findIndex((name) => name.join() === group.join()) * 2 + kind;
  const equations: number[][] = [];
  const add = (terms: [number, number][]): void => {
    const row = new Array<number>(names.length * 2).fill(0);
    for (const [at, times] of terms) row[at]! += times;
    equations.push(row);
  };
  for (const kind of [0, 1] as const) {
    for (const race of races) {
      add([[place([race, '*'], kind), -1], ...sexes.map((sex): [number, number] => [place([race, sex], kind), 1])]);
    }
    for (const sex of sexes) {
      add([[place(['*', sex], kind), -1], ...races.map((race): [number, number] => [place([race, sex], kind), 1])]);
    }
    add(races.map((race): [number, number] => [place([race, '*'], kind), 1]));
    add(sexes.map((sex): [number, number] => [place(['*', sex], kind), 1]));
  }
  for (const { attributes, group, what } of statements(record)) {
    const [one = '', other = ''] = group.split(' | ');
    const name = attributes.length === 2 ? [one, other] : attributes[0] === 'race' ? [one, '*'] : ['*', one];
    add(what === 'x' ? [[place(name, 0), 1]] : [0, 1].map((kind): [number, number] => [place(name, kind as 0 | 1), 1]));
  }
  const solved = determined(equations, names.length * 2);
  expect(truth.length).toBeGreaterThan(0);
  return (group, kind) => solved.has(place(group, kind));
}

function countsBy(truth: readonly Block[], race: string, sex: string): [number, number] {
  const of = truth.filter(({ groups }) => (race === '*' || groups[0] === race) && (sex === '*' || groups[1] === sex));
  return [sumOf(of.map(favourableOf)), sumOf(of.map(adverseOf))];
}

const PROTECTED = [
  ...races.map((race): [string, string] => [race, '*']),
  ...sexes.map((sex): [string, string] => ['*', sex]),
  ...races.flatMap((race) => sexes.map((sex): [string, string] => [race, sex])),
];

const large: Block[] = races.map((race) => ({ groups: [race, 'f'], counts: [30, 20, 15, 12, 14, 19] }));

/** One group of three people, and the next one that goes with it. */
const small: Block[] = [
  { groups: ['white', 'f'], counts: [90, 80, 15, 92, 94, 19] },
  { groups: ['white', 'm'], counts: [90, 80, 15, 92, 94, 19] },
  { groups: ['black', 'f'], counts: [30, 20, 15, 32, 34, 19] },
  { groups: ['asian', 'f'], counts: [20, 12, 15, 12, 14, 19] },
  { groups: ['native', 'f'], counts: [1, 0, 1, 1, 0, 0] },
];

function trend(): Trend {
  const of = (group: string, favourable: number): TrendGroup => {
    const rate = { value: favourable / 60, low: 0, high: 1 };
    return { group, n: 60, favourable, rate, ratio: group === 'white' ? null : { value: 0.5, low: 0, high: 1 } };
  };
  const point = (month: number, black: number): TrendPoint => ({
    ...{
      label: `2025-0${month}`,
      since: `2025-0${month}-01`,
      until: `2025-0${month + 1}-01`,
      rowsRead: 180,
      used: 180,
    },
    attributes: [{ name: 'race', reference: 'white', groups: [of('white', 40), of('black', black), of('asian', 20)] }],
  });
  return {
    ...{ by: 'month', points: [point(1, 5), point(2, 20), point(3, 20)] },
    tests: ['black', 'asian'].map((group) => ({ attribute: 'race', group, test: null, pHolm: null })),
  };
}

function change(group: string, value: number, low: number, high: number): GroupChange {
  const ends = { value, low, high };
  return {
    ...{ attribute: 'race', group, measure: 'selection-rate', before: ends, after: ends, change: ends },
    ...{ test: 'pooled z', p: 1, pHolm: 1, verdicts: null },
  };
}

describe('suppressForPublication', () => {
  it('states no small count, and none follows from those that it states by linear algebra', () => {
    let attacked = 0;
    fc.assert(
      fc.property(blocks, (truth) => {
        const record = recordOf(truth);
        const copy = suppressForPublication(record, { least: LEAST });
        const isSolved = solve(copy, truth);
        for (const [race, sex] of PROTECTED) {
          const counts = countsBy(truth, race, sex);
          for (const kind of [0, 1] as const) {
            if (sumOf(counts) === 0 || counts[kind] >= LEAST) continue;
            attacked += 1;
            expect(isSolved([race, sex], kind), `${race} ${sex} ${kind}`).toBe(false);
          }
        }
      }),
      { seed: 20250604, numRuns: 45 },
    );
    expect(attacked).toBeGreaterThan(60);
  });

  it('leaves a copy of large groups whole, but for draws and joint cells', () => {
    const truth = races.flatMap((race, at) =>
      sexes.map((sex) => ({ groups: [race, sex], counts: [30, 20 + at, 15, 12, 14, 9] })),
    );
    const record = recordOf(truth);
    const copy = suppressForPublication(record);
    expect(copy).toMatchObject({ copy: 'external', suppressed: [], bias: { attributes: record.bias.attributes } });
    expect(copy.cells.cells).toEqual([]);
    expect(copy.margins?.map(({ attributes }) => attributes)).toEqual([['race'], ['sex'], ['race', 'sex']]);
    const values = ({ bias }: AuditRecord) => bias.further?.attributes[0]?.measures.map(({ value }) => value);
    expect(values(copy)).toEqual(values(record));
  });

  it('gives margins that add up, and from which the audit can be computed again', () => {
    const copy = suppressForPublication(recordOf(small));
    for (const margin of copy.margins ?? []) {
      const rows = sumOf(margin.cells.map(({ n }) => n)) + sumOf(margin.exclusions.map((each) => each.rows));
      expect(rows).toBe(margin.rowsRead);
    }
    const again = auditBias(copy.margins![0]!, specOf({ race: 'white' }));
    expect(copy.bias.attributes[0]?.disparities).toEqual(again.attributes[0]?.disparities);
  });

  it('names neither a hidden group nor its verdict anywhere, and says how many there are', () => {
    const copy = suppressForPublication(recordOf(small));
    const { protected: _, ...rest } = copy;
    expect(JSON.stringify(rest)).not.toMatch(/asian|native/);
    expect(copy.suppressed.filter(({ what, attribute }) => what === 'groups' && attribute === 'race')).toEqual([
      { attribute: 'race', what: 'groups', kind: 'primary', groups: 1 },
      { attribute: 'race', what: 'groups', kind: 'complementary', groups: 1 },
    ]);
    const ofAll = copy.bias.further?.attributes[0]?.measures.filter(({ group }) => group === null) ?? [];
    expect(ofAll.length).toBeGreaterThan(0);
    expect(ofAll.every(({ value, reason }) => value === null && reason === 'suppressed')).toBe(true);
    expect(copy.bias.further?.attributes[0]?.tests).toEqual([]);
  });

  it('keeps the decisions of a group of whose outcomes too few are of one kind', () => {
    const truth = [
      { groups: ['white', 'f'], counts: [30, 20, 15, 12, 14, 9] },
      { groups: ['black', 'f'], counts: [30, 2, 15, 12, 14, 9] },
      { groups: ['asian', 'f'], counts: [40, 20, 15, 22, 14, 9] },
    ];
    const [race] = suppressForPublication(recordOf(truth)).bias.attributes;
    const black = race?.groups.find(({ group }) => group === 'black');
    expect(black).toMatchObject({ n: 82, labelled: 0, suppressed: 'outcomes', counts: { favourable: 47 } });
    expect(black?.metrics['truePositiveRate']).toMatchObject({ value: null, reason: 'suppressed' });
    expect(race?.disparities.filter(({ group }) => group === 'black').map(({ metric }) => metric)).toEqual([
      'selectionRate',
    ]);
    expect(race?.groups.filter(({ suppressed }) => suppressed === undefined).map(({ group }) => group)).toEqual([
      'white',
    ]);
  });

  it('hides the small period of a group and another of the same group and period', () => {
    const copy = suppressForPublication(recordOf(large, trend()));
    const shown = (copy.trend as Trend).points.map(({ label, attributes }) => [
      label,
      attributes[0]?.groups.map(({ group, ratio }) => [group, ratio?.value ?? null]),
    ]);
    expect(shown).toEqual([
      ['2025-01', [['white', null]]],
      ['2025-02', [['white', null]]],
      [
        '2025-03',
        [
          ['white', null],
          ['black', 0.5],
          ['asian', 0.5],
        ],
      ],
    ]);
    expect((copy.trend as Trend).tests).toEqual([]);
    expect(copy.suppressed).toContainEqual({ attribute: 'race', what: 'periods', kind: 'primary', groups: 1 });
  });

  it('shows no change of a group that was too small before, nor of any beside it', () => {
    const groups = [change('white', 0.5, 0.402, 0.598), change('black', 0.5, 0.187, 0.813)];
    const previous = { auditId: 'a', sequence: 1, from: 'f', to: 't', profile: 'test', used: 110 };
    const of = (list: GroupChange[]): AuditRecord => ({
      ...recordOf(large),
      change: { previous, overlaps: false, caveats: [], groups: list },
    });
    const shown = (record: AuditRecord) => (suppressForPublication(record).change as Change).groups;
    expect(shown(of(groups))).toEqual([]);
    expect(shown(of(groups.slice(0, 1)))).toEqual(groups.slice(0, 1));
  });

  it('hides small groups of the training data too, with their shares, and drift that rests on them', () => {
    const spec = specOf({ race: 'white' });
    const table = tableOf([
      ...selections('white', 60, 100),
      ...selections('black', 20, 40),
      ...selections('asian', 1, 3),
    ]);
    const labels = { ...table, attributes: ['race'] };
    const share = (group: string, n: number): RepresentationRecord => ({
      ...{ attribute: 'race', group, training: { n, share: n / 143 }, decisions: { n: 110, share: 1 / 3 } },
      ...{ reference: null, index: null },
    });
    const training: TrainingAudit = {
      ...{ dataset: 'training.csv', sha256: null },
      bias: { ...auditBias(labels, spec), further: furtherAudit(labels, null, { ...spec, replicates: 20 }) },
      representation: [share('white', 100), share('black', 40), share('asian', 3)],
      drift: ['race', 'label'].map((what) => ({ what, measures: [], categories: 2 })),
    };
    const copy = suppressForPublication({ ...recordOf(large), training });
    const found = copy.training as TrainingAudit;
    expect(found.bias.attributes[0]?.groups.map(({ group }) => group)).toEqual(['white']);
    expect(found.representation.map(({ group }) => group)).toEqual(['white']);
    expect(found.drift.map(({ what }) => what)).toEqual(['label']);
    expect(copy.suppressed).toEqual([
      { attribute: 'race', what: 'training groups', kind: 'primary', groups: 1 },
      { attribute: 'race', what: 'training groups', kind: 'complementary', groups: 1 },
    ]);
  });

  it('refuses a slice of fewer decisions than may be told, and a least number below 2', () => {
    const few = recordOf([{ groups: ['white', 'f'], counts: [2, 1, 0, 1, 1, 0] }]);
    expect(() => suppressForPublication(few)).toThrow(expect.objectContaining({ code: 'analysis/too-few-to-publish' }));
    expect(() => suppressForPublication(recordOf(large), { least: 1 })).toThrow(
      expect.objectContaining({ code: 'usage/least-out-of-range' }),
    );
  });

  it('is the same copy, to the byte, where one person was of another hidden group', () => {
    let compared = 0;
    fc.assert(
      fc.property(twoSmall, fc.nat({ max: 5 }), (truth, kind) => {
        const copy = suppressForPublication(recordOf(truth), { least: LEAST });
        const shown = new Set(copy.bias.attributes[0]?.groups.map(({ group }) => group));
        const [one, other] = races.filter((race) => !shown.has(race) && sumOf(countsBy(truth, race, '*')) > 0);
        const from = truth.find(({ groups, counts }) => groups[0] === one && groups[1] !== null && counts[kind]! > 0);
        if (other === undefined || from === undefined) return;
        const moved = truth.map((block) => {
          const by = block === from ? -1 : Number(block.groups[0] === other && block.groups[1] === from.groups[1]);
          return { ...block, counts: block.counts.map((n, at) => (at === kind ? n + by : n)) };
        });
        const second = suppressForPublication(recordOf(moved), { least: LEAST });
        if (JSON.stringify(second.suppressed) !== JSON.stringify(copy.suppressed)) return;
        compared += 1;
        expect(JSON.stringify(second)).toBe(JSON.stringify(copy));
      }),
      { seed: 20250604, numRuns: 45 },
    );
    expect(compared).toBeGreaterThan(10);
  });
});
