import { describe, expect, it } from 'vitest';
import type { Block } from '../../src/core/block.ts';
import type { QualityCheck } from '../../src/core/evidence.ts';
import { dataQuality } from '../../src/sections/data-quality.ts';
import { wordsOf } from '../../src/sections/template.ts';
import { textsOf } from '../fixtures/records/block-texts.ts';
import { sectionText } from '../fixtures/records/section-text.ts';
import { templateNamed } from '../fixtures/records/templates.ts';
import { variants } from '../fixtures/records/variants.ts';

const check = (name: string, outcome: QualityCheck['outcome']): QualityCheck => ({
  ...{ name, column: null, outcome, observed: `seen by ${name}`, expected: null },
});

/** The section of a certificate that holds these checks. */
function written(checks: readonly QualityCheck[]): Block[] {
  const records = variants['whole'];
  const [certificate] = records?.evidence.certificates ?? [];
  if (records === undefined || certificate === undefined) throw new Error('the whole record holds a certificate');
  const evidence = { ...records.evidence, certificates: [{ ...certificate, checks: [...checks] }] };
  const document = { findingsSha256: 'cd'.repeat(32), outputs: [], template: 'regulator' };
  return dataQuality.write({ ...records, evidence, document, words: wordsOf(templateNamed('regulator')) });
}

describe('the data-quality section', () => {
  it('prints the checks that did not pass, and says where all are', () => {
    const texts = written([check('good', 'pass'), check('bad', 'fail'), check('unseen', 'skipped')]).flatMap(textsOf);
    expect(texts).toContain('bad');
    expect(texts).toContain('unseen');
    expect(texts).not.toContain('good');
    expect(texts.join('\n')).toContain('Checks in these records: 3.');
  });

  it('says that all passed only when each did', () => {
    const passed = 'Every check in these records is recorded as passed.';
    expect(written([check('good', 'pass')]).flatMap(textsOf)).toContain(passed);
    expect(written([check('odd', 'unknown')]).flatMap(textsOf)).not.toContain(passed);
    expect(written([]).flatMap(textsOf)).not.toContain(passed);
  });

  it('counts the checks of its own by kind, and prints what did not pass', () => {
    const text = sectionText('data-quality', 'whole');
    expect(text).toContain('1 - nulls / rows');
    expect(text).toContain('pass: 1');
    expect(text).toContain('Checks of the training data that did not pass');
    expect(sectionText('data-quality', 'nothing computed')).not.toContain('Checks of the training data that did');
  });
});
