import { describe, expect, it } from 'vitest';
import { sectionText } from '../fixtures/records/section-text.ts';

describe('summary', () => {
  const text = sectionText('summary', 'whole');

  it('states the decision, the score and the cut-off', () => {
    expect(text).toContain(
      'decided at 30 May 2025, 22:00 UTC. The decision on record is “denied”. The recorded score, a probability, is 0.6512.',
    );
    expect(text).toContain('A score at or above the cut-off of 0.2000 leads to “denied”.');
  });

  it('states how the bytes of the model compare', () => {
    expect(text).toContain('equals the one that the lineage recorded');
    expect(sectionText('summary', 'model altered')).toContain('is not the one that the lineage recorded');
    expect(sectionText('summary', 'model digest not recorded')).toContain('The lineage recorded no digest');
    expect(sectionText('summary', 'no model file')).toContain('No such file is at hand');
    expect(sectionText('summary', 'no chain')).toContain('No model artefact of that version was found');
  });

  it('states whether the replay agreed', () => {
    expect(text).toContain('The difference from the recorded score is 2.98e-8; the tolerance is 1e-5.');
    expect(sectionText('summary', 'another decision by replay')).toContain(
      'leads to “approved”, and the decision on record is “denied”',
    );
  });

  it('gives each comparison of selection rates in one sentence with its numbers', () => {
    expect(text).toContain(
      'Race: the decision was “approved” for 71.1% (95% interval 66.1% to 75.7%) of 339 recorded as “black”, and for ' +
        '90.7% (95% interval 89.3% to 91.9%) of 1\u202f950 recorded as “white”. Ratio of the two rates 0.7841 (interval ' +
        '0.7340 to 0.8380), p < 1e-12. Screening result: flagged (ratio below 4/5, p below 0.05).',
    );
    expect(text).not.toContain('True positive rate');
  });

  it('counts what is missing by weight', () => {
    expect(text).toContain('Gaps: 0. Doubts: 2. Notes: 1.');
    expect(sectionText('summary', 'an error')).toContain('gap: The model file is missing.');
    expect(sectionText('summary', 'no issue')).toContain('No break in the chain was found');
  });

  it('does not print a score past its cut-off as equal to it', () => {
    expect(sectionText('summary', 'just past the cut-off')).toContain(
      'The recorded score, a probability, is 0.19999. A score at or above the cut-off of 0.20000',
    );
  });
});
