import { findModel } from '../core/declared-model.ts';
import { type ChainContext, runNodeId, runWords, shownName } from './chain-context.ts';
import { statedAt, statedOf } from './describe-dataset.ts';
import { dataInputs } from './model-inputs.ts';
import type { RunNode, Use } from './run-node.ts';

/**
 * The data that a training run learned from. Of several inputs the only one that the run itself logged for training,
 * else the only one that holds every model input, or none.
 */
export function trainingData(context: ChainContext, training: RunNode): Use | null {
  const { graph, breaks } = context;
  const inputs = dataInputs(context, training);
  const about = { about: [runNodeId(training)], place: training.citations.at(-1) };
  const [only] = inputs;
  if (only === undefined) {
    breaks.report('lineage/training-data-missing', `${runWords(training)} has no data set among its inputs`, about);
    return null;
  }
  if (inputs.length === 1) {
    reportColumns(context, only);
    return only;
  }
  const labelled = inputs.filter((use) => isForTraining(context, use, training));
  const [logged] = labelled;
  if (logged !== undefined && labelled.length === 1) {
    reportColumns(context, logged);
    return logged;
  }
  const covering = inputs.filter((use) => missingColumns(context, use)?.length === 0);
  const [chosen] = covering;
  if (chosen !== undefined && covering.length === 1) {
    reportUnknown(context, training, chosen);
    return chosen;
  }
  const named = (covering.length > 1 ? covering : inputs).map(
    (use) => `${shownName(graph, use.dataset)} at ${use.version ?? 'no version'}`,
  );
  breaks.report(
    'lineage/training-data-ambiguous',
    `${runWords(training)} read several data sets that may be the training data: ${named.join('; ')}`,
    about,
  );
  return null;
}

/** MLflow's word for what an input was for; evaluation data often has the same columns. */
function isForTraining({ graph }: ChainContext, use: Use, { id }: RunNode): boolean {
  const tags = statedAt(graph, use, 'dataset-tag').filter(
    ({ key, run }) => key === 'mlflow.data.context' && run === id,
  );
  return tags.some(({ value }) => /^train(?:ing)?$/i.test(value));
}

/** Model inputs that the schema lacks. Null when no schema or no model inputs are on record. */
function missingColumns({ graph, case: declaration, prediction }: ChainContext, use: Use): string[] | null {
  const schemas = statedOf(graph, use, 'dataset-schema');
  const model = findModel(declaration, prediction.modelVersion);
  if (schemas.length === 0 || model === undefined) return null;
  const columns = new Set(schemas.flatMap((schema) => schema.columns));
  return model.inputs.filter((input) => !columns.has(input));
}

/** What has no schema on record may be training data as well. */
function reportUnknown(context: ChainContext, training: RunNode, chosen: Use): void {
  const { graph, breaks } = context;
  const inputs = dataInputs(context, training).filter(({ dataset }) => dataset !== chosen.dataset);
  for (const use of inputs.filter((each) => missingColumns(context, each) === null)) {
    breaks.report(
      'lineage/training-input-unknown',
      `${runWords(training)} also read ${shownName(graph, use.dataset)}, of which no schema is recorded`,
      { about: [runNodeId(training)], place: use.citations.at(-1) },
    );
  }
}

function reportColumns(context: ChainContext, use: Use): void {
  const missing = missingColumns(context, use) ?? [];
  if (missing.length === 0) return;
  context.breaks.report(
    'lineage/training-columns-missing',
    `the schema of ${shownName(context.graph, use.dataset)} lacks the model inputs ${missing.join(', ')}`,
    { place: use.citations.at(-1) },
  );
}
