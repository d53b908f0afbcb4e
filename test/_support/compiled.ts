import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { projectFolder } from './places.ts';

const compilerOptions: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.ESNext,
  verbatimModuleSyntax: true,
  rewriteRelativeImportExtensions: true,
};

/**
 * Rooms of src as JavaScript in `folder`, for a thread knows nothing of TypeScript.
 * @returns the URL of a module of it
 */
export function compiled(folder: string, rooms: readonly string[]): (module: string) => string {
  const root = join(folder, 'dist');
  for (const room of rooms) {
    for (const name of readdirSync(join(projectFolder, 'src', room)).filter((each) => each.endsWith('.ts'))) {
      const source = readFileSync(join(projectFolder, 'src', room, name), 'utf8');
      const path = join(root, room, name.replace(/\.ts$/, '.js'));
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, ts.transpileModule(source, { compilerOptions }).outputText);
    }
  }
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  symlinkSync(join(projectFolder, 'node_modules'), join(folder, 'node_modules'));
  return (module) => pathToFileURL(join(root, module)).href;
}
