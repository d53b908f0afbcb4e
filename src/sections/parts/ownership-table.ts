import type { Block } from '../../core/block.ts';
import type { Chain } from '../../core/evidence.ts';
import type { Words } from '../../core/words.ts';
import { paragraph, textColumn } from './blocks.ts';
import { orNotRecorded } from './recorded.ts';

/** Who answers for the model and for each data set behind it, as the lineage records it. */
export function ownershipTable(words: Words, { model, training, upstream }: Chain): Block[] {
  const records = [model, training, ...upstream].filter((record) => record !== null);
  if (records.length === 0) return [paragraph(words('ownership.none'))];
  const named = (names: readonly string[]): string =>
    orNotRecorded(words, names.length === 0 ? null : names.join(', '));
  return [
    {
      kind: 'table',
      id: 'custody-ownership',
      caption: words('ownership.caption'),
      columns: [
        textColumn(words('ownership.column.dataset'), 2),
        textColumn(words('ownership.column.owners'), 1.4),
        textColumn(words('ownership.column.stewards'), 1.2),
        textColumn(words('ownership.column.domains'), 1.2),
      ],
      rows: records.map(({ name, owners, stewards, domains }) => [
        name,
        named(owners),
        named(stewards),
        named(domains),
      ]),
      note: words('ownership.note'),
    },
  ];
}
