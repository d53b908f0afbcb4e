import type { Command } from 'commander';
import { SETTLE } from '../../core/case-schema.ts';
import { initCase } from '../../pipeline/init-case.ts';
import type { CommandContext } from '../command-context.ts';
import { printingCommand } from '../options.ts';

/** `dossier init DIR`: a commented case.yaml from what lies in a folder. */
export function initCommand({ io }: CommandContext): Command {
  const example = 'npm run dossier -- init path/to/exports';
  return printingCommand('init', 'write a commented case.yaml from what is found in a folder', example)
    .argument('<dir>', 'the folder of exports')
    .option('--force', 'replace a case.yaml that is there')
    .action(async (directory: string, { force }: { force?: boolean }) => {
      const answer = await initCase(directory, { replace: force === true });
      io.answer(answer, [
        `Wrote ${answer.files.join(' and ')}.`,
        ...answer.found.map((line) => `  found ${line}`),
        ...answer.open.map((line) => `  open: ${line}`),
        `Open case.yaml, settle every line marked ${SETTLE}, then list the predictions with: dossier ids --case DIR`,
      ]);
    });
}
