import type { InputColumn } from '../core/input-column.ts';
import { attributesOfLog, type DecisionSource, decisions } from './decision-source.ts';
import { groupText } from './group-text.ts';
import { areComplete } from './input-columns.ts';
import { moment } from './moment.ts';
import { asText, relation, type TableFile } from './table-file.ts';

/** Which decisions to count. All of them when nothing is given. */
export interface Slice {
  /** ISO 8601; decisions before it are not counted. */
  from?: string | undefined;
  /** ISO 8601; decisions at it and after it are not counted. */
  until?: string | undefined;
  modelVersion?: string | undefined;
  /** ISO 8601, ascending: moments that cut the slice into periods, each of which is counted for itself, too. */
  bounds?: readonly string[] | undefined;
}

/** Why a row is not counted, in the order in which the reasons are tried. */
export const EXCLUSION = {
  noId: 'no prediction id',
  noTime: 'time of the decision cannot be read',
  repeated: 'prediction id is recorded earlier already',
  noWord: 'decision is neither of the two words',
  notScored: 'score cannot be computed from the inputs',
  noModel: 'model version is not declared in case.yaml',
} as const;

/** The rows of a slice as SQL, with the values that are bound in it. */
export interface SliceRows {
  query: string;
  values: Record<string, string>;
  files: TableFile[];
}

export interface SliceRowsOptions {
  asOf: string | undefined;
  slice: Slice;
  /** True when ids may be recorded more than once. */
  hasRepeats: boolean;
  /** Inputs of the model, where rows are still to be scored. */
  columns?: readonly InputColumn[];
}

/**
 * Every row of a slice with its exclusion (NULL for a row that counts), favourable, adverse, its groups as g0, g1, ...,
 * strata as s0, s1, ..., weight, score, and its period (NULL without a time); those of one pass, by a hash of the id.
 *
 * Rows of one id are numbered by time, then by file, so that the first one is kept whatever the order of rows, and in
 * whatever period it lies. The protected file is first reduced to one row per key: a key with two different values has
 * no known group, and no key can multiply decisions.
 */
export function sliceRows(source: DecisionSource, options: SliceRowsOptions): SliceRows {
  const { asOf, slice, hasRepeats, columns } = options;
  const { favourable, adverse } = source.case.decision;
  const count = source.case.protected?.attributes.length ?? 0;
  const isJoined = source.protectedFile !== null && count > 0;
  const dated = ['coalesce(hash(id), 0) % $passes::UBIGINT = $pass::UBIGINT'];
  if (asOf !== undefined) dated.push(`(decided IS NULL OR decided <= ${moment(asOf)})`);
  const wanted = ['true'];
  if (slice.from !== undefined) wanted.push(`(decided IS NULL OR decided >= ${moment(slice.from)})`);
  if (slice.until !== undefined) wanted.push(`(decided IS NULL OR decided < ${moment(slice.until)})`);
  if (slice.modelVersion !== undefined) wanted.push('version = $version');
  const repeat = hasRepeats ? 'row_number() OVER (PARTITION BY id ORDER BY decided, file, decision, outcome)' : '1';
  const groups = Array.from({ length: count }, (_, at) => `${isJoined ? 'groups' : 'slice'}.g${at} AS g${at}`);
  const strata = source.case.audit.strata.map((_, at) => `s${at}`);
  const inputs = columns?.map((_, at) => `c${at}`) ?? [];
  const judged: string[] = [];
  if (columns === undefined || source.case.decisionLog.columns.decision !== undefined)
    judged.push(`WHEN decision IS NULL OR decision NOT IN ($favourable, $adverse) THEN '${EXCLUSION.noWord}'`);
  if (columns !== undefined) judged.push(`WHEN NOT (${areComplete(columns)}) THEN '${EXCLUSION.notScored}'`);
  const query = `
    WITH numbered AS (
      SELECT *, ${repeat} AS repeat FROM (${decisions(source, columns)}) WHERE ${dated.join(' AND ')}
    ),
    slice AS (SELECT * FROM numbered WHERE ${wanted.join(' AND ')})
    SELECT CASE
        WHEN id IS NULL THEN '${EXCLUSION.noId}'
        WHEN decided IS NULL THEN '${EXCLUSION.noTime}'
        WHEN repeat > 1 THEN '${EXCLUSION.repeated}'
        ${judged.join('\n        ')}
      END AS exclusion,
      decision = $favourable AS favourable,
      CASE outcome WHEN $adverse THEN true WHEN $favourable THEN false END AS adverse,
      ${[...groups, ...strata, ...inputs, 'id', 'version', 'score', 'weight', 'decided', periodOf(slice)].join(', ')}
    FROM slice ${isJoined ? joinGroups(source) : ''}`;
  const version: Record<string, string> = slice.modelVersion === undefined ? {} : { version: slice.modelVersion };
  const files = source.protectedFile === null ? source.files : [...source.files, source.protectedFile];
  return { query, values: { favourable, adverse, ...version }, files };
}

/** Groups that lie in a file of their own, one row for each key, joined to the ids of "slice" in one pass. */
export function joinGroups({ protectedFile, case: declaration }: DecisionSource): string {
  const { key, attributes } = declaration.protected ?? {};
  if (protectedFile === null || key === undefined || attributes === undefined) return '';
  const values = attributes.map((attribute, index) => `${groupText(protectedFile, attribute)} AS v${index}`);
  const agreed = attributes.map((_, index) => {
    return `CASE WHEN count(v${index}) = count(*) AND min(v${index}) = max(v${index}) THEN min(v${index}) END AS g${index}`;
  });
  return `LEFT JOIN (
      SELECT key, ${agreed.join(', ')} FROM (
        SELECT ${asText(protectedFile, key)} AS key, ${values.join(', ')} FROM ${relation(protectedFile)}
      ) WHERE key IS NOT NULL AND hash(key) % $passes::UBIGINT = $pass::UBIGINT GROUP BY key
    ) AS groups ON groups.key = slice.id`;
}

/** True when the attributes are columns of the log itself, so that no id needs to be looked up. */
export function holdsGroups({ case: declaration, protectedFile }: DecisionSource): boolean {
  return protectedFile === null || attributesOfLog(declaration).length > 0;
}

/** The place of the period in which a row lies; 0 for all of them where nothing cuts the slice. */
function periodOf({ bounds = [] }: Slice): string {
  const cases = bounds.map((bound, at) => `WHEN decided < ${moment(bound)} THEN ${at}`).join(' ');
  return bounds.length === 0
    ? '0 AS period'
    : `CASE WHEN decided IS NULL THEN NULL ${cases} ELSE ${bounds.length} END AS period`;
}
