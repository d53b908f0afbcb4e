import type { Point, Way } from '../drawing.ts';
import type { DrawnEdge, DrawnNode } from '../drawn-graph.ts';
import { shownText, xmlText } from '../shown-text.ts';
import { DETAIL_SIZE, LABEL_SIZE, LID, LINE, PAD, type PlacedLine, type PlacedNode } from './placed-graph.ts';

const INK = '#1c2530';
const MUTED = '#5b6470';
const HEAD = 8;

interface Look {
  colour: string;
  width: number;
  sign: string;
  words: string;
}

/** The status thrice: by colour, by width and by a sign, for a reader who sees no colour. */
const LOOKS: Record<DrawnNode['status'], Look> = {
  verified: { colour: '#1b6e3c', width: 1.6, sign: '✓', words: 'verified: the bytes agree with the record' },
  recorded: { colour: MUTED, width: 1, sign: '', words: 'recorded' },
  broken: { colour: '#a3231d', width: 3, sign: '✗', words: 'broken: a record is missing or contradicts another' },
};

/** A node: its outline, its text, and in its tooltip what the records say of it. */
export function nodeMarkup(placed: PlacedNode): string {
  const { node, label, detail, width, height } = placed;
  const { colour, width: stroke, sign } = LOOKS[node.status];
  const [left, top] = [round(placed.x - width / 2), round(placed.y - height / 2)];
  const lid = hasLid(node) ? LID : 0;
  const x = round(left + PAD + (node.kind === 'prediction' ? 2 : 0));
  let y = top + PAD * 0.7 + lid;
  const text = (line: string, size: number, look: string): string => {
    y += size * LINE;
    return `<text x="${x}" y="${round(y - size * 0.3)}" font-size="${size}" ${look}>${xmlText(line)}</text>`;
  };
  const lines = [
    ...label.map((line) => text(line, LABEL_SIZE, `font-weight="bold" fill="${INK}"`)),
    ...detail.map((line) => text(line, DETAIL_SIZE, `fill="${MUTED}"`)),
  ];
  const corner = `<text x="${round(left + width - PAD)}" y="${round(top + PAD * 0.7 + lid + LABEL_SIZE)}" font-size="${LABEL_SIZE}" text-anchor="end" fill="${colour}">${sign}</text>`;
  const look = `fill="#ffffff" stroke="${colour}" stroke-width="${stroke}"${node.isOnChain ? '' : ' stroke-dasharray="4 3"'}`;
  return [
    `<g class="${node.kind} ${node.status}"><title>${xmlText(tooltip(node))}</title>`,
    outline(node, { left, top, width, height }, look),
    ...lines,
    ...(sign === '' ? [] : [corner]),
    '</g>',
  ].join('');
}

interface Frame {
  left: number;
  top: number;
  width: number;
  height: number;
}

function outline(node: DrawnNode, { left, top, width, height }: Frame, look: string): string {
  if (hasLid(node)) {
    const [half, right, bottom] = [LID / 2, round(left + width), round(top + height)];
    const [up, down] = [round(top + half), round(bottom - half)];
    const rx = round(width / 2);
    return (
      `<path d="M${left} ${up}A${rx} ${half} 0 0 1 ${right} ${up}V${down}A${rx} ${half} 0 0 1 ${left} ${down}Z" ${look}/>` +
      `<path d="M${left} ${up}A${rx} ${half} 0 0 0 ${right} ${up}" ${look.replace('fill="#ffffff"', 'fill="none"')}/>`
    );
  }
  const radius = { prediction: 16, code: 6 }[node.kind as string] ?? 0;
  return `<rect x="${left}" y="${top}" width="${width}" height="${height}" rx="${radius}" ${look}/>`;
}

function hasLid({ kind }: DrawnNode): boolean {
  return kind === 'dataset' || kind === 'model';
}

function tooltip({ kind, label, names, version, owners, run, status, citations }: DrawnNode): string {
  const facts = [
    `${kind} ${label} (${status})`,
    ...names.map(({ namespace, name }) => `${namespace} ${name}`.trim()),
    ...(version === null ? [] : [`version ${version}`]),
    ...(run === null ? [] : [`run ${run.id}`]),
    ...owners.map((owner) => `owner ${owner}`),
    ...citations.slice(0, 5).map(({ file, at }) => `cited ${file}, ${at}`),
  ];
  return facts.map(shownText).join('; ');
}

/** An arrow with its meaning in a tooltip; forward ones leave and arrive at right angles to the boxes. */
export function edgeMarkup({ points, isForward }: PlacedLine, way: Way, edge: DrawnEdge | undefined): string {
  const [first, ...rest] = points;
  const tip = rest.at(-1);
  const before = rest.at(-2) ?? first;
  if (first === undefined || tip === undefined || before === undefined) return '';
  const length = Math.max(Math.sqrt((tip.x - before.x) ** 2 + (tip.y - before.y) ** 2), 1e-6);
  const ahead = way === 'LR' ? { x: 1, y: 0 } : { x: 0, y: 1 };
  const aim = isForward ? ahead : { x: (tip.x - before.x) / length, y: (tip.y - before.y) / length };
  const base = { x: tip.x - aim.x * HEAD, y: tip.y - aim.y * HEAD };
  const stations = [first, ...rest.slice(0, -1), base];
  const path = stations
    .slice(1)
    .map((point, index) => (isForward ? bent(stations[index] ?? first, point, way) : `L${at(point)}`));
  const sides = [1, -1].map((side) =>
    at({ x: base.x - aim.y * side * HEAD * 0.4, y: base.y + aim.x * side * HEAD * 0.4 }),
  );
  return (
    `<g><title>${xmlText(edge?.meaning ?? '')}</title><path d="M${at(first)}${path.join('')}" fill="none" stroke="${MUTED}"/>` +
    `<path d="M${at(tip)}L${sides.join('L')}Z" fill="${MUTED}"/></g>`
  );
}

/** A curve that sets out and arrives in the direction of the graph, so that it turns between the layers. */
function bent(from: Point, to: Point, way: Way): string {
  const [x, y] = [(from.x + to.x) / 2, (from.y + to.y) / 2];
  const [one, two] =
    way === 'LR'
      ? [
          { x, y: from.y },
          { x, y: to.y },
        ]
      : [
          { x: from.x, y },
          { x: to.x, y },
        ];
  return `C${at(one)} ${at(two)} ${at(to)}`;
}

/** What the borders mean, in one row that ends at `bottom`. */
export function legendMarkup(left: number, bottom: number): string {
  let x = left;
  return (['verified', 'recorded', 'broken'] as const)
    .map((status) => {
      const { colour, width, sign, words } = LOOKS[status];
      const entry =
        `<rect x="${x + 1}" y="${bottom - 13}" width="26" height="12" fill="#ffffff" stroke="${colour}" stroke-width="${width}"/>` +
        `<text x="${x + 14}" y="${bottom - 3}" font-size="10" text-anchor="middle" fill="${colour}">${sign}</text>` +
        `<text x="${x + 34}" y="${bottom - 3}" font-size="11" fill="${MUTED}">${words}</text>`;
      x += 54 + Math.ceil(words.length * 6.6);
      return entry;
    })
    .join('\n');
}

function at({ x, y }: Point): string {
  return `${round(x)} ${round(y)}`;
}

/** Tenths of a pixel. */
function round(value: number): number {
  return Math.round(value * 10) / 10;
}
