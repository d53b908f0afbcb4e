import { readFile } from 'node:fs/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import { DossierError } from '../core/error.ts';
import { readInstant } from '../core/instant.ts';
import type { RegimeProfile } from '../core/regime.ts';

/** Options that every command on a case shares. */
export interface CaseOptions {
  case: string;
  allowRoot: string[];
  asOf?: string;
}

/** A command that prints, with --json and --quiet. `example` must work as pasted from the project's folder. */
export function printingCommand(name: string, description: string, example: string): Command {
  return new Command(name)
    .description(description)
    .option('--json', 'print one JSON document on stdout')
    .option('-q, --quiet', 'show no progress')
    .addHelpText('after', `\nExample:\n  $ ${example}\n`);
}

/** A command on a case, with --case, --allow-root and --as-of. */
export function caseCommand(name: string, description: string, example: string): Command {
  return printingCommand(name, description, example)
    .requiredOption('--case <dir>', 'the folder that holds case.yaml')
    .addOption(
      new Option('--allow-root <dir>', 'a folder outside the case folder that case.yaml may name (repeatable)')
        .argParser((dir: string, before: string[]) => [...before, dir])
        .default([], 'none'),
    )
    .addOption(new Option('--as-of <time>', 'use nothing recorded after this time (ISO 8601)').argParser(isoTime));
}

/** An ISO 8601 date or time as a full timestamp in UTC. A date alone means its last millisecond. */
function isoTime(text: string): string {
  const instant = readInstant(text);
  if (instant !== null) return text.trim().length === 10 ? `${text.trim()}T23:59:59.999Z` : instant.at;
  throw new InvalidArgumentError('Give a time like 2025-07-31 or 2025-07-31T12:00:00Z.');
}

/** An ISO 8601 date or time as a full timestamp in UTC. A date alone means its first moment. */
export function firstMoment(text: string): string {
  const instant = readInstant(text);
  if (instant !== null) return instant.at;
  throw new InvalidArgumentError('Give a time like 2025-07-31 or 2025-07-31T12:00:00Z.');
}

/** A whole number of one or more. */
export function positiveInteger(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Give a whole number of one or more.');
}

/** A profile that ships, by its id; or one of the operator's own, from a JSON file. */
export async function readProfile(choice: string | undefined): Promise<string | RegimeProfile | undefined> {
  if (choice === undefined || !/\.json$/i.test(choice)) return choice;
  const { ownProfile } = await import('../pipeline/own-profile.ts');
  return ownProfile(choice);
}

/** Reads a key file that the operator names. @throws DossierError usage/key-unreadable */
export async function readKey(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new DossierError('usage/key-unreadable', `the key file ${path} cannot be read`, {
      cause,
      hint: 'Give the path of a PEM file.',
    });
  }
}
