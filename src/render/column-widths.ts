/** What a column asks for, without its padding. */
export interface ColumnNeed {
  /** The widest part that no line end divides gladly. */
  least: number;
  /** The widest line when nothing is broken. */
  natural: number;
  /** Its share in the room that is over, compared with the other columns; 1 unless the template says otherwise. */
  weight: number;
}

/**
 * Parts `width` among columns. Each gets what its words need; what is left goes first to columns whose lines would
 * break, by how much they miss and their weight, then to all by their natural width. When not even the words fit,
 * the widest columns give way until they do.
 */
export function columnWidths(needs: readonly ColumnNeed[], width: number): number[] {
  const least = needs.map(({ least, natural }) => Math.min(least, natural));
  if (sum(least) >= width) return capped(least, width);
  const natural = needs.map(({ natural }, index) => Math.max(natural, least[index] ?? 0));
  const spare = width - sum(natural);
  if (spare < 0) return grown(least, natural, needs, width);
  return natural.map((value, index) => value + (spare * share(needs, natural, index)) / sum(shares(needs, natural)));
}

/** Every column's width cut to one common height of water, so that the sum is `width`. */
function capped(widths: readonly number[], width: number): number[] {
  const ascending = [...widths].sort((a, b) => a - b);
  let left = width;
  for (const [index, value] of ascending.entries()) {
    const level = left / (ascending.length - index);
    if (value > level) return widths.map((own) => Math.min(own, level));
    left -= value;
  }
  return [...widths];
}

function grown(least: number[], natural: number[], needs: readonly ColumnNeed[], width: number): number[] {
  const widths = [...least];
  let spare = width - sum(least);
  // Each round fills at least one column or spends what is left.
  for (let round = 0; round < needs.length && spare > 1e-9; round += 1) {
    const missing = widths.map((value, index) => Math.max(0, (natural[index] ?? 0) - value));
    const wants = missing.map((value, index) => Math.sqrt(value) * (needs[index]?.weight ?? 1));
    const total = sum(wants);
    if (total === 0) break;
    const given = wants.map((want, index) => Math.min(missing[index] ?? 0, (spare * want) / total));
    given.forEach((value, index) => {
      widths[index] = (widths[index] ?? 0) + value;
    });
    spare -= sum(given);
  }
  return widths;
}

function share(needs: readonly ColumnNeed[], natural: readonly number[], index: number): number {
  return (natural[index] ?? 0) * (needs[index]?.weight ?? 1) + 1;
}

function shares(needs: readonly ColumnNeed[], natural: readonly number[]): number[] {
  return needs.map((_, index) => share(needs, natural, index));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
