import { DossierError } from '../core/error.ts';
import { logit } from '../numeric/logistic.ts';

/** Bends the mean score of a coalition into its worth. */
export interface Link {
  /** True when the link of a mean is the mean of links, so that background rows can be attributed one by one. */
  straight: boolean;
  of(means: Float64Array): Float64Array;
}

export const identity: Link = { straight: true, of: (means) => means };

/**
 * Log-odds of the mean probability. Not the same as explaining the margin, which is the mean of log-odds.
 * A probability of 0 or 1 is refused, where other tools clip it to some log-odds of their own choice.
 */
export const logOdds: Link = {
  straight: false,
  of: (means) =>
    means.map((mean) => {
      if (mean > 0 && mean < 1) return logit(mean);
      throw new DossierError(
        'analysis/link-infinite',
        `a coalition has the mean score ${mean}, whose log-odds are not finite`,
        { hint: 'Explain the probability itself, or the margin of the model.' },
      );
    }),
};
