import { type ChainContext, datasetNodeId, runWords, shownName } from './chain-context.ts';
import { type Production, producerOf, readerOf } from './producer-of.ts';
import type { RunNode, Use } from './run-node.ts';
import { checkRun } from './run-record.ts';

/** One data set behind the training data, and the run that made it. */
export interface UpstreamStep extends Production {
  use: Use;
  depth: number;
  /** The run that read it, which is the next step towards the training data. */
  reader: RunNode;
}

/** Longer chains than any that a person follows; the bound also ends cycles through unversioned data sets. */
const MAX_STEPS = 500;

/** Data sets behind what a run made, nearest first; each version is followed once, so that cycles end. */
export function upstreamSteps(context: ChainContext, from: RunNode): UpstreamStep[] {
  const steps: UpstreamStep[] = [];
  const followed = new Set<string>([from.id]);
  let readers: RunNode[] = [from];
  for (let depth = 1; readers.length > 0; depth += 1) {
    const found = readers.flatMap((reader) => stepsOf(context, reader, depth, followed));
    steps.push(...found);
    if (steps.length > MAX_STEPS) return cut(context, steps);
    readers = found.flatMap(({ run }) => (run === null || followed.has(run.id) ? [] : [run]));
    readers = [...new Set(readers)];
    for (const run of readers) {
      followed.add(run.id);
      checkRun(context, run);
    }
  }
  return steps;
}

/** What one run read, but for what was followed before. */
function stepsOf(context: ChainContext, reader: RunNode, depth: number, followed: Set<string>): UpstreamStep[] {
  const { graph } = context;
  return reader.inputs.flatMap((use) => {
    if (followed.has(datasetNodeId(graph, use))) return [];
    const production = producerOf(context, use, readerOf(reader));
    followed.add(datasetNodeId(graph, use));
    followed.add(datasetNodeId(graph, { dataset: use.dataset, version: production.version }));
    if (production.run === null) reportOrigin(context, use, production);
    return [{ ...production, use, depth, reader }];
  });
}

/** A data set that no run ever wrote is a source; one whose version no run wrote is a gap. */
function reportOrigin({ graph, breaks }: ChainContext, use: Use, { version }: Production): void {
  const name = shownName(graph, use.dataset);
  const writers = graph.writers.get(use.dataset) ?? [];
  const detail = { about: [datasetNodeId(graph, { ...use, version })], place: use.citations.at(-1) };
  if (writers.length === 0) {
    breaks.report('lineage/source-data', `${name} is source data: no recorded run wrote it`, detail);
    return;
  }
  const runs = writers.map((run) => `${runWords(run)} (${run.state})`).join('; ');
  breaks.report(
    'lineage/producer-missing',
    `no COMPLETE run wrote ${name} as it was read; others wrote it: ${runs}`,
    detail,
  );
}

function cut({ breaks }: ChainContext, steps: UpstreamStep[]): UpstreamStep[] {
  const message = `only the nearest ${MAX_STEPS} data sets behind the training data were followed`;
  breaks.report('lineage/chain-too-long', message);
  return steps.slice(0, MAX_STEPS);
}
