import type { CodeDifference, CodePlace, CodeRecord } from '../core/evidence.ts';
import type { ChainContext } from './chain-context.ts';
import type { CodeOfRun } from './code-records.ts';
import { isSameRepository } from './same-repository.ts';

/**
 * Code that trained beside code that scored: the runs that made the inputs, and the runs that used them. Where a run
 * names several commits, none of them is known to be the one to compare.
 */
export async function codeDifferences(context: ChainContext, code: readonly CodeOfRun[]): Promise<CodeDifference[]> {
  const settled = code.filter(({ run }) => run.codes.length === 1).map(({ record }) => record);
  const at = (stage: CodeRecord['stage']): CodeRecord | undefined => settled.find((record) => record.stage === stage);
  const pairs = [
    await differenceOf(context, code, { pair: 'features', trained: at('features'), scored: at('scoring-features') }),
    await differenceOf(context, code, { pair: 'model', trained: at('training'), scored: at('scoring') }),
  ];
  return pairs.filter((difference) => difference !== null);
}

interface Pair {
  pair: CodeDifference['pair'];
  trained: CodeRecord | undefined;
  scored: CodeRecord | undefined;
}

async function differenceOf(
  context: ChainContext,
  code: readonly CodeOfRun[],
  { pair, trained, scored }: Pair,
): Promise<CodeDifference | null> {
  if (trained === undefined || scored === undefined) return null;
  const [trainedBy, scoredBy] = [placeOf(trained), placeOf(scored)];
  if (trainedBy === null || scoredBy === null) return null;
  const isOneRepository = isSameRepository(trained.repository, scored.repository);
  if (isOneRepository && isSameCommit(trained, scored) && (pair === 'model' || !isOtherFile(trained, scored)))
    return null;
  const named = code.flatMap(({ record }) => record.path ?? []);
  const changes = isOneRepository
    ? await context.probe.codeChanges(trained.repository, trainedBy.commit, scoredBy.commit, [...new Set(named)])
    : null;
  const difference: CodeDifference = {
    ...{ pair, repository: trained.repository, trainedBy, scoredBy },
    isSameText: isSameText(trained, scored),
    files: changes?.files ?? null,
    filesInAll: changes?.filesInAll ?? 0,
  };
  if (changes?.isCut) {
    const words = `commits ${trainedBy.commit} and ${scoredBy.commit} differ in more files than were looked for`;
    context.breaks.report('lineage/code-changes-cut', words, { place: scored.citations[0] });
  }
  report(context, difference, scored);
  return difference;
}

function placeOf({ job, commit, path }: CodeRecord): CodePlace | null {
  return commit === null ? null : { job, commit, path };
}

/** Records shorten ids as they like. */
function isSameCommit(one: CodeRecord, other: CodeRecord): boolean {
  const [short = '', long = ''] = [one.commit ?? '', other.commit ?? ''].sort((a, b) => a.length - b.length);
  return short.length >= SHORTEST_ID ? long.startsWith(short) : long === short;
}

const SHORTEST_ID = 7;

/** Inputs that two files make are made twice, even where both are of one commit. */
function isOtherFile(one: CodeRecord, other: CodeRecord): boolean {
  if (one.path === null || other.path === null || one.path === other.path) return false;
  return one.sha256 === null || one.sha256 !== other.sha256;
}

/** Only of one file; two files of different names are different anyway. */
function isSameText(trained: CodeRecord, scored: CodeRecord): boolean | null {
  if (trained.path === null || trained.path !== scored.path) return null;
  return trained.sha256 === null || scored.sha256 === null ? null : trained.sha256 === scored.sha256;
}

function report({ breaks }: ChainContext, difference: CodeDifference, scored: CodeRecord): void {
  const { pair, trainedBy, scoredBy, isSameText: same } = difference;
  const place = { place: scored.citations[0] };
  if (pair === 'model') {
    const words = `the model was trained with the code of commit ${trainedBy.commit} and scored with that of commit ${scoredBy.commit}`;
    breaks.report('lineage/code-differs', words, place);
  } else if (same === false) {
    const words = `the features were made with ${trainedBy.path} of commit ${trainedBy.commit} for training and of commit ${scoredBy.commit} for scoring, and its text differs`;
    breaks.report('lineage/feature-code-differs', words, place);
  } else if (same === null) {
    const words = `the features were made with ${trainedBy.path ?? 'code'} of commit ${trainedBy.commit} for training and with ${scoredBy.path ?? 'code'} of commit ${scoredBy.commit} for scoring`;
    breaks.report('lineage/feature-code-differs', words, place);
  }
}
