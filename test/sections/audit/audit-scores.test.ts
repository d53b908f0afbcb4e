import { describe, expect, it } from 'vitest';
import { auditBlocks, auditText, chartsIn, tableNamed } from '../../fixtures/records/audit-blocks.ts';
import { auditRecord, auditRecords } from '../../fixtures/records/audit-records.ts';

const record = auditRecord();

describe('audit-scores', () => {
  it('draws the area under the ROC curve of each group beside the line of chance, with n', () => {
    const [chart] = chartsIn(auditBlocks('audit-scores', record));
    if (chart?.type !== 'intervals') throw new Error('no chart');
    expect(chart.lines).toEqual([{ label: 'chance', value: 0.5, dashed: true }]);
    expect(chart.range).toEqual([0, 1]);
    for (const { label } of chart.panels[0]?.rows ?? []) expect(label).toMatch(/^\w+, n = [\d\u202f]+$/);
  });

  it('sets what chance alone gives beside the calibration error', () => {
    const { rows } = tableNamed(auditBlocks('audit-scores', record), 'scores-race');
    const errors = rows.filter(([measure]) => measure === 'Expected calibration error');
    expect(errors).toHaveLength(3);
    for (const row of errors) expect(row.at(-1)).toMatch(/by chance alone 0\.\d+/);
  });

  it('holds measures of scores, and the section on decisions the others, and each measure once', () => {
    const measures = (section: string, id: string): Set<string | undefined> =>
      new Set(tableNamed(auditBlocks(section, record), id).rows.map(([measure]) => measure));
    const [scores, decisions] = [measures('audit-scores', 'scores-race'), measures('audit-measures', 'measures-race')];
    expect([...scores].filter((measure) => decisions.has(measure))).toEqual([]);
    const all = new Set(record.bias.further?.attributes[0]?.measures.map(({ metric }) => metric));
    expect(scores.size + decisions.size).toBe(all.size);
  });

  it('says of an interval that lies below its value that it does', () => {
    const odd = auditRecords['intervals below their values'];
    expect(auditText('audit-scores', odd ?? record)).toContain('the interval does not hold the value');
  });

  it('says that no scores were held where none were', () => {
    expect(auditText('audit-scores', auditRecords['no scores, no strata, one attribute'] ?? record)).toBe(
      'No scores were held, so nothing is said of them.',
    );
  });
});
