import { DossierError } from '../core/error.ts';
import type { ScoreOutput } from './score-output.ts';
import type { Output } from './session.ts';

/**
 * The scores among what a session gave: the one value a row, or the column of the positive class.
 *
 * @returns [n]
 * @throws DossierError model/class-unknown when a single number speaks of the other of two classes; model/score-shape when the output has not as many columns as the graph names classes
 */
export function columnOf(
  { values, width }: Output,
  { column, labels }: Pick<ScoreOutput, 'column' | 'labels'>,
  n: number,
): Float64Array {
  if (width === 1 && column === 0 && labels?.length === 2) {
    throw new DossierError(
      'model/class-unknown',
      `the score output has one number a row, which speaks of class ${labels[1]}, and positiveClass is ${labels[0]}`,
      { place: { file: 'case.yaml', at: 'models' }, hint: `Give ${labels[1]} as positiveClass.` },
    );
  }
  if (width === 1) return values;
  const expected = labels === null || labels.length === width;
  if (!Number.isInteger(width) || column === null || column < 0 || column >= width || !expected) {
    throw new DossierError(
      'model/score-shape',
      `the score output has ${width} values a row, and ${labels === null ? 'no class says' : `${labels.length} classes cannot say`} which to take`,
      { place: { file: 'case.yaml', at: 'models' }, hint: 'Give the right output and positiveClass in case.yaml.' },
    );
  }
  const scores = new Float64Array(n);
  for (let row = 0; row < n; row += 1) scores[row] = values[row * width + column] ?? Number.NaN;
  return scores;
}
