import { textAt } from '../../data/json-value.ts';
import type { DatasetFact, Fact } from '../fact.ts';
import type { Aspect } from './aspects.ts';
import { aboutOf, type Catalogue, lastState, runIdOf, urnsAt, versionOf } from './catalogue.ts';
import { columnOf, datasetOfUrn, jobOfUrn, readUrn } from './urn.ts';

/** What an aspect of a model, a feature or a table of features states of where it came from. */
export function modelAspectFacts(catalogue: Catalogue, aspect: Aspect): Fact[] {
  switch (aspect.name) {
    case 'mlModelProperties':
      return [
        ...typeFact(catalogue, aspect, 'MODEL'),
        ...versionFacts(catalogue, aspect),
        ...trainingFacts(catalogue, aspect),
        ...derivations(catalogue, aspect, urnsAt(catalogue, aspect, 'mlFeatures')),
      ];
    case 'mlModelTrainingData':
      return derivations(catalogue, aspect, urnsAt(catalogue, aspect, 'trainingData', 'dataset'));
    case 'mlFeatureProperties':
    case 'mlPrimaryKeyProperties':
      return derivations(catalogue, aspect, urnsAt(catalogue, aspect, 'sources'));
    case 'mlFeatureTableProperties':
      return [...typeFact(catalogue, aspect, 'FEATURE_TABLE'), ...featureColumns(catalogue, aspect)];
    default:
      return [];
  }
}

function typeFact(catalogue: Catalogue, aspect: Aspect, type: string): DatasetFact[] {
  const about = aboutOf(catalogue, aspect);
  return about === null ? [] : [{ ...about, kind: 'dataset-type', type }];
}

/** A model belongs to the groups that it names; without one it is known by its own name. */
function versionFacts(catalogue: Catalogue, aspect: Aspect): DatasetFact[] {
  const about = aboutOf(catalogue, aspect);
  const modelVersion = versionOf(catalogue, aspect.urn);
  if (about === null || modelVersion === null) return [];
  const groups = urnsAt(catalogue, aspect, 'groups').flatMap((urn) => datasetOfUrn(urn)?.name ?? []);
  const names = groups.length > 0 ? groups : [textAt(aspect.value, 'name') ?? about.dataset.name];
  const run = urnsAt(catalogue, aspect, 'trainingJobs').find((urn) => readUrn(urn)?.type === 'dataProcessInstance');
  const maker = run === undefined ? null : runIdOf(catalogue, run);
  return names.map((model) => ({ ...about, run: maker, kind: 'model-version', model, modelVersion }));
}

/** A training job is a run, or a job of which any run may have made the model. */
function trainingFacts(catalogue: Catalogue, aspect: Aspect): Fact[] {
  const about = aboutOf(catalogue, aspect);
  if (about === null) return [];
  return urnsAt(catalogue, aspect, 'trainingJobs').flatMap((urn): Fact[] => {
    const job = jobOfUrn(urn);
    if (job !== null) return [{ ...about, kind: 'job-dataset', job, direction: 'output' }];
    if (readUrn(urn)?.type !== 'dataProcessInstance') return [];
    const run = runIdOf(catalogue, urn);
    return [{ ...about, kind: 'run-dataset', run, direction: 'output', state: lastState(catalogue, urn) }];
  });
}

/** Features name the data sets that they come from, not the columns. */
function derivations(catalogue: Catalogue, aspect: Aspect, sources: readonly string[]): DatasetFact[] {
  const about = aboutOf(catalogue, aspect);
  if (about === null) return [];
  return sources.flatMap((urn): DatasetFact[] => {
    const source = datasetOfUrn(urn);
    if (source === null) return [];
    return [{ ...about, kind: 'dataset-derivation', source, sourceVersion: versionOf(catalogue, urn) }];
  });
}

function featureColumns(catalogue: Catalogue, aspect: Aspect): DatasetFact[] {
  const about = aboutOf(catalogue, aspect);
  const named = ['mlPrimaryKeys', 'mlFeatures'].flatMap((name) => urnsAt(catalogue, aspect, name));
  const columns = named.flatMap((urn) => columnOf(urn) ?? []);
  return about === null || columns.length === 0 ? [] : [{ ...about, kind: 'dataset-schema', columns }];
}
