import type { AdditiveModel, LinearModel, TreeEnsemble } from '../../core/additive-model.ts';
import type { ScoreSpace } from '../../core/case.ts';
import { DossierError } from '../../core/error.ts';
import { structureSums } from '../../numeric/additive-sum.ts';
import { producerOf } from '../class-labels.ts';
import { derivedInputs, deriving } from '../derived-inputs.ts';
import type { OnnxModel, OnnxNode } from '../onnx-model.ts';
import { PROBES, probeRows } from '../probe-rows.ts';
import type { ScoreOutput } from '../score-output.ts';
import { classicForest } from './classic-forest.ts';
import { type Forest, Undecodable } from './forest.ts';
import { gemmPart, type LinearPart, linearPart, matMulPart } from './linear-part.ts';
import { v5Forest } from './v5-forest.ts';

/** Scores rows as the runtime does. */
type Score = (rows: Float32Array, n: number, space: ScoreSpace) => Promise<Float64Array>;

export interface AdditiveQuestion {
  model: OnnxModel;
  score: ScoreOutput;
  spaces: readonly ScoreSpace[];
  predict: Score;
  /** Columns of an input row. */
  width: number;
}

/** Largest difference to the runtime, as a share of the largest score: float32 sums, and nothing else. */
const AGREEMENT = 1e-5;

/** Nodes through which a score passes after it has been summed. */
const AFTER_THE_SUM: ReadonlySet<string> = new Set([
  ...['Identity', 'Cast', 'Reshape', 'Flatten', 'Normalizer', 'Sigmoid', 'Softmax', 'Concat', 'Sub'],
]);

/**
 * Reads the trees or the linear part of a model whose score is nothing but their sum, once for each scale on which it
 * is. How the sums of a file become a score differs between exporters and runtimes, so nothing is assumed: a form is
 * accepted only when it gives the runtime's scores on all probe rows, among them rows at the thresholds.
 */
export async function findAdditive(question: AdditiveQuestion): Promise<AdditiveModel[]> {
  const read = decoded(question);
  if (read === null) return [];
  const { width, spaces, predict } = question;
  const rows = read.probes();
  const n = rows.length / Math.max(1, width);
  const found: AdditiveModel[] = [];
  for (const space of spaces) {
    const expected = await orNull(predict(rows, n, space));
    if (expected === null || new Set(expected).size < 2) continue;
    const derived = read.derive(rows, n);
    const structure = read.forms.find((form) => agree(structureSums(form, derived, n), expected));
    if (structure !== undefined) found.push({ ...read, structure, space });
  }
  return found.map(({ structure, space, description, columns, plain, derive }) => ({
    ...{ structure, space, description, columns, plain, derive },
  }));
}

/** The largest difference between the structure and the runtime on given rows, and whether it is rounding. */
export async function agreementOn(
  { structure, space, derive }: AdditiveModel,
  rows: Float32Array,
  { n, predict }: { n: number; predict: Score },
): Promise<{ agrees: boolean; maxAbsDifference: number }> {
  const expected = await predict(rows, n, space);
  const sums = structureSums(structure, derive(rows, n), n);
  const maxAbsDifference = expected.reduce(
    (most, value, row) => Math.max(most, Math.abs(value - (sums[row] ?? Number.NaN))),
    0,
  );
  return { agrees: agree(sums, expected), maxAbsDifference };
}

function agree(sums: Float64Array, expected: Float64Array): boolean {
  const scale = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  return expected.every((value, row) => Math.abs(value - (sums[row] ?? Number.NaN)) <= AGREEMENT * scale);
}

interface Decoded extends Omit<AdditiveModel, 'structure' | 'space'> {
  /** What the score may be: a sum alone, its complement, or the difference of two sums. */
  forms: AdditiveModel['structure'][];
  probes(): Float32Array;
}

function decoded({ model, score, width }: AdditiveQuestion): Decoded | null {
  const node = producerOf(model, score.tensor, AFTER_THE_SUM);
  if (node === undefined) return null;
  try {
    return decodedNode(model, node, width);
  } catch (error) {
    if (error instanceof Undecodable) return null;
    throw error;
  }
}

function decodedNode(model: OnnxModel, node: OnnxNode, width: number): Decoded | null {
  const part = partOf(model, node);
  const inputs = part === null ? null : derivedInputs(model, part.from, width);
  if (part === null || inputs === null) return null;
  const columns = Int32Array.from(inputs, ({ column }) => column);
  const forms = part.forms.filter((form) => fits(form, columns.length));
  const plain = inputs.every(({ steps }) => steps.every((step) => step === Math.fround));
  return {
    description: part.description,
    columns,
    derive: deriving(inputs, width),
    forms,
    plain,
    probes: () => withThresholds(probeRows(width), width, plain ? forms[0] : undefined, columns),
  };
}

function fits(form: AdditiveModel['structure'], derived: number): boolean {
  if (form.kind === 'linear') return form.coefficients.length === derived;
  return form.input.every((column) => column < derived);
}

interface Part {
  description: string;
  /** The tensor that it reads. */
  from: string;
  forms: AdditiveModel['structure'][];
}

function partOf(model: OnnxModel, node: OnnxNode): Part | null {
  const [from = ''] = node.inputs;
  switch (node.operator) {
    case 'TreeEnsembleClassifier':
    case 'TreeEnsembleRegressor':
      return treePart(node, classicForest(node));
    case 'TreeEnsemble':
      return treePart(node, v5Forest(node));
    case 'LinearClassifier':
    case 'LinearRegressor':
      return { description: node.operator, from, forms: linearForms(linearPart(node)) };
    case 'Gemm':
      return { description: node.operator, from, forms: linearForms(gemmPart(model, node)) };
    case 'MatMul':
      return { description: node.operator, from, forms: linearForms(matMulPart(model, node, null)) };
    case 'Add': {
      const product = node.inputs.map((name) => producerOf(model, name)).find((one) => one?.operator === 'MatMul');
      if (product === undefined) return null;
      const forms = linearForms(matMulPart(model, product, node));
      return { description: 'MatMul and Add', from: product.inputs[0] ?? '', forms };
    }
    default:
      return null;
  }
}

function treePart(node: OnnxNode, forest: Forest): Part {
  const description = `${node.operator} of ${forest.roots.length} ${forest.roots.length === 1 ? 'tree' : 'trees'}`;
  return { description, from: node.inputs[0] ?? '', forms: ensemblesOf(forest) };
}

/** constant + the signed sums of some targets. */
interface Combination {
  constant: number;
  signs: Map<number, 1 | -1>;
}

/** More targets than this are read one by one only: their differences are too many to try. */
const MOST_PAIRED = 12;

function combinations(targets: number): Combination[] {
  const all = Array.from({ length: targets }, (_, target) => target).reverse();
  const one = (constant: number, sign: 1 | -1): Combination[] =>
    all.map((target) => ({ constant, signs: new Map([[target, sign]]) }));
  const paired = targets > MOST_PAIRED ? [] : all;
  const differences = paired.flatMap((plus) =>
    all.filter((minus) => minus !== plus).map((minus) => signed(plus, minus)),
  );
  return [...one(0, 1), ...one(0, -1), ...one(1, -1), ...differences];
}

function signed(plus: number, minus: number): Combination {
  return {
    constant: 0,
    signs: new Map<number, 1 | -1>([
      [plus, 1],
      [minus, -1],
    ]),
  };
}

/** All forms of one forest; they share all but what the leaves add. */
function ensemblesOf(forest: Forest): TreeEnsemble[] {
  const trees = {
    kind: 'tree-ensemble' as const,
    roots: Int32Array.from(forest.roots),
    input: Int32Array.from(forest.column),
    comparison: Uint8Array.from(forest.comparison),
    threshold: Float64Array.from(forest.threshold),
    pass: Int32Array.from(forest.pass),
    fail: Int32Array.from(forest.fail),
    missingPasses: Uint8Array.from(forest.missingPasses),
  };
  return combinations(forest.targets).map(({ constant, signs }) => {
    const leaf = new Float64Array(forest.column.length);
    for (const [node, votes] of forest.votes) {
      for (const { target, weight } of votes)
        leaf[node] = (leaf[node] ?? 0) + ((signs.get(target) ?? 0) * weight) / forest.divisor;
    }
    const base = [...signs].reduce((sum, [target, sign]) => sum + sign * (forest.base[target] ?? 0), constant);
    return { ...trees, leaf, base };
  });
}

function linearForms({ coefficients, intercepts }: LinearPart): LinearModel[] {
  return combinations(coefficients.length).map(({ constant, signs }) => ({
    kind: 'linear',
    coefficients: (coefficients[0] ?? new Float64Array(0)).map((_, k) =>
      [...signs].reduce((sum, [target, sign]) => sum + sign * (coefficients[target]?.[k] ?? 0), 0),
    ),
    intercept: [...signs].reduce((sum, [target, sign]) => sum + sign * (intercepts[target] ?? 0), constant),
  }));
}

/** The probes, every second of which has one column at a threshold, where a wrong comparison shows. */
function withThresholds(
  rows: Float32Array,
  width: number,
  form: AdditiveModel['structure'] | undefined,
  columns: Int32Array,
): Float32Array {
  if (form?.kind !== 'tree-ensemble') return rows;
  const { input, threshold } = form;
  const tests = [...input.keys()].flatMap((node) => {
    const column = columns[input[node] ?? -1];
    return column === undefined ? [] : [{ column, at: threshold[node] ?? 0 }];
  });
  const step = Math.max(1, Math.ceil(tests.length / (PROBES / 2)));
  tests
    .filter((_, index) => index % step === 0)
    .forEach(({ column, at }, index) => {
      rows[((2 * index + 1) % PROBES) * width + column] = at;
    });
  return rows;
}

/** Null for a foreseen failure: a model may refuse the probes and still score real rows. */
async function orNull<T>(attempt: Promise<T>): Promise<T | null> {
  return attempt.catch((error: unknown) => {
    if (error instanceof DossierError) return null;
    throw error;
  });
}
