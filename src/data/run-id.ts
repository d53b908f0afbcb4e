const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** One spelling for a run id: a UUID means the same in any case (RFC 9562, 4) and is written in lower case. */
export function canonicalRunId(id: string): string {
  return UUID.test(id) ? id.toLowerCase() : id;
}
