import { createRequire } from 'node:module';
import type { Chart, ChartConfiguration, Plugin } from 'chart.js';
import type { Canvas } from './canvas.ts';
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

/** Loads the canvas before the first chart is asked for. */
export async function loadCharts(): Promise<void> {
  loaded ??= load();
  await loaded;
}

/** What is used of chartjs-node-canvas: its own methods encode a PNG with transparency, which nobody would look at. */
interface Renderer {
  renderChart(configuration: ChartConfiguration): Chart;
}

/** The canvas takes a tenth of a second to load, and chart.js as long for each renderer; so there is only one. */
async function load(): Promise<Draw> {
  const { ChartJSNodeCanvas } = await import('chartjs-node-canvas');
  registerFaces();
  const renderer = new ChartJSNodeCanvas({ width: 1, height: 1 }) as unknown as Renderer;
  return (configuration, width, height) => {
    const fixed = { animation: false, responsive: false, maintainAspectRatio: false, devicePixelRatio: SCALE } as const;
    const chart = renderer.renderChart({
      ...configuration,
      options: { ...configuration.options, ...fixed },
      plugins: [ground, sized(width, height), ...(configuration.plugins ?? [])],
    });
    const picture = pixelsOf(chart);
    chart.destroy();
    return picture;
  };
}

/** White behind all that is drawn. */
const ground: Plugin = {
  id: 'ground',
  beforeDraw({ ctx, width, height }: Chart): void {
    const canvas = ctx as unknown as Canvas;
    canvas.fillStyle = '#ffffff';
    canvas.fillRect(0, 0, width, height);
  },
};

/** Gives the canvas the size of this chart before anything is laid out on it. */
function sized(width: number, height: number): Plugin {
  return { id: 'sized', beforeInit: (chart) => chart.resize(Math.floor(width), Math.floor(height)) };
}

function pixelsOf({ ctx, canvas }: Chart): Picture {
  const { width, height } = canvas as unknown as { width: number; height: number };
  const pixels = ctx as unknown as { getImageData(x: number, y: number, width: number, height: number): Picture };
  const { data } = pixels.getImageData(0, 0, width, height);
  return { width, height, data };
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
