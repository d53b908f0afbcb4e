import type { Reason } from './reasons.ts';

/** A number, or null with the reason why there is none. An infinite number has its reason too, and is never capped. */
export interface Measured {
  readonly value: number | null;
  readonly reason?: Reason;
  /** Which part of a composite is missing, e.g. "truePositiveRate of the reference". */
  readonly part?: string;
}

export function missing(reason: Reason, part?: string): Measured {
  return { value: null, reason, ...(part === undefined ? {} : { part }) };
}

/** numerator / denominator; null for a denominator of 0, whatever the numerator. */
export function shareOf(numerator: number, denominator: number, reason: Reason): Measured {
  return denominator > 0 ? { value: numerator / denominator } : missing(reason);
}

/** value / reference of two rates: x/0 is infinite and 0/0 is null, each with its reason. */
export function ratioOf(value: number, reference: number): Measured {
  if (reference > 0) return { value: value / reference };
  return value > 0
    ? { value: Number.POSITIVE_INFINITY, reason: 'reference_rate_zero' }
    : { value: null, reason: 'both_rates_zero' };
}

/** A composite of named parts: null as soon as one of them is, saying which. */
export function composed(
  parts: readonly (readonly [name: string, part: Measured])[],
  combine: (...values: number[]) => number | Measured,
): Measured {
  const values: number[] = [];
  for (const [name, { value }] of parts) {
    if (value === null) return missing('part_missing', name);
    values.push(value);
  }
  const found = combine(...values);
  return typeof found === 'number' ? { value: found } : found;
}
