/** A chart of labelled rows on one common axis. Lengths are in points, values in the unit of the axis. */
export interface RowChart {
  axis: string;
  rows: ChartRow[];
  /** The ends of the axis. */
  domain: [number, number];
  /** Lines from top to bottom with a label above. */
  lines: { label: string; value: number; dashed: boolean }[];
  /** Whether the axis is written in percent. */
  percent: boolean;
  /** The room at the right that the texts of the rows take; 0 where they stand beside the bars. */
  textRoom: number;
}

export interface ChartRow {
  label: string;
  /** The title of the rows below, in place of a label; '' for none. */
  heading: string;
  /** A row that begins or closes a sum. */
  strong: boolean;
  bar: { from: number; to: number; colour: string } | null;
  whisker: { low: number; high: number } | null;
  /** A single value, drawn as a rhomb, a dot or a ring; beyond the ends of the axis as an arrow to where it lies. */
  mark: { value: number; shape: 'rhomb' | 'dot' | 'ring' } | null;
  /** What stands beside the bar: at its left, its right, or in a column at the right of the chart. */
  text: string;
  textAt: 'left' | 'right' | 'column';
  /** The value from which a thin line leads to the next row. */
  link: number | null;
}
