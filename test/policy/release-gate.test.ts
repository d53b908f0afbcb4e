import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../src/core/evidence.ts';
import type { BiasAudit, Disparity, Explanation, Findings } from '../../src/core/findings.ts';
import type { ReasonFlag } from '../../src/core/reason.ts';
import { releaseGate } from '../../src/policy/release-gate.ts';
import { emptyChain, evidenceRecord } from '../fixtures/records/evidence.ts';
import { attributionFinding, biasFinding, findingsRecord, unavailable } from '../fixtures/records/findings.ts';

const noReasons: Explanation = { ...attributionFinding, reasons: [] };
const quiet = findingsRecord({
  attribution: noReasons,
  bias: unavailable,
  quality: { certificates: [], native: [] },
});
const evidence = evidenceRecord();

const gate = (changes: Partial<Findings> = {}, record: Evidence = evidence): string[] =>
  releaseGate(record, { ...quiet, ...changes }).map(({ code, severity }) => `${severity} ${code}`);

function biasOf(...verdicts: Disparity['verdict'][]): BiasAudit {
  const attribute = biasFinding.attributes[0]!;
  const disparities = verdicts.map((verdict) => ({ ...attribute.disparities[0]!, verdict }));
  return { ...biasFinding, attributes: [{ ...attribute, disparities }] };
}

describe('releaseGate', () => {
  it('is silent when there is nothing to settle', () => {
    expect(gate()).toEqual([]);
    expect(gate({ attribution: unavailable })).toEqual([]);
  });

  it('asks for verified digests of model and training data, also where there is none at all', () => {
    const asked = ['error policy/model-not-verified', 'warning policy/training-not-verified'];
    expect(gate({}, evidenceRecord({ chain: emptyChain }))).toEqual(asked);
    const { model, training } = evidence.chain;
    const chain = { ...evidence.chain, model: model && { ...model, verified: false }, training };
    expect(gate({}, evidenceRecord({ chain }))).toEqual(asked.slice(0, 1));
  });

  it('names both decisions and the row when the log and the cut-off differ', () => {
    const [issue] = releaseGate(evidence, {
      ...quiet,
      replay: { ...quiet.replay, decision: 'approved', decisionAgrees: false },
    });
    expect(issue).toMatchObject({
      code: 'policy/decision-differs',
      severity: 'error',
      message: 'the log holds the decision "denied", the score and the cut-off give "approved"',
      place: evidence.prediction.citation,
    });
  });

  it('says so when nobody is in the reference group, for then nothing was compared', () => {
    const [attribute] = biasOf().attributes;
    const bias = { ...biasFinding, attributes: [{ ...attribute!, reference: 'nobody' }] };
    expect(gate({ bias })).toEqual(['warning policy/reference-empty']);
  });

  it('stops at every flag of a reason but that of a missing wording, which is a doubt', () => {
    const codes: Record<ReasonFlag, string> = {
      'prohibited-basis': 'error policy/prohibited-basis',
      'declared-proxy': 'error policy/reason-declared-proxy',
      'missing-value': 'error policy/reason-missing-value',
      'imputed-value': 'error policy/reason-imputed-value',
      'no-wording': 'warning policy/reason-without-wording',
      'wording-misses-sources': 'error policy/reason-wording-misses-sources',
      'direction-conflict': 'error policy/reason-direction-conflict',
      'no-lineage': 'error policy/reason-no-lineage',
      'off-manifold': 'error policy/reason-off-manifold',
    };
    for (const [flag, code] of Object.entries(codes)) {
      const reason = { ...attributionFinding.reasons[0]!, flags: ['see here'], flagCodes: [flag as ReasonFlag] };
      expect(gate({ attribution: { ...attributionFinding, reasons: [reason] } })).toEqual([code]);
    }
  });

  it('cannot be told by case.yaml to leave a flag out', () => {
    const bare = evidenceRecord({ case: { ...evidence.case, features: [] } });
    expect(gate({ attribution: attributionFinding }, bare)).toEqual([
      'error policy/reason-missing-value',
      'warning policy/reason-without-wording',
    ]);
  });

  it('warns of flagged disparities, notes those with one kind of evidence, and leaves the others', () => {
    expect(gate({ bias: biasOf('statistical-only', 'clear', 'flagged', 'inconclusive', 'practical-only') })).toEqual([
      'warning policy/disparity-flagged',
      'info policy/disparity-practical-only',
      'info policy/disparity-statistical-only',
    ]);
  });

  it.each([
    ['fail', 1],
    ['error', 1],
    ['warn', 0],
    ['pass', 0],
    ['none', 0],
  ] as const)('of a certificate with the verdict %s makes %d issues, with its place', (verdict, count) => {
    const certificate = evidence.certificates[0]!;
    const certificates = [{ id: certificate.id, dataset: 'training', verdict, binding: 'exact' as const }];
    const issues = releaseGate(evidence, { ...quiet, quality: { certificates, native: [] } });
    expect(issues.map(({ code }) => code)).toEqual(Array(count).fill('policy/certificate-not-passed'));
    for (const { place } of issues) expect(place).toEqual(certificate.citation);
  });

  it('is in the order of codes and messages, and says each thing once', () => {
    const issues = releaseGate(evidenceRecord({ chain: emptyChain }), {
      ...quiet,
      bias: biasOf('flagged', 'clear'),
      attribution: attributionFinding,
    });
    const keys = issues.map(({ code, message }) => `${code} ${message}`);
    expect(keys).toEqual([...new Set(keys)].sort());
    for (const { message } of issues) expect(message).toMatch(/^[a-z].*[^.]$/);
  });
});
