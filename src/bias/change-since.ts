import type { Change, GroupChange } from '../core/audit-record.ts';
import type { HistoryAttribute, HistoryEntry, HistoryGroup } from '../core/history.ts';
import type { Ends } from '../core/measures.ts';
import { fisherExact } from '../numeric/fisher-exact.ts';
import { holm } from '../numeric/holm.ts';
import { newcombe } from '../numeric/newcombe.ts';
import { criticalZ } from '../numeric/normal-quantile.ts';
import { twoSidedNormalP } from '../numeric/normal-survival.ts';
import { pooledZ, smallestExpectedCount } from '../numeric/pooled-z.ts';
import { rateEnds, ratioEnds } from './selection-of.ts';

/** What two audits are compared by; a line of the history has it. */
export type Audited = Pick<
  HistoryEntry,
  'auditId' | 'from' | 'to' | 'profile' | 'used' | 'confidence' | 'favourable' | 'attributes'
>;

const LEAST_EXPECTED = 5;

/**
 * The audit with which to compare: the last one in the history of which every decision came before those of this audit,
 * or else the last one that counted some of the same decisions. The same audit does not count, nor do those of later
 * decisions, where earlier periods are made up for.
 */
export function auditBefore(history: readonly HistoryEntry[], current: Audited): HistoryEntry | undefined {
  const others = history.filter(({ auditId, from }) => auditId !== current.auditId && from <= current.to);
  return others.findLast(({ to }) => to < current.from) ?? others.at(-1);
}

/**
 * What changed between two audits, group by group: the selection rate by the pooled z test, or Fisher's where an expected
 * count is below 5; the impact ratio by
 *
 *     z = (ln r2 - ln r1) / sqrt(v1 + v2),   v = 1/x - 1/n + 1/xRef - 1/nRef
 *
 * with Holm's adjustment over all of them. Tests are of independent slices: where both audits counted some of the same
 * days there are none. Changes have Newcombe's interval (rates) or that of the log ratio.
 *
 * @see Newcombe 1998; Katz et al. 1978; Holm 1979
 */
export function changeSince(previous: Audited & Pick<HistoryEntry, 'sequence'>, current: Audited): Change {
  const overlaps = previous.from <= current.to && current.from <= previous.to;
  const z = criticalZ(current.confidence);
  const groups = current.attributes.flatMap((after) => {
    const before = previous.attributes.find(({ name }) => name === after.name);
    return before === undefined ? [] : attributeChanges(before, after, { z, overlaps });
  });
  const adjusted = holm(groups.map(({ p }) => p));
  const { auditId, sequence, from, to, profile, used } = previous;
  return {
    previous: { auditId, sequence, from, to, profile, used },
    overlaps,
    caveats: caveatsOf(previous, current),
    groups: groups.map((change, at) => ({ ...change, pHolm: adjusted[at] ?? null })),
  };
}

function caveatsOf(previous: Audited, current: Audited): string[] {
  const caveats: string[] = [];
  if (previous.profile !== current.profile) caveats.push('profile');
  if (previous.favourable !== current.favourable) caveats.push('favourable');
  if (previous.confidence !== current.confidence) caveats.push('confidence');
  const named = ({ attributes }: Audited): string =>
    JSON.stringify(attributes.map(({ name, reference }) => [name, reference]));
  if (named(previous) !== named(current)) caveats.push('attributes');
  return caveats;
}

interface How {
  z: number;
  overlaps: boolean;
}

function attributeChanges(before: HistoryAttribute, after: HistoryAttribute, how: How): GroupChange[] {
  const isSame = before.reference === after.reference;
  const [referenceBefore, referenceAfter] = [before.groups[0], after.groups[0]];
  const byName = new Map(before.groups.map((each) => [each.group, each]));
  return after.groups.flatMap((now) => {
    const then = byName.get(now.group);
    if (then === undefined) return [];
    const named = { attribute: after.name, group: now.group };
    const rate: GroupChange = { ...named, measure: 'selection-rate', ...rateChange(then, now, how), verdicts: null };
    if (!isSame || now === referenceAfter || referenceBefore === undefined || referenceAfter === undefined)
      return [rate];
    const ratio = ratioChange([then, referenceBefore], [now, referenceAfter], how);
    return [
      rate,
      { ...named, measure: 'impact-ratio', ...ratio, verdicts: { before: then.verdict, after: now.verdict } },
    ];
  });
}

type Compared = Pick<GroupChange, 'before' | 'after' | 'change' | 'test' | 'p' | 'pHolm'>;

function rateChange(then: HistoryGroup, now: HistoryGroup, { z, overlaps }: How): Compared {
  const ends = { before: rateEnds(then, z), after: rateEnds(now, z), pHolm: null };
  if (then.n === 0 || now.n === 0) return { ...ends, change: none('no_rows'), test: 'none', p: null };
  const value = (now.x * then.n - then.x * now.n) / (now.n * then.n);
  if (overlaps) return { ...ends, change: { ...none('periods_overlap'), value }, test: 'none', p: null };
  const change: Ends = { value, ...newcombe(now, then, z) };
  const areCounts = [then, now].every(({ x, n }) => Number.isSafeInteger(x) && Number.isSafeInteger(n));
  const isExact = areCounts && smallestExpectedCount(now, then) < LEAST_EXPECTED;
  if (isExact) return { ...ends, change, test: 'Fisher exact', p: fisherExact(now, then) };
  return { ...ends, change, test: 'two-proportion z', p: pooledZ(now, then).p };
}

type Compare = [group: HistoryGroup, reference: HistoryGroup];

function ratioChange(then: Compare, now: Compare, { z, overlaps }: How): Compared {
  const ends = { before: ratioEnds(...then, z), after: ratioEnds(...now, z), pHolm: null };
  const [before, after] = [ends.before.value, ends.after.value];
  if (before === null || after === null || before === 0 || after === 0) {
    const reason = ends.before.reason ?? ends.after.reason ?? 'ratio_zero';
    return { ...ends, change: none(reason), test: 'none', p: null };
  }
  const value = after / before;
  if (overlaps) return { ...ends, change: { ...none('periods_overlap'), value }, test: 'none', p: null };
  const error = Math.sqrt(logVariance(then) + logVariance(now));
  if (error === 0) return { ...ends, change: { ...none('nothing_varies'), value }, test: 'none', p: null };
  const log = Math.log(after) - Math.log(before);
  const change = { value, low: Math.exp(log - z * error), high: Math.exp(log + z * error) };
  return { ...ends, change, test: 'z of log ratios', p: twoSidedNormalP(log / error) };
}

function logVariance([group, reference]: Compare): number {
  return 1 / group.x - 1 / group.n + 1 / reference.x - 1 / reference.n;
}

function none(reason: string): Ends {
  return { value: null, low: null, high: null, reason };
}
