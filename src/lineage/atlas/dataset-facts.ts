import { isJsonObject, objectAt, textAt } from '../../data/json-value.ts';
import { sha256Of } from '../../data/sha256-of.ts';
import { datasetAtUri } from '../dataset-name-of-uri.ts';
import type { DatasetFact, Fact } from '../fact.ts';
import type { About } from '../openlineage/statement.ts';
import { attribute, classificationsOf, type Entity, type Estate, referredBy, textOf, timeOf } from './entity.ts';
import { isModel, lakeAlias, usedOf } from './names.ts';
import { jobNamed } from './process-facts.ts';

/** What an entity that holds data states of itself: type, columns, owner, places, classifications, versions of models. */
export function datasetFacts(estate: Estate, entity: Entity): Fact[] {
  const used = usedOf({ entity, type: entity.type, qualifiedName: entity.qualifiedName });
  if (used === null) return [];
  const { namespace, name, version } = used;
  const about: About = {
    at: timeOf(estate, entity),
    grade: 'recorded',
    citation: entity.place,
    run: null,
    dataset: { namespace, name },
    version,
  };
  return [
    { ...about, kind: 'dataset-type', type: isModel(entity.type) ? 'MODEL' : entity.type },
    ...columnNames(estate, entity, about),
    ...peopleFacts(entity, about),
    ...placeFacts(estate, entity, about),
    ...classificationsOf(entity).map(
      (value): DatasetFact => ({ ...about, kind: 'dataset-tag', key: 'classification', value }),
    ),
    ...versionFacts(entity, about),
    ...processesBeside(estate, entity, about),
  ];
}

function columnNames(estate: Estate, entity: Entity, about: About): DatasetFact[] {
  const columns = ['columns', 'partitionKeys'].flatMap((name) =>
    referredBy(estate, entity, name).flatMap((column) =>
      column.entity === null ? [] : (textOf(column.entity, 'name') ?? []),
    ),
  );
  return columns.length === 0 ? [] : [{ ...about, kind: 'dataset-schema', columns }];
}

/** Purview keeps owners as contacts, and files entities in collections and domains. */
function peopleFacts(entity: Entity, about: About): DatasetFact[] {
  const contacts = objectAt(entity.value, 'contacts')?.['Owner'];
  const owners = Array.isArray(contacts) ? contacts.flatMap((contact) => textAt(contact, 'id') ?? []) : [];
  const owner = textOf(entity, 'owner');
  const domains = ['domainId', 'collectionId'].flatMap((name) => textAt(entity.value, name) ?? []);
  return [
    ...[...(owner === null ? [] : [owner]), ...owners].map(
      (each): DatasetFact => ({ ...about, kind: 'dataset-owner', owner: each }),
    ),
    ...domains.map((domain): DatasetFact => ({ ...about, kind: 'dataset-domain', domain })),
  ];
}

/** A table lies where its storage says; files of an Azure lake have a second name. */
function placeFacts(estate: Estate, entity: Entity, about: About): DatasetFact[] {
  const storages = referredBy(estate, entity, 'sd').flatMap((storage) => storage.entity ?? []);
  const uris = [
    ...storages.map((storage) => textOf(storage, 'location')),
    textOf(entity, 'location'),
    textOf(entity, 'path'),
  ];
  const aliases = [...uris.map(datasetAtUri), lakeAlias(about.dataset)].filter((alias) => alias !== null);
  return aliases.map((alias) => ({ ...about, kind: 'dataset-alias', alias }));
}

function versionFacts(entity: Entity, about: About): DatasetFact[] {
  const custom = objectAt(entity.value, 'customAttributes');
  const texts = ['sha256', 'checksum', 'digest'].flatMap((name) => [textOf(entity, name), textAt(custom, name)]);
  const digests = new Set(texts.map(sha256Of).filter((digest) => digest !== null));
  const name = textOf(entity, 'name') ?? about.dataset.name;
  return [
    ...[...digests].map((sha256): DatasetFact => ({ ...about, kind: 'dataset-digest', sha256 })),
    ...(about.version === null
      ? []
      : [{ ...about, kind: 'model-version' as const, model: name, modelVersion: about.version }]),
  ];
}

/** A data set names the processes that read and wrote it, even where those are not in the export. */
function processesBeside(estate: Estate, entity: Entity, about: About): Fact[] {
  const sides = [
    ['inputToProcesses', 'input'],
    ['outputFromProcesses', 'output'],
  ] as const;
  return sides.flatMap(([name, direction]) => {
    const found = attribute(entity, name);
    const items = Array.isArray(found) ? found.filter(isJsonObject) : [];
    return items.flatMap((item): Fact[] => {
      const [activity] = referredBy(estate, { ...entity, value: { attributes: { process: item } } }, 'process');
      const job = activity === undefined ? null : jobNamed(activity.type, activity.qualifiedName);
      return job === null ? [] : [{ ...about, kind: 'job-dataset', job, direction }];
    });
  });
}
