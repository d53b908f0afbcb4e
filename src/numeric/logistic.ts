/** The logistic function 1 / (1 + e^-x), dimensionless. @example logistic(0); // 0.5 */
export function logistic(x: number): number {
  return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
}

/** The log-odds ln(p / (1 - p)) of a probability; infinite at 0 and 1. @example logit(0.5); // 0 */
export function logit(p: number): number {
  return Math.log(p) - Math.log1p(-p);
}
