import type { ModelDeclaration } from '../core/case.ts';
import { groupBy } from '../core/group-by.ts';
import { stated } from './describe-dataset.ts';
import type { DatasetFact, ModelStageFact, ModelVersionFact } from './fact.ts';
import type { AsOfGraph } from './graph.ts';
import { newestTime } from './newest-time.ts';

/** How a case names a model of a registry: by version, or by a stage or alias, which may pass to another version. */
interface RegistryName {
  model: string;
  by: 'version' | 'stage';
  value: string;
}

const STAGES = /^(?:Staging|Production|Archived)$/;

/** `models:/denial/3`, `models:/denial/Production`, `models:/denial@champion`, or `denial` and the version in the log. */
function registryName({ dataset, version }: ModelDeclaration): RegistryName {
  const [, scheme, model = dataset, mark, value] = /^(models:\/)?([^/@]+)(?:([/@])([^/@]+))?$/.exec(dataset) ?? [];
  if (mark === undefined || value === undefined) return { model, by: 'version', value: version };
  const isStage = scheme !== undefined && (mark === '@' || STAGES.test(value));
  return { model, by: isStage ? 'stage' : 'version', value };
}

/** Whether the case names a model by what may pass from one version to another. */
export function isNamedByStage(model: ModelDeclaration): boolean {
  return registryName(model).by === 'stage';
}

/** Whether a registry knows the data set as the declared version, or as any version that may have had that stage. */
export function isRegisteredAs(graph: AsOfGraph, dataset: string, model: ModelDeclaration): boolean {
  const name = registryName(model);
  const versions = stated(graph, dataset, 'model-version').filter((fact) => fact.model === name.model);
  return versions.some(({ modelVersion }) => name.by === 'stage' || modelVersion === name.value);
}

/**
 * The statements of registries by which the declared model was in force at a time. A version, as registered by then. A
 * stage, as every version last changed by then: of one that changed later nobody knows what it was before, so that
 * nothing is in force that only a later statement names.
 */
export function registeredInForce(
  graph: AsOfGraph,
  model: ModelDeclaration,
  at: string,
): (ModelVersionFact | ModelStageFact)[] {
  const name = registryName(model);
  const facts = [...graph.statements.values()].flat().filter((fact) => isOf(fact, name.model) && fact.at <= at);
  if (name.by === 'version') {
    return facts.filter(
      (fact): fact is ModelVersionFact => fact.kind === 'model-version' && fact.modelVersion === name.value,
    );
  }
  const stages = facts.filter((fact): fact is ModelStageFact => fact.kind === 'model-stage');
  const aliased = stages.filter((fact) => fact.grade === 'inferred' && fact.stage === name.value);
  const staged = stages.filter((fact) => fact.grade === 'recorded');
  const newest = newestTime(aliased);
  const last = [...groupBy(staged, ({ modelVersion }) => modelVersion).values()].flatMap((all) => all.slice(-1));
  return [...aliased.filter((fact) => fact.at === newest), ...last.filter((fact) => fact.stage === name.value)];
}

function isOf(fact: DatasetFact, model: string): boolean {
  return (fact.kind === 'model-version' || fact.kind === 'model-stage') && fact.model === model;
}
