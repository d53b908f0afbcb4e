import type { Definition } from './definition.ts';

/** Where records and bytes come from. */
export const CUSTODY_DEFINITIONS: readonly Definition[] = [
  { term: 'define.digest.term', definition: 'define.digest.text', source: 'define.digest.source' },
  { term: 'define.as-of.term', definition: 'define.as-of.text', source: 'define.as-of.source' },
  { term: 'define.verified.term', definition: 'define.verified.text', source: 'define.verified.source' },
];

/** How a score is replayed. */
export const REPLAY_DEFINITIONS: readonly Definition[] = [
  { term: 'define.replay.term', definition: 'define.replay.text', source: 'define.replay.source' },
];

/** How a score is divided among features. */
export const ATTRIBUTION_DEFINITIONS: readonly Definition[] = [
  { term: 'define.shapley.term', definition: 'define.shapley.text', source: 'define.shapley.source' },
  {
    term: 'define.value-function.term',
    definition: 'define.value-function.text',
    source: 'define.value-function.source',
  },
  { term: 'define.enumeration.term', definition: 'define.enumeration.text', source: 'define.enumeration.source' },
  { term: 'define.kernel-shap.term', definition: 'define.kernel-shap.text', source: 'define.kernel-shap.source' },
  {
    term: 'define.standard-error.term',
    definition: 'define.standard-error.text',
    source: 'define.standard-error.source',
  },
  {
    term: 'define.background-error.term',
    definition: 'define.background-error.text',
    source: 'define.background-error.source',
  },
  { term: 'define.residual.term', definition: 'define.residual.text', source: 'define.residual.source' },
  { term: 'define.seed.term', definition: 'define.seed.text', source: 'define.seed.source' },
  { term: 'define.reasons.term', definition: 'define.reasons.text', source: 'define.reasons.source' },
  { term: 'define.top-four.term', definition: 'define.top-four.text', source: 'define.top-four.source' },
  { term: 'define.reason-tests.term', definition: 'define.reason-tests.text', source: 'define.reason-tests.source' },
  { term: 'define.band.term', definition: 'define.band.text', source: 'define.band.source' },
  { term: 'define.off-manifold.term', definition: 'define.off-manifold.text', source: 'define.off-manifold.source' },
  { term: 'define.lime.term', definition: 'define.lime.text', source: 'define.lime.source' },
  { term: 'define.recourse.term', definition: 'define.recourse.text', source: 'define.recourse.source' },
];

/** How data-quality records are read. */
export const QUALITY_DEFINITIONS: readonly Definition[] = [
  { term: 'define.binding.term', definition: 'define.binding.text', source: 'define.binding.source' },
  {
    term: 'define.verdict-of-certificate.term',
    definition: 'define.verdict-of-certificate.text',
    source: 'define.verdict-of-certificate.source',
  },
];
