import type { Command } from 'commander';
import { EXIT } from '../../core/error.ts';
import { folderReader } from '../../pipeline/folder-reader.ts';
import { verifyDossier } from '../../seal/verify.ts';
import type { CommandContext } from '../command-context.ts';
import { printingCommand, readKey } from '../options.ts';

/** `dossier verify DIR`: nothing but the folder is needed. */
export function verifyCommand({ io, exit }: CommandContext): Command {
  const example = 'npm run dossier -- verify out/BM-001037';
  return printingCommand('verify', 'check that no byte of a dossier has changed', example)
    .argument('<dir>', 'the folder of a dossier')
    .option('--key <file>', "the signer's public key (PEM), to check who signed")
    .action(async (directory: string, options: { key?: string }) => {
      const key = options.key === undefined ? {} : { publicKeyPem: await readKey(options.key) };
      const answer = await verifyDossier(await folderReader(directory), key);
      const failed = answer.checks.filter((check) => !check.ok);
      const shown = answer.ok ? answer.checks.filter((check) => check.file === undefined) : failed;
      io.answer(answer, [
        ...shown.map(
          ({ name, ok, file, message }) => `  ${ok ? '✓' : '✗'} ${[file, name, message].filter(Boolean).join(': ')}`,
        ),
        answer.ok
          ? 'Every file is as it was sealed.'
          : `${failed.length} ${failed.length === 1 ? 'check' : 'checks'} failed.`,
      ]);
      if (!answer.ok) exit(EXIT.seal);
    });
}
