import type { Command } from 'commander';
import type { ResolveAnswer } from '../../core/answers.ts';
import { resolveAnswer } from '../../pipeline/answers.ts';
import { gather } from '../../pipeline/gather.ts';
import { withSession } from '../../pipeline/session.ts';
import type { CommandContext } from '../command-context.ts';
import { issueLines } from '../issue-lines.ts';
import { type CaseOptions, caseCommand } from '../options.ts';

/** `dossier resolve <prediction-id>`: which model, data and code stand behind a prediction. */
export function resolveCommand({ io, run }: CommandContext): Command {
  const example = 'npm run dossier -- resolve BM-001037 --case sample-cases/boston-mortgage';
  return caseCommand('resolve', 'find the model, the data and the code behind a prediction', example)
    .argument('<prediction-id>', 'the prediction, as the decision log names it')
    .action(async (predictionId: string, options: CaseOptions) => {
      const session = { caseDirectory: options.case, allowedRoots: options.allowRoot, context: run };
      const evidence = await withSession(session, (open) => gather(open, predictionId, options.asOf));
      const answer = resolveAnswer(evidence);
      io.answer(answer, resolveLines(answer));
    });
}

function resolveLines(answer: ResolveAnswer): string[] {
  const { prediction, model, training, featureCode, runs, upstream, completeness, breaks } = answer;
  const line = (term: string, value: string | null | undefined): string =>
    `  ${term.padEnd(14)} ${value ?? 'not found'}`;
  const mark = (verified: boolean): string => (verified ? '✓ digest agrees' : '! not verified');
  return [
    `Prediction ${prediction.id}, decided ${prediction.decidedAt}: ${prediction.decision} at score ${prediction.score}`,
    line('model', model && `${model.version}  ${model.name}  ${mark(model.verified)}`),
    line('scoring run', runs.scoring),
    line('training run', runs.training),
    line('training data', training && `${training.dataset}  ${mark(training.verified)}`),
    line(
      'feature code',
      featureCode &&
        `${featureCode.repository} @ ${featureCode.commit ?? 'no commit'}  ${featureCode.verified ? '✓ commit found' : '! not verified'}`,
    ),
    ...upstream.map((dataset) => line(`upstream ${dataset.depth}`, `${dataset.name}  ${mark(dataset.verified)}`)),
    line('facts held', completeness.map(({ hop, held, needed }) => `${hop} ${held}/${needed}`).join(', ')),
    ...issueLines(breaks),
  ];
}
