import type { Block } from '../core/block.ts';
import type { OffManifold } from '../core/examination.ts';
import { compact, count, percentage } from '../core/format.ts';
import type { Words } from '../core/words.ts';
import { defineSection, type Section } from './define-section.ts';
import { facts, heading, paragraph } from './parts/blocks.ts';
import { gap, isNotAvailable } from './parts/gap.ts';
import { limeTable } from './parts/lime-table.ts';
import { referenceComparison } from './parts/reference-comparison.ts';

export const explanationChecks: Section = defineSection({
  meta: {
    id: 'explanation-checks',
    answers: 'Would another comparison group or another method say the same?',
    needs: { evidence: [], findings: ['attribution'] },
  },
  write({ findings: { attribution }, words }) {
    if (isNotAvailable(attribution)) return [gap(words, attribution.notAvailable)];
    const { alternativeReference, lime, offManifold } = attribution;
    return [
      paragraph(words('explanation-checks.lead')),
      heading(words('explanation-checks.references.title')),
      ...(isNotAvailable(alternativeReference)
        ? [gap(words, alternativeReference.notAvailable)]
        : referenceComparison(words, attribution, alternativeReference)),
      heading(words('explanation-checks.manifold.title')),
      ...(isNotAvailable(offManifold) ? [gap(words, offManifold.notAvailable)] : manifold(words, offManifold)),
      heading(words('explanation-checks.lime.title')),
      ...(isNotAvailable(lime) ? [gap(words, lime.notAvailable)] : limeTable(words, attribution, lime)),
    ];
  },
});

function manifold(words: Words, found: OffManifold): Block[] {
  const { share, rows, realRows, distance, quantile, limit, high } = found;
  return [
    paragraph(words('manifold.lead', { quantile: percentage(quantile, 0) })),
    facts([
      { term: words('manifold.share'), value: percentage(share) },
      { term: words('manifold.rows'), value: count(rows) },
      { term: words('manifold.real-rows'), value: count(realRows) },
      { term: words('manifold.distance'), value: compact(distance) },
      { term: words('manifold.limit'), value: percentage(limit, 0) },
      { term: words('manifold.result'), value: words(high ? 'manifold.high' : 'manifold.low') },
    ]),
  ];
}
