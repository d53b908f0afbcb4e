import { type Command, Option } from 'commander';
import type { IdsAnswer } from '../../core/answers.ts';
import { withSession } from '../../pipeline/session.ts';
import type { CommandContext } from '../command-context.ts';
import { type CaseOptions, caseCommand, positiveInteger } from '../options.ts';

const ALL = Number.MAX_SAFE_INTEGER;

/** `dossier ids`: the prediction ids of a case. */
export function idsCommand({ io, run }: CommandContext): Command {
  const example = 'npm run dossier -- ids --case sample-cases/boston-mortgage --search 0011';
  return caseCommand('ids', 'list or search the prediction ids of a case', example)
    .option('--search <text>', 'only ids that contain this text')
    .addOption(
      new Option('--limit <n>', 'list at most this many')
        .argParser(positiveInteger)
        .default(undefined, '50; all with --json'),
    )
    .action(
      async ({ search, limit = io.json ? ALL : 50, ...options }: CaseOptions & { search?: string; limit?: number }) => {
        const session = { caseDirectory: options.case, allowedRoots: options.allowRoot, context: run };
        const answer: IdsAnswer = await withSession(session, ({ log }) => log.ids({ search, limit }));
        const more = answer.total - answer.ids.length;
        io.answer(answer, [
          ...answer.ids,
          ...(more > 0 ? [`... and ${more} more; raise --limit or narrow --search`] : []),
        ]);
      },
    );
}
