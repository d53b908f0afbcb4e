import { compareText } from '../core/compare-text.ts';
import type { DatasetRecord, Evidence } from '../core/evidence.ts';
import type { Attribution, BiasAudit, Findings, QualitySummary } from '../core/findings.ts';
import type { Issue } from '../core/issue.ts';
import type { ReasonFlag } from '../core/reason.ts';

/**
 * What a reviewer must settle before anything is sent to the person concerned. Holds nothing back by itself.
 * @returns issues with codes `policy/...`, by code, then by message
 */
export function releaseGate(
  evidence: Evidence,
  findings: Pick<Findings, 'replay' | 'attribution' | 'bias' | 'quality'>,
): Issue[] {
  const { attribution, bias, quality } = findings;
  const issues = [
    ...digestIssues(evidence),
    ...replayIssues(evidence, findings),
    ...('notAvailable' in attribution ? [] : reasonIssues(attribution)),
    ...('notAvailable' in bias ? [] : [...referenceIssues(bias), ...disparityIssues(bias)]),
    ...certificateIssues(evidence, quality),
  ];
  return issues.sort((one, other) => compareText(sortKey(one), sortKey(other)));
}

function sortKey({ code, message }: Issue): string {
  return `${code}\n${message}`;
}

function digestIssues({ chain: { model, training } }: Evidence): Issue[] {
  const issues: Issue[] = [];
  if (model?.verified !== true) {
    issues.push({
      code: 'policy/model-not-verified',
      severity: 'error',
      message: 'the digest of the model was not verified against the lineage',
      hint: 'Supply the model file and a lineage record of its SHA-256.',
    });
  }
  if (training?.verified !== true) {
    issues.push({
      code: 'policy/training-not-verified',
      severity: isAltered(training) ? 'error' : 'warning',
      message: isAltered(training)
        ? 'the training data at hand is not that of the lineage: the digests differ'
        : 'the digest of the training data was not verified against the lineage',
      hint: 'Supply the training data and a lineage record of its SHA-256.',
    });
  }
  return issues;
}

/** True when both digests are there and differ, which is worse than one that is missing. */
function isAltered(dataset: DatasetRecord | null): boolean {
  return dataset !== null && dataset.sha256 !== null && dataset.recordedSha256 !== null && !dataset.verified;
}

function replayIssues({ prediction }: Evidence, { replay }: Pick<Findings, 'replay'>): Issue[] {
  if (replay.decisionAgrees) return [];
  const recorded = prediction.decision === null ? 'no decision' : `the decision "${prediction.decision}"`;
  return [
    {
      code: 'policy/decision-differs',
      severity: 'error',
      message: `the log holds ${recorded}, the score and the cut-off give "${replay.decision}"`,
      place: prediction.citation,
      hint: 'Find out who changed the decision, and on what grounds.',
    },
  ];
}

/** Flags that hold a reason back, and what would settle each. `no-wording` is a doubt alone. */
const HINTS: Record<ReasonFlag, string> = {
  'prohibited-basis': 'Have counsel settle this before the reasons are released.',
  'declared-proxy': 'Have counsel settle whether the feature may be used.',
  'missing-value': 'Find the value, or state that the information was missing.',
  'imputed-value': 'Find the value, or state that the information was missing.',
  'no-wording': 'Give it a reason code and text in case.yaml.',
  'wording-misses-sources': 'Name every source column that the wording speaks of under reason.covers in case.yaml.',
  'direction-conflict': 'Have someone who knows the model say which way the feature works here.',
  'no-lineage': 'Export the column lineage of this feature.',
  'off-manifold': 'Compare with a group that resembles the applicant, or group features that move together.',
};

/** Codes that were published before there were flags. */
const CODES: Partial<Record<ReasonFlag, string>> = {
  'no-wording': 'policy/reason-without-wording',
  'prohibited-basis': 'policy/prohibited-basis',
};

function reasonIssues({ reasons }: Attribution): Issue[] {
  return reasons.flatMap(({ feature, flags, flagCodes }) =>
    flagCodes.map(
      (flag, index): Issue => ({
        code: CODES[flag] ?? `policy/reason-${flag}`,
        severity: flag === 'no-wording' ? 'warning' : 'error',
        message: `the feature "${feature}" is a principal reason: ${flags[index] ?? flag}`,
        hint: HINTS[flag],
      }),
    ),
  );
}

/** Without anybody in the reference group no comparison is possible, and silence would read as a good result. */
function referenceIssues({ attributes }: BiasAudit): Issue[] {
  return attributes.flatMap(({ name, reference, groups }): Issue[] => {
    if (groups.some(({ group, n }) => group === reference && n > 0)) return [];
    return [
      {
        code: 'policy/reference-empty',
        severity: 'warning',
        message: `by ${name}, nobody is in the reference group "${reference}", so no group was compared with it`,
        hint: 'Name a group as the protected attributes spell it, under reference in case.yaml.',
      },
    ];
  });
}

const CALLED_FOR: Record<string, { severity: Issue['severity']; what: string } | undefined> = {
  flagged: { severity: 'warning', what: 'past both screening values' },
  'practical-only': { severity: 'info', what: 'below the impact ratio, not significant' },
  'statistical-only': { severity: 'info', what: 'significant, without one below the impact ratio' },
};

function disparityIssues({ attributes, profile }: BiasAudit): Issue[] {
  return attributes.flatMap(({ name, disparities }) =>
    disparities.flatMap(({ group, metric, verdict }): Issue[] => {
      const called = CALLED_FOR[verdict];
      if (called === undefined) return [];
      return [
        {
          code: `policy/disparity-${verdict}`,
          severity: called.severity,
          message: `by ${name}, the ${inWords(metric)} of "${group}" is ${called.what} (${profile.title})`,
        },
      ];
    }),
  );
}

/** selectionRate is the selection rate. */
function inWords(metric: string): string {
  return metric.replace(/[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`);
}

function certificateIssues({ certificates }: Evidence, quality: QualitySummary): Issue[] {
  return quality.certificates.flatMap(({ id, dataset, verdict, binding }): Issue[] => {
    if (verdict !== 'fail' && verdict !== 'error') return [];
    const place = certificates.find((certificate) => certificate.id === id)?.citation;
    const what = verdict === 'fail' ? 'holds failed checks' : 'holds checks that could not run';
    return [
      {
        code: 'policy/certificate-not-passed',
        severity: 'warning',
        message: `the quality certificate of ${dataset} ${what} (bound to it: ${binding})`,
        ...(place === undefined ? {} : { place }),
      },
    ];
  });
}
