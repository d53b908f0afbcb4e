import type { Tone } from '../core/block.ts';
import type { Theme } from './theme.ts';

/** The sign that says in grey what the colour says. */
export const TONE_SIGNS: Record<Tone, string> = { good: '✓', neutral: '', warning: '!', bad: '✗' };

export function toneColour({ colours }: Theme, tone: Tone): string {
  return { good: colours.good, neutral: colours.muted, warning: colours.warning, bad: colours.bad }[tone];
}
