import { describe, expect, it } from 'vitest';
import type { TrainingAudit } from '../../src/core/audit-record.ts';
import type { Case } from '../../src/core/case.ts';
import type { NotAvailable } from '../../src/core/findings.ts';
import { silent } from '../../src/core/run-context.ts';
import { withSession } from '../../src/pipeline/session.ts';
import { trainingAudit } from '../../src/pipeline/training-audit.ts';
import { profileFor } from '../../src/policy/profile-for.ts';

const AS_OF = '2025-08-04T12:00:00Z';

function audited(change: (declaration: Case) => Case = (same) => same): Promise<TrainingAudit | NotAvailable> {
  const context = { signal: new AbortController().signal, progress: silent };
  return withSession({ caseDirectory: 'sample-cases/boston-mortgage', context }, async (session) => {
    const decisions = await session.log.contingency(AS_OF);
    const profile = profileFor('2025-06-01', undefined);
    return trainingAudit({ ...session, case: change(session.case) }, { asOf: AS_OF, decisions, profile });
  });
}

describe('trainingAudit', () => {
  it('reads the table that the lineage gives for the newest model, and counts its labels by group', async () => {
    const found = (await audited()) as TrainingAudit;
    expect(found.dataset).toBe('lake/features/training-v2.parquet');
    expect(found.sha256).toMatch(/^0d7ae8192a65a40b/);
    expect(found.bias).toMatchObject({ rowsRead: 1337, used: 1337, exclusions: [] });
    const [race] = found.bias.attributes;
    expect(race?.groups.map(({ group, n, counts }) => [group, n, counts.favourable])).toEqual([
      ['white', 1108, 1002],
      ['black', 176, 126],
      ['not known', 53, 48],
    ]);
    expect(found.representation.find(({ group }) => group === 'black')).toMatchObject({
      training: { n: 176 },
      decisions: { n: 208 },
    });
  });

  it('measures how far groups, labels and each input moved, each with its test', async () => {
    const { drift } = (await audited()) as TrainingAudit;
    expect(drift.slice(0, 3).map(({ what }) => what)).toEqual(['race', 'marital-status', 'label']);
    expect(drift).toHaveLength(3 + 19);
    for (const { measures, categories } of drift) {
      expect(categories).toBeGreaterThan(1);
      for (const { value, p } of measures) {
        expect(value).not.toBeNull();
        expect(p).toBeGreaterThan(0);
      }
    }
  });

  it('says why there is none: no labels declared, no lineage, a table that lacks the label', async () => {
    const without = (training: Case['audit']['training']) => (declaration: Case) => ({
      ...declaration,
      audit: { ...declaration.audit, training },
    });
    const labels = { key: 'prediction_id', outcome: 'denied', favourable: '0', adverse: '1' };
    expect(await audited(without(undefined))).toEqual({
      notAvailable: 'case.yaml declares no labels of training data',
    });
    expect(await audited((declaration) => ({ ...declaration, stores: [] }))).toEqual({
      notAvailable: 'the training data features/training-v2.parquet of model v2 are not in the case folder',
    });
    expect(await audited(without({ ...labels, outcome: 'deny' }))).toMatchObject({
      notAvailable: expect.stringContaining('has no column "deny"'),
    });
    expect(await audited(without({ ...labels, favourable: 'good', adverse: 'bad' }))).toMatchObject({
      notAvailable: expect.stringContaining('holds no row with a label'),
    });
  });
});
