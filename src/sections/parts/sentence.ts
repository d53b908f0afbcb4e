import { readable } from '../../core/format.ts';

/** A message of a record as a sentence: with a capital and a full stop. */
export function sentence(message: string): string {
  const text = readable(message.charAt(0).toUpperCase() + message.slice(1));
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
