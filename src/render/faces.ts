import { createRequire } from 'node:module';

/** The faces that pages and charts are set in. They ship with the tool, so that no font of the host matters. */
export type Face = 'regular' | 'bold' | 'mono';

export const faces: readonly Face[] = ['regular', 'bold', 'mono'];

const FILES: Record<Face, string> = {
  regular: 'DejaVuSansCondensed',
  bold: 'DejaVuSansCondensed-Bold',
  mono: 'DejaVuSansMono',
};

const { resolve } = createRequire(import.meta.url);

/** Where the file of a face lies. */
export function facePath(face: Face): string {
  return resolve(`dejavu-fonts-ttf/ttf/${FILES[face]}.ttf`);
}
