import { z } from 'zod';
import { readInstant } from './instant.ts';
import type { Links } from './links.ts';

const text = z.string().trim().min(1).max(2000);
const dataset = z
  .strictObject({ namespace: text, name: text })
  .describe('A data set, by the namespace and name that the lineage gives it');
const version = text.optional().describe('The version as the lineage names it, or sha256: and a digest');
const run = text.describe('The id of a run that the lineage records');
const declared = {
  by: text.describe('The person who says so'),
  on: text
    .refine((date) => readInstant(date) !== null, 'write a date like 2025-07-31')
    .describe('When it was declared; a dossier as of an earlier moment does not use it'),
  because: text.describe('Why it is known, and why no export carries it'),
};

const link = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('same-as'), datasets: z.array(dataset).length(2), ...declared }),
  z.strictObject({ kind: z.literal('produced-by'), dataset, version, run, ...declared }),
  z.strictObject({ kind: z.literal('trained-on'), run, dataset, version, ...declared }),
  z.strictObject({
    ...{ kind: z.literal('code-of'), run, repository: text, path: text.optional() },
    ...{ commit: z.string().regex(/^[0-9a-f]{7,64}$/, 'give the commit, in lower-case hexadecimal digits') },
    ...declared,
  }),
]);

/** The shape of links.yaml; `dossier schema links` publishes it as JSON Schema. */
export const linksSchema: z.ZodType<Links> = z.strictObject({
  schema: z.literal('dossier.links/1'),
  links: z.array(link).max(10_000),
});
