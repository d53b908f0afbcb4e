import { describe, expect, it } from 'vitest';
import { sectionText } from '../fixtures/records/section-text.ts';

describe('group-outcomes', () => {
  const text = sectionText('group-outcomes', 'whole');

  it('prints n beside every rate', () => {
    expect(text).toContain('71.1%\n66.1% to 75.7%\n241 of 339');
  });

  it('prints a rate over no rows as not estimable, with the reason', () => {
    expect(text).toContain('not estimable: no labelled row');
    expect(text).not.toMatch(/\b0\.0%\nnot estimable/);
  });

  it('shows the rows whose group is not known, and compares them with nobody', () => {
    expect(text).toContain('not known\n77');
    expect(text).not.toContain('not known: Selection rate');
  });

  it('accounts for every row', () => {
    expect(text).toContain('read\n2\u202f380\nleft out: no decision recorded\n2\nused\n2\u202f378');
  });

  it('says that its thresholds are not law', () => {
    expect(text).toContain("Screening value, not law; for counsel's review");
    expect(text).toContain('4/5');
    expect(text).toContain('p below 0.05');
  });
});
