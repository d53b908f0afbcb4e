import { createRequire } from 'node:module';
import type { ChartConfiguration } from 'chart.js';
import { PNG } from 'pngjs';
import { type Face, facePath } from './faces.ts';

/** Pixels to a point: 216 to the inch. */
const SCALE = 3;

/** The name under which the canvas knows a face; none that a host could have. */
export const CHART_FAMILY: Partial<Record<Face, string>> & Record<'regular' | 'bold', string> = {
  regular: 'DossierRegular',
  bold: 'DossierBold',
};

type Draw = (configuration: ChartConfiguration, width: number, height: number) => Buffer;

let loaded: Promise<Draw> | undefined;

/** Draws a chart of `width` by `height` points as a PNG without transparency. */
export async function chartImage(configuration: ChartConfiguration, width: number, height: number): Promise<Uint8Array> {
  loaded ??= load();
  const draw = await loaded;
  return opaque(draw(configuration, width, height));
}

/** The canvas takes a tenth of a second to load; documents without charts do without. */
async function load(): Promise<Draw> {
  const { ChartJSNodeCanvas } = await import('chartjs-node-canvas');
  registerFaces();
  return (configuration, width, height) => {
    const canvas = new ChartJSNodeCanvas({ width, height, backgroundColour: '#ffffff' });
    const fixed = { animation: false, responsive: false, devicePixelRatio: SCALE } as const;
    return canvas.renderToBufferSync({ ...configuration, options: { ...configuration.options, ...fixed } });
  };
}

/** chartjs-node-canvas hands out no door to the fonts of its canvas, so we go in through its own. */
function registerFaces(): void {
  const { resolve } = createRequire(import.meta.url);
  const canvas = createRequire(resolve('chartjs-node-canvas'))('canvas') as {
    GlobalFonts: { registerFromPath(path: string, family: string): unknown };
  };
  for (const face of ['regular', 'bold'] as const) {
    canvas.GlobalFonts.registerFromPath(facePath(face), CHART_FAMILY[face]);
  }
}

/**
 * The picture without its alpha channel. pdfkit takes images with one apart in another thread, and then the order of
 * the objects in the file is left to chance.
 */
export function opaque(png: Buffer): Uint8Array {
  return PNG.sync.write(PNG.sync.read(png), { colorType: 2, inputColorType: 6, filterType: 0, deflateLevel: 9 });
}
