/**
 * The same record with lone surrogates in its texts replaced by U+FFFD. An export may hold them, but no JSON text in
 * UTF-8 can, and a record must be one (RFC 8785, 3.2.2.2).
 */
export function wellFormed<T>(record: T): T {
  return isWellFormed(record) ? record : mended(record);
}

/** Almost every record is, and records of many cells take long to copy. */
function isWellFormed(record: unknown): boolean {
  if (typeof record === 'string') return record.isWellFormed();
  if (Array.isArray(record)) return record.every(isWellFormed);
  if (record === null || typeof record !== 'object') return true;
  return Object.entries(record).every(([key, value]) => key.isWellFormed() && isWellFormed(value));
}

function mended<T>(record: T): T {
  if (typeof record === 'string') return record.toWellFormed() as T;
  if (Array.isArray(record)) return record.map(mended) as T;
  if (record === null || typeof record !== 'object') return record;
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key.toWellFormed(), mended(value)])) as T;
}
