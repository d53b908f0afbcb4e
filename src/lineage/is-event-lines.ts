import { openlineage } from './formats/openlineage.ts';

/** Whether a file that begins so holds one OpenLineage event a line, and neither an array nor anything compressed. */
export function isEventLines(head: string): boolean {
  const [line = ''] = head.trimStart().split('\n', 1);
  if (!line.startsWith('{')) return false;
  const isWhole = line.length < head.trimStart().length;
  if (isWhole && !isObject(line)) return false;
  return openlineage.detect(head) >= SURE;
}

const SURE = 0.8;

function isObject(line: string): boolean {
  try {
    return typeof JSON.parse(line) === 'object';
  } catch {
    return false;
  }
}
