import fc from 'fast-check';
import type { LayOut } from '../../src/lineage/drawing.ts';
import { type DrawnGraph, type DrawnNode, meant, NOTHING_DESCRIBED } from '../../src/lineage/drawn-graph.ts';
import { layoutGraph } from '../../src/render/graph-layout.ts';

/** Names that end a label, begin a statement or act on a screen in one format or another. */
const EVIL = [
  'a"b',
  "a'b",
  '</svg><script>alert(1)</script>',
  '--> n1',
  '%%{init: {}}%%',
  ']]>',
  '<!--',
  '\u202ereversed',
  'nul\u0000',
  'two\nlines',
  'back\\slash\\n',
  'a\\"b',
  '&amp;&#65;',
  '#quot;#35;',
  'x direction TB y',
  'end',
  'class n0 broken',
  'style x:y#z;',
  '"`md`"',
  '{{}}[(x)]|~~~',
  '%name%',
  '\ud800',
  '\u2028\ufffe',
  'n0 -> n1; }',
  '/*c*/ //c',
  '漢字🎉',
  'caf\u0301e',
];

const name = fc.oneof(
  fc.constantFrom(...EVIL),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ maxLength: 12 }),
);
const KINDS = ['prediction', 'dataset', 'model', 'run', 'code'] as const;
const node = fc.record({ kind: fc.constantFrom(...KINDS), label: name, detail: name, owner: name });

/** Graphs of up to twelve nodes whose every text is hostile. */
const hostileGraphs: fc.Arbitrary<DrawnGraph> = fc
  .tuple(
    name,
    fc.array(node, { minLength: 1, maxLength: 12 }),
    fc.array(fc.tuple(fc.nat(11), fc.nat(11)), { maxLength: 14 }),
  )
  .map(([title, sketches, joins]) => graphOf(sketches, joins, title));

interface Sketch {
  kind: DrawnNode['kind'];
  label: string;
  detail?: string;
  owner?: string;
}

/** A graph of sketched nodes, whose ids are their indexes; joins past the last node are left out. */
export function graphOf(
  sketches: readonly Sketch[],
  joins: readonly (readonly [number, number])[],
  title = 'T',
): DrawnGraph {
  const nodes = sketches.map(
    ({ kind, label, detail = '', owner }, index): DrawnNode => ({
      ...NOTHING_DESCRIBED,
      id: `id ${index}`,
      kind,
      label,
      detail,
      status: (['verified', 'recorded', 'broken'] as const)[index % 3] ?? 'recorded',
      isOnChain: true,
      stands: 1,
      names: kind === 'prediction' ? [] : [{ namespace: 'lake', name: label }],
      owners: owner === undefined ? [] : [owner],
      run:
        kind === 'run'
          ? { id: `run ${index}`, state: 'COMPLETE', startedAt: null, endedAt: '2025-01-01T00:00:00.000Z' }
          : null,
      path: kind === 'code' ? label : null,
      citations: [{ file: label, at: 'line 1' }],
    }),
  );
  const once = new Map(joins.map(([from, to]) => [`${from} ${to}`, { from: `id ${from}`, to: `id ${to}` }]));
  const edges = [...once.values()].filter(({ from, to }) => from !== to);
  return { title, nodes, edges: meant(edges, nodes) };
}

export const drawer: { layOut: LayOut; producer: string } = { layOut: layoutGraph, producer: 'pkg:npm/dossier@0.0.0' };

/** The same graph gives the same text, and every graph one that `check` accepts. */
export function holdsForHostileGraphs(check: (graph: DrawnGraph) => void, runs = 300): void {
  fc.assert(fc.property(hostileGraphs, check), { seed: 5, numRuns: runs });
}
