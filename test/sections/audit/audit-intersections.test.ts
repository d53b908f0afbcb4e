import { describe, expect, it } from 'vitest';
import { auditBlocks, auditText, chartsIn, tableNamed } from '../../fixtures/records/audit-blocks.ts';
import { auditRecord, auditRecords } from '../../fixtures/records/audit-records.ts';

const record = auditRecord();

describe('audit-intersections', () => {
  const blocks = auditBlocks('audit-intersections', record);

  it('draws the ratio of every group beside the lines of the profile and of equal rates', () => {
    const [chart] = chartsIn(blocks);
    if (chart?.type !== 'intervals') throw new Error('no chart');
    expect(chart.lines).toEqual([
      { label: '4/5', value: 0.8, dashed: true },
      { label: 'equal rates', value: 1, dashed: false },
    ]);
    expect(chart.range[0]).toBe(0);
    expect(chart.panels[0]?.rows).toHaveLength(5);
  });

  it('sets counts, ratio and finding of each group beside one another', () => {
    const { rows } = tableNamed(blocks, 'pairs-race × sex');
    const [pair] = record.bias.further?.attributes[2]?.pairs ?? [];
    expect(rows[0]?.[0]).toBe(pair?.group);
    expect(rows[0]?.[1]).toContain(`of ${pair?.counts.n}`);
    expect(rows[0]?.[2]).toContain(pair?.ratio.value?.toFixed(3));
  });

  it('calls a ratio to a rate of 0 infinite', () => {
    expect(auditText('audit-intersections', auditRecords['infinite ratios'] ?? record)).toMatch(/^infinite$/m);
  });
});
