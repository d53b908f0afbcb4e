import { createPrivateKey, createPublicKey } from 'node:crypto';
import { sha256Hex } from '../../src/core/sha256.ts';
import { canonicalJson } from '../../src/seal/canonical-json.ts';
import type { SealedFile } from '../../src/seal/entry.ts';
import type { About } from '../../src/seal/manifest.ts';
import type { FolderReader } from '../../src/seal/read-folder.ts';
import { sealFiles } from '../../src/seal/seal-files.ts';
import type { Predicate } from '../../src/seal/statement.ts';

const tool = { name: 'dossier', version: '0.0.0' };

export const about: About = { dossierId: 'd-1', predictionId: 'P-1', createdAt: '2024-01-01T00:00:00Z', tool };

export const predicate: Predicate = {
  predictionId: 'P-1',
  asOf: '2024-01-01T00:00:00Z',
  tool,
  modelSha256: sha256Hex('model'),
  trainingSha256: null,
  codeCommit: 'c0ffee',
  seed: '00',
};

/** An Ed25519 key from its 32-byte seed: PKCS#8 is a fixed prefix and the seed (RFC 8410, section 7). */
export function keyFromSeed(seed: string): { privatePem: string; publicPem: string } {
  const der = Buffer.from(`302e020100300506032b657004220420${seed}`, 'hex');
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  return {
    privatePem: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicPem: createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString(),
  };
}

export const alice: ReturnType<typeof keyFromSeed> = keyFromSeed('01'.repeat(32));
export const mallory: ReturnType<typeof keyFromSeed> = keyFromSeed('02'.repeat(32));

/** Records that rest on one another, a PDF and two tables. */
export function contentFiles(change: { score?: number } = {}): SealedFile[] {
  const evidence = canonicalJson({
    schema: 'dossier.evidence/1',
    asOf: predicate.asOf,
    prediction: { id: 'P-1', score: change.score ?? 0.75 },
  });
  const findings = canonicalJson({ schema: 'dossier.findings/1', evidenceSha256: sha256Hex(evidence) });
  const document = canonicalJson({ schema: 'dossier.document/1', subject: 'P-1', findingsSha256: sha256Hex(findings) });
  const files = {
    'dossier.pdf': '%PDF-1.7\n%\xe2\xe3\n1 0 obj\n<< >>\nendobj\n%%EOF\n',
    'evidence.json': evidence,
    'findings.json': findings,
    'document.json': document,
    'tables/attribution.csv': 'feature,attribution\nincome,0.25\n',
    'tables/custody.csv': 'name,sha256\r\nmodel,00\r\n',
  };
  return Object.entries(files).map(([path, text]) => ({ path, bytes: Buffer.from(text, 'latin1') }));
}

export type Folder = Map<string, Uint8Array>;

export function sealedFolder(privatePem?: string, content: SealedFile[] = contentFiles()): Folder {
  const files = [...content, ...sealFiles(content, about, predicate, privatePem)];
  return new Map(files.map(({ path, bytes }) => [path, bytes]));
}

export function readerOf(folder: ReadonlyMap<string, Uint8Array>): FolderReader {
  return {
    list: async () => [...folder.keys()],
    read: async (path) => {
      const bytes = folder.get(path);
      if (bytes === undefined) throw new Error(`no such file: ${path}`);
      return bytes;
    },
  };
}
