import { PNG } from 'pngjs';

/** A picture of opaque colours: red, green, blue and a fourth byte without meaning for each pixel. */
export interface Picture {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

/**
 * The picture as a PNG of three colours and no alpha channel. pdfkit takes an image with one apart in another thread,
 * and then the order of the objects in the file is left to chance.
 */
export function opaquePng({ width, height, data }: Picture): Uint8Array {
  const rgb = Buffer.alloc(width * height * 3);
  for (let pixel = 0, at = 0; pixel < data.length; pixel += 4, at += 3) {
    rgb[at] = data[pixel] ?? 0;
    rgb[at + 1] = data[pixel + 1] ?? 0;
    rgb[at + 2] = data[pixel + 2] ?? 0;
  }
  const png = Object.assign(new PNG(), { width, height, data: rgb });
  const format = { colorType: 2, inputColorType: 2, inputHasAlpha: false } as const;
  return PNG.sync.write(png, { ...format, filterType: 0, deflateLevel: 6, deflateStrategy: 0 });
}
