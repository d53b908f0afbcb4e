import type { DatasetName } from '../../core/evidence.ts';
import { sha256Of } from '../../data/sha256-of.ts';
import { datasetNameOfUri } from '../dataset-name-of-uri.ts';
import type { ProvRecord, ProvRecords } from './document.ts';
import { firstValue, valuesNamed } from './values.ts';

/** A data set at the version that an entity stands for. */
export interface EntityVersion {
  dataset: DatasetName;
  version: string | null;
}

/**
 * The data set behind each entity. An entity that specializes another is a version of it: of its own digest or version
 * number, or else known by its own name.
 *
 * @see https://www.w3.org/TR/prov-dm/#component5
 */
export function entityVersions(records: ProvRecords): (name: string) => EntityVersion {
  const stated = new Map(records.entity.map((record) => [record.full(record.id), versionIn(record)]));
  const general = new Map<string, string>();
  for (const { value, full } of records.specializationOf) {
    const [specific, of] = [firstValue(value, 'prov:specificEntity'), firstValue(value, 'prov:generalEntity')];
    if (specific !== null && of !== null) general.set(full(specific), full(of));
  }
  return (name) => {
    const whole = furthest(general, name);
    return {
      dataset: datasetNameOfUri(whole),
      version: stated.get(name) ?? (whole === name ? null : name),
    };
  };
}

/** The most general entity; of entities that specialize each other in a circle the name itself. */
function furthest(general: ReadonlyMap<string, string>, name: string): string {
  const seen = new Set([name]);
  for (let at = general.get(name); at !== undefined; at = general.get(at)) {
    if (seen.has(at)) return name;
    seen.add(at);
    if (!general.has(at)) return at;
  }
  return name;
}

const DIGEST = /^(?:sha-?256|digest|checksum)$/i;
const VERSION = /^(?:dataset_?)?version$/i;

/** Digests that an entity states in any vocabulary. */
export function digestsIn({ value }: Pick<ProvRecord, 'value'>): string[] {
  return [...new Set(valuesNamed(value, DIGEST).flatMap((text) => sha256Of(text) ?? []))];
}

function versionIn(record: ProvRecord): string | null {
  const [version] = valuesNamed(record.value, VERSION);
  const [digest, ...others] = digestsIn(record);
  return version ?? (digest === undefined || others.length > 0 ? null : `sha256:${digest}`);
}
