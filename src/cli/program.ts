import { Command } from 'commander';
import { tool } from '../pipeline/tool.ts';
import { cacheFolder } from './cache-folder.ts';
import type { CommandContext } from './command-context.ts';
import type { Terminal } from './terminal.ts';

type MakeCommand = (context: CommandContext) => Command;

/** Each command by name, in the order of --help. A command loads only what it needs itself. */
const commands: Record<string, () => Promise<MakeCommand>> = {
  build: async () => (await import('./commands/build.ts')).buildCommand,
  resolve: async () => (await import('./commands/resolve.ts')).resolveCommand,
  capture: async () => (await import('./commands/capture.ts')).captureCommand,
  explain: async () => (await import('./commands/explain.ts')).explainCommand,
  audit: async () => (await import('./commands/audit.ts')).auditCommand,
  verify: async () => (await import('./commands/verify.ts')).verifyCommand,
  ids: async () => (await import('./commands/ids.ts')).idsCommand,
  init: async () => (await import('./commands/init.ts')).initCommand,
  lineage: async () => (await import('./commands/lineage.ts')).lineageCommand,
  schema: async () => (await import('./commands/schema.ts')).schemaCommand,
};

/** The one that is asked for; all of them where none is named, for help and for suggestions. */
async function commandsFor([name = '']: readonly string[]): Promise<MakeCommand[]> {
  const wanted = Object.hasOwn(commands, name) ? [name] : Object.keys(commands);
  return Promise.all(wanted.map((each) => (commands[each] as () => Promise<MakeCommand>)()));
}

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
  for (const command of await commandsFor(args)) root.addCommand(command(context));
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
