import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { MAX_UNPACKED_BYTES } from '../../../src/data/unpack-text.ts';
import { dbt } from '../../../src/lineage/formats/dbt.ts';
import { lineageFormats } from '../../../src/lineage/formats/registry.ts';
import { fixturesOf } from '../format-fixtures.ts';
import { codeOf } from '../hostile-exports.ts';
import { ndjson, resolve, smallChain } from '../small-chain.ts';

/** Captures hold facts of our own writing; they are tested where they are written. */
const FORMATS = lineageFormats.filter(({ meta }) => meta.id !== 'capture');
const DEEP = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;

/** The fixture of a real shape, as one text. */
function realShape(format: (typeof FORMATS)[number]): string {
  const { names, text } = fixturesOf(format);
  const name = names.find((each) => /^(?:2-real-shape|real\.)/.test(each)) ?? '';
  const content = text(name);
  const whole: unknown = name.endsWith('.ndjson')
    ? content
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown)
    : JSON.parse(content);
  return JSON.stringify(whole);
}

describe('every format', () => {
  it.each(FORMATS.map((format) => [format.meta.id, format] as const))(
    '%s has a minimal fixture, one of a real shape and a broken one',
    (_id, format) => {
      const { names } = fixturesOf(format);
      for (const kind of [/minimal/, /real/, /broken/]) expect(names.some((name) => kind.test(name))).toBe(true);
    },
  );
});

describe.each(FORMATS.map((format) => [format.meta.id, format] as const))('%s', (_id, format) => {
  const text = realShape(format);
  const read = (changed: string) => format.read([{ text: changed, file: 'x' }]);

  it('survives deep nesting in any list or object', () => {
    const brackets = [...text.matchAll(/[[{]/g)];
    const places = brackets.filter((_place, index) => index % Math.ceil(brackets.length / 25) === 0);
    for (const { 0: bracket, index } of places) {
      const [before, after] = [text.slice(0, index + 1), text.slice(index + 1)];
      const comma = /^[\]}]/.test(after) ? '' : ',';
      read(`${before}${bracket === '[' ? DEEP : `"deep":${DEEP}`}${comma}${after}`);
    }
    expect(places.length).toBeGreaterThan(5);
  });

  it('takes the last of several members of one name and says so, and names of the object prototype as any other', () => {
    const doubled = text.replaceAll(
      /"(?:name|prov:[a-z]+)":/gi,
      (name) => `${name}7,"__proto__":{"name":"x"},"constructor":[],${name}`,
    );
    const { facts, issues } = read(doubled);
    expect(doubled).not.toBe(text);
    expect(facts.length).toBe(read(text).facts.length);
    expect(issues.some(({ code }) => code === 'lineage/member-repeated')).toBe(true);
    expect(({} as { name?: string }).name).toBeUndefined();
  });

  it('reads as much of giant texts as of short ones', () => {
    const giant = text.replaceAll(/\b(?:loans|denial|people|credit)\b/g, (word) => `${word}${'x'.repeat(500_000)}`);
    expect(giant.length).toBeGreaterThan(1_000_000);
    expect(read(giant).facts.length).toBe(read(text).facts.length);
  });

  it('says little more of ten thousand bad records than of twenty', () => {
    const many = `[${text.startsWith('[') ? text.slice(1, -1) : text}${',{"a":1}'.repeat(10_000)}]`;
    expect(read(many).issues.length).toBeLessThan(60);
  });
});

describe('an archive that unfolds into more than a memory holds', () => {
  it('is refused by its declared size, and a stream at the limit', () => {
    const zeros = new Uint8Array(2 ** 26);
    const members = Object.fromEntries(Array.from({ length: 5 }, (_, index) => [`${index}.json`, zeros] as const));
    expect(codeOf(zipSync(members, { level: 1 }))).toBe('input/lineage-unreadable');
    expect(codeOf(gzipSync(new Uint8Array(MAX_UNPACKED_BYTES + 1), { level: 1 }))).toBe('input/lineage-unreadable');
  });

  it('is not unfolded again where it holds another', () => {
    const inner = gzipSync(ndjson(smallChain()));
    expect(codeOf(gzipSync(inner))).toBe('input/lineage-unknown-format');
  });
});

describe('chains in a circle', () => {
  it('end where two runs each read what the other wrote', async () => {
    const events = smallChain();
    for (const event of events.slice(0, 2)) event['inputs'] = events[2]!['outputs'];
    for (const event of events.slice(2, 4)) event['outputs'] = [...event['outputs'], ...events[0]!['inputs']];
    const { chain } = await resolve({ events });
    expect(chain.upstream.length).toBeLessThan(5);
  });

  it('end in dbt, where models that make no relation read each other', () => {
    const node = (name: string, parent: string) => ({
      name,
      depends_on: { nodes: [`model.p.${parent}`] },
      config: { materialized: 'ephemeral' },
      resource_type: 'model',
    });
    const nodes = {
      'model.p.a': node('a', 'b'),
      'model.p.b': node('b', 'a'),
      'model.p.c': { ...node('c', 'a'), config: {} },
    };
    const { facts } = dbt.read([{ text: JSON.stringify({ metadata: {}, nodes, sources: {} }), file: 'x' }]);
    expect(facts).toMatchObject([{ kind: 'job-dataset', direction: 'output', dataset: { name: 'c' } }]);
  });
});
