/** What we use of the canvas. The compiler has no DOM. */
export interface Canvas {
  font: string;
  fillStyle: string;
  strokeStyle: string;
  lineWidth: number;
  textAlign: 'left' | 'center' | 'right';
  textBaseline: 'middle' | 'bottom';
  beginPath(): void;
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  arc(x: number, y: number, radius: number, from: number, to: number): void;
  closePath(): void;
  fill(): void;
  stroke(): void;
  fillRect(x: number, y: number, width: number, height: number): void;
  fillText(text: string, x: number, y: number): void;
  measureText(text: string): { width: number };
  setLineDash(dashes: number[]): void;
}

type Point = [x: number, y: number];

export function stroke(
  canvas: Canvas,
  { colour, width }: { colour: string; width: number },
  from: Point,
  to: Point,
): void {
  canvas.strokeStyle = colour;
  canvas.lineWidth = width;
  canvas.beginPath();
  canvas.moveTo(...from);
  canvas.lineTo(...to);
  canvas.stroke();
}

/** Begins no path and fills none: the caller does, once for all that it traces. */
export function trace(canvas: Canvas, first: Point, ...others: Point[]): void {
  canvas.moveTo(...first);
  for (const point of others) canvas.lineTo(...point);
  canvas.closePath();
}
