import { auditBias } from '../bias/audit-bias.ts';
import { furtherAudit } from '../bias/further-audit.ts';
import type { BiasAudit, NotAvailable } from '../core/findings.ts';
import type { RegimeProfile } from '../core/regime.ts';
import type { SliceCounts } from '../data/count-slice.ts';
import type { Slice } from '../data/slice-rows.ts';
import { profileFor } from '../policy/profile-for.ts';
import type { Session } from './session.ts';

export interface AuditOptions extends Slice {
  /** ISO 8601; decisions after it are not counted. The whole log when left out. */
  asOf?: string | undefined;
  /** The regime profile, or its id. The one in force on `day` when left out. */
  profile?: string | RegimeProfile | undefined;
  /** ISO 8601: the day whose profile applies, e.g. of a contested decision. The last of the slice when left out. */
  day?: string | undefined;
}

/** Counts the decision slice by every declared attribute and compares the groups. */
export async function audit(session: Session, options: AuditOptions = {}): Promise<BiasAudit | NotAvailable> {
  if (session.case.protected === undefined) return { notAvailable: 'case.yaml declares no protected attributes' };
  return auditCounts(session.case, await countSlice(session, options), options);
}

/** Cells and scores of a slice, counted in the files, or by the model where the log keeps no scores. */
export async function countSlice(
  session: Session,
  { asOf, from, until, modelVersion, bounds }: AuditOptions,
): Promise<SliceCounts> {
  const slice = { from, until, modelVersion, bounds };
  const { score } = session.case.decisionLog.columns;
  if (score !== undefined) return session.log.count(asOf, slice);
  const { scoreSlice } = await import('./score-slice.ts');
  return scoreSlice(session, asOf, slice);
}

/** Everything that follows from the counts alone. */
export function auditCounts(
  declaration: Session['case'],
  { table, scores }: SliceCounts,
  options: AuditOptions,
): BiasAudit | NotAvailable {
  const attributes = declaration.protected?.attributes ?? [];
  if (table.cells.length === 0) return { notAvailable: 'the decision log holds no decision that can be counted' };
  const profile = profileFor(options.day ?? table.to, options.profile);
  const bias = auditBias(table, {
    attributes,
    favourable: declaration.decision.favourable,
    positive: declaration.decision.adverse,
    profile,
    sliceDescription: described(options),
  });
  return { ...bias, further: furtherAudit(table, scores, { attributes, profile }) };
}

function described({ from, until, modelVersion }: Slice): string {
  const parts = ['all decisions in the decision log'];
  if (from !== undefined) parts.push(`from ${from}`);
  if (until !== undefined) parts.push(`before ${until}`);
  parts.push(modelVersion === undefined ? 'by every model version' : `by model version ${modelVersion}`);
  return parts.join(', ');
}
