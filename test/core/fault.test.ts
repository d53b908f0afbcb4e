import { expect, it } from 'vitest';
import { DossierError } from '../../src/core/error.ts';
import { faultOf, thrownBy } from '../../src/core/fault.ts';

const back = (error: unknown): Error => thrownBy(structuredClone(faultOf(error)));

it('gives back a coded error with its place, its remedy and the stack of where it was thrown', () => {
  const error = new DossierError('input/torn', 'a file is torn', { place: { file: 'a' }, hint: 'Mend it.' });
  expect(back(error)).toBeInstanceOf(DossierError);
  expect(back(error)).toEqual(error);
  expect(back(error).stack).toBe(error.stack);
  expect(back(new DossierError('input/torn', 'torn'))).toMatchObject({ place: undefined, hint: undefined });
});

it('gives back a bug as an error without a code, whatever was thrown', () => {
  const bug = Object.assign(new TypeError('no'), { held: () => 1 });
  expect(back(bug)).not.toBeInstanceOf(DossierError);
  expect(back(bug)).toMatchObject({ message: 'no', stack: bug.stack });
  expect(back('text').message).toBe('text');
});
