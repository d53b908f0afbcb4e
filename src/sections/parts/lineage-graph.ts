import type { Block, GraphBlock, Tone } from '../../core/block.ts';
import type { LineageGraph, LineageNode } from '../../core/evidence.ts';
import { count } from '../../core/format.ts';
import type { Words } from '../../core/words.ts';
import { paragraph } from './blocks.ts';

type Shape = GraphBlock['nodes'][number]['shape'];

const SHAPES: Record<LineageNode['kind'], Shape> = {
  prediction: 'round',
  dataset: 'cylinder',
  model: 'cylinder',
  run: 'box',
  code: 'round',
};

const TONES: Record<LineageNode['status'], Tone> = { verified: 'good', recorded: 'neutral', broken: 'bad' };

/** The part of the lineage on which the answer rests. */
export function lineageGraph(words: Words, { nodes, edges }: LineageGraph): Block[] {
  if (nodes.length === 0) return [paragraph(words('graph.none'))];
  const having = (status: LineageNode['status']): string =>
    count(nodes.filter((node) => node.status === status).length);
  return [
    {
      kind: 'graph',
      caption: words('graph.caption'),
      alt: words('graph.alt', {
        nodes: count(nodes.length),
        edges: count(edges.length),
        verified: having('verified'),
        recorded: having('recorded'),
        broken: having('broken'),
      }),
      nodes: nodes.map(({ id, kind, label, detail, status }) => ({
        id,
        shape: SHAPES[kind],
        label,
        detail,
        tone: TONES[status],
      })),
      edges,
      legend: [
        { tone: 'good', text: words('graph.verified') },
        { tone: 'neutral', text: words('graph.recorded') },
        { tone: 'bad', text: words('graph.broken') },
      ],
    },
  ];
}
