import { jsonRecords } from '../../data/json-records.ts';
import { objectAt } from '../../data/json-value.ts';
import { collect, isAboutExport } from '../atlas/collect.ts';
import { datasetFacts } from '../atlas/dataset-facts.ts';
import { type Entity, type Estate, extendsType, isProcess } from '../atlas/entity.ts';
import { isColumn } from '../atlas/names.ts';
import { executionsIn, processFacts } from '../atlas/process-facts.ts';
import { processesInRelations, relationFacts } from '../atlas/relation-facts.ts';
import { countFacts } from '../count-facts.ts';
import type { Fact } from '../fact.ts';
import { defineLineageFormat, type ExportDocument, type ImportReport, type LineageFormat } from '../format.ts';
import { hasAll, headNames } from '../head-names.ts';
import { issueLog } from '../issue-log.ts';
import { type JsonExportRecord, jsonExport } from '../json-export.ts';
import { pairBudget } from '../pair-budget.ts';
import { recordClock } from '../record-clock.ts';

/** A list of guids, as an export notes the order of its entities. */
const GUIDS = /^\s*\[\s*"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"/i;
/** Types that hold no data of their own. */
const NO_DATA = /(?:_db|_database|_storagedesc|_ddl|_execution|_serde|_factory|_pipeline|_activity)$/i;

export const atlas: LineageFormat = defineLineageFormat({
  meta: {
    id: 'atlas',
    title: 'Apache Atlas and Microsoft Purview',
    answers: 'Which processes read and wrote which data sets and columns of the catalogue?',
    source: {
      work: 'Apache Atlas REST API v2',
      locator: 'AtlasLineageInfo, entities with ext info, hook notifications, export archives',
      url: 'https://atlas.apache.org/api/v2/json_AtlasLineageInfo.html',
    },
    limits: [
      'Data sets bear no versions, and a process without executions keeps the times of its last run only.',
      'A lineage answer does not say which of its entities are processes; the names of their types do.',
      'Messages of Atlas before 1.0, and compressed or split ones, are named and not read.',
    ],
  },

  marks: '"guidEntityMap" with "relations", or entities with "typeName" and "attributes", or its export archive',

  detect(head) {
    const names = headNames(head);
    if (names.has('guidEntityMap')) return 1;
    if (/"(?:jsonClass|typeName)"\s*:/.test(head)) {
      if (hasAll(names, 'typeName', 'attributes') || names.has('entityDefs')) return 1;
      if (names.has('referredEntities') || hasAll(names, 'message', 'version')) return 1;
      if (names.has('entities') || names.has('entity')) return 0.8;
    }
    if (hasAll(names, 'operationStatus', 'metrics')) return 0.9;
    return GUIDS.test(head) ? 0.3 : 0;
  },

  read(documents) {
    const log = issueLog();
    const estate: Estate = {
      byId: new Map(),
      byName: new Map(),
      superTypes: new Map(),
      executions: new Map(),
      relations: [],
      dangling: new Set(),
      log,
      clock: recordClock(),
      budget: pairBudget(),
    };
    const [orders, others] = [true, false].map((wanted) => documents.filter(({ text }) => GUIDS.test(text) === wanted));
    const records = others === undefined || others.length === 0 ? [] : jsonExport(others, 'a record of Atlas', log);
    for (const record of records) collect(estate, record);
    checkOrder(estate, orders ?? []);
    for (const record of records) checkMetrics(estate, record);
    const facts = factsOf(estate);
    estate.clock.report(log);
    return { facts, issues: log.issues(), report: reportOf(estate, facts) };
  },
});

function factsOf(estate: Estate): Fact[] {
  estate.executions = executionsIn(estate);
  const processes = processesInRelations(estate);
  const facts: Fact[] = [];
  for (const entity of estate.byId.values()) {
    for (const fact of statedBy(estate, entity, processes)) facts.push(fact);
  }
  for (const fact of relationFacts(estate, processes)) facts.push(fact);
  return facts;
}

function statedBy(estate: Estate, entity: Entity, processes: ReadonlySet<Entity>): Fact[] {
  if (isProcess(estate, entity)) return processFacts(estate, entity);
  return !processes.has(entity) && holdsData(estate, entity) ? datasetFacts(estate, entity) : [];
}

function holdsData(estate: Estate, { type }: Entity): boolean {
  if (isColumn(type) || NO_DATA.test(type)) return false;
  return !estate.superTypes.has(type) || extendsType(estate, type, 'DataSet');
}

/** Entities that an export lists and does not hold. */
function checkOrder({ byId, dangling, log }: Estate, orders: readonly ExportDocument[]): void {
  for (const { text, file } of orders) {
    for (const { at, value } of jsonRecords(text)) {
      if (typeof value !== 'string' || byId.has(value)) continue;
      dangling.add(value);
      log.report('lineage/reference-dangling', `${file} lists ${value}, which the export does not hold`, { file, at });
    }
  }
}

/** The note that an export leaves about itself counts its entities by type. */
function checkMetrics({ byId, log }: Estate, { value, place }: JsonExportRecord): void {
  if (!isAboutExport(value)) return;
  const held = countTypes(byId.values());
  for (const [name, count] of Object.entries(objectAt(value, 'metrics') ?? {})) {
    const [, type] = /^entity:(\w+)$/.exec(name) ?? [];
    const found = held.get(type ?? '') ?? 0;
    if (type === undefined || type === 'withExtInfo' || typeof count !== 'number' || found >= count) continue;
    log.report('lineage/reference-dangling', `the export counts ${count} ${type} and holds ${found}`, place);
  }
}

function countTypes(entities: Iterable<Entity>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { type } of entities) counts.set(type, (counts.get(type) ?? 0) + 1);
  return counts;
}

function reportOf({ byId, relations, dangling }: Estate, facts: readonly Fact[]): ImportReport {
  const types = [...countTypes(byId.values())].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    entities: byId.size,
    ...Object.fromEntries(types.map(([type, count]) => [`entities/${type}`, count])),
    relations: relations.length,
    dangling: dangling.size,
    ...countFacts(facts),
  };
}
