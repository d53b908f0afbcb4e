import { describe, expect, it } from 'vitest';
import { isEventLines } from '../../src/lineage/is-event-lines.ts';

const event = {
  eventTime: '2025-01-01T00:00:00Z',
  producer: 'p',
  schemaURL: 'https://openlineage.io/spec/2-0-2/x',
  run: { runId: 'r' },
};

describe('lines of events', () => {
  it.each([
    ['one event a line', `${JSON.stringify(event)}\n${JSON.stringify(event)}\n`, true],
    ['a line longer than the head', JSON.stringify(event).slice(0, -5), true],
    ['an array', JSON.stringify([event]), false],
    ['an event over many lines', JSON.stringify(event, null, 2), false],
    ['an answer of a server', JSON.stringify({ events: [event] }), false],
    ['other records', '{"a":1}\n{"a":2}\n', false],
    ['nothing', '\n\n', false],
    ['bytes', '\u001f\u008b\u0008', false],
  ])('%s', (_, head, expected) => {
    expect(isEventLines(head)).toBe(expected);
  });
});
