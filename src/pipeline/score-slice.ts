import { openSliceTally, type SliceTally } from '../bias/slice-tally.ts';
import type { ModelDeclaration } from '../core/case.ts';
import type { ContingencyTable } from '../core/cells.ts';
import { DossierError } from '../core/error.ts';
import type { ScoreRange } from '../core/score-bins.ts';
import type { SliceCounts } from '../data/count-slice.ts';
import type { KindToScore, RowsToScore } from '../data/scoring-rows.ts';
import { EXCLUSION, type Slice } from '../data/slice-rows.ts';
import { openModel, type Predictor } from '../model/open-model.ts';
import { mergeCounts, withExclusion } from './merge-counts.ts';
import { readModel } from './model-files.ts';
import { isAdverse } from './replay.ts';
import type { Session } from './session.ts';

/**
 * Counts a slice whose log keeps no scores: its rows go through the models in batches, and only counts are kept.
 * Rows without complete inputs, or without a finite score, are exclusions.
 * @throws DossierError evidence/model-not-at-hand, model/*
 */
export async function scoreSlice(session: Session, asOf: string | undefined, slice: Slice): Promise<SliceCounts> {
  const versions = session.case.models.filter(
    ({ version }) => slice.modelVersion === undefined || slice.modelVersion === version,
  );
  const parts: SliceCounts[] = [];
  for (const model of versions) parts.push(await scoreVersion(session, asOf, { model, slice }));
  const undeclared = await session.log.undeclared(asOf, slice);
  const counts = parts.reduce(mergeCounts);
  const without = (table: ContingencyTable, rows: number): ContingencyTable =>
    withExclusion({ ...table, rowsRead: table.rowsRead + rows }, EXCLUSION.noModel, rows);
  return {
    ...counts,
    table: without(counts.table, undeclared.rows),
    ...(slice.bounds === undefined
      ? { periods: [] }
      : { periods: counts.periods?.map((table, at) => without(table, undeclared.periods[at] ?? 0)) ?? [] }),
  };
}

async function scoreVersion(
  session: Session,
  asOf: string | undefined,
  { model, slice }: { model: ModelDeclaration; slice: Slice },
): Promise<SliceCounts> {
  const { bytes, weights } = await readModel(session.folder, await pathOf(session, model));
  const predictor = await openModel(bytes, model, weights);
  try {
    const rows = await session.log.toScore(asOf, { ...slice, modelVersion: model.version }, predictor.columns);
    const tallied = await tally(session, rows, { model, predictor, range: null });
    const range = tallied.tally.scores.needsRange();
    return countsOf(rows, range === null ? tallied : await tally(session, rows, { model, predictor, range }), session);
  } finally {
    await predictor.release();
  }
}

/** Weights are counted in millionths. */
const MILLION = 1e6;

interface Scoring {
  model: ModelDeclaration;
  predictor: Predictor;
  range: ScoreRange | null;
}

interface Tallied {
  tally: SliceTally;
  /** Rows of each period. */
  notScored: number[];
}

async function tally({ case: declaration, context }: Session, rows: RowsToScore, scoring: Scoring): Promise<Tallied> {
  const { model, predictor, range } = scoring;
  const areProbabilities = predictor.spaces[0] === 'probability';
  const counts = openSliceTally({ ...namesOf(declaration), kinds: rows.kinds, areProbabilities });
  if (range !== null) counts.scores.binBy(range);
  const isWeighted = declaration.decisionLog.columns.weight !== undefined;
  const judge = judgeOf(model, areProbabilities);
  const notScored = rows.ledgers.map(() => 0);
  // One run of the model for each block: while it runs, the next block is fetched.
  for await (const { n, columns } of rows.blocks()) {
    context.signal.throwIfAborted();
    const [places = [], weights = [], ...inputs] = columns;
    const scores = await predictor.score(rowMajor(inputs, n), n);
    for (let row = 0; row < n; row += 1) {
      const [score = Number.NaN, place = 0] = [scores[row], places[row]];
      if (Number.isFinite(score)) {
        const { favourable, adverse } = judge(score);
        const millionths = isWeighted ? Math.round((weights[row] ?? 0) * MILLION) : undefined;
        counts.add(place, rows.kinds[place]?.favourable ?? favourable, adverse, millionths);
      } else leaveOut(notScored, rows.kinds[place]);
    }
  }
  return { tally: counts, notScored };
}

function leaveOut(notScored: number[], kind: KindToScore | undefined): void {
  const period = kind?.period ?? 0;
  notScored[period] = (notScored[period] ?? 0) + 1;
}

/** [n, columns] out of columns. */
function rowMajor(columns: readonly ArrayLike<number>[], n: number): Float64Array {
  const width = columns.length;
  const rows = new Float64Array(n * width);
  columns.forEach((values, column) => {
    for (let row = 0, at = column; row < n; row += 1, at += width) rows[at] = values[row] ?? Number.NaN;
  });
  return rows;
}

/** The decision that follows from a score, and the score as one of which a high one is adverse. */
function judgeOf(
  { cutoff, adverseWhen }: ModelDeclaration,
  areProbabilities: boolean,
): (score: number) => { favourable: boolean; adverse: number } {
  const adverseIsHigh = adverseWhen === 'above' || adverseWhen === 'at-or-above';
  const turned = (score: number): number => (areProbabilities ? 1 - score : -score);
  return (score) => ({
    favourable: !isAdverse(score, cutoff, adverseWhen),
    adverse: adverseIsHigh ? score : turned(score),
  });
}

function namesOf({ protected: held, audit }: Session['case']): { attributes: string[]; strata: string[] } {
  return {
    attributes: (held?.attributes ?? []).map(({ name }) => name),
    strata: audit.strata.map(({ name }) => name),
  };
}

function countsOf(rows: RowsToScore, { tally: counts, notScored }: Tallied, session: Session): SliceCounts {
  const { attributes, strata } = namesOf(session.case);
  const named = strata.length === 0 ? { attributes } : { attributes, strata };
  const reason = EXCLUSION.notScored;
  const all = notScored.reduce((sum, n) => sum + n, 0);
  return {
    table: withExclusion({ ...named, cells: counts.cells(), ...rows.ledger }, reason, all),
    periods: rows.ledgers.map((ledger, at) => {
      const cells = counts.cells((kind) => rows.kinds[kind]?.period === at);
      return withExclusion({ ...named, cells, ...ledger }, reason, notScored[at] ?? 0);
    }),
    scores: counts.scoreTable(),
  };
}

/** The file of a declared model, in the one store that holds it. */
async function pathOf({ case: declaration, folder }: Session, { dataset, version }: ModelDeclaration): Promise<string> {
  const paths = declaration.stores.map(({ root }) => `${root}/${dataset.replace(/^\/+/, '')}`);
  const held: string[] = [];
  for (const path of new Set(paths)) if (await folder.exists(path)) held.push(path);
  const [found] = held;
  if (found !== undefined && held.length === 1) return found;
  throw new DossierError(
    'evidence/model-not-at-hand',
    held.length === 0
      ? `the log keeps no scores, and no store holds ${dataset} to compute those of model ${version}`
      : `${dataset} of model ${version} lies in several stores: ${held.join(', ')}`,
    {
      place: { file: 'case.yaml', at: 'stores' },
      hint: 'Put the model file where exactly one store has it, or export the score with each decision.',
    },
  );
}
