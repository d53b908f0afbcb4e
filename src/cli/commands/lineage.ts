import { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { checkCommand } from './lineage/check.ts';
import { compareCommand } from './lineage/compare.ts';
import { drawCommand } from './lineage/draw.ts';
import { pullCommand } from './lineage/pull.ts';

/** `dossier lineage`: the commands on lineage, one file each; the drawing is meant where none is named. */
export function lineageCommand(context: CommandContext): Command {
  return new Command('lineage')
    .description('draw, compare and check the lineage behind a prediction')
    .addCommand(drawCommand(context), { isDefault: true })
    .addCommand(compareCommand(context))
    .addCommand(checkCommand(context))
    .addCommand(pullCommand(context))
    .addHelpText('after', '\nExample:\n  $ npm run dossier -- lineage BM-001037 --case sample-cases/boston-mortgage\n');
}
