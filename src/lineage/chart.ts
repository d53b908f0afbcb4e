import { DossierError } from '../core/error.ts';
import type { UnitMeta } from '../core/unit.ts';

/** One box of a chart. */
export interface ChartNode {
  id: string;
  /** What stands in it, line by line. Never empty. */
  lines: string[];
}

/** A chart that someone drew: boxes, and arrows between them by their ids. */
export interface Chart {
  nodes: ChartNode[];
  edges: { from: string; to: string }[];
}

/** Reads charts of one kind. */
export interface ChartFormat {
  readonly meta: UnitMeta;
  /** How surely a text is of this format, from its first characters: 0 not at all, 1 beyond doubt. Never throws. */
  detect(head: string): number;
  /** @throws DossierError input/chart-unreadable */
  read(text: string, file: string): Chart;
}

export function defineChartFormat(format: ChartFormat): ChartFormat {
  return format;
}

/** More characters than any chart that a person drew, compressed or not. */
export const MAX_CHART_CHARACTERS: number = 2 ** 24;
/** More than any chart that a person wrote as text; Mermaid itself stops at 50,000. */
const MAX_WRITTEN_CHARACTERS = 2 ** 20;
const MAX_NODES = 20_000;
const MAX_EDGES = 100_000;

/** Why a chart cannot be read. @param at - e.g. `line 3` */
export function unreadableChart(file: string, because: string, at?: string): DossierError {
  return new DossierError('input/chart-unreadable', `${file} cannot be read as a chart: ${because}`, {
    place: at === undefined ? { file } : { file, at },
    hint: 'Save the chart again as draw.io, Mermaid flowchart or DOT.',
  });
}

/**
 * Refuses a chart in text that is too long: the patterns that read it keep a place to return to for each character.
 * @throws DossierError input/chart-unreadable
 */
export function assertWritten(text: string, file: string): void {
  if (text.length > MAX_WRITTEN_CHARACTERS) {
    throw unreadableChart(file, `it is longer than ${MAX_WRITTEN_CHARACTERS} characters`);
  }
}

/** Collects the boxes and arrows of a chart, within bounds; a box that is only named in an arrow bears its name. */
export interface ChartBuilder {
  /** Names a box; what stands in it is kept from whoever says it last. */
  node(id: string, lines?: readonly string[]): void;
  edge(from: string, to: string): void;
  chart(): Chart;
}

export function chartBuilder(file: string): ChartBuilder {
  const nodes = new Map<string, string[] | null>();
  const edges = new Map<string, { from: string; to: string }>();
  const node: ChartBuilder['node'] = (id, lines) => {
    const filled = lines?.map((line) => line.replace(/\s+/g, ' ').trim()).filter((line) => line !== '') ?? [];
    nodes.set(id, filled.length > 0 ? filled : (nodes.get(id) ?? null));
    if (nodes.size > MAX_NODES) throw unreadableChart(file, `it has more than ${MAX_NODES} boxes`);
  };
  return {
    node,
    edge(from, to) {
      node(from);
      node(to);
      edges.set(JSON.stringify([from, to]), { from, to });
      if (edges.size > MAX_EDGES) throw unreadableChart(file, `it has more than ${MAX_EDGES} arrows`);
    },
    chart: () => ({
      nodes: [...nodes].map(([id, lines]) => ({ id, lines: lines ?? [id] })),
      edges: [...edges.values()],
    }),
  };
}
