import type { Block, GraphBlock } from '../../core/block.ts';
import type { Attribution, FeatureFacts } from '../../core/findings.ts';
import { count } from '../../core/format.ts';
import type { Words } from '../../core/words.ts';

type Node = GraphBlock['nodes'][number];
type Source = FeatureFacts['sources'][number];

/** Of one feature; the table holds all. */
const MOST_SOURCES = 6;
const MOST_FEATURES = 4;

/** The principal reasons led back to the columns that their values were made from, as a drawing; nothing without any. */
export function sourceGraph(words: Words, { features, reasons }: Attribution): Block[] {
  const drawn = reasons
    .flatMap(({ feature }) => features.find(({ name }) => name === feature) ?? [])
    .filter(({ sources }) => sources.length > 0)
    .slice(0, MOST_FEATURES);
  if (drawn.length === 0) return [];
  const nodes = new Map<string, Node>();
  const edges: GraphBlock['edges'] = [];
  for (const [rank, { name, label, columns, sources }] of drawn.entries()) {
    const id = `feature:${name}`;
    const detail = words('source-graph.inputs', { columns: columns.join(', ') });
    nodes.set(id, {
      id,
      shape: 'round',
      label: words('source-graph.feature', { rank: rank + 1, label }),
      detail,
      tone: 'neutral',
    });
    for (const source of sources.slice(0, MOST_SOURCES)) {
      const node = sourceNode(words, source);
      nodes.set(node.id, node);
      edges.push({ from: node.id, to: id });
    }
    const more = sources.length - MOST_SOURCES;
    if (more <= 0) continue;
    const rest = { id: `more:${name}`, shape: 'box', label: words('source-graph.more', { n: count(more) }) } as const;
    nodes.set(rest.id, { ...rest, detail: words('source-graph.more.detail'), tone: 'neutral' });
    edges.push({ from: rest.id, to: id });
  }
  const caption = words('source-graph.caption');
  const alt = words('source-graph.alt', { features: count(drawn.length), columns: count(nodes.size - drawn.length) });
  return [{ kind: 'graph', caption, alt, nodes: [...nodes.values()], edges, legend: [] }];
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
