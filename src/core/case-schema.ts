import { z } from 'zod';
import type { Case } from './case.ts';

const text = z.string().trim().min(1);
const name = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use lower-case words joined by hyphens');
const path = text.describe('A path relative to the folder of case.yaml, with forward slashes');
const column = text.describe('The name of a column');

const system = z.strictObject({
  id: name.describe('A short name of the decision system; it appears in file names'),
  title: text.describe('The name of the decision system, as a reader would say it'),
  purpose: text.describe('What the system decides, for whom, and why'),
  owner: z.strictObject({ name: text, contact: text.optional() }).describe('Who answers for the system'),
});

const lineage = z.strictObject({
  exports: z.array(path).min(1).describe('Lineage exports (OpenLineage events as NDJSON or JSON array)'),
});

const store = z.strictObject({
  namespace: text.describe('A namespace as the lineage names it'),
  root: path.describe('The folder that holds the data sets of that namespace'),
});

const code = z.strictObject({
  repository: text.describe('A repository as the lineage names it'),
  bundle: path.describe('A git bundle of that repository (git bundle create FILE --all)'),
});

const decisionLog = z.strictObject({
  files: z.array(path).min(1).describe('Parquet, CSV or NDJSON files of one decision a row'),
  columns: z.strictObject({
    predictionId: column,
    decidedAt: column,
    modelVersion: column,
    runId: column.optional().describe('The scoring run, by the id that the lineage gives it'),
    score: column,
    decision: column,
    outcome: column.optional().describe('What turned out to be right, where it is known'),
  }),
});

const decision = z.strictObject({
  favourable: text.describe('The decision that the person hopes for, as the log spells it'),
  adverse: text.describe('The decision against the person, as the log spells it; the positive class'),
});

const model = z.strictObject({
  version: text.describe('The model version, as the decision log spells it'),
  dataset: text.describe('The model artefact, by its name in the lineage'),
  inputs: z.array(column).min(1).describe('Columns of the decision log, in the order of the model input'),
  output: text.optional().describe('The name of the model output that holds the score, where it is not plain'),
  positiveClass: z.union([z.number().int(), text]).default(1).describe('The class whose probability is the score'),
  cutoff: z.number().describe('The score at which the decision turns'),
  adverseWhen: z
    .enum(['at-or-above', 'above', 'at-or-below', 'below'])
    .describe('Which side of the cut-off is adverse'),
});

const protectedAttribute = z.strictObject({
  name,
  column,
  label: text,
  reference: text.describe('The group that the others are compared with'),
});

const protectedAttributes = z.strictObject({
  file: path,
  key: column.describe('The column that holds the prediction id'),
  attributes: z.array(protectedAttribute).min(1),
});

const explanation = z.strictObject({
  background: z
    .strictObject({
      population: z
        .enum(['applicants', 'approved-near-cutoff'])
        .default('applicants')
        .describe('With whom the person is compared: all applicants, or those approved just above the cut-off'),
      rows: z.number().int().min(1).max(100_000).default(200),
    })
    .prefault({}),
  space: z
    .enum(['probability', 'margin'])
    .default('probability')
    .describe('The scale that leads: of the recorded score, or of the log-odds behind it; both are printed'),
});

const feature = z.strictObject({
  name,
  label: text,
  columns: z.array(column).min(1).describe('One model input, or the one-hot columns of one source column'),
  reason: z.strictObject({ code: text, text }).optional().describe('The statement of reason that counsel approved'),
  prohibitedBasis: z.boolean().default(false).describe('True when the law forbids to decide on it'),
});

const caseObject = z.strictObject({
  schema: z.literal('dossier.case/1'),
  system,
  lineage,
  stores: z.array(store).default([]).describe('Where the data sets that the lineage names lie in this folder'),
  code: z.array(code).default([]),
  decisionLog,
  decision,
  models: z.array(model).min(1),
  protected: protectedAttributes.optional(),
  explanation: explanation.prefault({}),
  features: z
    .array(feature)
    .default([])
    .describe('What the explanation speaks of; inputs not listed speak for themselves'),
});

/** The shape of case.yaml; `dossier schema case` publishes it as JSON Schema. */
export const caseSchema: z.ZodType<Case> = caseObject.superRefine(checkReferences);

type Refinement = z.RefinementCtx;

/** What a shape alone cannot say: names are unique, and every column that a feature names is an input. */
function checkReferences(value: Case, context: Refinement): void {
  unique(
    context,
    ['models'],
    value.models.map((model) => model.version),
  );
  unique(
    context,
    ['features'],
    value.features.map((feature) => feature.name),
  );
  unique(context, ['protected', 'attributes'], value.protected?.attributes.map((attribute) => attribute.name) ?? []);
  if (value.decision.favourable === value.decision.adverse) {
    context.addIssue({ code: 'custom', path: ['decision', 'adverse'], message: 'the two decisions are the same word' });
  }
  const inputs = new Set(value.models.flatMap((model) => model.inputs));
  const seen = new Set<string>();
  value.features.forEach((feature, index) => {
    feature.columns.forEach((column, position) => {
      const at = ['features', index, 'columns', position];
      if (!inputs.has(column))
        context.addIssue({ code: 'custom', path: at, message: `"${column}" is no model's input` });
      if (seen.has(column))
        context.addIssue({ code: 'custom', path: at, message: `"${column}" belongs to two features` });
      seen.add(column);
    });
  });
}

function unique(context: Refinement, path: PropertyKey[], names: readonly string[]): void {
  names.forEach((name, index) => {
    if (names.indexOf(name) < index) {
      context.addIssue({ code: 'custom', path: [...path, index], message: `"${name}" is declared twice` });
    }
  });
}
