import type { Block } from '../../core/block.ts';
import { decimal } from '../../core/format.ts';
import type { FurtherAttribute } from '../../core/measures.ts';
import type { Words } from '../../core/words.ts';
import { paragraph } from './blocks.ts';

/** The lowest ratio among groups that are large enough, beside that of all. */
export function worstCase(words: Words, { measures }: FurtherAttribute): Block[] {
  return measures
    .filter(({ metric }) => metric === 'worstImpactRatio')
    .map(({ value, unrestricted }) =>
      paragraph(words('worst-case.text', { value: decimal(value), unrestricted: decimal(unrestricted ?? null) })),
    );
}
