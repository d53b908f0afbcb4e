import { describe, expect, it } from 'vitest';
import { defineSection } from '../../src/sections/define-section.ts';
import { evidenceRecord } from '../fixtures/records/evidence.ts';
import { findingsRecord } from '../fixtures/records/findings.ts';

describe('defineSection', () => {
  it('hands a section exactly what its meta names', () => {
    let seen: string[] = [];
    const section = defineSection({
      meta: { id: 'x', answers: 'What?', needs: { evidence: ['asOf'], findings: ['replay'] } },
      write({ evidence, findings, document, words }) {
        seen = [...Object.keys(evidence), ...Object.keys(findings), document.template, words('k')];
        return [];
      },
    });
    section.write({
      evidence: evidenceRecord(),
      findings: findingsRecord(),
      document: { template: 'regulator', findingsSha256: '', outputs: [] },
      words: (key) => key,
    });
    expect(seen).toEqual(['asOf', 'replay', 'regulator', 'k']);
  });
});
