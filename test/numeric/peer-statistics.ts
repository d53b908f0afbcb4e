import { readFileSync } from 'node:fs';
import { expect } from 'vitest';

type Ends = [number, number];

/** What SciPy and statsmodels say; see test/peers/statistics_reference.py. */
export interface PeerStatistics {
  pairs: {
    x: number;
    n: number;
    xRef: number;
    nRef: number;
    clopperPearson: Ends;
    miettinenNurminen: Ends;
    statsmodelsScore: [number | null, number | null];
    fisher: number;
    midP: number;
    oddsRatioInterval: Ends;
    chiSquare: number | null;
  }[];
  chiSquareTail: { x: number; df: number; p: number }[];
  studentTail: { t: number; df: number; p: number }[];
  incompleteBeta: { x: number; a: number; b: number; value: number }[];
  kolmogorov: { lambda: number; p: number }[];
  goodnessOfFit: { counts: number[]; shares: number[]; statistic: number; p: number }[];
  groups: { x: number[]; n: number[]; statistic: number; p: number }[];
  benjaminiHochberg: { p: number[]; adjusted: number[] };
  stratified: {
    tables: [Ends, Ends][];
    cmh: Ends;
    oddsRatio: [number, number, number];
    riskRatio: number;
    breslowDay: Ends;
    tarone: Ends;
  }[];
  delong: { scores: number[]; outcomes: number[]; auc: number; variance: number; sklearn: number }[];
  power: { rate: number; n: number; nRef: number; ratio: number; power: number }[];
}

export const peerStatistics: PeerStatistics = JSON.parse(
  readFileSync(new URL('../fixtures/peers/statistics.json', import.meta.url), 'utf8'),
) as PeerStatistics;

/** Apart by less than `tolerance` of the peer's size, or of 1 where that is larger. */
export function expectClose(found: number, peer: number, tolerance = 1e-9): void {
  expect(Math.abs(found - peer) / Math.max(1, Math.abs(peer)), `${found}, peer ${peer}`).toBeLessThan(tolerance);
}

/** Relative to the size of p: 1e-9 where p is large, 1e-6 down to 1e-300. */
export function expectSameP(found: number, peer: number): void {
  expect(Math.abs(found / peer - 1), `${found}, peer ${peer}`).toBeLessThan(peer < 1e-12 ? 1e-6 : 1e-9);
}
