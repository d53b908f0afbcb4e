import type { DatasetName } from '../core/evidence.ts';
import type { AliasFact } from './fact.ts';

/**
 * The name of a data set, written so that the same thing has one name:
 *
 * - the scheme and the host of a namespace are lower-cased, and slashes at its end dropped; `s3a` and `s3n` are `s3`
 * - repeated slashes in a name and those at its end are dropped, and where the namespace has a host those at its
 *   start; upper and lower case in a name are different, for files and most tables are
 */
export function datasetKey({ namespace, name }: DatasetName): string {
  const [, scheme = '', host = ''] = /^([A-Za-z][A-Za-z0-9+.-]*:\/\/)?(.*)$/s.exec(namespace.trim()) ?? [];
  const space = `${scheme.toLowerCase().replace(/^s3[an]:/, 's3:')}${scheme === '' ? host : lowerHost(host)}`;
  const path = trimSlashes(name.trim().replace(/\/{2,}/g, '/'), host !== '' && scheme !== '');
  return `${trimSlashes(space, false).replaceAll(' ', '%20')} ${path}`;
}

function lowerHost(rest: string): string {
  const slash = rest.indexOf('/');
  return slash === -1 ? rest.toLowerCase() : rest.slice(0, slash).toLowerCase() + rest.slice(slash);
}

/** A lone slash stays: it is the name of a root. */
function trimSlashes(text: string, alsoAtStart: boolean): string {
  let end = text.length;
  while (end > 1 && text[end - 1] === '/') end -= 1;
  return text.slice(alsoAtStart && text.length > 1 && text[0] === '/' ? 1 : 0, end);
}

/** Gives each data set one key, whichever of its names is used. */
export type Identity = (name: DatasetName) => string;

/** Joins the names that aliases say are one data set. The least of the joined names stands for all. */
export function foldIdentity(aliases: readonly AliasFact[]): Identity {
  const parents = new Map<string, string>();
  const rootOf = (key: string): string => {
    let root = key;
    for (let next = parents.get(root); next !== undefined; next = parents.get(root)) root = next;
    return root;
  };
  for (const { dataset, alias } of aliases) {
    const [least = '', greatest = ''] = [rootOf(datasetKey(dataset)), rootOf(datasetKey(alias))].sort();
    if (least !== greatest) parents.set(greatest, least);
  }
  return (name) => rootOf(datasetKey(name));
}
