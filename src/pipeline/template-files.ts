import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DossierError } from '../core/error.ts';
import { parseTemplate, type Template } from '../sections/template.ts';

const templatesFolder = fileURLToPath(new URL('../../templates/', import.meta.url));

/** Reads a template that ships with the tool. @throws DossierError usage/template-unknown, naming those there are */
export async function readTemplate(name: string): Promise<Template> {
  const names = await templateNames();
  if (!names.includes(name)) {
    throw new DossierError('usage/template-unknown', `there is no template "${name}"`, {
      hint: `Choose one of: ${names.join(', ')}.`,
    });
  }
  const part = async (file: string): Promise<unknown> =>
    JSON.parse(await readFile(join(templatesFolder, name, file), 'utf8'));
  const [template, words, theme] = await Promise.all([
    part('template.json'),
    part('words.en.json'),
    part('theme.json'),
  ]);
  return parseTemplate({ name, template, words, theme });
}

async function templateNames(): Promise<string[]> {
  const entries = await readdir(templatesFolder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && entry.name !== 'schemas')
    .map((entry) => entry.name)
    .sort();
}

/** Reads a published JSON Schema. @throws DossierError usage/schema-unknown */
export async function readSchema(name: string): Promise<string> {
  const names = await schemaNames();
  if (!names.includes(name)) {
    throw new DossierError('usage/schema-unknown', `there is no schema "${name}"`, {
      hint: `Choose one of: ${names.join(', ')}.`,
    });
  }
  return readFile(join(templatesFolder, 'schemas', `${name}.schema.json`), 'utf8');
}

/** The names of all published schemas, sorted. */
export async function schemaNames(): Promise<string[]> {
  const files = await readdir(join(templatesFolder, 'schemas'));
  return files
    .filter((file) => file.endsWith('.schema.json'))
    .map((file) => file.replace('.schema.json', ''))
    .sort();
}
