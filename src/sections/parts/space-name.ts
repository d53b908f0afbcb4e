import type { ScoreSpace } from '../../core/case.ts';
import type { Words } from '../../core/words.ts';

const NAMES: Record<ScoreSpace, string> = {
  probability: 'space.probability',
  margin: 'space.margin',
  score: 'space.score',
};

export function spaceName(words: Words, space: ScoreSpace): string {
  return words(NAMES[space]);
}
