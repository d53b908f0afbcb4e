import type { MeasureRecord } from '../core/measures.ts';
import { type Measured, missing } from './measured.ts';
import { reasons } from './reasons.ts';

type Place = Pick<MeasureRecord, 'metric' | 'group' | 'reference' | 'form'>;
type Interval = Pick<MeasureRecord, 'low' | 'high' | 'interval'>;

export function noInterval(why: string): Interval {
  return { low: null, high: null, interval: `none: ${why}` };
}

/** A measured value as the record holds it: JSON has no infinity, so that it is null and said beside it. */
export function recordOf(place: Place, { value, reason, part }: Measured, interval: Interval): MeasureRecord {
  const isInfinite = value !== null && !Number.isFinite(value);
  return {
    ...place,
    value: isInfinite ? null : value,
    ...(isInfinite ? { infinite: value > 0 ? 'positive' : 'negative' } : {}),
    ...(value === null ? noInterval('there is no estimate') : interval),
    ...(reason === undefined
      ? {}
      : { reason, because: part === undefined ? reasons[reason] : `${reasons[reason]}: ${part}` }),
  };
}

/** The group's value less the reference's; null with the part that is missing. */
export function gapOf(group: Measured, reference: Measured): Measured {
  for (const [name, { value }] of [['the group', group] as const, ['the reference', reference] as const]) {
    if (value === null || !Number.isFinite(value)) return missing('part_missing', `the value of ${name}`);
  }
  return { value: (group.value ?? 0) - (reference.value ?? 0) };
}

/** The number of a measured value, for resampling; NaN where there is none or it is infinite. */
export function numberOf({ value }: Measured): number {
  return value === null || !Number.isFinite(value) ? Number.NaN : value;
}
