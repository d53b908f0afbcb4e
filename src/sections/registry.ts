// One line for each file of this folder that defines a section, in the order of their ids.
import { chainOfCustody } from './chain-of-custody.ts';
import { cohort } from './cohort.ts';
import { cover } from './cover.ts';
import { dataQuality } from './data-quality.ts';
import { decisionRecord } from './decision-record.ts';
import type { Section } from './define-section.ts';
import { explanation } from './explanation.ts';
import { explanationChecks } from './explanation-checks.ts';
import { groupMeasures } from './group-measures.ts';
import { groupOutcomes } from './group-outcomes.ts';
import { howToVerify } from './how-to-verify.ts';
import { limitations } from './limitations.ts';
import { manifest } from './manifest.ts';
import { method } from './method.ts';
import { recourse } from './recourse.ts';
import { replay } from './replay.ts';
import { summary } from './summary.ts';
import { yourComparison } from './your-comparison.ts';
import { yourData } from './your-data.ts';
import { yourDecision } from './your-decision.ts';
import { yourNextSteps } from './your-next-steps.ts';
import { yourReasons } from './your-reasons.ts';

/** All sections that a template can list. */
export const sections: readonly Section[] = [
  chainOfCustody,
  cohort,
  cover,
  dataQuality,
  decisionRecord,
  explanation,
  explanationChecks,
  groupMeasures,
  groupOutcomes,
  howToVerify,
  limitations,
  manifest,
  method,
  recourse,
  replay,
  summary,
  yourComparison,
  yourData,
  yourDecision,
  yourNextSteps,
  yourReasons,
];
