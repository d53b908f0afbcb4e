/** A fault planted in the source: the text that is replaced must stand in the file exactly once. */
export interface Mutant {
  /** What is wrong, and where it was really done where it was. */
  fault: string;
  file: string;
  from: string;
  to: string;
}

/** Faults of attribution; the first seven were found in published tools. */
export const mutants: Mutant[] = [
  {
    fault: 'the complement of a coalition is the coalition itself (webshap)',
    file: 'src/attribution/paired-design.ts',
    from: 'coalitions.push(coalition, complementOf(coalition, m));',
    to: 'coalitions.push(coalition, coalition);',
  },
  {
    fault: 'the last size is sampled although the budget covers it (webshap)',
    file: 'src/attribution/allocate-pairs.ts',
    from: 'index < whole ? stratum.total :',
    to: 'index < whole ? stratum.total - Number(index === strata.length - 1) :',
  },
  {
    fault: 'the middle size of an even number of players is unpaired (shap)',
    file: 'src/attribution/paired-design.ts',
    from: 'coalitions.push(coalition, complementOf(coalition, m));',
    to: `const other = complementOf(coalition, m);
          coalitions.push(coalition, 2 * stratum.size === m ? coalitionOf(stratum.next(), m) : other);`,
  },
  {
    fault: 'the projection of the constraint is added, not subtracted (shapley-regression)',
    file: 'src/attribution/kernel-shap.ts',
    from: 'value - a[i]! * excess',
    to: 'value + a[i]! * excess',
  },
  {
    fault: 'a drawn coalition weighs what it would if all were played (R kernelshap before 0.9)',
    file: 'src/attribution/paired-design.ts',
    from: 'for (const { mass, pairs } of strata) {\n    for (const pair of pairs) weights.fill(mass / (2 * pairs.length)',
    to: 'for (const { mass, pairs, total } of strata) {\n    for (const pair of pairs) weights.fill(mass / (2 * total)',
  },
  {
    fault: 'columns vary only beyond a relative tolerance (shap)',
    file: 'src/attribution/game.ts',
    from: 'if (one !== other &&',
    to: 'if (Math.abs(one - other) > 1e-8 + 1e-5 * Math.abs(other) &&',
  },
  {
    fault: 'all but the ten largest values are 0 (shap, l1 by default)',
    file: 'src/attribution/kernel-shap.ts',
    from: 'return Float64Array.from(players, ({ influence, ofTotal }) => dot(influence, target) + ofTotal * total);',
    to: `const all = Float64Array.from(players, ({ influence, ofTotal }) => dot(influence, target) + ofTotal * total);
    const least = [...all].map(Math.abs).sort((one, other) => other - one)[9] ?? 0;
    return all.map((value) => (Math.abs(value) < least ? 0 : value));`,
  },
  {
    fault: 'coalitions are drawn with replacement',
    file: 'src/numeric/draw-order.ts',
    from: 'moved.set(place, moved.get(left) ?? left);',
    to: '',
  },
  {
    fault: 'a missing value differs from a missing value',
    file: 'src/attribution/game.ts',
    from: ' && !(Number.isNaN(one) && Number.isNaN(other))',
    to: '',
  },
  {
    fault: 'the Shapley weights are those of one player more',
    file: 'src/attribution/full-enumeration.ts',
    from: '1 / (m * binomial(m - 1, size))',
    to: '1 / (m * binomial(m, size))',
  },
  {
    fault: 'the members of a coalition keep the values of the background',
    file: 'src/attribution/score-rows.ts',
    from: 'either[column + width * member]!',
    to: 'either[column]!',
  },
  {
    fault: 'rows are taken to be equal whatever their coalition',
    file: 'src/attribution/plan-rows.ts',
    from: ') & this.#mask[w]!) return false;',
    to: ') & 0) return false;',
  },
  {
    fault: 'rows are never found to be equal',
    file: 'src/attribution/plan-rows.ts',
    from: 'if (this.#alike(held, c)) return held;',
    to: '',
  },
  {
    fault: 'the standard error forgets that a part of the coalitions was drawn without replacement',
    file: 'src/attribution/kernel-shap.ts',
    from: '(1 - n / stratum.total) * ',
    to: '',
  },
  {
    fault: 'the standard error forgets that the fit follows the pairs on which it rests',
    file: 'src/attribution/kernel-shap.ts',
    from: ' / (1 - own[q]!)',
    to: '',
  },
  {
    fault: 'the background error forgets the size of the pool',
    file: 'src/attribution/background-error.ts',
    from: 'Math.max(0, 1 - n / poolRows)',
    to: '1',
  },
  {
    fault: 'the background error divides by n squared',
    file: 'src/attribution/background-error.ts',
    from: '(n * (n - 1));',
    to: '(n * n);',
  },
  {
    fault: 'the jackknife is not scaled',
    file: 'src/attribution/background-error.ts',
    from: '(n - 1) ** 2',
    to: '(n - 1)',
  },
  {
    fault: 'ties are judged as if errors were independent',
    file: 'src/attribution/rank-probability.ts',
    from: ' - 2 * covariance[i * m + j]!',
    to: '',
  },
  {
    fault: 'a place among the largest is given to values below 0',
    file: 'src/attribution/rank-probability.ts',
    from: 'if (!(number > 0)) continue;',
    to: '',
  },
  {
    fault: 'a term of three players is given whole to each of them',
    file: 'src/attribution/odd-terms.ts',
    from: '2 : 2 / 3;',
    to: '2 : 2;',
  },
  {
    fault: 'sampling goes on beyond the row budget',
    file: 'src/attribution/next-step.ts',
    from: 'now + Math.floor(affordable)',
    to: 'most',
  },
  {
    fault: 'sampling stops although the fourth place is in doubt',
    file: 'src/attribution/next-step.ts',
    from: 'relativeError < at.precision && topFourResolved',
    to: 'relativeError < at.precision',
  },
  {
    fault: 'more coalitions are drawn where the background is the larger doubt',
    file: 'src/attribution/next-step.ts',
    from: 'totalVariance(background, m) > totalVariance(found.covariance, m)',
    to: 'totalVariance(background, m) < totalVariance(found.covariance, m)',
  },
  {
    fault: 'a probability of 1 is let through to infinite log-odds',
    file: 'src/attribution/link.ts',
    from: 'mean > 0 && mean < 1',
    to: 'mean >= 0',
  },
  {
    fault: 'a score that is no number is explained',
    file: 'src/attribution/score-rows.ts',
    from: 'found?.find((score) => !Number.isFinite(score))',
    to: 'found?.find(() => false)',
  },
  {
    fault: 'lanes write to one place',
    file: 'src/attribution/score-rows.ts',
    from: '?.set(found, at)',
    to: '?.set(found, 0)',
  },
  {
    fault: 'the seed does not depend on the instance',
    file: 'src/attribution/seed.ts',
    from: "backgroundSha256, words.join('')]",
    to: 'backgroundSha256, String(words.length)]',
  },
];
