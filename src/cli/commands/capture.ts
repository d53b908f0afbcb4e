import { type Command, Option } from 'commander';
import { capture } from '../../pipeline/capture.ts';
import { withSession } from '../../pipeline/session.ts';
import type { CommandContext } from '../command-context.ts';
import { issueLines } from '../issue-lines.ts';
import { type CaseOptions, caseCommand, firstMoment } from '../options.ts';

interface CaptureOptions extends CaseOptions {
  out: string;
  since?: string;
}

/** `dossier capture [prediction-id]`: freezes the lineage behind predictions. */
export function captureCommand({ io, run }: CommandContext): Command {
  const example =
    'npm run dossier -- capture BM-001037 --case sample-cases/boston-mortgage --out out/BM-001037.lineage.ndjson';
  return caseCommand('capture', 'freeze the lineage behind a prediction, before catalogues forget it', example)
    .argument('[prediction-id]', 'the prediction, as the decision log names it')
    .addOption(
      new Option('--since <time>', 'all predictions decided from this time on (ISO 8601)').argParser(firstMoment),
    )
    .requiredOption('--out <file>', 'the file to write; name it under lineage.exports in case.yaml')
    .action(async (predictionId: string | undefined, { out, since, ...options }: CaptureOptions) => {
      const session = { caseDirectory: options.case, allowedRoots: options.allowRoot, context: run };
      const question = { predictionId, since, asOf: options.asOf, out };
      const answer = await withSession(session, (open) => capture(open, question));
      io.answer(answer, [
        `${answer.file}: ${answer.facts} facts behind ${answer.predictions.length} ${answer.predictions.length === 1 ? 'prediction' : 'predictions'}, as of ${answer.asOf}`,
        `  SHA-256 ${answer.sha256}`,
        ...issueLines(answer.issues),
      ]);
    });
}
