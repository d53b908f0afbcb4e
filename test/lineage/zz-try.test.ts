import { test } from 'vitest';
import { artefactProbe } from '../../src/pipeline/artefact-probe.ts';
import { withSession } from '../../src/pipeline/session.ts';
import { silent } from '../../src/core/run-context.ts';
import { newestTime } from '../../src/lineage/newest-time.ts';
import { readLineage } from '../../src/lineage/read-lineage.ts';
import { resolveChain } from '../../src/lineage/resolve-chain.ts';
test('x', async () => {
  await withSession({ caseDirectory: 'sample-cases/boston-mortgage', context: { signal: new AbortController().signal, progress: silent } }, async ({ folder, log, case: c }) => {
    const t0 = performance.now();
    const { facts, issues } = readLineage([{ path: 'lineage/events.ndjson', bytes: await folder.read('lineage/events.ndjson') }]);
    console.log(facts.length, issues, newestTime(facts), await log.newest(), performance.now() - t0);
    for (const id of ['BM-001037', 'BM-002210']) {
      const prediction = await log.find(id);
      const t = performance.now();
      const r = await resolveChain({ facts, case: c, prediction, asOf: newestTime(facts)!, probe: artefactProbe(folder, c) });
      console.log(prediction.decidedAt, performance.now() - t);
      console.log(JSON.stringify(r, null, 1));
    }
  });
});
