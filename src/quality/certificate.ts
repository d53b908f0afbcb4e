import type { Certificate, CheckOutcome, DatasetName, QualityCheck } from '../core/evidence.ts';

/** A certificate with what binds it to a chain: the whole name of its data set, and the run that checked it. */
export interface RecordedCertificate extends Certificate {
  subject: DatasetName;
  /** Null when the data set was described apart from any run. */
  run: string | null;
}

/**
 * The counts of a certificate, and its verdict: that of the worst check.
 *
 *     fail  >  error  >  warn  >  pass
 *
 * An error, a check that could not run, is counted by itself and never as a failure. Skipped checks, numbers without
 * a verdict and unknown outcomes are not executed checks: a certificate of nothing else has the verdict `none`.
 *
 * @example rollUp([]).verdict // 'none'
 */
export function rollUp(checks: readonly QualityCheck[]): Pick<Certificate, 'counts' | 'verdict'> {
  const counts: Record<CheckOutcome, number> = {
    ...{ pass: 0, warn: 0, fail: 0, error: 0, skipped: 0, info: 0, unknown: 0 },
  };
  for (const { outcome } of checks) counts[outcome] += 1;
  const worst = (['fail', 'error', 'warn', 'pass'] as const).find((outcome) => counts[outcome] > 0);
  return { counts, verdict: worst ?? 'none' };
}
