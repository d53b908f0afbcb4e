import { openSliceTally, type SliceTally } from '../bias/slice-tally.ts';
import type { ModelDeclaration } from '../core/case.ts';
import { byCellKey, byScoreKey } from '../core/cell-order.ts';
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

/** Rows of one run of the model. */
const BATCH = 4096;

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
  const width = predictor.columns.length;
  const isWeighted = declaration.decisionLog.columns.weight !== undefined;
  const adverseIsHigh = model.adverseWhen === 'above' || model.adverseWhen === 'at-or-above';
  const batch = {
    inputs: new Float64Array(BATCH * width),
    places: new Int32Array(BATCH),
    weights: new Float64Array(BATCH),
  };
  let [held, notScored] = [0, 0];

  function count(row: number, score: number): void {
    if (!Number.isFinite(score)) {
      notScored += 1;
      return;
    }
    const place = batch.places[row] ?? 0;
    const favourable = rows.kinds[place]?.favourable ?? !isAdverse(score, model.cutoff, model.adverseWhen);
    const millionths = isWeighted ? Math.round((batch.weights[row] ?? 0) * 1e6) : undefined;
    counts.add(place, favourable, adverseIsHigh ? score : turned(score, areProbabilities), millionths);
  }

  async function flush(): Promise<void> {
    const scores = await predictor.score(batch.inputs.subarray(0, held * width), held);
    for (let row = 0; row < held; row += 1) count(row, scores[row] ?? Number.NaN);
    held = 0;
  }

  for await (const { n, columns } of rows.blocks()) {
    context.signal.throwIfAborted();
    const [places, weights, inputs] = columns;
    if (places === undefined || weights === undefined || inputs === undefined) continue;
    if (held + n > BATCH) await flush();
    batch.places.set(places, held);
    batch.weights.set(weights, held);
    batch.inputs.set(inputs, held * width);
    held += n;
  }
  if (held > 0) await flush();
  return { tally: counts, notScored };
}

/** A score in favour, as one against: the probability of the adverse class, or the negative. */
function turned(score: number, isProbability: boolean): number {
  return isProbability ? 1 - score : -score;
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

/** Two versions' counts as one: cells of one key stay apart, for every reader sums over them. */
function merged(one: SliceCounts, other: SliceCounts): SliceCounts {
  const times = (pick: 'from' | 'to'): string[] =>
    [one.table[pick], other.table[pick]].filter((time) => time !== '').sort(compareText);
  return {
    table: {
      ...one.table,
      cells: [...one.table.cells, ...other.table.cells].sort(byCellKey),
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
    cells: [...one.cells, ...other.cells].sort(byScoreKey),
    exact: one.exact && other.exact,
    exclusions: added(one.exclusions ?? [], other.exclusions ?? []),
  };
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
