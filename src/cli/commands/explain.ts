import type { Command } from 'commander';
import type { ExplainAnswer } from '../../core/answers.ts';
import { decimal, roundDecimals, signed } from '../../core/format.ts';
import { explainAnswer } from '../../pipeline/answers.ts';
import { explain } from '../../pipeline/explain.ts';
import { gather } from '../../pipeline/gather.ts';
import { replay } from '../../pipeline/replay.ts';
import { type Session, withSession } from '../../pipeline/session.ts';
import type { CommandContext } from '../command-context.ts';
import { type CaseOptions, caseCommand } from '../options.ts';

/** `dossier explain <prediction-id>`: what moved the score, compared with whom. */
export function explainCommand({ io, run }: CommandContext): Command {
  const example = 'npm run dossier -- explain BM-001037 --case sample-cases/boston-mortgage';
  return caseCommand('explain', 'replay a prediction and attribute its score to the features', example)
    .argument('<prediction-id>', 'the prediction, as the decision log names it')
    .action(async (predictionId: string, options: CaseOptions) => {
      const session = { caseDirectory: options.case, allowedRoots: options.allowRoot, context: run };
      const answer = await withSession(session, (open) => explained(open, predictionId, options.asOf));
      io.answer(answer, explainLines(answer));
    });
}

async function explained(session: Session, predictionId: string, asOf?: string): Promise<ExplainAnswer> {
  const evidence = await gather(session, predictionId, asOf);
  const replayed = await replay(session, evidence);
  try {
    return explainAnswer(evidence, { attribution: await explain(session, evidence, replayed) });
  } finally {
    await replayed.predictor.release();
  }
}

function explainLines({
  predictionId,
  engine,
  space,
  baseValue,
  value,
  cutoff,
  background,
  features,
  reasons,
  examination,
}: ExplainAnswer): string[] {
  const ranked = [...features].sort((one, other) => Math.abs(other.attribution) - Math.abs(one.attribution));
  return [
    `Prediction ${predictionId}: ${space} ${decimal(value)}, cut-off ${decimal(cutoff)}`,
    `  ${decimal(baseValue).padStart(8)}  average of ${background.rows} people (${background.description})`,
    ...ranked.map(
      ({ name, value: held, attribution }) => `  ${signed(attribution).padStart(8)}  ${name} = ${roundDecimals(held)}`,
    ),
    `  by ${engine}`,
    ...(reasons.length === 0 ? [`No principal reason: ${examination.noReasonBecause}`] : ['Principal reasons:']),
    ...reasons.map(
      ({ rank, code, text, flags }) =>
        `  ${rank}. ${code ?? '-'}  ${text}${flags.length === 0 ? '' : `  [${flags.join('; ')}]`}`,
    ),
    ...referenceLine(examination.alternativeReference),
  ];
}

function referenceLine(other: ExplainAnswer['examination']['alternativeReference']): string[] {
  if ('notAvailable' in other) return [`No other comparison: ${other.notAvailable}`];
  const { background, baseValue, sameReasons, reasons } = other;
  const named = reasons.map(({ feature }) => feature).join(', ') || 'no reason';
  const said = sameReasons && reasons.length > 0 ? 'the same reasons' : named;
  return [`Against ${background.population} (average ${baseValue.toFixed(4)}): ${said}`];
}
