import type { Issue } from '../../core/issue.ts';
import { breakIssue } from '../breaks.ts';
import { shownName } from '../chain-context.ts';
import type { Fact } from '../fact.ts';
import { type AsOfGraph, foldGraph } from '../graph.ts';
import { newestTime } from '../newest-time.ts';
import type { RunNode, Use } from '../run-node.ts';

/**
 * Runs of which a capture and the other exports tell differently: in their state or end, in the version of what they
 * read or wrote, or in their code. What the others no longer tell is no contradiction; that is why it was frozen.
 */
export function captureConflicts(frozen: readonly Fact[], others: readonly Fact[]): Issue[] {
  const until = newestTime([...frozen, ...others]);
  if (frozen.length === 0 || others.length === 0 || until === null) return [];
  // One identity for both, so that names and digests of versions mean the same.
  const { identity } = foldGraph([...frozen, ...others], until);
  const [then, now] = [foldGraph(frozen, until), foldGraph(others, until)].map((graph) => ({ ...graph, identity }));
  if (then === undefined || now === undefined) return [];
  return [...then.runs.values()].flatMap((run) => {
    const other = now.runs.get(run.id);
    return other === undefined ? [] : differences(now, run, other).map((words) => issueOf(run, words));
  });
}

function issueOf(run: RunNode, words: string): Issue {
  return breakIssue(
    'lineage/capture-contradicted',
    `of run ${run.id} of ${run.job.name} ${words}`,
    run.citations.at(-1),
  );
}

function differences(graph: AsOfGraph, then: RunNode, now: RunNode): string[] {
  const [code, exported] = [commitsOf(then), commitsOf(now)];
  return [
    ...(then.endedAt !== null && now.endedAt !== null && (then.state !== now.state || then.endedAt !== now.endedAt)
      ? [`${then.state} at ${then.endedAt} was frozen, and ${now.state} at ${now.endedAt} is exported`]
      : []),
    ...useDifferences(graph, 'read', then.inputs, now.inputs),
    ...useDifferences(graph, 'written', then.outputs, now.outputs),
    ...(areUnlike(code, exported)
      ? [`the code was frozen at commit ${code.join(', ')}, and is exported at ${exported.join(', ')}`]
      : []),
  ];
}

function useDifferences(graph: AsOfGraph, verb: string, then: readonly Use[], now: readonly Use[]): string[] {
  const datasets = [...new Set(then.map((use) => use.dataset))];
  return datasets.flatMap((dataset) => {
    const [before, after] = [versionsOf(graph, then, dataset), versionsOf(graph, now, dataset)];
    if (!areUnlike(before, after)) return [];
    const name = shownName(graph, dataset);
    return [`${name} was frozen as ${verb} at version ${before.join(', ')}, and is exported at ${after.join(', ')}`];
  });
}

/** What one of the two does not tell is no contradiction. */
function areUnlike(one: readonly string[], other: readonly string[]): boolean {
  return one.length > 0 && other.length > 0 && one.join() !== other.join();
}

/** Sorted, each once; a digest stands for the name of its version. */
function versionsOf({ identity }: AsOfGraph, uses: readonly Use[], dataset: string): string[] {
  const versions = uses.flatMap((use) => (use.dataset === dataset ? [identity.versionKey(dataset, use.version)] : []));
  return [...new Set(versions.filter((version) => version !== null))].sort();
}

function commitsOf({ codes }: RunNode): string[] {
  return [...new Set(codes.flatMap(({ commit }) => (commit === null ? [] : [commit])))].sort();
}
