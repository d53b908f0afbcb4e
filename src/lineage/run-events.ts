import type { DigestFacet } from '../core/answers.ts';
import type { DatasetName } from '../core/evidence.ts';
import { sha256Hex } from '../core/sha256.ts';
import { eventLine, specifiedFacet, type WrittenDataset } from './openlineage/written-event.ts';

/** The namespace of our own jobs and of files that no record names. */
export const OWN_NAMESPACE = 'dossier';

/** One run of this tool. */
export interface OwnRun {
  /** `build` or `audit`. */
  job: string;
  runId: string;
  producer: string;
  /** `name version`, as the processing engine. */
  engine: { name: string; version: string };
}

/** A file that the run read or wrote. */
export interface OwnFile extends DatasetName {
  sha256: string;
  bytes: number | null;
}

export interface OwnUses {
  inputs: readonly OwnFile[];
  outputs: readonly OwnFile[];
}

/** What became of the run. */
export type OwnState = { type: 'START' | 'COMPLETE' } | { type: 'FAIL'; message: string };

/** The event of a run of this tool, as one line of NDJSON. @param at - ISO 8601 */
export function ownEvent(run: OwnRun, state: OwnState, at: string, { inputs, outputs }: OwnUses): string {
  const { producer, engine } = run;
  return eventLine({
    eventType: state.type,
    eventTime: at,
    run: {
      runId: run.runId,
      facets: {
        ...specifiedFacet(producer, 'processing_engine', engine),
        ...(state.type === 'FAIL'
          ? specifiedFacet(producer, 'errorMessage', { message: state.message, programmingLanguage: 'JavaScript' })
          : {}),
      },
    },
    job: { namespace: OWN_NAMESPACE, name: run.job, facets: {} },
    inputs: inputs.map((file) => datasetOf(producer, file)),
    outputs: outputs.map((file) => datasetOf(producer, file)),
    producer,
  });
}

/** The digest stands twice: as the version, which every reader knows, and in a facet of our own with the size. */
function datasetOf(producer: string, { namespace, name, sha256, bytes }: OwnFile): WrittenDataset {
  const digest: DigestFacet & Record<string, unknown> = {
    _producer: producer,
    _schemaURL: `${producer}#templates/schemas/digest-facet.schema.json`,
    sha256,
    bytes,
  };
  return {
    namespace,
    name,
    facets: { ...specifiedFacet(producer, 'version', { datasetVersion: `sha256:${sha256}` }), dossier_digest: digest },
  };
}

/**
 * The id of a run, from what it was asked and when: the same question at the same time is the same run.
 *
 * @returns a UUID of version 8, whose bits are ours to choose (RFC 9562, 5.8)
 */
export function ownRunId(asked: readonly unknown[]): string {
  const hex = sha256Hex(JSON.stringify(asked));
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
