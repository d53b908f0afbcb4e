import type { Citation } from '../core/citation.ts';
import type { DatasetName } from '../core/evidence.ts';
import type { CodeFact, CodeLocation, Fact, RunState, RunStateFact } from './fact.ts';
import type { Mention } from './fold-mention.ts';
import { isEnd, isKnownAt, type RunTimes } from './temporal-rules.ts';

/** One run, as all of its events together describe it. */
export interface Run extends RunTimes {
  id: string;
  job: DatasetName;
  state: RunState;
  /** Null when no START is recorded. */
  startedAt: string | null;
  parent: string | null;
  engine: string | null;
  /** More than one when the events of the run name different code. */
  codes: CodeLocation[];
  codeCitations: Citation[];
  inputs: Mention[];
  outputs: Mention[];
  citations: Citation[];
}

interface RunFacts {
  /** In the order of time, at least one; the others in the order of time too. */
  states: readonly Fact<RunStateFact>[];
  codes: readonly Fact<CodeFact>[];
  /** Of jobs, apart from any run. */
  jobCodes: readonly Fact<CodeFact>[];
  mentions: { inputs: Mention[]; outputs: Mention[] };
}

/** T4, T5, T11 and T12. */
export function foldRun({ states, codes, jobCodes, mentions }: RunFacts): Run {
  const [first] = states;
  if (first === undefined) throw new Error('a run has at least one state');
  const ends = states.filter(({ state }) => isEnd(state));
  const latest = ends.at(-1) ?? states.at(-1) ?? first;
  const own = codes.length > 0 ? codes : jobCodeOf(first.job, latest.at, jobCodes);
  return {
    id: first.run,
    job: latest.job,
    state: latest.state,
    firstSeenAt: first.at,
    startedAt: states.find(({ state }) => state === 'START')?.at ?? null,
    endedAt: ends.at(-1)?.at ?? null,
    contradictory: count(ends.map(({ state }) => state)) > 1 || count(states.map(({ job }) => JSON.stringify(job))) > 1,
    parent: states.find(({ parent }) => parent !== null)?.parent ?? null,
    engine: states.findLast(({ engine }) => engine !== null)?.engine ?? null,
    codes: distinctCode(own.map(({ code }) => code)),
    codeCitations: own.map(({ citation }) => citation),
    ...mentions,
    citations: states.map(({ citation }) => citation),
  };
}

function count(texts: readonly string[]): number {
  return new Set(texts).size;
}

/** T12: the last that was said of the job before the run was over. */
function jobCodeOf(job: DatasetName, moment: string, jobCodes: readonly Fact<CodeFact>[]): Fact<CodeFact>[] {
  const last = jobCodes.findLast(
    (fact) => fact.job.namespace === job.namespace && fact.job.name === job.name && isKnownAt(fact, moment),
  );
  return last === undefined ? [] : [last];
}

function distinctCode(codes: readonly CodeLocation[]): CodeLocation[] {
  return [...new Map(codes.map((code) => [JSON.stringify(code), code])).values()];
}
