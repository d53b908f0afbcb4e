import type { Block, ChartBlock, GraphBlock, IntervalChart, TableBlock, WaterfallChart } from '../../src/core/block.ts';
import type { Document } from '../../src/core/document.ts';

// A document that holds every kind of block, at sizes that are met in practice and somewhat beyond.

export const HASH = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

/** 900 different words, so that any that is lost is missed. */
export const LONG_CELL: string = Array.from({ length: 900 }, (_, index) => `word${index + 1}`).join(' ');

const PROSE =
  'The recorded inputs were scored again with the model file that the lineage names. The score equals the recorded ' +
  'one to within 0.0000001, so that what is explained below is the decision that was made and not another one. ' +
  'Where a statement rests on a record, the record is named; where a record is missing, that is said in its place.';

const TITLE_WORDS = [
  'Debt-to-income ratio',
  'Loan-to-value ratio',
  'Credit history score',
  'Mortgage insurance denied',
];

export const waterfallChart: WaterfallChart = {
  type: 'waterfall',
  axis: 'Probability of denial',
  start: { label: 'Average of 200 applicants', value: 0.1174 },
  steps: [
    { label: 'Debt-to-income ratio', value: 0.3132, error: 0.012 },
    { label: 'Mortgage insurance was denied by the insurer before the decision', value: 0.2214, error: 0.009 },
    { label: 'Credit history: public record', value: 0.1189, error: 0.0081 },
    { label: 'Loan-to-value ratio', value: -0.0841, error: 0.0066 },
    { label: 'Consumer credit score', value: 0.0729, error: 0 },
    { label: 'Self-employed', value: -0.0413, error: 0.004 },
    { label: 'Years of schooling', value: 0.0322, error: 0.0031 },
    { label: 'Housing expense ratio', value: -0.0214, error: 0.002 },
    { label: 'Mortgage credit score', value: 0.0141, error: 0.002 },
    { label: 'Condominium', value: -0.0062, error: 0.001 },
    { label: 'Unemployment rate of the industry', value: 0.0054, error: 0.001 },
    { label: 'Single', value: -0.0004, error: 0.0002 },
  ],
  end: { label: 'Score of this application', value: 0.7421 },
  reference: { label: 'cut-off', value: 0.5 },
  digits: 4,
};

export const waterfall: ChartBlock = {
  kind: 'chart',
  caption: 'From the average of the comparison group to the score',
  alt: 'A waterfall from 0.1174 to 0.7421. The largest step is the debt-to-income ratio.',
  chart: waterfallChart,
};

const group = (label: string, value: number | null, low: number | null, high: number | null) => ({
  label,
  value,
  low,
  high,
});

export const intervalChart: IntervalChart = {
  type: 'intervals',
  axis: 'Rate',
  range: [0, 1],
  percent: true,
  panels: [
    {
      title: 'Selection rate',
      rows: [
        group('White', 0.907, 0.894, 0.919),
        group('Black', 0.716, 0.666, 0.761),
        group('not recorded', 0.8, 0.49, 0.94),
      ],
    },
    {
      title: 'True positive rate (TPR), among those whose loan was repaid',
      rows: [
        group('White', 0.982, 0.974, 0.988),
        group('Black', 0.912, 0.86, 0.945),
        group('not recorded', null, null, null),
      ],
    },
    {
      title: 'Positive predictive value (PPV)',
      rows: [
        group('White', 0.93, 0.91, 0.95),
        group('Black', 0.88, 0.82, 0.92),
        group('not recorded', 0.5, null, null),
      ],
    },
  ],
};

const intervals: Block = {
  kind: 'chart',
  caption: 'Rates by group with 95% Wilson intervals',
  alt: 'Selection rates, true positive rates and predictive values of three groups.',
  chart: intervalChart,
};

export const longTable: TableBlock = {
  kind: 'table',
  id: 'decisions',
  caption: 'Decisions of the slice by month',
  columns: [
    { title: 'Month', align: 'left' },
    { title: 'Model version', align: 'left' },
    { title: 'Decisions', align: 'right' },
    { title: 'Approved', align: 'right' },
    { title: 'Selection rate', align: 'right' },
    { title: 'Difference to the month before', align: 'right' },
    { title: 'Remark', align: 'left' },
  ],
  rows: Array.from({ length: 58 }, (_, index) => [
    `2024-${String((index % 12) + 1).padStart(2, '0')}`,
    index < 30 ? 'denial-gbm 1.0.0' : 'denial-gbm 1.1.0',
    String(180 + ((index * 37) % 91)),
    String(140 + ((index * 29) % 61)),
    `${(71 + ((index * 13) % 170) / 10).toFixed(1)}%`,
    `${index % 3 === 0 ? '−' : '+'}${(((index * 7) % 45) / 10).toFixed(1)} points`,
    index % 9 === 4 ? 'One run failed and was repeated on the same day; the repeated run is the one in force.' : '',
  ]),
  note: 'A month is counted by the time of the decision in UTC.',
};

const files: TableBlock = {
  kind: 'table',
  id: 'files',
  caption: 'Files and their digests',
  columns: [
    { title: 'File', align: 'left' },
    { title: 'Bytes', align: 'right' },
    { title: 'SHA-256', align: 'left', mono: true },
    { title: 'Digest agrees', align: 'left' },
  ],
  rows: [
    ['stores/models/denial-gbm/1.1.0/model.onnx', '48 213', HASH, '✓ yes'],
    ['exports/openlineage-2024-07.ndjson', '1 204 551', HASH.replace(/9/g, 'b'), '✗ no'],
    ['stores/curated/applications/v=2024-07-01/part-00000-of-00001.parquet', '88 410', '', 'not recorded'],
  ],
};

const wordy: TableBlock = {
  kind: 'table',
  id: 'statements',
  caption: 'Statements as received',
  columns: [
    { title: 'No.', align: 'right' },
    { title: 'Statement', align: 'left' },
    { title: 'Source', align: 'left' },
  ],
  rows: [
    ['1', 'A short one.', 'letter'],
    ['2', LONG_CELL, 'a file of 900 words'],
    ['3', 'Another short one, in the row after the long one.', 'letter'],
  ],
};

type Node = GraphBlock['nodes'][number];

const node = (id: string, shape: Node['shape'], label: string, detail: string, tone: Node['tone']): Node => ({
  id,
  shape,
  label,
  detail,
  tone,
});

/** A lineage of 20 nodes in nine layers, one of them five wide. */
export const lineage: GraphBlock = {
  kind: 'graph',
  caption: 'The lineage on which this prediction rests',
  alt: 'Twenty nodes from the prediction back to the raw tables.',
  nodes: [
    node('p', 'round', 'BM-0001234', 'prediction, 14 Apr 2024, 09:30 UTC', 'good'),
    node('s', 'box', 'score_monthly', 'run 0190a1b2-c3d4, complete', 'good'),
    node('m', 'cylinder', 'models.denial-gbm', 'version 1.1.0, sha256 9f86d081884c', 'good'),
    node('si', 'cylinder', 'features.score_inputs', 'version 2024-04', 'neutral'),
    node('t', 'box', 'train_denial_model', 'run 018fffee-1234, complete', 'good'),
    node('tf', 'cylinder', 'features.training_features', 'version 2024-03-01, sha256 b7e23ec29af2', 'bad'),
    node('c1', 'round', 'mortgage-features', 'commit 4f2a9c0d1e7b', 'good'),
    node('b', 'box', 'build_features', 'run 018faa00-77aa, complete', 'neutral'),
    node('b2', 'box', 'build_score_inputs', 'run 0190a000-12cd, complete', 'neutral'),
    node('cur', 'cylinder', 'curated.applications', 'version 2024-02-28', 'neutral'),
    node('cu', 'box', 'curate', 'run 018f0000-aaaa, repeated after a failure', 'warning'),
    node('r1', 'cylinder', 'raw.hmda_applications', '2 380 rows', 'good'),
    node('r2', 'cylinder', 'raw.credit_bureau_reports', 'no version on record', 'warning'),
    node('r3', 'cylinder', 'raw.unemployment_by_industry', '', 'neutral'),
    node('r4', 'cylinder', 'raw.property_appraisals', 'version 7', 'neutral'),
    node('r5', 'cylinder', 'raw.insurance_decisions', 'version 12', 'neutral'),
    node('i1', 'box', 'ingest_bureau', '', 'neutral'),
    node('i2', 'box', 'ingest_insurance', '', 'neutral'),
    node('x1', 'round', 'bureau feed', 'outside', 'neutral'),
    node('x2', 'round', 'insurer feed', 'outside', 'neutral'),
  ],
  edges: [
    ['x1', 'i1'],
    ['x2', 'i2'],
    ['i1', 'r2'],
    ['i2', 'r5'],
    ['r1', 'cu'],
    ['r2', 'cu'],
    ['r3', 'cu'],
    ['r4', 'cu'],
    ['r5', 'cu'],
    ['cu', 'cur'],
    ['cur', 'b'],
    ['cur', 'b2'],
    ['c1', 'b'],
    ['c1', 'b2'],
    ['b', 'tf'],
    ['b2', 'si'],
    ['tf', 't'],
    ['t', 'm'],
    ['m', 's'],
    ['si', 's'],
    ['s', 'p'],
  ].map(([from = '', to = '']) => ({ from, to })),
  legend: [
    { tone: 'good', text: 'Verified: the bytes at hand agree with the record' },
    { tone: 'neutral', text: 'Recorded in an export, not compared with bytes' },
    { tone: 'warning', text: 'In doubt' },
    { tone: 'bad', text: 'Broken: the digest differs, or the record is missing' },
  ],
};

const cover: Block[] = [
  { kind: 'heading', level: 1, text: 'About this document' },
  {
    kind: 'paragraph',
    style: 'lead',
    text: 'This dossier sets out what is held and what was computed about prediction BM-0001234 of the decision system “Mortgage denial model”.',
  },
  {
    kind: 'facts',
    rows: [
      { term: 'Prediction', value: 'BM-0001234', mono: true },
      { term: 'Decision on record', value: 'denied', tone: 'bad' },
      { term: 'Decided at', value: '14 Apr 2024, 09:30 UTC' },
      { term: 'Decision system', value: 'Mortgage denial model' },
      {
        term: 'Purpose, as declared',
        value:
          'Decides whether an application for a mortgage is approved or denied, before an underwriter looks at it.',
      },
      { term: 'SHA-256 of the model file', value: HASH, mono: true, tone: 'good' },
      { term: 'SHA-256 of findings.json', value: HASH.match(/.{8}/g)?.join(' ') ?? '', mono: true },
    ],
  },
  {
    kind: 'callout',
    tone: 'neutral',
    title: 'What this document is',
    text: 'A record of facts and computed numbers, each led back to a file.',
  },
  {
    kind: 'callout',
    tone: 'warning',
    title: 'What this document is not',
    text: 'It is not legal advice and draws no conclusion of law.',
  },
];

const text: Block[] = [
  { kind: 'heading', level: 1, text: 'Summary of findings' },
  {
    kind: 'paragraph',
    style: 'lead',
    text: 'The score lies past the cut-off; four features carry most of the way from the average to it.',
  },
  { kind: 'paragraph', style: 'body', text: PROSE },
  { kind: 'list', ordered: true, items: [PROSE, ...TITLE_WORDS] },
  { kind: 'heading', level: 2, text: 'What could not be shown' },
  { kind: 'list', ordered: false, items: ['The credit bureau’s feed has no version on record.', PROSE] },
  { kind: 'heading', level: 3, text: 'Names in other scripts' },
  {
    kind: 'paragraph',
    style: 'body',
    text: 'Łukasz Gżegżółka, Ευγενία, Дмитрий, Đặng Thị, 東京 🧾, نور الدين (1234), שרה לוי and a ligature: office, affine, fjord.',
  },
  {
    kind: 'paragraph',
    style: 'note',
    text: 'Numbers are rounded for reading. The records beside this document hold every digit.',
  },
  {
    kind: 'callout',
    tone: 'error',
    title: 'A digest differs',
    text: `The training data at hand is not what the lineage recorded: ${HASH}.`,
  },
];

export const demoDocument: Document = {
  schema: 'dossier.document/1',
  tool: { name: 'dossier', version: '0.1.0' },
  findingsSha256: HASH,
  template: 'regulator',
  language: 'en',
  title: 'Evidence dossier',
  subtitle: 'Prediction BM-0001234, Mortgage denial model of Smith & Sons <v>',
  subject: 'BM-0001234',
  author: 'dossier 0.1.0',
  createdAt: '2025-04-14T09:30:00Z',
  footer: 'Prediction BM-0001234 · evidence as of 14 Apr 2025, 09:30 UTC · for counsel’s review',
  sections: [
    { id: 'cover', title: 'About this document', blocks: cover },
    { id: 'summary', title: 'Summary of findings', blocks: text },
    {
      id: 'custody',
      title: 'Chain of custody',
      blocks: [
        { kind: 'heading', level: 1, text: 'Chain of custody' },
        { kind: 'paragraph', style: 'body', text: PROSE },
        lineage,
        files,
      ],
    },
    {
      id: 'explanation',
      title: 'Explanation',
      blocks: [
        { kind: 'heading', level: 1, text: 'What moved the score' },
        { kind: 'paragraph', style: 'body', text: PROSE },
        waterfall,
        { kind: 'heading', level: 2, text: 'Outcomes by group' },
        intervals,
      ],
    },
    {
      id: 'tables',
      title: 'Tables',
      blocks: [
        { kind: 'heading', level: 1, text: 'Decisions' },
        longTable,
        { kind: 'page-break' },
        { kind: 'heading', level: 2, text: 'Statements' },
        wordy,
      ],
    },
  ],
};

export const demoAttachments = [
  {
    name: 'findings.json',
    bytes: Buffer.from('{"note":"findings of a synthetic case"}'),
    description: 'What was computed',
    type: 'application/json',
  },
  { name: 'evidence.json', bytes: Buffer.from('{}'), description: 'What was held', type: 'application/json' },
];
