import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type Document as YamlDocument,
} from 'yaml';
import { DossierError } from '../core/error.ts';

/** A YAML text as plain values, and the line on which each of them stands. */
export interface YamlLines {
  /** Faults of the YAML itself: syntax, duplicate keys, more than one document. */
  faults: { line: number; message: string }[];
  /** Undefined when there are faults. */
  value: unknown;
  /** The line of the value at a path, or of the nearest one above it that exists. */
  lineOf(path: readonly PropertyKey[]): number;
  /** The line of a key of the mapping at a path. */
  lineOfKey(path: readonly PropertyKey[], key: string): number;
}

/**
 * Parses YAML 1.2 that may be hostile: aliases are counted, so that a small text cannot unfold into a large value.
 * @throws DossierError input/case-invalid when the text is nested too deeply or unfolds too far
 */
export function parseYamlLines(text: string, file: string): YamlLines {
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
    const faults = document.errors.map((error) => ({
      line: lines.linePos(error.pos[0]).line,
      message: error.message.charAt(0).toLowerCase() + error.message.slice(1),
    }));
    const at = (node: Node | null): number => (node?.range == null ? 1 : lines.linePos(node.range[0]).line);
    return {
      faults,
      value: faults.length > 0 ? undefined : document.toJS({ maxAliasCount: 100 }),
      lineOf: (path) => at(descend(document, path).key),
      lineOfKey: (path, key) => at(descend(document, [...path, key]).key),
    };
  } catch (cause) {
    throw new DossierError('input/case-invalid', `${file} unfolds into more than a case file can hold`, {
      place: { file, at: 'line 1' },
      hint: 'Write the values out instead of nesting them or repeating them by alias.',
      cause,
    });
  }
}

/** Follows a path as far as it goes; the key of a mapping's entry stands for the entry. */
function descend(document: YamlDocument, path: readonly PropertyKey[]): { key: Node | null } {
  let node: unknown = document.contents;
  let key = document.contents as Node | null;
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isSeq(node)) {
      node = node.items[Number(step)];
      if (node === undefined) break;
      key = node as Node;
    } else if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
      if (pair === undefined) break;
      key = pair.key as Node;
      node = pair.value;
    } else break;
  }
  return { key };
}
