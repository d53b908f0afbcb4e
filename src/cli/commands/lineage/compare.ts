import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type Command, Option } from 'commander';
import { DossierError, EXIT_GATE } from '../../../core/error.ts';
import { type Comparison, compareLineage, differs } from '../../../pipeline/compare-lineage.ts';
import { lineageGraph } from '../../../pipeline/lineage-graph.ts';
import { withSession } from '../../../pipeline/session.ts';
import type { CommandContext } from '../../command-context.ts';
import { type CaseOptions, caseCommand } from '../../options.ts';

/** `dossier lineage compare <file> [prediction-id]`: a chart beside what was recorded. */
export function compareCommand({ io, run, exit }: CommandContext): Command {
  const example =
    'npm run dossier -- lineage compare sample-cases/boston-mortgage/charts/pipeline.mmd BM-001037 --case sample-cases/boston-mortgage';
  return caseCommand('compare', 'list what a chart lacks and what the records lack', example)
    .argument('<file>', 'a draw.io, Mermaid or DOT chart, or an export of any known format')
    .argument('[prediction-id]', 'compare with the chain of this prediction (default: with all that is on record)')
    .addOption(new Option('--fail-on <what>', 'exit 10 when they differ').choices(['difference']))
    .action(async (file: string, predictionId: string | undefined, options: CaseOptions & { failOn?: string }) => {
      const bytes = await contentOf(file);
      const session = { caseDirectory: options.case, allowedRoots: options.allowRoot, context: run };
      const graph = await withSession(session, (open) => lineageGraph(open, predictionId, options.asOf));
      const comparison = compareLineage({ path: basename(file), bytes }, graph);
      io.answer({ file: basename(file), differs: differs(comparison), ...comparison }, comparisonLines(comparison));
      if (options.failOn === 'difference' && differs(comparison)) exit(EXIT_GATE);
    });
}

async function contentOf(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw new DossierError('input/chart-missing', `the file ${file} cannot be read`, {
      cause,
      hint: 'Check the path.',
    });
  }
}

function comparisonLines({ format, matched, chartLacks, harvestLacks, ambiguous }: Comparison): string[] {
  const near = (names: readonly string[]): string => (names.length === 0 ? '' : `  (near: ${names.join(', ')})`);
  const arrows = (list: Comparison['chartLacks']['arrows']): string[] =>
    list.map(({ from, to }) => `  arrow  ${from} -> ${to}`);
  const lacking = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [`${title}: nothing`] : [`${title}:`, ...lines];
  return [
    `Read as ${format}: ${matched.length} boxes are on record`,
    ...lacking('The chart lacks', [
      ...chartLacks.nodes.map((node) => `  ${node.kind}  ${node.name}${near(node.near)}`),
      ...arrows(chartLacks.arrows),
    ]),
    ...lacking('The records lack', [
      ...harvestLacks.nodes.map((node) => `  box  ${node.name}${near(node.near)}`),
      ...arrows(harvestLacks.arrows),
    ]),
    ...ambiguous.map(({ chart, candidates }) => `Not decided: ${chart} may be ${candidates.join(' or ')}`),
  ];
}
