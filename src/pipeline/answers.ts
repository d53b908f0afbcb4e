import type { AuditAnswer, DisparityAnswer, ExplainAnswer, ResolveAnswer } from '../core/answers.ts';
import { DossierError } from '../core/error.ts';
import type { Evidence } from '../core/evidence.ts';
import type { BiasAudit, Disparity, Findings, NotAvailable } from '../core/findings.ts';

/** What `dossier resolve --json` prints. */
export function resolveAnswer({ prediction, chain, issues, asOf }: Evidence): ResolveAnswer {
  const { model, training, featureCode, runs, upstream, completeness } = chain;
  const { id, decidedAt, score, decision } = prediction;
  return {
    prediction: { id, decidedAt, score, decision },
    model: model && { name: model.name, version: model.modelVersion, sha256: model.sha256, verified: model.verified },
    training: training && {
      dataset: training.name,
      version: training.version,
      sha256: training.sha256,
      verified: training.verified,
    },
    featureCode: featureCode && {
      repository: featureCode.repository,
      commit: featureCode.commit,
      verified: featureCode.verified,
    },
    runs: { scoring: runs.scoring?.id ?? null, training: runs.training?.id ?? null },
    upstream,
    completeness,
    breaks: issues,
    asOf,
    runRecords: runs,
    artefacts: { model, training },
  };
}

/** What `dossier explain --json` prints, on the leading scale. */
export function explainAnswer({ prediction }: Evidence, { attribution }: Pick<Findings, 'attribution'>): ExplainAnswer {
  if ('notAvailable' in attribution)
    throw new DossierError('analysis/attribution-not-available', attribution.notAvailable);
  const [leading] = attribution.spaces;
  if (leading === undefined)
    throw new DossierError('analysis/attribution-not-available', 'the model offers no score to explain');
  const { rows, sha256, population, description } = attribution.background;
  const { noReasonBecause, reasonTests, offManifold, placements, alternativeReference, lime, recourse } = attribution;
  return {
    predictionId: prediction.id,
    engine: attribution.engine,
    space: leading.space,
    baseValue: leading.baseValue,
    value: leading.value,
    cutoff: leading.cutoff,
    seed: attribution.seed,
    background: { rows, sha256, reference: population, description },
    features: attribution.features.map(({ name, value, sources }, index) => {
      const found = leading.attributions[index] ?? { attribution: 0, standardError: 0, backgroundStandardError: null };
      return { name, value, ...found, sources };
    }),
    crossChecks: attribution.crossChecks,
    reasons: attribution.reasons,
    spaces: attribution.spaces,
    examination: { noReasonBecause, reasonTests, offManifold, placements, alternativeReference, lime, recourse },
  };
}

/** What `dossier audit --json` prints. @throws DossierError analysis/audit-not-available */
export function auditAnswer(bias: BiasAudit | NotAvailable): AuditAnswer {
  if ('notAvailable' in bias) throw new DossierError('analysis/audit-not-available', bias.notAvailable);
  const { rowsRead, used, exclusions, favourable, positive, profile, confidence, slice, further } = bias;
  return {
    ...{ rowsRead, used, exclusions, favourable, positive, confidence, slice },
    profile: profile.id,
    ...(further === undefined ? {} : { further }),
    attributes: bias.attributes.map((attribute) => ({
      ...attribute,
      disparities: attribute.disparities.map(disparityAnswer),
    })),
  };
}

function disparityAnswer({ ratio, difference, ...rest }: Disparity): DisparityAnswer {
  return {
    ...rest,
    ratio: ratio.value,
    difference: difference.value,
    ratioInterval: { low: ratio.low, high: ratio.high },
    differenceInterval: { low: difference.low, high: difference.high },
  };
}
