import type { Change, GroupChange, Suppressed, Trend, TrendGroup, TrendPoint } from '../core/audit-record.ts';
import { criticalZ } from '../numeric/normal-quantile.ts';
import { hideInTable, isSmall } from './hidden-cells.ts';
import { counted } from './published-margins.ts';

/** Names of the groups that are hidden over the whole slice, by attribute. */
export type HiddenGroups = ReadonlyMap<string, ReadonlySet<string>>;

/** A trend without the groups that are hidden in the whole slice, nor those whose period is too small. */
export function suppressTrend(
  trend: Trend,
  hidden: HiddenGroups,
  least: number,
): { trend: Trend; suppressed: Suppressed[] } {
  const names = [...new Set(trend.points.flatMap(({ attributes }) => attributes.map(({ name }) => name)))];
  const found = names.map((name) => ({ name, ...hiddenPeriods(trend.points, name, hidden.get(name), least) }));
  const cellsOf = (name: string): ReadonlySet<string> => found.find((each) => each.name === name)?.cells ?? new Set();
  const isTouched = (attribute: string, group: string): boolean =>
    trend.points.some(({ label }) => cellsOf(attribute).has(keyOf(label, group)));
  const tests = trend.tests.filter(({ attribute, group }) => !isTouched(attribute, group));
  const complete = tests.length === trend.tests.length;
  return {
    trend: {
      ...trend,
      points: trend.points.map((point) => suppressPoint(point, cellsOf)),
      tests: complete ? tests : tests.map((test) => ({ ...test, pHolm: null })),
    },
    suppressed: found.flatMap((each) => each.suppressed),
  };
}

function keyOf(label: string, group: string): string {
  return JSON.stringify([label, group]);
}

function suppressPoint(point: TrendPoint, cellsOf: (name: string) => ReadonlySet<string>): TrendPoint {
  const attributes = point.attributes.map((attribute) => {
    const cells = cellsOf(attribute.name);
    const isHidden = (group: string): boolean => cells.has(keyOf(point.label, group));
    const shown = attribute.groups.filter(({ group }) => !isHidden(group));
    const groups = isHidden(attribute.reference) ? shown.map((group) => ({ ...group, ratio: null })) : shown;
    return { ...attribute, groups };
  });
  return { ...point, attributes };
}

/** Groups by periods as a two-way table: the totals of a group over its periods are those of the slice. */
function hiddenPeriods(
  points: readonly TrendPoint[],
  name: string,
  hidden: ReadonlySet<string> = new Set(),
  least: number,
): { cells: ReadonlySet<string>; suppressed: Suppressed[] } {
  const columns = points.map(({ label, attributes }) => {
    const groups = attributes.find((attribute) => attribute.name === name)?.groups ?? [];
    return { label, groups: new Map(groups.map((group): [string, TrendGroup] => [group.group, group])) };
  });
  const reference = points.flatMap(({ attributes }) => attributes).find((each) => each.name === name)?.reference;
  const all = [...new Set(columns.flatMap(({ groups }) => [...groups.keys()]))];
  const rows = [...all.filter((group) => group === reference), ...all.filter((group) => group !== reference)];
  const at = (cell: number): TrendGroup | undefined =>
    columns[cell % columns.length]?.groups.get(rows[Math.floor(cell / columns.length)] ?? '');
  const cells = Array.from({ length: rows.length * columns.length }, (_, cell) => at(cell));
  const layers = [
    cells.map((group) => group?.favourable ?? 0),
    cells.map((group) => (group === undefined ? 0 : group.n - group.favourable)),
  ];
  const found = hideInTable(
    {
      ...{ layers, rows: rows.length, columns: columns.length },
      hiddenRows: new Set(rows.flatMap((group, row) => (hidden.has(group) ? [row] : []))),
      hiddenColumns: new Set(),
    },
    least,
  );
  const held = [...found].filter((cell) => at(cell) !== undefined);
  const label = (cell: number): string => columns[cell % columns.length]?.label ?? '';
  return {
    cells: new Set(held.map((cell) => keyOf(label(cell), at(cell)?.group ?? ''))),
    suppressed: counted(name, 'periods', held, (cell) => isSmall(layers, cell, least)),
  };
}

/**
 * What changed, without the groups that are hidden now, and without an attribute of which a group was too small before:
 * its rows then follow from its rate and interval.
 */
export function suppressChange(change: Change, hidden: HiddenGroups, references: HiddenGroups, least: number): Change {
  const z = criticalZ(0.95);
  const attributes = [...new Set(change.groups.map(({ attribute }) => attribute))];
  const wasSmall = new Set(
    attributes.filter((name) =>
      change.groups.some((each) => each.attribute === name && !(smallestCount(each, z) >= least)),
    ),
  );
  const isHidden = ({ attribute, group, measure }: GroupChange): boolean => {
    const names = hidden.get(attribute);
    const reference = [...(references.get(attribute) ?? [])];
    return names?.has(group) === true || (measure === 'impact-ratio' && reference.some((name) => names?.has(name)));
  };
  const groups = change.groups.filter((each) => !wasSmall.has(each.attribute) && !isHidden(each));
  const isWhole = groups.length === change.groups.length;
  // The id is a digest of all counts of that audit, by which hidden ones could be found by trial.
  const previous = { ...change.previous, auditId: '' };
  return { ...change, previous, groups: isWhole ? groups : groups.map((each) => ({ ...each, pHolm: null })) };
}

/**
 * People with the rarer decision behind a rate, from the width of its Wilson interval:
 *
 *     (high - low)^2 (1 + z^2 / n)^2 = 4 z^2 (p (1 - p) / n + z^2 / (4 n^2))
 *
 * Infinite for a ratio, of which its groups' rates speak, and for a rate that was not known.
 */
function smallestCount({ measure, before: { value, low, high } }: GroupChange, z: number): number {
  if (measure === 'impact-ratio' || value === null || low === null || high === null) return Number.POSITIVE_INFINITY;
  const width = high - low;
  let [few, many] = [0, 1];
  const widthAt = (n: number): number =>
    (2 * z * Math.sqrt((value * (1 - value)) / n + z ** 2 / (4 * n * n))) / (1 + z ** 2 / n);
  while (widthAt(many) > width && many < 2 ** 52) many *= 2;
  for (let step = 0; step < 200 && many - few > 1e-6 * many; step += 1) {
    const middle = (few + many) / 2;
    if (widthAt(middle) > width) few = middle;
    else many = middle;
  }
  return Math.round(Math.min(value, 1 - value) * many);
}
