import { describe, expect, it } from 'vitest';
import { DossierError } from '../../src/core/error.ts';
import { attempt } from '../../src/seal/attempt.ts';

describe('attempt', () => {
  it('gives what was read, or the message of a foreseen failure', () => {
    expect(attempt(() => 1)).toEqual({ value: 1 });
    const fail = (): never => {
      throw new DossierError('seal/malformed', 'it is not a list');
    };
    expect(attempt(fail)).toEqual({ value: null, fault: 'it is not a list' });
  });

  it('lets a bug through', () => {
    const bug = (): never => {
      throw new TypeError('a bug');
    };
    expect(() => attempt(bug)).toThrow(TypeError);
  });
});
