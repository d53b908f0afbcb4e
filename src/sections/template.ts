import { z } from 'zod';
import { DossierError } from '../core/error.ts';
import type { Words, WordValues } from '../core/words.ts';

/** Which sections a dossier has, in which order, in which words and dress. It holds no logic. */
export interface Template {
  name: string;
  /** BCP 47 tag of the words. */
  language: string;
  title: string;
  /** Section ids, in the order of the pages. */
  order: string[];
  words: Record<string, string>;
  /** True when the PDF carries the records; a template for the person concerned leaves out the data of others. */
  attachRecords: boolean;
  /** Read by the renderer alone. */
  theme: unknown;
}

/** The parts of a template as they lie in its folder: template.json, words.<language>.json and theme.json. */
export interface TemplateParts {
  name: string;
  template: unknown;
  words: unknown;
  theme: unknown;
}

const text = z.string().trim().min(1);

const partsSchema = z.object({
  name: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use lower-case words joined by hyphens'),
  template: z.strictObject({
    language: z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/, 'use a language tag such as en or en-GB'),
    title: text,
    attachRecords: z.boolean(),
    order: z
      .array(text)
      .min(1)
      .refine((order) => new Set(order).size === order.length, 'a section is listed twice'),
  }),
  words: z.record(z.string(), text),
  theme: z.record(z.string(), z.unknown()),
});

/**
 * Checks the parts of a template and puts them together.
 * @throws DossierError output/template-invalid, naming every fault
 */
export function parseTemplate(parts: TemplateParts): Template {
  const result = partsSchema.safeParse(parts);
  if (!result.success) {
    const faults = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new DossierError('output/template-invalid', `template "${parts.name}" is not valid: ${faults.join('; ')}`, {
      place: { file: `templates/${parts.name}` },
    });
  }
  const { name, template, words, theme } = result.data;
  return { name, ...template, words, theme };
}

/** Looks up the words of a template; `{name}` in them stands for a value. */
export function wordsOf({ name, words }: Pick<Template, 'name' | 'words'>): Words {
  const missing = (what: string): DossierError =>
    new DossierError('output/words-missing', `template "${name}" ${what}`, { place: { file: `templates/${name}` } });
  return (key: string, values: WordValues = {}): string => {
    const sentence = Object.hasOwn(words, key) ? words[key] : undefined;
    if (sentence === undefined) throw missing(`has no words for "${key}"`);
    return sentence.replace(/\{(\w+)\}/g, (_, wanted: string) => {
      const value = Object.hasOwn(values, wanted) ? values[wanted] : undefined;
      if (value === undefined) throw missing(`wants {${wanted}} in "${key}", which the section does not give`);
      return String(value);
    });
  };
}
