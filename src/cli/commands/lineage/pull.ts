import { type Command, Option } from 'commander';
import { DossierError } from '../../../core/error.ts';
import { LINEAGE_SERVERS, pullLineage } from '../../../pipeline/pull-lineage.ts';
import type { CommandContext } from '../../command-context.ts';
import { issueLines } from '../../issue-lines.ts';
import { jsonServer } from '../../json-server.ts';
import { printingCommand } from '../../options.ts';

/** `dossier lineage pull`: all lineage that a server holds, as a file. */
export function pullCommand({ io, run }: CommandContext): Command {
  const example =
    'DOSSIER_LINEAGE_URL=https://marquez.example npm run dossier -- lineage pull --from marquez --out marquez.ndjson';
  return printingCommand('pull', 'write all lineage that a server holds into a file', example)
    .addOption(new Option('--from <system>', 'what the server is').choices(LINEAGE_SERVERS).makeOptionMandatory())
    .requiredOption('--out <file>', 'the file to write')
    .addHelpText(
      'after',
      'The address is taken from DOSSIER_LINEAGE_URL, the token, if any, from DOSSIER_LINEAGE_TOKEN.\n',
    )
    .action(async ({ from, out }: { from: string; out: string }) => {
      const { DOSSIER_LINEAGE_URL: url, DOSSIER_LINEAGE_TOKEN: token } = process.env;
      if (!url) {
        throw new DossierError('usage/server-url', 'the address of the server is not given', {
          hint: 'Set DOSSIER_LINEAGE_URL to it, and DOSSIER_LINEAGE_TOKEN to a token if it wants one.',
        });
      }
      const server = jsonServer({ url, token: token || undefined, signal: run.signal });
      const answer = await pullLineage(server, from, out);
      io.answer(answer, [
        `${answer.file}: ${answer.answers} answers, ${answer.bytes} bytes`,
        `  SHA-256 ${answer.sha256}`,
        ...issueLines(answer.issues),
      ]);
    });
}
