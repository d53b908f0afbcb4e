import { describe, expect, it } from 'vitest';
import { sectionText } from '../fixtures/records/section-text.ts';

describe('recourse', () => {
  it('is labelled as more than Regulation B asks for', () => {
    expect(sectionText('recourse', 'whole')).toContain('asks for principal reasons and not for a path');
  });

  it('names each change, what follows it, its cost and the score that the model then gives', () => {
    expect(sectionText('recourse', 'whole')).toContain(
      'Loan to value of the property from 0.8 to 0.65; Total debt payments to income from 0.324 to 0.174 (follows Loan to value of the property)\n21.0%\n0.1943',
    );
  });

  it('takes none within these constraints for an answer, with what was searched', () => {
    const text = sectionText('recourse', 'no recourse found');
    expect(text).toContain('None within these constraints');
    expect(text).toMatch(/Combinations of up to three changes\n379\nScored by the model\n112/);
    expect(text).toContain('a lesser change may exist');
    expect(sectionText('recourse', 'whole')).toContain('none of the rest could change less');
  });

  it('says why there is none to search', () => {
    expect(sectionText('recourse', 'nothing examined')).toContain('Not available');
  });
});
