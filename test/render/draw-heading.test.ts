import { expect, it } from 'vitest';
import { flatText } from './pdf-reader.ts';
import { renderBlocks } from './render-blocks.ts';

it('goes on over the page when a heading is longer than one, with nothing lost', async () => {
  const words = Array.from({ length: 900 }, (_, index) => `word${index}`);
  const read = await renderBlocks([{ kind: 'heading', level: 2, text: words.join(' ') }]);
  const found = new Set(flatText(read).match(/word\d+/g));
  expect(words.filter((word) => !found.has(word))).toEqual([]);
  const drawn = read.pages.flat();
  expect(drawn.filter(({ y }) => y < 0)).toEqual([]);
});
