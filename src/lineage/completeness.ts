import type { Chain, CodeRecord, DatasetName, DatasetRecord, HopCompleteness, RunRecord } from '../core/evidence.ts';

/** A fact that a hop needs: what it is, in words, and whether it is held. */
type Needed = [words: string, isHeld: boolean];

/**
 * How much of what each hop of the chain needs is held:
 *
 *     share = held / needed
 *
 * A fact is held when an export records it or the bytes or commit at hand agree with the record; what was declared or
 * inferred is not. A hop that was not found needs what it would need if it had been, and holds none of it. The last
 * hops need the facts of each data set behind the training data and of each input of the model.
 *
 * @param unread - data sets that no record says were read in the version that was followed
 */
export function completeness(
  chain: Omit<Chain, 'completeness' | 'graph'>,
  unread: ReadonlySet<string>,
): HopCompleteness[] {
  const { runs, model, training, upstream, columns } = chain;
  const codeOf = (stage: CodeRecord['stage']): CodeRecord | undefined =>
    chain.code.find((record) => record.stage === stage);
  return [
    hop('scoring-run', [
      ...runFacts('the scoring run', runs.scoring),
      ...codeFacts('the scoring run', codeOf('scoring')),
    ]),
    hop('model', [
      ['the model that decided, by a record', isRecorded(model)],
      ...dataFacts('the model', model, unread).filter(([words]) => !words.startsWith('the owner')),
    ]),
    hop('training-run', [
      ...runFacts('the training run', runs.training),
      ...codeFacts('the training run', codeOf('training')),
    ]),
    hop('training-data', dataFacts('the training data', training, unread)),
    hop('feature-code', codeFacts('the run that made the training data', chain.featureCode ?? undefined)),
    hop(
      'sources',
      upstream.length === 0
        ? [['a data set behind the training data', false]]
        : upstream.flatMap((dataset) => dataFacts(dataset.name, dataset, unread)),
    ),
    hop(
      'columns',
      columns.length === 0
        ? [['the origin of any model input', false]]
        : columns.map(({ column, sources }): Needed => [`the origin of ${column}`, sources.length > 0]),
    ),
  ];
}

/** How `unread` names a data set. */
export function nameKey({ namespace, name }: DatasetName): string {
  return JSON.stringify([namespace, name]);
}

function hop(name: HopCompleteness['hop'], facts: readonly Needed[]): HopCompleteness {
  const missing = facts.filter(([, isHeld]) => !isHeld).map(([words]) => words);
  const held = facts.length - missing.length;
  return { hop: name, needed: facts.length, held, share: held / facts.length, missing };
}

function isRecorded(held: { grade: RunRecord['grade'] } | null): boolean {
  return held !== null && (held.grade === 'recorded' || held.grade === 'verified');
}

function runFacts(name: string, run: RunRecord | null): Needed[] {
  return [
    [`${name}, by a record`, isRecorded(run)],
    [`the completion of ${name}`, run?.state === 'COMPLETE'],
    [`the start of ${name}`, run !== null && run.startedAt !== null],
    [`the end of ${name}`, run !== null && run.endedAt !== null],
  ];
}

function codeFacts(name: string, code: CodeRecord | undefined): Needed[] {
  return [
    [`the commit of ${name}`, isRecorded(code ?? null) && code?.commit != null],
    [`the code of ${name}, at that commit`, isRecorded(code ?? null) && code?.verified === true],
  ];
}

function dataFacts(name: string, dataset: DatasetRecord | null, unread: ReadonlySet<string>): Needed[] {
  const isKnown = dataset !== null && !unread.has(nameKey(dataset));
  return [
    [`the version of ${name}`, isKnown && dataset.version !== null],
    [`the digest of ${name}`, isKnown && dataset.recordedSha256 !== null],
    [`the bytes of ${name}, equal to its digest`, isKnown && dataset.verified],
    [`the owner of ${name}`, dataset !== null && dataset.owners.length > 0],
  ];
}
