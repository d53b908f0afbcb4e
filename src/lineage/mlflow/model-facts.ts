import { type Fact, UNDATED } from '../fact.ts';
import { artefactKey, type Mention } from './artefacts.ts';
import { digestsIn } from './pairs.ts';

/** What a mention of a model artefact states: who made it, its version, digests, columns, tags and names. */
export function modelFacts(mention: Mention, versions: ReadonlyMap<string, string>): Fact[] {
  const { run, registered, columns, tags } = mention;
  const about = aboutOf(mention, versions);
  return [
    ...(run === null
      ? []
      : [{ ...about, kind: 'run-dataset' as const, run, direction: 'output' as const, state: 'OTHER' as const }]),
    { ...about, kind: 'dataset-type', type: 'MODEL' },
    ...digestsIn(tags).map((sha256) => ({ ...about, kind: 'dataset-digest' as const, sha256 })),
    ...(columns.length === 0 ? [] : [{ ...about, kind: 'dataset-schema' as const, columns }]),
    ...[...tags].map(([key, value]) => ({ ...about, kind: 'dataset-tag' as const, key, value })),
    ...ownerFacts(about, tags),
    ...aliasFacts(about, mention),
    ...(registered === null
      ? []
      : [
          {
            ...about,
            kind: 'model-version' as const,
            model: registered.model,
            modelVersion: registered.version,
          },
          ...(mention.stage?.at == null ? [] : [stageFact(about, registered, mention.stage.stage, mention.stage.at)]),
        ]),
  ];
}

type About = Pick<
  Extract<Fact, { kind: 'dataset-alias' }>,
  'at' | 'grade' | 'citation' | 'dataset' | 'version' | 'run'
>;

/** An alias holds when the export is made, and nobody knows since when. */
export function aliasStages(mention: Mention, versions: ReadonlyMap<string, string>, exportedAt: string): Fact[] {
  const { registered, aliases } = mention;
  if (registered === null) return [];
  const about = { ...aboutOf(mention, versions), grade: 'inferred' as const };
  return aliases.map((alias) => stageFact(about, registered, alias, exportedAt));
}

function aboutOf(mention: Mention, versions: ReadonlyMap<string, string>): About {
  const { at, dataset, run, place: citation } = mention;
  const version = versions.get(artefactKey(dataset)) ?? null;
  return { at: at ?? UNDATED, grade: 'recorded', citation, dataset, version, run };
}

function stageFact(
  about: About,
  { model, version: modelVersion }: NonNullable<Mention['registered']>,
  stage: string,
  at: string,
): Fact {
  return { ...about, at, kind: 'model-stage', model, modelVersion, stage };
}

/** MLflow knows who registered a version, not who answers for it; teams note that in a tag. */
function ownerFacts(about: About, tags: Mention['tags']): Fact[] {
  const [owner, steward] = [tags.get('owner'), tags.get('steward')];
  return [
    ...(owner === undefined ? [] : [{ ...about, kind: 'dataset-owner' as const, owner }]),
    ...(steward === undefined ? [] : [{ ...about, kind: 'dataset-owner' as const, owner: steward, role: 'steward' }]),
  ];
}

/** The URIs by which code that loads the model names it. */
function aliasFacts(about: About, { id, registered, dataset }: Mention): Fact[] {
  const uris = [
    ...(registered === null ? [] : [`models:/${registered.model}/${registered.version}`]),
    ...(id?.startsWith('m-') ? [`models:/${id}`] : []),
  ];
  return uris
    .filter((name) => name !== dataset.name)
    .map((name) => ({ ...about, kind: 'dataset-alias', alias: { namespace: 'mlflow', name } }));
}
