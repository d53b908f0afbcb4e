import type { GraphBlock, Tone } from '../core/block.ts';
import {
  DETAIL_SIZE,
  detailStyle,
  type FigureNode,
  LABEL_LINE,
  LABEL_SIZE,
  LID,
  labelStyle,
  PAD_X,
  PAD_Y,
} from './graph-figure.ts';
import type { Pen } from './pen.ts';
import { TONE_SIGNS, toneColour } from './tone.ts';

/** The border says the tone twice: by its colour, and by its width and dashes for a reader who sees none. */
const BORDERS: Record<Tone, { width: number; dash: number | null }> = {
  good: { width: 1.1, dash: null },
  neutral: { width: 0.7, dash: null },
  warning: { width: 1.1, dash: 3 },
  bad: { width: 2, dash: null },
};

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Draws one node about its centre. */
export function drawNode(pen: Pen, node: FigureNode): void {
  const box = { x: node.x - node.width / 2, y: node.y - node.height / 2, width: node.width, height: node.height };
  drawShape(pen, { shape: node.shape, tone: node.tone }, box);
  const round = node.shape === 'round' ? PAD_X / 2 : 0;
  const left = box.x + PAD_X + round;
  let y = box.y + PAD_Y + (node.shape === 'cylinder' ? LID : 0);
  drawSign(pen, node.tone, box.x + box.width - 6 - round, y);
  for (const line of node.label) {
    pen.line(line, left, y, labelStyle(pen));
    y += LABEL_SIZE * LABEL_LINE;
  }
  for (const line of node.detail) {
    pen.line(line, left, y, detailStyle(pen));
    y += DETAIL_SIZE * LABEL_LINE;
  }
}

/** Draws the outline of a node, filled with paper. */
export function drawShape(pen: Pen, look: Pick<GraphBlock['nodes'][number], 'shape' | 'tone'>, box: Box): void {
  const { kit } = pen;
  const { width, dash } = BORDERS[look.tone];
  kit.lineWidth(width);
  if (dash !== null) kit.dash(dash, { space: dash * 0.7 });
  tracePath(pen, look.shape, box);
  kit.fillAndStroke('#ffffff', toneColour(pen.theme, look.tone));
  if (look.shape === 'cylinder') {
    traceLid(pen, box);
    kit.stroke(toneColour(pen.theme, look.tone));
  }
  if (dash !== null) kit.undash();
}

/** The sign of the tone, ending at `right`. */
export function drawSign(pen: Pen, tone: Tone, right: number, y: number): void {
  const style = { ...labelStyle(pen), colour: toneColour(pen.theme, tone) };
  pen.lineRight(TONE_SIGNS[tone], right, y, style);
}

function tracePath({ kit }: Pen, shape: FigureNode['shape'], { x, y, width, height }: Box): void {
  if (shape === 'round') kit.roundedRect(x, y, width, height, Math.min(height / 2, 12));
  else if (shape === 'box') kit.rect(x, y, width, height);
  else {
    const half = LID / 2;
    const bow = LID * 0.66;
    const right = x + width;
    const bottom = y + height;
    kit.moveTo(x, y + half).bezierCurveTo(x, y + half - bow, right, y + half - bow, right, y + half);
    kit
      .lineTo(right, bottom - half)
      .bezierCurveTo(right, bottom - half + bow, x, bottom - half + bow, x, bottom - half);
    kit.closePath();
  }
}

function traceLid({ kit }: Pen, { x, y, width }: Box): void {
  const half = LID / 2;
  const bow = LID * 0.66;
  kit.moveTo(x, y + half).bezierCurveTo(x, y + half + bow, x + width, y + half + bow, x + width, y + half);
}
