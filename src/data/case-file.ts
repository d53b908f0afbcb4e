import type { Case } from '../core/case.ts';
import { caseSchema, SETTLE } from '../core/case-schema.ts';
import { compareText } from '../core/compare-text.ts';
import { DossierError } from '../core/error.ts';
import type { CaseFolder } from './case-folder.ts';
import { pathProblems } from './case-paths.ts';
import { type CaseProblem, shapeProblems } from './case-problems.ts';
import { MEBIBYTE } from './regular-file.ts';
import { parseYamlLines } from './yaml-lines.ts';

/** The name of the case file inside its folder. */
const CASE_FILE = 'case.yaml';

interface ReadOptions {
  /** False where only what the case declares is wanted, and its files may be elsewhere. */
  needsFiles?: boolean;
}

/**
 * Reads and checks case.yaml. Every problem is collected, with its line, before one error is thrown.
 *
 * @throws DossierError input/path-outside-case when any path leads out, else input/case-invalid; input/file-missing
 *   when there is no case.yaml, or when all that is wrong is that files are missing
 */
export async function readCaseFile(folder: CaseFolder, { needsFiles = true }: ReadOptions = {}): Promise<Case> {
  const text = decode(await folder.read(CASE_FILE, MEBIBYTE));
  const yaml = parseYamlLines(text, CASE_FILE);
  if (yaml.faults.length > 0) {
    throw failure(yaml.faults.map((fault) => ({ kind: 'invalid', path: '', ...fault })));
  }
  const parsed = caseSchema.safeParse(yaml.value);
  const shape = parsed.success ? [] : shapeProblems(parsed.error.issues, yaml);
  const problems = [...unsettled(text), ...shape, ...(needsFiles ? await pathProblems(folder, yaml) : [])];
  if (problems.length > 0 || !parsed.success) throw failure(problems);
  return parsed.data;
}

/** Lines of a draft that nobody has settled yet. */
function unsettled(text: string): CaseProblem[] {
  return text.split('\n').flatMap((content, index) => {
    const open = new RegExp(`\\b${SETTLE}\\b`).test(content) && !content.startsWith('# Settle every line');
    return open
      ? [{ kind: 'invalid', line: index + 1, path: '', message: `is still to be settled: ${content.trim()}` }]
      : [];
  });
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new DossierError('input/case-invalid', `${CASE_FILE} is not UTF-8 text`, {
      place: { file: CASE_FILE, at: 'line 1' },
      hint: 'Save it as UTF-8.',
      cause,
    });
  }
}

function failure(problems: CaseProblem[]): DossierError {
  const sorted = problems.toSorted((a, b) => a.line - b.line || compareText(a.path, b.path));
  const lines = sorted.map(({ line, path, message }) => {
    return `${CASE_FILE} line ${line}: ${path === '' ? '' : `${path}: `}${message}`;
  });
  const message =
    lines.length === 1 ? lines.join('') : [`${lines.length} problems in ${CASE_FILE}`, ...lines].join('\n');
  return new DossierError(codeOf(sorted), message, {
    place: { file: CASE_FILE, at: `line ${sorted[0]?.line ?? 1}` },
    hint: hintOf(sorted),
  });
}

function codeOf(
  problems: readonly CaseProblem[],
): 'input/path-outside-case' | 'input/file-missing' | 'input/case-invalid' {
  if (problems.some(({ kind }) => kind === 'outside')) return 'input/path-outside-case';
  return problems.every(({ kind }) => kind === 'missing') ? 'input/file-missing' : 'input/case-invalid';
}

function hintOf(problems: readonly CaseProblem[]): string {
  if (problems.some(({ kind }) => kind === 'outside')) {
    return 'Put the files into the case folder, or allow their folder explicitly.';
  }
  return 'Mend these lines; dossier schema case prints what the file may hold.';
}
