import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { explainPrediction } from '../../src/attribution/explain-prediction.ts';
import type { ScoreSpace } from '../../src/core/case.ts';
import { silent } from '../../src/core/run-context.ts';
import { openModel } from '../../src/model/open-model.ts';
import { projectFolder } from '../_support/places.ts';
import fixture from '../fixtures/peers/shap-kernel.json' with { type: 'json' };

describe(`Python ${fixture.peer} ${fixture.version}, all coalitions, l1 off`, () => {
  it.each(fixture.cases)('gives the same attributions: $model, $space', async (peer) => {
    const space = peer.space as ScoreSpace;
    const model = await openModel(readFileSync(join(projectFolder, peer.path)), {
      inputs: peer.inputs,
      positiveClass: 1,
    });
    const found = await explainPrediction({
      predict: model.predict,
      spaces: [space],
      instance: Float32Array.from(peer.instance),
      background: Float32Array.from(peer.background.flat()),
      backgroundRows: peer.background.length,
      poolRows: peer.background.length,
      players: peer.players.map((player) => ({ ...player, label: player.name })),
      seed: '0123456789abcdef0123456789abcdef',
      rowBudget: 400_000,
      cutoff: 0.2,
      context: { signal: new AbortController().signal, progress: silent },
    });
    await model.release();
    const [answer] = found.spaces;
    expect(found.engine).toBe('full-enumeration');
    expect(Math.abs(answer!.baseValue - peer.baseValue)).toBeLessThanOrEqual(fixture.tolerance);
    expect(Math.abs(answer!.value - peer.value)).toBeLessThanOrEqual(fixture.tolerance);
    answer!.attributions.forEach(({ attribution }, index) => {
      expect(Math.abs(attribution - peer.attributions[index]!), peer.players[index]!.name).toBeLessThanOrEqual(
        fixture.tolerance,
      );
    });
  });
});
