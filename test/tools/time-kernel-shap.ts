import { readFileSync } from 'node:fs';
import { explainPrediction } from '../../src/attribution/explain-prediction.ts';
import { silent } from '../../src/core/run-context.ts';
import { openModel } from '../../src/model/open-model.ts';
import fixture from '../fixtures/peers/shap-exact.json' with { type: 'json' };

// Times Kernel SHAP of one row of each model of test/fixtures/peers/shap-exact.json, for test/peers/kernel_time.py:
// prints the least seconds of five runs by model, with as many coalitions as Python shap takes by default: all of them
// spent, and left to itself, so that it stops when it is precise.

const seconds: Record<string, { spent: number; stopping: number }> = {};
for (const peer of fixture.cases) {
  const model = await openModel(readFileSync(peer.path), peer);
  const encoded = model.encode([peer.instance, ...peer.background]);
  const inputs = peer.inputs.length;
  const backgroundRows = peer.background.length;
  const least = async (precision: number): Promise<number> => {
    const times: number[] = [];
    for (let run = 0; run < 5; run += 1) {
      const began = performance.now();
      await explainPrediction({
        predict: model.predict,
        spaces: ['probability'],
        instance: encoded.subarray(0, inputs),
        background: encoded.subarray(inputs),
        ...{ backgroundRows, poolRows: 10 * backgroundRows, cutoff: 0.5, precision },
        players: peer.inputs.map((name, column) => ({ name, label: name, columns: [column] })),
        seed: '0123456789abcdef0123456789abcdef',
        rowBudget: (2 * inputs + 2048) * backgroundRows,
        context: { signal: new AbortController().signal, progress: silent },
      });
      times.push((performance.now() - began) / 1000);
    }
    return Math.min(...times);
  };
  seconds[peer.model] = { spent: await least(0), stopping: await least(0.01) };
  await model.release();
}
console.log(JSON.stringify(seconds));
