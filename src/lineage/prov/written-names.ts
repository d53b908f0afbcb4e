import type { DatasetName } from '../../core/evidence.ts';
import { canonicalNamespace } from '../../data/canonical-namespace.ts';

/** The vocabulary of attributes that PROV has no word for. */
export const OWN_VOCABULARY = 'urn:dossier:';

const IS_URI = /^[a-z][a-z0-9+.-]*:/i;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** What may stand in the local part of a qualified name beside letters and digits. */
const UNQUALIFIED = /[^\p{L}\p{N}._~/@+*$!&=-]/gu;

/** Qualified names, and the prefixes that they need, in the order in which they were first needed. */
export interface WrittenNames {
  dataset(name: DatasetName, version: string | null): string;
  run(id: string): string;
  /** A name of our own, in a kind of its own. */
  own(kind: 'job' | 'prediction' | 'agent', name: string): string;
  prefixes(): Record<string, string>;
}

export function writtenNames(): WrittenNames {
  const prefixes = new Map<string, string>([['dossier', OWN_VOCABULARY]]);
  const spaces = new Map<string, string>();
  const prefixOf = (uri: string): string => {
    const prefix = spaces.get(uri) ?? `ns${spaces.size + 1}`;
    spaces.set(uri, prefix);
    prefixes.set(prefix, uri);
    return prefix;
  };
  const own = (kind: string, name: string): string => {
    prefixes.set(kind, `${OWN_VOCABULARY}${kind}:`);
    return `${kind}:${localPart(name)}`;
  };
  return {
    dataset({ namespace, name }, version) {
      const spelled = canonicalNamespace(namespace);
      const base = IS_URI.test(spelled) ? spelled : `${OWN_VOCABULARY}namespace:${localPart(spelled)}`;
      const of = version === null ? '' : `@${localPart(version)}`;
      return `${prefixOf(`${base}/`)}:${localPart(name.replace(/^\/+(?=.)/, ''))}${of}`;
    },
    run(id) {
      if (!UUID.test(id)) return own('run', id);
      prefixes.set('uuid', 'urn:uuid:');
      return `uuid:${id}`;
    },
    own,
    prefixes: () => Object.fromEntries(prefixes),
  };
}

/** Percent-encoded where a qualified name may not hold it. */
function localPart(text: string): string {
  return text.toWellFormed().replace(UNQUALIFIED, (found) => {
    const bytes = new TextEncoder().encode(found);
    return [...bytes].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
  });
}
