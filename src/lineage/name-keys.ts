import type { DatasetName } from '../core/evidence.ts';

/**
 * What a name is known by on a chart, the fullest first: with its namespace but without the scheme, and by itself;
 * all without regard to case, and slashes at the ends.
 *
 * @example nameKeys({ namespace: 'S3://Lake', name: '/raw/A.csv' }) // ['lake/raw/a.csv', 'raw/a.csv']
 */
export function nameKeys({ namespace, name }: DatasetName): string[] {
  const full = namespace === '' ? name : `${namespace}/${name.replace(/^\/+/, '')}`;
  return [...new Set([labelKey(full), labelKey(name)])].filter((key) => key !== '');
}

/** A label as names are compared: the scheme dropped, in lower case, with single spaces. */
export function labelKey(label: string): string {
  return label
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/^ ?[a-z][a-z0-9+.-]*:\/\/+/, '')
    .replace(/^[ /]+|[ /]+$/g, '');
}

/** What follows each separator of a name: `raw/a.csv` and `a.csv` of `lake/raw/a.csv`. @param separator - a global pattern */
export function tailsOf(key: string, separator: RegExp): string[] {
  return [...key.matchAll(separator)].map(({ index }) => key.slice(index + 1)).filter((tail) => tail !== '');
}
