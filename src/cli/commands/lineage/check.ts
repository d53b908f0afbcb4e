import { type Command, Option } from 'commander';
import type { LineageCheckAnswer, LineageRequirement } from '../../../core/answers.ts';
import { DossierError, EXIT_GATE } from '../../../core/error.ts';
import { percentage } from '../../../core/format.ts';
import { checkCaseLineage, checkLineage, failsCheck, readFiles } from '../../../pipeline/check-lineage.ts';
import { withSession } from '../../../pipeline/session.ts';
import type { CommandContext } from '../../command-context.ts';
import { issueLines } from '../../issue-lines.ts';
import { printingCommand } from '../../options.ts';

interface CheckOptions {
  case?: string;
  failOn?: 'warning' | 'error';
}

/** `dossier lineage check`: what an export tells of what a chain needs. */
export function checkCommand({ io, run, exit }: CommandContext): Command {
  const example = 'npm run dossier -- lineage check --case sample-cases/boston-mortgage';
  return printingCommand('check', 'score lineage exports against what a chain needs, and say what to mend', example)
    .argument('[files...]', 'exports to look over, told apart by content')
    .option('--case <dir>', 'look over the exports of this case')
    .addOption(new Option('--fail-on <severity>', 'exit with 10 from this severity on').choices(['warning', 'error']))
    .action(async (files: string[], { case: directory, failOn }: CheckOptions) => {
      if ((directory === undefined) === (files.length === 0)) {
        throw new DossierError('usage/files-or-case', 'there is nothing to look over, or there are two things', {
          hint: 'Give either files or --case.',
        });
      }
      const answer =
        directory === undefined
          ? checkLineage(await readFiles(files))
          : await withSession({ caseDirectory: directory, context: run }, checkCaseLineage);
      io.answer(answer, checkLines(answer));
      if (failOn !== undefined && failsCheck(answer, failOn)) exit(EXIT_GATE);
    });
}

function checkLines({ files, formats, score, requirements, proposals, issues }: LineageCheckAnswer): string[] {
  return [
    `${files.join(', ')}: ${formats.map(({ format, documents }) => `${format} (${documents})`).join(', ')}`,
    `  tells ${percentage(score, 0)} of what a chain needs`,
    ...requirements.flatMap(requirementLines),
    ...proposals.map(
      ({ read, written, because }) =>
        `  ? ${read.namespace} ${read.name} may be ${written.namespace} ${written.name} (by ${because}); declare it as same-as in links.yaml`,
    ),
    ...issueLines(issues),
  ];
}

function requirementLines({ id, severity, needed, held, share, asks, mend, missing }: LineageRequirement): string[] {
  const sign = { error: '✗', warning: '!', info: '·' }[severity];
  const name = id.padEnd(15);
  if (share === null) return [`  - ${name} nothing to look at`];
  if (share === 1) return [`  ✓ ${name} ${held}/${needed}`];
  const [first] = missing;
  const at = first?.place === undefined ? '' : ` (${first.place.file}, ${first.place.at})`;
  return [
    `  ${sign} ${name} ${held}/${needed}  ${asks} ${mend}`,
    ...(first === undefined ? [] : [`    first: ${first.what}${at}`]),
  ];
}
