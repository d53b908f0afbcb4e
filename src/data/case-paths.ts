import { DossierError } from '../core/error.ts';
import type { CaseFolder } from './case-folder.ts';
import { type CaseProblem, pathText } from './case-problems.ts';
import type { YamlLines } from './yaml-lines.ts';

/** A path that case.yaml names, and what must lie there. */
interface DeclaredPath {
  at: (string | number)[];
  path: string;
  kind: 'file' | 'folder' | 'either';
}

/** Checks every path in a case file that may still be invalid otherwise: all are inside, exist, and are of their kind. */
export async function pathProblems(folder: CaseFolder, yaml: YamlLines): Promise<CaseProblem[]> {
  const problems: CaseProblem[] = [];
  for (const declared of declaredPaths(yaml.value)) {
    const fault = await faultOf(folder, declared);
    if (fault !== null) problems.push({ ...fault, line: yaml.lineOf(declared.at), path: pathText(declared.at) });
  }
  return problems;
}

function declaredPaths(value: unknown): DeclaredPath[] {
  const found: DeclaredPath[] = [];
  const add = (kind: DeclaredPath['kind'], ...at: (string | number)[]): void => {
    const path = at.reduce<unknown>(entry, value);
    if (typeof path === 'string' && path.trim() !== '') found.push({ at, path: path.trim(), kind });
  };
  const each = (at: string[]): number[] => [...items(at.reduce<unknown>(entry, value)).keys()];
  for (const index of each(['lineage', 'exports'])) add('file', 'lineage', 'exports', index);
  add('file', 'lineage', 'links');
  for (const index of each(['stores'])) add('folder', 'stores', index, 'root');
  for (const index of each(['code'])) add('file', 'code', index, 'bundle');
  for (const index of each(['code'])) add('folder', 'code', index, 'folder');
  for (const index of each(['decisionLog', 'files'])) add('either', 'decisionLog', 'files', index);
  add('file', 'protected', 'file');
  add('file', 'audit', 'training', 'file');
  return found;
}

function items(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function entry(value: unknown, step: string | number): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
  return (value as Record<string | number, unknown>)[step];
}

async function faultOf(
  folder: CaseFolder,
  { path, kind }: DeclaredPath,
): Promise<Pick<CaseProblem, 'kind' | 'message'> | null> {
  try {
    const found = await folder.kind(path);
    if (found === kind || (kind === 'either' && found !== 'other')) return null;
    return { kind: 'invalid', message: `${path} is not a ${kind === 'either' ? 'file or folder' : kind}` };
  } catch (error) {
    if (!(error instanceof DossierError)) throw error;
    return { kind: error.code === 'input/path-outside-case' ? 'outside' : 'missing', message: error.message };
  }
}
