import { textAt } from '../../data/json-value.ts';
import { CAPTURE_SCHEMA, readFact } from '../capture/fact-line.ts';
import { countFacts } from '../count-facts.ts';
import type { Fact } from '../fact.ts';
import { defineLineageFormat, type LineageFormat } from '../format.ts';
import { issueLog } from '../issue-log.ts';
import { jsonExport } from '../json-export.ts';

export const capture: LineageFormat = defineLineageFormat({
  meta: {
    id: 'capture',
    title: 'Captures by dossier',
    answers: 'What did the exports say of a chain when it was frozen?',
    source: { work: 'dossier capture', locator: 'dossier.capture/1, one fact a line' },
    limits: ['It holds the chains of the captured predictions and nothing else.'],
  },

  marks: `a first line with "schema": "${CAPTURE_SCHEMA}"`,

  detect: (head) => (/^\uFEFF?\s*\{"schema":\s*"dossier\.capture\/1"/.test(head) ? 1 : 0),

  read(documents) {
    const log = issueLog();
    const facts: Fact[] = [];
    for (const { value, place } of jsonExport(documents, 'a captured fact', log)) {
      if (textAt(value, 'schema') === CAPTURE_SCHEMA) continue;
      const fact = readFact(value, place);
      if (fact !== null) facts.push(fact);
      else
        log.report(
          'lineage/event-malformed',
          `the record at ${place.at} of ${place.file} is not a captured fact`,
          place,
        );
    }
    return { facts, issues: log.issues(), report: { facts: facts.length, ...countFacts(facts) } };
  },
});
