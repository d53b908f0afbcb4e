import type { DatasetName } from '../../core/evidence.ts';

/** What a node id of Marquez names. */
export interface NodeName extends DatasetName {
  kind: 'dataset' | 'job';
  /** Null for a node without one. */
  version: string | null;
}

const VERSION = /#([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;
/** A colon that parts namespace and name, not one of `scheme://` or `host:port`. */
const COLON = /:(?!\/\/|\d)/;

/**
 * Reads `dataset:<namespace>:<name>` or `job:<namespace>:<name>`, with or without `#<version>`. A namespace that holds
 * colons of its own leaves it to a guess where the name begins; Marquez guesses in the same way.
 * @see https://github.com/MarquezProject/marquez/blob/main/api/src/main/java/marquez/service/models/NodeId.java
 */
export function nodeName(id: string): NodeName | null {
  const [, kind, rest = ''] = /^(dataset|job):(.*)$/s.exec(id) ?? [];
  if (kind !== 'dataset' && kind !== 'job') return null;
  const version = VERSION.exec(rest)?.[1]?.toLowerCase() ?? null;
  const [namespace, name] = halves(version === null ? rest : rest.replace(VERSION, ''));
  return namespace === '' || name === '' ? null : { kind, namespace, name, version };
}

/** Reads `datasetField:<namespace>:<name>:<field>`. */
export function fieldName(id: string): (DatasetName & { field: string }) | null {
  const [, rest = ''] = /^datasetField:(.*)$/s.exec(id) ?? [];
  const colon = rest.lastIndexOf(':');
  const [namespace, name] = halves(rest.slice(0, Math.max(colon, 0)));
  const field = rest.slice(colon + 1);
  return namespace === '' || name === '' || field === '' ? null : { namespace, name, field };
}

function halves(text: string): [namespace: string, name: string] {
  const parts = text.split(':');
  if (parts.length === 2) return [parts[0] ?? '', parts[1] ?? ''];
  const at = COLON.exec(text)?.index ?? -1;
  return at === -1 ? ['', ''] : [text.slice(0, at), text.slice(at + 1)];
}
