/**
 * The same record with lone surrogates in its texts replaced by U+FFFD. An export may hold them, but no JSON text in
 * UTF-8 can, and a record must be one (RFC 8785, 3.2.2.2).
 */
export function wellFormed<T>(record: T): T {
  if (typeof record === 'string') return record.toWellFormed() as T;
  if (Array.isArray(record)) return record.map(wellFormed) as T;
  if (record === null || typeof record !== 'object') return record;
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key.toWellFormed(), wellFormed(value)])) as T;
}
