import type { Words } from '../../core/words.ts';

export function yesOrNo(words: Words, value: boolean): string {
  return words(value ? 'common.yes' : 'common.no');
}
