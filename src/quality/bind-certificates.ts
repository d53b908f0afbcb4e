import type { Certificate, Chain, DatasetName, DatasetRecord } from '../core/evidence.ts';
import { canonicalNamespace } from '../data/canonical-namespace.ts';
import { canonicalRunId } from '../data/run-id.ts';
import { sha256Of } from '../data/sha256-of.ts';
import type { RecordedCertificate } from './certificate.ts';

type Binding = Certificate['binding'];

/** From the surest to none. */
const BINDINGS: readonly Binding[] = ['exact', 'strong', 'weak', 'none'];

/**
 * Says how surely each certificate speaks of a data set on the chain:
 *
 * - `exact`: it names the digest of the version on the chain
 * - `strong`: it names the same data set, and the same version by name or a run of the chain that checked it
 * - `weak`: it names the same data set, and one of the two versions is not known
 * - `none`: another data set, or another version of it
 *
 * The same statement of the same version, made again by another run, is given once: the surest, of those the first.
 */
export function bindCertificates(certificates: readonly RecordedCertificate[], chain: Chain): Certificate[] {
  const artefacts = [chain.model, chain.training, ...chain.upstream].filter((artefact) => artefact !== null);
  const runs = runsOf(chain);
  const kept = new Map<string, Certificate>();
  for (const recorded of certificates) {
    const { subject, run, ...certificate } = recorded;
    const binding = surest(artefacts.map((artefact) => bindingTo(artefact, recorded, runs)));
    const key = JSON.stringify([subject, certificate.version ?? certificate.id, certificate.checks]);
    const earlier = kept.get(key);
    if (earlier === undefined || BINDINGS.indexOf(binding) < BINDINGS.indexOf(earlier.binding)) {
      kept.set(key, { ...certificate, binding });
    }
  }
  return [...kept.values()];
}

function surest(bindings: readonly Binding[]): Binding {
  return BINDINGS.find((binding) => bindings.includes(binding)) ?? 'none';
}

function bindingTo(
  artefact: DatasetRecord,
  { version, subject, run }: RecordedCertificate,
  runs: Set<string>,
): Binding {
  const [stated, held] = [sha256Of(version), artefact.recordedSha256 ?? artefact.sha256];
  if (stated !== null && stated === held) return 'exact';
  if (!isSameName(artefact, subject)) return 'none';
  if (stated !== null && held !== null) return 'none';
  if (version !== null && artefact.version !== null) return version === artefact.version ? 'strong' : 'none';
  return run !== null && runs.has(canonicalRunId(run)) ? 'strong' : 'weak';
}

function isSameName(one: DatasetName, other: DatasetName): boolean {
  return plainName(one) === plainName(other);
}

/** Slashes at an end of a name mean nothing. */
function plainName({ namespace, name }: DatasetName): string {
  return JSON.stringify([canonicalNamespace(namespace), name.replace(/^\/+|\/+$/g, '')]);
}

function runsOf({ runs, upstream }: Chain): Set<string> {
  const ids = [runs.scoring?.id, runs.training?.id, ...upstream.map(({ producedBy }) => producedBy)];
  return new Set(ids.flatMap((id) => (id === null || id === undefined ? [] : [canonicalRunId(id)])));
}
