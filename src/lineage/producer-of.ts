import type { Grade } from '../core/citation.ts';
import { type ChainContext, datasetNodeId, runNodeId, runWords, shownName } from './chain-context.ts';
import type { RunNode, Use } from './graph.ts';
import { versionKey } from './sha256-of.ts';

/** Who reads, and since when. */
export interface Reader {
  /** Null when the reader is the decision itself. */
  run: RunNode | null;
  startedAt: string;
}

/** The run that made what was read, and the version that it wrote. */
export interface Production {
  run: RunNode | null;
  /** As read; where the reader names no version, the one that the run wrote. */
  version: string | null;
  grade: Grade;
}

export function readerOf(run: RunNode): Reader {
  return { run, startedAt: run.startedAt ?? run.firstAt };
}

interface Writing {
  run: RunNode;
  version: string | null;
  endedAt: string;
}

/** Finds the run that made what was read (T4, T6, T7) and reports what does not fit (T8). */
export function producerOf(context: ChainContext, use: Use, reader: Reader): Production {
  const { graph, breaks } = context;
  const writings = writingsOf(context, use.dataset, reader.run);
  const exact = writings.filter(({ version }) => version !== null && versionKey(version) === versionKey(use.version));
  if (use.version !== null && exact.length > 0) {
    const earlier = exact.filter(({ endedAt }) => endedAt <= reader.startedAt);
    const made = earlier.at(-1) ?? exact[0];
    if (made !== undefined) {
      reportRivals(context, use, made.run, earlier);
      reportInversion(context, use, made, reader);
      return { run: made.run, version: use.version, grade: 'recorded' };
    }
  }
  const name = shownName(graph, use.dataset);
  if (use.version === null) {
    breaks.report('lineage/version-missing', `${name} was read by ${readerWords(reader)} without a version on record`, {
      place: use.citations.at(-1),
    });
  }
  const open = writings.filter(({ version }) => use.version === null || version === null);
  const made = open.findLast(({ endedAt }) => endedAt <= reader.startedAt);
  return made === undefined
    ? { run: null, version: use.version, grade: 'inferred' }
    : { run: made.run, version: use.version ?? made.version, grade: 'inferred' };
}

/** What COMPLETE runs wrote under that name, by the time at which they ended. */
function writingsOf({ graph }: ChainContext, dataset: string, reader: RunNode | null): Writing[] {
  const complete = (graph.writers.get(dataset) ?? []).filter((run) => run.state === 'COMPLETE' && run !== reader);
  const writings = complete.flatMap((run) =>
    run.outputs
      .filter((output) => output.dataset === dataset)
      .map(({ version }) => ({ run, version, endedAt: run.endedAt ?? run.firstAt })),
  );
  return writings.sort((a, b) => (a.endedAt < b.endedAt ? -1 : Number(a.endedAt > b.endedAt)));
}

/** Two runs that wrote the same bytes are no doubt, unless they made them from other data or with other code. */
function reportRivals({ graph, breaks }: ChainContext, use: Use, made: RunNode, earlier: readonly Writing[]): void {
  const rivals = earlier.filter(({ run }) => recipe(run) !== recipe(made)).map(({ run }) => run);
  if (rivals.length === 0) return;
  const runs = [...new Set([...rivals, made])].map(runWords).join('; ');
  breaks.report(
    'lineage/producer-ambiguous',
    `${shownName(graph, use.dataset)} was written in the same version by several runs, the last of which is taken: ${runs}`,
    { about: [datasetNodeId(use)], place: made.citations.at(-1) },
  );
}

function recipe(run: RunNode): string {
  return JSON.stringify([
    run.inputs.map(({ dataset, version }) => [dataset, versionKey(version)]),
    run.codes.at(-1)?.commit,
  ]);
}

function reportInversion({ graph, breaks }: ChainContext, use: Use, made: Writing, reader: Reader): void {
  if (made.endedAt <= reader.startedAt) return;
  const about = [datasetNodeId(use), runNodeId(made.run)];
  breaks.report(
    'lineage/time-inversion',
    `${shownName(graph, use.dataset)} was written by ${runWords(made.run)}, which ended at ${made.endedAt}, ` +
      `after ${readerWords(reader)} had started to read it at ${reader.startedAt}`,
    { about: reader.run === null ? about : [...about, runNodeId(reader.run)], place: made.run.citations.at(-1) },
  );
}

function readerWords({ run }: Reader): string {
  return run === null ? 'the decision' : runWords(run);
}
