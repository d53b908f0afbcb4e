import type { Evidence } from '../core/evidence.ts';
import type { BiasAudit, Findings } from '../core/findings.ts';
import { count } from '../core/format.ts';
import type { Words } from '../core/words.ts';
import { defineSection, type Section } from './define-section.ts';
import { heading, list, paragraph } from './parts/blocks.ts';
import { isNotAvailable } from './parts/gap.ts';
import { sentence } from './parts/sentence.ts';
import { heaviestFirst, severityName } from './parts/severity.ts';

export const limitations: Section = defineSection({
  meta: {
    id: 'limitations',
    answers: 'What can the findings not tell, and what weakens them here?',
    needs: { evidence: ['case', 'prediction', 'issues'], findings: ['attribution', 'bias', 'issues'] },
  },
  write({ evidence, findings, words }) {
    const weakening = heaviestFirst(evidence.issues, findings.issues).filter(({ severity }) => severity !== 'info');
    return [
      paragraph(words('limitations.lead')),
      heading(words('limitations.always.title')),
      list([
        words('limitations.attribution-is-not-cause'),
        words('limitations.correlated-features'),
        words('limitations.comparison-group'),
        words('limitations.replay'),
        words('limitations.lineage'),
        words('limitations.groups-describe'),
        words('limitations.labelled-rows'),
        words('limitations.small-groups'),
        words('limitations.many-comparisons'),
        words('limitations.quality'),
        words('limitations.not-examined'),
      ]),
      heading(words('limitations.here.title')),
      list([...ofOutcomes(words, evidence), ...ofExplanation(words, findings), ...ofGroups(words, findings.bias)]),
      heading(words('limitations.issues.title')),
      weakening.length === 0
        ? paragraph(words('limitations.issues.none'))
        : list(
            weakening.map(({ code, message, severity }) =>
              words('limitations.issues.item', {
                severity: severityName(words, severity),
                message: sentence(message),
                code,
              }),
            ),
          ),
    ];
  },
});

/** Outcomes count in the words of the decision; most likely people decided them, and they are not what came to pass. */
function ofOutcomes(words: Words, { case: declaration, prediction }: Pick<Evidence, 'case' | 'prediction'>): string[] {
  if (declaration.decisionLog.columns.outcome === undefined) return [words('limitations.no-outcomes')];
  return [
    words('limitations.outcomes-are-decisions', { ...declaration.decision }),
    ...(prediction.outcome === null ? [words('limitations.outcome-unknown')] : []),
  ];
}

function ofExplanation(words: Words, { attribution }: Pick<Findings, 'attribution'>): string[] {
  if (isNotAvailable(attribution)) return [words('limitations.no-explanation', { reason: attribution.notAvailable })];
  const sampled = attribution.engine === 'kernel-shap' ? [words('limitations.sampled')] : [];
  const { rows, poolRows } = attribution.background;
  return rows === poolRows
    ? sampled
    : [...sampled, words('limitations.background-drawn', { rows: count(rows), poolRows: count(poolRows) })];
}

function ofGroups(words: Words, bias: BiasAudit | { notAvailable: string }): string[] {
  if (isNotAvailable(bias)) return [words('limitations.no-groups', { reason: bias.notAvailable })];
  return bias.attributes.flatMap(({ label, groups, disparities }) => {
    const unknown = groups.find((group) => group.unknown && group.n > 0);
    const open = disparities.filter(({ verdict }) => verdict === 'inconclusive');
    return [
      ...(unknown === undefined
        ? []
        : [words('limitations.unknown-group', { attribute: label, n: count(unknown.n), used: count(bias.used) })]),
      ...(open.length === 0 ? [] : [words('limitations.inconclusive', { attribute: label, n: count(open.length) })]),
    ];
  });
}
