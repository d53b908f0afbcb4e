import type { Confirmed } from '../attribution/exact-engine.ts';
import { agreementOn } from '../model/ensemble/find-additive.ts';
import type { Predictor } from '../model/open-model.ts';

/** What of a model was read as sums, and was found to score the very rows of an explanation as the runtime does. */
export interface Structures {
  confirmed: Confirmed[];
  /** Why a structure that the file seems to hold is not used; '' where there is none such. */
  refused: string;
}

/**
 * Holds the structures of a model against the runtime on the applicant and the comparison group.
 * @param instance - [inputs]
 * @param background - row-major [rows, inputs]
 */
export async function confirmedStructures(
  predictor: Predictor,
  instance: Float64Array,
  background: Float64Array,
): Promise<Structures> {
  const rows = Float32Array.from([...instance, ...background]);
  const n = rows.length / instance.length;
  const structures: Structures = { confirmed: [], refused: '' };
  for (const structure of predictor.additive) {
    const { agrees, maxAbsDifference } = await agreementOn(structure, rows, { n, predict: predictor.predict });
    if (agrees) structures.confirmed.push({ ...structure, maxAbsDifference });
    else
      structures.refused += `; the ${structure.description} as read from the file differs from the runtime by ${maxAbsDifference.toExponential(1)} and is not relied on`;
  }
  return structures;
}
