import { basename } from 'node:path';
import { stringify } from 'yaml';
import type { DecisionLogColumns } from '../core/case.ts';
import { SETTLE } from '../core/case-schema.ts';
import type { Inventory } from '../data/inventory.ts';
import { type GuessedLog, guessLog, guessProtected } from './guess-roles.ts';

export interface Draft {
  /** The text of case.yaml. */
  text: string;
  found: string[];
  open: string[];
}

const COLUMNS: (keyof DecisionLogColumns)[] = [
  ...(['predictionId', 'decidedAt', 'modelVersion', 'runId', 'score', 'decision', 'outcome'] as const),
];
const OPTIONAL = new Set<keyof DecisionLogColumns>(['runId', 'outcome']);

/** Writes case.yaml as far as a folder tells; what it does not tell is marked and listed. */
export function draftCase(inventory: Inventory, directory: string): Draft {
  const log = guessLog(inventory.tables);
  const parts = [
    head(directory),
    lineagePart(inventory),
    storesPart(),
    codePart(inventory),
    logPart(log),
    modelsPart(inventory, log),
    protectedPart(inventory, log),
    EXPLANATION,
    FEATURES,
  ];
  const text = parts.join('\n');
  const open = text
    .split('\n')
    .flatMap((line, index) =>
      line.includes(SETTLE) && !line.startsWith('# Settle') ? [`line ${index + 1}: ${line.trim()}`] : [],
    );
  return { text, found: foundIn(inventory), open };
}

function foundIn({ lineage, models, bundles, tables, unreadable }: Inventory): string[] {
  return [
    ...lineage.map((path) => `lineage: ${path}`),
    ...models.map((path) => `model: ${path}`),
    ...bundles.map((path) => `code: ${path}`),
    ...tables.map(({ path, columns }) => `table: ${path} (${columns.length} columns)`),
    ...unreadable.map(({ path, message }) => `unreadable: ${path}: ${message}`),
  ];
}

function head(directory: string): string {
  const id =
    basename(directory)
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'case';
  return `# yaml-language-server: $schema=case.schema.json
# One file for the decision system, written once. Paths are relative to this folder.
# Settle every line marked ${SETTLE}; your editor completes the rest from case.schema.json.
schema: dossier.case/1

system:
  id: ${id}
  title: ${SETTLE} the name of the decision system
  purpose: ${SETTLE} what it decides, for whom, and why
  owner:
    name: ${SETTLE} who answers for it
`;
}

function lineagePart({ lineage }: Inventory): string {
  return `# What the pipeline recorded about itself: OpenLineage events.
lineage:
  exports: ${list(lineage)}
`;
}

function storesPart(): string {
  return `# Where the data sets and models that the lineage names lie in this folder.
stores:
  - { namespace: "${SETTLE} a namespace as the lineage spells it", root: . }
`;
}

function codePart({ bundles }: Inventory): string {
  if (bundles.length === 0)
    return `# No git bundle was found. Make one with: git bundle create features.bundle --all\ncode: []\n`;
  const items = bundles.map(
    (path) => `  - { repository: "${SETTLE} its address as the lineage spells it", bundle: ${scalar(path)} }`,
  );
  return `# The repositories that the lineage names, as git bundles.\ncode:\n${items.join('\n')}\n`;
}

function logPart(log: GuessedLog | null): string {
  const lines = COLUMNS.flatMap((role) => {
    const column = log?.columns[role];
    if (column !== undefined) return [`    ${role}: ${scalar(column)}`];
    return OPTIONAL.has(role) ? [`    # ${role}: the column, if there is one`] : [`    ${role}: ${SETTLE}`];
  });
  return `# Every decision, one row each: which column plays which role.
decisionLog:
  files: ${list(log?.files ?? [])}
  columns:
${lines.join('\n')}

# The two decisions, as the log spells them.
decision: { favourable: ${SETTLE} approved, adverse: ${SETTLE}-denied }
`;
}

function modelsPart({ models }: Inventory, log: GuessedLog | null): string {
  const entries = (models.length === 0 ? [SETTLE] : models).map(
    (path) => `  - version: ${SETTLE}-${scalar(path)}
    dataset: ${scalar(path)} # ${SETTLE} its name in the lineage
    cutoff: 0.5 # ${SETTLE}
    adverseWhen: at-or-above
    positiveClass: 1
    inputs: ${list(log?.inputs ?? [])} # ${SETTLE} those it reads, in the order of its input`,
  );
  return `# One entry for each model version in the decision log.\nmodels:\n${entries.join('\n')}\n`;
}

function protectedPart({ tables }: Inventory, log: GuessedLog | null): string {
  const table = log === null ? null : guessProtected(tables, log);
  const key = log?.columns.predictionId;
  if (table === null || key === undefined) {
    return `# Protected attributes, in a file of their own, joined by the prediction id. Without them no groups are compared.
# protected:
#   file: protected.parquet
#   key: prediction_id
#   attributes:
#     - { name: sex, column: sex, label: Sex, reference: male }
`;
  }
  const attributes = table.columns
    .filter(({ name }) => name !== key)
    .map(
      ({ name }) =>
        `    - { name: ${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}, column: ${scalar(name)}, label: ${scalar(name)}, reference: ${SETTLE} }`,
    );
  return `# Kept apart and joined by the prediction id.
protected:
  file: ${scalar(table.path)}
  key: ${scalar(key)}
  attributes:
${attributes.join('\n')}
`;
}

const EXPLANATION = `# With whom a person is compared: applicants, or approved-near-cutoff.
explanation:
  background: { population: applicants, rows: 200 }
`;

const FEATURES = `# What the explanation speaks of. One-hot columns of one source column form one feature.
# An input that is not listed speaks for itself, under its column's name.
features: []
#  - name: payment-to-income
#    label: Debt payments to income
#    columns: [pirat]
#    reason: { code: R01, text: Excessive obligations in relation to income }
#    actionable: { direction: decrease, min: 0 } # what the person could change; leave out what nobody can
`;

function list(items: readonly string[]): string {
  return items.length === 0 ? `[] # ${SETTLE}` : stringify(items, { collectionStyle: 'flow', lineWidth: 0 }).trim();
}

function scalar(value: string): string {
  return stringify(value, { lineWidth: 0 }).trim();
}
