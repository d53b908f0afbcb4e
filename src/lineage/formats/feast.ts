import { listAt, member, textAt } from '../../data/json-value.ts';
import { countFacts } from '../count-facts.ts';
import { type Fact, UNDATED } from '../fact.ts';
import { codeOf, fieldNames, type Registry, type RegistryObject, registryOf } from '../feast/registry-objects.ts';
import { savedFacts, serviceFacts } from '../feast/service-facts.ts';
import { onDemandFacts, sourceFacts, viewFacts } from '../feast/view-facts.ts';
import { defineLineageFormat, type ImportReport, type LineageFormat } from '../format.ts';
import { hasAny, headNames } from '../head-names.ts';
import { type IssueLog, issueLog } from '../issue-log.ts';
import { type JsonExportRecord, jsonExport } from '../json-export.ts';
import { protoName } from '../proto-field.ts';

/** Lists that only a registry of Feast has. */
const LISTS = ['featureViews', 'onDemandFeatureViews', 'streamFeatureViews', 'featureServices', 'savedDatasets'];
const SNAKE = LISTS.map((name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));

export const feast: LineageFormat = defineLineageFormat({
  meta: {
    id: 'feast',
    title: 'Feast registry',
    answers: 'From which columns of which tables was each feature read, and by which code was it computed?',
    source: {
      work: 'Feast registry',
      locator: 'feast registry-dump; protos/feast/core/Registry.proto',
      url: 'https://docs.feast.dev/getting-started/components/registry',
    },
    limits: [
      'The registry knows how features are defined, not when they were computed: it holds no runs and no versions of data.',
      'Each object stands as it was last changed; what it was before is not kept.',
      'Code of on-demand views lies in the registry itself, without a commit.',
    ],
  },

  marks: 'an object with "featureViews", "featureServices" or "dataSources", as feast registry-dump prints it',

  detect(head) {
    const names = headNames(head);
    if (hasAny(names, ...LISTS, ...SNAKE)) return 1;
    return hasAny(names, 'dataSources', 'data_sources') && hasAny(names, 'entities', 'project', 'infra') ? 0.9 : 0;
  },

  read(documents) {
    const log = issueLog();
    const registries = jsonExport(documents, 'an object', log).flatMap((record) => read(record, log));
    const facts = registries.flatMap((registry) => registryFacts(registry, log));
    return { facts, issues: log.issues(), report: { ...countFacts(facts), ...countsOf(registries) } };
  },
});

function read(record: JsonExportRecord, log: IssueLog): Registry[] {
  const { value, place } = record;
  if ([...LISTS, 'dataSources', 'entities'].some((name) => member(value, protoName(value, name)) !== undefined)) {
    return [registryOf(record, log)];
  }
  log.report('lineage/document-unread', `the record at ${place.at} of ${place.file} is no registry of Feast`, place);
  return [];
}

function registryFacts(registry: Registry, log: IssueLog): Fact[] {
  const { project, sources, entities, views, onDemand, services, saved } = registry;
  reportUndated([...sources, ...entities, ...views, ...onDemand, ...services, ...saved], log);
  reportDangling(registry, log);
  return [
    ...sources.flatMap((source) => sourceFacts(source, project, log)),
    ...views.flatMap((view) => viewFacts(view, project)),
    ...onDemand.flatMap((view) => onDemandFacts(view, project)),
    ...services.flatMap((service) => serviceFacts(service, project)),
    ...saved.flatMap((each) => savedFacts(each, project, log)),
  ];
}

function reportUndated(objects: readonly RegistryObject[], log: IssueLog): void {
  const [first, ...others] = objects.filter(({ at }) => at === UNDATED);
  if (first === undefined) return;
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  const message = `${first.name}${more} of the registry ${first.place.file} have no time, and hold at any`;
  log.report('lineage/time-missing', message, first.place);
}

/** Views that a service serves, and entities that a view is keyed by, are to be there. */
function reportDangling(registry: Registry, log: IssueLog): void {
  const entities = new Set(registry.entities.map(({ name }) => name));
  const views = new Set([...registry.views, ...registry.onDemand].map(({ name }) => name));
  const report = ({ place }: RegistryObject, from: string, to: string): void =>
    log.report(
      'lineage/reference-dangling',
      `${from} at ${place.at} of ${place.file} names ${to}, which is not there`,
      place,
    );
  for (const view of registry.views) {
    const unknown = listAt(view.spec, 'entities').filter((key) => typeof key === 'string' && !entities.has(key));
    for (const key of unknown) report(view, `the view ${view.name}`, `the entity ${key}`);
  }
  for (const service of registry.services) {
    const served = listAt(service.spec, 'features').map((each) => textAt(each, protoName(each, 'featureViewName')));
    const unknown = served.filter((view) => view !== null && !views.has(view));
    for (const view of unknown) report(service, `the service ${service.name}`, `the view ${view}`);
  }
}

function countsOf(registries: readonly Registry[]): ImportReport {
  const sum = (count: (registry: Registry) => number): number =>
    registries.reduce((total, registry) => total + count(registry), 0);
  return {
    sources: sum(({ sources }) => sources.length),
    entities: sum(({ entities }) => entities.length),
    featureViews: sum(({ views }) => views.length),
    features: sum(({ views }) => views.reduce((total, { spec }) => total + fieldNames(spec, 'features').length, 0)),
    onDemandViews: sum(({ onDemand }) => onDemand.length),
    onDemandViewsWithCode: sum(({ onDemand }) => onDemand.filter(({ spec }) => codeOf(spec) !== null).length),
    featureServices: sum(({ services }) => services.length),
    savedDatasets: sum(({ saved }) => saved.length),
  };
}
