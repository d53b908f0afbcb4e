import type { TrainingLabels } from '../core/case.ts';
import type { ContingencyTable } from '../core/cells.ts';
import type { FileDigest } from '../core/evidence.ts';
import type { ValueCounts } from '../core/value-counts.ts';
import type { CaseFolder } from './case-folder.ts';
import type { DecisionSource } from './decision-source.ts';
import { countInput } from './input-counts.ts';
import { notAFile } from './regular-file.ts';
import type { Slice } from './slice-rows.ts';
import { openTableFile } from './table-file.ts';
import { countTraining } from './training-slice.ts';

/** The table that a model learned from. */
export interface TrainingTable {
  digest: FileDigest;
  /** Its labels by group, as cells whose decision is the label. */
  labels(): Promise<ContingencyTable>;
  /** A model input there and in the decision slice. Null where the table has no such column. */
  input(name: string, slice: Slice & { asOf?: string | undefined }): Promise<ValueCounts | null>;
}

/** See DecisionLog.training. */
export async function openTraining(
  source: DecisionSource,
  folder: CaseFolder,
  path: string,
  labels: TrainingLabels,
): Promise<TrainingTable> {
  if ((await folder.kind(path)) !== 'file') throw notAFile(path);
  const file = await openTableFile(source.tables, { path, realPath: await folder.resolve(path) });
  const digest = await folder.digest(path);
  return {
    digest,
    labels: () => countTraining(source, file, labels),
    input: async (name, slice) =>
      file.columns.some((column) => column.name === name) ? countInput(source, file, name, slice) : null,
  };
}
