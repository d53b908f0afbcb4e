import type { ExactModel } from '../core/exact-model.ts';
import type { CrossCheck, SpaceAttribution } from '../core/findings.ts';
import { compensatedSum } from '../numeric/compensated-sum.ts';
import { backgroundCovariance } from './background-error.ts';
import { linearShap } from './linear-shap.ts';
import { identity } from './link.ts';
import type { NumericAttribution, Question } from './question.ts';
import { treeShap } from './tree-shap.ts';

/**
 * Puts exact attributions in the place of those found by playing coalitions, on each scale on which the model was read
 * as a sum with a closed form; what was found becomes the independent check. The reason of the engine says what was read,
 * or why nothing was.
 *
 * @param found - by enumeration or Kernel SHAP, against the first background rows of the question
 */
export async function withExact(question: Question, found: NumericAttribution): Promise<NumericAttribution> {
  const { exact = [], link = identity } = question;
  if (exact.length === 0 || !link.straight) return found;
  const spaces: SpaceAttribution[] = [];
  const checks: CrossCheck[] = [];
  for (const space of found.spaces) {
    const reading = exact.find((each) => each.space === space.space);
    if (reading === undefined || 'refused' in reading) {
      spaces.push({ ...space, engine: space.engine ?? found.engine });
      continue;
    }
    const rows = found.effort?.backgroundRows ?? question.backgroundRows;
    const answer = { ...space, ...(await exactly(question, reading, { space, rows })) };
    spaces.push({ ...answer, engineReason: reasonOf(question, found, answer) });
    checks.push(checkOf(found, { before: space, after: answer }));
  }
  const [leading] = spaces;
  return {
    ...found,
    engine: leading?.engine ?? found.engine,
    engineReason: reasonOf(question, found, leading),
    spaces,
    crossChecks: [...checks, ...found.crossChecks],
  };
}

type Exactly = Required<Pick<SpaceAttribution, 'engine' | 'attributions' | 'residual' | 'covariance'>>;

async function exactly(
  { instance, background, players, poolRows, context }: Question,
  { encode, sources, sum }: ExactModel,
  { space, rows }: { space: SpaceAttribution; rows: number },
): Promise<Exactly> {
  const m = players.length;
  const width = instance.length;
  const owners = sources.map((source) => players.findIndex(({ columns }) => columns.includes(source)));
  const game = {
    instance: await encode(Float64Array.from(instance), 1),
    background: await encode(Float64Array.from(background.subarray(0, rows * width)), rows),
    ...{ rows, players: owners, m },
  };
  context.signal.throwIfAborted();
  const flat = sum.kind === 'linear' ? linearShap({ ...game, sum }) : treeShap({ ...game, trees: sum });
  const byRow = Array.from({ length: rows }, (_, row) => flat.subarray(row * m, (row + 1) * m));
  const covariance = backgroundCovariance(byRow, poolRows);
  const attributions = players.map((_, i) => ({
    attribution: compensatedSum(byRow.map((values) => values[i]!)) / rows,
    standardError: 0,
    backgroundStandardError: covariance === null ? null : Math.sqrt(covariance[i * m + i]!),
  }));
  const explained = compensatedSum([space.baseValue, ...attributions.map(({ attribution }) => attribution)]);
  return {
    engine: sum.kind === 'linear' ? 'linear-shap' : 'tree-shap',
    attributions,
    residual: space.value - explained,
    covariance: covariance === null ? null : lowerTriangle(covariance, m),
  };
}

function lowerTriangle(covariance: Float64Array, m: number): number[] {
  return Array.from({ length: m }, (_, row) => [...covariance.subarray(row * m, row * m + row + 1)]).flat();
}

function checkOf(
  { engine }: NumericAttribution,
  { before, after }: { before: SpaceAttribution; after: SpaceAttribution },
): CrossCheck {
  const differences = before.attributions.map(({ attribution }, i) =>
    Math.abs(attribution - after.attributions[i]!.attribution),
  );
  const largestError = Math.max(0, ...before.attributions.map(({ standardError }) => standardError));
  const explains =
    engine === 'kernel-shap'
      ? `the largest standard error of Kernel SHAP is ${largestError.toPrecision(2)}`
      : 'only single-precision rounding of the model may differ';
  return {
    engine: `${engine}, beside ${after.engine}`,
    space: before.space,
    maxAbsDifference: Math.max(0, ...differences),
    note: `coalitions scored by the model itself, against values read from the model file; ${explains}`,
    values: before.attributions.map(({ attribution }) => attribution),
  };
}

function reasonOf({ exact = [] }: Question, found: NumericAttribution, leading: SpaceAttribution | undefined): string {
  const reading = exact.find(({ space }) => space === leading?.space);
  if (reading === undefined) return found.engineReason;
  if ('refused' in reading) return `${found.engineReason}; no closed form was used, because ${reading.refused}`;
  const form = reading.sum.kind === 'linear' ? 'a linear sum' : 'a sum of decision trees';
  return `the score is ${form}, for which exact values are known: ${reading.description}; as a check, ${found.engine === 'kernel-shap' ? 'Kernel SHAP was run' : 'all coalitions were played'}: ${found.engineReason}`;
}
