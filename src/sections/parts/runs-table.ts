import type { Block } from '../../core/block.ts';
import type { Grade } from '../../core/citation.ts';
import type { Chain, RunRecord } from '../../core/evidence.ts';
import type { Words } from '../../core/words.ts';
import { monoColumn, paragraph, textColumn } from './blocks.ts';
import { orNotRecorded, timeOf } from './recorded.ts';

const GRADES: Record<Grade, string> = {
  verified: 'grade.verified',
  recorded: 'grade.recorded',
  declared: 'grade.declared',
  inferred: 'grade.inferred',
};

/** The run that scored and the run that trained. */
export function runsTable(words: Words, { scoring, training }: Chain['runs']): Block[] {
  const runs: [string, RunRecord | null][] = [
    [words('run.scoring'), scoring],
    [words('run.training'), training],
  ];
  const rows = runs.flatMap(([role, run]) => (run === null ? [] : [runRow(words, role, run)]));
  if (rows.length === 0) return [paragraph(words('run.none'))];
  return [
    {
      kind: 'table',
      id: 'custody-runs',
      caption: words('run.caption'),
      columns: [
        textColumn(words('run.column.role'), 0.8),
        monoColumn(words('run.column.id'), 1.6),
        textColumn(words('run.column.job'), 1.4),
        textColumn(words('run.column.state'), 0.9),
        textColumn(words('run.column.time'), 1.6),
        textColumn(words('run.column.grade'), 0.9),
      ],
      rows,
      note: words('grade.note'),
    },
  ];
}

function runRow(words: Words, role: string, run: RunRecord): string[] {
  return [
    role,
    run.id,
    words('run.job', { job: run.job.name, engine: orNotRecorded(words, run.engine) }),
    run.state,
    words('run.time', { started: timeOf(words, run.startedAt), ended: timeOf(words, run.endedAt) }),
    words(GRADES[run.grade]),
  ];
}
