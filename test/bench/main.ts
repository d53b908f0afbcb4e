import { benchmarks } from './benchmarks.ts';

/** One line of `npm run bench`. `ratio` is value / floor, both measured in the same run. */
export interface Measurement {
  name: string;
  value: number;
  unit: string;
  /** What the value is held against, in the same unit; null where nothing is. */
  floor: number | null;
  ratio: number | null;
  /** The largest value that holds, in the unit of value, or of the ratio where `bar` says so. */
  bar: string | null;
  holds: boolean | null;
}

const args = process.argv.slice(2);
const json = args.includes('--json');
const wanted = args.filter((arg) => !arg.startsWith('--'));
const chosen = benchmarks.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
if (chosen.length === 0) {
  console.error(
    `no benchmark is named ${wanted.join(', ')}; there are: ${benchmarks.map(({ name }) => name).join(', ')}`,
  );
  process.exit(2);
}
const measurements: Measurement[] = [];
for (const { run } of chosen) measurements.push(...(await run()));
if (json) console.log(JSON.stringify(measurements));
else for (const line of measurements) console.log(inWords(line));
if (measurements.some(({ holds }) => holds === false)) process.exitCode = 1;

function inWords({ name, value, unit, floor, ratio, bar, holds }: Measurement): string {
  const held = holds === null ? '' : holds ? 'holds' : 'DOES NOT HOLD';
  const against = floor === null || ratio === null ? '' : `  floor ${floor.toFixed(2)}  ratio ${ratio.toFixed(2)}`;
  return `${name.padEnd(24)} ${value.toFixed(2).padStart(9)} ${unit.padEnd(4)}${against}${bar === null ? '' : `  bar ${bar}`}  ${held}`;
}
