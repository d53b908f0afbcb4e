import { DossierError } from '../core/error.ts';

/** What a git bundle says before its pack. */
export interface GitBundleHeader {
  /** Branches and tags, by full name. */
  refs: Map<string, string>;
  /** Where the pack begins. */
  packStart: number;
}

const LINE_FEED = 10;
const LONGEST_HEADER = 1024 * 1024;

/**
 * Reads the header of a git bundle, version 2 or 3.
 * @throws DossierError input/bundle-unreadable
 * @see gitformat-bundle(5)
 */
export function parseBundleHeader(bytes: Uint8Array, fileName: string): GitBundleHeader {
  const { lines, end } = headerLines(bytes, fileName);
  const [signature, ...rest] = lines;
  if (!/^# v[23] git bundle$/.test(signature ?? '')) throw bundleFault(fileName, 'it does not begin like a git bundle');
  const entries = rest.map((line) => refOf(line, fileName)).filter((ref) => ref !== null);
  return { refs: new Map(entries), packStart: end };
}

/** A branch or tag of a line, or null for a capability. */
function refOf(line: string, fileName: string): [string, string] | null {
  if (line.startsWith('@object-format=') && line !== '@object-format=sha1') {
    throw bundleFault(fileName, `its object format is ${line.slice('@object-format='.length)}, and only sha1 is read`);
  }
  if (line.startsWith('@filter=')) throw bundleFault(fileName, 'it is filtered and lacks objects');
  if (line.startsWith('@')) return null;
  if (line.startsWith('-')) throw bundleFault(fileName, `it needs commit ${line.slice(1, 41)}, which it does not hold`);
  const [, oid, name] = /^([0-9a-f]{40}) (\S+)$/.exec(line) ?? [];
  if (oid === undefined || name === undefined) throw bundleFault(fileName, 'its list of branches cannot be read');
  return [name, oid];
}

export function bundleFault(fileName: string, why: string, cause?: unknown): DossierError {
  return new DossierError('input/bundle-unreadable', `${fileName} cannot be read as a git bundle: ${why}`, {
    place: { file: fileName },
    hint: 'Make it anew with git bundle create FILE --all.',
    cause,
  });
}

/** Lines up to the empty one. */
function headerLines(bytes: Uint8Array, fileName: string): { lines: string[]; end: number } {
  const head = bytes.subarray(0, LONGEST_HEADER);
  for (let at = head.indexOf(LINE_FEED); at !== -1; at = head.indexOf(LINE_FEED, at + 1)) {
    if (head[at + 1] !== LINE_FEED) continue;
    return { lines: new TextDecoder().decode(head.subarray(0, at)).split('\n'), end: at + 2 };
  }
  throw bundleFault(fileName, 'its header does not end');
}
