import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { DossierError } from '../../src/core/error.ts';
import { foldGraph } from '../../src/lineage/graph.ts';
import { newestTime } from '../../src/lineage/newest-time.ts';
import { readLineage } from '../../src/lineage/read-lineage.ts';
import { bytesOf, ndjson, smallChain } from './small-chain.ts';

const one = (bytes: Uint8Array) => readLineage([{ path: 'x', bytes }]);
const codeOf = (bytes: Uint8Array): string => {
  try {
    one(bytes);
    return 'none';
  } catch (error) {
    if (error instanceof DossierError) return error.code;
    throw error;
  }
};

describe('readLineage', () => {
  it('reads the same facts from lines, from an array, and packed by gzip', () => {
    const lines = one(ndjson(smallChain())).facts.map(({ citation: _where, ...fact }) => fact);
    const forms = [bytesOf(JSON.stringify(smallChain())), gzipSync(ndjson(smallChain()))];
    for (const bytes of forms) {
      expect(one(bytes).facts.map(({ citation: _where, ...fact }) => fact)).toEqual(lines);
    }
  });

  it('reads a byte order mark, Windows line ends and pretty-printed objects one after the other', () => {
    const [event] = smallChain();
    expect(one(bytesOf(`\uFEFF${JSON.stringify(event)}\r\n${JSON.stringify(event)}\r\n`)).facts.length).toBe(
      2 * one(ndjson([event])).facts.length,
    );
    const pretty = JSON.stringify(event, null, 2);
    const { facts, issues } = one(bytesOf(`${pretty}\n${pretty}\n`));
    expect(issues).toEqual([]);
    expect(facts.filter(({ kind }) => kind === 'run-state').map(({ citation }) => citation.at)).toEqual([
      'line 1',
      `line ${pretty.split('\n').length + 1}`,
    ]);
  });

  it('names the file that it cannot read, and why', () => {
    expect(codeOf(bytesOf(''))).toBe('input/lineage-unreadable');
    expect(codeOf(bytesOf(' \n'))).toBe('input/lineage-unreadable');
    expect(codeOf(bytesOf('name,age\n'))).toBe('input/lineage-unknown-format');
    expect(codeOf(bytesOf('{"eventTime": "2025'))).toBe('input/lineage-unreadable');
    expect(codeOf(gzipSync(ndjson(smallChain())).subarray(0, 100))).toBe('input/lineage-unreadable');
  });

  it('reads several exports together, each format once, and counts what each gave', () => {
    const [event] = smallChain();
    const proposal = {
      entityUrn: 'urn:li:dataset:(urn:li:dataPlatform:s3,lake/a,PROD)',
      aspectName: 'datasetKey',
      aspect: { json: {} },
      systemMetadata: { lastObserved: 1735689600000 },
    };
    const files = [ndjson([proposal]), ndjson([event]), ndjson([event])];
    const { reports, issues } = readLineage(files.map((bytes, index) => ({ path: `${index}`, bytes })));
    expect(issues).toEqual([]);
    expect(reports.map(({ format, documents, counts }) => [format, documents, counts['events'] ?? null])).toEqual([
      ['datahub', 1, null],
      ['openlineage', 2, 2],
    ]);
  });

  it('reads each file of an archive by its own format, and gives the others to the surest', () => {
    const [event] = smallChain();
    const table = { typeName: 'hive_table', guid: 'g', attributes: { qualifiedName: 'a@b' } };
    const members = { 'a.json': event, 'b.json': table, 'c.json': { strange: true } };
    const packed = zipSync(
      Object.fromEntries(Object.entries(members).map(([name, value]) => [name, bytesOf(JSON.stringify(value))])),
    );
    const { reports, issues } = one(packed);
    expect(reports.map(({ format, documents }) => [format, documents])).toEqual([
      ['atlas', 2],
      ['openlineage', 1],
    ]);
    expect(issues).toMatchObject([
      { code: 'lineage/document-unread', place: { file: 'x!/c.json' } },
      { code: 'lineage/time-missing', place: { file: 'x!/b.json' } },
    ]);
  });

  it('says what it looked for in a file of no known format', () => {
    expect(() => one(bytesOf('{"strange": 1}'))).toThrow(
      expect.objectContaining({ hint: expect.stringMatching(/"guidEntityMap".*"proposedSnapshot".*"eventTime"/) }),
    );
  });

  it('throws only coded errors on any bytes', () => {
    const start = bytesOf('{"eventTime": "2025-01-01T00:00:00Z", "runId": ');
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (noise, led) => {
        codeOf(led ? Uint8Array.from([...start, ...noise]) : noise);
      }),
      { seed: 7, numRuns: 10_000 },
    );
  });

  it('throws only coded errors on any JSON in place of any part of an event, and folds what it reads', () => {
    const event = JSON.stringify(smallChain()[1]);
    const parts = [...event.matchAll(/"(?:[^"\\]|\\.)*"(?!:)|\{[^{}]*\}|\[[^[\]]*\]/g)];
    fc.assert(
      fc.property(fc.nat(parts.length - 1), fc.json({ maxDepth: 3 }), (index, json) => {
        const { 0: text, index: at } = parts[index]!;
        const bytes = bytesOf(`${event.slice(0, at)}${json}${event.slice(at + text.length)}\n${event}`);
        const { facts } = one(bytes);
        expect(foldGraph(facts, '9999').runs.has('features')).toBe(true);
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  it('survives deep nesting, names of the object prototype and giant texts', () => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    const event = smallChain()[0]!;
    event['run'].facets.constructor = 1;
    const text = JSON.stringify(event).replace('"facets":{', `"facets":{"__proto__":{"a":1},"deep":${deep},`);
    expect(one(bytesOf(text)).facts.length).toBeGreaterThan(0);
    event['job'].name = 'x'.repeat(1_000_000);
    expect(one(ndjson([event])).facts.length).toBeGreaterThan(0);
  });
});

describe('newestTime', () => {
  it('is the newest time stated, and null without facts', () => {
    expect(newestTime(one(ndjson(smallChain().reverse())).facts)).toBe('2025-01-01T10:00:00.000Z');
    expect(newestTime([])).toBeNull();
  });
});
