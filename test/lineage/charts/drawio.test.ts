import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { drawio } from '../../../src/lineage/charts/drawio.ts';
import { codeOfChart, mutatedCharts } from '../hostile-charts.ts';

const model = (cells: string): string =>
  `<mxGraphModel><root><mxCell id="0"/><mxCell id="1" parent="0"/>${cells}</root></mxGraphModel>`;
const box = (id: string, label: string): string =>
  `<mxCell id="${id}" value="${label}" style="html=1" vertex="1" parent="1"><mxGeometry as="geometry"/></mxCell>`;
const arrow = (id: string, from: string, to: string): string =>
  `<mxCell id="${id}" edge="1" parent="1" source="${from}" target="${to}"><mxGeometry relative="1" as="geometry"/></mxCell>`;
const plain = model(
  box('a', '&lt;b&gt;raw/a.csv&lt;/b&gt;&lt;br&gt;S3 &amp;amp; more') +
    box('b', 'curate&#10;nightly') +
    `<UserObject id="c" label="out.csv" owner="x"><mxCell vertex="1" parent="1"/></UserObject>` +
    arrow('e1', 'a', 'b') +
    arrow('e2', 'b', 'c') +
    `<mxCell id="l" value="nightly" vertex="1" parent="e1"/>` +
    `<mxCell id="e3" edge="1" parent="1" source="a"/>`,
);
const page = (content: string, id = 'p'): string => `<diagram id="${id}" name="P">${content}</diagram>`;
const packed = (xml: string): string => deflateRawSync(Buffer.from(encodeURIComponent(xml))).toString('base64');
const file = (pages: string): string => `<?xml version="1.0"?><!-- drawn --><mxfile host="app">${pages}</mxfile>`;

describe('a draw.io file', () => {
  it('gives boxes line by line without markup, and connectors that are attached at both ends', () => {
    const { nodes, edges } = drawio.read(file(page(plain)), 'x');
    expect(nodes).toEqual([
      { id: '1:a', lines: ['raw/a.csv', 'S3 & more'] },
      { id: '1:b', lines: ['curate', 'nightly'] },
      { id: '1:c', lines: ['out.csv'] },
    ]);
    expect(edges).toEqual([
      { from: '1:a', to: '1:b' },
      { from: '1:b', to: '1:c' },
    ]);
  });

  it('reads the same when its page is compressed, and a model alone', () => {
    const read = drawio.read(file(page(plain)), 'x');
    expect(drawio.read(file(page(packed(plain))), 'x')).toEqual(read);
    expect(drawio.read(plain, 'x').nodes.map(({ lines }) => lines)).toEqual(read.nodes.map(({ lines }) => lines));
  });

  it('keeps pages apart whose ids are the same', () => {
    const pages =
      page(model(box('a', 'one') + box('b', 'two') + arrow('e', 'a', 'b'))) +
      page(packed(model(box('a', 'three'))), 'q');
    const { nodes, edges } = drawio.read(file(pages), 'x');
    expect(nodes.map(({ id, lines }) => [id, lines[0]])).toEqual([
      ['1:a', 'one'],
      ['1:b', 'two'],
      ['2:a', 'three'],
    ]);
    expect(edges).toHaveLength(1);
  });

  it.each([
    ['a document type, and with it every entity', `<!DOCTYPE x [<!ENTITY a "b">]>${file(page(plain))}`],
    ['what is cut off', file(page(plain)).slice(0, -20)],
    ['elements that close each other', '<mxfile><diagram></mxfile></diagram>'],
    ['an attribute without quotes', '<mxGraphModel dx=1></mxGraphModel>'],
    ['nesting without end', '<mxGraphModel>'.repeat(2000)],
    ['a page that is no deflate', file(page('AAAAnonsense'))],
    ['a bomb', file(page(deflateRawSync(Buffer.alloc(2 ** 26, 65)).toString('base64')))],
  ])('refuses %s', (_, text) => {
    expect(codeOfChart(drawio, text)).toBe('input/chart-unreadable');
  });

  it('expands no entity but the usual ones', () => {
    const { nodes } = drawio.read(model(box('a', '&amp;lt;&boom;&#65;&#x42;&#0;')), 'x');
    expect(nodes[0]?.lines).toEqual(['<&boom;AB&#0;']);
  });

  it('gives a chart or a coded error for 10,000 mutations', () => {
    const { read, refused } = mutatedCharts(drawio, [file(page(plain)), file(page(packed(plain))), plain]);
    expect(read).toBeGreaterThan(500);
    expect(refused).toBeGreaterThan(500);
  });
});
