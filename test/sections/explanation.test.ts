import { describe, expect, it } from 'vitest';
import { sectionBlocks, sectionText } from '../fixtures/records/section-text.ts';

describe('explanation', () => {
  it('draws the largest steps first, without those that are 0, and with the cut-off', () => {
    const blocks = sectionBlocks('explanation', 'whole');
    const charts = blocks.flatMap((block) => (block.kind === 'chart' ? [block.chart] : []));
    expect(charts.map(({ type }) => type)).toEqual(['waterfall', 'intervals']);
    expect(charts[0]).toMatchObject({
      type: 'waterfall',
      reference: { value: 0.2 },
      steps: [{ value: 0.4600000002 }, { value: 0.1000000001 }, { value: -0.0300000003 }],
    });
  });

  it('sums the smallest steps by sign, and shows what the steps leave open', () => {
    const [chart] = sectionBlocks('explanation', 'twelve features and a residual').flatMap((block) =>
      block.kind === 'chart' && block.chart.type === 'waterfall' ? [block.chart] : [],
    );
    const labels = chart!.steps.map(({ label }) => label);
    expect(labels).toHaveLength(12);
    expect(labels.slice(9)).toEqual(['Feature 10', '2 smaller contributions downwards', 'Residual']);
    const all = Array.from({ length: 12 }, (_, index) => (12 - index) * (index % 2 === 0 ? 0.02 : -0.01));
    const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);
    expect(sum(chart!.steps.map(({ value }) => value))).toBeCloseTo(sum(all) + 0.012, 12);
  });

  it('draws whiskers of two standard errors, of combinations and comparison group together', () => {
    const [chart] = sectionBlocks('explanation', 'whole').flatMap((block) =>
      block.kind === 'chart' && block.chart.type === 'waterfall' ? [block.chart] : [],
    );
    expect(chart!.steps[0]!.error).toBeCloseTo(2 * Math.hypot(0.0021, 0.0202), 12);
  });

  it('draws the rank of ordered features alone, and lists all', () => {
    const blocks = sectionBlocks('explanation', 'whole');
    const [strip] = blocks.flatMap((block) =>
      block.kind === 'chart' && block.chart.type === 'intervals' ? [block.chart] : [],
    );
    expect(strip!.panels[0]!.rows).toEqual([
      { label: 'Loan to value of the property', value: 0.945, low: 0.945, high: 0.945 },
      { label: 'Total debt payments to income', value: expect.closeTo(0.9175, 12), low: 0.915, high: 0.92 },
    ]);
    const table = blocks.find((block) => block.kind === 'table' && block.id === 'explanation-placement');
    expect(table).toMatchObject({ rows: { length: 4 } });
  });

  it('holds reasons back above the table while a flag is open, and not for a wording alone', () => {
    expect(sectionText('explanation', 'whole')).toMatch(
      /held back from release\n.*Total debt payments to income: the value was missing\./,
    );
    expect(sectionText('explanation', 'whole')).not.toMatch(/held back[^\n]*\n[^\n]*approved wording/);
    expect(sectionText('explanation', 'twelve features and a residual')).not.toContain('held back from release');
  });

  it('sets the contributions of each engine side by side, where an engine gives them', () => {
    const table = sectionBlocks('explanation', 'whole').find(
      (block) => block.kind === 'table' && block.id === 'explanation-engines-probability',
    );
    expect(table).toMatchObject({
      columns: [{ title: 'Feature' }, { title: 'kernel-shap' }, { title: 'second seed' }],
    });
    expect(table).toMatchObject({ rows: { 1: ['Loan to value of the property', '+0.460000', '+0.461235'] } });
    expect(sectionText('explanation', 'all enumerated, others near the cut-off')).not.toContain('by each engine');
  });

  it('says why more than four reasons stand there', () => {
    expect(sectionText('explanation', 'twelve features and a residual')).toContain('More than four reasons are listed');
    expect(sectionText('explanation', 'whole')).not.toContain('More than four');
  });

  it('says why there is no reason', () => {
    expect(sectionText('explanation', 'no reason and no step')).toContain(
      'No principal reasons are stated, because no feature moved the score towards the decision.',
    );
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
