import type { Citation } from '../core/citation.ts';
import type { DatasetName, LineageGraph, LineageNode } from '../core/evidence.ts';

/** A run as a drawing tells it. */
interface DrawnRun {
  id: string;
  state: string;
  startedAt: string | null;
  endedAt: string | null;
}

/** What the records say of a thing, beside the words that stand in its node. */
export interface Described {
  /** Of a data set or model all its names, the one that runs use first; of a run that of its job; of code its repository. */
  names: DatasetName[];
  version: string | null;
  sha256: string | null;
  owners: string[];
  run: DrawnRun | null;
  /** Of code, the path in its repository. */
  path: string | null;
  citations: Citation[];
}

export interface DrawnNode extends LineageNode, Described {
  /** Whether the answer rests on it. */
  isOnChain: boolean;
  /** How many things it stands for; 1 unless some were folded into it. */
  stands: number;
}

/** What an edge says, read from its start to its end. */
export type Meaning =
  | 'is read by'
  | 'writes'
  | 'is the code of'
  | 'makes the decision'
  | 'is used for'
  | 'is made into'
  | 'leads to';

export interface DrawnEdge {
  from: string;
  to: string;
  meaning: Meaning;
}

/** A graph to be drawn: edges follow the data, from the sources to the prediction. What matters most comes first. */
export interface DrawnGraph {
  title: string;
  nodes: DrawnNode[];
  edges: DrawnEdge[];
}

export const NOTHING_DESCRIBED: Described = {
  names: [],
  version: null,
  sha256: null,
  owners: [],
  run: null,
  path: null,
  citations: [],
};

type Kind = LineageNode['kind'];

const MEANINGS: Record<Kind, Partial<Record<Kind, Meaning>>> = {
  dataset: { run: 'is read by', prediction: 'is used for', dataset: 'is made into', model: 'is made into' },
  model: { run: 'is read by', prediction: 'is used for', dataset: 'is made into', model: 'is made into' },
  run: { dataset: 'writes', model: 'writes', prediction: 'makes the decision' },
  code: { run: 'is the code of' },
  prediction: {},
};

/** Edges with what they mean, which follows from what they join; edges to nowhere are left out. */
export function meant(edges: LineageGraph['edges'], nodes: readonly DrawnNode[]): DrawnEdge[] {
  const kinds = new Map(nodes.map((node) => [node.id, node.stands > 1 ? null : node.kind]));
  return edges.flatMap(({ from, to }) => {
    const [start, end] = [kinds.get(from), kinds.get(to)];
    if (start === undefined || end === undefined) return [];
    const meaning = start === null || end === null ? undefined : MEANINGS[start][end];
    return [{ from, to, meaning: meaning ?? 'leads to' }];
  });
}

/** The nodes and edges alone, as a record keeps them. */
export function plainGraph({ nodes, edges }: DrawnGraph): LineageGraph {
  return {
    nodes: nodes.map(({ id, kind, label, detail, status }) => ({ id, kind, label, detail, status })),
    edges: edges.map(({ from, to }) => ({ from, to })),
  };
}
