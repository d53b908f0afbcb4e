import type { Face } from './faces.ts';

/** How a line of text looks. Sizes and heights are in points. */
export interface TextStyle {
  face: Face;
  size: number;
  colour: string;
  /** From one baseline to the next. */
  lineHeight: number;
}
