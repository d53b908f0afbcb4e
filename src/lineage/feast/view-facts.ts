import type { DatasetName } from '../../core/evidence.ts';
import { isJsonObject, type JsonObject, textAt } from '../../data/json-value.ts';
import type { Fact } from '../fact.ts';
import type { IssueLog } from '../issue-log.ts';
import { protoField, protoName } from '../proto-field.ts';
import {
  aboutObject,
  codeOf,
  describingFacts,
  fieldNames,
  hasTransformation,
  type RegistryObject,
  sourceDataset,
} from './registry-objects.ts';
import { registryName, renamedColumns } from './source-names.ts';

/** What a source states: who owns it, its columns, and that its name in the registry means the table behind it. */
export function sourceFacts(source: RegistryObject, project: string, log: IssueLog): Fact[] {
  const about = aboutObject(source);
  const columns = fieldNames(protoField(source.spec, 'requestDataOptions'), 'schema');
  const behind = sourceDataset(source.spec, project);
  const isTable = behind !== null && behind.namespace !== source.dataset.namespace;
  if (!isTable && queryOf(source.spec)) {
    const { file, at } = source.place;
    const message = `the source ${source.name} at ${at} of ${file} reads a query, whose tables are not followed`;
    log.report('lineage/document-unread', message, source.place);
  }
  return [
    ...describingFacts(source),
    ...(columns.length === 0 ? [] : [{ ...about, kind: 'dataset-schema' as const, columns }]),
    ...(isTable ? [{ ...about, kind: 'dataset-alias' as const, alias: behind }] : []),
  ];
}

function queryOf(spec: JsonObject): boolean {
  return Object.values(spec).some((options) => textAt(options, 'query') !== null);
}

/** What a view of a batch or stream source states: its columns, and from which columns of the source they are read. */
export function viewFacts(view: RegistryObject, project: string): Fact[] {
  const { spec } = view;
  const about = aboutObject(view);
  const features = fieldNames(spec, 'features');
  const keys = fieldNames(spec, 'entityColumns');
  const sources = ['batchSource', 'streamSource']
    .map((name) => protoField(spec, name))
    .filter(isJsonObject)
    .flatMap((source) => {
      const dataset = sourceDataset(source, project);
      return dataset === null ? [] : [{ dataset, renamed: renamedColumns(source) }];
    });
  const made = { isComputed: hasTransformation(spec), aggregated: aggregatedFeatures(spec) };
  return [
    ...describingFacts(view),
    { ...about, kind: 'dataset-type', type: 'FEATURE_VIEW' },
    { ...about, kind: 'dataset-schema', columns: [...new Set([...keys, ...features])] },
    ...codeFacts(view),
    ...sources.flatMap(({ dataset, renamed }): Fact[] => [
      { ...about, kind: 'dataset-derivation', source: dataset, sourceVersion: null },
      ...[...new Set([...keys, ...features])].map(
        (column): Fact => ({
          ...about,
          kind: 'column-derivation',
          column,
          source: dataset,
          masked: false,
          ...wayOf(column, { ...made, isKey: keys.includes(column), renamed }),
        }),
      ),
    ]),
  ];
}

interface Made {
  isComputed: boolean;
  isKey: boolean;
  aggregated: ReadonlyMap<string, string>;
  renamed: ReadonlyMap<string, string>;
}

/** Without a transformation a feature is its source column. What code makes of the columns is not known. */
function wayOf(column: string, made: Made): { sourceColumn: string; transformation: string } {
  const aggregated = made.aggregated.get(column);
  if (aggregated !== undefined) return { sourceColumn: aggregated, transformation: 'AGGREGATION' };
  const sourceColumn = made.renamed.get(column) ?? column;
  return { sourceColumn, transformation: made.isComputed && !made.isKey ? 'UNKNOWN' : 'IDENTITY' };
}

/** By feature: the column that is aggregated. A window's feature is named function_column_window or as the record says. */
function aggregatedFeatures(spec: JsonObject): Map<string, string> {
  const found = new Map<string, string>();
  const aggregations = protoField(spec, 'aggregations');
  if (!Array.isArray(aggregations)) return found;
  const features = fieldNames(spec, 'features');
  for (const aggregation of aggregations) {
    const [column, how] = [textAt(aggregation, 'column'), textAt(aggregation, 'function')];
    const stated = textAt(aggregation, 'name');
    if (column === null) continue;
    for (const feature of features) {
      if (feature === stated || feature === `${how}_${column}` || feature.startsWith(`${how}_${column}_`))
        found.set(feature, column);
    }
  }
  return found;
}

/** Code that lies in the registry itself has no commit. */
function codeFacts(view: RegistryObject): Fact[] {
  if (codeOf(view.spec) === null) return [];
  const { dataset, at, place } = view;
  return [
    {
      kind: 'job-code',
      at,
      grade: 'recorded',
      citation: place,
      run: null,
      job: dataset,
      repository: dataset.namespace,
      path: null,
      commit: null,
      branch: null,
    },
  ];
}

/** What an on-demand view states: the views and request data it computes from, and what its code names of them. */
export function onDemandFacts(view: RegistryObject, project: string): Fact[] {
  const about = aboutObject(view);
  const columns = [...new Set([...fieldNames(view.spec, 'entityColumns'), ...fieldNames(view.spec, 'features')])];
  const code = codeOf(view.spec);
  return [
    ...describingFacts(view),
    { ...about, kind: 'dataset-type', type: 'FEATURE_VIEW' },
    { ...about, kind: 'dataset-schema', columns },
    ...codeFacts(view),
    ...sourcesOfOnDemand(view.spec, project).flatMap(({ dataset, read }): Fact[] => [
      { ...about, kind: 'dataset-derivation', source: dataset, sourceVersion: null },
      ...fieldNames(view.spec, 'features').flatMap((column) =>
        read
          .filter((sourceColumn) => code === null || names(code, sourceColumn))
          .map(
            (sourceColumn): Fact => ({
              ...about,
              // The text of the code names the column; that the column makes this very feature is concluded from it.
              grade: 'inferred',
              kind: 'column-derivation',
              column,
              source: dataset,
              sourceColumn,
              transformation: code === null ? 'UNKNOWN' : 'TRANSFORMATION',
              masked: false,
            }),
          ),
      ),
    ]),
  ];
}

/** Whether the code names a column as a text. */
function names(code: string, column: string): boolean {
  return code.includes(`"${column}"`) || code.includes(`'${column}'`) || code.includes(`.${column}`);
}

interface ComputedFrom {
  dataset: DatasetName;
  read: string[];
}

function sourcesOfOnDemand(spec: JsonObject, project: string): ComputedFrom[] {
  const sources = protoField(spec, 'sources');
  if (!isJsonObject(sources)) return [];
  return Object.keys(sources)
    .sort()
    .flatMap((name): ComputedFrom[] => {
      const source = sources[name];
      const request = protoField(source, 'requestDataSource');
      if (isJsonObject(request)) {
        const read = fieldNames(protoField(request, 'requestDataOptions'), 'schema');
        return [{ dataset: registryName(project, textAt(request, 'name') ?? name, 'source'), read }];
      }
      const projection = protoField(source, 'featureViewProjection');
      const view = textAt(projection, protoName(projection, 'featureViewName')) ?? name;
      return [{ dataset: registryName(project, view, 'view'), read: fieldNames(projection, 'featureColumns') }];
    });
}
