import type { Coalition } from './coalition.ts';

/**
 * Which score belongs to which coalition and background row, equal rows being scored once. Against background row j, a
 * coalition acts only through those of its members that differ from row j; two coalitions that share these share the
 * row. Rows are numbered by their first use, and keep their numbers when the plan is extended.
 */
export class RowPlan {
  /** Different rows to score. */
  rows = 0;
  readonly #slots: Int32Array[] = [];
  readonly #first: number[] = [];

  /**
   * Plans further coalitions and background rows.
   * @param coalitions - those planned before, then new ones; no coalition twice
   * @param differing - for each background row, the players that differ from it
   */
  extend(coalitions: readonly Coalition[], differing: readonly Coalition[]): void {
    const table = new FirstUses(coalitions);
    for (const [j, mask] of differing.entries()) {
      const held = this.#slots[j] ?? new Int32Array(0);
      const slots = new Int32Array(coalitions.length);
      slots.set(held);
      this.#slots[j] = slots;
      this.#first[j] = held.length;
      if (table.tellsApart(mask)) for (let c = held.length; c < slots.length; c += 1) slots[c] = this.#next();
      else this.#share(table, slots, held.length);
    }
  }

  /** [coalitions]: number of the row that holds the score against background row j. */
  slotsAgainst(j: number): Int32Array {
    return this.#slots[j]!;
  }

  /** The first coalition that the last extension added against background row j. */
  firstNew(j: number): number {
    return this.#first[j]!;
  }

  #next(): number {
    this.rows += 1;
    return this.rows - 1;
  }

  #share(table: FirstUses, slots: Int32Array, held: number): void {
    for (let c = 0; c < slots.length; c += 1) {
      const first = table.firstLike(c);
      if (c >= held) slots[c] = first === c ? this.#next() : slots[first]!;
    }
  }
}

/** A hash table of coalitions under a mask; open addressing, no allocation per look-up. */
class FirstUses {
  readonly #words: Uint32Array;
  readonly #width: number;
  readonly #everyone: Uint32Array;
  readonly #table: Int32Array;
  #mask: Coalition = new Uint32Array(0);

  constructor(coalitions: readonly Coalition[]) {
    this.#width = coalitions[0]?.length ?? 1;
    this.#words = new Uint32Array(coalitions.length * this.#width);
    this.#everyone = new Uint32Array(this.#width);
    for (const [c, coalition] of coalitions.entries()) {
      this.#words.set(coalition, c * this.#width);
      for (let w = 0; w < this.#width; w += 1) this.#everyone[w]! |= coalition[w]!;
    }
    this.#table = new Int32Array(2 ** Math.ceil(Math.log2(2 * coalitions.length + 1)));
  }

  /** Sets the mask and empties the table. @returns true when no two coalitions are alike under the mask */
  tellsApart(mask: Coalition): boolean {
    this.#mask = mask;
    if (this.#everyone.every((word, w) => (word & ~mask[w]!) >>> 0 === 0)) return true;
    this.#table.fill(-1);
    return false;
  }

  /** The first coalition asked for since the mask was set that is like coalition c under it; c itself if there is none. */
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
