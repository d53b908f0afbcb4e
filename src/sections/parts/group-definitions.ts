import type { Definition } from './definition.ts';

/** How groups are counted and compared. */
export const GROUP_DEFINITIONS: readonly Definition[] = [
  {
    term: 'define.selection-rate.term',
    definition: 'define.selection-rate.text',
    source: 'define.selection-rate.source',
  },
  {
    term: 'define.true-positive-rate.term',
    definition: 'define.true-positive-rate.text',
    source: 'define.true-positive-rate.source',
  },
  {
    term: 'define.false-positive-rate.term',
    definition: 'define.false-positive-rate.text',
    source: 'define.false-positive-rate.source',
  },
  {
    term: 'define.positive-predictive-value.term',
    definition: 'define.positive-predictive-value.text',
    source: 'define.positive-predictive-value.source',
  },
  { term: 'define.wilson.term', definition: 'define.wilson.text', source: 'define.wilson.source' },
  { term: 'define.ratio.term', definition: 'define.ratio.text', source: 'define.ratio.source' },
  { term: 'define.difference.term', definition: 'define.difference.text', source: 'define.difference.source' },
  { term: 'define.exact-ratio.term', definition: 'define.exact-ratio.text', source: 'define.exact-ratio.source' },
  { term: 'define.z-test.term', definition: 'define.z-test.text', source: 'define.z-test.source' },
  { term: 'define.fisher.term', definition: 'define.fisher.text', source: 'define.fisher.source' },
  { term: 'define.holm.term', definition: 'define.holm.text', source: 'define.holm.source' },
  { term: 'define.verdict.term', definition: 'define.verdict.text', source: 'define.verdict.source' },
];
