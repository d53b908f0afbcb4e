import { z } from 'zod';
import { DossierError } from '../core/error.ts';
import type { RegimeProfile } from '../core/regime.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'write a date like 2025-01-31');
const text = z.string().trim().min(1).max(2000);
const fraction = z.strictObject({ numerator: z.number().int().min(0), denominator: z.number().int().min(1) });

const schema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use lower-case words joined by hyphens'),
  title: text,
  jurisdiction: text,
  citation: text,
  effectiveFrom: day,
  effectiveTo: day.nullable(),
  binding: z.boolean(),
  impactRatio: fraction.nullable(),
  significance: z.number().gt(0).lt(1).nullable(),
  upperRatio: fraction.exactOptional(),
  monitorRatio: fraction.exactOptional(),
  difference: fraction.exactOptional(),
  everyRate: z.boolean().exactOptional(),
  meanDifference: z.number().positive().exactOptional(),
  stabilityIndex: z.strictObject({ monitor: z.number().positive(), flag: z.number().positive() }).exactOptional(),
  reference: z.enum(['declared', 'highest-rate']).exactOptional(),
  publishes: z.strictObject({ leastShare: fraction }).exactOptional(),
});

/**
 * A profile of the user's own, as JSON.
 * @param file - the path to name
 * @throws DossierError input/profile-invalid, naming every fault
 */
export function parseProfile(json: string, file: string): RegimeProfile {
  const result = schema.safeParse(parsed(json, file));
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}`);
  throw invalid(file, faults.join('; '));
}

function parsed(json: string, file: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw invalid(file, cause instanceof Error ? cause.message : 'no JSON');
  }
}

function invalid(file: string, what: string): DossierError {
  return new DossierError('input/profile-invalid', `${file} holds no profile: ${what}`, {
    place: { file },
    hint: 'See dossier schema profile for its shape.',
  });
}
