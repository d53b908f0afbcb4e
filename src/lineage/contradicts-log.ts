import type { Citation } from '../core/citation.ts';
import { type ChainContext, PREDICTION_NODE, runNodeId, runWords, shownName } from './chain-context.ts';
import { stated } from './describe-dataset.ts';
import type { DatasetTagFact } from './fact.ts';
import { declarationOf, isDeclared } from './model-inputs.ts';
import { type Production, type Reader, readerWords } from './producer-of.ts';
import { registeredInForce } from './registered-model.ts';
import type { RunNode, Use } from './run-node.ts';

/** A model, the run that made it and the reader for which it decided. */
interface Read {
  use: Use;
  made: Production;
  reader: Reader;
}

const VERSION_TAGS = new Set(['model_version', 'modelVersion', 'model-version']);

/** Whether a run read another artefact than the one that the case declares for the model version in the log. */
export function readsAnotherModel(context: ChainContext, run: RunNode, use: Use): boolean {
  const { graph } = context;
  const declaration = declarationOf(context);
  if (declaration === undefined || isDeclared(graph, use.dataset, declaration)) return false;
  const declared = `which the case declares as ${declaration.dataset}`;
  report(context, `${declared}, but ${runWords(run)} read ${shownName(graph, use.dataset)}`, run, use.citations.at(-1));
  return true;
}

/**
 * Whether the tags of the artefact say that another version decided than the log does: because what was read bears the
 * name of another version, or because another version bears the name that the log gives. A tag may number versions in
 * another way than the log; only names that the log or the case uses can contradict.
 */
export function contradictsLog(context: ChainContext, read: Read): boolean {
  const { graph, prediction } = context;
  const { use, made, reader } = read;
  const [name, readBy] = [shownName(graph, use.dataset), readerWords(reader)];
  const names = tagsOf(context, read);
  const others = new Set(context.case.models.map(({ version }) => version));
  others.delete(prediction.modelVersion);
  const other = names.find(({ value }) => others.has(value));
  if (other !== undefined) {
    report(context, `but ${name}, as ${readBy} read it, is tagged ${other.value}`, reader.run, other.citation);
    return true;
  }
  if (contradictsRegistry(context, read)) return true;
  if (names.some(({ value }) => value === prediction.modelVersion)) return false;
  const namesake = versionTags(context, use.dataset).find(
    ({ value, version, at }) => value === prediction.modelVersion && version !== null && at <= reader.startedAt,
  );
  if (namesake === undefined) return false;
  const words = `the tag of ${name} at version ${namesake.version}, but ${readBy} read it at version`;
  report(context, `${words} ${made.version ?? 'unknown'}`, reader.run, namesake.citation);
  return true;
}

/** Whether a registry had another artefact in force when the model was read; what only an alias says proves nothing. */
function contradictsRegistry(context: ChainContext, { use, made, reader }: Read): boolean {
  const { graph } = context;
  const declaration = declarationOf(context);
  if (declaration === undefined) return false;
  const inForce = registeredInForce(graph, declaration, reader.startedAt).filter(({ grade }) => grade === 'recorded');
  const keyOf = (version: string | null): string | null => graph.identity.versionKey(use.dataset, version);
  const isRead = ({ dataset, version }: (typeof inForce)[number]): boolean =>
    graph.identity.keyOf(dataset) === use.dataset &&
    (version === null || made.version === null || keyOf(version) === keyOf(made.version));
  const [other] = inForce;
  if (other === undefined || inForce.some(isRead)) return false;
  const name = `${other.model} at version ${other.modelVersion}`;
  const words = `by which the registry had ${name} in force, but ${readerWords(reader)} read`;
  report(context, `${words} ${shownName(graph, use.dataset)}`, reader.run, other.citation);
  return true;
}

/** Tags of what was read. Where it bears none of its own, the last tag of the data set apart from any run. */
function tagsOf(context: ChainContext, { use, made, reader }: Read): DatasetTagFact[] {
  const { identity } = context.graph;
  const tags = versionTags(context, use.dataset);
  const version = identity.versionKey(use.dataset, made.version);
  const runs = [made.run?.id, reader.run?.id];
  // Without a version, only what the two runs themselves state is known to mean what was read.
  const own = tags.filter(
    (tag) =>
      identity.versionKey(use.dataset, tag.version) === version &&
      (version !== null || (tag.run !== null && runs.includes(tag.run))),
  );
  if (own.length > 0) return own;
  return tags.filter((tag) => tag.version === null && tag.run === null && tag.at <= reader.startedAt).slice(-1);
}

function versionTags({ graph }: ChainContext, dataset: string): DatasetTagFact[] {
  return stated(graph, dataset, 'dataset-tag').filter(({ key }) => VERSION_TAGS.has(key));
}

function report({ breaks, prediction }: ChainContext, words: string, run: RunNode | null, place?: Citation): void {
  breaks.report(
    'lineage/model-version-conflict',
    `the decision log names model version ${prediction.modelVersion} for prediction ${prediction.id}, ${words}`,
    { about: [PREDICTION_NODE, ...(run === null ? [] : [runNodeId(run)])], place },
  );
}
