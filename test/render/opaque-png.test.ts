import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { opaquePng } from '../../src/render/opaque-png.ts';

const COLOUR_TYPE_AT = 25;

describe('opaquePng', () => {
  const data = Uint8ClampedArray.of(255, 0, 0, 255, 0, 128, 0, 255, 0, 0, 255, 255, 9, 8, 7, 255);
  const png = Buffer.from(opaquePng({ width: 2, height: 2, data }));

  it('has three colours and no alpha channel (PNG 3rd edition, 11.2.1: colour type 2)', () => {
    expect(png[COLOUR_TYPE_AT]).toBe(2);
  });

  it('holds the pixels that it was given', () => {
    expect([...PNG.sync.read(png).data]).toEqual([...data]);
  });
});
