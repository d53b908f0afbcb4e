import { literal } from './sql-text.ts';
import { asNumber, asText, type TableFile } from './table-file.ts';

/** A column whose values name groups, or whose numbers are cut into groups. */
export interface GroupColumn {
  column: string;
  cuts?: readonly number[] | undefined;
  unknown?: readonly string[] | undefined;
}

const UNKNOWN = ['', 'unknown', 'nan', 'null'];

/** The group that a row of the table belongs to, as SQL text; NULL where it is not known. */
export function groupText(file: TableFile, { column, cuts, unknown = [] }: GroupColumn): string {
  const text = asText(file, column);
  const words = [...UNKNOWN, ...unknown.map((word) => word.trim().toLowerCase())].map(literal).join(', ');
  const known = cuts === undefined ? text : cutText(asNumber(file, column), cuts);
  return `CASE WHEN lower(trim(${text})) IN (${words}) THEN NULL ELSE ${known} END`;
}

/** The names of the groups that cut points make, each closed on its left: "below 40", "40 to below 62", "62 or more". */
function cutText(number: string, cuts: readonly number[]): string {
  const names = cutNames(cuts).map(literal);
  const steps = cuts.map((cut, at) => `WHEN ${number} < ${cut}::DOUBLE THEN ${names[at]}`).join(' ');
  return `CASE WHEN ${number} IS NULL OR NOT isfinite(${number}) THEN NULL ${steps} ELSE ${names.at(-1)} END`;
}

function cutNames(cuts: readonly number[]): string[] {
  const between = cuts.slice(1).map((cut, at) => `${cuts[at]} to below ${cut}`);
  return [`below ${cuts[0]}`, ...between, `${cuts.at(-1)} or more`];
}
