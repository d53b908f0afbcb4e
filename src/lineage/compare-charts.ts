import { compareText } from '../core/compare-text.ts';
import { nearNames } from '../data/near-names.ts';
import type { Chart, ChartNode } from './chart.ts';
import type { DrawnGraph, DrawnNode } from './drawn-graph.ts';
import { isCrowd } from './folded-graph.ts';
import { labelKey, nameKeys, tailsOf } from './name-keys.ts';
import { OWN_VOCABULARY } from './prov/written-names.ts';
import { reachable } from './reachable.ts';

export interface Arrow {
  from: string;
  to: string;
}

/** What a chart and the harvest do not have in common. Nodes and arrows are named as the side that has them does. */
export interface ChartComparison {
  /** Boxes of the chart and the things on record that they mean, in the order of the chart. */
  matched: { chart: string; harvest: string }[];
  chartLacks: { nodes: { kind: string; name: string; near: string[] }[]; arrows: Arrow[] };
  harvestLacks: { nodes: { name: string; near: string[] }[]; arrows: Arrow[] };
  /** Boxes whose name fits several things on record; none of these is chosen. */
  ambiguous: { chart: string; candidates: string[] }[];
}

/**
 * Compares a chart with what the records say. Names are the same by the identity rules: case, scheme and namespace
 * dropped, aliases joined; a name without its folders counts where it fits one thing alone. An arrow is there when data
 * flows that way on the other side too, through things that the one side leaves out or not.
 */
export function compareCharts(whole: Chart, harvest: DrawnGraph): ChartComparison {
  const chart = withoutCrowds(whole);
  const { matches, ambiguous } = matched(chart.nodes, harvest.nodes);
  const labels = new Map(harvest.nodes.map(({ id, label }) => [id, label]));
  const drawn = new Set([...matches.values()].flat());
  const doubtful = new Set(ambiguous.flatMap(({ ids }) => ids));
  const titles = chart.nodes.map(titleOf);
  const names = harvest.nodes.map(({ label }) => label);
  const missing = chart.nodes.filter(({ id }) => !matches.has(id) && !ambiguous.some(({ node }) => node.id === id));
  const undrawn = harvest.nodes.filter(({ id }) => !drawn.has(id) && !doubtful.has(id));
  return {
    matched: chart.nodes.flatMap((node) => {
      const [first] = matches.get(node.id) ?? [];
      return first === undefined ? [] : [{ chart: titleOf(node), harvest: labels.get(first) ?? first }];
    }),
    chartLacks: {
      nodes: onceByName(undrawn).map(({ kind, label }) => ({ kind, name: label, near: nearNames(label, titles) })),
      arrows: arrowsChartLacks(chart, harvest, matches),
    },
    harvestLacks: {
      nodes: missing.map((node) => ({ name: titleOf(node), near: nearNames(titleOf(node), [...new Set(names)]) })),
      arrows: arrowsHarvestLacks(chart, harvest, matches),
    },
    ambiguous: ambiguous.map(({ node, ids }) => ({
      chart: titleOf(node),
      candidates: [...new Set(ids.map((id) => labels.get(id) ?? id))].sort(compareText),
    })),
  };
}

/** Without the boxes that stand for several things in drawings of our own. */
function withoutCrowds({ nodes, edges }: Chart): Chart {
  const crowds = new Set(nodes.filter(({ lines }) => isCrowd(lines)).map(({ id }) => id));
  const isKept = ({ from, to }: Arrow): boolean => !crowds.has(from) && !crowds.has(to);
  return { nodes: nodes.filter(({ id }) => !crowds.has(id)), edges: edges.filter(isKept) };
}

/** By box of the chart: the things on record that it means; several where they are versions or runs of one. */
type Matches = ReadonlyMap<string, string[]>;

interface Ambiguous {
  node: ChartNode;
  ids: string[];
}

function matched(
  boxes: readonly ChartNode[],
  things: readonly DrawnNode[],
): { matches: Matches; ambiguous: Ambiguous[] } {
  const [exact, tails] = [new Map<string, DrawnNode[]>(), new Map<string, DrawnNode[]>()];
  for (const thing of things) {
    const keys = new Set([labelKey(thing.label), ...thing.names.flatMap(nameKeys), ...keysBeside(thing)]);
    for (const key of keys) add(exact, key, thing);
    const tailsOfThing = [...keys].flatMap((key) => tailsOf(key, thing.kind === 'run' ? /[/.]/g : /\//g));
    for (const tail of new Set(tailsOfThing)) if (!keys.has(tail)) add(tails, tail, thing);
  }
  const matches = new Map<string, string[]>();
  const ambiguous: Ambiguous[] = [];
  for (const box of boxes) {
    const found = candidates(box, exact, tails);
    if (new Set(found.map(sameness)).size > 1) ambiguous.push({ node: box, ids: found.map(({ id }) => id) });
    else if (found.length > 0)
      matches.set(
        box.id,
        found.map(({ id }) => id),
      );
  }
  return { matches, ambiguous };
}

/** A run is known by its id too, and code by its path. */
function keysBeside({ run, path, kind, names, label }: DrawnNode): string[] {
  const [repository] = names;
  const own = [...(run === null ? [] : [run.id]), ...(path === null ? [] : [path])].map(labelKey);
  if (kind === 'prediction') return [labelKey(`${OWN_VOCABULARY}prediction:${label}`)];
  return kind === 'code' && repository !== undefined && path !== null
    ? [...own, labelKey(`${repository.name}/${path}`)]
    : own;
}

/** The whole label, then its lines one by one; a full name before the tail of one. */
function candidates(
  { lines }: ChartNode,
  exact: ReadonlyMap<string, DrawnNode[]>,
  tails: ReadonlyMap<string, DrawnNode[]>,
): DrawnNode[] {
  const keys = [lines.join(' '), ...lines].map(labelKey);
  for (const known of [exact, tails]) {
    for (const key of keys) {
      const found = known.get(key);
      if (found !== undefined) return found;
    }
  }
  return [];
}

/** Versions of one data set, runs of one job and commits of one file are drawn as one box by most who draw. */
function sameness({ kind, names, label, path }: DrawnNode): string {
  const [name] = names;
  return JSON.stringify([kind, name === undefined ? label : nameKeys(name)[0], path]);
}

function onceByName(nodes: readonly DrawnNode[]): DrawnNode[] {
  return [...new Map([...nodes].reverse().map((node) => [sameness(node), node])).values()].reverse();
}

function arrowsHarvestLacks({ nodes, edges }: Chart, harvest: DrawnGraph, matches: Matches): Arrow[] {
  const titles = new Map(nodes.map((node) => [node.id, titleOf(node)]));
  const known = edges.filter(({ from, to }) => matches.has(from) && matches.has(to));
  const flows = reachable(harvest.edges);
  return known
    .filter(({ from, to }) => {
      const [starts, ends] = [matches.get(from) ?? [], new Set(matches.get(to))];
      return !starts.some((start) => ends.has(start) || [...flows(start)].some((id) => ends.has(id)));
    })
    .map(({ from, to }) => ({ from: titles.get(from) ?? from, to: titles.get(to) ?? to }));
}

/** Arrows on record between things that the chart draws, past things that it does not, along which it draws no way. */
function arrowsChartLacks(chart: Chart, { nodes, edges }: DrawnGraph, matches: Matches): Arrow[] {
  const boxes = new Map([...matches].flatMap(([box, ids]) => ids.map((id) => [id, box] as const)));
  const labels = new Map(nodes.map(({ id, label }) => [id, label]));
  const past = reachable(edges, (id) => boxes.has(id));
  const drawn = reachable(chart.edges);
  const lacking = new Map<string, Arrow>();
  for (const [start, box] of boxes) {
    for (const end of past(start)) {
      const other = boxes.get(end);
      if (other === undefined || other === box || drawn(box).has(other)) continue;
      lacking.set(JSON.stringify([box, other]), { from: labels.get(start) ?? start, to: labels.get(end) ?? end });
    }
  }
  return [...lacking.values()];
}

function titleOf({ lines }: ChartNode): string {
  return lines[0] ?? '';
}

function add(map: Map<string, DrawnNode[]>, key: string, node: DrawnNode): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [node]);
  else known.push(node);
}
