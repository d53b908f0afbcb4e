import type { DatasetName } from '../../core/evidence.ts';
import { objectAt, textAt } from '../../data/json-value.ts';
import { sha256Of } from '../../data/sha256-of.ts';
import type { Fact } from '../fact.ts';
import type { IssueLog } from '../issue-log.ts';
import { checksumOf, type DbtNode, documentedColumns, type Manifest } from './artifacts.ts';

export function jobOf(id: string): DatasetName {
  return { namespace: 'dbt', name: id };
}

/** What a manifest states of its nodes: tables read and written by definition, code, columns and owners. */
export function nodeFacts(manifest: Manifest, log: IssueLog): Fact[] {
  return [...manifest.nodes.values()].flatMap((node) => [
    ...describingFacts(node, manifest),
    ...useFacts(node, manifest, log),
    ...codeFacts(node, manifest),
  ]);
}

function describingFacts(node: DbtNode, { at }: Manifest): Fact[] {
  const { dataset, value, place } = node;
  if (dataset === null) return [];
  const about = { at, grade: 'recorded' as const, citation: place, dataset, version: null, run: null };
  const columns = documentedColumns(node);
  const owner = namedUnder(value, 'owner') ?? textAt(value, 'group');
  const steward = namedUnder(value, 'steward');
  return [
    ...(columns.length === 0 ? [] : [{ ...about, kind: 'dataset-schema' as const, columns }]),
    ...(owner === null ? [] : [{ ...about, kind: 'dataset-owner' as const, owner }]),
    ...(steward === null ? [] : [{ ...about, kind: 'dataset-owner' as const, owner: steward, role: 'steward' }]),
  ];
}

/** People stand under meta by convention; a node without an owner there has that of its group. */
function namedUnder(value: DbtNode['value'], role: 'owner' | 'steward'): string | null {
  const metas = [objectAt(value, 'meta'), objectAt(objectAt(value, 'config'), 'meta'), objectAt(value, 'source_meta')];
  for (const meta of metas) {
    const name = textAt(meta, role) ?? textAt(objectAt(meta, role), 'name');
    if (name !== null) return name;
  }
  return null;
}

function useFacts(node: DbtNode, manifest: Manifest, log: IssueLog): Fact[] {
  const { id, dataset, place } = node;
  const about = {
    at: manifest.at,
    grade: 'recorded' as const,
    citation: place,
    version: null,
    run: null,
    job: jobOf(id),
  };
  if (node.type === 'source') return [];
  return [
    ...readBy(node, manifest, log).map(
      (input): Fact => ({ ...about, kind: 'job-dataset', direction: 'input', dataset: input }),
    ),
    ...(dataset === null ? [] : [{ ...about, kind: 'job-dataset' as const, direction: 'output' as const, dataset }]),
  ];
}

/** Relations that a node reads; through a node that makes none, those that this one reads. */
export function readBy(node: DbtNode, { nodes }: Manifest, log: IssueLog | null): DatasetName[] {
  const found = new Map<string, DatasetName>();
  const seen = new Set<string>();
  const open = [...node.parents];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const parent = nodes.get(id);
    if (parent === undefined) reportUnknown(node, id, log);
    else if (parent.dataset !== null) found.set(JSON.stringify(parent.dataset), parent.dataset);
    else if (parent !== node) for (const further of parent.parents) open.push(further);
  }
  return [...found.values()];
}

function reportUnknown({ id, place }: DbtNode, parent: string, log: IssueLog | null): void {
  const message = `${id} at ${place.at} of ${place.file} depends on ${parent}, which is not there`;
  log?.report('lineage/reference-dangling', message, place);
}

/** The file of a node in its project, which stands for the repository that dbt does not name. */
export function codeFacts(node: DbtNode, { at, commit }: Manifest, run: string | null = null): Fact[] {
  const path = textAt(node.value, 'original_file_path');
  if (path === null || node.type === 'source') return [];
  const repository = `dbt:${textAt(node.value, 'package_name') ?? 'project'}`;
  const job = jobOf(node.id);
  return [
    { kind: 'job-code', at, grade: 'recorded', citation: node.place, run, job, repository, path, commit, branch: null },
  ];
}

/** Whether the manifest gives a digest of the node's file. */
export function hasChecksum(node: DbtNode): boolean {
  return sha256Of(checksumOf(node)) !== null;
}
