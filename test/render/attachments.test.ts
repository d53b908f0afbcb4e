import { beforeAll, describe, expect, it } from 'vitest';
import { renderPdf } from '../../src/render/render-pdf.ts';
import { demoAttachments } from './demo-document.ts';
import { dictionaries, type ReadPdf, readPdf, referenceOf, stringOf } from './pdf-reader.ts';
import { documentOf } from './render-blocks.ts';

let pdf: ReadPdf;

beforeAll(async () => {
  pdf = readPdf((await renderPdf(documentOf([]), { attachments: demoAttachments, theme: {} })).bytes);
});

describe('attachments', () => {
  it('travel whole, named, described, related as data and dated as the document', () => {
    const [spec = ''] = dictionaries(pdf, /\/Type \/Filespec[\s\S]*findings/);
    expect(stringOf(spec, 'UF')).toBe('findings.json');
    expect(stringOf(spec, 'Desc')).toBe('What was computed');
    expect(spec).toContain('/AFRelationship /Data');
    const file = pdf.objects.get(referenceOf(spec.slice(spec.indexOf('/EF')), 'F'));
    expect(file?.stream).toEqual(demoAttachments[0]?.bytes);
    expect(file?.dictionary.match(/D:20250414093000Z/g)).toHaveLength(2);
  });

  it('are listed by code units of their names, and named by the catalog', () => {
    const [names = ''] = dictionaries(pdf, /\/EmbeddedFiles/);
    expect(names.indexOf('evidence.json')).toBeGreaterThan(0);
    expect(names.indexOf('evidence.json')).toBeLessThan(names.indexOf('findings.json'));
    expect(dictionaries(pdf, /\/Type \/Catalog[\s\S]*\/AF \[\d+ 0 R \d+ 0 R\]/)).toHaveLength(1);
  });
});
