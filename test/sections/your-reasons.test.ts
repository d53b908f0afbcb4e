import { describe, expect, it } from 'vitest';
import { sectionText } from '../fixtures/records/section-text.ts';

describe('the applicant template', () => {
  it('gives the reasons in order, in plain words, without numbers', () => {
    const text = sectionText('your-reasons', 'whole', 'applicant');
    expect(text).toMatch(/Value or type of collateral not sufficient[\s\S]*Total debt payments to income/);
    expect(text).not.toMatch(/0\.46/);
  });

  it('holds reasons back while a flag on one of them is open', () => {
    expect(sectionText('your-reasons', 'whole', 'applicant')).toContain('Not to be sent yet');
    expect(sectionText('your-reasons', 'no reason and no step', 'applicant')).not.toContain('Not to be sent yet');
  });

  it('shows the person every fact that was used', () => {
    const text = sectionText('your-data', 'whole', 'applicant');
    expect(text).toContain('Total debt payments to income\n0.324');
    expect(text).toContain('Mortgage insurance refused\nmissing');
  });

  it('says whom to write to, and claims no right', () => {
    const text = sectionText('your-next-steps', 'whole', 'applicant');
    expect(text).toContain('screening@harbor.example');
    expect(text).toContain('It is not legal advice');
    expect(text).not.toMatch(/you have the right|entitled/i);
  });

  it('says nothing of groups', () => {
    for (const id of ['your-decision', 'your-reasons', 'your-data', 'your-comparison', 'your-next-steps']) {
      expect(sectionText(id, 'whole', 'applicant')).not.toMatch(/black|hispanic/i);
    }
  });
});
