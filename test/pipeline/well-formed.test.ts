import { describe, expect, it } from 'vitest';
import { wellFormed } from '../../src/pipeline/well-formed.ts';

describe('wellFormed', () => {
  it('replaces half characters wherever they hide, and nothing else', () => {
    const record = { plain: 'é 😀', list: ['a\ud800', null, 1.5], '\udfffkey': { deep: true } };
    expect(wellFormed(record)).toEqual({ plain: 'é 😀', list: ['a\ufffd', null, 1.5], '\ufffdkey': { deep: true } });
  });

  it('gives back a record that needs no mending, uncopied', () => {
    const record = { plain: ['é 😀', null, { deep: 1 }] };
    expect(wellFormed(record)).toBe(record);
  });
});
