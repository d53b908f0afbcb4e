import type { Citation } from '../core/citation.ts';
import type { DatasetName } from '../core/evidence.ts';
import { readInstant } from '../core/instant.ts';
import type { Issue } from '../core/issue.ts';
import type { CodeOfLink, DeclaredLink, ProducedByLink, SameAsLink, TrainedOnLink } from '../core/links.ts';
import { canonicalRunId } from '../data/run-id.ts';
import { type BreakCode, breakIssue } from './breaks.ts';
import { stated } from './describe-dataset.ts';
import type { Fact, JobCodeFact } from './fact.ts';
import { type AsOfGraph, foldGraph } from './graph.ts';
import { type RunNode, saysNoMore, type Use } from './run-node.ts';

interface Placed {
  link: DeclaredLink;
  place: Citation;
}

/** Why a link cannot hold, or what it states. */
type Reading = { code: BreakCode; fault: string } | { facts: Fact[] };

/**
 * What persons declare of the lineage, as facts of the grade `declared`. A link that a record contradicts is not used,
 * and said to contradict it; one that the records state already adds nothing; every other is named as the word of the
 * person who gave it.
 *
 * @param recorded - what the exports state
 * @param asOf - ISO 8601; what was declared later is not known
 */
export function declaredFacts(
  links: readonly Placed[],
  recorded: readonly Fact[],
  asOf: string,
): { facts: Fact[]; issues: Issue[] } {
  const known = links.flatMap(({ link, place }) => {
    const at = readInstant(link.on)?.at ?? '';
    return at <= asOf ? [{ link, place, at }] : [];
  });
  if (known.length === 0) return { facts: [], issues: [] };
  const graph = foldGraph(recorded, asOf);
  const facts: Fact[] = [];
  const issues: Issue[] = [];
  for (const { link, place, at } of known) {
    const reading = readingOf(graph, link, { at, grade: 'declared', citation: place });
    if ('fault' in reading) issues.push(breakIssue(reading.code, reading.fault, place));
    else if (reading.facts.length > 0) {
      facts.push(...reading.facts);
      const because = link.because.replace(/\.$/, '');
      issues.push(
        breakIssue('lineage/link-declared', `${link.by} declared on ${link.on} that ${words(link)}: ${because}`, place),
      );
    }
  }
  return { facts, issues };
}

type Statement = Pick<Fact, 'at' | 'citation'> & { grade: 'declared' };

function readingOf(graph: AsOfGraph, link: DeclaredLink, statement: Statement): Reading {
  if (link.kind === 'same-as') return sameAs(graph, link, statement);
  const run = graph.runs.get(canonicalRunId(link.run));
  if (run === undefined) {
    return {
      code: 'lineage/reference-dangling',
      fault: `no record tells of run ${link.run}, which a declared link names`,
    };
  }
  if (link.kind === 'code-of') return codeOf(run, link, statement);
  return link.kind === 'produced-by' ? producedBy(graph, run, link, statement) : trainedOn(graph, run, link, statement);
}

const contradicted = (fault: string): Reading => ({ code: 'lineage/declaration-conflict', fault });

/** One run that uses both as two things shows that they are two. */
function sameAs({ runs, identity }: AsOfGraph, link: SameAsLink, statement: Statement): Reading {
  const [one, other] = link.datasets as [DatasetName, DatasetName];
  const [first, second] = [identity.keyOf(one), identity.keyOf(other)];
  if (first === second) return { facts: [] };
  for (const run of runs.values()) {
    const used = new Set([...run.inputs, ...run.outputs].map(({ dataset }) => dataset));
    if (used.has(first) && used.has(second)) {
      return contradicted(`${words(link)} is declared, but run ${run.id} of ${run.job.name} uses them as two`);
    }
  }
  return { facts: [{ ...statement, kind: 'dataset-alias', dataset: one, alias: other, version: null, run: null }] };
}

function producedBy(graph: AsOfGraph, run: RunNode, link: ProducedByLink, statement: Statement): Reading {
  const { identity, writers } = graph;
  const dataset = identity.keyOf(link.dataset);
  const version = link.version ?? null;
  const isSame = (use: Use): boolean =>
    use.dataset === dataset && identity.versionKey(dataset, use.version) === identity.versionKey(dataset, version);
  const others = (writers.get(dataset) ?? []).filter(
    (writer) => writer !== run && writer.state === 'COMPLETE' && writer.outputs.some(isSame),
  );
  const [other] = others;
  if (other !== undefined)
    return contradicted(`${words(link)} is declared, but run ${other.id} is recorded as its maker`);
  const own = run.outputs.find(
    (use) => use.dataset === dataset && use.version !== null && version !== null && !isSame(use),
  );
  if (own !== undefined)
    return contradicted(`${words(link)} is declared, but the run is recorded to have written version ${own.version}`);
  const isRecorded = run.outputs.some(isSame);
  return { facts: isRecorded ? [] : [useFact(run, link, 'output', statement)] };
}

function trainedOn(graph: AsOfGraph, run: RunNode, link: TrainedOnLink, statement: Statement): Reading {
  const { identity } = graph;
  const dataset = identity.keyOf(link.dataset);
  const isModel = (use: Use): boolean =>
    stated(graph, use.dataset, 'dataset-type').some(({ type }) => /model/i.test(type));
  const differs = (use: Use): boolean =>
    use.dataset !== dataset ||
    (use.version !== null &&
      link.version !== undefined &&
      identity.versionKey(dataset, use.version) !== identity.versionKey(dataset, link.version));
  const other = run.inputs.find((use) => !isModel(use) && differs(use));
  if (other !== undefined) {
    const read = `${identity.namesOf(other.dataset)[0]?.name} at version ${other.version ?? 'not recorded'}`;
    return contradicted(`${words(link)} is declared, but the run is recorded to have read ${read}`);
  }
  const isRecorded = run.inputs.some(
    (use) => use.dataset === dataset && (use.version !== null || link.version === undefined),
  );
  return { facts: isRecorded ? [] : [useFact(run, link, 'input', statement)] };
}

function useFact(
  run: RunNode,
  {
    dataset,
    version = null,
  }: Omit<ProducedByLink | TrainedOnLink, 'version'> & { version?: string | null | undefined },
  direction: 'input' | 'output',
  statement: Statement,
): Fact {
  return { ...statement, kind: 'run-dataset', run: run.id, dataset, version, direction, state: run.state };
}

function codeOf(run: RunNode, link: CodeOfLink, statement: Statement): Reading {
  const { repository, path = null, commit } = link;
  const fact: JobCodeFact = {
    ...statement,
    ...{ kind: 'job-code', run: run.id, job: run.job, repository, path, commit, branch: null },
  };
  if (run.codes.some((code) => saysNoMore(fact, code))) return { facts: [] };
  const other = run.codes.find((code) => !saysNoMore(code, fact));
  if (other === undefined) return { facts: [fact] };
  const place = `${other.repository} ${other.path ?? ''} at ${other.commit ?? 'no commit'}`;
  return contradicted(`${words(link)} is declared, but the run is recorded with ${place}`);
}

function words(link: DeclaredLink): string {
  if (link.kind === 'same-as') return link.datasets.map(({ name }) => name).join(' is the same data set as ');
  if (link.kind === 'code-of') return `the code of run ${link.run} is ${link.repository} at ${link.commit}`;
  const version = link.version === undefined ? '' : ` at version ${link.version}`;
  return link.kind === 'produced-by'
    ? `run ${link.run} made ${link.dataset.name}${version}`
    : `run ${link.run} was trained on ${link.dataset.name}${version}`;
}
