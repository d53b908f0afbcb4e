import type { Citation } from '../core/citation.ts';
import { compareText } from '../core/compare-text.ts';
import type { DatasetRecord, FileDigest } from '../core/evidence.ts';
import { sha256Of } from '../data/sha256-of.ts';
import { answerable } from './answerable.ts';
import { type ChainContext, datasetNodeId } from './chain-context.ts';
import { statedAt } from './describe-dataset.ts';
import type { DatasetFact } from './fact.ts';
import type { RunNode, Use } from './run-node.ts';

/** A data set at one version, with its file's digest beside the recorded one; what does not fit is reported. */
export async function datasetRecord(
  context: ChainContext,
  use: Use,
  version: string | null,
  producer: RunNode | null,
): Promise<DatasetRecord> {
  const { graph, breaks } = context;
  const at = { dataset: use.dataset, version };
  const about = { about: [datasetNodeId(graph, at)], place: use.citations.at(-1) };
  const names = graph.identity.namesOf(use.dataset);
  const name = names[0] ?? { namespace: '', name: use.dataset };
  const file = await fileOf(context, names);
  const recordedSha256 = recordedDigest(context, use, version, producer);
  const people = answerable(context, at);
  if (people.owners.length === 0) breaks.report('lineage/owner-missing', `${name.name} has no owner on record`, about);
  reportFile(context, { name: name.name, recordedSha256, file }, about);
  const rows = fromSameRun(statedAt(graph, at, 'dataset-rows'), version, producer);
  const written = producer?.outputs.filter(({ dataset }) => dataset === use.dataset) ?? [];
  return {
    ...name,
    version,
    recordedSha256,
    path: file?.path ?? null,
    sha256: file?.sha256 ?? null,
    bytes: file?.bytes ?? null,
    verified: file !== null && recordedSha256 === file.sha256,
    rows: rows.at(-1)?.rows ?? null,
    ...people,
    citations: uniqueCitations([...use.citations, ...written.flatMap(({ citations }) => citations)]),
  };
}

/** The file under any of the data set's names; the first that the case holds. */
async function fileOf({ probe }: ChainContext, names: Parameters<ChainContext['probe']['dataset']>[0][]) {
  for (const name of names) {
    const file = await probe.dataset(name);
    if (file !== null) return file;
  }
  return null;
}

function recordedDigest(
  { graph, breaks }: ChainContext,
  use: Use,
  version: string | null,
  producer: RunNode | null,
): string | null {
  const at = { dataset: use.dataset, version };
  const facts = fromSameRun(statedAt(graph, at, 'dataset-digest'), version, producer);
  const digests = [...new Set([sha256Of(version), ...facts.map(({ sha256 }) => sha256)])].filter((d) => d !== null);
  if (digests.length > 1) {
    breaks.report(
      'lineage/digest-conflict',
      `${graph.identity.namesOf(use.dataset)[0]?.name} at version ${version ?? 'not recorded'} has ${digests.length} digests on record: ${[...digests].sort().join(', ')}`,
      { about: [datasetNodeId(graph, at)], place: facts.at(-1)?.citation },
    );
    return null;
  }
  return digests[0] ?? null;
}

/** Without a version, only what the producing run itself states can be told from what others state. */
function fromSameRun<F extends DatasetFact>(facts: F[], version: string | null, producer: RunNode | null): F[] {
  return version !== null ? facts : facts.filter(({ run }) => producer !== null && run === producer.id);
}

interface Compared {
  name: string;
  recordedSha256: string | null;
  file: FileDigest | null;
}

function reportFile(
  { breaks }: ChainContext,
  compared: Compared,
  about: { about: string[]; place?: Citation | undefined },
): void {
  const { name, recordedSha256, file } = compared;
  if (file === null) {
    breaks.report('lineage/file-missing', `no file of the case holds ${name}`, about);
  }
  if (recordedSha256 === null) {
    breaks.report('lineage/digest-missing', `the lineage records no single digest of ${name}`, about);
  } else if (file !== null && file.sha256 !== recordedSha256) {
    breaks.report(
      'lineage/digest-mismatch',
      `${file.path} has SHA-256 ${file.sha256}, but the lineage records ${recordedSha256} for ${name}`,
      about,
    );
  }
}

/** Each record once, in the order of file and line. */
export function uniqueCitations(citations: readonly Citation[]): Citation[] {
  const byPlace = new Map(citations.map(({ file, at }) => [JSON.stringify([file, at.length, at]), { file, at }]));
  return [...byPlace.values()].sort(
    (a, b) => compareText(a.file, b.file) || a.at.length - b.at.length || compareText(a.at, b.at),
  );
}
