import { createRequire } from 'node:module';

const manifest = createRequire(import.meta.url)('../../package.json') as { version: string };

/** This tool, as every record names it. */
export const tool: { name: 'dossier'; version: string } = { name: 'dossier', version: manifest.version };

/** This tool as a URI, for records that ask who wrote them (package URL). */
export const producer: string = `pkg:npm/${tool.name}@${tool.version}`;
