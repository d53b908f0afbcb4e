import { type Command, InvalidArgumentError, Option } from 'commander';
import type { EmitOptions } from '../pipeline/emit-lineage.ts';
import { postEvent } from './post-event.ts';

/** Options of a command whose own run can be told to a lineage system. */
export interface EmitCommandOptions {
  emitLineage: string[];
  emitRequired?: boolean;
  emitRunId?: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Adds --emit-lineage, --emit-required and --emit-run-id. */
export function withEmitOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--emit-lineage <file-or-url>', 'tell of this run as OpenLineage events (repeatable)')
        .argParser((target: string, before: string[]) => [...before, target])
        .default([], 'nowhere'),
    )
    .option('--emit-required', 'fail when an event cannot be delivered (default: warn)')
    .addOption(new Option('--emit-run-id <uuid>', 'the id of this run (default: derived)').argParser(uuid));
}

/** A server's token comes from the environment, so that it stands in no command line and no history. */
export function emitOptions({ emitLineage, emitRequired, emitRunId }: EmitCommandOptions): EmitOptions {
  return {
    targets: emitLineage,
    runId: emitRunId,
    isRequired: emitRequired === true,
    now: () => new Date(performance.timeOrigin + performance.now()).toISOString(),
    post: (url, event) => postEvent(url, event, process.env['DOSSIER_LINEAGE_TOKEN']),
  };
}

function uuid(text: string): string {
  if (UUID.test(text)) return text.toLowerCase();
  throw new InvalidArgumentError('Give a UUID.');
}
