/** One JSON value of an export, or a piece that is none, and where it lies: `line 12` or a JSON pointer. */
export interface Piece {
  at: string;
  /** Undefined when the piece is not JSON. */
  value: unknown;
}

/** The events of an export: one object, one array, or one value a line; a line may hold an array as well. */
export function splitEvents(text: string): Piece[] {
  const body = text.replace(/^\uFEFF/, '');
  const whole = body.trimStart().startsWith('[') ? parse(body) : undefined;
  if (Array.isArray(whole)) return whole.map((value, index) => ({ at: `/${index}`, value }));
  const lines = splitLines(body);
  if (lines.some(({ value }) => isStructure(value))) return lines;
  const single = parse(body);
  if (single !== undefined) return [{ at: 'line 1', value: single }];
  const scanned = scanObjects(body);
  return scanned.some(({ value }) => value !== undefined) ? scanned : lines;
}

/** Lines of a pretty-printed file hold numbers and texts too, which are JSON but no events. */
function isStructure(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(isStructure);
  return typeof value === 'object' && value !== null && Object.keys(value).length > 1;
}

function splitLines(body: string): Piece[] {
  return body.split(/\r?\n/).flatMap((line, index) => {
    if (line.trim() === '') return [];
    const at = `line ${index + 1}`;
    const value = parse(line);
    return Array.isArray(value) ? value.map((item: unknown) => ({ at, value: item })) : [{ at, value }];
  });
}

/**
 * Top-level objects in a text that is not JSON as a whole, such as an array that was cut off or objects written
 * one after the other. The rest that was cut off is a piece of its own.
 */
function scanObjects(body: string): Piece[] {
  const pieces: Piece[] = [];
  let start = -1;
  let startLine = 1;
  let line = 1;
  let depth = 0;
  // Strings are skipped whole, so that braces inside them do not count.
  for (const match of body.matchAll(/"(?:[^"\\]|\\[\s\S])*"|[{}\n]/g)) {
    const token = match[0];
    if (token === '\n') line += 1;
    else if (token === '{') {
      if (depth === 0) [start, startLine] = [match.index, line];
      depth += 1;
    } else if (token === '}' && depth > 0) {
      depth -= 1;
      if (depth === 0) pieces.push({ at: `line ${startLine}`, value: parse(body.slice(start, match.index + 1)) });
    }
  }
  if (depth > 0) pieces.push({ at: `line ${startLine}`, value: undefined });
  return pieces;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
