/** A server that answers in JSON. Handed in by the command line: nothing below it reaches a network. */
export interface JsonServer {
  /** @param path - below the base address, with a leading slash */
  get(path: string, query?: Readonly<Record<string, string>>): Promise<unknown>;
  post(path: string, body: unknown): Promise<unknown>;
}
