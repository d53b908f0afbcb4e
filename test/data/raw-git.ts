import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { openCaseFolder } from '../../src/data/case-folder.ts';
import { openGitFolder } from '../../src/data/git-folder.ts';
import type { GitRepository } from '../../src/data/git-repository.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A bare repository written byte by byte, so that it may hold what Git would refuse to write. */
export class RawGit {
  readonly root: string;
  readonly dir: string;

  private constructor(root: string) {
    this.root = root;
    this.dir = join(root, 'repo.git');
  }

  static async make(): Promise<RawGit> {
    const made = new RawGit(await temporaryFolder());
    for (const folder of ['objects/pack', 'refs/heads', 'refs/tags']) {
      mkdirSync(join(made.dir, folder), { recursive: true });
    }
    writeFileSync(join(made.dir, 'HEAD'), 'ref: refs/heads/main\n');
    return made;
  }

  object(type: string, body: string | Uint8Array, level = 6): string {
    const whole = objectOf(type, body);
    const oid = sha1(whole);
    mkdirSync(join(this.dir, 'objects', oid.slice(0, 2)), { recursive: true });
    writeFileSync(this.pathOf(oid), deflateSync(whole, { level }));
    return oid;
  }

  tree(entries: readonly (readonly [mode: string, name: string, oid: string])[]): string {
    const parts = entries.flatMap(([mode, name, oid]) => [Buffer.from(`${mode} ${name}\0`), Buffer.from(oid, 'hex')]);
    return this.object('tree', Buffer.concat(parts));
  }

  commit(tree: string, parents: readonly string[] = [], time = 1_700_000_000): string {
    const by = `A <a@example.org> ${time} +0000`;
    const lines = [`tree ${tree}`, ...parents.map((oid) => `parent ${oid}`), `author ${by}`, `committer ${by}`];
    return this.object('commit', `${lines.join('\n')}\n\nSubject\n`);
  }

  ref(name: string, text: string): void {
    writeFileSync(join(this.dir, 'refs', name), `${text}\n`);
  }

  pathOf(oid: string): string {
    return join(this.dir, 'objects', oid.slice(0, 2), oid.slice(2));
  }

  lose(oid: string): void {
    rmSync(this.pathOf(oid));
  }

  async open(): Promise<GitRepository> {
    return openGitFolder(await openCaseFolder(this.root), 'repo.git');
  }
}

function objectOf(type: string, body: string | Uint8Array): Buffer {
  const bytes = Buffer.from(body);
  return Buffer.concat([Buffer.from(`${type} ${bytes.length}\0`), bytes]);
}

export function sha1(bytes: Uint8Array): string {
  return createHash('sha1').update(bytes).digest('hex');
}

/** A pack of whole objects: the number of their type and their bytes, which may be told with another size. */
export function packOf(entries: readonly { type: number; bytes: Uint8Array; size?: number }[]): Buffer {
  const count = Buffer.alloc(4);
  count.writeUInt32BE(entries.length);
  const parts: Uint8Array[] = [Buffer.from('PACK\0\0\0\u0002'), count];
  for (const { type, bytes, size = bytes.length } of entries) parts.push(headOf(type, size), deflateSync(bytes));
  const body = Buffer.concat(parts);
  return Buffer.concat([body, Buffer.from(sha1(body), 'hex')]);
}

function headOf(type: number, size: number): Buffer {
  const bytes = [(type << 4) | (size % 16)];
  for (let rest = Math.floor(size / 16); rest > 0; rest = Math.floor(rest / 128)) {
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) | 0x80;
    bytes.push(rest % 128);
  }
  return Buffer.from(bytes);
}
