import { basename, dirname, join } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { AuditAnswer } from '../../core/answers.ts';
import type { AuditRecord } from '../../core/audit-record.ts';
import { DossierError, EXIT_GATE } from '../../core/error.ts';
import { readInstant } from '../../core/instant.ts';
import type { Verdict } from '../../core/measures.ts';
import type { PeriodLength } from '../../core/periods.ts';
import { emitting, type OwnUses, ownFile } from '../../pipeline/emit-lineage.ts';
import { auditPeriod, type WrittenAudit } from '../../pipeline/periodic-audit.ts';
import { auditLines } from '../audit-lines.ts';
import type { CommandContext } from '../command-context.ts';
import { type EmitCommandOptions, emitOptions, withEmitOptions } from '../emit-options.ts';
import { type CaseOptions, caseCommand, readKey, readProfile } from '../options.ts';

interface AuditCommandOptions extends CaseOptions, EmitCommandOptions {
  profile?: string;
  since?: string;
  until?: string;
  by: PeriodLength;
  cells?: string;
  copy: AuditRecord['copy'];
  out?: string;
  history?: string;
  failOn?: Verdict;
  key?: string;
}

/** The gravest first; `--fail-on` takes one, and is met by it and by those before it. */
const GRAVITY: readonly Verdict[] = ['flagged', 'practical-only', 'statistical-only', 'inconclusive'];

/** `dossier audit`: outcomes by group over a period, without a contested decision. */
export function auditCommand({ io, run, exit }: CommandContext): Command {
  const example = 'npm run dossier -- audit --case sample-cases/boston-mortgage --out out/audit';
  const command = caseCommand('audit', 'compare outcomes by group over a period, and write the audit of it', example);
  return withEmitOptions(command)
    .addOption(new Option('--since <time>', 'count decisions from this time on (ISO 8601)').argParser(moment))
    .addOption(new Option('--until <time>', 'count decisions before this time (ISO 8601)').argParser(moment))
    .addOption(
      new Option('--by <length>', 'the periods of the trend').choices(['month', 'quarter', 'year']).default('month'),
    )
    .option(
      '--profile <id>',
      'the thresholds: an id, or a JSON file of your own (default: by the date of the decisions)',
    )
    .option('--cells <file>', 'audit these counts (cells.json or CSV) in place of the decision log')
    .addOption(
      new Option('--copy <kind>', 'external: without small groups, to leave the house')
        .choices(['internal', 'external'])
        .default('internal'),
    )
    .option('--out <dir>', 'the folder to write (default: out/audit-<system>-<first day>-<last day>)')
    .option(
      '--history <file>',
      'the history of audits to compare with and to add to (default: audits-<system>.ndjson beside the folder)',
    )
    .addOption(
      new Option(
        '--fail-on <verdict>',
        'write the audit, but exit with 10 when any comparison has this verdict or a graver one, the gravest first',
      ).choices(GRAVITY),
    )
    .option('--key <file>', 'sign with this Ed25519 private key (PEM)')
    .action(async (options: AuditCommandOptions) => {
      const { since, until } = options;
      if (since !== undefined && until !== undefined && until <= since) {
        throw new DossierError('usage/period-empty', `no time lies from ${since} to before ${until}`, {
          hint: 'Give an --until after --since.',
        });
      }
      const asked = [
        options.case,
        options.asOf,
        since,
        until,
        options.by,
        options.profile,
        options.cells,
        options.copy,
      ];
      const { value, issues } = await emitting(emitOptions(options), 'audit', asked, (says) =>
        audited(options, run, says),
      );
      const answer = { ...value, issues: [...value.issues, ...issues] };
      io.answer(answer, auditLines(answer));
      if (options.failOn !== undefined && isMet(answer, options.failOn)) exit(EXIT_GATE);
    });
}

async function audited(
  options: AuditCommandOptions,
  context: CommandContext['run'],
  says: (uses: OwnUses) => void,
): Promise<WrittenAudit> {
  let inputs: OwnUses['inputs'] = [];
  let of = '';
  const answer = await auditPeriod({
    ...{ caseDirectory: options.case, allowedRoots: options.allowRoot, context },
    ...{ since: options.since, until: options.until, asOf: options.asOf, by: options.by, cells: options.cells },
    copy: options.copy,
    profile: await readProfile(options.profile),
    directoryOf: (record) => options.out ?? `out/${folderName(record)}`,
    historyOf: (system) => options.history ?? join(dirname(options.out ?? 'out/audit'), `audits-${system}.ndjson`),
    privateKeyPem: options.key === undefined ? undefined : await readKey(options.key),
    onCounted: (system, files) => {
      of = system;
      inputs = files.map((file) => ownFile(system, file));
      says({ inputs, outputs: [] });
    },
  });
  const folder = `${of}/${basename(answer.directory)}`;
  says({ inputs, outputs: answer.files.map((file) => ownFile(folder, { ...file, bytes: null })) });
  return answer;
}

function moment(text: string): string {
  const instant = readInstant(text);
  if (instant !== null) return instant.at;
  throw new InvalidArgumentError('Give a time like 2025-07-01 or 2025-07-01T00:00:00Z.');
}

function folderName({ system, bias, copy }: AuditRecord): string {
  const days = [bias.slice.from, bias.slice.to].map((time) => time.slice(0, 10)).join('-');
  return `audit-${system.id}-${days}${copy === 'external' ? '-external' : ''}`;
}

function isMet({ attributes, further }: AuditAnswer, failOn: Verdict): boolean {
  const gravest = GRAVITY.slice(0, GRAVITY.indexOf(failOn) + 1);
  const single = attributes.flatMap(({ disparities }) => disparities.map(({ verdict }) => verdict as Verdict));
  const crossed = (further?.attributes ?? []).flatMap(({ pairs }) => pairs.map(({ verdict }) => verdict));
  return [...single, ...crossed].some((verdict) => gravest.includes(verdict));
}
