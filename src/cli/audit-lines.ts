import type { AuditAnswer } from '../core/answers.ts';
import type { Change } from '../core/audit-record.ts';
import type { NotAvailable } from '../core/findings.ts';
import { decimal, percentage, pValue } from '../core/format.ts';
import { issueLines } from './issue-lines.ts';

/** What `dossier audit` says on the screen. */
export function auditLines(answer: AuditAnswer): string[] {
  const { rowsRead, used, exclusions, attributes, favourable, profile, confidence, change, issues = [] } = answer;
  const left = exclusions.filter(({ rows }) => rows > 0).map(({ reason, rows }) => `  left out: ${rows} (${reason})`);
  return [
    `${rowsRead} decisions read, ${used} used; share ${favourable} by group (${percentage(confidence, 0)} interval)`,
    ...left,
    ...attributes.flatMap(attributeLines),
    ...crossedLines(answer),
    ...(change === undefined ? [] : changeLines(change)),
    `Screening values of the profile ${profile}; no conclusion of law.`,
    ...(issues.length > 0 ? issueLines(issues) : []),
    ...writtenLines(answer),
  ];
}

/** More groups than a screen holds are in the tables. */
const MOST_GROUPS = 40;

function attributeLines({ label, reference, groups, disparities }: AuditAnswer['attributes'][number]): string[] {
  const compared = disparities.filter(({ metric }) => metric === 'selectionRate');
  const more = groups.length - MOST_GROUPS;
  return [
    `${label}, compared with ${reference}`,
    ...groups.slice(0, MOST_GROUPS).map(({ group, n, metrics }) => {
      const rate = metrics['selectionRate'];
      const interval = rate?.low == null ? '' : `  (${percentage(rate.low)} to ${percentage(rate.high)})`;
      return `  ${group.padEnd(16)} n = ${String(n).padStart(6)}  ${percentage(rate?.value ?? null)}${interval}`;
    }),
    ...compared
      .slice(0, MOST_GROUPS)
      .map(
        ({ group, ratio, p, verdict, because }) =>
          `  ${group}: ratio ${decimal(ratio)}, ${pValue(p)}: ${verdict} (${because})`,
      ),
    ...(more > 0 ? [`  and ${more} groups more, in the tables`] : []),
  ];
}

/** Of pairs of attributes, only those comparisons that are not clear. */
function crossedLines({ further }: AuditAnswer): string[] {
  const crossed = (further?.attributes ?? []).filter(({ attributes }) => attributes.length > 1);
  return crossed.flatMap(({ name, reference, pairs }) => {
    const told = pairs.filter(({ verdict }) => verdict !== 'clear').slice(0, MOST_GROUPS);
    return [
      `${name}, compared with ${reference}: ${pairs.length - told.length} of ${pairs.length} clear`,
      ...told.map(
        ({ group, ratio, pHolm, verdict }) =>
          `  ${group}: ratio ${decimal(ratio.value)}, adjusted ${pValue(pHolm)}: ${verdict}`,
      ),
    ];
  });
}

function changeLines(change: Change | NotAvailable): string[] {
  if ('notAvailable' in change) return [`No change is stated: ${change.notAvailable}`];
  const { previous, overlaps, groups, caveats } = change;
  const title = `Since audit ${previous.sequence} (${day(previous.from)} to ${day(previous.to)})`;
  if (overlaps) return [`${title}: both counted some of the same days, so no change is tested`];
  return [
    `${title}, p adjusted over all changes:`,
    ...(caveats.length === 0 ? [] : [`  hard to compare, for they differ in: ${caveats.join(', ')}`]),
    ...groups.slice(0, MOST_GROUPS).map(({ attribute, group, measure, before, after, pHolm }) => {
      const show = measure === 'impact-ratio' ? decimal : percentage;
      return `  ${attribute} ${group}: ${measure} ${show(before.value)} -> ${show(after.value)}, ${pValue(pHolm)}`;
    }),
  ];
}

function day(time: string): string {
  return time.slice(0, 10);
}

function writtenLines(answer: AuditAnswer): string[] {
  const { directory, pdf, pages, files = [], history, isRepeated, suppressed = [] } = answer;
  if (directory === undefined) return [];
  const hidden = suppressed.reduce((sum, { groups }) => sum + groups, 0);
  return [
    `  ${directory}/${pdf}  ${pages} pages, ${files.length} files`,
    ...(hidden > 0 ? [`  ${hidden} groups were left out of this copy`] : []),
    ...(history === undefined || 'notAvailable' in history
      ? []
      : [`  audit ${history.sequence} of ${history.file}, line ${history.sha256.slice(0, 16)}`]),
    ...(isRepeated === true ? ['  the history ended with this very audit; no line was added'] : []),
    `Anyone can check it with: dossier verify ${directory}`,
  ];
}
