import type { Grade } from '../core/citation.ts';
import { groupBy } from '../core/group-by.ts';
import { type ChainContext, datasetNodeId, PREDICTION_NODE, runNodeId, runWords, shownName } from './chain-context.ts';
import { statedAt } from './describe-dataset.ts';
import type { RunNode, Use } from './graph.ts';
import { chosenModel, declarationOf, isDeclared } from './model-inputs.ts';
import type { ScoringRun } from './scoring-run.ts';
import { versionKey } from './sha256-of.ts';

export interface DecidingModel {
  use: Use;
  grade: Grade;
}

const VERSION_TAGS = new Set(['model_version', 'modelVersion', 'model-version']);

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
  if (scoring === null) return byDeclaration(context);
  const choice = chosenModel(context, scoring.run);
  const about = { about: [runNodeId(scoring.run)], place: scoring.run.citations.at(-1) };
  if (choice.kind === 'none') {
    context.breaks.report('lineage/model-missing', `${runWords(scoring.run)} has no model among its inputs`, about);
    return null;
  }
  if (choice.kind === 'several') {
    reportSeveral(context, scoring.run, choice.uses);
    return null;
  }
  return contradicts(context, scoring.run, choice.use) ? null : { use: choice.use, grade: scoring.grade };
}

function reportSeveral(context: ChainContext, run: RunNode, uses: Use[]): void {
  const { graph, breaks } = context;
  const byDataset = groupBy(uses, ({ dataset }) => dataset);
  const named = uses.map((use) => `${shownName(graph, use.dataset)} at ${use.version ?? 'no version'}`).join('; ');
  const about = { about: [runNodeId(run)], place: run.citations.at(-1) };
  if (byDataset.size === 1) {
    breaks.report(
      'lineage/version-conflict',
      `the events of ${runWords(run)} name its model in several versions: ${named}`,
      about,
    );
  } else {
    breaks.report('lineage/model-ambiguous', `${runWords(run)} read several models: ${named}`, about);
  }
}

/** Compares what the log, the case and the tags of the artefact say of the model's version. */
function contradicts(context: ChainContext, run: RunNode, use: Use): boolean {
  const { graph, breaks, prediction } = context;
  const declaration = declarationOf(context);
  const name = shownName(graph, use.dataset);
  const detail = { about: [PREDICTION_NODE, runNodeId(run)], place: use.citations.at(-1) };
  const says = `the decision log names model version ${prediction.modelVersion} for prediction ${prediction.id}`;
  if (declaration !== undefined && !isDeclared(graph, use.dataset, declaration)) {
    const declared = `which the case declares as ${declaration.dataset}`;
    breaks.report('lineage/model-version-conflict', `${says}, ${declared}, but ${runWords(run)} read ${name}`, detail);
    return true;
  }
  const tags = statedAt(graph, use, 'dataset-tag').filter(({ key }) => VERSION_TAGS.has(key));
  const otherVersions = new Set(context.case.models.map(({ version }) => version));
  otherVersions.delete(prediction.modelVersion);
  // A tag may number versions in another way than the log; only the name of another declared version contradicts it.
  const other = tags.find(({ value }) => otherVersions.has(value));
  if (other === undefined) return false;
  breaks.report(
    'lineage/model-version-conflict',
    `${says}, but ${name}, which ${runWords(run)} read, is tagged ${other.value}`,
    {
      ...detail,
      place: other.citation,
    },
  );
  return true;
}

/**
 * Without a scoring run only the word of the case is left. It is taken when COMPLETE runs had written exactly one
 * version of the declared artefact by the time of the decision; of several, none is chosen.
 */
function byDeclaration(context: ChainContext): DecidingModel | null {
  const { graph, breaks, decidedAt, prediction } = context;
  const declaration = declarationOf(context);
  const outputs = [...graph.runs.values()]
    .filter((run) => run.state === 'COMPLETE' && (run.endedAt ?? run.firstAt) <= decidedAt)
    .flatMap((run) => run.outputs)
    .filter(({ dataset, version }) => version !== null && isDeclared(graph, dataset, declaration));
  const versions = groupBy(outputs, ({ dataset, version }) => JSON.stringify([dataset, versionKey(version)]));
  const [use] = outputs;
  if (use !== undefined && versions.size === 1) return { use, grade: 'declared' };
  const extent = versions.size === 0 ? 'no version' : `${versions.size} versions`;
  breaks.report(
    'lineage/model-missing',
    `the lineage records ${extent} of a model ${prediction.modelVersion} by the time of prediction ${prediction.id}, and no run that read it`,
    { about: [PREDICTION_NODE, ...outputs.map(datasetNodeId)], place: prediction.citation },
  );
  return null;
}
