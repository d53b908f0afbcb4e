import { describe, expect, it } from 'vitest';
import { dataplex } from '../../../src/lineage/formats/dataplex.ts';
import { dbt } from '../../../src/lineage/formats/dbt.ts';
import { feast } from '../../../src/lineage/formats/feast.ts';
import { mlflow } from '../../../src/lineage/formats/mlflow.ts';
import { provJson } from '../../../src/lineage/formats/prov-json.ts';
import { claims, ofKind, sampleDocuments } from './fixture-reading.ts';

/** Counts as the notes beside the exports give them. The exports are not part of the project, and may be absent. */
const EXPECTED = [
  {
    format: dataplex,
    folder: 'gcp-dataplex/airflow',
    counts: { processes: 3, runs: 3, runsCompleted: 3, events: 8, links: 12, entities: 12 },
  },
  {
    format: feast,
    folder: 'feast',
    counts: {
      sources: 3,
      entities: 3,
      featureViews: 3,
      features: 17,
      onDemandViews: 1,
      onDemandViewsWithCode: 1,
      featureServices: 5,
    },
  },
  {
    format: dbt,
    folder: 'dbt/build',
    counts: {
      models: 1,
      snapshots: 1,
      tests: 3,
      sources: 1,
      parentEdges: 4,
      checksums: 2,
      'schema.v3.json': 2,
      results: 5,
      'results.pass': 3,
      'results.success': 2,
    },
  },
];

const PROV_TOTALS = {
  documents: 77,
  actedOnBehalfOf: 8,
  activity: 7,
  alternateOf: 1,
  bundle: 4,
  entity: 10,
  mentionOf: 2,
  specializationOf: 1,
  used: 11,
  wasAssociatedWith: 9,
  wasAttributedTo: 8,
  wasDerivedFrom: 13,
  wasGeneratedBy: 9,
  wasInfluencedBy: 7,
  wasInformedBy: 7,
  wasStartedBy: 1,
};

describe('exports of other systems', () => {
  it('are looked for beside the project, and may be absent', () => {
    expect(sampleDocuments('no-such-system')).toBeNull();
  });

  for (const { format, folder, counts } of EXPECTED) {
    const documents = sampleDocuments(folder);
    if (documents === null) continue;
    it(`${folder} gives the counts that it holds`, () => {
      for (const { text } of documents) expect(claims(text)[0]).toBe(format.meta.id);
      expect(format.read(documents).report).toMatchObject(counts);
    });
  }

  const registry = sampleDocuments('feast');
  if (registry !== null) {
    it('feast gives the versions of its views', () => {
      const tags = ofKind(feast.read(registry).facts, 'dataset-tag');
      const versions = tags.filter(({ key }) => key === 'feast.definition_version');
      expect(Object.fromEntries(versions.map(({ dataset, value }) => [dataset.name, value]))).toEqual({
        credit_history: '1',
        zipcode_features: '2',
        zipcode_money_features: '3',
      });
    });
  }

  const provenance = sampleDocuments('prov-json');
  if (provenance !== null) {
    it('prov-json gives the totals of its documents, of which some may lack', () => {
      for (const { text } of provenance) expect(claims(text)[0]).toBe('prov-json');
      const { report } = provJson.read(provenance);
      for (const [kind, total] of Object.entries(PROV_TOTALS)) expect(report[kind]).toBeLessThanOrEqual(total);
      const isWhole = provenance.length === PROV_TOTALS.documents;
      expect(report).toMatchObject(
        isWhole ? PROV_TOTALS : { bundle: 4, alternateOf: 1, wasAssociatedWith: 9, wasAttributedTo: 8 },
      );
    });
  }

  const tracked = sampleDocuments('mlflow');
  if (tracked !== null) {
    it('mlflow leads the registered version to its run, the commit and the table at its version', () => {
      for (const { text } of tracked) expect(claims(text)[0]).toBe('mlflow');
      const { facts } = mlflow.read(tracked);
      const version = ofKind(facts, 'model-version').find(({ modelVersion }) => modelVersion === '15');
      const ofRun = <F extends { run: string | null }>(found: readonly F[]): F[] =>
        found.filter(({ run }) => run !== null && run === version?.run);
      expect(ofRun(ofKind(facts, 'job-code'))).toMatchObject([
        { commit: '4afec69ef703ad51d52c41b52696910017475764', branch: 'master' },
      ]);
      const used = ofRun(ofKind(facts, 'run-dataset'));
      expect(new Set(used.map(({ direction, dataset, version: at }) => `${direction} ${dataset.name} ${at}`))).toEqual(
        new Set([
          'input andre_catalog.ml_data.winequality_white_2 1',
          `output ${version?.dataset.name} ${version?.version}`,
        ]),
      );
    });
  }
});
