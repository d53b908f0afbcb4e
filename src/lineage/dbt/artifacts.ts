import type { DatasetName } from '../../core/evidence.ts';
import { isJsonObject, type JsonObject, listAt, member, objectAt, textAt } from '../../data/json-value.ts';
import { UNDATED } from '../fact.ts';
import { instantAt } from '../instant-at.ts';
import type { IssueLog } from '../issue-log.ts';
import { type JsonExportRecord, recordsAt, within } from '../json-export.ts';

/** A model, seed, snapshot, test or source of a project. */
export interface DbtNode {
  id: string;
  type: string;
  value: JsonObject;
  /** The relation in the warehouse. Null for what makes none, as a test. */
  dataset: DatasetName | null;
  parents: string[];
  place: JsonExportRecord['place'];
}

/** What a manifest says of one invocation. */
export interface Manifest {
  at: string;
  invocation: string | null;
  schema: string;
  /** The commit, where the project puts it into its environment. */
  commit: string | null;
  nodes: ReadonlyMap<string, DbtNode>;
}

/** What became of the nodes that one invocation ran. */
export interface RunResults {
  at: string;
  invocation: string | null;
  schema: string;
  results: JsonExportRecord[];
}

const RELATIONS = new Set(['model', 'seed', 'snapshot', 'source']);

/** Manifests and run results; what is neither is reported. */
export function artifactsOf(
  records: readonly JsonExportRecord[],
  log: IssueLog,
): { manifests: Manifest[]; results: RunResults[] } {
  const manifests: Manifest[] = [];
  const results: RunResults[] = [];
  for (const record of records) {
    const metadata = objectAt(record.value, 'metadata');
    const stated = {
      at: instantAt(metadata, 'generated_at') ?? UNDATED,
      invocation: textAt(metadata, 'invocation_id'),
      schema: (textAt(metadata, 'dbt_schema_version') ?? '').split('/').at(-1) ?? '',
    };
    const { place } = record;
    if (objectAt(record.value, 'nodes') !== null) manifests.push(manifestOf(record, stated, log));
    else if (Array.isArray(member(record.value, 'results'))) {
      results.push({ ...stated, results: recordsAt(record, 'results', log) });
    } else
      log.report(
        'lineage/document-unread',
        `the record at ${place.at} of ${place.file} is no manifest and no run results`,
        place,
      );
    if (stated.at === UNDATED) log.report('lineage/time-missing', `${place.file} has no generated_at`, place);
  }
  return { manifests, results };
}

function manifestOf(record: JsonExportRecord, stated: Omit<RunResults, 'results'>, log: IssueLog): Manifest {
  const metadata = objectAt(record.value, 'metadata');
  const adapter = textAt(metadata, 'adapter_type') ?? 'dbt';
  const nodes = new Map<string, DbtNode>();
  for (const group of ['nodes', 'sources']) {
    const found = objectAt(record.value, group) ?? {};
    for (const id of Object.keys(found)) {
      const place = within(record.place, group, id);
      const value = found[id];
      if (isJsonObject(value)) nodes.set(id, nodeOf(id, { value, place }, adapter));
      else log.report('lineage/event-malformed', `the node at ${place.at} of ${place.file} is not an object`, place);
    }
  }
  return { ...stated, commit: commitIn(objectAt(metadata, 'env')), nodes };
}

function nodeOf(id: string, { value, place }: JsonExportRecord, adapter: string): DbtNode {
  const type = textAt(value, 'resource_type') ?? id.split('.')[0] ?? '';
  const parents = listAt(objectAt(value, 'depends_on'), 'nodes').filter((parent) => typeof parent === 'string');
  return { id, type, value, dataset: RELATIONS.has(type) ? relationOf(value, adapter) : null, parents, place };
}

/** Named by database, schema and table, as the OpenLineage integration for dbt names it where no server is known. */
function relationOf(value: JsonObject, adapter: string): DatasetName | null {
  const name = textAt(value, 'alias') ?? textAt(value, 'identifier') ?? textAt(value, 'name');
  if (name === null || textAt(objectAt(value, 'config'), 'materialized') === 'ephemeral') return null;
  const parts = [textAt(value, 'database'), textAt(value, 'schema'), name];
  return { namespace: adapter, name: parts.filter((part) => part !== null).join('.') };
}

/** dbt keeps variables of its environment that begin with DBT_ENV_CUSTOM_ENV_, under the rest of their names. */
function commitIn(env: JsonObject | null): string | null {
  for (const name of Object.keys(env ?? {}).sort()) {
    const value = textAt(env, name);
    if (/commit|git_?sha/i.test(name) && value !== null && /^[0-9a-f]{7,64}$/i.test(value)) return value.toLowerCase();
  }
  return null;
}

/** The digest of the file that the node was read from. */
export function checksumOf({ value }: DbtNode): string | null {
  const checksum = objectAt(value, 'checksum');
  return textAt(checksum, 'name') === 'sha256' ? textAt(checksum, 'checksum') : null;
}

/** Names of the columns that the project documents. */
export function documentedColumns({ value }: DbtNode): string[] {
  const columns = objectAt(value, 'columns') ?? {};
  return Object.keys(columns).map((key) => textAt(columns[key], 'name') ?? key);
}
