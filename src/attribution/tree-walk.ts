import { leafWeights } from '../numeric/leaf-weights.ts';
import type { Branching } from './branching.ts';
import { rowSieve, type Sieve, type Span } from './row-sieve.ts';
import type { TreeGame } from './tree-game.ts';

/**
 * One walk of a tree with all background rows. Where a row parts from the instance, the node's player decides which of
 * the two is followed, and decides the same further down: both ways are gone, with the player in the coalition and out
 * of it. A leaf that needs e players in and q players out gives each of them a share that depends on its value, e and q
 * only; shares are summed on the way back, and reach a player where he first decided.
 *
 * Rows travel in lists that lie one after the other; who must be out is the same for all rows of a list.
 */
export class TreeWalk {
  /** [rows, m] */
  readonly found: Float64Array;
  readonly #game: TreeGame;
  readonly #paths: Branching;
  readonly #sift: Sieve;
  readonly #weights: { required: Float64Array; excluded: Float64Array };
  readonly #width: number;
  // By place in the lists: the row, how many players it needs in the coalition, the place from which it was taken, and
  // the sums over the leaves below of the shares of each player in and of each player out.
  readonly #rows: Int32Array;
  readonly #needed: Int32Array;
  readonly #from: Int32Array;
  readonly #inside: Float64Array;
  readonly #outside: Float64Array;
  // By player: out for all rows of the list; in for how many lists above, and for which rows.
  readonly #out: Uint8Array;
  readonly #inLists: Int32Array;
  readonly #in: Uint8Array;
  #top = 0;

  constructor(game: TreeGame, paths: Branching) {
    const { rows, m } = game;
    const places = rows * (paths.depth + 2) + 1;
    this.#game = game;
    this.#paths = paths;
    this.#width = Math.min(m, paths.depth) + 1;
    this.#weights = leafWeights(this.#width - 1);
    this.found = new Float64Array(rows * m);
    this.#rows = new Int32Array(places);
    this.#needed = new Int32Array(places);
    this.#from = new Int32Array(places);
    this.#inside = new Float64Array(places);
    this.#outside = new Float64Array(places);
    this.#out = new Uint8Array(m);
    this.#inLists = new Int32Array(m);
    this.#in = new Uint8Array(m * rows);
    this.#sift = rowSieve(game, paths, { rows: this.#rows, into: this.#from });
    for (let row = 0; row < rows; row += 1) this.#rows[row] = row;
  }

  /** Adds the attributions of one tree. */
  from(root: number): void {
    this.#top = this.#game.rows;
    this.#go(root, { at: 0, n: this.#game.rows }, 0);
  }

  /** @param q - players who must be out on the way here */
  #go(node: number, span: Span, q: number): void {
    const player = this.#paths.players[node]!;
    if (player < 0) {
      this.#reach(node, span, q);
      return;
    }
    const parting = this.#sift(node, span, this.#top);
    if (this.#out[player] === 1) {
      if (parting === span.n) this.#go(this.#paths.aside[node]!, span, q);
      else if (parting > 0) this.#divide(node, span, { parting, q });
      else this.#go(this.#paths.along[node]!, span, q);
      return;
    }
    const free = this.#inLists[player] === 0 ? parting : this.#undecided(player, parting);
    if (free === 0) this.#go(this.#paths.along[node]!, span, q);
    else if (this.#isLast(node)) this.#part(node, span, { parting: free, q });
    else this.#fork(node, span, { parting: free, q });
  }

  #reach(node: number, { at, n }: Span, q: number): void {
    const value = this.#game.trees.values[node]!;
    const { required, excluded } = this.#weights;
    for (let i = at; i < at + n; i += 1) {
      const cell = this.#needed[i]! * this.#width + q;
      this.#inside[i] = value * required[cell]!;
      this.#outside[i] = value * excluded[cell]!;
    }
  }

  /** Keeps, of the rows that part at the top of the lists, those for which the player is not in already. @returns how many */
  #undecided(player: number, parting: number): number {
    const [start, top] = [player * this.#game.rows, this.#top];
    let next = top;
    for (let k = top; k < top + parting; k += 1) {
      const place = this.#from[k]!;
      this.#from[next] = place;
      next += this.#in[start + this.#rows[place]!] === 1 ? 0 : 1;
    }
    return next - top;
  }

  /** The player decides for the rows that part: they go both ways. The others go with the instance. */
  #fork(node: number, span: Span, { parting, q }: { parting: number; q: number }): void {
    const player = this.#paths.players[node]!;
    const list = this.#takeOff(parting);
    this.#out[player] = 1;
    this.#go(this.#paths.aside[node]!, list, q + 1);
    this.#out[player] = 0;
    this.#need(list, 1);
    if (this.#paths.again[node] === 1) this.#decide(player, list, 1);
    this.#go(this.#paths.along[node]!, span, q);
    if (this.#paths.again[node] === 1) this.#decide(player, list, 0);
    this.#need(list, -1);
    const { m } = this.#game;
    for (let k = list.at; k < list.at + list.n; k += 1) {
      const i = this.#from[k]!;
      this.found[this.#rows[k]! * m + player]! += this.#inside[i]! - this.#outside[k]!;
      this.#inside[i]! += this.#inside[k]!;
      this.#outside[i]! += this.#outside[k]!;
    }
    this.#top = list.at;
  }

  #isLast(node: number): boolean {
    const { players, along, aside } = this.#paths;
    return players[along[node]!]! < 0 && players[aside[node]!]! < 0;
  }

  /** What `#fork` does above two leaves, which half of all nodes are, without making a list. */
  #part(node: number, span: Span, { parting, q }: { parting: number; q: number }): void {
    const { players, along, aside } = this.#paths;
    const { trees, m } = this.#game;
    const { values } = trees;
    const { required, excluded } = this.#weights;
    const [player, value, other] = [players[node]!, values[along[node]!]!, values[aside[node]!]!];
    this.#reach(along[node]!, span, q);
    for (let k = this.#top; k < this.#top + parting; k += 1) {
      const i = this.#from[k]!;
      const cell = this.#needed[i]! * this.#width + q;
      const whenIn = cell + this.#width;
      const whenOut = cell + 1;
      const inside = value * required[whenIn]!;
      const outside = other * excluded[whenOut]!;
      this.found[this.#rows[i]! * m + player]! += inside - outside;
      this.#inside[i] = inside + other * required[whenOut]!;
      this.#outside[i] = outside + value * excluded[whenIn]!;
    }
  }

  /** The player is out, so that each row goes its own way. */
  #divide(node: number, span: Span, { parting, q }: { parting: number; q: number }): void {
    const away = this.#takeOff(parting);
    const staying = this.#takeRest(span, away);
    this.#go(this.#paths.aside[node]!, away, q);
    this.#go(this.#paths.along[node]!, staying, q);
    for (let k = away.at; k < staying.at + staying.n; k += 1) {
      this.#inside[this.#from[k]!] = this.#inside[k]!;
      this.#outside[this.#from[k]!] = this.#outside[k]!;
    }
    this.#top = away.at;
  }

  /** Makes a list of the rows whose places were written at the top. */
  #takeOff(n: number): Span {
    const at = this.#top;
    for (let k = at; k < at + n; k += 1) {
      const i = this.#from[k]!;
      this.#rows[k] = this.#rows[i]!;
      this.#needed[k] = this.#needed[i]!;
    }
    this.#top = at + n;
    return { at, n };
  }

  /** Makes a list of the rows of a span that are not in a list taken off it, whose places ascend. */
  #takeRest({ at, n }: Span, taken: Span): Span {
    let [next, k] = [this.#top, taken.at];
    for (let i = at; i < at + n; i += 1) {
      if (k < taken.at + taken.n && this.#from[k] === i) k += 1;
      else {
        this.#from[next] = i;
        next += 1;
      }
    }
    return this.#takeOff(next - this.#top);
  }

  #need({ at, n }: Span, more: 1 | -1): void {
    for (let k = at; k < at + n; k += 1) this.#needed[this.#from[k]!]! += more;
  }

  /** Writes down that the player is in the coalition for the rows of a list, or takes it back. */
  #decide(player: number, { at, n }: Span, isIn: 0 | 1): void {
    const start = player * this.#game.rows;
    for (let k = at; k < at + n; k += 1) this.#in[start + this.#rows[k]!] = isIn;
    this.#inLists[player]! += isIn === 1 ? 1 : -1;
  }
}
