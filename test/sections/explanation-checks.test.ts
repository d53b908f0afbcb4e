import { describe, expect, it } from 'vitest';
import { sectionBlocks, sectionText } from '../fixtures/records/section-text.ts';

describe('explanation-checks', () => {
  it('puts both references side by side, with size, digest and base value', () => {
    const text = sectionText('explanation-checks', 'whole');
    expect(text).toContain('principal reasons or their order differ');
    expect(text).toContain('0.0603, against 0.1212 above');
    expect(text).toContain('1, of 2 above and 1 here');
    expect(text).toContain('Loan to value of the property: +0.0309');
    expect(text).toMatch(/[0-9a-f]{8}( [0-9a-f]{8}){7}/);
  });

  it('draws each of the largest contributions twice, with its whiskers, around 0', () => {
    const [chart] = sectionBlocks('explanation-checks', 'whole').flatMap((block) =>
      block.kind === 'chart' && block.chart.type === 'intervals' ? [block.chart] : [],
    );
    expect(chart!.panels.map(({ title, rows }) => [title, ...rows.map(({ value }) => value)])).toEqual([
      ['Loan to value of the property', 0.4600000002, 0.4909345678],
      ['Total debt payments to income', 0.1000000001, 0.12],
      ['Consumer credit history', -0.0300000003, -0.02],
    ]);
    const [first] = chart!.panels[0]!.rows;
    expect(first!.high! - first!.value!).toBeCloseTo(2 * Math.hypot(0.0021, 0.0202), 12);
    expect(chart!.range[0]).toBeLessThan(-0.03);
    expect(chart!.range[1]).toBeGreaterThan(0.49);
  });

  it('gives the rank of a reason under both', () => {
    const table = sectionBlocks('explanation-checks', 'whole').find(
      (block) => block.kind === 'table' && block.id === 'references',
    );
    expect(table).toMatchObject({
      rows: [
        ['Total debt payments to income', '+0.1000', '+0.1200', '+0.0200', '2, –'],
        ['Loan to value of the property', '+0.4600', '+0.4909', '+0.0309', '1, 1'],
        ['Consumer credit history', '−0.0300', '−0.0200', '+0.0100', '–, –'],
        ['Mortgage insurance refused', '0.0000', '0.0000', '0.0000', '–, –'],
      ],
    });
  });

  it('says when both give the same reasons', () => {
    expect(sectionText('explanation-checks', 'the same reasons under both references')).toContain('are the same');
  });

  it('prints how far the local model is from the score, and that no reason comes from it', () => {
    const text = sectionText('explanation-checks', 'whole');
    expect(text).toMatch(/R² of the fit, 1 at best\n0\.6573/);
    expect(text).toMatch(/Its distance from the score of the model\n0\.0607/);
    expect(text).toContain('never a source of reasons');
    expect(text).toContain('not selected');
  });

  it('says which share of the mixtures resembles nobody, and whether that is too much', () => {
    expect(sectionText('explanation-checks', 'whole')).toMatch(/4\.4%[\s\S]*not above the limit/);
    expect(sectionText('explanation-checks', 'twelve features and a residual')).toMatch(
      /71\.0%[\s\S]*\nabove the limit/,
    );
  });

  it('shows a gap for each part that could not be computed', () => {
    expect(sectionText('explanation-checks', 'nothing examined').match(/Not available/g)).toHaveLength(3);
  });
});
