import { DossierError } from '../../core/error.ts';
import type { ExactModel } from '../../core/exact-model.ts';
import { evaluateSum } from '../../numeric/evaluate-sum.ts';
import { rowsAtThresholds, rowsWithGaps } from './check-rows.ts';
import { notExact } from './ensemble.ts';
import type { ScoredModel } from './scored-model.ts';

type Reading = Omit<ExactModel, 'description'>;

/** Largest |decoded - runtime|, as a share of the largest score of the rows or of 1: float32 sums, and nothing else. */
const TOLERANCE = 1e-5;
const MOST_ROWS = 2048;
/** Fewer probe rows than this do not tell. */
const LEAST_PROBES = 128;

/**
 * Holds a reading of the model against the runtime, on the rows of the case and on probe rows: made-up ones, rows of the
 * case with a value missing, and with a value at a threshold. Probes that the model itself refuses are left out.
 *
 * @param about - `isPlain`: the features are the inputs
 * @returns what it was held against, in words
 * @throws DossierError model/not-exact
 */
export async function checkReading(
  asked: ScoredModel,
  read: Reading,
  { rows, isPlain }: { rows: Float64Array; isPlain: boolean },
): Promise<string> {
  const { columns } = asked.layout;
  const width = columns.length;
  const n = Math.min(MOST_ROWS, rows.length / width);
  const own = rows.subarray(0, n * width);
  await checkSources(read, own, n);
  const largest = [await difference(asked, read, own)];
  const { sum, sources } = read;
  const thresholds = sum.kind === 'trees' && isPlain ? [rowsAtThresholds(own, n, { trees: sum, sources })] : [];
  const gaps = [...columns.keys()].filter((column) => ['float', 'double'].includes(columns[column]?.type ?? ''));
  const probes = [asked.scoring.probes.rows, rowsWithGaps(own, n, gaps), ...thresholds].filter(
    (each) => each.length > 0,
  );
  let probed = 0;
  for (const each of probes) {
    const found = await orNull(difference(asked, read, each));
    if (found === null) continue;
    largest.push(found);
    probed += each.length / width;
  }
  if (probed < LEAST_PROBES) throw notExact('the model refuses too many of the rows on which it would be checked');
  return `equal to the runtime within ${Math.max(...largest).toExponential(1)} on ${n} rows of the case and ${probed} probe rows`;
}

/** @returns the largest difference. @throws DossierError model/not-exact when it is more than rounding; model/* */
async function difference(asked: ScoredModel, read: Reading, rows: Float64Array): Promise<number> {
  const n = rows.length / asked.layout.columns.length;
  const expected = await asked.predict(rows, n, read.space);
  const decoded = evaluateSum(read.sum, await read.encode(rows, n), n);
  const scale = expected.reduce((most, score) => Math.max(most, Math.abs(score)), 1);
  const largest = expected.reduce((most, score, row) => {
    const away = Math.abs(score - (decoded[row] ?? Number.NaN));
    return Number.isNaN(away) ? Number.POSITIVE_INFINITY : Math.max(most, away);
  }, 0);
  if (largest > TOLERANCE * scale)
    throw notExact(`read from the file, a score is ${largest.toPrecision(2)} away from what the runtime gives`);
  return largest;
}

async function orNull<T>(attempt: Promise<T>): Promise<T | null> {
  return attempt.catch((error: unknown) => {
    if (error instanceof DossierError && error.code !== 'model/not-exact') return null;
    throw error;
  });
}

/**
 * That a feature rests on its source column alone: when the first row takes one column from another row, its features of
 * that source become those of the other row, and all others stay.
 * @throws DossierError model/not-exact
 */
async function checkSources({ encode, sources }: Reading, rows: Float64Array, n: number): Promise<void> {
  const width = rows.length / n;
  const features = await encode(rows, n);
  const count = features.length / n;
  if (count !== sources.length) throw notExact(`it reads ${count} columns, where the graph shows ${sources.length}`);
  const mixed = new Float64Array(width * width);
  const other = (column: number): number => (n < 2 ? 0 : 1 + (column % (n - 1)));
  for (let column = 0; column < width; column += 1) {
    mixed.set(rows.subarray(0, width), column * width);
    mixed[column * width + column] = rows[other(column) * width + column] ?? Number.NaN;
  }
  const found = await encode(mixed, width);
  for (let column = 0; column < width; column += 1) {
    sources.forEach((source, feature) => {
      const row = source === column ? other(column) : 0;
      if (!Object.is(found[column * count + feature], features[row * count + feature]))
        throw notExact('a column that it reads is made from several inputs');
    });
  }
}
