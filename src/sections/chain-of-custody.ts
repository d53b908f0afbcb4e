import type { Block } from '../core/block.ts';
import type { Chain } from '../core/evidence.ts';
import { count } from '../core/format.ts';
import type { Words } from '../core/words.ts';
import { defineSection, type Section } from './define-section.ts';
import { artefactTable } from './parts/artefact-table.ts';
import { callout, heading, monoColumn, paragraph, textColumn } from './parts/blocks.ts';
import { breaksTable } from './parts/breaks-table.ts';
import { codeDifferences } from './parts/code-differences.ts';
import { codeTable } from './parts/code-table.ts';
import { completenessTable } from './parts/completeness-table.ts';
import { lineageGraph } from './parts/lineage-graph.ts';
import { ownershipTable } from './parts/ownership-table.ts';
import { citationText } from './parts/recorded.ts';
import { runsTable } from './parts/runs-table.ts';
import { heaviestFirst } from './parts/severity.ts';

export const chainOfCustody: Section = defineSection({
  meta: {
    id: 'chain-of-custody',
    answers: 'From which model, run, data and code did the prediction come, and do the bytes agree with the record?',
    needs: { evidence: ['prediction', 'chain', 'issues'], findings: ['issues'] },
  },
  write({ evidence, findings, words }) {
    const { chain } = evidence;
    const issues = heaviestFirst(evidence.issues, findings.issues);
    return [
      paragraph(words('chain-of-custody.lead')),
      ...lineageGraph(words, chain.graph),
      ...missingLinks(words, chain),
      heading(words('chain-of-custody.artefacts.title')),
      ...artefactTable(words, chain),
      heading(words('chain-of-custody.ownership.title')),
      ...ownershipTable(words, chain),
      heading(words('chain-of-custody.runs.title')),
      ...runsTable(words, chain.runs),
      heading(words('chain-of-custody.code.title')),
      ...codeTable(words, chain.code),
      heading(words('chain-of-custody.code-difference.title')),
      ...codeDifferences(words, chain.codeDifferences),
      heading(words('chain-of-custody.completeness.title')),
      ...completenessTable(words, chain.completeness),
      heading(words('chain-of-custody.breaks.title')),
      ...breaksTable(words, issues),
      heading(words('chain-of-custody.citations.title')),
      ...citations(words, chain),
    ];
  },
});

/** One visible gap for each link that could not be found. */
function missingLinks(words: Words, { model, runs, training, featureCode, upstream }: Chain): Block[] {
  const links: [unknown, string][] = [
    [model, words('chain-of-custody.link.model')],
    [runs.scoring, words('chain-of-custody.link.scoring')],
    [runs.training, words('chain-of-custody.link.training')],
    [training, words('chain-of-custody.link.training-data')],
    [featureCode, words('chain-of-custody.link.feature-code')],
    [upstream[0] ?? null, words('chain-of-custody.link.upstream')],
  ];
  const missing = links.filter(([link]) => link === null).map(([, name]) => name);
  if (missing.length === 0) return [];
  return [
    callout(
      'error',
      words('chain-of-custody.gap.title', { n: count(missing.length) }),
      words('chain-of-custody.gap.text', { links: missing.join('; ') }),
    ),
  ];
}

/** Which line of which export says what: a reader can open it there. */
function citations(words: Words, { model, training, upstream, runs, code }: Chain): Block[] {
  const datasets = [model, training, ...upstream].filter((link) => link !== null);
  const stated = [
    ...datasets.map(({ name, citations }) => ({ about: name, citations })),
    ...[runs.scoring, runs.training]
      .filter((run) => run !== null)
      .map(({ job, citations }) => ({ about: words('chain-of-custody.citations.run', { job: job.name }), citations })),
    ...code.map(({ job, citations }) => ({
      about: words('chain-of-custody.citations.code', { job: job.name }),
      citations,
    })),
  ].filter(({ citations }) => citations.length > 0);
  if (stated.length === 0) return [paragraph(words('chain-of-custody.citations.none'))];
  return [
    {
      kind: 'table',
      id: 'custody-citations',
      caption: words('chain-of-custody.citations.caption'),
      columns: [
        textColumn(words('chain-of-custody.citations.about')),
        monoColumn(words('chain-of-custody.citations.place'), 2),
      ],
      rows: stated.map(({ about, citations }) => [about, [...new Set(citations.map(citationText))].join('; ')]),
    },
  ];
}
