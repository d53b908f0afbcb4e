import type { Command } from 'commander';
import type { AuditAnswer } from '../../core/answers.ts';
import { decimal, percentage, pValue } from '../../core/format.ts';
import { auditAnswer } from '../../pipeline/answers.ts';
import { audit } from '../../pipeline/audit.ts';
import { emitting, ownFile } from '../../pipeline/emit-lineage.ts';
import { withSession } from '../../pipeline/session.ts';
import type { CommandContext } from '../command-context.ts';
import { type EmitCommandOptions, emitOptions, withEmitOptions } from '../emit-options.ts';
import { issueLines } from '../issue-lines.ts';
import { type CaseOptions, caseCommand } from '../options.ts';

/** `dossier audit`: outcomes by group over the decision log. */
export function auditCommand({ io, run }: CommandContext): Command {
  const example = 'npm run dossier -- audit --case sample-cases/boston-mortgage';
  return withEmitOptions(caseCommand('audit', 'compare outcomes by group over the decision log', example))
    .option('--profile <id>', 'the thresholds (default: by the date of the decisions)')
    .action(async (options: CaseOptions & EmitCommandOptions & { profile?: string }) => {
      const session = { caseDirectory: options.case, allowedRoots: options.allowRoot, context: run };
      const asked = [options.case, options.asOf, options.profile];
      const { value: answer, issues } = await emitting(emitOptions(options), 'audit', asked, (says) =>
        withSession(session, async (open) => {
          const bias = await audit(open, { asOf: options.asOf, profile: options.profile });
          const { id } = open.case.system;
          says({ inputs: (await open.folder.filesRead()).map((file) => ownFile(id, file)), outputs: [] });
          return auditAnswer(bias);
        }),
      );
      if (issues.length > 0) issueLines(issues).forEach(io.log);
      io.answer(answer, auditLines(answer));
    });
}

function auditLines(answer: AuditAnswer): string[] {
  const { rowsRead, used, exclusions, attributes, favourable, profile, confidence } = answer;
  const left = exclusions.filter(({ rows }) => rows > 0).map(({ reason, rows }) => `  left out: ${rows} (${reason})`);
  return [
    `${rowsRead} decisions read, ${used} used; share ${favourable} by group (${percentage(confidence, 0)} interval)`,
    ...left,
    ...attributes.flatMap(({ label, reference, groups, disparities }) => [
      `${label}, compared with ${reference}`,
      ...groups.map(({ group, n, metrics }) => {
        const rate = metrics['selectionRate'];
        const interval = rate?.low == null ? '' : `  (${percentage(rate.low)} to ${percentage(rate.high)})`;
        return `  ${group.padEnd(16)} n = ${String(n).padStart(6)}  ${percentage(rate?.value ?? null)}${interval}`;
      }),
      ...disparities
        .filter(({ metric }) => metric === 'selectionRate')
        .map(
          ({ group, ratio, p, verdict, because }) =>
            `  ${group}: ratio ${decimal(ratio)}, ${pValue(p)}: ${verdict} (${because})`,
        ),
    ]),
    `Screening values of the profile ${profile}; no conclusion of law.`,
  ];
}
