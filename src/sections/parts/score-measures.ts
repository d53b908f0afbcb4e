/** The measures that rest on scores; all others rest on decisions. */
export const SCORE_MEASURES: ReadonlySet<string> = new Set([
  ...['auc', 'abroca', 'calibrationInTheLarge', 'calibrationIntercept', 'calibrationSlope'],
  ...['expectedCalibrationError', 'maximumCalibrationError'],
  ...['brierScore', 'brierReliability', 'brierResolution', 'brierUncertainty'],
  ...['standardisedMeanDifference', 'standardisedMeanDifferencePopulation', 'standardisedMeanDifferenceReference'],
  ...['residualMeanDifference', 'kolmogorovSmirnov', 'jensenShannonDivergence', 'populationStabilityIndex'],
  ...['totalVariation', 'wassersteinDistance'],
]);
