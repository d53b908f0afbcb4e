import type { InputColumn, InputType } from '../core/input-column.ts';

/** The largest numbers that a model can tell from their neighbours and from infinity, by the type of its input. */
const LARGEST: Record<Exclude<InputType, 'string'>, string> = {
  float: '3.4028234663852886e38',
  double: '1.7976931348623157e308',
  int64: '9007199254740991',
  int32: '2147483647',
  bool: '1.7976931348623157e308',
};

/** SQL: whether a model could score a row of `decisions`, whose inputs are c0, c1, ... */
export function areComplete(columns: readonly InputColumn[]): string {
  return columns
    .map(({ type, acceptsMissing }, index) => {
      if (type === 'string') return acceptsMissing ? 'true' : `c${index} IS NOT NULL`;
      const whole = `coalesce(abs(c${index}) <= ${LARGEST[type]}, false)`;
      return acceptsMissing ? `(${whole} OR coalesce(isnan(c${index}), false))` : whole;
    })
    .join(' AND ');
}

/** SQL: the inputs of a row as the model takes them, each a column of doubles. See RowCodec. */
export function encodedInputs(columns: readonly InputColumn[], table: string): string {
  const encoded = columns.map(({ type }, index) => {
    const cell = `${table}.c${index}`;
    if (type === 'bool') return `(CASE WHEN ${cell} = 0 THEN 0 ELSE 1 END)::DOUBLE`;
    return type === 'int64' || type === 'int32' ? `trunc(${cell})::DOUBLE` : `${cell}::DOUBLE`;
  });
  return encoded.map((cell, index) => `${cell} AS c${index}`).join(', ');
}
