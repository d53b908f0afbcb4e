import { auditBias } from '../bias/audit-bias.ts';
import { furtherAudit } from '../bias/further-audit.ts';
import type { BiasAudit, NotAvailable } from '../core/findings.ts';
import { profileFor } from '../policy/profile-for.ts';
import type { Session } from './session.ts';

export interface AuditOptions {
  /** ISO 8601; decisions after it are not counted. The whole log when left out. */
  asOf?: string | undefined;
  /** The regime profile, by id. The one in force on `day` when left out. */
  profile?: string | undefined;
  /** ISO 8601: the day whose profile applies, e.g. of a contested decision. The last of the slice when left out. */
  day?: string | undefined;
}

/** Counts the decision slice by every declared attribute and compares the groups. */
export async function audit(session: Session, options: AuditOptions = {}): Promise<BiasAudit | NotAvailable> {
  const { case: declaration, log } = session;
  if (declaration.protected === undefined) return { notAvailable: 'case.yaml declares no protected attributes' };
  const table = await log.contingency(options.asOf);
  if (table.cells.length === 0) return { notAvailable: 'the decision log holds no decision that can be counted' };
  const profile = profileFor(options.day ?? table.to, options.profile);
  const { attributes } = declaration.protected;
  const bias = auditBias(table, {
    attributes,
    favourable: declaration.decision.favourable,
    positive: declaration.decision.adverse,
    profile,
    sliceDescription: 'all decisions in the decision log, by every model version',
  });
  return { ...bias, further: furtherAudit(table, null, { attributes, profile }) };
}
