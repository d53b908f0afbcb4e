import type { Coalition } from './coalition.ts';

/** Which score belongs to which coalition and background row, equal rows being scored once. */
export interface RowPlan {
  /** [backgroundRows, coalitions]: number of the row that holds the score; rows are numbered by their first use. */
  slots: Int32Array;
  /** Different rows to score. */
  rows: number;
}

/**
 * Plans the rows of a game. Against background row j, a coalition acts only through those of its members that differ
 * from row j; two coalitions that share these share the row.
 *
 * @param differing - for each background row, the players that differ from it
 */
export function planRows(coalitions: readonly Coalition[], differing: readonly Coalition[]): RowPlan {
  const count = coalitions.length;
  const slots = new Int32Array(count * differing.length);
  const table = new FirstUses(coalitions);
  let rows = 0;
  for (const [j, mask] of differing.entries()) {
    table.reset(mask);
    for (let c = 0; c < count; c += 1) {
      const first = table.firstLike(c);
      if (first === c) {
        slots[j * count + c] = rows;
        rows += 1;
      } else slots[j * count + c] = slots[j * count + first]!;
    }
  }
  return { slots, rows };
}

/** A hash table of coalitions under a mask; open addressing, no allocation per look-up. */
class FirstUses {
  readonly #words: Uint32Array;
  readonly #width: number;
  readonly #table: Int32Array;
  #mask: Coalition = new Uint32Array(0);

  constructor(coalitions: readonly Coalition[]) {
    this.#width = coalitions[0]?.length ?? 1;
    this.#words = new Uint32Array(coalitions.length * this.#width);
    for (const [c, coalition] of coalitions.entries()) this.#words.set(coalition, c * this.#width);
    this.#table = new Int32Array(2 ** Math.ceil(Math.log2(2 * coalitions.length + 1)));
  }

  reset(mask: Coalition): void {
    this.#mask = mask;
    this.#table.fill(-1);
  }

  /** The first coalition asked for since the reset that equals coalition c under the mask; c itself if there is none. */
  firstLike(c: number): number {
    const last = this.#table.length - 1;
    let place = this.#hash(c) & last;
    for (let held = this.#table[place]!; held >= 0; held = this.#table[place]!) {
      if (this.#alike(held, c)) return held;
      place = (place + 1) & last;
    }
    this.#table[place] = c;
    return c;
  }

  #hash(c: number): number {
    let hash = 0;
    for (let w = 0; w < this.#width; w += 1) {
      hash = Math.imul(hash ^ (this.#words[c * this.#width + w]! & this.#mask[w]!), 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    return hash >>> 0;
  }

  #alike(one: number, other: number): boolean {
    for (let w = 0; w < this.#width; w += 1) {
      if ((this.#words[one * this.#width + w]! ^ this.#words[other * this.#width + w]!) & this.#mask[w]!) return false;
    }
    return true;
  }
}
