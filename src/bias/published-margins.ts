import type { Suppressed } from '../core/audit-record.ts';
import type { ContingencyCell, ContingencyTable } from '../core/cells.ts';
import { groupName } from './group-vectors.ts';
import { hideInLine, hideInTable, isSmall } from './hidden-cells.ts';

/** The counts by one attribute or two of which a copy may speak, and what it leaves out. */
export interface PublishedMargin {
  attributes: string[];
  /** Rows that are left out are an exclusion, so that it still adds up. */
  table: ContingencyTable;
  /** Groups of which nothing is said. */
  hidden: ReadonlySet<string>;
  /** Groups whose decisions are given, and whose outcomes are not; hidden groups are among them. */
  hiddenOutcomes: ReadonlySet<string>;
  /** True when the decisions on rows of no known group are not given. */
  unknownHidden: boolean;
  suppressed: Suppressed[];
}

export const LEFT_OUT = 'left out, so that small groups cannot be told';
const NOT_KNOWN = 'group not known';

interface Group {
  names: string[];
  cells: ContingencyCell[];
}

/**
 * The margins that can be published of a slice: by each attribute, then by each pair. A group is hidden when fewer than
 * `least` people got either decision, and others with it until it cannot be found by subtraction. The outcomes of a group
 * are hidden when fewer than `least` people had one of the four kinds; those of intersections always are.
 *
 * Rows of no known group are no group: their number is given, and their decisions unless they are few.
 *
 * @param references - the reference group of each attribute, which is the last to be hidden for another's sake
 */
export function publishedMargins(
  table: ContingencyTable,
  references: ReadonlyMap<string, string>,
  least: number,
): PublishedMargin[] {
  const single = table.attributes.map((name, column) => {
    const groups = groupsBy(table, [column], references.get(name) ?? '');
    return { name, column, groups, margin: singleMargin(table, name, groups, least) };
  });
  const pairs = single.flatMap((one, at) =>
    single.slice(at + 1).map((other) => {
      const found = groupsBy(table, [one.column, other.column], '');
      return pairMargin(table, [one, other], found, least);
    }),
  );
  return [...single.map(({ margin }) => margin), ...pairs];
}

/** The margin by one attribute. */
function singleMargin(table: ContingencyTable, name: string, groups: readonly Group[], least: number): PublishedMargin {
  const known = groups.filter(({ names }) => names.length > 0);
  const nameOf = (index: number): string => known[index]?.names.join(' | ') ?? '';
  const decisions = layersOf(known, decided);
  const hidden = hideInLine(decisions, least);
  const outcomes = layersOf(known, labelled);
  const hiddenOutcomes = hideInLine(outcomes, least, hidden);
  const unknown = groups.filter(({ names }) => names.length === 0);
  const unknownHidden = isSmall(layersOf(unknown, decided), 0, least);
  const unknownOutcomes = isSmall(layersOf(unknown, labelled), 0, least);
  const isPrimary = (index: number): boolean => isSmall(decisions, index, least);
  const isPrimaryOutcome = (index: number): boolean => isSmall(outcomes, index, least);
  const onlyOutcomes = [...hiddenOutcomes].filter((index) => !hidden.has(index));
  const kept = known.flatMap(({ cells }, index) => {
    return hidden.has(index) ? [] : cellsOf(cells, hiddenOutcomes.has(index));
  });
  const keptUnknown = unknownHidden ? [] : unknown.flatMap(({ cells }) => cellsOf(cells, unknownOutcomes));
  return {
    attributes: [name],
    table: withLeftOut(table, [name], [...kept, ...keptUnknown], unknownHidden ? unknown : []),
    hidden: new Set([...hidden].map(nameOf)),
    hiddenOutcomes: new Set([...hiddenOutcomes].map(nameOf)),
    unknownHidden,
    suppressed: [
      ...counted(name, 'groups', [...hidden], isPrimary),
      ...counted(name, 'outcomes', onlyOutcomes, isPrimaryOutcome),
    ],
  };
}

interface Side {
  name: string;
  groups: readonly Group[];
  margin: PublishedMargin;
}

/** The margin by two attributes: of all intersections of their groups, decisions alone. */
function pairMargin(
  table: ContingencyTable,
  [one, other]: [Side, Side],
  found: readonly Group[],
  least: number,
): PublishedMargin {
  const namesOf = ({ groups }: Side): string[] => groups.flatMap(({ names: [name] }) => name ?? []);
  const [down, across] = [namesOf(one), namesOf(other)];
  const byName = new Map(found.map((group) => [JSON.stringify(group.names), group]));
  const empty = (names: string[]): Group => ({ names, cells: [] });
  const grid = down.flatMap((first) =>
    across.map((second) => byName.get(JSON.stringify([first, second])) ?? empty([first, second])),
  );
  const indices = (names: readonly string[], hidden: ReadonlySet<string>): Set<number> =>
    new Set(names.flatMap((name, index) => (hidden.has(name) ? [index] : [])));
  const layers = layersOf(grid, decided);
  const cells = hideInTable(
    {
      ...{ layers, rows: down.length, columns: across.length },
      hiddenRows: indices(down, one.margin.hidden),
      hiddenColumns: indices(across, other.margin.hidden),
    },
    least,
  );
  const held = [...cells].filter((index) => grid[index]?.cells.length !== 0);
  const nameAt = (index: number): string => grid[index]?.names.join(' | ') ?? '';
  const kept = grid.flatMap((group, index) => (cells.has(index) ? [] : cellsOf(group.cells, true)));
  const attributes = [one.name, other.name];
  return {
    attributes,
    table: withLeftOut(
      table,
      attributes,
      kept,
      found.filter(({ names }) => names.length === 0),
    ),
    hidden: new Set(held.map(nameAt)),
    hiddenOutcomes: new Set(grid.map(({ names }) => names.join(' | '))),
    unknownHidden: true,
    suppressed: counted(attributes.join(' \u00d7 '), 'groups', held, (index) => isSmall(layers, index, least)),
  };
}

/** The groups by the given columns: the reference first, others by name, rows of no known group last, without names. */
function groupsBy({ cells }: ContingencyTable, columns: readonly number[], reference: string): Group[] {
  const found = new Map<string, Group>();
  for (const cell of cells) {
    const isKnown = groupName(cell.groups, columns) !== null;
    const names = isKnown ? columns.map((column) => cell.groups[column] ?? '') : [];
    const key = JSON.stringify(names);
    const group = found.get(key) ?? { names, cells: [] };
    found.set(key, group);
    add(group.cells, { ...cell, groups: isKnown ? names : columns.map(() => null) });
  }
  const rank = ({ names }: Group): number => (names.length === 0 ? 2 : Number(names[0] !== reference));
  const key = ({ names }: Group): string => JSON.stringify(names);
  return [...found.values()].sort((a, b) => rank(a) - rank(b) || (key(a) < key(b) ? -1 : 1));
}

/** Adds a cell to those that agree with it on decision and outcome; strata are no part of a margin. */
function add(cells: ContingencyCell[], { strata: _, ...cell }: ContingencyCell): void {
  const at = cells.findIndex(
    (each) => each.favourable === cell.favourable && each.adverseOutcome === cell.adverseOutcome,
  );
  const known = cells[at];
  if (known === undefined) {
    cells.push(cell);
    return;
  }
  cells[at] = {
    ...{ ...known, n: known.n + cell.n },
    ...(cell.weight === undefined ? {} : { weight: (known.weight ?? 0) + cell.weight }),
    ...(cell.weightSquares === undefined ? {} : { weightSquares: (known.weightSquares ?? 0) + cell.weightSquares }),
  };
}

function cellsOf(cells: readonly ContingencyCell[], withoutOutcomes: boolean): ContingencyCell[] {
  if (!withoutOutcomes) return [...cells];
  const merged: ContingencyCell[] = [];
  for (const cell of cells) add(merged, { ...cell, adverseOutcome: null });
  return merged;
}

type Kind = (cell: ContingencyCell) => boolean;

const decided: Kind[] = [({ favourable }) => favourable, ({ favourable }) => !favourable];

const labelled: Kind[] = [true, false].flatMap((favourable) =>
  [true, false].map(
    (adverse): Kind =>
      (cell) =>
        cell.favourable === favourable && cell.adverseOutcome === adverse,
  ),
);

function layersOf(groups: readonly Group[], kinds: readonly Kind[]): number[][] {
  return kinds.map((kind) => groups.map(({ cells }) => cells.filter(kind).reduce((sum, cell) => sum + cell.n, 0)));
}

function withLeftOut(
  { rowsRead, exclusions, from, to }: ContingencyTable,
  attributes: string[],
  cells: ContingencyCell[],
  unknown: readonly Group[],
): ContingencyTable {
  const rowsOf = (list: readonly { n: number }[]): number => list.reduce((sum, { n }) => sum + n, 0);
  const notKnown = rowsOf(unknown.flatMap((group) => group.cells));
  const excluded = exclusions.reduce((sum, { rows }) => sum + rows, 0);
  const leftOut = rowsRead - excluded - notKnown - rowsOf(cells);
  const reasons = [
    { reason: NOT_KNOWN, rows: notKnown },
    { reason: LEFT_OUT, rows: leftOut },
  ].filter(({ rows }) => rows > 0);
  return { attributes, cells, rowsRead, exclusions: [...exclusions, ...reasons], from, to };
}

/** One entry for each kind of which there is any. */
export function counted(
  attribute: string,
  what: Suppressed['what'],
  hidden: readonly number[],
  isPrimary: (index: number) => boolean,
): Suppressed[] {
  const primary = hidden.filter(isPrimary).length;
  const kinds = [
    { attribute, what, kind: 'primary' as const, groups: primary },
    { attribute, what, kind: 'complementary' as const, groups: hidden.length - primary },
  ];
  return kinds.filter(({ groups }) => groups > 0);
}
