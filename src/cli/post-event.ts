/** Longer than a server that lives takes to write an event down. */
const TIMEOUT_MS = 10_000;
const TRIES = 2;

/**
 * Posts an event to an OpenLineage endpoint, such as Marquez's /api/v1/lineage, and once more where the server could
 * not be reached or said that it had failed.
 *
 * @param token - sent as a bearer token where there is one
 * @throws Error with the status, or why there was none
 */
export async function postEvent(url: string, event: string, token: string | undefined): Promise<void> {
  let because = '';
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const status = await statusOf(url, event, token).catch((error: unknown) => wordsOf(error));
    if (typeof status === 'number' && status < 300) return;
    because = typeof status === 'number' ? `the server answered ${status}` : status;
    if (typeof status === 'number' && status < 500) break;
  }
  throw new Error(because);
}

async function statusOf(url: string, event: string, token: string | undefined): Promise<number> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: event.trimEnd(),
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  await response.body?.cancel();
  return response.status;
}

function wordsOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message : String(cause);
}
