import { DossierError } from '../core/error.ts';
import { unpackText } from '../data/unpack-text.ts';
import { type Chart, MAX_CHART_CHARACTERS, unreadableChart } from '../lineage/chart.ts';
import { chartOfGraph } from '../lineage/chart-of-graph.ts';
import { chartFormats } from '../lineage/charts/registry.ts';
import { type ChartComparison, compareCharts } from '../lineage/compare-charts.ts';
import type { DrawnGraph } from '../lineage/drawn-graph.ts';
import { UNDATED } from '../lineage/fact.ts';
import { foldGraph } from '../lineage/graph.ts';
import { newestTime } from '../lineage/newest-time.ts';
import { readLineage } from '../lineage/read-lineage.ts';
import { recordedGraph } from '../lineage/recorded-graph.ts';

const HEAD_CHARACTERS = 65_536;

export interface Comparison extends ChartComparison {
  /** The format as which the file was read. */
  format: string;
}

/**
 * Compares a chart, or another export, with the chain of a graph, or with all of it where it has none.
 * @throws DossierError input/chart-unreadable, input/lineage-unknown-format, input/lineage-unreadable
 */
export function compareLineage(file: { path: string; bytes: Uint8Array }, graph: DrawnGraph): Comparison {
  const { format, chart, isExport } = readChart(file);
  const onChain = graph.nodes.filter((node) => node.isOnChain);
  const harvest = onChain.length === 0 ? graph : { ...graph, nodes: onChain, edges: among(graph, onChain) };
  const { chartLacks, ...compared } = compareCharts(chart, harvest);
  // No export can hold a prediction, so that none lacks it.
  const nodes = chartLacks.nodes.filter(({ kind }) => !isExport || kind !== 'prediction');
  return { format, ...compared, chartLacks: { ...chartLacks, nodes } };
}

/** Whether the two sides differ. */
export function differs({ chartLacks, harvestLacks, ambiguous }: ChartComparison): boolean {
  const lists = [chartLacks.nodes, chartLacks.arrows, harvestLacks.nodes, harvestLacks.arrows, ambiguous];
  return lists.some((list) => list.length > 0);
}

function among({ edges }: DrawnGraph, nodes: DrawnGraph['nodes']): DrawnGraph['edges'] {
  const ids = new Set(nodes.map(({ id }) => id));
  return edges.filter(({ from, to }) => ids.has(from) && ids.has(to));
}

interface Read {
  format: string;
  chart: Chart;
  isExport: boolean;
}

/** Charts are told from exports, and from each other, by what stands in them. */
function readChart({ path, bytes }: { path: string; bytes: Uint8Array }): Read {
  const { text } = unpackText(bytes);
  const head = (text ?? '').slice(0, HEAD_CHARACTERS);
  const [surest] = chartFormats
    .map((format) => ({ format, score: format.detect(head) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
  if (surest === undefined || text === null) return exported(path, bytes);
  if (text.length > MAX_CHART_CHARACTERS)
    throw unreadableChart(path, `it is longer than ${MAX_CHART_CHARACTERS} characters`);
  return { format: surest.format.meta.id, chart: surest.format.read(text, path), isExport: false };
}

function exported(path: string, bytes: Uint8Array): Read {
  try {
    const { facts, reports } = readLineage([{ path, bytes }]);
    const graph = recordedGraph(foldGraph(facts, newestTime(facts) ?? UNDATED));
    return { format: reports[0]?.format ?? 'unknown', chart: chartOfGraph(graph, path), isExport: true };
  } catch (error) {
    if (!(error instanceof DossierError) || error.code !== 'input/lineage-unknown-format') throw error;
    const charts = chartFormats.map(({ meta }) => meta.title).join(', ');
    const { message, place, cause } = error;
    throw new DossierError(error.code, message, {
      place,
      cause,
      hint: `Give a chart (${charts}) or an export. ${error.hint}`,
    });
  }
}
