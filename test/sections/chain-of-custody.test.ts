import { describe, expect, it } from 'vitest';
import { sectionText } from '../fixtures/records/section-text.ts';

describe('chain-of-custody', () => {
  it('prints both digests of every artefact and how they compare', () => {
    const text = sectionText('chain-of-custody', 'whole');
    expect(text).toContain('equal: verified');
    expect(text).toContain('not comparable: no digest in the lineage');
    expect(text).toContain('no file at hand');
  });

  it('names every link that is missing', () => {
    const text = sectionText('chain-of-custody', 'no chain');
    expect(text).toContain('Links that could not be found: 6');
    for (const link of ['model artefact', 'scoring run', 'training run', 'training data', 'features', 'behind']) {
      expect(text).toContain(link);
    }
  });
});
