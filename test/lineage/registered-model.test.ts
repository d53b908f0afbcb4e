import { describe, expect, it } from 'vitest';
import { digest, found, probe, resolve } from './small-chain.ts';

// Two versions in a registry of MLflow, each trained by a run; nothing records who scored.

const HOUR = 3_600_000;
const START = Date.parse('2025-01-01T00:00:00Z');
const at = (hour: number): number => START + hour * HOUR;
const time = (hour: number): string => new Date(at(hour)).toISOString();
const pairs = (tags: Record<string, string>) => Object.entries(tags).map(([key, value]) => ({ key, value }));

const run = (id: string, hour: number) => ({
  info: {
    run_id: id,
    run_uuid: id,
    experiment_id: '1',
    status: 'FINISHED',
    start_time: at(hour),
    end_time: at(hour + 1),
    artifact_uri: `s3://m/${id}`,
    lifecycle_stage: 'active',
  },
  data: { tags: pairs({ 'mlflow.source.name': 'train.py', 'mlflow.source.git.commit': 'c'.repeat(40) }) },
  inputs: {
    dataset_inputs: [
      {
        dataset: { name: 't', digest: 'd1', source_type: 's3', source: '{"uri":"s3://lake/training"}' },
        tags: pairs({ 'mlflow.data.context': 'training', sha256: digest('1') }),
      },
    ],
  },
});

const version = (number: number, hour: number, stage = 'None', changed = hour) => ({
  name: 'denial',
  version: String(number),
  creation_timestamp: at(hour),
  last_updated_timestamp: at(changed),
  current_stage: stage,
  source: `s3://m/r${number}/model.onnx`,
  run_id: `r${number}`,
  tags: pairs({ sha256: digest(String(number + 1)) }),
});

const answers = (versions: unknown[], aliases: unknown[] = []) => [
  { runs: [run('r1', 1), run('r2', 4)] },
  { registered_models: [{ name: 'denial', creation_timestamp: at(2), aliases }] },
  { model_versions: versions },
];

const asked = (dataset: string, decided: number, modelVersion: string, events: unknown[]) =>
  resolve({
    events,
    prediction: { runId: null, decidedAt: time(decided), modelVersion },
    case: {
      models: [
        { version: modelVersion, dataset, inputs: ['a'], positiveClass: 1, cutoff: 0.5, adverseWhen: 'above' as const },
      ],
    },
    probe: probe({ 'r1/model.onnx': digest('2'), 'r2/model.onnx': digest('3'), training: digest('1') }, found),
  });

const PLAIN = answers([version(1, 2), version(2, 5)]);

describe('a model registry', () => {
  it.each(['models:/denial/1', 'denial', 'denial/1'])(
    'leads the version in the log, declared as %s, to its artefact, run and data',
    async (dataset) => {
      const { chain, codes } = await asked(dataset, 10, '1', PLAIN);
      expect(chain.model).toMatchObject({
        name: 'r1/model.onnx',
        sha256: digest('2'),
        verified: true,
        grade: 'declared',
      });
      expect(chain.runs.training?.id).toBe('r1');
      expect(chain.training).toMatchObject({ name: 'training', verified: true });
      expect(codes).toContain('lineage/run-missing');
      expect(codes).not.toContain('lineage/model-missing');
    },
  );

  it('does not lend a version that was registered after the decision', async () => {
    const { chain, codes } = await asked('denial', 3, '2', PLAIN);
    expect(chain.model).toBeNull();
    expect(codes).toContain('lineage/model-missing');
  });

  // Version 2 was promoted at hour 5 and archived at hour 8, when version 1 came back.
  const rolledBack = answers([version(1, 2, 'Production', 8), version(2, 5, 'Archived', 8)]);
  const promoted = answers([version(1, 2, 'Archived', 5), version(2, 5, 'Production', 5)]);

  it('tells by its stages which version was in force after a rollback', async () => {
    const { chain } = await asked('models:/denial/Production', 9, 'prod', rolledBack);
    expect(chain.model?.name).toBe('r1/model.onnx');
  });

  it('knows nothing of the stages before the last change, unless an older export does', async () => {
    const alone = await asked('models:/denial/Production', 6, 'prod', rolledBack);
    expect([alone.chain.model, alone.codes.includes('lineage/model-missing')]).toEqual([null, true]);
    const both = [...promoted, ...rolledBack];
    expect((await asked('models:/denial/Production', 6, 'prod', both)).chain.model?.name).toBe('r2/model.onnx');
    expect((await asked('models:/denial/Production', 9, 'prod', both)).chain.model?.name).toBe('r1/model.onnx');
  });

  it('chooses none of two versions that have one stage', async () => {
    const events = answers([version(1, 2, 'Production'), version(2, 5, 'Production')]);
    const { chain, codes } = await asked('models:/denial/Production', 9, 'prod', events);
    expect([chain.model, codes.includes('lineage/model-missing')]).toEqual([null, true]);
  });

  it('takes an alias for what it was when the export was made, and not for what it had been before', async () => {
    const events = answers([version(1, 2), version(2, 5)], [{ alias: 'champion', version: '1' }]);
    expect((await asked('models:/denial@champion', 6, 'x', events)).chain.model?.name).toBe('r1/model.onnx');
    expect((await asked('models:/denial@champion', 3, 'x', events)).chain.model).toBeNull();
    expect((await asked('models:/denial@other', 6, 'x', events)).chain.model).toBeNull();
  });

  describe('and a run that read one of its versions', () => {
    const scored = {
      ...run('s', 9),
      inputs: { model_inputs: [{ model_id: 'm-2' }] },
    };
    const logged = {
      info: {
        model_id: 'm-2',
        experiment_id: '1',
        artifact_uri: 's3://m/r2/model.onnx',
        source_run_id: 'r2',
        creation_timestamp_ms: at(5),
      },
    };
    const decided = async (events: unknown[], dataset: string) =>
      await resolve({
        events: [...events, { runs: [scored] }, { models: [logged] }],
        prediction: { runId: 's', decidedAt: time(9.5), modelVersion: 'prod' },
        case: {
          models: [
            { version: 'prod', dataset, inputs: ['a'], positiveClass: 1, cutoff: 0.5, adverseWhen: 'above' as const },
          ],
        },
        probe: probe({ 'r2/model.onnx': digest('3') }, found),
      });

    it('agree where that version was in force', async () => {
      const { chain, codes } = await decided(promoted, 'models:/denial/Production');
      expect(chain.model?.name).toBe('r2/model.onnx');
      expect(codes).not.toContain('lineage/model-version-conflict');
    });

    it('contradict each other where another was', async () => {
      const { chain, issues } = await decided(rolledBack, 'models:/denial/Production');
      expect(chain.model).toBeNull();
      expect(issues.find(({ code }) => code === 'lineage/model-version-conflict')?.message).toContain(
        'by which the registry had denial at version 1 in force, but run s of',
      );
    });

    it('do not where only an alias, of which no time is known, says otherwise', async () => {
      const aliased = answers([version(1, 2), version(2, 5)], [{ alias: 'champion', version: '1' }]);
      expect((await decided(aliased, 'models:/denial@champion')).chain.model?.name).toBe('r2/model.onnx');
    });
  });
});
