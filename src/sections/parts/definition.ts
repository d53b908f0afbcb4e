/** The words of one statistic: its name, its formula, and where it is published. */
export interface Definition {
  term: string;
  definition: string;
  source: string;
}
