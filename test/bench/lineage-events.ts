import { once } from 'node:events';
import { createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';

const SOURCE = 'sample-cases/boston-mortgage/lineage/events.ndjson';

interface Names {
  runId?: string;
  namespace?: string;
  [key: string]: unknown;
}

/**
 * Writes events of many pipelines one after the other, until the file is as long as asked for. Each pipeline is that of
 * the sample case under names, namespaces and run ids of its own; the one in the middle is the sample case itself.
 * @returns bytes written
 */
export async function writeLineageEvents(path: string, bytes: number): Promise<number> {
  const source = readFileSync(join(import.meta.dirname, '../..', SOURCE), 'utf8').trimEnd();
  const events = source.split('\n').map((line) => JSON.parse(line) as unknown);
  const out = createWriteStream(path);
  let written = 0;
  let isOwnOut = false;
  for (let tenant = 1; written < bytes; tenant += 1) {
    const isOwn: boolean = !isOwnOut && written >= bytes / 2;
    isOwnOut ||= isOwn;
    const lines = isOwn ? source : pipelineOf(events, tenant).join('\n');
    written += Buffer.byteLength(lines) + 1;
    if (!out.write(`${lines}\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'close');
  return written;
}

/** The lines of the same pipeline at another house. */
export function pipelineOf(events: readonly unknown[], tenant: number): string[] {
  return events.map((event) => JSON.stringify(renamed(event, tenant)));
}

/** Namespaces get a prefix, and run ids another first block. */
function renamed(value: unknown, tenant: number): unknown {
  if (Array.isArray(value)) return value.map((each) => renamed(each, tenant));
  if (typeof value !== 'object' || value === null) return value;
  const names = Object.fromEntries(Object.entries(value).map(([key, each]) => [key, renamed(each, tenant)])) as Names;
  if (typeof names.runId === 'string') names.runId = moved(names.runId, tenant);
  if (typeof names.namespace === 'string') names.namespace = names.namespace.replace(/harbor/g, `tenant-${tenant}`);
  return names;
}

function moved(runId: string, tenant: number): string {
  const [first = '', ...rest] = runId.split('-');
  const block = (Number.parseInt(first, 16) ^ Math.imul(tenant, 2_654_435_761)) >>> 0;
  return [block.toString(16).padStart(8, '0'), ...rest].join('-');
}
