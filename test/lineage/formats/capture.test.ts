import { describe, expect, it } from 'vitest';
import { writtenFact } from '../../../src/lineage/capture/fact-line.ts';
import { factsOfChain } from '../../../src/lineage/capture/facts-of-chain.ts';
import { readLineage } from '../../../src/lineage/read-lineage.ts';
import { resolveChain } from '../../../src/lineage/resolve-chain.ts';
import { readMutations } from '../hostile-exports.ts';
import {
  altered,
  bytesOf,
  declaration,
  type Event,
  model,
  ndjson,
  prediction,
  probe,
  run,
  smallChain,
} from '../small-chain.ts';

const asOf = '2025-12-31T00:00:00Z';
const HEAD = '{"schema":"dossier.capture/1"}\n';

async function answerOf(...files: Uint8Array[]) {
  const read = readLineage(files.map((bytes, index) => ({ path: `${index}.ndjson`, bytes })));
  const resolved = await resolveChain({ facts: read.facts, case: declaration, prediction, asOf, probe: probe() });
  return { ...resolved, facts: read.facts, issues: [...read.issues, ...resolved.issues] };
}

async function frozen(events: readonly Event[]): Promise<Uint8Array> {
  const { facts, drawn } = await answerOf(ndjson(events));
  return bytesOf(`${HEAD}${factsOfChain(facts, drawn()).map(writtenFact).join('')}`);
}

const withoutPlaces = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, inner: unknown) => (key === 'citations' || key === 'place' ? undefined : inner)),
  );

const UNVERSIONED = [
  ...smallChain().slice(0, 2),
  ...['t1', 't2', 't3'].flatMap((id, index) =>
    run({
      id,
      job: 'train',
      from: `0${index + 3}:00`,
      to: `0${index + 3}:30`,
      inputs: [],
      outputs: [model('m2.onnx', null)],
    }),
  ),
  ...run({ id: 'score-2', job: 'score', from: '09:00', to: '10:00', inputs: [model('m2.onnx', null)], outputs: [] }),
];
const HISTORIES: [string, Event[]][] = [
  ['a sound chain', smallChain()],
  ['a chain without versions and its rival writers', UNVERSIONED],
  ['a chain that ends early', altered((all) => all.splice(0, 2))],
  ['runs with parents', altered((all) => (all[9]!['run'].facets.parent = { run: { runId: 'lost' } }))],
  [
    'columns and names',
    altered((all) => {
      all[1]!['outputs'][0].facets.columnLineage = {
        fields: { a: { inputFields: [{ namespace: 'lake', name: 'raw.csv', field: 'z' }] } },
      };
      all[8]!['inputs'][0].facets.symlinks = { identifiers: [{ namespace: 'registry', name: 'denial' }] };
    }),
  ],
];

describe('a capture', () => {
  it.each(HISTORIES)('of %s alone gives the same chain and breaks', async (_, events) => {
    const before = await answerOf(ndjson(events));
    const after = await answerOf(await frozen(events));
    expect(withoutPlaces(after.chain)).toEqual(withoutPlaces(before.chain));
    expect(withoutPlaces(after.issues)).toEqual(withoutPlaces(before.issues));
  });

  it('leaves out what the answer does not rest on', async () => {
    const text = new TextDecoder().decode(await frozen(smallChain()));
    expect(text).toContain('score-2');
    expect(text).not.toContain('score-1');
    expect(text).not.toContain('m1.onnx');
  });

  it('beside the export that it was taken from adds nothing and contradicts nothing', async () => {
    const before = await answerOf(ndjson(smallChain()));
    const after = await answerOf(ndjson(smallChain()), await frozen(smallChain()));
    expect(withoutPlaces(after.chain)).toEqual(withoutPlaces(before.chain));
    expect(after.issues).toEqual(before.issues);
  });

  it('beside an export that has forgotten fills the gap', async () => {
    const forgotten = altered((all) => all.splice(0, 8));
    const { chain, issues } = await answerOf(ndjson(forgotten), await frozen(smallChain()));
    expect(chain.runs.training?.id).toBe('train-2');
    expect(issues.map(({ code }) => code)).not.toContain('lineage/capture-contradicted');
  });

  it.each<[string, RegExp, (all: Event[]) => void]>([
    [
      'ends otherwise',
      /COMPLETE at .* was frozen, and FAIL/,
      (all) => {
        all[7]!['eventType'] = 'FAIL';
      },
    ],
    [
      'writes another version',
      /m2\.onnx was frozen as written at version 3+, and is exported at 7+/,
      (all) => {
        for (const at of [6, 7]) all[at]!['outputs'] = [model('m2.onnx', '7')];
      },
    ],
    [
      'reads another version',
      /m2\.onnx was frozen as read at version 3+, and is exported at 7+/,
      (all) => {
        for (const at of [8, 9]) all[at]!['inputs'] = [model('m2.onnx', '7')];
      },
    ],
    [
      'has other code',
      /code was frozen at commit c+, and is exported at d+/,
      (all) => {
        for (const at of [6, 7]) all[at]!['job'].facets.sourceCodeLocation.version = 'd'.repeat(40);
      },
    ],
  ])('is an error beside an export in which a run %s', async (_, words, change) => {
    const { issues } = await answerOf(ndjson(altered(change)), await frozen(smallChain()));
    const [issue] = issues.filter(({ code }) => code === 'lineage/capture-contradicted');
    expect(issue?.message).toMatch(words);
    expect(issue?.place?.file).toBe('1.ndjson');
  });

  it('says which of its lines are no facts', async () => {
    const bytes = await frozen(smallChain());
    const text = new TextDecoder().decode(bytes).replace('"kind":"run-state"', '"kind":"run-mood"');
    const { issues } = readLineage([{ path: 'c', bytes: bytesOf(`${text}{"at":1}\nrubbish\n`) }]);
    expect(issues.filter(({ code }) => code === 'lineage/event-malformed')).toHaveLength(3);
  });

  it('throws only coded errors when parts of its lines are exchanged or cut', async () => {
    const [first, ...facts] = new TextDecoder()
      .decode(await frozen(smallChain()))
      .trim()
      .split('\n');
    expect(readMutations([first, ...facts.slice(0, 12)].join('\n')).refused).toBeGreaterThan(0);
  });
});
