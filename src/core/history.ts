import type { Verdict } from './measures.ts';

/** One line of the history of audits: enough to test the next audit against, and no row of personal data. */
export interface HistoryEntry {
  schema: 'dossier.history/1';
  /** 1 for the first audit. */
  sequence: number;
  /** SHA-256 of the line before without its line feed; 64 zeros for the first. */
  previousSha256: string;
  auditId: string;
  system: string;
  asOf: string;
  /** Times of the first and the last decision. */
  from: string;
  to: string;
  used: number;
  profile: string;
  confidence: number;
  favourable: string;
  attributes: HistoryAttribute[];
}

export interface HistoryAttribute {
  name: string;
  reference: string;
  /** The reference first. */
  groups: HistoryGroup[];
}

/** x favourable decisions of n: rows, or the effective size where rows have weights. */
export interface HistoryGroup {
  group: string;
  x: number;
  n: number;
  /** Of the selection rate; null for the reference. */
  verdict: Verdict | null;
}
