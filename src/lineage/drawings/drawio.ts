import { defineLineageDrawing, type LineageDrawing, type Point } from '../drawing.ts';
import type { DrawnNode } from '../drawn-graph.ts';
import { type PlacedNode, placedGraph } from '../picture/placed-graph.ts';
import { xmlText } from '../shown-text.ts';

const SHAPES: Record<DrawnNode['kind'], string> = {
  prediction: 'rounded=1;arcSize=40;',
  dataset: 'shape=cylinder3;size=8;',
  model: 'shape=cylinder3;size=8;',
  run: 'rounded=0;',
  code: 'shape=note;size=10;',
};

const BORDERS: Record<DrawnNode['status'], string> = {
  verified: 'strokeColor=#1b6e3c;strokeWidth=2;',
  recorded: 'strokeColor=#5b6470;',
  broken: 'strokeColor=#a3231d;strokeWidth=4;',
};

const NODE = 'whiteSpace=wrap;html=0;fillColor=#ffffff;fontColor=#1c2530;fontSize=12;';
const EDGE = 'html=0;endArrow=classic;rounded=1;strokeColor=#5b6470;fontSize=10;';
/** The sides of the boxes at which a connector leaves and arrives. */
const SIDES = { LR: 'exitX=1;exitY=0.5;entryX=0;entryY=0.5;', TB: 'exitX=0.5;exitY=1;entryX=0.5;entryY=0;' };
const MARGIN = 40;

export const drawio: LineageDrawing = defineLineageDrawing({
  meta: {
    id: 'drawio',
    title: 'draw.io',
    answers: 'How does the chain look in draw.io, where it can be rearranged?',
    source: { work: 'The .drawio file format', url: 'https://www.drawio.com/docs/reference/file-format/' },
    limits: ['Written without compression; draw.io may compress it when it saves.'],
  },
  extension: 'drawio',
  reader: 'people',
  draw(graph, { layOut }) {
    const placed = placedGraph(graph, layOut);
    const ids = new Map(graph.nodes.map(({ id }, index) => [id, `n${index}`]));
    return [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<mxfile host="dossier">',
      `<diagram id="lineage" name="${xmlText(graph.title)}">`,
      `<mxGraphModel dx="0" dy="0" grid="1" gridSize="10" guides="1" tooltips="1" connect="1" arrows="1" fold="1" page="1" pageScale="1" pageWidth="${Math.ceil(placed.width + 2 * MARGIN)}" pageHeight="${Math.ceil(placed.height + 2 * MARGIN)}" math="0" shadow="0">`,
      '<root>',
      '<mxCell id="0"/>',
      '<mxCell id="1" parent="0"/>',
      ...placed.nodes.map((each) => vertex(ids.get(each.node.id) ?? '', each)),
      ...graph.edges.map(({ from, to, meaning }, index) => {
        const ends = `source="${ids.get(from)}" target="${ids.get(to)}"`;
        const { points, isForward } = placed.lines[index] ?? { points: [], isForward: false };
        const style = isForward ? EDGE + SIDES[placed.way] : EDGE;
        const cell = `id="e${index}" value="${meaning}" style="${style}" edge="1" parent="1" ${ends}`;
        return `<mxCell ${cell}>${bendsOf(points)}</mxCell>`;
      }),
      '</root>',
      '</mxGraphModel>',
      '</diagram>',
      '</mxfile>',
      '',
    ].join('\n');
  },
});

/** What the records say of a node stands beside its label, where draw.io shows it under Edit Data. */
function vertex(id: string, { node, x, y, width, height }: PlacedNode): string {
  const { kind, label, detail, status } = node;
  const words = [label, ...(detail === '' ? [] : [detail])].map(xmlText).join('&#10;');
  const data = Object.entries(dataOf(node)).map(([name, value]) => ` ${name}="${xmlText(value)}"`);
  const corner = `x="${Math.round(x - width / 2 + MARGIN)}" y="${Math.round(y - height / 2 + MARGIN)}"`;
  return (
    `<UserObject id="${id}" label="${words}"${data.join('')}>` +
    `<mxCell style="${SHAPES[kind]}${NODE}${BORDERS[status]}" vertex="1" parent="1">` +
    `<mxGeometry ${corner} width="${width}" height="${height}" as="geometry"/></mxCell></UserObject>`
  );
}

function dataOf({ kind, status, names, version, owners, run, citations }: DrawnNode): Record<string, string> {
  const [name] = names;
  return {
    kind,
    status,
    ...(name === undefined ? {} : { namespace: name.namespace, name: name.name }),
    ...(version === null ? {} : { version }),
    ...(run === null ? {} : { run: run.id }),
    ...(owners.length === 0 ? {} : { owners: owners.join(', ') }),
    ...(citations.length === 0 ? {} : { citations: citations.map(({ file, at }) => `${file}, ${at}`).join('; ') }),
  };
}

/** The bends of an edge; its ends follow the nodes that it joins. */
function bendsOf(points: readonly Point[]): string {
  const bends = points
    .slice(1, -1)
    .map(({ x, y }) => `<mxPoint x="${Math.round(x + MARGIN)}" y="${Math.round(y + MARGIN)}"/>`);
  if (bends.length === 0) return '<mxGeometry relative="1" as="geometry"/>';
  return `<mxGeometry relative="1" as="geometry"><Array as="points">${bends.join('')}</Array></mxGeometry>`;
}
