import { DossierError } from '../core/error.ts';
import { type ClassLabel, constantValues, labelsOf, labelsOfNode, producerOf } from './class-labels.ts';
import { ELEMENT, type OnnxModel, type OnnxNode, type OnnxValue } from './onnx-model.ts';

export interface ScoreDeclaration {
  inputs: string[];
  output?: string | undefined;
  positiveClass: number | string;
  /** What the model reads for a missing text. */
  missingText?: string | undefined;
}

/** The tensor that holds the score, and which of its columns. */
export interface ScoreOutput {
  tensor: string;
  /** Null when no class says which; then the tensor must have one value a row. */
  column: number | null;
  /** Classes of the columns. Null when the graph names none. */
  labels: ClassLabel[] | null;
  /** How it was chosen, in words. */
  description: string;
  /** The node that makes the tensor, past Identity and Cast. */
  producer: OnnxNode | undefined;
}

interface Candidate {
  /** The output as the model's user knows it. */
  output: string;
  tensor: string;
  /** The column of the tensor that the output is. Null when it is the whole tensor. */
  column: number | null;
  /** Values a row. Null when the graph leaves that open. */
  width: number | null;
  labels: ClassLabel[] | null;
}

/**
 * Finds the score among a model's outputs: the declared one, else the only float tensor or ZipMap that there is, else
 * the one of several columns that is the positive class. Which column is which class is read from the graph.
 *
 * @throws DossierError model/no-score, model/score-ambiguous listing the candidates, model/class-unknown
 */
export function scoreOutput(model: OnnxModel, declaration: ScoreDeclaration): ScoreOutput {
  const candidates = model.outputs.flatMap((output) => candidateOf(model, output));
  const names = candidates.map(({ output }) => output);
  const declared = candidates.filter(({ output }) => declaration.output === undefined || output === declaration.output);
  const fitting = declared.length > 1 ? ofClass(declared, declaration.positiveClass) : declared;
  const [chosen] = fitting;
  if (chosen === undefined) throw noScore(declaration.output, names);
  if (fitting.length > 1) {
    throw new DossierError('model/score-ambiguous', `several outputs could be the score: ${names.join(', ')}`, {
      place: { file: 'case.yaml', at: 'models' },
      hint: 'Name the right one as output of the model in case.yaml.',
    });
  }
  return { ...columnOf(chosen, declaration), producer: producerOf(model, chosen.tensor) };
}

function noScore(declared: string | undefined, names: readonly string[]): DossierError {
  const message =
    declared === undefined
      ? 'the model has no output of floating-point numbers'
      : `the model has no score output "${declared}"`;
  const hint =
    names.length === 0
      ? 'Export the model with its scores.'
      : `Name one of these as output in case.yaml: ${names.join(', ')}.`;
  return new DossierError('model/no-score', message, { place: { file: 'case.yaml', at: 'models' }, hint });
}

function candidateOf(model: OnnxModel, { name: output, elementType, shape }: OnnxValue): Candidate[] {
  const node = model.nodes.find(({ outputs }) => outputs.includes(output));
  if (node?.operator === 'ZipMap') {
    return [{ output, tensor: node.inputs[0] ?? '', column: null, width: null, labels: labelsOfNode(node) }];
  }
  if (elementType !== ELEMENT.float && elementType !== ELEMENT.double) return [];
  const slice = slicedFrom(model, output);
  if (slice !== null) return [{ output, ...slice, width: null, labels: labelsOf(model, slice.tensor) }];
  const width = shape?.length === 1 ? 1 : (shape?.[1] ?? null);
  return [{ output, tensor: output, column: null, width, labels: labelsOf(model, output) }];
}

/** The tensor of which an output is one column. Null when it is not cut out of one by a constant Slice. */
function slicedFrom(model: OnnxModel, output: string): { tensor: string; column: number } | null {
  const node = producerOf(model, output);
  if (node?.operator !== 'Slice') return null;
  const [tensor = '', starts = '', ends = '', axes = ''] = node.inputs;
  const [[start], [end], [axis]] = [starts, ends, axes].map((name) => constantValues(model, name) ?? []) as [
    ClassLabel[],
    ClassLabel[],
    ClassLabel[],
  ];
  return axis === 1 && typeof start === 'number' && start >= 0 && end === start + 1 ? { tensor, column: start } : null;
}

/** Of outputs that are columns of one tensor, the one of the class; all of them when they are not that. */
function ofClass(candidates: Candidate[], positiveClass: ClassLabel): Candidate[] {
  const tensors = new Set(candidates.map(({ tensor }) => tensor));
  const columns = candidates.every(({ column, labels }) => column !== null && labels !== null);
  if (tensors.size > 1 || !columns) return candidates;
  const fitting = candidates.filter(({ column, labels }) => String(labels?.[column ?? -1]) === String(positiveClass));
  return fitting.length === 1 ? fitting : candidates;
}

function columnOf(
  { output, tensor, column: own, width, labels }: Candidate,
  { positiveClass }: ScoreDeclaration,
): Omit<ScoreOutput, 'producer'> {
  if (width === 1) {
    const column = labels?.findIndex((label) => String(label) === String(positiveClass)) ?? null;
    return { tensor, labels, column, description: `output ${output}, one number a row` };
  }
  if (labels === null) {
    const column = own ?? (typeof positiveClass === 'number' ? positiveClass : null);
    const reading = column === null ? '' : `: column ${column + 1} is taken, counted from positiveClass`;
    return { tensor, labels, column, description: `output ${output}, which names no classes${reading}` };
  }
  const column = labels.findIndex((label) => String(label) === String(positiveClass));
  if (column < 0) {
    throw new DossierError(
      'model/class-unknown',
      `output ${output} has the classes ${labels.join(', ')}, and none is ${positiveClass}`,
      { place: { file: 'case.yaml', at: 'models' }, hint: 'Give one of them as positiveClass.' },
    );
  }
  if (own !== null && own !== column) {
    throw new DossierError(
      'model/class-unknown',
      `output ${output} is the score of class ${labels[own]}, and positiveClass is ${positiveClass}`,
      { place: { file: 'case.yaml', at: 'models' }, hint: 'Let output and positiveClass name the same class.' },
    );
  }
  const where = `class ${positiveClass}, which is column ${column + 1} of ${labels.length}`;
  return { tensor, labels, column, description: `output ${output}, ${where}` };
}
