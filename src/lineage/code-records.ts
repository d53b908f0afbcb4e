import type { CodeRecord } from '../core/evidence.ts';
import type { CodeAnswer } from './artefact-probe.ts';
import type { BreakCode } from './breaks.ts';
import { type ChainContext, runNodeId, runWords } from './chain-context.ts';
import type { RunNode } from './run-node.ts';

export interface Stage {
  stage: CodeRecord['stage'];
  run: RunNode;
}

/** The code of one run and the run that it belongs to. */
export interface CodeOfRun {
  run: RunNode;
  record: CodeRecord;
}

/** The code of every run on the chain, each looked up at its commit; what cannot be found is reported. */
export async function codeRecords(context: ChainContext, stages: readonly Stage[]): Promise<CodeOfRun[]> {
  const records: CodeOfRun[] = [];
  for (const { stage, run } of stages) {
    const record = await codeRecord(context, stage, run);
    if (record !== null) records.push({ run, record });
  }
  return records;
}

export function codeNodeId({ repository, commit, path }: Pick<CodeRecord, 'repository' | 'commit' | 'path'>): string {
  return `code:${repository}@${commit ?? ''}:${path ?? ''}`;
}

async function codeRecord(context: ChainContext, stage: CodeRecord['stage'], run: RunNode): Promise<CodeRecord | null> {
  const code = run.codes.at(-1);
  if (code === undefined) {
    context.breaks.report('lineage/code-missing', `${runWords(run)} names no source code`, {
      about: [runNodeId(run)],
      place: run.citations.at(-1),
    });
    return null;
  }
  const { repository, path, commit, branch } = code;
  const answer = commit === null ? null : await context.probe.code(repository, commit, path);
  const record: CodeRecord = {
    stage,
    job: run.job,
    repository,
    path,
    commit,
    branch: branch ?? answer?.branches[0] ?? null,
    verified: run.codes.length === 1 && answer?.known === 'found' && answer.sha256 !== null,
    author: answer?.author ?? null,
    authoredAt: answer?.authoredAt ?? null,
    committer: answer?.committer ?? null,
    committedAt: answer?.committedAt ?? null,
    subject: answer?.subject ?? null,
    signature: answer?.signature ?? null,
    branches: answer?.branches ?? [],
    tags: answer?.tags ?? [],
    sha256: answer?.sha256 ?? null,
    grade: code.grade,
    citations: [code.citation],
  };
  reportSeveral(context, record, run);
  reportCode(context, record, run, answer);
  return record;
}

const NOT_FOUND: Record<Exclude<CodeAnswer['known'], 'found'>, BreakCode> = {
  'repository-missing': 'lineage/repository-unavailable',
  'commit-missing': 'lineage/commit-not-found',
  'file-missing': 'lineage/code-file-missing',
  'not-a-file': 'lineage/code-not-a-file',
  'file-not-at-hand': 'lineage/code-file-not-at-hand',
};

function reportCode({ breaks }: ChainContext, record: CodeRecord, run: RunNode, answer: CodeAnswer | null): void {
  const { repository, commit, path } = record;
  const detail = { about: [codeNodeId(record)], place: record.citations[0] };
  if (answer === null) {
    breaks.report('lineage/code-without-commit', `${runWords(run)} names ${repository} without a commit`, detail);
  } else if (answer.known !== 'found') {
    const messages = {
      'repository-missing': `no repository of the case is ${repository}`,
      'commit-missing': `${repository} has no commit ${commit}, which ${runWords(run)} names`,
      'file-missing': `${repository} has no file ${path} at commit ${commit}, which ${runWords(run)} names`,
      'not-a-file': `${path} of ${repository} is a link, a folder or a submodule at commit ${commit}, which ${runWords(run)} names`,
      'file-not-at-hand': `the repository at hand lacks ${path} of ${repository} at commit ${commit}, which ${runWords(run)} names`,
    };
    breaks.report(NOT_FOUND[answer.known], messages[answer.known], detail);
  } else if (answer.branches.length === 0) {
    const where = answer.tags.length === 0 ? '' : `, and only under ${answer.tags.join(', ')}`;
    const words = `commit ${commit} of ${repository}, which ${runWords(run)} names, is on no branch${where}`;
    if (answer.isHistoryCut)
      breaks.report('lineage/code-history-cut', `${words}, as far as its history is at hand`, detail);
    else breaks.report('lineage/commit-on-no-branch', words, detail);
  }
}

function reportSeveral({ breaks }: ChainContext, record: CodeRecord, run: RunNode): void {
  if (run.codes.length < 2) return;
  const places = run.codes.map(
    ({ repository, commit, path }) => `${repository} ${path ?? ''} at ${commit ?? 'no commit'}`,
  );
  breaks.report(
    'lineage/code-ambiguous',
    `the events of ${runWords(run)} name its code in several places, of which only the last is shown: ${places.join('; ')}`,
    { about: [runNodeId(run), codeNodeId(record)], place: run.codes.at(-1)?.citation },
  );
}
