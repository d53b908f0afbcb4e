import type { ScoreSpace } from '../core/case.ts';
import { DossierError } from '../core/error.ts';
import type { Coalition } from './coalition.ts';
import type { RowPlan } from './plan-rows.ts';
import type { Player } from './players.ts';
import type { Setting } from './setting.ts';

/** Small enough to tell soon how fast the model is, from which whoever shows the progress can foretell the end. */
const PROBE_ROWS = 256;
const BATCH_ROWS = 4096;
const BATCH_BYTES = 4 * 2 ** 20;

export interface RowsToScore {
  setting: Setting;
  players: readonly Player[];
  coalitions: readonly Coalition[];
  /** For each background row, the players that differ from it. */
  differing: readonly Coalition[];
  plan: RowPlan;
  /** The first row of the plan without a score. */
  from: number;
  /** [rows of the plan] on each scale; a scale that can be done without is taken out where it is infinite. */
  scores: Map<ScoreSpace, Float64Array>;
}

/**
 * Scores the rows of a plan in batches whose borders depend on the plan alone. Each batch writes to places of its own,
 * so that any number of lanes gives the same bytes, whichever batch comes back first.
 */
export async function scoreRows(work: RowsToScore): Promise<void> {
  const { setting, plan, from } = work;
  const { context, lanes = 1 } = setting;
  if (plan.rows === from) return;
  context.progress.start('explain', plan.rows - from);
  const batches = batchesOf(work);
  let done = 0;
  const stop: { because?: unknown } = {};
  const lane = async (): Promise<void> => {
    const buffer = new Float64Array(batchRows(setting) * setting.instance.length);
    for (let batch = batches(buffer); batch !== null && !('because' in stop); batch = batches(buffer)) {
      await scoreBatch(work, buffer, batch).catch((error: unknown) => {
        stop.because ??= error;
        throw error;
      });
      done += batch.n;
      context.progress.advance(done);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  context.progress.finish();
}

function batchRows({ instance }: Setting): number {
  return Math.max(1, Math.min(BATCH_ROWS, Math.floor(BATCH_BYTES / (8 * Math.max(1, instance.length)))));
}

interface Batch {
  /** Place of its first row among the rows of the plan. */
  at: number;
  n: number;
}

/** Fills a buffer with the next batch of rows at each call; null when there are no more. */
function batchesOf(work: RowsToScore): (buffer: Float64Array) => Batch | null {
  const { setting, coalitions, plan, from } = work;
  const hybrids = hybridWriter(work);
  const most = batchRows(setting);
  const seek = rowFinder(plan, coalitions.length);
  let at = from;
  return (buffer) => {
    if (at === plan.rows) return null;
    const n = Math.min(at === from ? Math.min(PROBE_ROWS, most) : most, plan.rows - at);
    for (let row = 0; row < n; row += 1) {
      const { j, c } = seek(at + row);
      hybrids.choose(j);
      hybrids.write(buffer, row, coalitions[c]!);
    }
    at += n;
    return { at: at - n, n };
  };
}

/** Finds the background row and the coalition of each new row of a plan, asked for in order. */
function rowFinder(plan: RowPlan, coalitions: number): (row: number) => { j: number; c: number } {
  const cell = { j: 0, c: plan.firstNew(0) };
  let slots = plan.slotsAgainst(0);
  return (row) => {
    for (;;) {
      let { c } = cell;
      while (c < coalitions && slots[c] !== row) c += 1;
      cell.c = c;
      if (c < coalitions) return cell;
      cell.j += 1;
      cell.c = plan.firstNew(cell.j);
      slots = plan.slotsAgainst(cell.j);
    }
  };
}

/** Writes hybrids of the instance and background rows. */
interface HybridWriter {
  /** Chooses background row j, from which the players that differ are told. */
  choose(j: number): void;
  /** Writes the hybrid of the chosen row and a coalition into a buffer, at a row. */
  write(into: Float64Array, at: number, coalition: Coalition): void;
}

/** Without a branch for each column, which could not be foretold: every other one would be taken. */
function hybridWriter({ setting: { instance, background }, players, differing }: RowsToScore): HybridWriter {
  const width = instance.length;
  const words = differing[0]?.length ?? 1;
  // Columns of players that do not vary look at a word that stays 0, so that they keep the value of the background.
  const word = new Int32Array(width).fill(words);
  const shift = new Int32Array(width);
  for (const [index, { columns }] of players.entries()) {
    for (const column of columns) {
      word[column] = index >>> 5;
      shift[column] = index & 31;
    }
  }
  const held = new Int32Array(words + 1);
  const either = new Float64Array(2 * width);
  either.set(instance, width);
  let chosen = -1;
  let mask: Coalition = new Uint32Array(words);
  return {
    choose(j) {
      if (j === chosen) return;
      chosen = j;
      mask = differing[j]!;
      either.set(background.subarray(j * width, (j + 1) * width));
    },
    write(into, at, coalition) {
      for (let w = 0; w < words; w += 1) held[w] = coalition[w]! & mask[w]!;
      const start = at * width;
      for (let column = 0; column < width; column += 1) {
        const member = (held[word[column]!]! >>> shift[column]!) & 1;
        into[start + column] = either[column + width * member]!;
      }
    },
  };
}

async function scoreBatch(
  { setting: { spaces, predict, instance, context }, scores }: RowsToScore,
  buffer: Float64Array,
  { at, n }: Batch,
): Promise<void> {
  const rows = buffer.subarray(0, n * instance.length);
  for (const space of [...scores.keys()]) {
    context.signal.throwIfAborted();
    const found = await predict(rows, n, space).catch((error: unknown) => {
      if (isNonFinite(error) && isSpare(space, spaces)) return null;
      throw error;
    });
    context.signal.throwIfAborted();
    if (found !== null && found.length !== n)
      throw new DossierError(
        'model/score-shape',
        `the model gives ${found.length} scores for ${n} rows, not one a row`,
      );
    const bad = found?.find((score) => !Number.isFinite(score));
    if (bad !== undefined && !isSpare(space, spaces))
      throw new DossierError(
        'model/non-finite-score',
        `the model gives the score ${bad}, which is no number to explain`,
      );
    if (found === null || bad !== undefined) scores.delete(space);
    else scores.get(space)?.set(found, at);
  }
}

function isNonFinite(error: unknown): boolean {
  return error instanceof DossierError && error.code === 'model/non-finite-score';
}

/** A margin can be done without where the probability is explained as well: it is infinite at 0 and 1. */
function isSpare(space: ScoreSpace, spaces: readonly ScoreSpace[]): boolean {
  return space === 'margin' && spaces.includes('probability');
}
