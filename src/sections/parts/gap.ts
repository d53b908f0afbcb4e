import type { CalloutBlock } from '../../core/block.ts';
import type { NotAvailable } from '../../core/findings.ts';
import { readable } from '../../core/format.ts';
import type { Words } from '../../core/words.ts';
import { callout } from './blocks.ts';

export function isNotAvailable(part: object): part is NotAvailable {
  return 'notAvailable' in part;
}

/** A visible gap in place of what could not be computed or found. */
export function gap(words: Words, reason: string): CalloutBlock {
  return callout('warning', words('gap.title'), words('gap.text', { reason: readable(reason) }));
}
