import type { Cell } from './evidence.ts';

// Numbers and times as they are printed. One locale, written out here, so that the same record gives the same
// page on every machine; nothing below asks the host how it writes numbers.

/** What stands in place of a number that could not be estimated. */
const NOT_ESTIMABLE = 'not estimable';

/** What stands in place of a threshold that a regime does not set. */
const NONE_SET = 'none set';

const MINUS = '\u2212';
/** Narrow no-break space, between the thousands of a count. */
const THIN = '\u202f';
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const TIME = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?:Z|\+00(?::?00)?))?$/;
/** Below this a p-value is printed as a bound, since a reader gains nothing from its digits; records keep the number. */
const SMALLEST_P = 1e-12;
const SIGNIFICANT_DIGITS = 6;

type Printable = number | null;

function fixed(value: Printable, digits: number): string {
  if (value === null || !Number.isFinite(value)) return NOT_ESTIMABLE;
  const text = Math.abs(value).toFixed(digits);
  return value < 0 && Number(text) !== 0 ? `${MINUS}${text}` : text;
}

/** A probability, a score or a ratio: 0.6512. */
export function decimal(value: Printable, digits = 4): string {
  return fixed(value, digits);
}

/** A threshold in whole numbers: 4/5; "none set" where there is none. */
export function fraction(threshold: { numerator: number; denominator: number } | null): string {
  return threshold === null ? NONE_SET : `${count(threshold.numerator)}/${count(threshold.denominator)}`;
}

/** A signed contribution, in the unit of the score: +0.1234, −0.0456, 0.0000. */
export function signed(value: Printable, digits = 4): string {
  const text = fixed(value, digits);
  return value !== null && value > 0 && Number(text) > 0 ? `+${text}` : text;
}

/** A share as a percentage: 0.712 is 71.2%. */
export function percentage(share: Printable, digits = 1): string {
  const text = fixed(share === null ? null : share * 100, digits);
  return text === NOT_ESTIMABLE ? text : `${text}%`;
}

/** A difference of two shares, in percentage points: −0.195 is −19.5 points. */
export function points(difference: Printable, digits = 1): string {
  const text = signed(difference === null ? null : difference * 100, digits);
  return text === NOT_ESTIMABLE ? text : `${text} points`;
}

/** Both ends of an interval of differences, which the difference before it says are points: −27.7 to −14.8. */
export function pointsInterval(low: Printable, high: Printable, digits = 1): string {
  return interval(low, high, (end) => signed(end === null ? null : end * 100, digits));
}

/** A p-value with its sign of comparison: p = 0.0012, p = 3.2e-8, p < 1e-12. */
export function pValue(p: Printable): string {
  if (p === null || !Number.isFinite(p)) return `p ${NOT_ESTIMABLE}`;
  if (p < SMALLEST_P) return `p < ${SMALLEST_P.toExponential(0)}`;
  if (p < 1e-4) return `p = ${p.toExponential(1)}`;
  return p < 1 && p.toFixed(4) === '1.0000' ? 'p > 0.9999' : `p = ${p.toFixed(4)}`;
}

/** A whole number with thin spaces between the thousands: 2 380. */
export function count(value: Printable): string {
  const text = fixed(value, 0);
  return text === NOT_ESTIMABLE ? text : text.replace(/\B(?=(\d{3})+$)/g, THIN);
}

/** A number of any size with at most six significant digits: 0.324, 1e-5, 2.98e-8. */
export function compact(value: Printable): string {
  return significant(value, SIGNIFICANT_DIGITS);
}

/** A number of any size with at most so many significant digits. */
export function significant(value: Printable, digits: number): string {
  if (value === null || !Number.isFinite(value)) return NOT_ESTIMABLE;
  if (value === 0 || (Number.isInteger(value) && Math.abs(value) < 1e15)) return minus(String(value));
  const rounded = Number(value.toPrecision(digits));
  const size = Math.abs(rounded);
  return minus(size < 1e-3 ? Number(rounded.toPrecision(3)).toExponential() : String(rounded));
}

function minus(text: string): string {
  return text === '-0' ? '0' : text.replace(/^-/, MINUS);
}

/** Both ends of an interval, each written by `write`: 66.1% to 75.8%. */
export function interval(low: Printable, high: Printable, write: (value: Printable) => string): string {
  return low === null || high === null ? NOT_ESTIMABLE : `${write(low)} to ${write(high)}`;
}

/**
 * The number of digits, 4 to 12, at which two different numbers no longer print alike. A score that lies just
 * past its cut-off must not be printed as equal to it.
 */
export function digitsApart(a: Printable, b: Printable): number {
  if (a === null || b === null || a === b) return 4;
  let digits = 4;
  while (digits < 12 && fixed(a, digits) === fixed(b, digits)) digits += 1;
  return digits;
}

/** An ISO 8601 time in UTC: 14 Apr 2025, 09:30 UTC; seconds only where they are not 0. Any other text is left as it is. */
export function utcTime(text: string): string {
  const match = TIME.exec(text);
  if (match === null) return text;
  const [, year = '', month = '', day = '', hour, minute, second = '00'] = match;
  const name = MONTHS[Number(month) - 1];
  if (name === undefined) return text;
  const date = `${Number(day)} ${name} ${year}`;
  if (hour === undefined || minute === undefined) return date;
  return `${date}, ${hour}:${minute}${second === '00' ? '' : `:${second}`} UTC`;
}

/** A digest in groups of eight digits, for comparing by eye. */
export function hashGroups(hex: string): string {
  return hex.match(/.{1,8}/g)?.join(' ') ?? '';
}

/** A cell of a record; long fractions are cut to six significant digits. Null, when nothing was recorded, is `absent`. */
export function cellText(value: Cell, absent: string): string {
  if (value === null) return absent;
  if (typeof value === 'number') return Number.isFinite(value) ? compact(value) : absent;
  return typeof value === 'string' ? roundDecimals(value) : String(value);
}

/** A text in which every decimal fraction has at most six significant digits; whole numbers and ids stay as they are. */
export function roundDecimals(text: string): string {
  return text.replace(/(?<![\w.])-?\d+\.\d+(?:[eE][-+]?\d+)?(?![\w.])/g, (number) => {
    const digits = number
      .replace(/[eE].*$/, '')
      .replace(/^-?0*\.?0*/, '')
      .replace('.', '');
    return digits.length <= SIGNIFICANT_DIGITS ? number : compact(Number(number));
  });
}

/** A sentence of a record as it is printed: its times in words, its long fractions cut. */
export function readable(text: string): string {
  return roundDecimals(text.replace(/\d{4}-\d\d-\d\dT\d\d:\d\d[\d:.]*Z/g, utcTime));
}
