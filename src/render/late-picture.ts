import type { PdfImage, PdfKit, PdfReference } from './pdf-kit.ts';

/**
 * A picture that is set on its page before it is drawn: it takes its numbers in the file at once, and its bytes come
 * later. So the file is the same as if each picture had been waited for.
 */
export class LatePicture implements PdfImage {
  readonly label: string;
  /** pdfkit looks at them to tell a picture; the page says how large it is shown. */
  readonly width = 1;
  readonly height = 1;
  obj: PdfReference | null = null;
  #parameters: PdfReference | null = null;

  constructor(label: string) {
    this.label = label;
  }

  /** Takes the two objects that pdfkit makes of an opaque PNG, in its order. */
  embed(kit: Pick<PdfKit, 'ref'>): void {
    this.obj = kit.ref({ Filter: 'FlateDecode' });
    this.#parameters = kit.ref({});
  }

  /** Writes the picture, a PNG without transparency, into the file. */
  fill(kit: PdfKit, png: Uint8Array): void {
    const places = [this.obj, this.#parameters];
    const ref = (data: Record<string, unknown>): PdfReference => {
      const place = places.shift();
      if (place === undefined || place === null) throw new RangeError('a picture took more objects than it has');
      return Object.assign(place, { data });
    };
    kit.openImage(png).embed({ ref });
  }
}
