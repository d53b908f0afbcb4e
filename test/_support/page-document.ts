import type { Block } from '../../src/core/block.ts';
import type { Document } from '../../src/core/document.ts';

/** A small document about nothing in particular, for tests of the pages. */
export function pageDocument(blocks: Block[], changes: Partial<Document> = {}): Document {
  return {
    schema: 'dossier.document/1',
    tool: { name: 'dossier', version: '0.0.0' },
    findingsSha256: '0f'.repeat(32),
    template: 'test',
    language: 'en',
    title: 'A title',
    subtitle: 'A subtitle',
    subject: 'S-1',
    author: 'An author',
    createdAt: '2025-04-14T09:30:00Z',
    footer: 'A footer',
    sections: [
      { id: 'cover', title: 'Cover', blocks: [] },
      { id: 'body', title: 'Body', blocks: [{ kind: 'heading', level: 1, text: 'Body' }, ...blocks] },
    ],
    ...changes,
  };
}

/** A waterfall of steps upwards and downwards that cross the reference line. */
export const waterfall: Block = {
  kind: 'chart',
  caption: 'From the average to the score',
  alt: 'A waterfall chart of twelve steps.',
  chart: {
    type: 'waterfall',
    axis: 'Log odds',
    start: { label: 'Average of the comparison group', value: -2.1034 },
    steps: [
      ['Debt payments to income', 1.2044],
      ['Consumer credit score', 0.7312],
      ['Public bad credit record', 0.6021],
      ['Denied mortgage insurance', -0.4478],
      ['Loan to value ratio', 0.3011],
      ['Mortgage credit score', -0.2502],
      ['Housing expense to income', 0.1917],
      ['Self-employed', -0.1203],
      ['Single', 0.0641],
      ['High-school diploma', -0.0322],
      ['Unemployment rate of the industry', 0.0117],
      ['Condominium', -0.0008],
    ].map(([label, value]) => ({ label: String(label), value: Number(value), error: 0.05 })),
    end: { label: 'Score of this application', value: 0.1516 },
    reference: { label: 'Cut-off', value: 0 },
    digits: 4,
  },
};

/** Three panels, with a row that could not be estimated. */
export const intervals: Block = {
  kind: 'chart',
  caption: 'Rates by group with 95% intervals',
  alt: 'Three panels of intervals.',
  chart: {
    type: 'intervals',
    axis: 'Share',
    panels: ['Selection rate', 'True-positive rate', 'Positive predictive value'].map((title, index) => ({
      title,
      rows: [
        { label: 'Group A (n = 2 041)', value: 0.9 - index / 10, low: 0.88 - index / 10, high: 0.92 - index / 10 },
        { label: 'Group B (n = 339)', value: 0.7 - index / 10, low: 0.6 - index / 10, high: 0.78 - index / 10 },
        { label: 'Unknown (n = 0)', value: null, low: null, high: null },
      ],
    })),
    range: [0, 1],
    percent: true,
  },
};

/** Twenty nodes with two long ways and a detour. */
export const lineageLikeGraph: Block = {
  kind: 'graph',
  caption: 'What the answer rests on',
  alt: 'A graph of twenty nodes.',
  nodes: Array.from({ length: 20 }, (_, index) => ({
    id: `n${index}`,
    shape: (['cylinder', 'box', 'round'] as const)[index % 3] ?? 'box',
    label: `Node ${index} of the graph with a name`,
    detail: `sha256 ${String(index).padStart(2, '0')}a4c1…`,
    tone: (['good', 'neutral', 'good', 'warning', 'good', 'bad'] as const)[index % 6] ?? 'good',
  })),
  edges: Array.from({ length: 19 }, (_, index) => ({ from: `n${Math.floor((index * 3) / 4)}`, to: `n${index + 1}` })),
  legend: [
    { tone: 'good', text: 'verified' },
    { tone: 'neutral', text: 'recorded' },
    { tone: 'warning', text: 'doubtful' },
    { tone: 'bad', text: 'broken' },
  ],
};
