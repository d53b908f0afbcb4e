import type { Grade } from '../core/citation.ts';
import { groupBy } from '../core/group-by.ts';
import { type ChainContext, datasetNodeId, PREDICTION_NODE, runNodeId, runWords, shownName } from './chain-context.ts';
import { contradictsLog, readsAnotherModel } from './contradicts-log.ts';
import { chosenModel, declarationOf, isDeclared } from './model-inputs.ts';
import { type Production, producerOf, readerOf } from './producer-of.ts';
import { isNamedByStage, registeredInForce } from './registered-model.ts';
import type { RunNode, Use } from './run-node.ts';
import { reportSeveralVersions } from './run-record.ts';
import type { ScoringRun } from './scoring-run.ts';

export interface DecidingModel {
  use: Use;
  grade: Grade;
  /** The run that made it, and the version that this run wrote. */
  made: Production;
}

/** The model that decided, or null: two records that contradict each other are never settled by choosing one. */
export function decidingModel(context: ChainContext, scoring: ScoringRun | null): DecidingModel | null {
  if (declarationOf(context) === undefined) {
    const { prediction, breaks } = context;
    breaks.report(
      'lineage/model-undeclared',
      `prediction ${prediction.id} was decided by model version ${prediction.modelVersion}, which the case does not declare`,
      { about: [PREDICTION_NODE], place: prediction.citation },
    );
  }
  const use = scoring === null ? onlyDeclared(context) : modelOf(context, scoring.run);
  if (use === null) return null;
  const reader = scoring === null ? { run: null, startedAt: context.decidedAt } : readerOf(scoring.run);
  const made = producerOf(context, use, reader);
  if (contradictsLog(context, { use, made, reader })) return null;
  return { use, grade: scoring?.grade ?? 'declared', made };
}

/** The model that a run read; reported when there is none, several, or another than the log names. */
function modelOf(context: ChainContext, run: RunNode): Use | null {
  const choice = chosenModel(context, run);
  if (choice.kind === 'none') {
    const about = { about: [runNodeId(run)], place: run.citations.at(-1) };
    context.breaks.report('lineage/model-missing', `${runWords(run)} has no model among its inputs`, about);
    return null;
  }
  if (choice.kind === 'several') {
    reportSeveral(context, run, choice.uses);
    return null;
  }
  return readsAnotherModel(context, run, choice.use) ? null : choice.use;
}

function reportSeveral(context: ChainContext, run: RunNode, uses: Use[]): void {
  const { graph, breaks } = context;
  const byDataset = groupBy(uses, ({ dataset }) => dataset);
  const [first] = uses;
  const about = { about: [runNodeId(run)], place: run.citations.at(-1) };
  if (byDataset.size === 1 && first !== undefined) reportSeveralVersions(context, run, first.dataset, uses);
  else {
    const named = uses.map((use) => `${shownName(graph, use.dataset)} at ${use.version ?? 'no version'}`).join('; ');
    breaks.report('lineage/model-ambiguous', `${runWords(run)} read several models: ${named}`, about);
  }
}

/** The one artefact that registries had in force for the declared model at the time of the decision. */
function registeredUse(context: ChainContext): Use | null {
  const { graph, decidedAt } = context;
  const declaration = declarationOf(context);
  const facts = declaration === undefined ? [] : registeredInForce(graph, declaration, decidedAt);
  const [first] = facts;
  if (first === undefined) return null;
  const dataset = graph.identity.keyOf(first.dataset);
  const use = { dataset, version: first.version, citations: facts.map(({ citation }) => citation) };
  const node = datasetNodeId(graph, use);
  const isOne = facts.every(
    (fact) => datasetNodeId(graph, { dataset: graph.identity.keyOf(fact.dataset), version: fact.version }) === node,
  );
  return isOne ? use : null;
}

/**
 * Without a scoring run only the word of the case is left. It is taken when COMPLETE runs had written exactly one
 * version of the declared artefact by the time of the decision; of several, none is chosen.
 */
function onlyDeclared(context: ChainContext): Use | null {
  const { graph, breaks, decidedAt, prediction } = context;
  const declaration = declarationOf(context);
  const outputs = [...graph.runs.values()]
    .filter((run) => run.state === 'COMPLETE' && (run.endedAt ?? run.firstAt) <= decidedAt)
    .flatMap((run) => run.outputs)
    .filter(({ dataset }) => isDeclared(graph, dataset, declaration));
  const versions = groupBy(outputs, (use) => datasetNodeId(graph, use));
  const [use] = outputs;
  const isPlain = declaration === undefined || !isNamedByStage(declaration);
  if (isPlain && use !== undefined && use.version !== null && versions.size === 1) return use;
  const inForce = registeredUse(context);
  if (inForce !== null) return inForce;
  const extent = ['no version', 'no one version'][versions.size] ?? `${versions.size} versions`;
  breaks.report(
    'lineage/model-missing',
    `the lineage records ${extent} of a model ${prediction.modelVersion} by the time of prediction ${prediction.id}, and no run that read it`,
    { about: [PREDICTION_NODE, ...versions.keys()], place: prediction.citation },
  );
  return null;
}
