import type { JobCodeFact } from '../fact.ts';
import { firstOf } from './pairs.ts';

type CodeLocation = Pick<JobCodeFact, 'repository' | 'path' | 'commit' | 'branch'>;

const COMMIT = /^[0-9a-f]{7,64}$/i;
/** `https://host/team/repository#folder`, as a project is named that was run from a repository. */
const PROJECT = /^((?:git\+)?(?:https?|ssh|git):\/\/[^#]+|git@[^#]+)(?:#(.+))?$/i;

/**
 * Where the code of a run lay, by its tags. MLflow notes the commit of a script by itself, but not the repository: then
 * the name of the script stands for it. Null when no tag speaks of code.
 *
 * @see https://mlflow.org/docs/latest/ml/tracking/tracking-api (system tags)
 */
export function codeLocation(tags: ReadonlyMap<string, string>): CodeLocation | null {
  const name = firstOf(tags, 'mlflow.source.name');
  const [, project, folder] = PROJECT.exec(name ?? '') ?? [];
  const stated = firstOf(tags, 'mlflow.source.git.repoURL', 'mlflow.gitRepoURL', 'mlflow.databricks.gitRepoUrl');
  const repository = stated ?? project?.replace(/^git\+/i, '') ?? name;
  if (repository === null) return null;
  const ref = firstOf(tags, 'mlflow.source.git.commit', 'mlflow.databricks.gitRepoCommit', 'mlflow.project.version');
  return {
    repository,
    path: firstOf(tags, 'mlflow.databricks.gitRepoRelativePath') ?? folder ?? pathIn(repository, name),
    commit: ref !== null && COMMIT.test(ref) ? ref.toLowerCase() : null,
    branch: branchOf(tags),
  };
}

/** A script's name is a path in the repository only where it is relative. */
function pathIn(repository: string, name: string | null): string | null {
  return name === null || name === repository || /^[/\\]|^[a-z][a-z0-9+.-]*:/i.test(name) ? null : name;
}

function branchOf(tags: ReadonlyMap<string, string>): string | null {
  const kind = firstOf(tags, 'mlflow.databricks.gitRepoReferenceType');
  const reference = kind === 'branch' ? firstOf(tags, 'mlflow.databricks.gitRepoReference') : null;
  return firstOf(tags, 'mlflow.source.git.branch') ?? reference;
}
