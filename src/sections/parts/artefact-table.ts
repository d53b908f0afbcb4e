import type { Block } from '../../core/block.ts';
import type { Chain, DatasetRecord } from '../../core/evidence.ts';
import { count } from '../../core/format.ts';
import type { Words } from '../../core/words.ts';
import { monoColumn, paragraph, textColumn } from './blocks.ts';
import { type DigestState, digestState } from './digest-state.ts';
import { digestOf, orNotRecorded } from './recorded.ts';

const STATES: Record<DigestState, string> = {
  equal: 'artefact.equal',
  different: 'artefact.different',
  'not-recorded': 'artefact.not-recorded',
  'no-file': 'artefact.no-file',
};

/** The model and the data sets behind it, each with the digest on record and the digest at hand. */
export function artefactTable(words: Words, { model, training, upstream }: Chain): Block[] {
  const links: { role: string; dataset: DatasetRecord | null }[] = [
    { role: words('artefact.role.model'), dataset: model },
    { role: words('artefact.role.training'), dataset: training },
    ...upstream.map((dataset) => ({
      role: words('artefact.role.upstream', { depth: count(dataset.depth) }),
      dataset,
    })),
  ];
  const rows = links.flatMap(({ role, dataset }) => (dataset === null ? [] : [artefactRow(words, role, dataset)]));
  if (rows.length === 0) return [paragraph(words('artefact.none'))];
  return [
    {
      kind: 'table',
      id: 'custody-artefacts',
      caption: words('artefact.caption'),
      columns: [
        textColumn(words('artefact.column.role'), 1),
        textColumn(words('artefact.column.name'), 1.8),
        monoColumn(words('artefact.column.recorded'), 1.6),
        monoColumn(words('artefact.column.at-hand'), 1.6),
        textColumn(words('artefact.column.state'), 1),
      ],
      rows,
      note: words('artefact.note'),
    },
  ];
}

function artefactRow(words: Words, role: string, dataset: DatasetRecord): string[] {
  const name = words('artefact.name', { name: dataset.name, version: orNotRecorded(words, dataset.version) });
  return [
    role,
    dataset.rows === null ? name : words('artefact.name-and-rows', { name, rows: count(dataset.rows) }),
    digestOf(words, dataset.recordedSha256),
    dataset.sha256 === null ? words('artefact.no-file') : digestOf(words, dataset.sha256),
    words(STATES[digestState(dataset)]),
  ];
}
