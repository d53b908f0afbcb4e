import { type JsonObject, textIn } from '../../data/json-value.ts';
import type { CodeLocation } from '../fact.ts';

/** The address of a file on a code host, e.g. https://host/owner/repository/blob/<commit>/path. */
const FILE_URL = /^(.+?)(?:\/-)?\/(?:blob|tree|raw|src|src\/commit)\/([0-9a-f]{40}|[0-9a-f]{64})(?:\/(.*))?$/i;

/** The source code location facet. What it leaves out is taken from its url, where that names a file at a commit. */
export function codeLocation(facet: JsonObject | null): CodeLocation | null {
  const url = textIn(facet, 'url');
  const [, repositoryInUrl, commitInUrl, pathInUrl] = FILE_URL.exec(url ?? '') ?? [];
  const repository = textIn(facet, 'repoUrl') ?? repositoryInUrl ?? url;
  if (repository === null) return null;
  return {
    repository,
    path: textIn(facet, 'path') ?? pathInUrl ?? null,
    commit: commitIn(textIn(facet, 'version')) ?? commitIn(commitInUrl ?? null),
    branch: textIn(facet, 'branch'),
  };
}

/** A tag or a branch is no commit: it may point elsewhere today. */
function commitIn(text: string | null): string | null {
  return text !== null && /^([0-9a-f]{7,40}|[0-9a-f]{64})$/i.test(text.trim()) ? text.trim().toLowerCase() : null;
}
