import type { DatasetName } from '../../core/evidence.ts';
import { objectAt, textAt } from '../../data/json-value.ts';
import type { ImportReport } from '../format.ts';
import type { JsonExportRecord } from '../json-export.ts';
import type { Statement } from '../openlineage/statement.ts';
import { type Account, type Association, aboutAt, count, statementOf } from './account.ts';
import { datasetNamed, nameOfArn } from './names.ts';
import { readCode } from './sagemaker-models.ts';
import { textsAlong } from './texts-along.ts';

/** An artifact stands for what lies at its source, under another name. */
export function readArtifact(account: Account, record: JsonExportRecord): void {
  const { value } = record;
  count(account, 'artifacts', record, 'ArtifactArn');
  const artifact = nameOfArn(textAt(value, 'ArtifactArn'));
  if (artifact === null) return;
  const about = aboutAt(statementOf(account, record), artifact);
  const type = textAt(value, 'ArtifactType');
  if (type !== null) account.facts.push({ ...about, kind: 'dataset-type', type: type.toUpperCase() });
  const source = datasetNamed(textAt(objectAt(value, 'Source'), 'SourceUri'));
  if (source !== null) account.facts.push({ ...about, kind: 'dataset-alias', alias: source });
}

export function readAction(account: Account, record: JsonExportRecord): void {
  count(account, 'actions', record, 'ActionArn');
  const job = nameOfArn(textAt(record.value, 'ActionArn'));
  if (job !== null) readCode(account, record, job, null);
}

export function readContext(account: Account, record: JsonExportRecord): void {
  count(account, 'contexts', record, 'ContextArn');
}

export function readAssociation(account: Account, record: JsonExportRecord): void {
  const { value, place } = record;
  const [from, to] = [textAt(value, 'SourceArn'), textAt(value, 'DestinationArn')];
  if (from === null || to === null) {
    const message = `the association at ${place.at} of ${place.file} lacks an end`;
    account.log.report('lineage/event-malformed', message, place);
    return;
  }
  const type = textAt(value, 'AssociationType') ?? 'AssociatedWith';
  account.associations.push({ from, to, type, at: statementOf(account, record).at, place });
}

/** A trial component is what an experiment knows of a run. */
export function readTrialComponent(account: Account, record: JsonExportRecord): void {
  const { value } = record;
  count(account, 'trialComponents', record, 'TrialComponentArn');
  const arn = textAt(value, 'TrialComponentArn');
  const run = textAt(objectAt(value, 'Source'), 'SourceArn') ?? textAt(value, 'SourceArn') ?? arn;
  if (arn === null || run === null) return;
  account.runs.set(arn, run);
  const statement = statementOf(account, record);
  const use = (uri: string, direction: 'input' | 'output'): void => {
    const dataset = datasetNamed(uri);
    if (dataset === null) return;
    account.facts.push({ ...aboutAt(statement, dataset), run, kind: 'run-dataset', direction, state: 'OTHER' });
  };
  for (const uri of textsAlong(value, 'InputArtifacts/*/Value')) use(uri, 'input');
  for (const uri of textsAlong(value, 'OutputArtifacts/*/Value')) use(uri, 'output');
}

type Kind = 'artifact' | 'process' | 'context';

function kindOf(arn: string): Kind | null {
  const name = nameOfArn(arn)?.name ?? '';
  if (name.startsWith('artifact/')) return 'artifact';
  if (/^(?:action|experiment-trial-component)\//.test(name)) return 'process';
  return name.startsWith('context/') || name.startsWith('experiment/') ? 'context' : null;
}

/** What an association means for lineage depends on its ends; one with a context files a thing away and moves no data. */
export function readEnds(account: Account, association: Association): void {
  const { from, to, at, place } = association;
  const [source, target] = [nameOfArn(from), nameOfArn(to)];
  if (source === null || target === null) return;
  const statement: Statement = { at, grade: 'recorded', citation: place, run: null };
  const ends = `${kindOf(from)} ${kindOf(to)}`;
  if (ends === 'artifact artifact' && association.type === 'SameAs') {
    account.facts.push({ ...aboutAt(statement, target), kind: 'dataset-alias', alias: source });
  } else if (ends === 'artifact artifact') {
    account.facts.push({ ...aboutAt(statement, target), kind: 'dataset-derivation', source, sourceVersion: null });
  } else if (ends === 'artifact process')
    used(account, statement, { activity: to, dataset: source, direction: 'input' });
  else if (ends === 'process artifact')
    used(account, statement, { activity: from, dataset: target, direction: 'output' });
}

interface Used {
  activity: string;
  dataset: DatasetName;
  direction: 'input' | 'output';
}

function used(account: Account, statement: Statement, { activity, dataset, direction }: Used): void {
  const run = account.runs.get(activity);
  const job = nameOfArn(activity);
  const about = aboutAt(statement, dataset);
  if (run !== undefined) account.facts.push({ ...about, run, kind: 'run-dataset', direction, state: 'OTHER' });
  else if (job !== null) account.facts.push({ ...about, kind: 'job-dataset', job, direction });
}

/** Counts associations by type, and reports the ends that no answer describes. */
export function associationReport({ associations, described, log }: Account): ImportReport {
  const dangling = new Set<string>();
  const types = new Map<string, number>();
  for (const { from, to, type, place } of associations) {
    types.set(`associations/${type}`, (types.get(`associations/${type}`) ?? 0) + 1);
    for (const arn of [from, to]) {
      if (described.has(arn) || dangling.has(arn)) continue;
      dangling.add(arn);
      log.report('lineage/reference-dangling', `an association names ${arn}, which no answer describes`, place);
    }
  }
  return { associations: associations.length, ...Object.fromEntries(types), danglingEnds: dangling.size };
}
