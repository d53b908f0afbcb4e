import { describe, expect, it } from 'vitest';
import { digest, type Event, resolve, smallChain } from './lineage/small-chain.ts';

// Every event of the small chain, harmed in every way. The right answer is model m2 of train-2 from training.parquet
// of features; any other answer must come with a break that says so, and the wrong model never comes at all.

type Harm = (events: Event[], at: number) => void;

const otherHex = (value: string): string => value.replace(/[0-9a-f]{64}/g, digest('e'));
const rewrite = (events: Event[], at: number, edit: (text: string) => string): void => {
  events[at] = JSON.parse(edit(JSON.stringify(events[at]))) as Event;
};

const HARMS: Record<string, Harm> = {
  drop: (events, at) => void events.splice(at, 1),
  'drop with all before': (events, at) => void events.splice(0, at + 1),
  'cut with all after': (events, at) => void events.splice(at),
  reorder: (events, at) => void events.unshift(...events.splice(at, 1)),
  duplicate: (events, at) => void events.push(structuredClone(events[at]!)),
  'swap times with the next': (events, at) => {
    const [one, other] = [events[at]!, events[(at + 1) % events.length]!];
    [one['eventTime'], other['eventTime']] = [other['eventTime'], one['eventTime']];
  },
  'swap times with the other model': (events, at) => {
    const [one, other] = [events[at]!, events[(at + 4) % events.length]!];
    [one['eventTime'], other['eventTime']] = [other['eventTime'], one['eventTime']];
  },
  'change digest': (events, at) => rewrite(events, at, otherHex),
  'exchange the digests of the models': (events, at) =>
    rewrite(events, at, (text) =>
      text.replace(/(2{64})|(3{64})/g, (found) => (found.startsWith('2') ? digest('3') : digest('2'))),
    ),
  'rename the models': (events, at) =>
    rewrite(events, at, (text) => text.replace(/m([12])\.onnx/g, (_, n: string) => `m${3 - Number(n)}.onnx`)),
  'rename the data': (events, at) => rewrite(events, at, (text) => text.replace(/training\.parquet/g, 'copy.parquet')),
  'forget versions': (events, at) => rewrite(events, at, (text) => text.replace(/"version":\{[^}]*\},?/g, '')),
  'forget inputs': (events, at) => {
    events[at]!['inputs'] = [];
  },
  'forget outputs': (events, at) => {
    events[at]!['outputs'] = [];
  },
  'fail instead': (events, at) => {
    events[at]!['eventType'] = 'FAIL';
  },
  'take another run id': (events, at) => {
    events[at]!['run'].runId = 'stranger';
  },
};

const cases = Object.entries(HARMS).flatMap(([name, harm]) =>
  smallChain()
    .map((_, at): [string, number, Harm] => [name, at, harm])
    .filter(([, at]) => harmed(harm, at).length > 0),
);

function harmed(harm: Harm, at: number): Event[] {
  const events = smallChain();
  harm(events, at);
  return events;
}

/** Breaks that every answer about this chain carries, harmed or not. */
const USUAL = new Set(['lineage/source-data', 'lineage/columns-untraced']);

describe('a harmed export', () => {
  it.each(cases)('%s, event %i: the right chain, or a break that is named', async (_name, at, harm) => {
    const { chain, codes } = await resolve({ events: harmed(harm, at) });
    if (chain.model !== null) {
      expect(chain.model.name).toBe('m2.onnx');
      expect(chain.model.verified).toBe(chain.model.recordedSha256 === digest('3'));
    }
    const right =
      chain.model?.verified === true &&
      chain.runs.scoring?.id === 'score-2' &&
      chain.runs.training?.id === 'train-2' &&
      chain.training?.verified === true &&
      chain.training.name === 'training.parquet' &&
      chain.featureCode?.verified === true &&
      chain.upstream[0]?.verified === true;
    const named = codes.filter((code) => !USUAL.has(code));
    if (!right) expect(named).not.toEqual([]);
  });

  it('is harmed in more than fifty ways that leave the chain incomplete or in doubt', async () => {
    let marred = 0;
    for (const [, at, harm] of cases) {
      const { codes } = await resolve({ events: harmed(harm, at) });
      if (codes.some((code) => !USUAL.has(code))) marred += 1;
    }
    expect(marred).toBeGreaterThan(50);
  });
});
