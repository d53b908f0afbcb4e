import { describe, expect, it } from 'vitest';
import { dataplex } from '../../../src/lineage/formats/dataplex.ts';
import { dbt } from '../../../src/lineage/formats/dbt.ts';
import { feast } from '../../../src/lineage/formats/feast.ts';
import { mlflow } from '../../../src/lineage/formats/mlflow.ts';
import { provJson } from '../../../src/lineage/formats/prov-json.ts';
import { fixturesOf } from '../format-fixtures.ts';

const FORMATS = [dataplex, dbt, feast, mlflow, provJson];
const DEEP = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;

describe.each(FORMATS.map((format) => [format.meta.id, format] as const))('%s', (_id, format) => {
  const text = JSON.stringify(JSON.parse(fixturesOf(format).text('real.json')));
  const read = (changed: string) => format.read([{ text: changed, file: 'x' }]);

  it('survives deep nesting in any list or object', () => {
    const places = [...text.matchAll(/[[{]/g)].filter((_place, index) => index % 5 === 0);
    for (const { 0: bracket, index } of places) {
      const [before, after] = [text.slice(0, index + 1), text.slice(index + 1)];
      const comma = /^[\]}]/.test(after) ? '' : ',';
      read(`${before}${bracket === '[' ? DEEP : `"deep":${DEEP}`}${comma}${after}`);
    }
    expect(places.length).toBeGreaterThan(5);
  });

  it('takes the last of several members of one name, as JSON.parse does, and names of the object prototype as any other', () => {
    const doubled = text.replaceAll(/"name":/g, '"name":7,"__proto__":{"name":"x"},"constructor":[],"name":');
    expect(read(doubled).facts.length).toBeGreaterThan(0);
    expect(({} as { name?: string }).name).toBeUndefined();
  });

  it('reads as much of giant texts as of short ones', () => {
    const giant = text.replaceAll(/\b(?:loans|denial|people)\b/g, (word) => `${word}${'x'.repeat(500_000)}`);
    expect(giant.length).toBeGreaterThan(1_000_000);
    expect(read(giant).facts.length).toBe(read(text).facts.length);
  });

  it('says little more of ten thousand bad records than of twenty', () => {
    const many = `[${text.startsWith('[') ? text.slice(1, -1) : text}${',{"a":1}'.repeat(10_000)}]`;
    expect(read(many).issues.length).toBeLessThan(60);
  });
});

describe('chains in a circle', () => {
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
