import type { ModelDeclaration } from '../core/case.ts';
import { findModel } from '../core/declared-model.ts';
import { canonicalNamespace } from '../data/canonical-namespace.ts';
import { canonicalName } from './canonical-name.ts';
import type { ChainContext } from './chain-context.ts';
import { statedOf } from './describe-dataset.ts';
import type { AsOfGraph } from './graph.ts';
import { isRegisteredAs } from './registered-model.ts';
import type { RunNode, Use } from './run-node.ts';

type Choice = { kind: 'one'; use: Use } | { kind: 'none' } | { kind: 'several'; uses: Use[] };

export const MODEL_TYPES: ReadonlySet<string> = new Set(['MODEL', 'ML_MODEL', 'MLMODEL']);

/** Which of a run's inputs is the model: the only one, or the only one that the case declares for that version. */
export function chosenModel(context: ChainContext, run: RunNode): Choice {
  const models = modelInputs(context, run.inputs);
  const declared = models.filter(({ dataset }) => isDeclared(context.graph, dataset, declarationOf(context)));
  const eligible = declared.length > 0 ? declared : models;
  const [use] = eligible;
  if (use === undefined) return { kind: 'none' };
  return eligible.length === 1 ? { kind: 'one', use } : { kind: 'several', uses: eligible };
}

/** Inputs of the type MODEL; where none is typed so, those that the case declares; else those named like ONNX files. */
function modelInputs({ graph, case: declaration }: Pick<ChainContext, 'graph' | 'case'>, inputs: Use[]): Use[] {
  const typed = inputs.filter((use) =>
    statedOf(graph, use, 'dataset-type').some(({ type }) => MODEL_TYPES.has(type.toUpperCase())),
  );
  if (typed.length > 0) return typed;
  const declared = inputs.filter(({ dataset }) =>
    declaration.models.some((model) => isDeclared(graph, dataset, model)),
  );
  if (declared.length > 0) return declared;
  return inputs.filter(({ dataset }) => graph.identity.namesOf(dataset).some(({ name }) => /\.onnx$/i.test(name)));
}

/** What a run read that is no model. */
export function dataInputs(context: ChainContext, run: RunNode): Use[] {
  const models = new Set(modelInputs(context, run.inputs));
  return run.inputs.filter((use) => !models.has(use));
}

/** What the case declares of the model version that the log names. */
export function declarationOf({ case: declaration, prediction }: ChainContext): ModelDeclaration | undefined {
  return findModel(declaration, prediction.modelVersion);
}

/** Whether a data set is the artefact that the case declares, by any of its names or as a registry knows it. */
export function isDeclared(graph: AsOfGraph, dataset: string, model: ModelDeclaration | undefined): boolean {
  if (model === undefined) return false;
  const declared = canonicalNamespace(model.dataset);
  const isNamed = graph.identity
    .namesOf(dataset)
    .flatMap((name) => [name, canonicalName(name)])
    .some(({ namespace, name }) => name === model.dataset || `${namespace}/${name}` === declared);
  return isNamed || isRegisteredAs(graph, dataset, model);
}
