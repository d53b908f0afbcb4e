import { textAt } from '../../data/json-value.ts';
import { countFacts } from '../count-facts.ts';
import { artifactsOf, type DbtNode, type Manifest, type RunResults } from '../dbt/artifacts.ts';
import { hasChecksum, nodeFacts } from '../dbt/node-facts.ts';
import { resultFacts } from '../dbt/result-facts.ts';
import { defineLineageFormat, type ImportReport, type LineageFormat } from '../format.ts';
import { hasAll, headNames } from '../head-names.ts';
import { issueLog } from '../issue-log.ts';
import { jsonExport } from '../json-export.ts';

export const dbt: LineageFormat = defineLineageFormat({
  meta: {
    id: 'dbt',
    title: 'dbt manifest and run results',
    answers: 'Which tables did each model read and write, from which file, and when did it last run?',
    source: {
      work: 'dbt artifacts',
      locator: 'manifest.json, run_results.json',
      url: 'https://docs.getdbt.com/reference/artifacts/dbt-artifacts',
    },
    limits: [
      'Run results say what was read and written only beside the manifest of the same invocation.',
      'Versions and digests of tables are not recorded; columns only where the project documents them.',
      'The commit is known only where the project hands it over as DBT_ENV_CUSTOM_ENV_…COMMIT.',
    ],
  },

  marks: 'an object with "metadata" that names a schema of schemas.getdbt.com, and "nodes" or "results"',

  detect(head) {
    if (/"dbt_schema_version"\s*:\s*"[^"]*\/dbt\/(?:manifest|run-results)\//.test(head)) return 1;
    const names = headNames(head);
    return hasAll(names, 'metadata', 'nodes', 'sources') || hasAll(names, 'metadata', 'results', 'elapsed_time')
      ? 0.7
      : 0;
  },

  read(documents) {
    const log = issueLog();
    const { manifests, results } = artifactsOf(jsonExport(documents, 'an object', log), log);
    const facts = [
      ...manifests.flatMap((manifest) => nodeFacts(manifest, log)),
      ...results.flatMap((run) => resultFacts(run, manifests, log)),
    ];
    return { facts, issues: log.issues(), report: { ...countFacts(facts), ...countsOf(manifests, results) } };
  },
});

/** Nodes by type and results by status, as `models` and `results/pass`. */
function countsOf(manifests: readonly Manifest[], results: readonly RunResults[]): ImportReport {
  const counts = new Map<string, number>();
  const add = (name: string, count = 1): void => void counts.set(name, (counts.get(name) ?? 0) + count);
  for (const { schema } of [...manifests, ...results]) add(`schemas/${schema}`);
  for (const node of manifests.flatMap(({ nodes }) => [...nodes.values()])) {
    add(`${node.type}s`);
    if (hasChecksum(node)) add('checksums');
    if (node.type !== 'source') add('parentEdges', parentsOf(node));
  }
  for (const { value } of results.flatMap((run) => run.results)) {
    add('results');
    add(`results/${textAt(value, 'status') ?? 'unknown'}`);
  }
  return Object.fromEntries(counts);
}

function parentsOf({ parents }: DbtNode): number {
  return new Set(parents).size;
}
