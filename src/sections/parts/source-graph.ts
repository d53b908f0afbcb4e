import type { Block, GraphBlock } from '../../core/block.ts';
import type { Attribution, FeatureFacts } from '../../core/findings.ts';
import { count } from '../../core/format.ts';
import type { Words } from '../../core/words.ts';

type Node = GraphBlock['nodes'][number];
type Source = FeatureFacts['sources'][number];

/** Of one feature; the table holds all. */
const MOST_SOURCES = 6;
const MOST_FEATURES = 4;

/** More boxes than this do not lie from left to right on a page, so that each reason has a drawing of its own. */
const MOST_TOGETHER = 9;

interface Reason {
  rank: number;
  facts: FeatureFacts;
}

/** The principal reasons led back to the columns that their values were made from, as drawings; none without any. */
export function sourceGraph(words: Words, { features, reasons }: Attribution): Block[] {
  const drawn = reasons
    .flatMap(({ feature }) => features.find(({ name }) => name === feature) ?? [])
    .filter(({ sources }) => sources.length > 0)
    .slice(0, MOST_FEATURES)
    .map((facts, at) => ({ rank: at + 1, facts }));
  if (drawn.length === 0) return [];
  const together = graphOf(words, drawn);
  if (together.nodes.length <= MOST_TOGETHER) return [together];
  return drawn.map((reason) => graphOf(words, [reason]));
}

function graphOf(words: Words, reasons: readonly Reason[]): GraphBlock {
  const nodes = new Map<string, Node>();
  const edges: GraphBlock['edges'] = [];
  for (const reason of reasons) {
    const feature = featureNode(words, reason);
    const sources = sourceNodes(words, reason.facts);
    for (const node of [feature, ...sources]) nodes.set(node.id, node);
    edges.push(...sources.map(({ id }) => ({ from: id, to: feature.id })));
  }
  const alt = words('source-graph.alt', {
    features: count(reasons.length),
    columns: count(nodes.size - reasons.length),
  });
  return { kind: 'graph', caption: words('source-graph.caption'), alt, nodes: [...nodes.values()], edges, legend: [] };
}

function featureNode(words: Words, { rank, facts: { name, label, columns } }: Reason): Node {
  return {
    id: `feature:${name}`,
    shape: 'round',
    label: words('source-graph.feature', { rank, label }),
    detail: words('source-graph.inputs', { columns: columns.join(', ') }),
    tone: 'neutral',
  };
}

/** Columns that were used before those that steered, so that folding leaves out what matters least. */
function sourceNodes(words: Words, { name, sources }: FeatureFacts): Node[] {
  const used = sources.filter(({ transformation }) => transformation !== 'INDIRECT');
  const steered = sources.filter(({ transformation }) => transformation === 'INDIRECT');
  const nodes = [...used, ...steered].slice(0, MOST_SOURCES).map((source) => sourceNode(words, source));
  const more = sources.length - MOST_SOURCES;
  if (more <= 0) return nodes;
  const label = words('source-graph.more', { n: count(more) });
  const detail = words('source-graph.more.detail');
  return [...nodes, { id: `more:${name}`, shape: 'box', label, detail, tone: 'neutral' }];
}

/** One node for each way in which a column was used: a value and a filter on it are two things. */
function sourceNode(words: Words, { dataset, column, transformation, masked }: Source): Node {
  const kind = words(KINDS[transformation] ?? 'source-graph.unknown');
  return {
    id: JSON.stringify([dataset, column, transformation, masked]),
    shape: transformation === 'INDIRECT' ? 'box' : 'cylinder',
    label: column,
    detail: words(masked ? 'source-graph.source.masked' : 'source-graph.source', { dataset, kind }),
    tone: 'neutral',
  };
}

const KINDS: Record<string, string> = {
  IDENTITY: 'source-graph.identity',
  TRANSFORMATION: 'source-graph.transformation',
  AGGREGATION: 'source-graph.aggregation',
  INDIRECT: 'source-graph.indirect',
};
