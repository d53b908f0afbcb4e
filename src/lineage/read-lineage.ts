import { DossierError } from '../core/error.ts';
import type { Issue } from '../core/issue.ts';
import type { Fact } from './fact.ts';
import type { LineageFormat } from './format.ts';
import { lineageFormats } from './formats/registry.ts';
import { seenIn } from './seen-in.ts';
import { textOfExport } from './text-of-export.ts';

const HEAD_CHARACTERS = 65_536;

/**
 * Every fact that the exports state, in the order of the files; formats are told apart by content.
 * @throws DossierError input/lineage-unknown-format, input/lineage-unreadable
 */
export function readLineage(files: readonly { path: string; bytes: Uint8Array }[]): { facts: Fact[]; issues: Issue[] } {
  const read = files.map(({ path, bytes }) => {
    const text = textOfExport(bytes, path);
    return formatOf(text, path).read(text, path);
  });
  return { facts: read.flatMap(({ facts }) => facts), issues: read.flatMap(({ issues }) => issues) };
}

function formatOf(text: string, path: string): LineageFormat {
  const head = text.slice(0, HEAD_CHARACTERS);
  let best: { format: LineageFormat; score: number } | null = null;
  for (const format of lineageFormats) {
    const score = format.detect(head);
    if (score > (best?.score ?? 0)) best = { format, score };
  }
  if (best !== null) return best.format;
  throw new DossierError(
    'input/lineage-unknown-format',
    `${path} is of no lineage format that is known here: it ${seenIn(head)}`,
    {
      place: { file: path },
      hint: `Give an export of one of: ${lineageFormats.map(({ meta }) => meta.title).join(', ')}.`,
    },
  );
}
