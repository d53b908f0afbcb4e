import type { Command } from 'commander';
import { gather } from '../../../pipeline/gather.ts';
import { withSession } from '../../../pipeline/session.ts';
import type { CommandContext } from '../../command-context.ts';
import { type CaseOptions, caseCommand } from '../../options.ts';

/** `dossier lineage draw <prediction-id>`: the chain behind a prediction. */
export function drawCommand({ io, run }: CommandContext): Command {
  const example = 'npm run dossier -- lineage draw BM-001037 --case sample-cases/boston-mortgage';
  return caseCommand('draw', 'draw the chain behind a prediction', example)
    .argument('<prediction-id>', 'the prediction, as the decision log names it')
    .action(async (predictionId: string, options: CaseOptions) => {
      const session = { caseDirectory: options.case, allowedRoots: options.allowRoot, context: run };
      const { chain } = await withSession(session, (open) => gather(open, predictionId, options.asOf));
      io.answer(
        chain.graph,
        chain.graph.nodes.map(({ kind, label, status }) => `${kind} ${label} (${status})`),
      );
    });
}
