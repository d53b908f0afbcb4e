import type { DatasetName } from './evidence.ts';

/** Who says it, since when, and why no record could: what every declared link carries. */
interface Declared {
  by: string;
  /** ISO 8601 date on which it was declared; a dossier as of an earlier moment does not know it. */
  on: string;
  because: string;
}

/** Two names of one data set. */
export interface SameAsLink extends Declared {
  kind: 'same-as';
  datasets: DatasetName[];
}

/** A run wrote a data set. */
export interface ProducedByLink extends Declared {
  kind: 'produced-by';
  dataset: DatasetName;
  version?: string | undefined;
  run: string;
}

/** A training run learned from a data set. */
export interface TrainedOnLink extends Declared {
  kind: 'trained-on';
  run: string;
  dataset: DatasetName;
  version?: string | undefined;
}

/** The code of a run. */
export interface CodeOfLink extends Declared {
  kind: 'code-of';
  run: string;
  repository: string;
  path?: string | undefined;
  commit: string;
}

export type DeclaredLink = SameAsLink | ProducedByLink | TrainedOnLink | CodeOfLink;

/** links.yaml: what a person states of the lineage, because no export carries it. */
export interface Links {
  schema: 'dossier.links/1';
  links: DeclaredLink[];
}
