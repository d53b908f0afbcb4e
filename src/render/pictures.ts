import { LatePicture } from './late-picture.ts';
import type { ChartOrder, DrawOrder } from './order-chart.ts';
import type { PdfKit } from './pdf-kit.ts';

/** The pictures of a document, drawn while its pages are set. */
export class Pictures {
  readonly #draw: DrawOrder;
  readonly #ordered: { picture: LatePicture; drawn: Promise<Uint8Array> }[] = [];

  constructor(draw: DrawOrder) {
    this.#draw = draw;
  }

  order(order: ChartOrder): LatePicture {
    const picture = new LatePicture(`I${this.#ordered.length + 1}`);
    const drawn = this.#draw(order);
    // The first failure is the one that is told; the others are not waited for.
    drawn.catch(() => undefined);
    this.#ordered.push({ picture, drawn });
    return picture;
  }

  /** Writes all pictures, in the order of the pages. */
  async fill(kit: PdfKit): Promise<void> {
    for (const { picture, drawn } of this.#ordered) picture.fill(kit, await drawn);
  }
}
