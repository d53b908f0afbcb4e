import { readFileSync } from 'node:fs';
import { treeShap } from '../../src/attribution/tree-shap.ts';
import { openModel } from '../../src/model/open-model.ts';

// Times the exact values of one row, for test/peers/tree_shap_time.py: prints the least seconds of 15 runs, and the
// mean attributions. Arguments: an ONNX file, and a JSON file { instance: [inputs], background: [rows][inputs] }.

const [model = '', file = ''] = process.argv.slice(2);
const { instance, background } = JSON.parse(readFileSync(file, 'utf8')) as {
  instance: number[];
  background: number[][];
};
const inputs = instance.map((_, i) => `x${i}`);
const predictor = await openModel(readFileSync(model), { inputs, positiveClass: 1 });
const [x, rows] = [Float64Array.from(instance), Float64Array.from(background.flat())];
const readings = await predictor.readExactly(Float64Array.from([...x, ...rows]));
const found = readings.flatMap((each) => ('refused' in each ? [] : [each]))[0];
if (found?.sum.kind !== 'trees') throw new Error(`no trees were read: ${JSON.stringify(readings)}`);
const { encode, sources, sum, space } = found;

const times: number[] = [];
let values = new Float64Array(0);
for (let run = 0; run < 15; run += 1) {
  const began = performance.now();
  const features = { instance: await encode(x, 1), background: await encode(rows, background.length) };
  const game = { ...features, rows: background.length, players: sources, m: inputs.length };
  values = Float64Array.from(treeShap({ trees: sum, ...game }));
  times.push((performance.now() - began) / 1000);
}
await predictor.release();
const mean = inputs.map(
  (_, i) => background.reduce((sum, _row, row) => sum + (values[row * inputs.length + i] ?? 0), 0) / background.length,
);
console.log(JSON.stringify({ seconds: Math.min(...times), space, attributions: mean }));
