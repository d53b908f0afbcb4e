import { DossierError } from '../core/error.ts';
import { bytesField, type Field, fieldsOf, joinFields, textOf } from './wire.ts';

// Where tensors lie in onnx.proto3, IR version 10: message, field, message of that field.
const PARTS: Record<string, Record<number, string>> = {
  model: { 7: 'graph', 20: 'training', 25: 'function' },
  graph: { 1: 'node', 5: 'tensor', 15: 'sparse' },
  node: { 5: 'attribute' },
  attribute: { 5: 'tensor', 6: 'graph', 10: 'tensor', 11: 'graph', 22: 'sparse', 23: 'sparse' },
  sparse: { 1: 'tensor', 2: 'tensor' },
  training: { 1: 'graph', 2: 'graph' },
  function: { 7: 'node', 11: 'attribute' },
};
const TENSOR = { raw: 9, externalData: 13, dataLocation: 14 };
const ENTRY = { key: 1, value: 2 };
/** Graphs within graphs deeper than this are no exporter's work. */
const DEEPEST = 64;

/** A stretch of another file that holds the values of a tensor. */
interface Stretch {
  location: string;
  offset: number;
  /** Null: up to the end of the file. */
  length: number | null;
}

/**
 * The files beside the model that hold weights, as paths relative to the model's folder, sorted.
 * @throws DossierError model/unreadable, model/external-path for an absolute path or one that leaves that folder
 */
export function externalFiles(model: Uint8Array): string[] {
  const found = new Set<string>();
  mapTensors(model, 'model', (tensor) => {
    const stretch = stretchOf(fieldsOf(tensor));
    if (stretch !== null) found.add(stretch.location);
    return tensor;
  });
  return [...found].sort();
}

/**
 * The model as one file: the weights that lie elsewhere are put in.
 * @param files - the bytes of each file that `externalFiles` names
 * @throws DossierError model/external-data when a file is not given or is too short
 */
export function withWeights(model: Uint8Array, files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  return mapTensors(model, 'model', (tensor) => {
    const fields = fieldsOf(tensor);
    const stretch = stretchOf(fields);
    if (stretch === null) return tensor;
    const kept = fields.filter(({ number }) => number !== TENSOR.externalData && number !== TENSOR.dataLocation);
    return joinFields([...kept, bytesField(TENSOR.raw, bytesAt(stretch, files))]);
  });
}

function bytesAt({ location, offset, length }: Stretch, files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const file = files.get(location);
  if (file === undefined) {
    throw new DossierError('model/external-data', `the model keeps weights in ${location}, which is not at hand`, {
      hint: 'Put that file beside the model in the case folder, or save the model as one file.',
    });
  }
  const end = length === null ? file.length : offset + length;
  if (offset <= end && end <= file.length) return file.subarray(offset, end);
  throw new DossierError(
    'model/external-data',
    `the model wants the bytes ${offset} to ${end} of ${location}, which has ${file.length}`,
    { place: { file: location }, hint: 'Put back the file that was saved with this model.' },
  );
}

/** The same bytes where nothing changed. */
function mapTensors(
  bytes: Uint8Array,
  kind: string,
  change: (tensor: Uint8Array) => Uint8Array,
  depth = 0,
): Uint8Array {
  if (kind === 'tensor') return change(bytes);
  if (depth > DEEPEST) throw new DossierError('model/unreadable', 'the model nests graphs too deeply');
  const fields = fieldsOf(bytes);
  const mapped = fields.map((field) => {
    const part = field.wireType === 2 ? PARTS[kind]?.[field.number] : undefined;
    if (part === undefined) return field;
    const own = field.value;
    const value = mapTensors(own, part, change, depth + 1);
    return value === own ? field : bytesField(field.number, value);
  });
  return mapped.every((field, index) => field === fields[index]) ? bytes : joinFields(mapped);
}

function stretchOf(fields: readonly Field[]): Stretch | null {
  const outside = fields.some(
    ({ number, value }) => number === TENSOR.externalData || (number === TENSOR.dataLocation && value[0] === 1),
  );
  if (!outside) return null;
  const entries = new Map(
    fields.filter(({ number }) => number === TENSOR.externalData).map(({ value }) => entryOf(fieldsOf(value))),
  );
  const length = entries.get('length');
  return {
    location: insidePath(entries.get('location') ?? ''),
    offset: count(entries.get('offset') ?? '0'),
    length: length === undefined ? null : count(length),
  };
}

function entryOf(fields: readonly Field[]): [key: string, value: string] {
  const text = (number: number): string => fields.filter((field) => field.number === number).map(textOf)[0] ?? '';
  return [text(ENTRY.key), text(ENTRY.value)];
}

function count(text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(number)) return number;
  throw new DossierError('model/external-data', `the model wants weights from byte "${text}" of another file`);
}

/** A model may name files of its own folder and below; whatever else it names was not put there for it. */
function insidePath(location: string): string {
  const steps = location.split('/').filter((step) => step !== '.');
  const plain = !/[\\:\0]/.test(location) && !location.startsWith('/');
  if (plain && steps.length > 0 && !steps.some((step) => step === '' || step === '..')) return steps.join('/');
  throw new DossierError(
    'model/external-path',
    `the model keeps weights in "${location}", which is not in its own folder`,
    { hint: 'Save the model as one file, or with its weights beside it.' },
  );
}
