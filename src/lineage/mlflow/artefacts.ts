import type { Citation } from '../../core/citation.ts';
import type { DatasetName } from '../../core/evidence.ts';
import { groupBy } from '../../core/group-by.ts';
import { type JsonObject, listAt, member, objectAt, textAt } from '../../data/json-value.ts';
import { canonicalRunId } from '../../data/run-id.ts';
import { datasetNameOfUri } from '../dataset-name-of-uri.ts';
import { innerJson } from '../inner-json.ts';
import { instantAt } from '../instant-at.ts';
import type { JsonExportRecord } from '../json-export.ts';
import { columnNames } from './dataset-input.ts';
import type { MlflowEntities } from './entities.ts';
import { digestsIn, pairs } from './pairs.ts';
import type { MlflowRun } from './run.ts';

/** One record that speaks of a model artefact. */
export interface Mention {
  dataset: DatasetName;
  /** The run that made it. */
  run: string | null;
  at: string | null;
  /** What the model registry calls it, with its version. */
  registered: { model: string; version: string } | null;
  /** The stage that it has, and since when at the latest. */
  stage: { stage: string; at: string | null } | null;
  /** What else it goes by in the registry, since nobody knows when. */
  aliases: readonly string[];
  /** The id by which MLflow knows the artefact. */
  id: string | null;
  columns: string[];
  tags: ReadonlyMap<string, string>;
  place: Citation;
}

/** Every mention of a model artefact, in runs, among logged models and in the registry. */
export function mentions(entities: MlflowEntities, runs: readonly MlflowRun[]): Mention[] {
  const known = {
    runs: new Map(runs.map((run) => [run.id, run])),
    uris: loggedUris(entities.loggedModels),
    aliases: aliasesOf(entities),
  };
  return [
    ...runs.flatMap(ofHistory),
    ...entities.loggedModels.flatMap(ofLogged),
    ...entities.modelVersions.flatMap((record) => ofVersion(record, known)),
  ];
}

/** Finds the artefact that a run names by its id alone; where no record gives its place, its id stands for it. */
export function loggedModelNames({ loggedModels }: MlflowEntities): (id: string) => DatasetName {
  const uris = loggedUris(loggedModels);
  return (id) => datasetNameOfUri(uris.get(id) ?? `models:/${id}`);
}

/**
 * By artefact: the one version by which all its mentions go. The id of the artefact, else its one digest, else its one
 * version in the registry.
 */
export function versionsOf(mentioned: readonly Mention[]): ReadonlyMap<string, string> {
  const versions = new Map<string, string>();
  for (const [key, about] of groupBy(mentioned, ({ dataset }) => artefactKey(dataset))) {
    const digests = about.flatMap(({ tags }) => digestsIn(tags)).map((digest) => `sha256:${digest}`);
    const registered = about.flatMap((mention) => mention.registered?.version ?? []);
    const version = only(about.flatMap(({ id }) => id ?? [])) ?? only(digests) ?? only(registered);
    if (version !== null) versions.set(key, version);
  }
  return versions;
}

export function artefactKey({ namespace, name }: DatasetName): string {
  return JSON.stringify([namespace, name]);
}

function only(texts: readonly string[]): string | null {
  const [first, ...others] = new Set(texts);
  return first !== undefined && others.length === 0 ? first : null;
}

function ofHistory(run: MlflowRun): Mention[] {
  return run.history.flatMap((logged): Mention[] => {
    const path = textAt(logged, 'artifact_path');
    const dataset = path === null ? null : artefactAt(run, path);
    if (dataset === null) return [];
    const at = run.endedAt ?? run.startedAt;
    const columns = columnNames(innerJson(textAt(objectAt(logged, 'signature'), 'inputs')));
    const id = textAt(logged, 'model_id') ?? textAt(logged, 'model_uuid');
    return [
      {
        dataset,
        run: run.id,
        at,
        registered: null,
        stage: null,
        aliases: [],
        id,
        columns,
        tags: new Map(),
        place: run.place,
      },
    ];
  });
}

/** The path is relative to the run's artefacts, but a URI of its own since MLflow 3. */
function artefactAt(run: MlflowRun, path: string): DatasetName | null {
  if (/^[a-z][a-z0-9+.-]*:|^\//i.test(path)) return datasetNameOfUri(path);
  return run.artifactUri === null ? null : datasetNameOfUri(`${run.artifactUri.replace(/\/$/, '')}/${path}`);
}

function ofLogged({ value, place }: JsonExportRecord): Mention[] {
  const info = objectAt(value, 'info');
  const id = textAt(info, 'model_id');
  if (id === null) return [];
  const run = textAt(info, 'source_run_id');
  return [
    {
      dataset: datasetNameOfUri(textAt(info, 'artifact_uri') ?? `models:/${id}`),
      run: run === null ? null : canonicalRunId(run),
      at: instantAt(info, 'creation_timestamp_ms'),
      registered: null,
      stage: null,
      aliases: [],
      id,
      columns: [],
      tags: pairs(member(info, 'tags')),
      place,
    },
  ];
}

interface Known {
  runs: ReadonlyMap<string, MlflowRun>;
  uris: ReadonlyMap<string, string>;
  /** By model and version. */
  aliases: ReadonlyMap<string, readonly string[]>;
}

function ofVersion({ value, place }: JsonExportRecord, known: Known): Mention[] {
  const [model, version] = [textAt(value, 'name'), textAt(value, 'version')];
  if (model === null || version === null) return [];
  const run = textAt(value, 'run_id');
  const source = textAt(value, 'source') ?? `models:/${model}/${version}`;
  return [
    {
      dataset: datasetNameOfUri(resolved(source, known)),
      run: run === null ? null : canonicalRunId(run),
      at: instantAt(value, 'creation_timestamp'),
      registered: { model, version },
      stage: stageOf(value),
      aliases: known.aliases.get(JSON.stringify([model, version])) ?? [],
      id: null,
      columns: [],
      tags: pairs(member(value, 'tags')),
      place,
    },
  ];
}

/** Whatever changes a version's stage sets the time of its last change; an alias changes without one. */
function stageOf(version: JsonObject): Mention['stage'] {
  const stage = textAt(version, 'current_stage');
  return stage === null || stage === 'None' ? null : { stage, at: instantAt(version, 'last_updated_timestamp') };
}

function aliasesOf({ registeredModels }: MlflowEntities): Map<string, string[]> {
  const pairs = registeredModels.flatMap(({ value }) =>
    listAt(value, 'aliases').map((one) => ({
      key: JSON.stringify([textAt(value, 'name'), textAt(one, 'version')]),
      alias: textAt(one, 'alias') ?? '',
    })),
  );
  const named = groupBy(pairs, ({ key }) => key);
  return new Map([...named].map(([key, all]) => [key, all.map(({ alias }) => alias)]));
}

/** `runs:/<run id>/<path>` and `models:/<model id>` name artefacts that other records place. */
function resolved(source: string, { runs, uris }: Known): string {
  const [, run, path] = /^runs:\/+([^/]+)\/(.+)$/.exec(source) ?? [];
  const artefacts = run === undefined ? null : (runs.get(canonicalRunId(run))?.artifactUri ?? null);
  if (artefacts !== null) return `${artefacts.replace(/\/$/, '')}/${path}`;
  const [, id] = /^models:\/+([^/]+)$/.exec(source) ?? [];
  return (id === undefined ? undefined : uris.get(id)) ?? source;
}

function loggedUris(logged: readonly JsonExportRecord[]): ReadonlyMap<string, string> {
  const uris = new Map<string, string>();
  for (const { value } of logged) {
    const info = objectAt(value, 'info');
    const [id, uri] = [textAt(info, 'model_id'), textAt(info, 'artifact_uri')];
    if (id !== null && uri !== null) uris.set(id, uri);
  }
  return uris;
}
