import { z } from 'zod';
import type { Case } from './case.ts';

const text = z.string().trim().min(1).max(2000);
const label = text.max(200);
const name = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use lower-case words joined by hyphens');
const path = text.describe('A path relative to the folder of case.yaml, with forward slashes');
const column = text.describe('The name of a column');
const cuts = z
  .array(z.number())
  .min(1)
  .refine(
    (list) => list.every((cut, at) => at === 0 || cut > (list[at - 1] as number)),
    'give them in ascending order',
  );

const system = z.strictObject({
  id: name.describe('A short name of the decision system; it appears in file names'),
  title: label.describe('The name of the decision system, as a reader would say it'),
  purpose: text.describe('What the system decides, for whom, and why'),
  owner: z.strictObject({ name: label, contact: label.optional() }).describe('Who answers for the system'),
});

const lineage = z.strictObject({
  exports: z.array(path).min(1).describe('Lineage exports of any system that is read here; told apart by content'),
  links: path.optional().describe('What persons declare of the lineage because no export carries it (links.yaml)'),
});

const store = z.strictObject({
  namespace: text.describe('A namespace as the lineage names it'),
  root: path.describe('The folder that holds the data sets of that namespace'),
});

const code = z
  .strictObject({
    repository: text.describe('A repository as the lineage names it'),
    bundle: path.optional().describe('A git bundle of that repository (git bundle create FILE --all)'),
    folder: path.optional().describe('A clone of that repository, or a bare one; in place of the bundle'),
  })
  .refine(
    ({ bundle, folder }) => (bundle === undefined) !== (folder === undefined),
    'give either a bundle or a folder',
  );

const decisionLog = z.strictObject({
  files: z.array(path).min(1).describe('Parquet, CSV or NDJSON files of one decision a row, or folders of them'),
  columns: z.strictObject({
    predictionId: column,
    decidedAt: column,
    modelVersion: column,
    runId: column.optional().describe('The scoring run, by the id that the lineage gives it'),
    score: column.optional().describe('Left out where none is recorded; an audit then scores rows with the model'),
    decision: column.optional().describe('Left out where none is recorded; it then follows from score and cut-off'),
    outcome: column.optional().describe('What turned out to be right, where it is known'),
    weight: column.optional().describe('How many people a row stands for'),
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
  textInputs: z
    .array(column)
    .optional()
    .describe('Inputs that the model takes as text though they look like numbers or truth values, e.g. postal codes'),
  missingText: z.string().optional().describe('The text that the model was trained to read for a missing text'),
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
  label,
  reference: text.describe('The group that the others are compared with'),
  source: z.enum(['self-reported', 'observed', 'proxy']).optional().describe('Where the value comes from'),
  cuts: cuts.optional().describe('Cut points of a number; each group is closed on its left, for instance 40-62'),
  unknown: z.array(text).optional().describe('Values that mean "not known", beside empty, "unknown" and NaN'),
  shares: z
    .record(text, z.number().min(0).max(1))
    .optional()
    .describe('Share of each group in the population that could have applied'),
});

const protectedAttributes = z
  .strictObject({
    file: path.optional().describe('Left out, with key, where the decision log itself holds the attributes'),
    key: column.optional().describe('The column that holds the prediction id'),
    attributes: z.array(protectedAttribute).min(1),
  })
  .refine(({ file, key }) => (file === undefined) === (key === undefined), 'give both file and key, or neither');

const stratum = z.strictObject({ name, label, column, cuts: cuts.optional() });

const trainingLabels = z.strictObject({
  file: path.optional().describe('The table; that which the lineage names for the newest model where it is left out'),
  key: column.describe('The column that joins it to the protected attributes'),
  outcome: column.describe('The column of the label'),
  favourable: text.describe('The favourable label, as the table spells it'),
  adverse: text.describe('The adverse label, as the table spells it'),
});

const audit = z.strictObject({
  strata: z.array(stratum).default([]).describe('Legitimate grounds on which groups may differ'),
  training: trainingLabels.optional().describe('Labels of the data that the model learned from'),
});

const explanation = z.strictObject({
  background: z
    .strictObject({
      population: z
        .enum(['applicants', 'approved-near-cutoff'])
        .default('applicants')
        .describe('With whom the person is compared: all applicants, or those approved just above the cut-off'),
      rows: z.number().int().min(1).max(100_000).default(200),
      band: z
        .number()
        .positive()
        .default(0.05)
        .describe('How far from the cut-off approved-near-cutoff reaches, in units of the score; widened for 300 rows'),
    })
    .prefault({}),
  space: z
    .enum(['probability', 'margin'])
    .default('probability')
    .describe('The scale that leads: of the recorded score, or of the log-odds behind it; both are printed'),
});

const actionable = z.strictObject({
  direction: z.enum(['increase', 'decrease', 'either']).default('either'),
  min: z.number().optional(),
  max: z.number().optional(),
  step: z.number().positive().optional().describe('Changes are whole multiples of it'),
  links: z
    .array(z.strictObject({ feature: name, factor: z.number() }))
    .default([])
    .describe('Features that change with this one, by a factor of its change'),
});

const reason = z.strictObject({
  code: text,
  text,
  covers: z.array(column).optional().describe('Source columns of a derived feature that the text speaks of'),
});

const feature = z.strictObject({
  name,
  label,
  columns: z.array(column).min(1).describe('One model input, or the one-hot columns of one source column'),
  reason: reason.optional().describe('The statement of reason that counsel approved'),
  prohibitedBasis: z.boolean().default(false).describe('True when the law forbids to decide on it'),
  proxyFor: text.optional().describe('What it stands for, for instance a prohibited basis'),
  missingCodes: z
    .array(z.union([z.number(), text]))
    .optional()
    .describe('Recorded values that mean "not known", for instance -999'),
  imputedIndicator: column.optional().describe('A model input that is 1 where the value was filled in'),
  actionable: actionable.optional().describe('How the person could change it; absent when not at all'),
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
  audit: audit.prefault({}),
  explanation: explanation.prefault({}),
  features: z
    .array(feature)
    .default([])
    .describe('What the explanation speaks of; inputs not listed speak for themselves'),
});

/** Marks a line of a drafted case.yaml that a person must still settle; a file that holds it is not valid. */
export const SETTLE = 'SETTLE';

/** The shape of case.yaml; `dossier schema case` publishes it as JSON Schema. */
export const caseSchema: z.ZodType<Case> = caseObject.superRefine(checkReferences, { when: () => true });

/**
 * What a shape alone cannot say: names are unique, and every column that a feature names is an input. It runs on
 * cases of faulty shape too, so that all problems come at once; nothing of the value may be relied on.
 */
function checkReferences(value: unknown, context: z.RefinementCtx): void {
  const report = (path: PropertyKey[], message: string): void => context.addIssue({ code: 'custom', path, message });
  const models = listAt(value, 'models');
  const features = listAt(value, 'features');
  const decision = at(value, 'decision');
  reportRepeats(models, 'version', (index) => ['models', index, 'version'], report);
  reportRepeats(features, 'name', (index) => ['features', index, 'name'], report);
  const attributes = listAt(at(value, 'protected'), 'attributes');
  reportRepeats(attributes, 'name', (index) => ['protected', 'attributes', index, 'name'], report);
  if (at(decision, 'adverse') !== undefined && at(decision, 'favourable') === at(decision, 'adverse')) {
    report(['decision', 'adverse'], 'the two decisions are the same word');
  }
  const inputs = new Set(models.flatMap((model) => listAt(model, 'inputs')));
  const seen = new Set<unknown>();
  features.forEach((feature, index) => {
    const indicator = at(feature, 'imputedIndicator');
    if (indicator !== undefined && !inputs.has(indicator)) {
      report(['features', index, 'imputedIndicator'], `"${indicator}" is no model's input`);
    }
    reportActionable(feature, features, (path, message) => {
      report(['features', index, 'actionable', ...path], message);
    });
    listAt(feature, 'columns').forEach((column, position) => {
      const path = ['features', index, 'columns', position];
      if (!inputs.has(column)) report(path, `"${column}" is no model's input`);
      if (seen.has(column)) report(path, `"${column}" belongs to two features`);
      seen.add(column);
    });
  });
}

/** Bounds leave room, and links lead from one column to another. */
function reportActionable(
  feature: unknown,
  features: readonly unknown[],
  report: (path: PropertyKey[], message: string) => void,
): void {
  const actionable = at(feature, 'actionable');
  const [min, max] = [at(actionable, 'min'), at(actionable, 'max')];
  if (typeof min === 'number' && typeof max === 'number' && min > max) report(['min'], 'the least is above the most');
  const links = listAt(actionable, 'links');
  if (links.length > 0 && listAt(feature, 'columns').length > 1)
    report(['links'], 'a feature of several columns has no amount by which another could change');
  links.forEach((link, index) => {
    const linked = features.find((other) => at(other, 'name') === at(link, 'feature'));
    const path = ['links', index, 'feature'];
    if (linked === undefined) report(path, `"${String(at(link, 'feature'))}" is no feature`);
    else if (linked === feature) report(path, 'a feature is not linked to itself');
    else if (listAt(linked, 'columns').length > 1) report(path, 'a feature of several columns cannot be linked');
  });
}

function reportRepeats(
  items: readonly unknown[],
  key: string,
  path: (index: number) => PropertyKey[],
  report: (path: PropertyKey[], message: string) => void,
): void {
  const names = items.map((item) => at(item, key));
  names.forEach((name, index) => {
    if (name !== undefined && names.indexOf(name) < index) report(path(index), `"${name}" is declared twice`);
  });
}

function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

function listAt(value: unknown, key: string): unknown[] {
  const list = at(value, key);
  return Array.isArray(list) ? list : [];
}
