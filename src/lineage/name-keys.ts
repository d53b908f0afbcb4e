import type { DatasetName } from '../core/evidence.ts';

/**
 * What a name is known by on a chart, the fullest first: with its namespace but without the scheme, and by itself;
 * all without regard to case, slashes at the ends and version tags in brackets or after an @.
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

/** The parts of a name from each slash or dot of its folders on: `raw/a.csv` of `lake/raw/a.csv`, then `a.csv`. */
export function tailsOf(key: string): string[] {
  const tails: string[] = [];
  for (let at = key.indexOf('/'); at !== -1; at = key.indexOf('/', at + 1)) tails.push(key.slice(at + 1));
  return tails.filter((tail) => tail !== '');
}
