import { groupBy } from '../../core/group-by.ts';
import { textAt } from '../../data/json-value.ts';
import { countFacts } from '../count-facts.ts';
import { UNDATED } from '../fact.ts';
import { defineLineageFormat, type LineageFormat } from '../format.ts';
import { hasAll, hasAny, headNames } from '../head-names.ts';
import { type IssueLog, issueLog } from '../issue-log.ts';
import { type JsonExportRecord, jsonExport } from '../json-export.ts';
import { artefactKey, loggedModelNames, type Mention, mentions, versionsOf } from '../mlflow/artefacts.ts';
import { type MlflowEntities, mlflowEntities } from '../mlflow/entities.ts';
import { aliasStages, modelFacts } from '../mlflow/model-facts.ts';
import { type MlflowRun, mlflowRun } from '../mlflow/run.ts';
import { runFacts } from '../mlflow/run-facts.ts';
import { newestTime } from '../newest-time.ts';

/** Names that only records of MLflow have. */
const OWN = /"(?:run_uuid|lifecycle_stage|artifact_uri|artifact_location|latest_versions|current_stage|source_run_id)"/;

export const mlflow: LineageFormat = defineLineageFormat({
  meta: {
    id: 'mlflow',
    title: 'MLflow runs and models',
    answers: 'Which run made the registered model, from which data sets and with the code of which commit?',
    source: {
      work: 'MLflow REST API',
      locator: 'runs/search, registered-models/search, model-versions/search, logged-models/search',
      url: 'https://mlflow.org/docs/latest/rest-api.html',
    },
    limits: [
      'Runs that only score are seldom logged; the decision log must name the model.',
      'A digest of a data set is a digest of its name and some of its rows unless the run sets another.',
      'How data sets were made, their columns and who owns them is not recorded.',
    ],
  },

  marks: 'objects with "mlflow", or "runs", "registered_models" or "model_versions" as the REST API gives them',

  detect(head) {
    const names = headNames(head);
    if (hasAll(names, 'mlflow') && hasAny(names, 'system', 'info')) return 1;
    if (hasAny(names, 'runs', 'run', 'experiments', 'experiment', 'info', 'models', 'model'))
      return OWN.test(head) ? 0.9 : 0;
    if (hasAny(names, 'registered_models', 'registered_model', 'model_versions', 'model_version')) return 0.9;
    return hasAll(names, 'name', 'version', 'run_id') && OWN.test(head) ? 0.8 : 0;
  },

  read(documents) {
    const log = issueLog();
    const entities = mlflowEntities(jsonExport(documents, 'an object', log), log);
    const runs = entities.runs.flatMap((record) => named(mlflowRun(record), record, log));
    const mentioned = mentions(entities, runs);
    reportDangling(mentioned, runs, log);
    const versions = versionsOf(mentioned);
    const nameOf = loggedModelNames(entities);
    const context = {
      experiments: experimentNames(entities),
      artefact: (id: string) => {
        const dataset = nameOf(id);
        return { dataset, version: versions.get(artefactKey(dataset)) ?? null };
      },
      log,
    };
    const ran = runs.flatMap((run) => runFacts(run, context));
    const made = mentioned.flatMap((mention) => modelFacts(mention, versions));
    const stated = groupBy([...ran, ...made], ({ citation }) => citation.file);
    const exportedAt = (file: string): string => newestTime(stated.get(file) ?? []) ?? UNDATED;
    const aliased = mentioned.flatMap((mention) => aliasStages(mention, versions, exportedAt(mention.place.file)));
    const facts = [...ran, ...made, ...aliased];
    return {
      facts,
      issues: log.issues(),
      report: {
        ...countFacts(facts),
        experiments: entities.experiments.length,
        registeredModels: entities.registeredModels.length,
        modelVersions: entities.modelVersions.length,
        loggedModels: entities.loggedModels.length,
        datasetInputs: runs.reduce((sum, { inputs }) => sum + inputs.length, 0),
      },
    };
  },
});

function named(run: MlflowRun | null, { place }: JsonExportRecord, log: IssueLog): MlflowRun[] {
  if (run !== null) return [run];
  log.report('lineage/event-malformed', `the run at ${place.at} of ${place.file} has no run_id`, place);
  return [];
}

function experimentNames({ experiments }: MlflowEntities): Map<string, string> {
  const names = new Map<string, string>();
  for (const { value } of experiments) {
    const [id, name] = [textAt(value, 'experiment_id'), textAt(value, 'name')];
    if (id !== null && name !== null) names.set(id, name);
  }
  return names;
}

function reportDangling(mentioned: readonly Mention[], runs: readonly MlflowRun[], log: IssueLog): void {
  const known = new Set(runs.map(({ id }) => id));
  for (const { run, registered, id, place, at } of mentioned) {
    const name = registered === null ? `logged model ${id}` : `version ${registered.version} of ${registered.model}`;
    if (run === null) {
      log.report('lineage/reference-dangling', `${name} at ${place.at} of ${place.file} names no run`, place);
    } else if (!known.has(run)) {
      const message = `${name} at ${place.at} of ${place.file} names run ${run}, which the export does not hold`;
      log.report('lineage/reference-dangling', message, place);
    }
    if (at === null) log.report('lineage/time-missing', `${name} at ${place.at} of ${place.file} has no time`, place);
  }
}
