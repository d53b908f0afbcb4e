import { goesTrue } from '../numeric/goes-true.ts';
import { type Branching, TEST } from './branching.ts';
import type { TreeGame } from './tree-game.ts';

/** A stretch of a list of background rows. */
export interface Span {
  at: number;
  n: number;
}

/** Writes, from `to` on, where in a span the rows stand that a node sends another way than the instance. @returns how many */
export type Sieve = (node: number, span: Span, to: number) => number;

/** @param rows - background rows by number; @param into - takes places among them */
export function rowSieve(
  { trees, background, rows: count }: TreeGame,
  { tests, held }: Branching,
  { rows, into }: { rows: Int32Array; into: Int32Array },
): Sieve {
  const width = background.length / count;
  const columns = Array.from({ length: width }, (_, feature) =>
    Float64Array.from({ length: count }, (_, row) => background[row * width + feature]!),
  );
  return (node, span, to) => {
    const column = columns[trees.features[node]!]!;
    const threshold = trees.thresholds[node]!;
    const same = held[node] === 1;
    const about = { rows, into, column, threshold, same };
    switch (tests[node]) {
      case TEST.leq:
        return siftLeq(about, span, to);
      case TEST.lt:
        return siftLt(about, span, to);
      case TEST.gt:
        return siftGt(about, span, to);
      case TEST.gte:
        return siftGte(about, span, to);
      default:
        return siftOther(about, span, { to, goes: (value) => goesTrue(trees, node, value) });
    }
  };
}

interface Sifted {
  rows: Int32Array;
  into: Int32Array;
  column: Float64Array;
  threshold: number;
  /** What the test gives for values that go with the instance. */
  same: boolean;
}

// One loop for each operator: the choice between them would cost more than the comparison.

function siftLeq({ rows, into, column, threshold, same }: Sifted, { at, n }: Span, to: number): number {
  let next = to;
  for (let i = at; i < at + n; i += 1) {
    into[next] = i;
    next += column[rows[i]!]! <= threshold === same ? 0 : 1;
  }
  return next - to;
}

function siftLt({ rows, into, column, threshold, same }: Sifted, { at, n }: Span, to: number): number {
  let next = to;
  for (let i = at; i < at + n; i += 1) {
    into[next] = i;
    next += column[rows[i]!]! < threshold === same ? 0 : 1;
  }
  return next - to;
}

function siftGt({ rows, into, column, threshold, same }: Sifted, { at, n }: Span, to: number): number {
  let next = to;
  for (let i = at; i < at + n; i += 1) {
    into[next] = i;
    next += column[rows[i]!]! > threshold === same ? 0 : 1;
  }
  return next - to;
}

function siftGte({ rows, into, column, threshold, same }: Sifted, { at, n }: Span, to: number): number {
  let next = to;
  for (let i = at; i < at + n; i += 1) {
    into[next] = i;
    next += column[rows[i]!]! >= threshold === same ? 0 : 1;
  }
  return next - to;
}

function siftOther(
  { rows, into, column, same }: Sifted,
  { at, n }: Span,
  { to, goes }: { to: number; goes: (value: number) => boolean },
): number {
  let next = to;
  for (let i = at; i < at + n; i += 1) {
    into[next] = i;
    next += goes(column[rows[i]!]!) === same ? 0 : 1;
  }
  return next - to;
}
