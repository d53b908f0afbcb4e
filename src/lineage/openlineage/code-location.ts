import { type JsonObject, objectAt, textAt } from '../../data/json-value.ts';
import type { JobCodeFact } from '../fact.ts';

const COMMIT = /^[0-9a-f]{7,64}$/i;
/** `…/repository/blob/<ref>/<path>`, as the common forges write it. */
const BROWSED = /^(.*?)\/(?:-\/)?(?:blob|tree|raw|src)\/([^/]+)\/(.+)$/;

export type CodeLocation = Pick<JobCodeFact, 'repository' | 'path' | 'commit' | 'branch'>;

/** What a sourceCodeLocation facet says. Null when it names no repository. A branch or tag is no commit. */
export function codeLocation(jobFacets: JsonObject | null): CodeLocation | null {
  const facet = objectAt(jobFacets, 'sourceCodeLocation');
  const url = textAt(facet, 'url');
  const [, browsedRepository, browsedRef, browsedPath] = BROWSED.exec(url ?? '') ?? [];
  const repository = textAt(facet, 'repoUrl') ?? browsedRepository ?? url;
  if (repository === null) return null;
  const refs = [textAt(facet, 'version'), browsedRef ?? null];
  return {
    repository,
    path: textAt(facet, 'path') ?? browsedPath ?? null,
    commit: refs.find((ref) => ref !== null && COMMIT.test(ref))?.toLowerCase() ?? null,
    branch: textAt(facet, 'branch'),
  };
}
