/** A tree ensemble as a model file holds it: each leaf votes for targets. Arrays are by node, over all trees. */
export interface Forest {
  roots: number[];
  /** The column that a node tests; -1 at a leaf. */
  column: number[];
  /** Index into COMPARISONS. */
  comparison: number[];
  threshold: number[];
  pass: number[];
  fail: number[];
  missingPasses: number[];
  /** By node: what a leaf adds to which targets. */
  votes: Map<number, { target: number; weight: number }[]>;
  targets: number;
  /** [targets] */
  base: number[];
  /** Divides the sum of the trees; their number where votes are averaged. */
  divisor: number;
}

/** Why an ensemble is not read: it holds what does not add up, or its nodes do not make trees. */
export class Undecodable extends Error {}

/** Every node must be reached at most once from the roots, and lead somewhere. @throws Undecodable */
export function checkTrees({ roots, column, pass, fail }: Pick<Forest, 'roots' | 'column' | 'pass' | 'fail'>): void {
  const seen = new Uint8Array(column.length);
  const left = [...roots];
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    if (!(node >= 0 && node < column.length)) throw new Undecodable('a branch leads nowhere');
    if (seen[node] === 1) throw new Undecodable('two branches lead to one node');
    seen[node] = 1;
    if ((column[node] ?? -1) >= 0) left.push(pass[node] ?? -1, fail[node] ?? -1);
  }
}
