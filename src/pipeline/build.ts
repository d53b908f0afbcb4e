import type { BuildAnswer } from '../core/answers.ts';
import type { Document } from '../core/document.ts';
import { DossierError } from '../core/error.ts';
import type { Evidence } from '../core/evidence.ts';
import type { Findings } from '../core/findings.ts';
import type { RegimeProfile } from '../core/regime.ts';
import { sha256Hex } from '../core/sha256.ts';
import type { MadeTables } from '../data/make-tables.ts';
import { renderPdf } from '../render/render-pdf.ts';
import { canonicalJson } from '../seal/canonical-json.ts';
import { sealFiles } from '../seal/seal-files.ts';
import { assembleDocument } from '../sections/assemble-document.ts';
import type { Template } from '../sections/template.ts';
import { analyse } from './analyse.ts';
import { codeDiffFile } from './code-diff-file.ts';
import { gather } from './gather.ts';
import { type SessionOptions, withSession } from './session.ts';
import { stopwatch } from './stopwatch.ts';
import { tableFiles, tablePaths } from './table-files.ts';
import { dossierTables } from './tables.ts';
import { readTemplate } from './template-files.ts';
import { type Threads, withThreads } from './threads.ts';
import { tool } from './tool.ts';
import { type OutputFile, writeFolder } from './write-folder.ts';

export interface BuildOptions extends SessionOptions {
  predictionId: string;
  /** The folder to write; it comes into being whole or not at all. */
  directory: string;
  template: string;
  asOf?: string | undefined;
  profile?: string | RegimeProfile | undefined;
  /** PEM of an Ed25519 private key. The dossier is not signed without one. */
  privateKeyPem?: string | undefined;
  /** Milliseconds, from any origin; only its differences are reported, and none of them enters a record. */
  now: () => number;
  /** Is shown what was gathered, before anything is computed from it. */
  onGathered?: (evidence: Evidence) => void;
}

/**
 * The main job: from a prediction id to a sealed folder.
 * gather -> analyse -> assemble -> render -> seal, each step reading one record and writing the next.
 */
export function buildDossier(options: BuildOptions): Promise<BuildAnswer> {
  return withThreads(options.context.signal, (threads) => buildWith(options, threads));
}

async function buildWith(options: BuildOptions, threads: Threads): Promise<BuildAnswer> {
  const { context, directory, predictionId } = options;
  const watch = stopwatch(options.now, context);
  const template = await readTemplate(options.template);
  const records = await withSession(options, async (session) => {
    const evidence = await watch.step('gather', () => gather(session, predictionId, options.asOf));
    options.onGathered?.(evidence);
    const findings = await watch.step('analyse', () => analyse(session, evidence, { profile: options.profile }));
    return { evidence, findings };
  });
  const content = await watch.step('assemble', () => assemble(records, template, threads));
  const rendered = await watch.step('render', () => render(content, template, threads));
  const sealed = await watch.step('seal', () => seal(rendered.files, records, options.privateKeyPem));
  await watch.step('write', () => writeFolder(directory, sealed, context.signal));
  const issues = [...records.evidence.issues, ...records.findings.issues];
  return {
    predictionId,
    directory,
    pdf: 'dossier.pdf',
    pages: rendered.pages,
    files: sealed.map(({ path, bytes }) => ({ path, sha256: sha256Hex(bytes) })),
    issues: issues.map(({ code, severity, message }) => ({ code, severity, message })),
    elapsedMs: watch.elapsedMs(),
    steps: watch.steps(),
    signed: options.privateKeyPem !== undefined,
  };
}

interface Records {
  evidence: Evidence;
  findings: Findings;
}

interface Content {
  document: Document;
  /** The records, as they will lie beside the PDF. */
  records: OutputFile[];
  /** The tables, which another thread makes meanwhile. */
  tables: Promise<MadeTables>;
}

async function assemble({ evidence, findings }: Records, template: Template, threads: Threads): Promise<Content> {
  const order = { tables: dossierTables(evidence, findings), withWorkbook: false };
  const tables = threads.tables.ask(order);
  const findingsText = canonicalJson(findings);
  const records = [
    { path: 'evidence.json', bytes: canonicalJson(evidence) },
    { path: 'findings.json', bytes: findingsText },
    ...codeDiffFile(evidence.chain.codeDifferences),
  ];
  const outputs = [...records.map(({ path }) => path), ...tablePaths(Object.keys(order.tables), order)];
  const findingsSha256 = sha256Hex(findingsText);
  const document = assembleDocument({ evidence, findings, findingsSha256, template, outputs });
  return { document, records: [...records, { path: 'document.json', bytes: canonicalJson(document) }], tables };
}

const ATTACHED: Record<string, string> = {
  'evidence.json': 'What was held: the prediction, its chain and its files',
  'findings.json': 'What was computed',
};

async function render(
  { document, records, tables }: Content,
  template: Template,
  threads: Threads,
): Promise<{ files: OutputFile[]; pages: number }> {
  const attachments = records.flatMap(({ path: name, bytes }) => {
    const description = template.attachRecords ? ATTACHED[name] : undefined;
    return description === undefined
      ? []
      : [{ name, bytes: Buffer.from(bytes), description, type: 'application/json' }];
  });
  const pdf = await renderPdf(document, { attachments, theme: template.theme, draw: threads.charts.ask });
  const files = [{ path: 'dossier.pdf', bytes: pdf.bytes }, ...records, ...tableFiles(await tables)];
  return { files, pages: pdf.pages };
}

async function seal(
  files: OutputFile[],
  { evidence, findings }: Records,
  privateKeyPem?: string,
): Promise<OutputFile[]> {
  const { prediction, chain, asOf } = evidence;
  const content = files.map(({ path, bytes }) => ({ path, bytes: Buffer.from(bytes) }));
  const about = {
    dossierId: sha256Hex(canonicalJson(findings)).slice(0, 16),
    predictionId: prediction.id,
    createdAt: asOf,
    tool,
  };
  const predicate = {
    predictionId: prediction.id,
    asOf,
    tool,
    modelSha256: chain.model?.sha256 ?? null,
    trainingSha256: chain.training?.sha256 ?? null,
    codeCommit: chain.featureCode?.commit ?? null,
    seed: 'seed' in findings.attribution ? findings.attribution.seed : null,
  };
  try {
    return [...content, ...sealFiles(content, about, predicate, privateKeyPem)];
  } catch (error) {
    if (error instanceof DossierError) throw error;
    throw new DossierError('seal/failed', 'the dossier cannot be sealed', { cause: error });
  }
}
