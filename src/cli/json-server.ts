import { setTimeout as sleep } from 'node:timers/promises';
import { DossierError } from '../core/error.ts';
import type { JsonServer } from '../core/json-server.ts';

export interface ServerOptions {
  url: string;
  token?: string | undefined;
  signal: AbortSignal;
  /** Of one request; 30 s when left out. */
  timeoutMs?: number;
  /** Before the second try; doubled before each further one. 500 ms when left out. */
  backoffMs?: number;
  /** Of one answer; 64 MiB when left out. */
  maxBytes?: number;
}

const TRIES = 4;
const REDIRECTS = 5;
const LONGEST_WAIT_MS = 30_000;
/** What passes: too many requests, or a server behind a gateway that is not there yet. */
const PASSING = new Set([408, 429, 502, 503, 504]);

/**
 * Asks one server over HTTP or HTTPS. The token goes to the host of the base address and to no other: a redirect that
 * leads elsewhere is refused. What passes is tried again, with growing pauses.
 *
 * @throws DossierError usage/server-url for an address that is none, or that holds a password
 */
export function jsonServer(options: ServerOptions): JsonServer {
  const base = baseOf(options.url);
  return {
    get: (path, query = {}) => ask(options, addressOf(base, path, query), { method: 'GET' }),
    post: (path, body) =>
      ask(options, addressOf(base, path, {}), {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      }),
  };
}

function baseOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isPlain = url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
  if (isPlain) return url;
  throw new DossierError('usage/server-url', 'the address of the server is no plain http or https address', {
    hint: 'Set DOSSIER_LINEAGE_URL to an address like https://marquez.example, and the token in DOSSIER_LINEAGE_TOKEN.',
  });
}

function addressOf(base: URL, path: string, query: Readonly<Record<string, string>>): URL {
  const url = new URL(base);
  url.pathname = `${base.pathname.replace(/\/+$/, '')}${path}`;
  url.search = new URLSearchParams(query).toString();
  return url;
}

async function ask(options: ServerOptions, url: URL, request: RequestInit): Promise<unknown> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await tried(options, url, request);
    if ('json' in answer) return answer.json;
    if (attempt === TRIES || !answer.isPassing) throw answer.fault;
    const pause = (options.backoffMs ?? 500) * 2 ** (attempt - 1);
    await sleep(Math.min(answer.waitMs ?? pause, LONGEST_WAIT_MS), undefined, { signal: options.signal });
  }
}

type Tried = { json: unknown } | { fault: DossierError; isPassing: boolean; waitMs?: number | undefined };

async function tried(options: ServerOptions, url: URL, request: RequestInit): Promise<Tried> {
  try {
    const response = await followed(options, url, request);
    if (!response.ok) return refusal(url, response);
    return { json: parsed(url, await bounded(response, url, options.maxBytes ?? 64 * 1024 * 1024)) };
  } catch (cause) {
    options.signal.throwIfAborted();
    if (cause instanceof DossierError) return { fault: cause, isPassing: false };
    return {
      fault: fault('unreachable', url, 'cannot be reached', 'Check the address, and whether the server runs.', cause),
      isPassing: true,
    };
  }
}

async function followed(options: ServerOptions, url: URL, request: RequestInit): Promise<Response> {
  const authorization: Record<string, string> =
    options.token === undefined ? {} : { authorization: `Bearer ${options.token}` };
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(options.timeoutMs ?? 30_000)]);
  let at = url;
  for (let step = 0; step <= REDIRECTS; step += 1) {
    const headers = { accept: 'application/json', ...request.headers, ...authorization };
    const response = await fetch(at, { ...request, headers, signal, redirect: 'manual' });
    const target = response.headers.get('location');
    if (response.status < 300 || response.status > 399 || target === null) return response;
    await response.body?.cancel();
    const next = new URL(target, at);
    if (next.origin !== url.origin) {
      throw fault(
        'redirected',
        url,
        `sends to another host, ${next.origin}`,
        'Give the address of that host itself, if it is the one you mean.',
      );
    }
    at = next;
  }
  throw fault('redirected', url, 'sends in circles', 'Check the address.');
}

function refusal(url: URL, response: Response): Tried {
  void response.body?.cancel();
  const { status } = response;
  const wait = Number(response.headers.get('retry-after') ?? Number.NaN);
  const words = status === 401 || status === 403 ? 'refuses the token' : 'gives no answer';
  const hint =
    status === 401 || status === 403
      ? 'Set DOSSIER_LINEAGE_TOKEN to a token that may read.'
      : 'Check the address and the state of the server.';
  return {
    fault: fault(status === 404 ? 'path-unknown' : 'answer', url, `${words} (HTTP ${status})`, hint),
    isPassing: PASSING.has(status),
    ...(Number.isFinite(wait) ? { waitMs: wait * 1000 } : {}),
  };
}

async function bounded(response: Response, url: URL, maxBytes: number): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of response.body ?? []) {
    bytes += piece.length;
    if (bytes > maxBytes)
      throw fault('too-large', url, `answers with more than ${maxBytes} bytes`, 'Ask for less at a time.');
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

function parsed(url: URL, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw fault(
      'answer',
      url,
      'answers with something that is not JSON',
      'Check the address: it may be that of a web page.',
      cause,
    );
  }
}

function fault(slug: string, { origin, pathname }: URL, words: string, hint: string, cause?: unknown): DossierError {
  return new DossierError(`input/server-${slug}`, `${origin}${pathname} ${words}`, { hint, cause });
}
