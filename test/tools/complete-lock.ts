import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/*
 * A mirror of the registry that lacks the packages of other platforms makes `npm install` leave them out of
 * package-lock.json, and `npm ci` then refuses the lock. They are pinned by the packages that want them, so the lock is
 * completed from there: `npx tsx test/tools/complete-lock.ts`. An entry made here has no integrity; the next
 * `npm install` at a full registry adds it.
 */

interface Locked {
  version?: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
}

export interface Lock {
  packages: Record<string, Locked>;
}

const OS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const CPU = ['arm64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'x64'];
const LIBC: Record<string, string> = { gnu: 'glibc', musl: 'musl' };

/** What a platform package of that name runs on, by the habit of its name: `binding-linux-x64-musl`. */
export function platformOf(name: string): Pick<Locked, 'os' | 'cpu' | 'libc'> {
  const words = name.split('-');
  const os = OS.find((each) => words.includes(each));
  const cpu = CPU.find((each) => words.includes(each));
  if (os === undefined || cpu === undefined) throw new Error(`The name ${name} does not say what it runs on.`);
  const libc = LIBC[words.at(-1) ?? ''];
  return { cpu: [cpu], ...(os === 'linux' && libc !== undefined ? { libc: [libc] } : {}), os: [os] };
}

/** The entries that the lock lacks, by their place in node_modules. */
export function missingFrom({ packages }: Lock): Record<string, Locked> {
  const wanted = Object.entries(packages).flatMap(([place, { dev, optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies).map(([name, version]) => ({ place, name, version, dev })),
  );
  const missing = wanted.filter(
    ({ place, name }) =>
      packages[`node_modules/${name}`] === undefined && packages[`${place}/node_modules/${name}`] === undefined,
  );
  return Object.fromEntries(
    missing.map(({ name, version, dev }) => [
      `node_modules/${name}`,
      { version, ...(dev === true ? { dev } : {}), optional: true, ...platformOf(name) },
    ]),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const place = new URL('../../package-lock.json', import.meta.url);
  const lock = JSON.parse(await readFile(place, 'utf8')) as Lock;
  const packages = { ...lock.packages, ...missingFrom(lock) };
  const sorted = Object.entries(packages).sort(([one], [other]) => (one < other ? -1 : 1));
  await writeFile(place, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`);
}
