import type { PeriodicAuditOptions, WrittenAudit } from './periodic-audit.ts';
import { withThreads } from './threads.ts';

/**
 * Audits a period without a contested decision: counts -> record -> document -> pages -> seal, and one line more in the
 * history, by which the next audit says what changed. An external copy adds no line.
 *
 * The threads load what they need while this one loads the rest.
 * @throws DossierError usage/*, input/*, analysis/*, seal/*, output/*
 */
export function auditPeriod(options: PeriodicAuditOptions): Promise<WrittenAudit> {
  return withThreads(options.context.signal, async (threads) => {
    const { writeAudit } = await import('./periodic-audit.ts');
    return writeAudit(options, threads);
  });
}
