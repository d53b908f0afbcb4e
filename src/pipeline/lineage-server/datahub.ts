import type { JsonServer } from '../../core/json-server.ts';
import { isJsonObject, listAt, member, objectAt, textAt } from '../../data/json-value.ts';

const PAGE = '100';
const ENTITIES = [
  ...['dataset', 'dataFlow', 'dataJob', 'dataProcessInstance', 'schemaField'],
  ...['mlModel', 'mlModelGroup', 'mlFeature', 'mlFeatureTable', 'mlPrimaryKey'],
];
/** Kept apart from others because it is a series over time. */
const SERIES = [['dataProcessInstance', 'dataProcessInstanceRunEvent']] as const;

/** Every aspect of the entities that lineage is made of, each as the metadata change proposal that states it. */
export async function* datahub(server: JsonServer): AsyncGenerator<unknown> {
  for (const entityType of ENTITIES) {
    for await (const answer of pages(server, `/openapi/v3/entity/${entityType}`)) {
      for (const entity of listAt(answer, 'entities')) yield* aspectsOf(entityType, entity);
    }
  }
  for (const [entityType, aspectName] of SERIES) {
    for await (const answer of pages(server, `/openapi/v2/timeseries/${entityType}/${aspectName}`)) {
      for (const item of listAt(answer, 'results')) yield* eventOf(entityType, aspectName, item);
    }
  }
}

async function* pages(server: JsonServer, path: string): AsyncGenerator<unknown> {
  for (let scrollId: string | null = null; ; ) {
    const more: Record<string, string> = scrollId === null ? {} : { scrollId };
    const answer: unknown = await server.get(path, { count: PAGE, systemMetadata: 'true', ...more });
    yield answer;
    const next = textAt(answer, 'scrollId');
    const found = listAt(answer, 'entities').length + listAt(answer, 'results').length;
    if (next === null || next === scrollId || found === 0) return;
    scrollId = next;
  }
}

function* aspectsOf(entityType: string, entity: unknown): Generator<unknown> {
  const urn = textAt(entity, 'urn');
  if (urn === null || !isJsonObject(entity)) return;
  for (const aspectName of Object.keys(entity).sort()) {
    const value = objectAt(entity[aspectName], 'value');
    if (value === null) continue;
    yield proposal({
      entityType,
      urn,
      aspectName,
      value,
      systemMetadata: member(entity[aspectName], 'systemMetadata'),
    });
  }
}

function* eventOf(entityType: string, aspectName: string, item: unknown): Generator<unknown> {
  const [urn, value] = [textAt(item, 'urn'), objectAt(item, 'event')];
  if (urn === null || value === null) return;
  yield proposal({ entityType, urn, aspectName, value, systemMetadata: member(item, 'systemMetadata') });
}

interface Aspect {
  entityType: string;
  urn: string;
  aspectName: string;
  value: object;
  systemMetadata: unknown;
}

function proposal({ entityType, urn, aspectName, value, systemMetadata }: Aspect): unknown {
  return {
    ...{ entityType, entityUrn: urn, changeType: 'UPSERT', aspectName, aspect: { json: value } },
    ...(isJsonObject(systemMetadata) ? { systemMetadata } : {}),
  };
}
