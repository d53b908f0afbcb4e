import { describe, expect, it } from 'vitest';
import { canonicalNamespace } from '../../src/data/canonical-namespace.ts';

describe('canonicalNamespace', () => {
  it.each([
    ['FILE://LAKE.example/', 'file://lake.example'],
    ['S3://Bucket/Some/Path//', 's3://bucket/Some/Path'],
    ['postgres://Ada@DB.example:5432', 'postgres://Ada@db.example:5432'],
    ['file', 'file'],
    ['Lake/', 'Lake'],
    ['', ''],
  ])('spells %s as %s', (namespace, spelled) => {
    expect(canonicalNamespace(namespace)).toBe(spelled);
    expect(canonicalNamespace(spelled)).toBe(spelled);
  });
});
