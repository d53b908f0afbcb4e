import { DossierError } from '../core/error.ts';
import { classLabels, ELEMENT, type OnnxModel, type OnnxNode } from './onnx-model.ts';

export interface ScoreDeclaration {
  inputs: string[];
  output?: string | undefined;
  positiveClass: number | string;
}

/** The tensor that holds the score, and which of its columns. */
export interface ScoreOutput {
  tensor: string;
  elementType: number;
  /** Null when the tensor has one value a row. */
  column: number | null;
  /** How it was chosen, in words. */
  description: string;
  /** The node that makes the tensor, past Identity and Cast. */
  producer: OnnxNode | undefined;
}

interface Candidate {
  /** The output as the model's user knows it. */
  output: string;
  tensor: string;
  elementType: number;
  labels: (number | string)[] | null;
}

/**
 * Finds the score among a model's outputs: the declared one, else the only float tensor or ZipMap that there is.
 * Which column is the positive class is read from the labels that the graph carries.
 *
 * @throws DossierError model/no-score, model/score-ambiguous listing the candidates, model/class-unknown
 */
export function scoreOutput(model: OnnxModel, declaration: ScoreDeclaration): ScoreOutput {
  const candidates = model.outputs.flatMap(({ name, elementType }) => candidateOf(model, name, elementType));
  const names = candidates.map(({ output }) => output);
  const fitting =
    declaration.output === undefined ? candidates : candidates.filter(({ output }) => output === declaration.output);
  const [chosen] = fitting;
  if (chosen === undefined) {
    throw new DossierError(
      'model/no-score',
      declaration.output === undefined
        ? 'the model has no output of floating-point numbers'
        : `the model has no score output "${declaration.output}"`,
      {
        hint:
          names.length === 0
            ? 'Export the model with its scores.'
            : `Name one of these as output in case.yaml: ${names.join(', ')}.`,
      },
    );
  }
  if (fitting.length > 1) {
    throw new DossierError('model/score-ambiguous', `several outputs could be the score: ${names.join(', ')}`, {
      place: { file: 'case.yaml', at: 'models' },
      hint: 'Name the right one as output of the model in case.yaml.',
    });
  }
  return { ...columnOf(chosen, declaration), producer: producerOf(model, chosen.tensor) };
}

function candidateOf(model: OnnxModel, output: string, elementType: number | null): Candidate[] {
  const node = model.nodes.find(({ outputs }) => outputs.includes(output));
  if (node?.operator === 'ZipMap') {
    const tensor = node.inputs[0] ?? '';
    return [{ output, tensor, elementType: ELEMENT.float, labels: classLabels(node) }];
  }
  if (elementType !== ELEMENT.float && elementType !== ELEMENT.double) return [];
  const producer = producerOf(model, output);
  return [{ output, tensor: output, elementType, labels: producer === undefined ? null : classLabels(producer) }];
}

/** The node that makes a tensor, looking through those that only pass it on. */
export function producerOf(model: OnnxModel, tensor: string): OnnxNode | undefined {
  let name = tensor;
  for (let steps = 0; steps <= model.nodes.length; steps += 1) {
    const node = model.nodes.find(({ outputs }) => outputs.includes(name));
    if (node === undefined || !['Identity', 'Cast', 'Reshape', 'Flatten'].includes(node.operator)) return node;
    name = node.inputs[0] ?? '';
  }
  return undefined;
}

function columnOf(
  { output, tensor, elementType, labels }: Candidate,
  { positiveClass }: ScoreDeclaration,
): Omit<ScoreOutput, 'producer'> {
  const chosen = { tensor, elementType };
  if (labels === null) {
    const column = typeof positiveClass === 'number' ? positiveClass : null;
    return { ...chosen, column, description: `output ${output}, which names no classes` };
  }
  const column = labels.findIndex((label) => String(label) === String(positiveClass));
  if (column < 0) {
    throw new DossierError(
      'model/class-unknown',
      `output ${output} has the classes ${labels.join(', ')}, and none is ${positiveClass}`,
      {
        place: { file: 'case.yaml', at: 'models' },
        hint: 'Give one of them as positiveClass.',
      },
    );
  }
  return {
    ...chosen,
    column,
    description: `output ${output}, class ${positiveClass}, which is column ${column + 1} of ${labels.length}`,
  };
}
