import { describe, expect, it } from 'vitest';
import { sectionBlocks, sectionText } from '../fixtures/records/section-text.ts';

describe('explanation', () => {
  it('draws the largest steps first, without those that are 0, and with the cut-off', () => {
    const blocks = sectionBlocks('explanation', 'whole');
    const charts = blocks.flatMap((block) => (block.kind === 'chart' ? [block.chart] : []));
    expect(charts).toHaveLength(1);
    expect(charts[0]).toMatchObject({
      type: 'waterfall',
      reference: { value: 0.2 },
      steps: [{ value: 0.4600000002 }, { value: 0.1000000001 }, { value: -0.0300000003 }],
    });
  });

  it('names the comparison group with its size and digest', () => {
    expect(sectionText('explanation', 'whole')).toMatch(
      /200 rows, from 612 eligible[\s\S]*[0-9a-f]{8}( [0-9a-f]{8}){7}/,
    );
  });

  it('says why there is none', () => {
    expect(sectionText('explanation', 'no attribution')).toBe(
      'Not available\nThis part is not available, because case.yaml declares no protected attributes.',
    );
  });
});
