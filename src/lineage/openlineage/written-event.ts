import type { DatasetName } from '../../core/evidence.ts';

const SPECIFICATION = 'https://openlineage.io/spec';

/** Where the specification defines each facet that is written here. */
const FACETS = {
  version: '1-0-1/DatasetVersionDatasetFacet',
  datasetType: '1-0-1/DatasetTypeDatasetFacet',
  ownership: '1-0-1/OwnershipDatasetFacet',
  symlinks: '1-0-1/SymlinksDatasetFacet',
  sourceCodeLocation: '1-1-0/SourceCodeLocationJobFacet',
  processing_engine: '1-1-1/ProcessingEngineRunFacet',
  errorMessage: '1-0-1/ErrorMessageRunFacet',
} as const;

type Facets = Record<string, Record<string, unknown>>;

export interface WrittenDataset extends DatasetName {
  facets: Facets;
}

export interface WrittenEvent {
  eventType: string;
  eventTime: string;
  run: { runId: string; facets: Facets };
  job: DatasetName & { facets: Facets };
  inputs: WrittenDataset[];
  outputs: WrittenDataset[];
  producer: string;
}

/** A facet of the specification, with who says so and where it is defined. */
export function specifiedFacet(producer: string, name: keyof typeof FACETS, content: Record<string, unknown>): Facets {
  const path = FACETS[name];
  const definition = path.slice(path.indexOf('/') + 1);
  const schema = `${SPECIFICATION}/facets/${path}.json#/$defs/${definition}`;
  return { [name]: { _producer: producer, _schemaURL: schema, ...content } };
}

/** One event as a line of NDJSON. @see https://openlineage.io/spec/2-0-2/OpenLineage.json */
export function eventLine(event: WrittenEvent): string {
  return `${JSON.stringify({ ...event, schemaURL: `${SPECIFICATION}/2-0-2/OpenLineage.json#/$defs/RunEvent` })}\n`;
}
