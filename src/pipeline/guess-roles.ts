import type { DecisionLogColumns } from '../core/case.ts';
import type { Inventory } from '../data/inventory.ts';

type InventoryTable = Inventory['tables'][number];

/** Names that columns of a decision log go by, the likeliest first. */
const LIKELY: Record<keyof DecisionLogColumns, RegExp> = {
  predictionId: /^(prediction|application|decision|request)_?(id|number)$|^id$/i,
  decidedAt: /^(decided|predicted|scored|decision|prediction)_?(at|time|timestamp|date)$|^(time|timestamp)$/i,
  modelVersion: /^model_?version$|^model$|^version$/i,
  runId: /^(scoring_?)?run_?id$/i,
  score: /^(score|probability|prediction|p)$/i,
  decision: /^(decision|action|outcome_?decided)$/i,
  outcome: /^(outcome|label|actual|truth)$/i,
  weight: /^(sample_?)?weight$/i,
};

export interface GuessedLog {
  files: string[];
  columns: Partial<Record<keyof DecisionLogColumns, string>>;
  /** Number columns that play no other role: the likely inputs of the models. */
  inputs: string[];
}

/** The tables that look like one decision log: those of equal columns in which most roles are recognised. */
export function guessLog(tables: readonly InventoryTable[]): GuessedLog | null {
  const ranked = tables
    .map((table) => ({ table, columns: rolesIn(table) }))
    .filter(({ columns }) => columns.predictionId !== undefined && columns.score !== undefined)
    .sort((one, other) => Object.keys(other.columns).length - Object.keys(one.columns).length);
  const [best] = ranked;
  if (best === undefined) return null;
  const taken = new Set(Object.values(best.columns));
  const shape = names(best.table);
  return {
    files: tables.filter((table) => names(table) === shape).map(({ path }) => path),
    columns: best.columns,
    inputs: best.table.columns.filter(({ name, type }) => !taken.has(name) && isNumber(type)).map(({ name }) => name),
  };
}

/** A table that shares the id column with the log and holds little else: likely the protected attributes. */
export function guessProtected(tables: readonly InventoryTable[], log: GuessedLog): InventoryTable | null {
  const { predictionId } = log.columns;
  const candidates = tables.filter(
    ({ path, columns }) =>
      !log.files.includes(path) &&
      columns.length <= 12 &&
      columns.some(({ name }) => name === predictionId) &&
      /protect|sensitive|demograph|attribute/i.test(path),
  );
  return candidates[0] ?? null;
}

function rolesIn({ columns }: InventoryTable): GuessedLog['columns'] {
  const roles: GuessedLog['columns'] = {};
  for (const [role, pattern] of Object.entries(LIKELY) as [keyof DecisionLogColumns, RegExp][]) {
    const found = columns.find(({ name }) => pattern.test(name) && !Object.values(roles).includes(name));
    if (found !== undefined) roles[role] = found.name;
  }
  return roles;
}

function names({ columns }: InventoryTable): string {
  return JSON.stringify(columns.map(({ name }) => name).sort());
}

function isNumber(type: string): boolean {
  return /INT|FLOAT|DOUBLE|DECIMAL|BOOL|NUMERIC/i.test(type);
}
