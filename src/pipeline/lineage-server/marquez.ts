import type { JsonServer } from '../../core/json-server.ts';
import { listAt, member, textAt } from '../../data/json-value.ts';

const PAGE = 100;

/** A server leaves out events of 2030 and later unless it is asked for them. */
const EVENTS = { sortDirection: 'asc', before: '9999-01-01T00:00:00Z' };

/**
 * All events of runs that a Marquez server holds, oldest first, and the jobs and data sets of every namespace, answer by
 * answer. Events about data sets alone it counts and does not give: then each version of a data set tells of them.
 */
export async function* marquez(server: JsonServer): AsyncGenerator<unknown> {
  const seen = { counted: 0, given: 0 };
  for await (const answer of pages(server, '/api/v1/events/lineage', 'events', EVENTS)) {
    const total = member(answer, 'totalCount');
    if (typeof total === 'number') seen.counted = total;
    seen.given += listAt(answer, 'events').length;
    yield answer;
  }
  for await (const answer of pages(server, '/api/v1/namespaces', 'namespaces')) {
    for (const namespace of listAt(answer, 'namespaces')) {
      const name = encodeURIComponent(textAt(namespace, 'name') ?? '');
      if (name !== '') yield* recordsOf(server, name, seen.counted > seen.given);
    }
  }
}

async function* recordsOf(server: JsonServer, namespace: string, withVersions: boolean): AsyncGenerator<unknown> {
  yield* pages(server, `/api/v1/namespaces/${namespace}/jobs`, 'jobs');
  for await (const answer of pages(server, `/api/v1/namespaces/${namespace}/datasets`, 'datasets')) {
    yield answer;
    if (withVersions) yield* versionsOf(server, namespace, listAt(answer, 'datasets'));
  }
}

async function* versionsOf(
  server: JsonServer,
  namespace: string,
  datasets: readonly unknown[],
): AsyncGenerator<unknown> {
  for (const dataset of datasets) {
    const name = encodeURIComponent(textAt(dataset, 'name') ?? '');
    if (name !== '') yield* pages(server, `/api/v1/namespaces/${namespace}/datasets/${name}/versions`, 'versions');
  }
}

/** Page by page, until as many came as there are; where the server does not say how many, until a page is not full. */
async function* pages(
  server: JsonServer,
  path: string,
  list: string,
  query: Readonly<Record<string, string>> = {},
): AsyncGenerator<unknown> {
  for (let offset = 0; ; ) {
    const answer = await server.get(path, { ...query, limit: String(PAGE), offset: String(offset) });
    const found = listAt(answer, list).length;
    if (found > 0) yield answer;
    offset += found;
    const total = member(answer, 'totalCount');
    if (found === 0 || (typeof total === 'number' ? offset >= total : found < PAGE)) return;
  }
}
