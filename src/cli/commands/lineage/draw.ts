import { writeFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { DossierError } from '../../../core/error.ts';
import { DRAWING_FORMATS, drawLineage } from '../../../pipeline/draw-lineage.ts';
import { lineageGraph } from '../../../pipeline/lineage-graph.ts';
import { withSession } from '../../../pipeline/session.ts';
import type { CommandContext } from '../../command-context.ts';
import { type CaseOptions, caseCommand } from '../../options.ts';

interface DrawOptions extends CaseOptions {
  format: string;
  out?: string;
  all?: boolean;
}

/** `dossier lineage [prediction-id]`: the chain behind a prediction, or all that is on record, as a drawing. */
export function drawCommand({ io, run }: CommandContext): Command {
  const example = 'npm run dossier -- lineage draw BM-001037 --case sample-cases/boston-mortgage --format mermaid';
  return caseCommand('draw', 'draw the chain behind a prediction, or all that is on record', example)
    .argument('[prediction-id]', 'the prediction, as the decision log names it')
    .addOption(new Option('--format <format>', 'how to draw it').choices(DRAWING_FORMATS).default('mermaid'))
    .option('--out <file>', 'the file to write (default: the screen)')
    .option('--all', 'draw what is off the chain too, and fold nothing')
    .action(async (predictionId: string | undefined, options: DrawOptions) => {
      const session = { caseDirectory: options.case, allowedRoots: options.allowRoot, context: run };
      const graph = await withSession(session, (open) => lineageGraph(open, predictionId, options.asOf));
      const { text, ...drawn } = drawLineage(graph, options.format, options.all);
      if (options.out === undefined && !io.json) return io.write(text);
      if (options.out !== undefined) await write(options.out, text);
      const answer = { format: options.format, nodes: drawn.nodes, edges: drawn.edges };
      io.answer(options.out === undefined ? { ...answer, text } : { ...answer, file: options.out }, [
        `${options.out}: ${drawn.nodes} nodes, ${drawn.edges} arrows`,
      ]);
    });
}

async function write(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (cause) {
    throw new DossierError('output/not-writable', `the file ${path} cannot be written`, {
      cause,
      hint: 'Give --out a file in a folder that you may write to.',
    });
  }
}
