import { DossierError } from '../../core/error.ts';
import type { JsonServer } from '../../core/json-server.ts';
import { listAt, objectAt, textAt } from '../../data/json-value.ts';

const API = '/api/2.0/mlflow';
const PAGE = 1000;
const AT_ONCE = 8;

type Ask = (token: string | null) => Promise<unknown>;

/** Experiments, runs, registered models, their versions and logged models of an MLflow server, answer by answer. */
export async function* mlflow(server: JsonServer): AsyncGenerator<unknown> {
  const post =
    (path: string, body: object): Ask =>
    (token) =>
      server.post(`${API}${path}`, { ...body, max_results: PAGE, ...(token === null ? {} : { page_token: token }) });
  const get =
    (path: string): Ask =>
    (token) =>
      server.get(`${API}${path}`, { max_results: String(PAGE), ...(token === null ? {} : { page_token: token }) });
  const experiments: string[] = [];
  for await (const answer of pages(post('/experiments/search', { view_type: 'ALL' }))) {
    experiments.push(...listAt(answer, 'experiments').flatMap((one) => textAt(one, 'experiment_id') ?? []));
    yield answer;
  }
  // A server answers for at most so many experiments at once.
  for (let at = 0; at < experiments.length; at += 100) {
    const experiment_ids = experiments.slice(at, at + 100);
    let models = 0;
    for await (const answer of whereKnown(pages(post('/logged-models/search', { experiment_ids })))) {
      models += listAt(answer, 'models').length;
      yield answer;
    }
    const runs = pages(post('/runs/search', { experiment_ids, run_view_type: 'ALL' }));
    yield* models === 0 ? runs : eachInFull(server, runs);
  }
  yield* pages(get('/registered-models/search'));
  yield* pages(get('/model-versions/search'));
}

/** A search leaves out which models its runs read; only the answer about one run names them. */
async function* eachInFull(server: JsonServer, answers: AsyncGenerator<unknown>): AsyncGenerator<unknown> {
  for await (const answer of answers) {
    const ids = listAt(answer, 'runs').flatMap((run) => textAt(objectAt(run, 'info'), 'run_id') ?? []);
    for (let at = 0; at < ids.length; at += AT_ONCE) {
      yield* await Promise.all(ids.slice(at, at + AT_ONCE).map((run_id) => server.get(`${API}/runs/get`, { run_id })));
    }
  }
}

async function* pages(ask: Ask): AsyncGenerator<unknown> {
  for (let token: string | null = null; ; ) {
    const answer: unknown = await ask(token);
    yield answer;
    const next = textAt(answer, 'next_page_token');
    if (next === null || next === token) return;
    token = next;
  }
}

/** Logged models came with MLflow 3; an older server does not know the path. */
async function* whereKnown(answers: AsyncGenerator<unknown>): AsyncGenerator<unknown> {
  try {
    yield* answers;
  } catch (error) {
    if (!(error instanceof DossierError) || error.code !== 'input/server-path-unknown') throw error;
  }
}
