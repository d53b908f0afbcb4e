import { createRequire } from 'node:module';
import type { Chart, ChartConfiguration, Plugin } from 'chart.js';
import { facePath } from './faces.ts';
import { opaquePng, type Picture } from './opaque-png.ts';

/** Pixels to a point: 216 to the inch. */
const SCALE = 3;

/** The names under which the canvas knows our faces; none that a host could have. */
export const CHART_FAMILY = { regular: 'DossierRegular', bold: 'DossierBold' } as const;

type Draw = (configuration: ChartConfiguration, width: number, height: number) => Picture;

let loaded: Promise<Draw> | undefined;

/** Draws a chart of `width` by `height` points as a PNG without transparency. */
export async function chartImage(
  configuration: ChartConfiguration,
  width: number,
  height: number,
): Promise<Uint8Array> {
  loaded ??= load();
  const draw = await loaded;
  return opaquePng(draw(configuration, width, height));
}

/** Loads the canvas while something else is waited for. */
export async function loadCharts(): Promise<void> {
  loaded ??= load();
  await loaded;
}

/** The canvas takes a tenth of a second to load; documents without charts do without. */
async function load(): Promise<Draw> {
  const { ChartJSNodeCanvas } = await import('chartjs-node-canvas');
  registerFaces();
  return (configuration, width, height) => {
    let picture: Picture = { width: 0, height: 0, data: new Uint8ClampedArray() };
    const take = (drawn: Picture): void => {
      picture = drawn;
    };
    const fixed = { animation: false, responsive: false, devicePixelRatio: SCALE } as const;
    const canvas = new ChartJSNodeCanvas({ width, height, backgroundColour: '#ffffff' });
    canvas.renderToBufferSync({
      ...configuration,
      options: { ...configuration.options, ...fixed },
      plugins: [...(configuration.plugins ?? []), camera(take)],
    });
    return picture;
  };
}

/** Takes the pixels as they stand on the canvas, which spares us to decode the PNG that it would make of them. */
function camera(take: (picture: Picture) => void): Plugin {
  return {
    id: 'camera',
    afterRender({ ctx, canvas }: Chart): void {
      const { width, height } = canvas as unknown as { width: number; height: number };
      const pixels = ctx as unknown as { getImageData(x: number, y: number, width: number, height: number): Picture };
      const { data } = pixels.getImageData(0, 0, width, height);
      take({ width, height, data });
    },
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
