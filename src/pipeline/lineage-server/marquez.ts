import type { JsonServer } from '../../core/json-server.ts';
import { listAt, member, textAt } from '../../data/json-value.ts';

const PAGE = 100;

/** All events of a Marquez server, oldest first, and the jobs and data sets of every namespace, answer by answer. */
export async function* marquez(server: JsonServer): AsyncGenerator<unknown> {
  yield* pages(server, '/api/v1/events/lineage', 'events', { sortDirection: 'asc' });
  for await (const answer of pages(server, '/api/v1/namespaces', 'namespaces')) {
    for (const namespace of listAt(answer, 'namespaces')) {
      const name = encodeURIComponent(textAt(namespace, 'name') ?? '');
      if (name === '') continue;
      yield* pages(server, `/api/v1/namespaces/${name}/jobs`, 'jobs');
      yield* pages(server, `/api/v1/namespaces/${name}/datasets`, 'datasets');
    }
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
