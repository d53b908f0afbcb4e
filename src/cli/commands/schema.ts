import { Command } from 'commander';
import { readSchema, schemaNames } from '../../pipeline/template-files.ts';
import type { CommandContext } from '../command-context.ts';

/** `dossier schema [name]`: the published JSON Schemas. */
export function schemaCommand({ io }: CommandContext): Command {
  return new Command('schema')
    .description('print a JSON Schema: of case.yaml, of a record, or of what a command prints under --json')
    .argument('[name]', 'which one; all names are listed without it')
    .option('--json', 'print one JSON document on stdout (a schema always is one)')
    .addHelpText('after', '\nExample:\n  $ npm run dossier -- schema case\n')
    .action(async (name: string | undefined) => {
      if (name !== undefined) return io.write(await readSchema(name));
      const names = await schemaNames();
      io.answer({ schemas: names }, names);
    });
}
