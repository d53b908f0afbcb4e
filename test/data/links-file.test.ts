import { describe, expect, it } from 'vitest';
import { readLinks } from '../../src/data/links-file.ts';

const read = (text: string) => readLinks(new TextEncoder().encode(text), 'links.yaml');
const GOOD = `schema: dossier.links/1
links:
  - kind: same-as
    datasets: [{ namespace: s3://lake, name: a }, { namespace: hive, name: db.a }]
    by: M. Chen
    on: "2025-06-01"
    because: The table is external.
  - kind: trained-on
    run: run-1
    dataset: { namespace: s3://lake, name: a }
    by: M. Chen
    on: "2025-06-01"
    because: The notebook says so.
`;

describe('links.yaml', () => {
  it('gives each link and its line', () => {
    const links = read(GOOD);
    expect(links.map(({ link, place }) => [link.kind, place.at])).toEqual([
      ['same-as', 'line 3'],
      ['trained-on', 'line 8'],
    ]);
  });

  it('must say who, when and why', () => {
    for (const key of ['by', 'on', 'because']) {
      const text = GOOD.replace(new RegExp(`^    ${key}: .*\n`, 'm'), '');
      expect(() => read(text)).toThrow(expect.objectContaining({ code: 'input/links-invalid' }));
      expect(() => read(text)).toThrow(new RegExp(`line \\d+: links\\[0\\].${key}`));
    }
  });

  it('names every problem with its line', () => {
    const text = GOOD.replace('kind: same-as', 'kind: like')
      .replace('2025-06-01', '2025-06-31')
      .replace('run: run-1', 'runs: run-1');
    expect(() => read(text)).toThrow(/line 3:[\s\S]*line 9: .*there is no such key/);
    expect(() => read('links: [')).toThrow(expect.objectContaining({ code: 'input/links-invalid' }));
    expect(() => read('')).toThrow(expect.objectContaining({ code: 'input/links-invalid' }));
  });
});
