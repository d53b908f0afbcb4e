import { groupBy } from '../core/group-by.ts';
import { type DrawnGraph, type DrawnNode, meant, NOTHING_DESCRIBED, plainGraph } from './drawn-graph.ts';
import { LEFT_OUT_DETAIL, legibleGraph, SOURCES_DETAIL } from './legible-graph.ts';

/** More nodes than this do not fit on a screen in letters that can be read. */
const MOST = 60;

/**
 * The graph for people: what lies off the chain is collapsed, the nearest of it to one node beside each node of the
 * chain that it touches; then crowds are folded as on a page.
 */
export function foldedGraph(graph: DrawnGraph): DrawnGraph {
  const collapsed = graph.nodes.some(({ isOnChain }) => isOnChain) ? offChainCollapsed(graph) : graph;
  const known = new Map(collapsed.nodes.map((node) => [node.id, node]));
  const legible = legibleGraph(plainGraph(collapsed), MOST);
  const nodes = legible.nodes.map(
    (node): DrawnNode =>
      known.get(node.id) ?? { ...node, ...NOTHING_DESCRIBED, isOnChain: true, stands: Number.parseInt(node.label, 10) },
  );
  return { title: collapsed.title, nodes, edges: meant(legible.edges, nodes) };
}

const OFF_CHAIN = 'not on this chain';
const CROWDS = [OFF_CHAIN, LEFT_OUT_DETAIL, SOURCES_DETAIL];

/** Whether a box with these lines is one that stands for several things in a drawing of ours. */
export function isCrowd([label = '', detail = '', ...others]: readonly string[]): boolean {
  return others.length === 0 && /^\d+ /.test(label) && CROWDS.includes(detail);
}

function offChainCollapsed({ title, nodes, edges }: DrawnGraph): DrawnGraph {
  const known = new Map(nodes.map((node) => [node.id, node]));
  const isOn = (id: string): boolean => known.get(id)?.isOnChain === true;
  const kept = edges.filter(({ from, to }) => isOn(from) && isOn(to));
  const crossing = edges.filter(({ from, to }) => isOn(from) !== isOn(to));
  const crowds = groupBy(crossing, ({ from, to }) => JSON.stringify(isOn(from) ? ['out', from] : ['in', to]));
  const beside = [...crowds].map(([key, touching]) => {
    const [way = '', at = ''] = JSON.parse(key) as string[];
    const others = touching.map(({ from, to }) => (way === 'out' ? to : from));
    const id = `off-chain:${way}:${at}`;
    return { node: crowdNode(id, new Set(others).size, known.get(others[0] ?? '')), way, at };
  });
  const all = [...nodes.filter(({ isOnChain }) => isOnChain), ...beside.map(({ node }) => node)];
  const ends = beside.map(({ node, way, at }) =>
    way === 'out' ? { from: at, to: node.id } : { from: node.id, to: at },
  );
  return { title, nodes: all, edges: meant([...kept, ...ends], all) };
}

const PLURALS: Record<DrawnNode['kind'], [one: string, many: string]> = {
  prediction: ['prediction', 'predictions'],
  dataset: ['data set', 'data sets'],
  model: ['model', 'models'],
  run: ['run', 'runs'],
  code: ['code file', 'code files'],
};

function crowdNode(id: string, count: number, first: DrawnNode | undefined): DrawnNode {
  const kind = first?.kind ?? 'dataset';
  const [one, many] = PLURALS[kind];
  const label = `${count} other ${count === 1 ? one : many}`;
  const detail = OFF_CHAIN;
  return { id, kind, label, detail, status: 'recorded', ...NOTHING_DESCRIBED, isOnChain: false, stands: count };
}
