import { openSliceTally, type SliceTally } from '../bias/slice-tally.ts';
import type { ModelDeclaration } from '../core/case.ts';
import { cellKey, scoreKey, sortedCells, sortedScores } from '../core/cell-order.ts';
import type { ContingencyTable, ScoreTable } from '../core/cells.ts';
import { compareText } from '../core/compare-text.ts';
import { DossierError } from '../core/error.ts';
import type { ScoreRange } from '../core/score-bins.ts';
import type { SliceCounts } from '../data/count-slice.ts';
import type { RowsToScore } from '../data/scoring-rows.ts';
import { EXCLUSION, type Slice } from '../data/slice-rows.ts';
import { openModel, type Predictor } from '../model/open-model.ts';
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
  return parts.reduce(merged);
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
  notScored: number;
}

async function tally({ case: declaration, context }: Session, rows: RowsToScore, scoring: Scoring): Promise<Tallied> {
  const { model, predictor, range } = scoring;
  const areProbabilities = predictor.spaces[0] === 'probability';
  const counts = openSliceTally({ ...namesOf(declaration), kinds: rows.kinds, areProbabilities });
  if (range !== null) counts.scores.binBy(range);
  const isWeighted = declaration.decisionLog.columns.weight !== undefined;
  const judge = judgeOf(model, areProbabilities);
  let notScored = 0;
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
      } else notScored += 1;
    }
  }
  return { tally: counts, notScored };
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

function countsOf({ ledger }: RowsToScore, { tally: counts, notScored }: Tallied, session: Session): SliceCounts {
  const { attributes, strata } = namesOf(session.case);
  const reason = EXCLUSION.notScored;
  const exclusions = notScored === 0 ? ledger.exclusions : added(ledger.exclusions, [{ reason, rows: notScored }]);
  return {
    table: { attributes, cells: counts.cells(), ...ledger, exclusions, ...(strata.length === 0 ? {} : { strata }) },
    scores: counts.scoreTable(),
  };
}

/** The counts of two model versions as one. */
function merged(one: SliceCounts, other: SliceCounts): SliceCounts {
  const times = (pick: 'from' | 'to'): string[] =>
    [one.table[pick], other.table[pick]].filter((time) => time !== '').sort(compareText);
  return {
    table: {
      ...one.table,
      cells: summed(sortedCells([...one.table.cells, ...other.table.cells]), cellKey),
      rowsRead: one.table.rowsRead + other.table.rowsRead,
      exclusions: added(one.table.exclusions, other.table.exclusions),
      from: times('from').at(0) ?? '',
      to: times('to').at(-1) ?? '',
    },
    scores: mergedScores(one.scores, other.scores),
  };
}

function mergedScores(one: ScoreTable | null, other: ScoreTable | null): ScoreTable | null {
  if (one === null || other === null) return one ?? other;
  return {
    ...one,
    cells: summed(sortedScores([...one.cells, ...other.cells]), (cell) => `${scoreKey(cell)} ${cell.score}`),
    exact: one.exact && other.exact,
    exclusions: added(one.exclusions ?? [], other.exclusions ?? []),
  };
}

/** Those cells of one key added up that stand side by side. */
function summed<Cell extends { n: number; weight?: number; weightSquares?: number }>(
  cells: readonly Cell[],
  keyOf: (cell: Cell) => string,
): Cell[] {
  const sums: Cell[] = [];
  for (const cell of cells) {
    const last = sums.at(-1);
    if (last === undefined || keyOf(last) !== keyOf(cell)) sums.push({ ...cell });
    else {
      last.n += cell.n;
      if (last.weight !== undefined) last.weight += cell.weight ?? 0;
      if (last.weightSquares !== undefined) last.weightSquares += cell.weightSquares ?? 0;
    }
  }
  return sums;
}

type Exclusions = ContingencyTable['exclusions'];

function added(one: Exclusions, other: Exclusions): Exclusions {
  const sums = new Map<string, number>();
  for (const { reason, rows } of [...one, ...other]) sums.set(reason, (sums.get(reason) ?? 0) + rows);
  return [...sums].map(([reason, rows]) => ({ reason, rows })).sort((a, b) => compareText(a.reason, b.reason));
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
