import { appendFileSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Case } from '../../src/core/case.ts';
import type { PredictionRecord } from '../../src/core/evidence.ts';
import { silent } from '../../src/core/run-context.ts';
import { sha256Hex } from '../../src/core/sha256.ts';
import type { EventSeeds } from '../../src/data/event-closure.ts';
import { type EventIndex, openEventIndex } from '../../src/data/event-index.ts';
import type { ArtefactProbe } from '../../src/lineage/artefact-probe.ts';
import { readLineage } from '../../src/lineage/read-lineage.ts';
import { resolveChain } from '../../src/lineage/resolve-chain.ts';
import { artefactProbe } from '../../src/pipeline/artefact-probe.ts';
import { withSession } from '../../src/pipeline/session.ts';
import { pipelineOf } from '../bench/lineage-events.ts';
import { eventLines } from '../lineage/boston-retold.ts';
import { corruptions } from '../lineage/corrupted-events.ts';
import { faultOf, temporaryFolder } from './temporary-folder.ts';

let given: { case: Case; prediction: PredictionRecord; probe: ArtefactProbe };
let others: string[];

beforeAll(async () => {
  const context = { signal: new AbortController().signal, progress: silent };
  given = await withSession({ caseDirectory: 'sample-cases/boston-mortgage', context }, async (session) => ({
    case: session.case,
    prediction: await session.log.find('BM-001037'),
    probe: artefactProbe(session.folder, session.case),
  }));
  const events = eventLines().map((line) => JSON.parse(line) as unknown);
  others = [1, 2, 3].flatMap((tenant) => pipelineOf(events, tenant));
});

/** The lines among those of other houses: one of ours, then three of theirs. */
function among(lines: readonly string[]): string {
  const mixed = lines.flatMap((line, at) => [line, ...others.slice(3 * at, 3 * at + 3)]);
  return `${[...mixed, ...others.slice(3 * lines.length)].join('\n')}\n`;
}

async function indexOf(text: string): Promise<EventIndex & { folder: string; file: string }> {
  const folder = await temporaryFolder({ 'events.ndjson': text });
  const file = join(folder, 'events.ndjson');
  const index = await openEventIndex({ path: 'events.ndjson', realPath: file }, join(folder, 'cache'));
  onTestFinished(() => index.close());
  return { ...index, folder, file };
}

async function answer(bytes: Uint8Array, prediction: PredictionRecord) {
  const read = readLineage([{ path: 'events.ndjson', bytes }]);
  const { chain, issues } = await resolveChain({
    ...given,
    prediction,
    facts: read.facts,
    asOf: '2025-12-31T00:00:00Z',
  });
  return { chain, issues: [...read.issues, ...issues] };
}

function seedsOf({ runId, decidedAt }: PredictionRecord): EventSeeds {
  const { models } = given.case;
  return {
    runs: runId === null ? [] : [runId],
    datasets: models.map(({ dataset }) => dataset),
    moments: runId === null ? [decidedAt] : [],
  };
}

describe('an index of lineage events', () => {
  // All sixty were tried when this was written; each costs an index.
  it.each(corruptions().filter((_, at) => at % 8 === 0))(
    'gives the answer of the whole file, citations too, after: %s',
    async (_, { lines }) => {
      const text = among(lines);
      const index = await indexOf(text);
      for (const runId of [given.prediction.runId, null, '01972335-0000-7000-8000-000000000000']) {
        const prediction = { ...given.prediction, runId };
        const { bytes, leftOut } = await index.extract(seedsOf(prediction));
        expect(leftOut).toBe(0);
        expect(await answer(bytes, prediction)).toEqual(await answer(new TextEncoder().encode(text), prediction));
      }
    },
  );

  it('reads only what lies behind the prediction', async () => {
    const index = await indexOf(among(eventLines()));
    const { bytes } = await index.extract(seedsOf(given.prediction));
    const taken = Buffer.from(bytes).toString('utf8').split('\n');
    expect(taken.filter((line) => line.includes('tenant-'))).toEqual([]);
    expect(taken.filter((line) => line !== '').length).toBeLessThan(eventLines().length);
  });

  it('keeps the numbers of lines after blank ones, spaces and carriage returns', async () => {
    const text = `\n  \r\n${eventLines().join('\r\n\n\t\n')}\n\n`;
    const { bytes } = await (await indexOf(text)).extract(seedsOf(given.prediction));
    const whole = text.split('\n');
    const taken = Buffer.from(bytes).toString('utf8').split('\n');
    for (const [at, line] of taken.entries()) if (line.trim() !== '') expect(line).toBe(whole[at]);
    expect(await answer(bytes, given.prediction)).toEqual(
      await answer(new TextEncoder().encode(text), given.prediction),
    );
  });

  it('knows the newest time and the digest of the whole file', async () => {
    const text = among(eventLines());
    const index = await indexOf(text);
    const times = eventLines().map((line) => (JSON.parse(line) as { eventTime: string }).eventTime);
    expect(index.newest).toBe(times.sort().at(-1));
    expect(await index.digest()).toEqual({
      ...{ path: 'events.ndjson', sha256: sha256Hex(text), bytes: Buffer.byteLength(text) },
    });
  });

  it('is kept: a second question opens it and writes nothing', async () => {
    const { folder, file } = await indexOf(among(eventLines()));
    const cache = join(folder, 'cache');
    const states = () => readdirSync(cache).map((name) => [name, statSync(join(cache, name)).mtimeMs]);
    const before = states();
    const again = await openEventIndex({ path: 'events.ndjson', realPath: file }, cache);
    await again.extract(seedsOf(given.prediction));
    again.close();
    expect(states()).toEqual(before);
    expect(before.length).toBeGreaterThan(2);
  });

  it('is made anew for a file that changed, even under its old time', async () => {
    const { folder, file } = await indexOf(among(eventLines().slice(0, 40)));
    const { atime, mtime } = statSync(file);
    writeFileSync(file, among(eventLines()));
    utimesSync(file, atime, mtime);
    const again = await openEventIndex({ path: 'events.ndjson', realPath: file }, join(folder, 'cache'));
    onTestFinished(() => again.close());
    const { bytes } = await again.extract(seedsOf(given.prediction));
    expect((await answer(bytes, given.prediction)).chain.model?.name).toBe('models/denial/v2/model.onnx');
  });

  it('is made anew where it was damaged', async () => {
    const { folder, file } = await indexOf(among(eventLines()));
    const cache = join(folder, 'cache');
    for (const name of readdirSync(cache))
      if (name.endsWith('.duckdb')) writeFileSync(join(cache, name), 'no database');
    const again = await openEventIndex({ path: 'events.ndjson', realPath: file }, cache);
    onTestFinished(() => again.close());
    expect((await again.extract(seedsOf(given.prediction))).bytes.length).toBeGreaterThan(1000);
  });

  it('holds no name of the file', async () => {
    const { folder } = await indexOf(among(eventLines()));
    const cache = join(folder, 'cache');
    const held = readdirSync(cache).map((name) => readFileSync(join(cache, name), 'latin1'));
    for (const name of ['harbor', 'hmda', 'mortgage']) expect(held.filter((text) => text.includes(name))).toEqual([]);
  });

  it('refuses a file that changed after it was opened', async () => {
    const index = await indexOf(among(eventLines()));
    appendFileSync(index.file, '{}\n');
    expect((await faultOf(index.extract(seedsOf(given.prediction)))).code).toBe('input/file-changed');
  });

  it('refuses a file whose lines are too long', async () => {
    const folder = await temporaryFolder({ 'e.ndjson': `{"eventTime":"${'x'.repeat(2 ** 25)}"}\n` });
    const opening = openEventIndex({ path: 'e.ndjson', realPath: join(folder, 'e.ndjson') }, join(folder, 'cache'));
    expect((await faultOf(opening)).code).toBe('input/lineage-unreadable');
    expect(readdirSync(join(folder, 'cache'))).toEqual([]);
  });
});
