import type { Block } from '../core/block.ts';
import type { Case } from '../core/case.ts';
import { findModel } from '../core/declared-model.ts';
import type { PredictionRecord } from '../core/evidence.ts';
import { cellText, decimal, digitsApart, utcTime } from '../core/format.ts';
import type { Words } from '../core/words.ts';
import { defineSection, type Section } from './define-section.ts';
import { facts, monoColumn, numberColumn, paragraph, textColumn } from './parts/blocks.ts';
import { cutoffRule } from './parts/cutoff-rule.ts';
import { citationText, orNotRecorded } from './parts/recorded.ts';

export const decisionRecord: Section = defineSection({
  meta: {
    id: 'decision-record',
    answers: 'What does the decision log say of this prediction?',
    needs: { evidence: ['case', 'prediction'], findings: ['replay'] },
  },
  write({ evidence, findings, words }) {
    const { prediction } = evidence;
    const { score } = prediction;
    const { replay } = findings;
    const digits = digitsApart(score, replay.cutoff);
    return [
      paragraph(words('decision-record.lead')),
      facts([
        { term: words('decision-record.id'), value: prediction.id, mono: true },
        { term: words('decision-record.decided-at'), value: utcTime(prediction.decidedAt) },
        { term: words('decision-record.model-version'), value: prediction.modelVersion },
        { term: words('decision-record.run'), value: orNotRecorded(words, prediction.runId), mono: true },
        {
          term: words('decision-record.score'),
          value: score === null ? words('common.not-recorded') : decimal(score, digits),
        },
        { term: words('decision-record.rule'), value: cutoffRule(words, replay, evidence.case, digits) },
        { term: words('decision-record.decision'), value: orNotRecorded(words, prediction.decision) },
        { term: words('decision-record.outcome'), value: orNotRecorded(words, prediction.outcome) },
        { term: words('decision-record.citation'), value: citationText(prediction.citation), mono: true },
      ]),
      inputs(words, evidence.case, prediction),
    ];
  },
});

/** The recorded inputs in the order of the model; without a declared model, in the order of their names. */
function inputs(words: Words, declaration: Case, { inputs: cells, modelVersion }: PredictionRecord): Block {
  const declared = findModel(declaration, modelVersion)?.inputs;
  const labelOf = (column: string): string =>
    declaration.features.find(({ columns }) => columns.includes(column))?.label ?? column;
  const columns = declared ?? Object.keys(cells).sort();
  return {
    kind: 'table',
    id: 'decision-inputs',
    caption: words('decision-record.inputs.caption'),
    columns: [
      monoColumn(words('decision-record.inputs.column')),
      textColumn(words('decision-record.inputs.feature'), 2),
      numberColumn(words('decision-record.inputs.value')),
    ],
    rows: columns.map((column) => [
      column,
      labelOf(column),
      cellText(cells[column] ?? null, words('decision-record.inputs.missing')),
    ]),
    note: words('decision-record.inputs.note'),
  };
}
