import { member, textAt } from '../../data/json-value.ts';
import type { Fact } from '../fact.ts';
import type { IssueLog } from '../issue-log.ts';
import { protoField, protoName } from '../proto-field.ts';
import { aboutObject, describingFacts, fieldNames, type RegistryObject } from './registry-objects.ts';
import { registryName, tableBehind } from './source-names.ts';

/** One feature that a service or a saved data set takes from a view. */
interface Taken {
  view: string;
  feature: string;
  /** Its name where it is served. */
  column: string;
}

/** What a service states: the features that a model is served, and the views that they come from. */
export function serviceFacts(service: RegistryObject, project: string): Fact[] {
  const projections = protoField(service.spec, 'features');
  const taken = (Array.isArray(projections) ? projections : []).flatMap((projection: unknown): Taken[] => {
    const view = textAt(projection, protoName(projection, 'featureViewName'));
    if (view === null) return [];
    return fieldNames(projection, 'featureColumns').map((feature) => ({ view, feature, column: feature }));
  });
  return [
    ...describingFacts(service),
    { ...aboutObject(service), kind: 'dataset-type', type: 'FEATURE_SERVICE' },
    ...takenFacts(service, taken, project),
  ];
}

/** What a saved data set states: where the training data was written and which features it was joined from. */
export function savedFacts(saved: RegistryObject, project: string, log: IssueLog): Fact[] {
  const { spec, place } = saved;
  const stored = tableBehind(protoField(spec, 'storage'), 'Storage');
  const references = member(spec, 'features');
  const isFull = protoField(spec, 'fullFeatureNames') === true;
  const taken = (Array.isArray(references) ? references : []).flatMap((reference: unknown): Taken[] => {
    const [, view, feature] = /^([^:]+):(.+)$/.exec(typeof reference === 'string' ? reference : '') ?? [];
    if (view === undefined || feature === undefined) {
      const message = `the saved data set ${saved.name} at ${place.at} of ${place.file} names a feature that is no view:feature`;
      log.report('lineage/event-malformed', message, place);
      return [];
    }
    return [{ view, feature, column: isFull ? `${view}__${feature}` : feature }];
  });
  return [
    ...describingFacts(saved),
    ...(stored === null ? [] : [{ ...aboutObject(saved), kind: 'dataset-alias' as const, alias: stored }]),
    ...takenFacts(saved, taken, project),
  ];
}

function takenFacts(object: RegistryObject, taken: readonly Taken[], project: string): Fact[] {
  const about = aboutObject(object);
  const columns = [...new Set(taken.map(({ column }) => column))];
  return [
    ...(columns.length === 0 ? [] : [{ ...about, kind: 'dataset-schema' as const, columns }]),
    ...[...new Set(taken.map(({ view }) => view))].map(
      (view): Fact => ({
        ...about,
        kind: 'dataset-derivation',
        source: registryName(project, view, 'view'),
        sourceVersion: null,
      }),
    ),
    ...taken.map(
      ({ view, feature, column }): Fact => ({
        ...about,
        kind: 'column-derivation',
        column,
        source: registryName(project, view, 'view'),
        sourceColumn: feature,
        transformation: 'IDENTITY',
        masked: false,
      }),
    ),
  ];
}
