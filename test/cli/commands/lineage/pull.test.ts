import { existsSync, readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ErrorAnswer, PullAnswer } from '../../../../src/core/answers.ts';
import { sha256Hex } from '../../../../src/core/sha256.ts';
import { readLineage } from '../../../../src/lineage/read-lineage.ts';
import { commandLine, documentOf } from '../../../_support/command-line.ts';
import { type Asked, json, type LocalServer, localServer } from '../../../_support/http-server.ts';
import { temporaryFolder } from '../../../_support/temporary.ts';
import { eventLines, toldByDataHub } from '../../../lineage/boston-retold.ts';
import { ndjson } from '../../../lineage/small-chain.ts';

// Servers that play answers of our own writing, in the shapes that the interfaces document.

const open: LocalServer[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const server of open.splice(0)) await server.close();
});

async function pull(system: string, answer: (asked: Asked, response: ServerResponse) => void, token?: string) {
  const local = await localServer(answer);
  open.push(local);
  vi.stubEnv('DOSSIER_LINEAGE_URL', local.url);
  vi.stubEnv('DOSSIER_LINEAGE_TOKEN', token);
  const out = join(temporaryFolder(), `${system}.ndjson`);
  const outcome = await commandLine('lineage', 'pull', '--from', system, '--out', out, '--json');
  return { outcome, out, asked: local.asked };
}

const queryOf = ({ path }: Asked): URLSearchParams => new URL(path, 'http://x').searchParams;

describe('dossier lineage pull', () => {
  it('takes every page of the events of Marquez, and its jobs and data sets', async () => {
    const events = Array.from({ length: 4 }, () => eventLines().map((line) => JSON.parse(line) as unknown)).flat();
    const { outcome, out, asked } = await pull(
      'marquez',
      (one, response) => {
        const [limit, offset] = ['limit', 'offset'].map((key) => Number(queryOf(one).get(key)));
        const [path] = one.path.split('?');
        if (path === '/api/v1/events/lineage') {
          json(response, { events: events.slice(offset, (offset ?? 0) + (limit ?? 0)), totalCount: events.length });
        } else if (path === '/api/v1/namespaces') json(response, { namespaces: [{ name: 'file://lake' }] });
        else if (path === '/api/v1/namespaces/file%3A%2F%2Flake/jobs') json(response, { jobs: [], totalCount: 0 });
        else if (path === '/api/v1/namespaces/file%3A%2F%2Flake/datasets') {
          const dataset = {
            id: { namespace: 'file://lake', name: 'a' },
            name: 'a',
            namespace: 'file://lake',
            physicalName: 'a',
            createdAt: '2025-01-01T00:00:00Z',
            updatedAt: '2025-01-01T00:00:00Z',
          };
          json(response, { datasets: [dataset], totalCount: 1 });
        } else json(response, {}, 404);
      },
      'secret',
    );
    const answer = documentOf<PullAnswer>(outcome);
    expect(answer.formats).toMatchObject([{ format: 'marquez', counts: { events: events.length } }]);
    expect(answer.sha256).toBe(sha256Hex(readFileSync(out)));
    expect(asked.map(({ path }) => path).filter((path) => path.includes('/events/'))).toEqual(
      [0, 100, 200].map(
        (offset) =>
          `/api/v1/events/lineage?sortDirection=asc&before=9999-01-01T00%3A00%3A00Z&limit=100&offset=${offset}`,
      ),
    );
    expect(new Set(asked.map(({ authorization }) => authorization))).toEqual(new Set(['Bearer secret']));
  });

  it('takes experiments, runs and models of MLflow, whether or not it knows logged models', async () => {
    const info = {
      run_id: 'r1',
      run_uuid: 'r1',
      experiment_id: '7',
      status: 'FINISHED',
      lifecycle_stage: 'active',
      start_time: 1736000000000,
      end_time: 1736000060000,
      artifact_uri: 's3://m/7/r1',
    };
    const { outcome, asked } = await pull('mlflow', (one, response) => {
      const body = one.body as { page_token?: string; experiment_ids?: string[] } | null;
      const [path] = one.path.split('?');
      if (path?.endsWith('/experiments/search')) {
        json(response, {
          experiments: [
            { experiment_id: '7', name: 'denial', lifecycle_stage: 'active', artifact_location: 's3://m/7' },
          ],
        });
      } else if (path?.endsWith('/runs/search')) {
        const isLater = body?.page_token === 'next';
        json(
          response,
          isLater
            ? { runs: [{ info: { ...info, run_id: 'r2', run_uuid: 'r2' }, data: {} }] }
            : { runs: [{ info, data: {} }], next_page_token: 'next' },
        );
      } else if (path?.endsWith('/registered-models/search')) json(response, {});
      else if (path?.endsWith('/model-versions/search')) {
        json(response, {
          model_versions: [
            {
              name: 'denial',
              version: '2',
              run_id: 'r2',
              source: 's3://m/7/r2/model',
              current_stage: 'None',
              creation_timestamp: 1736000070000,
            },
          ],
        });
      } else json(response, { error_code: 'ENDPOINT_NOT_FOUND' }, 404);
    });
    const { formats } = documentOf<PullAnswer>(outcome);
    expect(formats[0]).toMatchObject({ format: 'mlflow', counts: { runs: 2 } });
    expect(asked[0]).toMatchObject({ method: 'POST', authorization: undefined, body: { max_results: 1000 } });
    expect(asked.some(({ path }) => path.endsWith('/logged-models/search'))).toBe(true);
  });

  it('takes the aspects of DataHub as proposals, and the events of runs', async () => {
    // biome-ignore lint/suspicious/noExplicitAny: proposals of any aspect
    const proposals = toldByDataHub() as any[];
    const isEvent = ({ aspectName }: { aspectName: string }): boolean => aspectName === 'dataProcessInstanceRunEvent';
    const { outcome } = await pull('datahub', (one, response) => {
      const [path = ''] = one.path.split('?');
      const entityType = path.split('/')[4] ?? '';
      const isSecond = queryOf(one).get('scrollId') === 'more';
      if (path.startsWith('/openapi/v2/timeseries/')) {
        const results = proposals
          .filter(isEvent)
          .map(({ entityUrn, aspect }) => ({ urn: entityUrn, event: aspect.json }));
        json(response, isSecond ? { results: [] } : { scrollId: 'more', results });
        return;
      }
      const entities = proposals
        .filter((each) => each.entityType === entityType && !isEvent(each))
        .map(({ entityUrn, aspectName, aspect, systemMetadata }) => ({
          urn: entityUrn,
          [aspectName]: { value: aspect.json, systemMetadata },
        }));
      const half = Math.ceil(entities.length / 2);
      json(
        response,
        isSecond ? { entities: entities.slice(half) } : { scrollId: 'more', entities: entities.slice(0, half) },
      );
    });
    const { formats, answers } = documentOf<PullAnswer>(outcome);
    expect(formats[0]?.format).toBe('datahub');
    expect(answers).toBe(proposals.length);
    const [told] = readLineage([{ path: 'x', bytes: ndjson(proposals) }]).reports;
    expect(formats[0]?.counts).toEqual(told?.counts);
  });

  it('writes nothing where the server fails half way', async () => {
    const { outcome, out } = await pull('marquez', ({ path }, response) => {
      if (path.includes('/events/'))
        json(response, {
          events: eventLines()
            .slice(0, 2)
            .map((line) => JSON.parse(line) as unknown),
        });
      else json(response, {}, 500);
    });
    expect([outcome.code, documentOf<ErrorAnswer>(outcome).error.code]).toEqual([3, 'input/server-answer']);
    expect(existsSync(out)).toBe(false);
  });

  it('wants the address of a server', async () => {
    vi.stubEnv('DOSSIER_LINEAGE_URL', '');
    const outcome = await commandLine('lineage', 'pull', '--from', 'marquez', '--out', 'x', '--json');
    expect([outcome.code, documentOf<ErrorAnswer>(outcome).error.code]).toEqual([2, 'usage/server-url']);
  });
});
