import { DossierError } from '../core/error.ts';
import type { DeclaredLink } from '../core/links.ts';
import { linksSchema } from '../core/links-schema.ts';
import { shapeProblems } from './case-problems.ts';
import { parseYamlLines } from './yaml-lines.ts';

/** A link and the line of the file on which it stands. */
export interface PlacedLink {
  link: DeclaredLink;
  place: { file: string; at: string };
}

/**
 * Reads declared links. Every problem is collected, with its line, before one error is thrown.
 * @throws DossierError input/links-invalid
 */
export function readLinks(bytes: Uint8Array, file: string): PlacedLink[] {
  const yaml = parseYamlLines(new TextDecoder().decode(bytes), file);
  const parsed = linksSchema.safeParse(yaml.value);
  const shape = parsed.success ? [] : shapeProblems(parsed.error.issues, yaml, linksSchema);
  const problems = yaml.faults.length > 0 ? yaml.faults.map((fault) => ({ path: '', ...fault })) : shape;
  if (parsed.success && problems.length === 0) {
    return parsed.data.links.map((link, index) => ({
      link,
      place: { file, at: `line ${yaml.lineOf(['links', index])}` },
    }));
  }
  const lines = problems
    .toSorted((a, b) => a.line - b.line)
    .map(({ line, path, message }) => `${file} line ${line}: ${path === '' ? '' : `${path}: `}${message}`);
  throw new DossierError('input/links-invalid', lines.join('\n'), {
    place: { file, at: `line ${Math.min(...problems.map(({ line }) => line))}` },
    hint: 'Mend these lines; dossier schema links prints what the file may hold.',
  });
}
