import { DossierError } from '../core/error.ts';
import type { Issue } from '../core/issue.ts';
import { type ExportFile, exportText } from '../data/export-text.ts';
import type { Fact } from './fact.ts';
import type { LineageFormat, LineageReading } from './format.ts';
import { lineageFormats } from './formats/registry.ts';
import { whatIsSeen } from './what-is-seen.ts';

/** How much of a text is looked at to tell its kind. */
const HEAD = 2 ** 18;

/**
 * Reads lineage exports, each by the format that its content shows; gzip is unpacked.
 *
 * @returns all facts, file after file; and what could not be read
 * @throws DossierError input/lineage-unknown-format, input/lineage-unreadable, input/lineage-too-large
 */
export function readLineage(files: readonly ExportFile[]): { facts: Fact[]; issues: Issue[] } {
  const readings = files.map(readExport);
  return { facts: readings.flatMap(({ facts }) => facts), issues: readings.flatMap(({ issues }) => issues) };
}

function readExport(file: ExportFile): LineageReading {
  const text = exportText(file);
  return formatOf(text, file.path).read(text, file.path);
}

function formatOf(text: string, file: string): LineageFormat {
  const head = text.slice(0, HEAD);
  const [best] = lineageFormats
    .map((format) => ({ format, sureness: format.detect(head) }))
    .filter(({ sureness }) => sureness > 0)
    .sort((one, other) => other.sureness - one.sureness);
  if (best !== undefined) return best.format;
  throw new DossierError(
    'input/lineage-unknown-format',
    `this is no lineage export that is known: ${whatIsSeen(text)}`,
    {
      place: { file },
      hint: `Export the lineage as ${lineageFormats.map(({ meta }) => meta.title).join(' or ')}.`,
    },
  );
}
