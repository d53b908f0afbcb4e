import { chiSquareSurvival } from './chi-square.ts';
import type { Interval, Proportion } from './proportion.ts';

/** One stratum: the group and the reference within it. */
export interface StratumPair {
  readonly group: Proportion;
  readonly reference: Proportion;
}

export interface Pooled extends Interval {
  value: number;
}

interface Tested {
  statistic: number;
  degreesOfFreedom: number;
  p: number;
}

/** One stratum as a 2 x 2 table. */
interface Table {
  a: number;
  b: number;
  c: number;
  d: number;
  t: number;
}

function tablesOf(strata: readonly StratumPair[]): Table[] {
  return strata
    .filter(({ group, reference }) => group.n > 0 && reference.n > 0)
    .map(({ group, reference }) => ({
      ...{ a: group.x, b: group.n - group.x, c: reference.x, d: reference.n - reference.x },
      t: group.n + reference.n,
    }));
}

/**
 * The Cochran-Mantel-Haenszel test of no association within strata, without continuity correction.
 *
 *     X^2 = [sum (a - E)]^2 / sum V,   E = n1 m1 / T,   V = n1 n0 m1 m0 / (T^2 (T - 1))
 *
 * @param strata - those in which either group has no rows carry nothing
 * @returns null when no stratum lets anything vary
 * @see Mantel & Haenszel 1959, JNCI 22(4)
 */
export function cochranMantelHaenszel(strata: readonly StratumPair[]): Tested | null {
  let excess = 0;
  let variance = 0;
  for (const { a, b, c, d, t } of tablesOf(strata)) {
    excess += (a * d - b * c) / t;
    variance += ((((a + b) * (c + d)) / t) * (((a + c) * (b + d)) / t)) / (t - 1);
  }
  if (!(variance > 0)) return null;
  const statistic = (excess * excess) / variance;
  return { statistic, degreesOfFreedom: 1, p: chiSquareSurvival(statistic, 1) };
}

/**
 * The Mantel-Haenszel odds ratio over strata, with the interval of Robins, Breslow and Greenland.
 *
 *     OR = sum(a d / T) / sum(b c / T)
 *
 * @returns null when numerator or denominator is 0
 * @see Robins, Breslow & Greenland 1986, Biometrics 42(2)
 */
export function mantelHaenszelOddsRatio(strata: readonly StratumPair[], z: number): Pooled | null {
  const tables = tablesOf(strata);
  const total = (of: (table: Table) => number): number => tables.reduce((sum, table) => sum + of(table), 0);
  const r = total(({ a, d, t }) => (a * d) / t);
  const s = total(({ b, c, t }) => (b * c) / t);
  if (r === 0 || s === 0) return null;
  const pr = total(({ a, d, t }) => (((a + d) / t) * a * d) / t);
  const ps = total(({ a, b, c, d, t }) => (((a + d) / t) * b * c) / t + (((b + c) / t) * a * d) / t);
  const qs = total(({ b, c, t }) => (((b + c) / t) * b * c) / t);
  const error = Math.sqrt(pr / (2 * r * r) + ps / (2 * r * s) + qs / (2 * s * s));
  return around(r / s, z * error);
}

/**
 * The Mantel-Haenszel ratio of rates over strata, with the interval of Greenland and Robins.
 *
 *     RR = sum(a n0 / T) / sum(c n1 / T)
 *
 * @returns null when numerator or denominator is 0
 * @see Greenland & Robins 1985, Biometrics 41(1)
 */
export function mantelHaenszelRiskRatio(strata: readonly StratumPair[], z: number): Pooled | null {
  const tables = tablesOf(strata);
  const total = (of: (table: Table) => number): number => tables.reduce((sum, table) => sum + of(table), 0);
  const r = total(({ a, c, d, t }) => (a * (c + d)) / t);
  const s = total(({ a, b, c, t }) => (c * (a + b)) / t);
  if (r === 0 || s === 0) return null;
  const v = total(({ a, b, c, d, t }) => ((a + b) * ((c + d) / t) * (a + c)) / t - (a * c) / t);
  return around(r / s, z * Math.sqrt(v / (r * s)));
}

function around(value: number, error: number): Pooled {
  return { value, low: value * Math.exp(-error), high: value * Math.exp(error) };
}

/**
 * The Breslow-Day test that the odds ratio is the same in all strata, and with Tarone's correction.
 *
 *     X^2 = sum (a - A)^2 / V,   1/V = 1/A + 1/B + 1/C + 1/D,   A the count that gives the pooled odds ratio
 *     Tarone: X^2 - [sum (a - A)]^2 / sum V
 *
 * @returns null with fewer than two strata that carry anything, or without a pooled odds ratio
 * @see Breslow & Day 1980, Statistical Methods in Cancer Research I; Tarone 1985, Biometrika 72(1)
 */
export function breslowDay(strata: readonly StratumPair[]): { plain: Tested; tarone: Tested } | null {
  const pooled = mantelHaenszelOddsRatio(strata, 0)?.value;
  const tables = tablesOf(strata).filter(({ a, b, c, d }) => a + c > 0 && b + d > 0);
  if (pooled === undefined || tables.length < 2) return null;
  let statistic = 0;
  let excess = 0;
  let variance = 0;
  for (const table of tables) {
    const expected = expectedCount(table, pooled);
    const [n1, n0, m1] = [table.a + table.b, table.c + table.d, table.a + table.c];
    const v = 1 / (1 / expected + 1 / (n1 - expected) + 1 / (m1 - expected) + 1 / (n0 - m1 + expected));
    statistic += (table.a - expected) ** 2 / v;
    excess += table.a - expected;
    variance += v;
  }
  const degreesOfFreedom = tables.length - 1;
  const tested = (value: number): Tested => ({
    statistic: value,
    degreesOfFreedom,
    p: chiSquareSurvival(value, degreesOfFreedom),
  });
  return { plain: tested(statistic), tarone: tested(statistic - (excess * excess) / variance) };
}

/** The count A of the group that has A (n0 - m1 + A) = OR (n1 - A) (m1 - A). */
function expectedCount({ a, b, c, d }: Table, ratio: number): number {
  const [n1, n0, m1] = [a + b, c + d, a + c];
  if (ratio === 1) return (n1 * m1) / (n1 + n0);
  const quadratic = 1 - ratio;
  const linear = n0 - m1 + ratio * (n1 + m1);
  const constant = -ratio * n1 * m1;
  const root = Math.sqrt(Math.max(0, linear * linear - 4 * quadratic * constant));
  return (-2 * constant) / (linear + root);
}
