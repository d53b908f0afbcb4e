import { describe, expect, it } from 'vitest';
import { canonicalRunId } from '../../src/data/run-id.ts';

describe('canonicalRunId', () => {
  it('spells a UUID in lower case and any other id as it is', () => {
    expect(canonicalRunId('019501AB-CDEF-7000-8000-00000000000F')).toBe('019501ab-cdef-7000-8000-00000000000f');
    expect(canonicalRunId('Nightly-7')).toBe('Nightly-7');
  });
});
