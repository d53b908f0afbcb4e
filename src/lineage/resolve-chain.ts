import type { Case } from '../core/case.ts';
import { compareText } from '../core/compare-text.ts';
import { findModel } from '../core/declared-model.ts';
import { DossierError } from '../core/error.ts';
import type { Chain, DatasetRecord, PredictionRecord, UpstreamDataset } from '../core/evidence.ts';
import { readInstant } from '../core/instant.ts';
import type { Issue } from '../core/issue.ts';
import { reportStewards } from './answerable.ts';
import type { ArtefactProbe } from './artefact-probe.ts';
import { breakLog } from './break-log.ts';
import { type ChainContext, datasetNodeId, runWords, shownName } from './chain-context.ts';
import { chainGraph, type Link } from './chain-graph.ts';
import { codeDifferences } from './code-differences.ts';
import { codeRecords, type Stage } from './code-records.ts';
import { columnOrigins } from './column-origins.ts';
import { completeness, nameKey } from './completeness.ts';
import { datasetRecord } from './dataset-record.ts';
import { type DecidingModel, decidingModel } from './deciding-model.ts';
import { type DefinedSource, definedSources } from './defined-sources.ts';
import { type DrawnGraph, plainGraph } from './drawn-graph.ts';
import type { Fact } from './fact.ts';
import { foldGraph } from './graph.ts';
import { legibleGraph } from './legible-graph.ts';
import { dataInputs } from './model-inputs.ts';
import { type Production, producerOf, readerOf } from './producer-of.ts';
import { besideChain, recordedGraph } from './recorded-graph.ts';
import type { RunNode, Use } from './run-node.ts';
import { checkRun, runRecord } from './run-record.ts';
import { type ScoringRun, scoringRun } from './scoring-run.ts';
import { trainingData } from './training-data.ts';
import { type UpstreamStep, upstreamSteps } from './upstream.ts';

interface Question {
  facts: readonly Fact[];
  case: Case;
  prediction: PredictionRecord;
  /** ISO 8601; nothing stated later is used. */
  asOf: string;
  probe: ArtefactProbe;
}

interface Resolved {
  chain: Chain;
  issues: Issue[];
  /** The chain in full and, beside it, everything else on record. */
  drawn: () => DrawnGraph;
}

/**
 * Follows a prediction back to its model, training data, sources and code. Every link that cannot be found, and
 * every record that does not fit another, is an Issue; where records contradict each other, neither is chosen.
 *
 * @throws DossierError usage/time-invalid when `asOf` or the time of the decision is no ISO 8601 time
 */
export async function resolveChain(question: Question): Promise<Resolved> {
  const { facts, case: declaration, prediction, probe } = question;
  const breaks = breakLog();
  const graph = foldGraph(facts, momentOf(question.asOf));
  const decidedAt = momentOf(prediction.decidedAt);
  const context: ChainContext = { graph, case: declaration, prediction, decidedAt, probe, breaks };
  const found = follow(context);
  const { drawn, ...chain } = await describe(context, found);
  return {
    chain: { ...chain, graph: legibleGraph(plainGraph(drawn)) },
    issues: [...breaks.issues],
    drawn: () => besideChain(drawn, recordedGraph(graph)),
  };
}

/** What the scoring run read beside the model, and the run that made it. */
interface Prepared {
  use: Use;
  run: RunNode;
}

/** The links that were found, nearest to the prediction first. */
interface Found {
  scoring: ScoringRun | null;
  model: DecidingModel | null;
  training: Use | null;
  features: Production | null;
  /** Runs that made what the scoring run read beside the model. */
  prepared: Prepared[];
  upstream: UpstreamStep[];
  /** Behind training data that no run on record made. */
  defined: DefinedSource[];
}

function follow(context: ChainContext): Found {
  const scoring = scoringRun(context);
  const model = decidingModel(context, scoring);
  const trainer = model?.made.run ?? null;
  if (model !== null && trainer === null) reportUntrained(context, model.use);
  const training = trainer === null ? null : trainingData(context, trainer);
  const features = training === null || trainer === null ? null : producerOf(context, training, readerOf(trainer));
  if (training !== null && features?.run === null) reportUnmade(context, training);
  const prepared = scoring === null ? [] : makersOf(context, scoring.run);
  const upstream = features?.run == null ? [] : upstreamSteps(context, features.run);
  const defined = training === null || features?.run != null ? [] : definedSources(context, training);
  return { scoring, model, training, features, prepared, upstream, defined };
}

function makersOf(context: ChainContext, scorer: RunNode): Prepared[] {
  return dataInputs(context, scorer).flatMap((use) => {
    const { run } = producerOf(context, use, readerOf(scorer));
    return run === null ? [] : [{ use, run }];
  });
}

async function describe(context: ChainContext, found: Found): Promise<Omit<Chain, 'graph'> & { drawn: DrawnGraph }> {
  const { scoring, model, training, features, upstream, defined } = found;
  const [scorer, trainer] = [scoring?.run ?? null, model?.made.run ?? null];
  const runs = {
    scoring: scoring === null ? null : runRecord(context, scoring.run, scoring.grade),
    training: trainer === null || model === null ? null : runRecord(context, trainer, model.made.grade),
  };
  if (features?.run != null) checkRun(context, features.run);
  const modelLink = model === null ? null : await link(context, model.use, model.made, scorer);
  const trainingLink = training === null ? null : await link(context, training, features, trainer);
  const behind: { step: Pick<UpstreamStep, 'depth' | 'run'>; link: Awaited<ReturnType<typeof link>> }[] = [];
  for (const step of upstream) behind.push({ step, link: await link(context, step.use, step, step.reader) });
  for (const { use, depth, feeds } of defined) {
    behind.push({ step: { depth, run: null }, link: { ...(await link(context, use, null, null)), feeds } });
  }
  const data = [trainingLink, ...behind.map((each) => each.link)].filter((each) => each !== null);
  const code = await codeRecords(context, stagesOf(found));
  reportStewards(
    context,
    [modelLink, ...data].flatMap((each) => each?.record ?? []),
  );
  const made = data.map(({ use, madeBy }) => ({ ...use, run: madeBy }));
  const links = {
    model: modelLink === null || model === null ? null : modelArtefact(context, modelLink.record, model),
    runs,
    training: trainingLink?.record ?? null,
    featureCode: code.find(({ record }) => record.stage === 'features')?.record ?? null,
    code: code.map(({ record }) => record),
    codeDifferences: await codeDifferences(context, code),
    upstream: behind.map(upstreamDataset).sort(nearestFirst),
    columns: columnOrigins(context, modelColumns(context), made),
  };
  return {
    ...links,
    completeness: completeness(links, unreadNames([modelLink, ...data])),
    drawn: chainGraph(context, {
      scoring: scorer,
      model: modelLink,
      training: trainingLink,
      scored: scorer === null ? [] : dataInputs(context, scorer),
      upstream: behind.map((each) => each.link),
      prepared: found.prepared,
      code,
    }),
  };
}

async function link(
  context: ChainContext,
  use: Use,
  made: Production | null,
  readBy: RunNode | null,
): Promise<Link & { isHeld: boolean }> {
  const version = made?.version ?? use.version;
  const madeBy = made?.run ?? null;
  const record = await datasetRecord(context, use, version, madeBy);
  return {
    use: { dataset: use.dataset, version },
    isHeld: use.version !== null && !use.isDeclared,
    record,
    madeBy,
    readBy,
  };
}

/** Data sets that no record says were read in the version that was followed. */
function unreadNames(links: readonly (Awaited<ReturnType<typeof link>> | null)[]): Set<string> {
  return new Set(links.flatMap((each) => (each === null || each.isHeld ? [] : [nameKey(each.record)])));
}

function upstreamDataset({ step, link }: { step: Pick<UpstreamStep, 'depth' | 'run'>; link: Link }): UpstreamDataset {
  return { ...link.record, depth: step.depth, producedBy: step.run?.id ?? null };
}

/** The inputs of the deciding model, as the case declares them. */
function modelColumns({ case: declaration, prediction }: ChainContext): string[] {
  return findModel(declaration, prediction.modelVersion)?.inputs ?? [];
}

/** A model is verified when a record names it and its bytes agree; a version that was only inferred stays inferred. */
function modelArtefact(
  { prediction }: ChainContext,
  record: DatasetRecord,
  model: DecidingModel,
): NonNullable<Chain['model']> {
  const named = model.use.version === null ? model.made.grade : model.grade;
  const grade = named === 'recorded' && record.verified ? 'verified' : named;
  return { ...record, modelVersion: prediction.modelVersion, grade };
}

/** One stage for each run of the chain; a run that played two parts is named for the nearer one. */
function stagesOf({ scoring, model, features, prepared, upstream }: Found): Stage[] {
  const stages: [Stage['stage'], RunNode | null | undefined][] = [
    ['scoring', scoring?.run],
    ...prepared.map(({ run }): [Stage['stage'], RunNode] => ['scoring-features', run]),
    ['training', model?.made.run],
    ['features', features?.run],
    ...upstream.map(({ run }): [Stage['stage'], RunNode | null] => ['upstream', run]),
  ];
  const seen = new Set<RunNode>();
  return stages.flatMap(([stage, run]) => {
    if (run == null || seen.has(run)) return [];
    seen.add(run);
    return [{ stage, run }];
  });
}

function nearestFirst(a: UpstreamDataset, b: UpstreamDataset): number {
  const keyOf = ({ namespace, name, version }: UpstreamDataset): string => JSON.stringify([name, namespace, version]);
  return a.depth - b.depth || compareText(keyOf(a), keyOf(b));
}

function reportUntrained({ graph, breaks }: ChainContext, use: Use): void {
  const writers = (graph.writers.get(use.dataset) ?? []).map((run) => `${runWords(run)} (${run.state})`);
  const others = writers.length === 0 ? '' : `; other runs wrote it: ${writers.join('; ')}`;
  breaks.report(
    'lineage/training-run-missing',
    `no COMPLETE run on record wrote ${shownName(graph, use.dataset)} as it was read${others}`,
    { about: [datasetNodeId(graph, use)], place: use.citations.at(-1) },
  );
}

function reportUnmade({ graph, breaks }: ChainContext, use: Use): void {
  breaks.report(
    'lineage/producer-missing',
    `no COMPLETE run on record wrote the training data ${shownName(graph, use.dataset)} as it was read`,
    { about: [datasetNodeId(graph, use)], place: use.citations.at(-1) },
  );
}

function momentOf(text: string): string {
  const instant = readInstant(text);
  if (instant !== null) return instant.at;
  throw new DossierError('usage/time-invalid', `"${text}" is not a time`, {
    hint: 'Write it like 2025-03-31T17:00:00Z.',
  });
}
