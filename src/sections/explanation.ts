import type { Block } from '../core/block.ts';
import type { Population } from '../core/case.ts';
import type { Attribution, Background } from '../core/findings.ts';
import { compact, count, hashGroups, readable } from '../core/format.ts';
import type { Words } from '../core/words.ts';
import { defineSection, type Section } from './define-section.ts';
import { facts, heading, monoColumn, numberColumn, paragraph, textColumn } from './parts/blocks.ts';
import { contributionTable } from './parts/contribution-table.ts';
import { contributionWaterfall } from './parts/contribution-waterfall.ts';
import { engineComparison } from './parts/engine-comparison.ts';
import { gap, isNotAvailable } from './parts/gap.ts';
import { placement } from './parts/placement.ts';
import { reasonTable } from './parts/reason-table.ts';
import { sentence } from './parts/sentence.ts';
import { sourceGraph } from './parts/source-graph.ts';
import { spaceName } from './parts/space-name.ts';
import { yesOrNo } from './parts/yes-or-no.ts';

export const explanation: Section = defineSection({
  meta: {
    id: 'explanation',
    answers: 'Which features moved the score, by how much, compared with whom?',
    needs: { evidence: [], findings: ['attribution'] },
  },
  write({ findings: { attribution }, words }) {
    if (isNotAvailable(attribution)) return [gap(words, attribution.notAvailable)];
    return [
      paragraph(words('explanation.lead')),
      heading(words('explanation.comparison.title')),
      ...comparison(words, attribution.background),
      ...contributionWaterfall(words, attribution),
      heading(words('explanation.reasons.title')),
      ...reasonTable(words, attribution),
      heading(words('explanation.placement.title')),
      ...placement(words, attribution),
      heading(words('explanation.contributions.title')),
      ...contributionTable(words, attribution),
      heading(words('explanation.sources.title')),
      ...sourceGraph(words, attribution),
      ...sourceTable(words, attribution),
      heading(words('explanation.estimate.title')),
      ...estimate(words, attribution),
    ];
  },
});

const POPULATIONS: Record<Population, string> = {
  applicants: 'explanation.population.applicants',
  'approved-near-cutoff': 'explanation.population.approved-near-cutoff',
};

function comparison(words: Words, background: Background): Block[] {
  return [
    paragraph(words(POPULATIONS[background.population])),
    facts([
      { term: words('explanation.comparison.description'), value: readable(background.description) },
      {
        term: words('explanation.comparison.rows'),
        value: words('explanation.comparison.rows-value', {
          rows: count(background.rows),
          poolRows: count(background.poolRows),
        }),
      },
      { term: words('explanation.comparison.sha256'), value: hashGroups(background.sha256), mono: true },
    ]),
  ];
}

/** Each feature led back through the column lineage. */
function sourceTable(words: Words, { features }: Attribution): Block[] {
  return [
    {
      kind: 'table',
      id: 'explanation-sources',
      caption: words('explanation.sources.caption'),
      columns: [
        textColumn(words('explanation.sources.feature')),
        monoColumn(words('explanation.sources.columns'), 1.2),
        monoColumn(words('explanation.sources.sources'), 2.4),
      ],
      rows: features.map(({ label, columns, sources }) => [
        label,
        columns.join(', '),
        sources
          .map(({ masked, ...source }) =>
            words(masked ? 'explanation.sources.masked' : 'explanation.sources.source', source),
          )
          .join('; ') || words('explanation.sources.none'),
      ]),
      note: words('explanation.sources.note'),
    },
  ];
}

const ENGINES: Record<Attribution['engine'], string> = {
  'linear-shap': 'explanation.engine.linear-shap',
  'tree-shap': 'explanation.engine.tree-shap',
  'full-enumeration': 'explanation.engine.full-enumeration',
  'kernel-shap': 'explanation.engine.kernel-shap',
};

/** How the numbers were made, and how other ways of making them agree. */
function estimate(words: Words, attribution: Attribution): Block[] {
  const { engine, engineReason, crossChecks } = attribution;
  return [
    paragraph(words(ENGINES[engine])),
    facts([
      { term: words('explanation.estimate.reason'), value: sentence(engineReason) },
      ...otherEngines(words, attribution),
      { term: words('explanation.estimate.players'), value: count(attribution.players) },
      { term: words('explanation.estimate.varying'), value: count(attribution.varyingPlayers) },
      { term: words('explanation.estimate.coalitions'), value: count(attribution.coalitions) },
      { term: words('explanation.estimate.rows-needed'), value: count(attribution.rowsNeeded) },
      { term: words('explanation.estimate.rows-scored'), value: count(attribution.rowsScored) },
      { term: words('explanation.estimate.seed'), value: hashGroups(attribution.seed), mono: true },
      {
        term: words('explanation.estimate.exact'),
        value: yesOrNo(words, attribution.coalitions === 2 ** attribution.varyingPlayers),
      },
    ]),
    crossChecks.length === 0
      ? paragraph(words('explanation.checks.none'))
      : {
          kind: 'table',
          id: 'explanation-cross-checks',
          caption: words('explanation.checks.caption'),
          columns: [
            textColumn(words('explanation.checks.engine')),
            textColumn(words('explanation.checks.space')),
            numberColumn(words('explanation.checks.difference')),
            textColumn(words('explanation.checks.note'), 2.4),
          ],
          rows: crossChecks.map((check) => [
            check.engine,
            spaceName(words, check.space),
            compact(check.maxAbsDifference),
            sentence(check.note),
          ]),
        },
    ...engineComparison(words, attribution),
  ];
}

/** Scales whose contributions were made in another way than those of the leading one. */
function otherEngines(words: Words, { engine, spaces }: Attribution): { term: string; value: string }[] {
  return spaces.flatMap(({ space, engine: own = engine, engineReason }) =>
    own === engine || engineReason === undefined
      ? []
      : [
          {
            term: words('explanation.estimate.scale', { space: spaceName(words, space) }),
            value: sentence(engineReason),
          },
        ],
  );
}
