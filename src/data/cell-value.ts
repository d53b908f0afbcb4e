import {
  DuckDBBlobValue,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampNanosecondsValue,
  DuckDBTimestampSecondsValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBValue,
} from '@duckdb/node-api';
import type { Cell } from '../core/evidence.ts';

const MICROSECONDS_PER_DAY = 86_400_000_000n;

/**
 * A value of DuckDB as a plain cell: integers beyond 2^53 - 1 as decimal strings, decimals as the nearest double,
 * times as ISO 8601 in UTC, and anything nested as DuckDB prints it.
 */
export function cellValue(value: DuckDBValue): Cell {
  if (value === null || typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean') {
    return value;
  }
  if (typeof value === 'bigint') return integerCell(value);
  if (value instanceof DuckDBDecimalValue) return Number(value.toString());
  if (value instanceof DuckDBBlobValue) return Buffer.from(value.bytes).toString('hex');
  if (value instanceof DuckDBDateValue) return isoTime(BigInt(value.days) * MICROSECONDS_PER_DAY).slice(0, -14);
  const micros = microsecondsOf(value);
  return micros === null ? String(value) : isoTime(micros);
}

function microsecondsOf(value: DuckDBValue): bigint | null {
  if (value instanceof DuckDBTimestampValue || value instanceof DuckDBTimestampTZValue) return value.micros;
  if (value instanceof DuckDBTimestampMillisecondsValue) return value.millis * 1000n;
  if (value instanceof DuckDBTimestampSecondsValue) return value.seconds * 1_000_000n;
  if (value instanceof DuckDBTimestampNanosecondsValue) return value.nanos / 1000n;
  return null;
}

/** An integer as a number where a double holds it exactly, else as a decimal string. */
export function integerCell(value: bigint): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value.toString();
}

/** Microseconds since 1970 in UTC as ISO 8601: with milliseconds, and with microseconds where there are any. */
function isoTime(micros: bigint): string {
  const rest = ((micros % 1000n) + 1000n) % 1000n;
  const milliseconds = new Date(Number((micros - rest) / 1000n));
  if (Number.isNaN(milliseconds.getTime())) return `${micros} microseconds since 1970`;
  const text = milliseconds.toISOString();
  return rest === 0n ? text : `${text.slice(0, -1)}${rest.toString().padStart(3, '0')}Z`;
}
