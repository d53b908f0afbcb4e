import type { PdfImage } from './pdf-kit.ts';
import type { Pen } from './pen.ts';

interface Figure {
  image: PdfImage;
  height: number;
  /** What it shows, for a reader who cannot see it. */
  alt: string;
}

/** Sets a picture as wide as the text on the page, with what it says in words. */
export function placeFigure(pen: Pen, { image, height, alt }: Figure): void {
  const { left: x, y, width } = pen;
  pen.within('Figure', () => pen.content(() => pen.kit.image(image, x, y, { width, height })), {
    alt,
    bbox: [x, y, x + width, y + height],
  });
  pen.y += height;
}
