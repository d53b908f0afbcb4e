import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { jsonServer, type ServerOptions } from '../../src/cli/json-server.ts';
import { type Asked, json, type LocalServer, localServer } from '../_support/http-server.ts';

const open: LocalServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function serving(
  answer: (asked: Asked, response: ServerResponse, count: number) => void,
  more: Partial<ServerOptions> = {},
) {
  const local = await localServer((asked, response) => answer(asked, response, local.asked.length));
  open.push(local);
  const signal = new AbortController().signal;
  return { local, server: jsonServer({ url: `${local.url}/base/`, token: 'secret', signal, backoffMs: 1, ...more }) };
}

const codeOf = (asking: Promise<unknown>): Promise<unknown> =>
  asking.then(
    () => 'answered',
    (error: { code: string }) => error.code,
  );

describe('asking a server', () => {
  it('sends the token, the path below the base and the query or body', async () => {
    const { local, server } = await serving((asked, response) => json(response, asked));
    await server.get('/a b', { q: 'x&y' });
    await server.post('/c', { d: [1] });
    expect(local.asked).toEqual([
      { method: 'GET', path: '/base/a%20b?q=x%26y', authorization: 'Bearer secret', body: null },
      { method: 'POST', path: '/base/c', authorization: 'Bearer secret', body: { d: [1] } },
    ]);
  });

  it('tries again what passes, four times at most', async () => {
    const { local, server } = await serving((_, response, count) => json(response, { count }, count < 3 ? 503 : 200));
    expect(await server.get('/')).toEqual({ count: 3 });
    const never = await serving((_, response) => json(response, {}, 429, { 'retry-after': '0' }));
    expect(await codeOf(never.server.get('/'))).toBe('input/server-answer');
    expect([local.asked.length, never.local.asked.length]).toEqual([3, 4]);
  });

  it.each([
    [401, 'input/server-answer'],
    [403, 'input/server-answer'],
    [404, 'input/server-path-unknown'],
    [500, 'input/server-answer'],
  ])('takes %d for an answer and does not try again', async (status, code) => {
    const { local, server } = await serving((_, response) => json(response, {}, status));
    expect(await codeOf(server.get('/'))).toBe(code);
    expect(local.asked).toHaveLength(1);
  });

  it('follows a redirect to the same host, and gives the token to no other', async () => {
    const other = await localServer((_, response) => json(response, {}));
    open.push(other);
    const { server } = await serving((asked, response) => {
      if (asked.path.endsWith('/away')) json(response, {}, 307, { location: `${other.url}/x` });
      else if (asked.path.endsWith('/moved')) json(response, {}, 308, { location: '/base/here' });
      else if (asked.path.endsWith('/round')) json(response, {}, 302, { location: '/base/round' });
      else json(response, asked.path);
    });
    expect(await server.get('/moved')).toBe('/base/here');
    expect(await codeOf(server.get('/away'))).toBe('input/server-redirected');
    expect(await codeOf(server.get('/round'))).toBe('input/server-redirected');
    expect(other.asked).toEqual([]);
  });

  it('stops at an answer that is too large, and at one that is no JSON', async () => {
    const large = await serving((_, response) => json(response, 'x'.repeat(5000)), { maxBytes: 1000 });
    expect(await codeOf(large.server.get('/'))).toBe('input/server-too-large');
    const page = await serving((_, response) => response.end('<html>'));
    expect(await codeOf(page.server.get('/'))).toBe('input/server-answer');
  });

  it('gives up a server that is silent or away', async () => {
    const { local, server } = await serving(() => undefined, { timeoutMs: 20 });
    expect(await codeOf(server.get('/'))).toBe('input/server-unreachable');
    expect(local.asked).toHaveLength(4);
    await local.close();
    expect(await codeOf(server.get('/'))).toBe('input/server-unreachable');
  });

  it('stops when it is told to', async () => {
    const controller = new AbortController();
    const { local, server } = await serving(() => controller.abort(), { signal: controller.signal });
    await expect(server.get('/')).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    expect(local.asked).toHaveLength(1);
  });

  it('never names the token in what it throws', async () => {
    const { server } = await serving((_, response) => json(response, {}, 401));
    const error = await server
      .get('/')
      .catch((thrown: Error & { hint?: string }) => `${thrown.message} ${thrown.hint}`);
    expect(error).toContain('refuses the token');
    expect(error).not.toContain('secret');
  });

  it.each(['ftp://x', 'file:///etc/passwd', 'x', '', 'http://user:pass@host'])('takes no address like "%s"', (url) => {
    const make = () => jsonServer({ url, signal: new AbortController().signal });
    expect(make).toThrow(expect.objectContaining({ code: 'usage/server-url' }));
  });
});
