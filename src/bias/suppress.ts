import type { AuditRecord, Suppressed, TrainingAudit } from '../core/audit-record.ts';
import type { ContingencyCell, ContingencyTable } from '../core/cells.ts';
import { DossierError } from '../core/error.ts';
import type { AttributeAudit, BiasAudit, NotAvailable } from '../core/findings.ts';
import { sha256Hex } from '../core/sha256.ts';
import { LEFT_OUT, type PublishedMargin, publishedMargins } from './published-margins.ts';
import { suppressBias } from './suppress-bias.ts';
import { type HiddenGroups, suppressChange, suppressTrend } from './suppress-periods.ts';

/** A habit of public health statistics in the United States: no count of 1 to 10 leaves the house. */
const LEAST = 11;

/**
 * The copy of an audit that may leave the house: no count of fewer than `least` people of a group can be read in it, nor
 * found by subtraction from the rest of it.
 *
 * Hidden is a group, by one attribute or by two, of which fewer than `least` people, or none, got one of the two decisions:
 * that covers groups of fewer rows, and rates of 0 and 1, which tell the decision of everybody. The same rule is put to
 * the four kinds of known outcomes, and to each period of a trend. Where a margin would give a hidden cell away, more of
 * it is hidden. All else is computed anew from the counts that remain; what rests on all groups is then left out, and so
 * are digests and draws by which the hidden counts could be found by trial.
 *
 * Each copy is safe on its own: two copies of slices that differ by a few people can be subtracted from each other.
 *
 * @param options.least - 2 or more; 11 when left out
 * @returns the record with `copy` "external"; `suppressed` says how much was hidden, and not what
 * @throws DossierError usage/least-out-of-range, analysis/too-few-to-publish
 * @see CMS Cell Suppression Policy, Centers for Medicare & Medicaid Services 2020; 6 RCNY 5-301
 */
export function suppressForPublication(record: AuditRecord, options: { least?: number } = {}): AuditRecord {
  const { least = LEAST } = options;
  if (!(Number.isSafeInteger(least) && least >= 2)) {
    throw new DossierError('usage/least-out-of-range', `${least} is no least number of people`, {
      hint: 'Give a whole number of 2 or more.',
    });
  }
  if (record.bias.used < least) {
    throw new DossierError('analysis/too-few-to-publish', `the slice holds ${record.bias.used} decisions`, {
      hint: 'Audit a longer period before a copy leaves the house.',
    });
  }
  const margins = publishedMargins(record.cells, referencesOf(record.bias), least);
  const hidden: HiddenGroups = new Map(margins.map((margin) => [margin.attributes.join('\n'), margin.hidden]));
  const trend = 'notAvailable' in record.trend ? null : suppressTrend(record.trend, hidden, least);
  const training = 'notAvailable' in record.training ? null : suppressTraining(record.training, hidden, least);
  const names = new Set([...hidden.values()].flatMap((groups) => [...groups]));
  const published: AuditRecord = {
    ...record,
    copy: 'external',
    files: record.files.filter(({ path }) => !path.endsWith('.json')),
    cells: emptied(record.cells),
    margins: margins.map(({ table }) => table),
    bias: suppressBias(record.bias, margins),
    training: training?.training ?? record.training,
    trend: trend?.trend ?? record.trend,
    change: changeOf(record, hidden, least),
    history: { notAvailable: 'the digest of a line of the history is that of counts, which could be found by trial' },
    suppressed: [...margins, ...(trend === null ? [] : [trend]), ...(training === null ? [] : [training])].flatMap(
      ({ suppressed }) => suppressed,
    ),
    issues: record.issues.filter(({ message }) => ![...names].some((name) => message.includes(name))),
  };
  return { ...published, auditId: sha256Hex(JSON.stringify({ ...published, auditId: '' })).slice(0, 32) };
}

function changeOf({ change, bias }: AuditRecord, hidden: HiddenGroups, least: number): AuditRecord['change'] {
  if ('notAvailable' in change) return change;
  const references = new Map(bias.attributes.map(({ name, reference }) => [name, new Set([reference])]));
  return suppressChange(change, hidden, references, least);
}

function referencesOf({ attributes }: BiasAudit): Map<string, string> {
  return new Map(attributes.map(({ name, reference }) => [name, reference]));
}

/** The joint cells of all attributes are small wherever there are several; only their margins are published. */
function emptied({ attributes, rowsRead, exclusions, from, to, cells }: ContingencyTable): ContingencyTable {
  const rows = cells.reduce((sum, { n }) => sum + n, 0);
  return { attributes, cells: [], rowsRead, exclusions: [...exclusions, { reason: LEFT_OUT, rows }], from, to };
}

interface SuppressedTraining {
  training: TrainingAudit | NotAvailable;
  suppressed: Suppressed[];
}

/** The audit of the training data by each attribute alone; drift is measured on all groups. */
function suppressTraining(training: TrainingAudit, inDecisions: HiddenGroups, least: number): SuppressedTraining {
  const { bias, representation, drift } = training;
  if (bias.used < least)
    return { training: { notAvailable: `fewer than ${least} rows of training data` }, suppressed: [] };
  const margins = bias.attributes.flatMap((audit) =>
    publishedMargins(tableOf(bias, audit), new Map([[audit.name, audit.reference]]), least),
  );
  const inTraining: HiddenGroups = new Map(margins.map(({ attributes, hidden }) => [attributes.join('\n'), hidden]));
  const isHidden = (attribute: string, group: string): boolean =>
    inDecisions.get(attribute)?.has(group) === true || inTraining.get(attribute)?.has(group) === true;
  const isWhole = (attribute: string): boolean =>
    (inDecisions.get(attribute)?.size ?? 0) === 0 && (inTraining.get(attribute)?.size ?? 0) === 0;
  return {
    training: {
      ...training,
      bias: suppressBias(bias, margins),
      representation: representation.filter(({ attribute, group }) => !isHidden(attribute, group)),
      drift: drift.filter(({ what }) => !inTraining.has(what) || isWhole(what)),
    },
    suppressed: margins.flatMap(trainingKinds),
  };
}

function trainingKinds({ suppressed }: PublishedMargin): Suppressed[] {
  return suppressed.map((each) => ({
    ...each,
    what: each.what === 'outcomes' ? 'training outcomes' : 'training groups',
  }));
}

/** The cells of one attribute, from the counts that the audit states. */
function tableOf({ rowsRead, exclusions, slice: { from, to } }: BiasAudit, audit: AttributeAudit): ContingencyTable {
  const cells = audit.groups.flatMap(({ group, unknown, n, counts: { favourable, tp, fp, fn, tn } }) => {
    const cell = (isFavourable: boolean, adverseOutcome: boolean | null, rows: number): ContingencyCell => {
      return { groups: [unknown ? null : group], favourable: isFavourable, adverseOutcome, n: rows };
    };
    return [
      ...[cell(false, true, tp), cell(false, false, fp), cell(false, null, n - favourable - tp - fp)],
      ...[cell(true, true, fn), cell(true, false, tn), cell(true, null, favourable - fn - tn)],
    ];
  });
  return { attributes: [audit.name], cells: cells.filter(({ n }) => n > 0), rowsRead, exclusions, from, to };
}
