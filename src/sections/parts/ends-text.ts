import { decimal, interval } from '../../core/format.ts';
import type { Ends } from '../../core/measures.ts';
import type { Words } from '../../core/words.ts';

/** A ratio with its interval. A ratio to a rate of 0 is infinite, and is never cut to a number. */
export function endsText(words: Words, { value, low, high, infinite }: Ends & { infinite?: 'positive' }): string {
  if (infinite !== undefined) return words('ends.infinite');
  if (value === null) return decimal(null);
  return words('ends.text', { value: decimal(value, 3), interval: interval(low, high, (end) => decimal(end, 3)) });
}
