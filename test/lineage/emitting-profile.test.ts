import { describe, expect, it } from 'vitest';
import { emittingProfile } from '../../src/lineage/emitting-profile.ts';
import { foldGraph } from '../../src/lineage/graph.ts';
import { readLineage } from '../../src/lineage/read-lineage.ts';
import { altered, type Event, ndjson, smallChain } from './small-chain.ts';

function profile(events: readonly Event[]) {
  const { facts } = readLineage([{ path: 'e.ndjson', bytes: ndjson(events) }]);
  return Object.fromEntries(emittingProfile(foldGraph(facts, '2026-01-01')).map((rule) => [rule.id, rule]));
}

/** Changes the two events of the first run. */
function ofFirst(change: (event: Event) => void): (all: Event[]) => void {
  return (all) => {
    for (const event of all.slice(0, 2)) change(event);
  };
}

describe('the emitting profile', () => {
  it('counts what is told of runs, versions, code and owners', () => {
    const found = profile(smallChain());
    for (const id of ['run-end', 'run-start', 'input-version', 'model-type', 'code-location', 'code-commit', 'owner']) {
      expect(found[id], id).toMatchObject({ share: 1, missing: [] });
    }
    expect(found['run-end']?.needed).toBe(5);
    // The two logs are written without a version.
    expect(found['output-version']).toMatchObject({ needed: 5, held: 3, share: 0.6 });
    expect(found['output-version']?.missing[0]).toEqual({
      what: 'log as written by run score-1 of score',
      place: { file: 'e.ndjson', at: 'line 6' },
    });
    expect(found['parent']).toMatchObject({ needed: 0, share: null });
  });

  it.each<[string, string, (all: Event[]) => unknown]>([
    ['run-end', 'run features of features', (all) => all.splice(1, 1)],
    ['run-start', 'run features of features', (all) => all.splice(0, 1)],
    [
      'input-version',
      'raw.csv as read',
      ofFirst((event) => {
        delete event['inputs'][0].facets.version;
      }),
    ],
    [
      'code-location',
      'run features of features',
      ofFirst((event) => {
        delete event['job'].facets.sourceCodeLocation;
      }),
    ],
    [
      'code-commit',
      'run features of features',
      ofFirst((event) => {
        event['job'].facets.sourceCodeLocation.version = 'main';
      }),
    ],
    [
      'owner',
      'raw.csv',
      ofFirst((event) => {
        delete event['inputs'][0].facets.ownership;
      }),
    ],
    ['parent', 'run features of features', (all) => (all[1]!['run'].facets.parent = { run: { runId: 'lost' } })],
  ])('%s names what is missing', (id, what, change) => {
    const before = profile(smallChain())[id];
    const after = profile(altered(change))[id];
    expect(after?.missing[0]?.what).toContain(what);
    expect(after?.share).toBeLessThan(before?.share ?? 1.1);
  });

  it('lists ten of what is missing and counts the rest', () => {
    const events = smallChain().map((event, index) => ({ ...event, run: { runId: `run-${index}`, facets: {} } }));
    const found = profile([
      ...events,
      ...events.map((event, index) => ({ ...event, run: { runId: `again-${index}`, facets: {} } })),
    ]);
    expect(found['run-end']?.missing).toHaveLength(10);
    expect(found['run-end']).toMatchObject({ needed: 20, held: 10 });
  });
});
