import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Chain } from '../../src/core/evidence.ts';
import { silent } from '../../src/core/run-context.ts';
import { newestTime } from '../../src/lineage/newest-time.ts';
import { readLineage } from '../../src/lineage/read-lineage.ts';
import { resolveChain } from '../../src/lineage/resolve-chain.ts';
import { artefactProbe } from '../../src/pipeline/artefact-probe.ts';
import { withSession } from '../../src/pipeline/session.ts';

const SAMPLE = 'sample-cases/boston-mortgage';
const OPENLINEAGE = `${SAMPLE}/lineage/events.ndjson`;
const [MLFLOW, FEAST] = ['mlflow', 'feast'].map((name) => `test/fixtures/lineage/boston/${name}.json`) as [
  string,
  string,
];

/** Resolves a prediction of the sample case from exports that tell its story, with its real files and repository. */
const told = (id: string, ...exports: string[]) =>
  resolved(
    id,
    exports.map((path) => ({ path, bytes: readFileSync(path) })),
  );

const toldText = (id: string, text: string) => resolved(id, [{ path: 'x', bytes: new TextEncoder().encode(text) }]);

type Files = { path: string; bytes: Uint8Array }[];

/** @param named - how the case names a model version; as the sample does where it is left out */
async function resolved(id: string, files: Files, named: Readonly<Record<string, string>> = {}) {
  const context = { signal: new AbortController().signal, progress: silent };
  return withSession({ caseDirectory: SAMPLE, context }, async (session) => {
    const { facts } = readLineage(files);
    const { chain, issues } = await resolveChain({
      facts,
      case: {
        ...session.case,
        models: session.case.models.map((model) => ({ ...model, dataset: named[model.version] ?? model.dataset })),
      },
      prediction: await session.log.find(id),
      asOf: newestTime(facts) ?? '',
      probe: artefactProbe(session.folder, session.case),
    });
    return { chain, codes: issues.map(({ code }) => code) };
  });
}

/** What another system can say as well, apart from its own ids and citations. */
function comparable({ model, training, code }: Chain) {
  const trained = code.find(({ stage }) => stage === 'training');
  return {
    model: model === null ? null : { sha256: model.sha256, version: model.modelVersion, verified: model.verified },
    training:
      training === null
        ? null
        : { sha256: training.sha256, rows: training.rows, owners: training.owners, verified: training.verified },
    code: { commit: trained?.commit, path: trained?.path, sha256: trained?.sha256, verified: trained?.verified },
  };
}

describe('the sample case told by MLflow and Feast', () => {
  it.each(['BM-001037', 'BM-002210'])(
    'leads %s to the same model, training data and training code as OpenLineage does',
    async (id) => {
      const [events, registry] = [await told(id, OPENLINEAGE), await told(id, MLFLOW, FEAST)];
      expect(comparable(registry.chain)).toEqual(comparable(events.chain));
      expect(registry.chain.model?.verified).toBe(true);
    },
  );

  it('names what the two cannot carry: who scored, and how the training data was made', async () => {
    const { chain, codes } = await told('BM-001037', MLFLOW, FEAST);
    expect(chain.runs.scoring).toBeNull();
    expect(chain.model?.grade).toBe('declared');
    expect(chain.featureCode).toBeNull();
    expect(codes).toEqual([
      'lineage/run-missing',
      'lineage/producer-missing',
      'lineage/version-missing',
      'lineage/digest-missing',
      'lineage/steward-missing',
    ]);
    expect(chain.upstream).toMatchObject([
      { name: '/curated/hmda.parquet', version: null, verified: false, depth: 1, producedBy: null },
    ]);
    const label = (id: string) => chain.graph.nodes.find((node) => node.id === id)?.label;
    expect(chain.graph.edges.map(({ from, to }) => `${label(from)} > ${label(to)}`)).toContain(
      '/curated/hmda.parquet > /features/training-v2.parquet',
    );
  });

  it('leads columns back as far as Feast defines them', async () => {
    const { chain } = await told('BM-001037', MLFLOW, FEAST);
    const isOneHot = (column: string): boolean => /^[cm]hist_\d$/.test(column);
    expect(chain.columns).toHaveLength(19);
    expect(chain.columns).toEqual(
      chain.columns.map(({ column }) => ({
        column,
        sources: [
          {
            dataset: '/curated/hmda.parquet',
            column: isOneHot(column) ? column.slice(0, 5) : column,
            transformation: isOneHot(column) ? 'TRANSFORMATION' : 'IDENTITY',
            masked: false,
          },
        ],
      })),
    );
  });

  it.each([{ v2: 'models:/denial/2' }, { v2: 'denial/2' }])(
    'leads to the same when the case names the version in the registry of MLflow, as %j, and MLflow alone speaks',
    async (named) => {
      const registry = await resolved('BM-001037', [{ path: MLFLOW, bytes: readFileSync(MLFLOW) }], named);
      const events = comparable((await told('BM-001037', OPENLINEAGE)).chain);
      const { model, training, code } = comparable(registry.chain);
      expect([model, code]).toEqual([events.model, events.code]);
      expect(training).toEqual({ ...events.training, owners: [] });
      expect(registry.codes).not.toContain('lineage/model-missing');
    },
  );

  it('leads to no model when the registry knows another version by that name', async () => {
    const files = [{ path: MLFLOW, bytes: readFileSync(MLFLOW) }];
    const { chain, codes } = await resolved('BM-001037', files, { v2: 'models:/denial/7' });
    expect([chain.model, codes.includes('lineage/model-missing')]).toEqual([null, true]);
  });

  it('says that nothing is known of columns when MLflow alone speaks', async () => {
    const { chain, codes } = await told('BM-001037', MLFLOW);
    expect(chain.columns.flatMap(({ sources }) => sources)).toEqual([]);
    expect(codes).toEqual([
      'lineage/run-missing',
      'lineage/producer-missing',
      'lineage/owner-missing',
      'lineage/steward-missing',
      'lineage/columns-untraced',
    ]);
  });

  it('takes for training data what the run logged for training, not what it was evaluated on', async () => {
    const held = { name: 'held_out', digest: 'ab12cd34', source_type: 'local', source: '{"uri":"/held-out.parquet"}' };
    const evaluated = (text: string, context: string): string => {
      const answers = JSON.parse(text) as { runs?: { inputs: { dataset_inputs: unknown[] } }[] }[];
      for (const run of answers.flatMap(({ runs }) => runs ?? [])) {
        const schema = (run.inputs.dataset_inputs[0] as { dataset: { schema: string } }).dataset.schema;
        const tags = [{ key: 'mlflow.data.context', value: context }];
        run.inputs.dataset_inputs.push({ dataset: { ...held, schema }, tags });
      }
      return JSON.stringify(answers);
    };
    const read = async (context: string) =>
      await toldText('BM-001037', evaluated(readFileSync(MLFLOW, 'utf8'), context));
    expect((await read('evaluation')).chain.training?.rows).toBe(1337);
    expect((await read('training')).codes).toContain('lineage/training-data-ambiguous');
  });

  it('leads nowhere when Feast alone speaks', async () => {
    const { chain, codes } = await told('BM-001037', FEAST);
    expect([chain.model, chain.training]).toEqual([null, null]);
    expect(codes).toEqual(['lineage/run-missing', 'lineage/model-missing']);
  });

  it('adds nothing that contradicts the OpenLineage events when all are given', async () => {
    const [events, all] = [await told('BM-001037', OPENLINEAGE), await told('BM-001037', OPENLINEAGE, MLFLOW, FEAST)];
    expect(comparable(all.chain)).toEqual(comparable(events.chain));
    expect(all.chain.columns).toEqual(events.chain.columns);
    expect(all.chain.upstream.map(({ name }) => name)).toEqual(events.chain.upstream.map(({ name }) => name));
  });
});
