import type { Citation } from '../../core/citation.ts';
import type { DatasetName } from '../../core/evidence.ts';
import { textAt } from '../../data/json-value.ts';
import type { Fact } from '../fact.ts';
import type { IssueLog } from '../issue-log.ts';
import type { JsonExportRecord } from '../json-export.ts';
import type { About, Statement } from '../openlineage/statement.ts';
import type { RecordClock } from '../record-clock.ts';

/** What the answers of an account's services add up to. */
export interface Account {
  facts: Fact[];
  log: IssueLog;
  clock: RecordClock;
  /** How often each kind of thing was described or listed, each thing once. */
  seen: Map<string, Set<string>>;
  /** ARNs that an answer describes or lists. */
  described: Set<string>;
  associations: Association[];
  /** Trial components by ARN, and the run that each stands for. */
  runs: Map<string, string>;
}

export interface Association {
  from: string;
  to: string;
  type: string;
  at: string;
  place: Citation;
}

/** The record that speaks, at the last of its times. */
export function statementOf({ clock }: Account, { value, place }: JsonExportRecord, ...times: unknown[]): Statement {
  const own = ['LastModifiedTime', 'UpdateTime', 'LastModifiedOn', 'LastModifiedDate', 'LastUpdated'];
  const made = ['CreationTime', 'CreateTime', 'CreatedOn', 'CreateDate'];
  const at = clock.at(place, ...times, ...[...own, ...made].map((name) => value[name]));
  return { at, grade: 'recorded', citation: place, run: null };
}

export function aboutAt(statement: Statement, dataset: DatasetName): About {
  return { ...statement, dataset, version: null };
}

/** Remembers one thing by its ARN or name. */
export function count(
  { seen, described }: Account,
  kind: string,
  { value, place }: JsonExportRecord,
  id: string,
): void {
  const name = textAt(value, id) ?? `${place.file} ${place.at}`;
  described.add(name);
  seen.set(kind, (seen.get(kind) ?? new Set()).add(name));
}
