import { type Prng, xoshiro128 } from '../../src/numeric/xoshiro128.ts';
import { eventLines } from './boston-retold.ts';

// The events of the sample case after one seeded corruption, and what must be said of it.

// biome-ignore lint/suspicious/noExplicitAny: events are broken in ways that no type allows
type Json = Record<string, any>;

export interface Corruption {
  /** The lines after it. */
  lines: string[];
  /** What was done, for the title of a test. */
  did: string;
  /** Null where it must change nothing. Else the code that names it, and a text that its message or place must hold. */
  named: { code: string; about: string } | null;
}

/** A run of the chain of BM-001037: the positions of its two events, and what it wrote. */
interface Link {
  part: 'scoring' | 'training' | 'features' | 'curation';
  start: number;
  end: number;
  id: string;
  wrote: string;
}

const link = (part: Link['part'], line: number, id: string, wrote: string): Link => ({
  ...{ part, id, wrote },
  start: line - 1,
  end: line,
});

const CHAIN: readonly Link[] = [
  link('scoring', 48, '01972335-8700-7f08-9ef8-c70d1c9d3320', '2025-05.parquet'),
  link('training', 33, '0196347e-13c0-767d-9c6d-17106a77846f', 'models/denial/v2/model.onnx'),
  link('features', 31, '01963386-e280', 'features/training-v2.parquet'),
  link('curation', 2, '01945ee4-2e80', 'curated/hmda.parquet'),
];
const V1_DIGEST = '96298e';

type Corrupt = (lines: string[], draw: Prng) => Omit<Corruption, 'lines'>;

const one = <T>(list: readonly T[], draw: Prng): T => list[draw.below(list.length)] as T;
const readers = CHAIN.filter(({ part }) => part !== 'scoring');

/** Changes one event and writes it back. */
function edit(lines: string[], index: number, change: (event: Json) => void): void {
  const event = JSON.parse(lines[index] ?? '') as Json;
  change(event);
  lines[index] = JSON.stringify(event);
}

const KINDS: Record<string, Corrupt> = {
  reorder(lines, draw) {
    for (let at = lines.length - 1; at > 0; at -= 1) {
      const other = draw.below(at + 1);
      [lines[at], lines[other]] = [lines[other] as string, lines[at] as string];
    }
    return { did: 'all lines shuffled', named: null };
  },

  duplicate(lines, draw) {
    for (let n = 0; n < 10; n += 1) lines.splice(draw.below(lines.length), 0, one(lines, draw));
    return { did: 'ten lines repeated elsewhere', named: null };
  },

  'drop a run'(lines, draw) {
    const { part, start, end, id, wrote } = one(CHAIN, draw);
    lines.splice(start, end - start + 1);
    const named = {
      scoring: { code: 'lineage/run-missing', about: id },
      training: { code: 'lineage/training-run-missing', about: wrote },
      features: { code: 'lineage/producer-missing', about: wrote },
      // A data set that no run ever wrote cannot be told from a source.
      curation: { code: 'lineage/source-data', about: wrote },
    }[part];
    return { did: `the ${part} run dropped`, named };
  },

  'drop a start'(lines, draw) {
    const { part, start, id } = one(CHAIN, draw);
    lines.splice(start, 1);
    return { did: `the start of the ${part} run dropped`, named: { code: 'lineage/start-missing', about: id } };
  },

  'drop an end'(lines, draw) {
    const { part, end, id, wrote } = one(CHAIN, draw);
    lines.splice(end, 1);
    return { did: `the end of the ${part} run dropped`, named: unfinished(part, id, wrote) };
  },

  'swap the times of a run'(lines, draw) {
    const { part, start, end, id } = one(CHAIN, draw);
    swapTimes(lines, start, end);
    return { did: `the times of the ${part} run swapped`, named: { code: 'lineage/time-inversion', about: id } };
  },

  'swap the times of two runs'(lines, draw) {
    const [reader, maker] = one(
      [0, 1, 2].map((at) => [CHAIN[at], CHAIN[at + 1]] as [Link, Link]),
      draw,
    );
    swapTimes(lines, reader.start, maker.start);
    swapTimes(lines, reader.end, maker.end);
    return {
      did: `the times of the ${reader.part} and the ${maker.part} run swapped`,
      named: { code: 'lineage/time-inversion', about: maker.wrote },
    };
  },

  'change a digest as read'(lines, draw) {
    const reader = one(CHAIN.slice(0, 3), draw);
    const [maker] = CHAIN.slice(CHAIN.indexOf(reader) + 1);
    const at = draw.below(2) === 0 ? reader.start : reader.end;
    edit(lines, at, (event) => redigest(event['inputs'], maker?.wrote, hex(draw)));
    return {
      did: `one event of the ${reader.part} run names another digest of ${maker?.wrote}`,
      named: { code: 'lineage/version-conflict', about: reader.id },
    };
  },

  'change a digest as written'(lines, draw) {
    const { part, end, wrote } = one(readers, draw);
    edit(lines, end, (event) => redigest(event['outputs'], wrote, hex(draw)));
    const code = part === 'training' ? 'lineage/training-run-missing' : 'lineage/producer-missing';
    return { did: `the ${part} run names another digest of ${wrote}`, named: { code, about: wrote } };
  },

  "give a model another's name or digest"(lines, draw) {
    const [scoring] = CHAIN as [Link];
    const v1 = /sha256:96298e[0-9a-f]+/.exec(lines.join('\n'))?.[0] ?? V1_DIGEST;
    const name = draw.below(2) === 0;
    const digest = !name || draw.below(2) === 0;
    for (const at of [scoring.start, scoring.end]) {
      edit(lines, at, (event) => {
        for (const input of event['inputs'] as Json[]) {
          if (!input['name'].endsWith('.onnx')) continue;
          if (digest) input['facets'].version.datasetVersion = v1;
          if (name) input['name'] = 'models/denial/v1/model.onnx';
        }
      });
    }
    return {
      did: `the scoring run names ${name ? 'the other model' : 'the digest of the other model'}${name && digest ? ' and its digest' : ''}`,
      named: name
        ? { code: 'lineage/model-version-conflict', about: 'models/denial/v1/model.onnx' }
        : { code: 'lineage/digest-mismatch', about: v1.slice(7) },
    };
  },

  'rename a data set as read'(lines, draw) {
    const reader = one(CHAIN.slice(1, 3), draw);
    const [maker] = CHAIN.slice(CHAIN.indexOf(reader) + 1);
    const name = `moved/${hex(draw).slice(0, 8)}.parquet`;
    const indexes = one([[reader.start], [reader.end], [reader.start, reader.end]], draw);
    for (const at of indexes) {
      edit(lines, at, (event) => {
        for (const input of event['inputs'] as Json[]) if (input['name'] === maker?.wrote) input['name'] = name;
      });
    }
    return {
      did: `${indexes.length} events of the ${reader.part} run name ${maker?.wrote} otherwise`,
      named: { code: renamed(reader, indexes), about: name },
    };
  },

  'cut a line'(lines, draw) {
    const { part, start, end } = one(CHAIN, draw);
    const at = draw.below(2) === 0 ? start : end;
    const text = lines[at] as string;
    lines[at] = text.slice(0, 1 + draw.below(text.length - 1));
    return {
      did: `line ${at + 1}, of the ${part} run, cut`,
      named: { code: 'lineage/event-malformed', about: `line ${at + 1}` },
    };
  },
};

/** Two names of one training input leave open which was learned from; elsewhere the strange name leads nowhere. */
function renamed({ part, start }: Link, [first, ...others]: readonly number[]): string {
  if (part !== 'training' || others.length > 0) return 'lineage/file-missing';
  return first === start ? 'lineage/training-input-unknown' : 'lineage/training-data-ambiguous';
}

function unfinished(part: Link['part'], id: string, wrote: string): Corruption['named'] {
  if (part === 'scoring') return { code: 'lineage/run-not-complete', about: id };
  if (part === 'training') return { code: 'lineage/training-run-missing', about: wrote };
  return { code: 'lineage/producer-missing', about: wrote };
}

function swapTimes(lines: string[], one: number, other: number): void {
  const [first, second] = [one, other].map((at) => (JSON.parse(lines[at] ?? '') as Json)['eventTime'] as string);
  edit(lines, one, (event) => (event['eventTime'] = second));
  edit(lines, other, (event) => (event['eventTime'] = first));
}

function redigest(datasets: Json[], name: string | undefined, digest: string): void {
  for (const dataset of datasets)
    if (dataset['name'] === name) dataset['facets'].version.datasetVersion = `sha256:${digest}`;
}

function hex(draw: Prng): string {
  return Array.from({ length: 8 }, () => draw.next().toString(16).padStart(8, '0')).join('');
}

/** Five of each of twelve kinds. */
export function corruptions(): [string, Corruption][] {
  const kinds = Object.entries(KINDS);
  return Array.from({ length: 60 }, (_, seed) => {
    const [kind, corrupt] = kinds[seed % kinds.length] as [string, Corrupt];
    const lines = eventLines();
    const draw = xoshiro128((seed + 1).toString(16).padStart(32, '0'));
    for (let warm = 0; warm < 20; warm += 1) draw.next();
    const done = corrupt(lines, draw);
    return [`${seed} ${kind}: ${done.did}`, { lines, ...done }];
  });
}
