import { Command } from 'commander';
import { tool } from '../pipeline/tool.ts';
import { cacheFolder } from './cache-folder.ts';
import type { CommandContext } from './command-context.ts';
import { auditCommand } from './commands/audit.ts';
import { buildCommand } from './commands/build.ts';
import { captureCommand } from './commands/capture.ts';
import { explainCommand } from './commands/explain.ts';
import { idsCommand } from './commands/ids.ts';
import { initCommand } from './commands/init.ts';
import { lineageCommand } from './commands/lineage.ts';
import { resolveCommand } from './commands/resolve.ts';
import { schemaCommand } from './commands/schema.ts';
import { verifyCommand } from './commands/verify.ts';
import type { Terminal } from './terminal.ts';

const commands = [
  buildCommand,
  resolveCommand,
  captureCommand,
  explainCommand,
  auditCommand,
  verifyCommand,
  idsCommand,
  initCommand,
  lineageCommand,
  schemaCommand,
];

/** Parses the command line, runs the command and gives its exit code. */
export async function program(io: Terminal, signal: AbortSignal, args: readonly string[]): Promise<number> {
  let exitCode = 0;
  const context: CommandContext = {
    io,
    run: { signal, progress: io.progress, cache: cacheFolder() },
    exit: (code) => {
      exitCode = code;
    },
  };
  const root = new Command('dossier')
    .description('From a contested prediction ID to a dossier that a stranger can verify.')
    .version(tool.version, '--version', 'print the version')
    .helpCommand(false)
    .showSuggestionAfterError();
  for (const command of commands) root.addCommand(command(context));
  quieten(root, io);
  await root.parseAsync(args, { from: 'user' });
  return exitCode;
}

/** Commander throws instead of exiting, and leaves the printing of errors to us. */
function quieten(command: Command, io: Terminal): void {
  command.exitOverride();
  command.configureOutput({ writeOut: io.write, writeErr: () => undefined });
  for (const inner of command.commands) quieten(inner, io);
}
