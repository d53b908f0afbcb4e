import { type Fact, UNDATED } from '../fact.ts';
import { artefactKey, type Mention } from './artefacts.ts';
import { digestsIn } from './pairs.ts';

/** What a mention of a model artefact states: who made it, its version, digests, columns, tags and names. */
export function modelFacts(mention: Mention, versions: ReadonlyMap<string, string>): Fact[] {
  const { dataset, run, registered, columns, tags } = mention;
  const about = {
    at: mention.at ?? UNDATED,
    grade: 'recorded' as const,
    citation: mention.place,
    dataset,
    version: versions.get(artefactKey(dataset)) ?? null,
    run,
  };
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
        ]),
  ];
}

type About = Pick<
  Extract<Fact, { kind: 'dataset-alias' }>,
  'at' | 'grade' | 'citation' | 'dataset' | 'version' | 'run'
>;

/** MLflow knows who registered a version, not who answers for it; teams note that in a tag. */
function ownerFacts(about: About, tags: Mention['tags']): Fact[] {
  const owner = tags.get('owner');
  return owner === undefined ? [] : [{ ...about, kind: 'dataset-owner', owner }];
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
