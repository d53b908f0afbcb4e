import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { postEvent } from '../../src/cli/post-event.ts';

interface Received {
  headers: IncomingMessage['headers'];
  body: string;
}

/** A server that answers with these codes, one after another, and what it was sent. */
async function serving(codes: number[], work: (url: string) => Promise<void>): Promise<Received[]> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    received.push({ headers: request.headers, body: await text(request) });
    response.writeHead(codes[received.length - 1] ?? 500, { location: '/elsewhere' }).end('answer');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/lineage`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  return received;
}

it('posts the event as JSON with its token', async () => {
  const received = await serving([201], (url) => postEvent(url, '{"a":1}\n', 'secret'));
  expect(received).toHaveLength(1);
  expect(received[0]).toMatchObject({
    body: '{"a":1}',
    headers: { authorization: 'Bearer secret', 'content-type': 'application/json' },
  });
});

it('tries once more where the server failed, and sends no token where there is none', async () => {
  const received = await serving([503, 201], (url) => postEvent(url, '{}', undefined));
  expect(received).toHaveLength(2);
  expect(received[0]?.headers).not.toHaveProperty('authorization');
});

it('gives up after two failures, and at once where the server refuses', async () => {
  const twice = await serving([500, 500, 201], (url) =>
    expect(postEvent(url, '{}', undefined)).rejects.toThrow('answered 500'),
  );
  const once = await serving([401, 201], (url) =>
    expect(postEvent(url, '{}', undefined)).rejects.toThrow('answered 401'),
  );
  expect([twice.length, once.length]).toEqual([2, 1]);
});

it('follows no redirect with the token, and says why nobody answered', async () => {
  const received = await serving([302, 302, 302], (url) => expect(postEvent(url, '{}', 'secret')).rejects.toThrow());
  expect(received.every(({ headers }) => headers['content-type'] === 'application/json')).toBe(true);
  await expect(postEvent('http://127.0.0.1:1/', '{}', undefined)).rejects.toThrow(/\w/);
});
