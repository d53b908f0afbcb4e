/** What a column asks for, without its padding. */
export interface ColumnNeed {
  /** The widest part that no line end divides gladly. */
  least: number;
  /** The widest line when nothing is broken. */
  natural: number;
  /** Its share of the room that long columns part among them; 1 unless the template says otherwise. */
  weight: number;
}

/**
 * Parts `width` among columns. Columns that are short whole get what they need; those that are long share the rest by
 * the root of their length, so that a longer one is wider, but not by as much as it is longer. What is over then goes
 * to all by their width. When not even the words fit, the widest columns give way until they do.
 */
export function columnWidths(needs: readonly ColumnNeed[], width: number): number[] {
  const least = needs.map((need) => Math.min(need.least, need.natural));
  if (sum(least) >= width) return leveled(least, width);
  const natural = needs.map((need) => Math.max(need.natural, need.least));
  const level = levelOf(natural, width);
  if (level === Number.POSITIVE_INFINITY) return stretched(natural, needs, width);
  const long = needs.map((_, index) => (natural[index] ?? 0) > level);
  const shortRoom = sum(natural.filter((_, index) => !long[index]));
  const shares = shareOut(needs, long, width - shortRoom);
  const room = sum(shares) <= width - shortRoom + 1e-9;
  // Where the words of long columns leave too little for short ones, all are brought down together.
  return room
    ? natural.map((value, index) => (long[index] ? (shares[index] ?? 0) : value))
    : leveledAbove(least, natural, width);
}

/** The height of water at which widths capped to it add up to `width`; infinite where they fit uncapped. */
function levelOf(widths: readonly number[], width: number): number {
  let left = width;
  const ascending = [...widths].sort((a, b) => a - b);
  for (const [index, value] of ascending.entries()) {
    const level = left / (ascending.length - index);
    if (value > level) return level;
    left -= value;
  }
  return Number.POSITIVE_INFINITY;
}

function leveled(widths: readonly number[], width: number): number[] {
  const level = levelOf(widths, width);
  return widths.map((value) => Math.min(value, level));
}

/** Each column's least width and, of the room that is left, as much of its lack as all lacks are given. */
function leveledAbove(least: readonly number[], natural: readonly number[], width: number): number[] {
  const lacks = natural.map((value, index) => value - (least[index] ?? 0));
  const given = leveled(lacks, width - sum(least));
  return least.map((value, index) => value + (given[index] ?? 0));
}

/** The room parted among the long columns by weight and root of length; none falls below what its words need. */
function shareOut(needs: readonly ColumnNeed[], long: readonly boolean[], room: number): number[] {
  const widths = needs.map(() => 0);
  let open = needs.map((_, index) => index).filter((index) => long[index]);
  let left = room;
  while (open.length > 0) {
    const wants = new Map(open.map((index) => [index, want(needs[index])]));
    const total = sum([...wants.values()]);
    const short = open.filter((index) => (left * (wants.get(index) ?? 0)) / total < (needs[index]?.least ?? 0));
    for (const index of short.length > 0 ? short : open) {
      widths[index] = short.length > 0 ? (needs[index]?.least ?? 0) : (left * (wants.get(index) ?? 0)) / total;
    }
    if (short.length === 0) break;
    left -= sum(short.map((index) => widths[index] ?? 0));
    open = open.filter((index) => !short.includes(index));
  }
  return widths;
}

function stretched(natural: readonly number[], needs: readonly ColumnNeed[], width: number): number[] {
  const wants = natural.map((value, index) => (value + 20) * (needs[index]?.weight ?? 1));
  const spare = width - sum(natural);
  const total = sum(wants);
  return natural.map((value, index) => value + (spare * (wants[index] ?? 0)) / total);
}

function want(need: ColumnNeed | undefined): number {
  return need === undefined ? 0 : Math.sqrt(need.natural) * need.weight;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
