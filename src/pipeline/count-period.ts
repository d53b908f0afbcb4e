import { dirname } from 'node:path';
import type { CountedPeriod } from '../bias/trend-of.ts';
import type { TrainingAudit } from '../core/audit-record.ts';
import type { Case } from '../core/case.ts';
import { DossierError } from '../core/error.ts';
import type { FileDigest } from '../core/evidence.ts';
import type { NotAvailable } from '../core/findings.ts';
import { type PeriodLength, periodsOf } from '../core/periods.ts';
import type { RegimeProfile } from '../core/regime.ts';
import { readCaseFile } from '../data/case-file.ts';
import { openCaseFolder } from '../data/case-folder.ts';
import { digestCells, readCells } from '../data/cells-file.ts';
import type { SliceCounts } from '../data/count-slice.ts';
import { countSlice } from './audit.ts';
import { type SessionOptions, withSession } from './session.ts';

export interface PeriodQuestion extends SessionOptions {
  /** ISO 8601; decisions before it are not counted. */
  since?: string | undefined;
  /** ISO 8601; decisions at it and after it are not counted. */
  until?: string | undefined;
  asOf?: string | undefined;
  by: PeriodLength;
  /** A file of cells, in place of the decision log. */
  cells?: string | undefined;
}

/** All that an audit needs of the files; nothing of it speaks of one person. */
export interface CountedSlice {
  case: Case;
  asOf: string;
  counts: SliceCounts;
  /** The same slice in parts. */
  periods: CountedPeriod[] | NotAvailable;
  training: TrainingAudit | NotAvailable;
  files: FileDigest[];
}

/** @param profileOf - the profile to be used, once the times of the slice are known */
export function countPeriod(question: PeriodQuestion, profileOf: (to: string) => RegimeProfile): Promise<CountedSlice> {
  const { cells } = question;
  return cells === undefined ? countLog(question, profileOf) : countCellsFile(question, cells);
}

async function countLog(question: PeriodQuestion, profileOf: (to: string) => RegimeProfile): Promise<CountedSlice> {
  const { since: from, until, by } = question;
  return withSession(question, async (session) => {
    const asOf = question.asOf ?? earlier(await session.log.newest(), until);
    const span = await session.log.span(asOf, { from, until });
    const cut = span === null ? [] : periodsOf(by, { ...span, since: from, until });
    const bounds = cut?.slice(1).map(({ since }) => since);
    const [counts, { trainingAudit }] = await Promise.all([
      countSlice(session, { asOf, from, until, bounds }),
      import('./training-audit.ts'),
    ]);
    const { table } = counts;
    if (table.cells.length === 0) throw nothingCounted(question);
    const periods: CountedSlice['periods'] =
      cut === null
        ? { notAvailable: `there are too many ${by}s from ${table.from} to ${table.to}` }
        : cut.map((period, at) => ({ ...period, table: counts.periods?.[at] ?? table }));
    const profile = profileOf(table.to);
    const training = await trainingAudit(session, { asOf, from, until, profile, decisions: table });
    return {
      case: session.case,
      asOf,
      counts: cellsAlone(counts),
      periods,
      training,
      files: await session.folder.filesRead(),
    };
  });
}

/** Without the periods, which the trend keeps. */
function cellsAlone({ table, scores }: SliceCounts): SliceCounts {
  return { table, scores };
}

/** The end of the slice, where the log goes on after it: an audit of a past period stays the same when the log grows. */
function earlier(newest: string | null, until: string | undefined): string {
  return until === undefined || (newest !== null && newest < until) ? (newest ?? '') : until;
}

async function countCellsFile(question: PeriodQuestion, path: string): Promise<CountedSlice> {
  const folder = await openCaseFolder(question.caseDirectory);
  const declaration = await readCaseFile(folder, { needsFiles: false });
  const counts = await readCells(path, declaration);
  const { table } = counts;
  if (table.cells.length === 0) throw nothingCounted(question);
  const from = table.from || question.since;
  const to = table.to || question.until || question.asOf;
  if (from === undefined || to === undefined) {
    throw new DossierError('usage/period-missing', `${path} does not say of what time it is`, {
      place: { file: path },
      hint: 'Give --since and --until.',
    });
  }
  return {
    case: declaration,
    asOf: question.asOf ?? to,
    counts: { table: { ...table, from, to }, scores: counts.scores },
    periods: { notAvailable: 'only cells are held, and not when each decision was made' },
    training: { notAvailable: 'only cells are held, and no training data' },
    files: [...(await folder.filesRead()), await digestCells(path)],
  };
}

function nothingCounted({ caseDirectory }: PeriodQuestion): DossierError {
  return new DossierError('analysis/audit-not-available', 'the slice holds no decision that can be counted', {
    place: { file: dirname(`${caseDirectory}/case.yaml`) },
    hint: 'Check --since, --until and --as-of, and how case.yaml spells the two decisions.',
  });
}
