import { jsonRecords } from '../data/json-records.ts';
import { isJsonObject } from '../data/json-value.ts';

const MAX_NAMES = 6;
const MAX_CHARACTERS = 40;

/** What a text of no known format looks like, in printable words of bounded length: its first names or characters. */
export function seenIn(head: string): string {
  const first = jsonRecords(head).find(({ value }) => isJsonObject(value))?.value;
  if (!isJsonObject(first)) return `begins with "${printable(head.trimStart())}"`;
  const names = Object.keys(first);
  if (names.length === 0) return 'begins with an empty object';
  const shown = names.slice(0, MAX_NAMES).map((name) => `"${printable(name)}"`);
  return `begins with an object of ${shown.join(', ')}${names.length > MAX_NAMES ? ' and more' : ''}`;
}

/** What is no letter, digit, sign or space is shown as a dot: it could steer a terminal. */
function printable(text: string): string {
  const shown = [...text.slice(0, 2 * MAX_CHARACTERS)].slice(0, MAX_CHARACTERS).join('');
  const isCut = shown.length < text.length;
  return `${shown.replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '.')}${isCut ? '…' : ''}`;
}
