import type { FeatureDeclaration } from '../core/case.ts';
import type { FeatureFacts } from '../core/findings.ts';
import type { ReasonFlag } from '../core/reason.ts';

export interface Flag {
  code: ReasonFlag;
  message: string;
}

/** A feature with what case.yaml declares of it. */
export interface ReasonFeature extends FeatureFacts {
  declaration: FeatureDeclaration | undefined;
  /** True when an indicator says that the value was filled in. */
  isImputed?: boolean;
}

/** What the model was asked about the features. */
export interface ModelAnswers {
  /** True when higher scores are adverse. */
  adverseIsHigh: boolean;
  /**
   * What the score does when one feature alone moves to the reference: its change, new minus old. Absent when nobody
   * asked the model. A reason whose feature, moved alone, does not relieve the score is flagged.
   */
  changeWhenMoved?: (feature: string) => number;
  /** True when too many of the scored combinations resemble no real row. */
  isOffManifold?: boolean;
}

/**
 * What a reviewer must settle about a reason before release. No setting of the case takes a flag away.
 * @see 12 CFR 1002.9(b)(2) and its official interpretation, paragraphs 9(b)(2)-1 to 9(b)(2)-4 (for counsel's review)
 */
export function reasonFlags(feature: ReasonFeature, asked: ModelAnswers): Flag[] {
  return [...ofDeclaration(feature), ...ofValue(feature), ...ofSources(feature), ...ofModel(feature, asked)];
}

function ofDeclaration({ declaration }: ReasonFeature): Flag[] {
  const flags: Flag[] = [];
  if (declaration?.prohibitedBasis === true)
    flags.push({ code: 'prohibited-basis', message: 'rests on a basis that case.yaml declares prohibited' });
  if (declaration?.proxyFor !== undefined)
    flags.push({ code: 'declared-proxy', message: `case.yaml declares that it stands for ${declaration.proxyFor}` });
  if (declaration?.reason === undefined)
    flags.push({ code: 'no-wording', message: 'no approved wording in case.yaml' });
  return flags;
}

function ofValue({ value, declaration, isImputed }: ReasonFeature): Flag[] {
  const isCode = declaration?.missingCodes?.some((code) => String(code) === value || Number(value) === code);
  if (/\bmissing\b/.test(value)) return [{ code: 'missing-value', message: 'the value was missing' }];
  if (isCode === true) return [{ code: 'missing-value', message: `the value ${value} means that it was not known` }];
  return isImputed === true ? [{ code: 'imputed-value', message: 'the value was missing and was filled in' }] : [];
}

/** A feature made of several source columns is not explained by a text that speaks of some of them. */
function ofSources({ sources, declaration }: ReasonFeature): Flag[] {
  if (sources.length === 0) return [{ code: 'no-lineage', message: 'not led back to a source column' }];
  const direct = sources.filter(({ transformation }) => transformation !== 'INDIRECT');
  const parents = [...new Set(direct.map(({ column }) => column))];
  if (declaration?.reason === undefined || parents.length < 2) return [];
  const covers = declaration.reason.covers ?? [];
  const left = parents.filter((column) => !covers.includes(column));
  return left.length === 0
    ? []
    : [
        {
          code: 'wording-misses-sources',
          message: `made of ${parents.join(', ')}, and case.yaml does not say that the wording covers ${left.join(', ')}`,
        },
      ];
}

function ofModel({ name }: ReasonFeature, { adverseIsHigh, changeWhenMoved, isOffManifold }: ModelAnswers): Flag[] {
  const flags: Flag[] = [];
  const change = changeWhenMoved?.(name);
  if (change !== undefined && !(adverseIsHigh ? change < 0 : change > 0)) {
    const message = 'moving this feature alone to the reference does not relieve the score';
    flags.push({ code: 'direction-conflict', message });
  }
  if (isOffManifold === true) {
    const message = 'rests on scores of combinations of which too many resemble no real person';
    flags.push({ code: 'off-manifold', message });
  }
  return flags;
}
