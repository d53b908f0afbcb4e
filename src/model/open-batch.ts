import { bytesField, type Field, fieldsOf, joinFields } from './wire.ts';

// Field numbers of onnx.proto3, IR version 10.
const MODEL = { graph: 7 };
const GRAPH = { input: 11, valueInfo: 13 };
/** From a value down to the dimensions of its tensor: type, tensor type, shape. */
const TO_SHAPE = [2, 1, 2];
const DIMENSION = { list: 1, parameter: 2 };

/**
 * A copy of the model whose inputs take any number of rows. What the model says of tensors on the way is left out,
 * because it was said of the fixed number. Whether the copy computes the same must be tried.
 */
export function withOpenBatch(model: Uint8Array): Uint8Array {
  return within(model, [MODEL.graph], (graph) =>
    joinFields(
      fieldsOf(graph)
        .filter(({ number }) => number !== GRAPH.valueInfo)
        .map((field) =>
          field.number === GRAPH.input ? bytesField(GRAPH.input, within(field.value, TO_SHAPE, openFirst)) : field,
        ),
    ),
  );
}

function openFirst(shape: Uint8Array): Uint8Array {
  const fields = fieldsOf(shape);
  const first = fields.findIndex(({ number }) => number === DIMENSION.list);
  const open = bytesField(DIMENSION.list, joinFields([bytesField(DIMENSION.parameter, 'N')]));
  return joinFields(fields.map((field, index): Field => (index === first ? open : field)));
}

/** The message with the part at the end of the path changed. */
function within(message: Uint8Array, path: readonly number[], change: (part: Uint8Array) => Uint8Array): Uint8Array {
  const [step, ...rest] = path;
  if (step === undefined) return change(message);
  return joinFields(
    fieldsOf(message).map((field) =>
      field.number === step && field.wireType === 2 ? bytesField(step, within(field.value, rest, change)) : field,
    ),
  );
}
