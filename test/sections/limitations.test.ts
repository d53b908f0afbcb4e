import { describe, expect, it } from 'vitest';
import { sectionText } from '../fixtures/records/section-text.ts';

describe('limitations', () => {
  it('says that outcomes in the words of the decision may be decisions of people', () => {
    expect(sectionText('limitations', 'whole')).toContain('may then be decisions that people made');
    expect(sectionText('limitations', 'nothing recorded')).not.toContain('decisions that people made');
  });

  it('lists every issue that weakens something, and no note', () => {
    const text = sectionText('limitations', 'whole');
    expect(text).toContain('lineage/digest-not-recorded');
    expect(text).toContain('gate/binding-weak');
    expect(text).not.toContain('lineage/run-failed');
  });
});
