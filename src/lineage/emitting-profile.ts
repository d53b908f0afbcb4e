import type { LineageRequirement } from '../core/answers.ts';
import type { Citation } from '../core/citation.ts';
import { sha256Of } from '../data/sha256-of.ts';
import { shownName } from './chain-context.ts';
import { stated, statedOf } from './describe-dataset.ts';
import type { AsOfGraph } from './graph.ts';
import type { RunNode, Use } from './run-node.ts';

/** More places than these are only counted. */
const MAX_MISSING = 10;
const MODEL = /^ml_?model$|^model$/i;

/** One thing that is there or not. */
interface Checked {
  what: string;
  isHeld: boolean;
  place: Citation | undefined;
}

interface Rule extends Pick<LineageRequirement, 'id' | 'severity' | 'asks' | 'mend'> {
  look(graph: AsOfGraph, runs: readonly RunNode[]): Checked[];
}

const ofRuns =
  (isHeld: (run: RunNode) => boolean) =>
  (_: AsOfGraph, runs: readonly RunNode[]): Checked[] =>
    runs.map((run) => ({ what: `run ${run.id} of ${run.job.name}`, isHeld: isHeld(run), place: run.citations.at(-1) }));

const ofUses =
  (direction: 'inputs' | 'outputs', isHeld: (graph: AsOfGraph, use: Use, run: RunNode) => boolean) =>
  (graph: AsOfGraph, runs: readonly RunNode[]): Checked[] =>
    runs
      .filter(({ state }) => state === 'COMPLETE')
      .flatMap((run) =>
        run[direction].map((use) => ({
          what: `${shownName(graph, use.dataset)} as ${direction === 'inputs' ? 'read' : 'written'} by run ${run.id} of ${run.job.name}`,
          isHeld: isHeld(graph, use, run),
          place: use.citations.at(-1),
        })),
      );

const ofDatasets =
  (isHeld: (graph: AsOfGraph, use: Use) => boolean) =>
  (graph: AsOfGraph, runs: readonly RunNode[]): Checked[] => {
    const uses = new Map(runs.flatMap((run) => [...run.inputs, ...run.outputs]).map((use) => [use.dataset, use]));
    return [...uses.values()].map((use) => ({
      what: shownName(graph, use.dataset),
      isHeld: isHeld(graph, use),
      place: use.citations.at(-1),
    }));
  };

/** What a system must emit so that every hop of a chain can be followed, in the order of the hops. */
const RULES: readonly Rule[] = [
  {
    ...{ id: 'run-end', severity: 'error', asks: 'Did each run finish?' },
    mend: 'Emit the closing event (COMPLETE, FAIL or ABORT) of every run.',
    look: ofRuns((run) => run.endedAt !== null),
  },
  {
    ...{ id: 'run-start', severity: 'warning', asks: 'When did each run start?' },
    mend: 'Emit the START event of every run.',
    look: ofRuns((run) => run.startedAt !== null),
  },
  {
    ...{ id: 'input-version', severity: 'error', asks: 'Which version of each input was read?' },
    mend: 'Add the version facet to every input, with a digest or snapshot id.',
    look: ofUses('inputs', (_, use) => use.version !== null),
  },
  {
    ...{ id: 'output-version', severity: 'error', asks: 'Which version of each output was written?' },
    mend: 'Add the version facet to every output, in the closing event.',
    look: ofUses('outputs', (_, use) => use.version !== null),
  },
  {
    ...{ id: 'output-digest', severity: 'warning', asks: 'Which bytes does each version mean?' },
    mend: 'Write the SHA-256 of the bytes as the version, or beside it in a facet with an algorithm and a value.',
    look: ofUses('outputs', (graph, use) => sha256Of(graph.identity.versionKey(use.dataset, use.version)) !== null),
  },
  {
    ...{ id: 'model-type', severity: 'warning', asks: 'Which of the inputs of a scoring run is the model?' },
    mend: 'Give model artefacts the datasetType MODEL.',
    look: (graph, runs) => {
      const isModel = (use: Use): boolean =>
        stated(graph, use.dataset, 'dataset-type').some(({ type }) => MODEL.test(type));
      const found = runs.some((run) => [...run.inputs, ...run.outputs].some(isModel));
      return [{ what: 'any data set of the type MODEL', isHeld: found, place: undefined }];
    },
  },
  {
    ...{ id: 'code-location', severity: 'error', asks: 'Which code did each run execute?' },
    mend: 'Add the sourceCodeLocation facet with repoUrl and path to every job.',
    look: ofRuns((run) => run.codes.length > 0),
  },
  {
    ...{ id: 'code-commit', severity: 'warning', asks: 'Which version of the code was it?' },
    mend: 'Put the commit, not a branch, into the version of sourceCodeLocation.',
    look: ofRuns((run) => run.codes.some(({ commit }) => commit !== null)),
  },
  {
    ...{ id: 'column-lineage', severity: 'warning', asks: 'From which columns was each output made?' },
    mend: 'Add the columnLineage facet to every output that is made from inputs.',
    look: (graph, runs) =>
      ofUses('outputs', (_, use) => statedOf(graph, use, 'column-derivation').length > 0)(
        graph,
        runs.filter((run) => run.inputs.length > 0 && !run.outputs.some((use) => isModelIn(graph, use))),
      ),
  },
  {
    ...{ id: 'schema', severity: 'info', asks: 'Which columns does each data set have?' },
    mend: 'Add the schema facet to every output.',
    look: ofUses('outputs', (graph, use) => isModelIn(graph, use) || statedOf(graph, use, 'dataset-schema').length > 0),
  },
  {
    ...{ id: 'owner', severity: 'warning', asks: 'Who answers for each data set?' },
    mend: 'Add the ownership facet to every data set.',
    look: ofDatasets((graph, use) => stated(graph, use.dataset, 'dataset-owner').length > 0),
  },
  {
    ...{ id: 'parent', severity: 'warning', asks: 'What started each run?' },
    mend: 'Emit the events of parent runs to the same place.',
    look: (graph, runs) =>
      ofRuns(({ parent }) => parent !== null && graph.runs.has(parent))(
        graph,
        runs.filter(({ parent }) => parent !== null),
      ),
  },
];

function isModelIn(graph: AsOfGraph, use: Use): boolean {
  return stated(graph, use.dataset, 'dataset-type').some(({ type }) => MODEL.test(type));
}

/**
 * How far an export tells what each hop of a chain needs:
 *
 *     share = held / needed
 *
 * Runs that name no data set, such as those of a whole schedule, are not looked at. Nothing to look at is a share of
 * null, never 1.
 */
export function emittingProfile(graph: AsOfGraph): LineageRequirement[] {
  const runs = [...graph.runs.values()].filter(({ inputs, outputs }) => inputs.length + outputs.length > 0);
  return RULES.map(({ look, ...rule }) => {
    const checked = look(graph, runs);
    const missing = checked.filter(({ isHeld }) => !isHeld);
    return {
      ...rule,
      needed: checked.length,
      held: checked.length - missing.length,
      share: checked.length === 0 ? null : (checked.length - missing.length) / checked.length,
      missing: missing
        .slice(0, MAX_MISSING)
        .map(({ what, place }) => ({ what, ...(place === undefined ? {} : { place }) })),
    };
  });
}
