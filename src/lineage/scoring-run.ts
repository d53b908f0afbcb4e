import type { Grade } from '../core/citation.ts';
import { canonicalRunId } from '../data/run-id.ts';
import { type ChainContext, PREDICTION_NODE, runNodeId, runWords } from './chain-context.ts';
import { chosenModel, declarationOf, isDeclared } from './model-inputs.ts';
import type { RunNode } from './run-node.ts';

export interface ScoringRun {
  run: RunNode;
  grade: Grade;
}

/**
 * The run that made the decision: the one that the log names, else the only one that fits in time. A run that the log
 * names is never replaced: only the log knows who decided, for shadow models and re-runs overlap in time.
 */
export function scoringRun(context: ChainContext): ScoringRun | null {
  const { prediction, graph, breaks } = context;
  if (prediction.runId === null) return byWindow(context);
  const run = graph.runs.get(canonicalRunId(prediction.runId));
  if (run === undefined) {
    breaks.report(
      'lineage/run-missing',
      `the decision log names run ${prediction.runId} for prediction ${prediction.id}, which the lineage does not record`,
      { about: [PREDICTION_NODE], place: prediction.citation },
    );
    return null;
  }
  reportOutside(context, run);
  return { run, grade: 'recorded' };
}

/** A decision lies inside the window of its run. A batch may decide at its very start or end, so both belong to it. */
function reportOutside({ breaks, decidedAt, prediction }: ChainContext, run: RunNode): void {
  const from = run.startedAt ?? run.firstAt;
  if (decidedAt >= from && (run.endedAt === null || decidedAt <= run.endedAt)) return;
  breaks.report(
    'lineage/decision-outside-run',
    `prediction ${prediction.id} was decided at ${decidedAt}, outside ${runWords(run)}, ` +
      `which went from ${from} to ${run.endedAt ?? 'no recorded end'}`,
    { about: [runNodeId(run)], place: run.citations.at(-1) },
  );
}

function byWindow(context: ChainContext): ScoringRun | null {
  const { graph, breaks, decidedAt, prediction } = context;
  const unrecorded = `the decision log names no run for prediction ${prediction.id}`;
  const fitting = ofTheModel(
    context,
    [...graph.runs.values()].filter(
      (run) =>
        run.state === 'COMPLETE' &&
        decidedAt >= (run.startedAt ?? run.firstAt) &&
        decidedAt <= (run.endedAt ?? '') &&
        chosenModel(context, run).kind === 'one',
    ),
  );
  const [only] = fitting;
  const place = { about: [PREDICTION_NODE], place: prediction.citation };
  if (only === undefined) {
    breaks.report('lineage/run-missing', `${unrecorded}, and no run that read a model fits ${decidedAt}`, place);
    return null;
  }
  if (fitting.length > 1) {
    const runs = fitting.map(runWords).join('; ');
    breaks.report(
      'lineage/run-ambiguous',
      `${unrecorded}, and several that read a model fit ${decidedAt}: ${runs}`,
      place,
    );
    return null;
  }
  breaks.report(
    'lineage/run-unrecorded',
    `${unrecorded}; ${runWords(only)} is the only one that fits ${decidedAt}`,
    place,
  );
  return { run: only, grade: 'inferred' };
}

/** Of runs side by side those that read the model that the log names; all of them where none did. */
function ofTheModel(context: ChainContext, runs: RunNode[]): RunNode[] {
  const declared = runs.filter((run) => {
    const choice = chosenModel(context, run);
    return choice.kind === 'one' && isDeclared(context.graph, choice.use.dataset, declarationOf(context));
  });
  return declared.length > 0 ? declared : runs;
}
