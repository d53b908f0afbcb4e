import type { TableBlock } from '../core/block.ts';
import { compact, hashGroups, utcTime } from '../core/format.ts';
import type { Words } from '../core/words.ts';
import { defineSection, type Section } from './define-section.ts';
import { facts, heading, paragraph } from './parts/blocks.ts';
import type { Definition } from './parts/definition.ts';
import { definitionTable } from './parts/definition-table.ts';
import {
  ATTRIBUTION_DEFINITIONS,
  CUSTODY_DEFINITIONS,
  QUALITY_DEFINITIONS,
  REPLAY_DEFINITIONS,
} from './parts/definitions.ts';
import { isNotAvailable } from './parts/gap.ts';
import { GROUP_DEFINITIONS } from './parts/group-definitions.ts';

export const method: Section = defineSection({
  meta: {
    id: 'method',
    answers: 'How is every number defined, and with which versions, seeds and tolerances was it made?',
    needs: { evidence: ['asOf'], findings: ['tool', 'replay', 'attribution', 'bias'] },
  },
  write({ evidence, findings, words }) {
    const { tool, replay, attribution, bias } = findings;
    const explained = !isNotAvailable(attribution);
    return [
      paragraph(words('method.lead')),
      heading(words('method.settings.title')),
      facts([
        { term: words('method.tool'), value: words('method.tool-value', tool) },
        { term: words('method.runtime'), value: replay.runtime },
        { term: words('method.as-of'), value: words('method.as-of-value', { asOf: utcTime(evidence.asOf) }) },
        { term: words('method.tolerance'), value: compact(replay.tolerance) },
        {
          term: words('method.seed'),
          value: explained ? hashGroups(attribution.seed) : words('common.not-recorded'),
          mono: explained,
        },
        { term: words('method.rounding'), value: words('method.rounding-value') },
      ]),
      heading(words('method.definitions.title')),
      table(words, 'method-custody', words('method.custody.caption'), CUSTODY_DEFINITIONS),
      table(words, 'method-replay', words('method.replay.caption'), REPLAY_DEFINITIONS),
      ...(explained
        ? [table(words, 'method-attribution', words('method.attribution.caption'), ATTRIBUTION_DEFINITIONS)]
        : []),
      ...(isNotAvailable(bias)
        ? []
        : [table(words, 'method-groups', words('method.groups.caption'), GROUP_DEFINITIONS)]),
      table(words, 'method-quality', words('method.quality.caption'), QUALITY_DEFINITIONS),
    ];
  },
});

function table(words: Words, id: string, caption: string, definitions: readonly Definition[]): TableBlock {
  return definitionTable(words, {
    ...{ id, caption },
    rows: definitions.map(({ term, definition, source }) => [words(term), words(definition), words(source)]),
  });
}
