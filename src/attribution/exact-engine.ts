import { setImmediate } from 'node:timers/promises';
import type { AdditiveModel } from '../core/additive-model.ts';
import type { CrossCheck, SpaceAttribution } from '../core/findings.ts';
import { compensatedSum } from '../numeric/compensated-sum.ts';
import { backgroundCovariance } from './background-error.ts';
import { linearShap } from './linear-shap.ts';
import type { NumericAttribution, Question } from './question.ts';
import { treeShap } from './tree-shap.ts';

/** A structure that gave the runtime's scores on the applicant, the background and the probes. */
export interface Confirmed extends AdditiveModel {
  /** The largest difference to the runtime on the applicant and the background. */
  maxAbsDifference: number;
}

/** Background rows between two looks at whether the work was interrupted. */
const ROWS_AT_ONCE = 32;

/**
 * Puts exact attributions in place of those of Kernel SHAP on each scale on which the model is a sum, against the same
 * background rows; the largest difference between the two becomes a cross-check.
 */
export async function withExactEngine(
  question: Question,
  structures: readonly Confirmed[],
  numbers: NumericAttribution,
): Promise<NumericAttribution> {
  const spaces: SpaceAttribution[] = [];
  const checks: CrossCheck[] = [];
  for (const held of numbers.spaces) {
    const structure = structures.find(({ space }) => space === held.space);
    if (structure === undefined) {
      spaces.push({ ...held, engine: numbers.engine, engineReason: numbers.engineReason });
      continue;
    }
    const exact = await exactSpace(question, structure, held, numbers.effort?.backgroundRows);
    spaces.push(exact);
    checks.push(checkOf(numbers.engine, held, exact));
  }
  const [leading] = spaces;
  const { engine = numbers.engine, engineReason = numbers.engineReason } = leading ?? {};
  return { ...numbers, engine, engineReason, spaces, crossChecks: [...checks, ...numbers.crossChecks] };
}

async function exactSpace(
  question: Question,
  structure: Confirmed,
  held: SpaceAttribution,
  rows: number = question.backgroundRows,
): Promise<SpaceAttribution> {
  const byRow = await againstEach(question, structure, rows);
  const players = question.players.length;
  const values = Float64Array.from(
    { length: players },
    (_, i) => compensatedSum(byRow.map((phi) => phi[i]!)) / byRow.length,
  );
  const covariance = backgroundCovariance(byRow, question.poolRows);
  const { description, maxAbsDifference } = structure;
  return {
    ...held,
    engine: structure.structure.kind === 'linear' ? 'linear-shap' : 'tree-shap',
    engineReason: `the score on this scale is the sum of a ${description}; read from the file, it differs from the runtime by at most ${maxAbsDifference.toExponential(1)} on the applicant and the comparison group`,
    residual: held.value - held.baseValue - compensatedSum(values),
    attributions: Array.from(values, (attribution, i) => ({
      attribution,
      standardError: 0,
      backgroundStandardError: covariance === null ? null : Math.sqrt(covariance[i * players + i]!),
    })),
    covariance: covariance === null ? null : lowerTriangle(covariance, players),
  };
}

/** [rows][players] */
async function againstEach(question: Question, structure: Confirmed, rows: number): Promise<Float64Array[]> {
  const { instance, background, players, context } = question;
  const derived = structure.derive(background, rows);
  const width = structure.columns.length;
  const owner = new Int32Array(instance.length);
  players.forEach(({ columns }, player) => {
    for (const column of columns) owner[column] = player;
  });
  const game = {
    instance: structure.derive(instance, 1),
    playerOf: structure.columns.map((column) => owner[column]!),
    players: players.length,
  };
  const against =
    structure.structure.kind === 'linear'
      ? linearShap({ ...game, model: structure.structure })
      : treeShap({ ...game, ensemble: structure.structure });
  const byRow: Float64Array[] = [];
  for (let row = 0; row < rows; row += 1) {
    if (row % ROWS_AT_ONCE === 0) await setImmediate();
    context.signal.throwIfAborted();
    byRow.push(against(derived, row * width));
  }
  return byRow;
}

function lowerTriangle(covariance: Float64Array, m: number): number[] {
  return Array.from({ length: m }, (_, i) => [...covariance.subarray(i * m, i * m + i + 1)]).flat();
}

function checkOf(engine: string, kernel: SpaceAttribution, exact: SpaceAttribution): CrossCheck {
  const differences = exact.attributions.map(({ attribution }, i) =>
    Math.abs(attribution - (kernel.attributions[i]?.attribution ?? Number.NaN)),
  );
  const largestError = Math.max(0, ...kernel.attributions.map(({ standardError }) => standardError));
  return {
    engine,
    space: exact.space,
    values: kernel.attributions.map(({ attribution }) => attribution),
    maxAbsDifference: Math.max(0, ...differences),
    note:
      largestError === 0
        ? `${exact.engine} reads the model's own structure, ${engine} only its scores; only rounding may differ`
        : `${exact.engine} is exact; the largest standard error of the other is ${largestError.toPrecision(2)}`,
  };
}
