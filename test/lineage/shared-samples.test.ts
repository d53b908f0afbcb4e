import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { identify } from '../../src/lineage/identity.ts';
import { readLineage } from '../../src/lineage/read-lineage.ts';
import { ofKind } from './format-fixtures.ts';

// Exports of other people's systems lie beside the project where it is developed, and are no part of it. The counts are
// those of the notes that lie with them. Elsewhere the table is empty.
const samples = fileURLToPath(new URL('../../../shared/samples/lineage/', import.meta.url));

const filesIn = (path: string): string[] =>
  statSync(path).isDirectory()
    ? readdirSync(path)
        .sort()
        .flatMap((name) => filesIn(`${path}/${name}`))
    : [path];
const read = (path: string) =>
  readLineage(filesIn(`${samples}${path}`).map((file) => ({ path: file, bytes: readFileSync(file) })));

const CLL = {
  events: 9,
  jobs: 4,
  runs: 4,
  datasets: 3,
  datasetEdges: 2,
  columnEdges: 10,
  symlinks: 3,
  parentLinks: 3,
  danglingParents: 0,
  runsWithoutStart: 1,
  runsWithoutEnd: 0,
};

/** By path: the format that it is of, and some of its counts. */
const COUNTS: Readonly<Record<string, [format: string, counts: Record<string, number>]>> = {
  'openlineage/CLL.array.json': ['openlineage', CLL],
  'openlineage/one-file-per-event/CLL': ['openlineage', CLL],
  'openlineage/one-file-per-event/simple_run_event': [
    'openlineage',
    { events: 1, jobs: 1, runs: 1, datasets: 2, datasetEdges: 1, columnEdges: 0, symlinks: 0, runsWithoutStart: 1 },
  ],
  'openlineage/one-file-per-event/spark_dataproc_simple_producer_test_complete': [
    'openlineage',
    {
      events: 16,
      jobs: 6,
      runs: 7,
      datasets: 2,
      datasetEdges: 1,
      columnEdges: 2,
      symlinks: 4,
      parentLinks: 6,
      danglingParents: 0,
      runsWithoutStart: 2,
      runsWithoutEnd: 0,
    },
  ],
  'marquez/metadata.json': [
    'openlineage',
    { events: 26, jobs: 13, runs: 13, datasets: 13, datasetEdges: 13, columnEdges: 39, danglingSources: 1 },
  ],
  'marquez/events': ['openlineage', { events: 15 }],
  'marquez/lineage.node.json': ['marquez', { nodes: 1, jobs: 2, datasets: 1 }],
  'marquez/column_lineage.node.json': ['marquez', { nodes: 1, columnEdges: 1 }],
  'marquez/openapi_examples': [
    'marquez',
    { datasetRecords: 1, datasetVersions: 1, jobRecords: 2, runRecords: 2, runs: 1, datasets: 2, datasetEdges: 1 },
  ],
  'atlas/export/ctas': [
    'atlas',
    {
      entities: 13,
      'entities/hive_column': 4,
      'entities/hive_column_lineage': 2,
      'entities/hive_db': 2,
      'entities/hive_process': 1,
      'entities/hive_storagedesc': 2,
      'entities/hive_table': 2,
      datasetEdges: 1,
      columnEdges: 2,
      dangling: 0,
    },
  ],
  'atlas/entities': ['atlas', { entities: 4, datasetEdges: 1, columnEdges: 1, runs: 1, dangling: 0 }],
  'atlas/v2_lineage_purview.json': ['atlas', { entities: 7, relations: 3, datasetEdges: 2, dangling: 0 }],
  'datahub/airflow_v2_simple_dag.json': [
    'datahub',
    {
      records: 76,
      proposals: 76,
      'entities/dataFlow': 1,
      'entities/dataJob': 2,
      'entities/dataProcessInstance': 2,
      'entities/dataset': 3,
      datasetEdges: 0,
      columnEdges: 0,
      columnEdgesOnJobs: 0,
      runInputs: 2,
      runOutputs: 1,
      runEvents: 4,
      dangling: 1,
      'dangling/dataJob': 1,
    },
  ],
  'datahub/feast_repository_mces_golden.json': [
    'datahub',
    {
      records: 13,
      snapshots: 9,
      proposals: 4,
      'entities/mlFeature': 6,
      'entities/mlFeatureTable': 2,
      'entities/mlPrimaryKey': 1,
      datasetEdges: 0,
      runEvents: 0,
      dangling: 2,
      'dangling/dataset': 2,
    },
  ],
  'datahub/mlflow_mcps_golden.json': [
    'datahub',
    {
      records: 33,
      proposals: 33,
      'entities/dataProcessInstance': 1,
      'entities/mlModel': 1,
      'entities/mlModelGroup': 1,
      runInputs: 0,
      runOutputs: 1,
      runEvents: 0,
      dangling: 0,
    },
  ],
  'datahub/sdk_mlmodel_complex_golden.json': [
    'datahub',
    { records: 4, proposals: 4, 'entities/mlModel': 1, datasetEdges: 0, dangling: 3, 'dangling/dataJob': 3 },
  ],
  'aws-sagemaker': [
    'aws',
    {
      responses: 29,
      associations: 12,
      'associations/AssociatedWith': 4,
      'associations/ContributedTo': 8,
      actions: 2,
      artifacts: 4,
      contexts: 3,
      danglingEnds: 2,
    },
  ],
  'gcp-dataplex/airflow': [
    'dataplex',
    { processes: 3, runs: 3, runsCompleted: 3, events: 8, links: 12, datasetEdges: 12, entities: 12 },
  ],
  'mlflow/databricks': ['mlflow', { runs: 5, modelVersions: 3, datasetInputs: 1, datasetEdges: 1 }],
  feast: [
    'feast',
    {
      sources: 3,
      entities: 3,
      featureViews: 3,
      features: 17,
      onDemandViews: 1,
      onDemandViewsWithCode: 1,
      featureServices: 5,
    },
  ],
  // Of the 77 documents of which the notes give totals, some may lack; those of these kinds are all there.
  'prov-json': ['prov-json', { bundle: 4, alternateOf: 1, wasAssociatedWith: 9, wasAttributedTo: 8 }],
  'dbt/build': [
    'dbt',
    {
      models: 1,
      snapshots: 1,
      tests: 3,
      sources: 1,
      parentEdges: 4,
      checksums: 2,
      'schemas/v3.json': 2,
      results: 5,
      'results/pass': 3,
      'results/success': 2,
    },
  ],
};

/** Totals over 77 documents. */
const PROV_TOTALS: Readonly<Record<string, number>> = {
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

const present = Object.entries(COUNTS).filter(([path]) => existsSync(`${samples}${path}`));

describe('exports of other systems', () => {
  it('are all there or none of them', () => {
    expect([0, Object.keys(COUNTS).length]).toContain(present.length);
  });

  for (const [path, [format, counts]] of present) {
    it(`${path} gives the counts that its notes give`, () => {
      const { reports } = read(path);
      expect(reports.map((report) => report.format)).toEqual([format]);
      expect(reports[0]?.counts).toMatchObject(counts);
    });
  }

  for (const [path] of present.filter(([name]) => name === 'openlineage/CLL.array.json')) {
    it('CLL derives three columns directly and the others indirectly', () => {
      const direct = ofKind(read(path).facts, 'column-derivation').filter((each) => each.transformation !== 'INDIRECT');
      const seen = direct.map(({ column, source, sourceColumn, transformation }) =>
        [column, source.name.split('/').at(-1), sourceColumn, transformation].join(' '),
      );
      expect([...new Set(seen)].sort()).toEqual([
        'agg cll_source2 c AGGREGATION',
        'ident cll_source1 a IDENTITY',
        'trans cll_source1 b TRANSFORMATION',
      ]);
    });
  }

  for (const [path] of present.filter(([name]) => name === 'marquez/metadata.json')) {
    it('Marquez seeds hold one column of a data set that no event reads or writes', () => {
      const { issues, facts } = read(path);
      expect(issues.map(({ code, message }) => [code, message])).toEqual([
        ['lineage/reference-dangling', expect.stringContaining('public.menu_item_id')],
      ]);
      expect(new Set(ofKind(facts, 'column-derivation').map(({ transformation }) => transformation))).toEqual(
        new Set(['UNKNOWN']),
      );
    });
  }

  for (const [path] of present.filter(([name]) => name === 'marquez/events')) {
    it('Marquez events hold code without commit, a time without zone, a job event and a data set event', () => {
      const { facts, issues } = read(path);
      expect(issues.map(({ code, place }) => [code, place?.file.split('/').at(-1)])).toContainEqual([
        'lineage/time-without-zone',
        'event_required_no_timezone.json',
      ]);
      const codes = ofKind(facts, 'job-code');
      expect(new Set(codes.map(({ citation }) => citation.file.split('/').at(-1)))).toEqual(
        new Set(['full', 'large', 'additional_facet', 'namespace_naming'].map((name) => `event_${name}.json`)),
      );
      expect(codes.map(({ commit }) => commit)).toEqual(codes.map(() => null));
      const ofFile = (name: string) => facts.filter(({ citation }) => citation.file.endsWith(name));
      expect(ofKind(ofFile('event_job_event.json'), 'run-state')).toEqual([]);
      expect(ofKind(ofFile('event_job_event.json'), 'job-dataset')).not.toEqual([]);
      expect(ofFile('event_dataset_event.json').map(({ kind }) => kind)).toContain('dataset-schema');
    });
  }

  for (const [path] of present.filter(([name]) => name === 'aws-sagemaker')) {
    it('SageMaker joins training job and model through the URI of the model data alone', () => {
      const { facts } = read(path);
      const { keyOf } = identify(facts);
      const arn = 'arn:aws:sagemaker:us-west-2:123412341234';
      const trained = ofKind(facts, 'run-dataset').find(
        ({ run, direction }) => run === `${arn}:training-job/a-training-job` && direction === 'output',
      );
      expect(trained?.dataset).toEqual({ namespace: 's3://the-first-model-data-url', name: 'data.tar.gz' });
      const artifact = { namespace: arn, name: 'artifact/the-first-model-artifact' };
      expect(trained === undefined ? null : keyOf(trained.dataset)).toBe(keyOf(artifact));
    });
  }

  for (const [path] of present.filter(([name]) => name === 'feast')) {
    it('Feast gives the versions of its views', () => {
      const tags = ofKind(read(path).facts, 'dataset-tag').filter(({ key }) => key === 'feast.definition_version');
      expect(Object.fromEntries(tags.map(({ dataset, value }) => [dataset.name, value]))).toEqual({
        credit_history: '1',
        zipcode_features: '2',
        zipcode_money_features: '3',
      });
    });
  }

  for (const [path] of present.filter(([name]) => name === 'prov-json')) {
    it('PROV-JSON gives the totals of all documents, and no more of fewer', () => {
      const counts = read(path).reports[0]?.counts ?? {};
      for (const [kind, total] of Object.entries(PROV_TOTALS)) expect(counts[kind]).toBeLessThanOrEqual(total);
      expect(counts).toMatchObject(counts['documents'] === 77 ? PROV_TOTALS : {});
    });
  }

  for (const [path] of present.filter(([name]) => name === 'mlflow/databricks')) {
    it('MLflow leads the registered version to its run, the commit and the table at its version', () => {
      const { facts } = read(path);
      const version = ofKind(facts, 'model-version').find(({ modelVersion }) => modelVersion === '15');
      const ofRun = <F extends { run: string | null }>(found: readonly F[]): F[] =>
        found.filter(({ run }) => run !== null && run === version?.run);
      expect(ofRun(ofKind(facts, 'job-code'))).toMatchObject([
        { commit: '4afec69ef703ad51d52c41b52696910017475764', branch: 'master' },
      ]);
      const used = ofRun(ofKind(facts, 'run-dataset')).map((use) => [use.direction, use.dataset.name, use.version]);
      expect(new Set(used.map((use) => use.join(' ')))).toEqual(
        new Set([
          'input andre_catalog.ml_data.winequality_white_2 1',
          `output ${version?.dataset.name} ${version?.version}`,
        ]),
      );
    });
  }
});
