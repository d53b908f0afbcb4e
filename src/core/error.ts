/** Where a fault lies: a file of the case and, inside it, a line ("line 12") or a JSON pointer. */
export interface Place {
  readonly file: string;
  readonly at?: string;
}

/** The kind of fault, which decides the exit code of the command line. */
export const EXIT = {
  usage: 2,
  input: 3,
  evidence: 4,
  model: 5,
  analysis: 6,
  seal: 7,
  output: 8,
} as const;

export type FaultKind = keyof typeof EXIT;

/** Exit code of a command that finished and met the gate that --fail-on sets. */
export const EXIT_GATE = 10;

/** Exit code of an interrupted command (128 + SIGINT). */
export const EXIT_INTERRUPTED = 130;

export interface FaultDetail {
  readonly place?: Place | undefined;
  /** One imperative sentence: what the reader can do about it. */
  readonly hint?: string | undefined;
  readonly cause?: unknown;
}

/**
 * A failure we foresaw. Its code is `kind/slug`, is documented and never changes meaning; anything else
 * that is thrown is a bug. The message is lower case, without a full stop, and names the thing.
 */
export class DossierError extends Error {
  override readonly name = 'DossierError';
  readonly code: `${FaultKind}/${string}`;
  readonly place: Place | undefined;
  readonly hint: string | undefined;

  constructor(code: `${FaultKind}/${string}`, message: string, detail: FaultDetail = {}) {
    super(message, detail.cause === undefined ? undefined : { cause: detail.cause });
    this.code = code;
    this.place = detail.place;
    this.hint = detail.hint;
  }

  get exitCode(): number {
    return EXIT[this.code.slice(0, this.code.indexOf('/')) as FaultKind];
  }
}
