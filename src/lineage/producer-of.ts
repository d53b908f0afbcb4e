import type { Grade } from '../core/citation.ts';
import { compareText } from '../core/compare-text.ts';
import { sha256Of } from '../data/sha256-of.ts';
import { type ChainContext, datasetNodeId, runNodeId, runWords, shownName } from './chain-context.ts';
import type { AsOfGraph } from './graph.ts';
import type { RunNode, Use } from './run-node.ts';

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
  isDeclared: boolean;
}

/**
 * Finds the run that made what was read. A version was made by the run that wrote that version, whenever that was: an
 * older model may come back into force. Where no version was recorded, the last run that had ended before the reader
 * started made what it read, for nothing else had been written by then; that is only inferred. A run that made
 * something ends before its reader starts: an effect before its cause means that a clock or a record is wrong.
 */
export function producerOf(context: ChainContext, use: Use, reader: Reader): Production {
  const { graph, breaks } = context;
  const writings = writingsOf(context, use.dataset, reader.run);
  const exact = writingsOfVersion(context, use, writings);
  if (exact.length > 0) {
    const earlier = exact.filter(({ endedAt }) => endedAt <= reader.startedAt);
    const made = earlier.at(-1) ?? exact[0];
    if (made !== undefined) {
      reportRivals(context, use, made.run, earlier);
      reportInversion(context, use, made, reader);
      return { run: made.run, version: use.version, grade: made.isDeclared ? 'declared' : 'recorded' };
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

/** What COMPLETE runs wrote under that name, by the time at which they ended; what others left behind is not known. */
function writingsOf({ graph }: ChainContext, dataset: string, reader: RunNode | null): Writing[] {
  const complete = (graph.writers.get(dataset) ?? []).filter((run) => run.state === 'COMPLETE' && run !== reader);
  const writings = complete.flatMap((run) =>
    run.outputs
      .filter((output) => output.dataset === dataset)
      .map(({ version, isDeclared = false }) => ({ run, version, endedAt: run.endedAt ?? run.firstAt, isDeclared })),
  );
  return writings.sort((a, b) => compareText(a.endedAt, b.endedAt));
}

/** Writings of exactly the version that was read; where it has a name and a digest, those under that name come first. */
function writingsOfVersion({ graph }: ChainContext, { dataset, version }: Use, writings: Writing[]): Writing[] {
  if (version === null) return [];
  const key = graph.identity.versionKey(dataset, version);
  const same = writings.filter((writing) => graph.identity.versionKey(dataset, writing.version) === key);
  const named = sha256Of(version) === null ? same.filter((writing) => writing.version === version) : [];
  return named.length > 0 ? named : same;
}

/** Two runs that wrote the same bytes are no doubt, unless they made them from other data or with other code. */
function reportRivals({ graph, breaks }: ChainContext, use: Use, made: RunNode, earlier: readonly Writing[]): void {
  const rivals = earlier.filter(({ run }) => recipe(graph, run) !== recipe(graph, made)).map(({ run }) => run);
  if (rivals.length === 0) return;
  const runs = [...new Set([...rivals, made])].map(runWords).join('; ');
  breaks.report(
    'lineage/producer-ambiguous',
    `${shownName(graph, use.dataset)} was written in the same version by several runs, the last of which is taken: ${runs}`,
    { about: [datasetNodeId(graph, use)], place: made.citations.at(-1) },
  );
}

function recipe(graph: AsOfGraph, run: RunNode): string {
  return JSON.stringify([run.inputs.map((use) => datasetNodeId(graph, use)), run.codes.at(-1)?.commit]);
}

function reportInversion({ graph, breaks }: ChainContext, use: Use, made: Writing, reader: Reader): void {
  if (made.endedAt <= reader.startedAt) return;
  const about = [datasetNodeId(graph, use), runNodeId(made.run)];
  breaks.report(
    'lineage/time-inversion',
    `${shownName(graph, use.dataset)} was written by ${runWords(made.run)}, which ended at ${made.endedAt}, ` +
      `after ${readerWords(reader)} had started to read it at ${reader.startedAt}`,
    { about: reader.run === null ? about : [...about, runNodeId(reader.run)], place: made.run.citations.at(-1) },
  );
}

/** How a reader is spoken of in a message. */
export function readerWords({ run }: Reader): string {
  return run === null ? 'the decision' : runWords(run);
}
