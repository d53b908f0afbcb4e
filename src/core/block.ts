/** What a page can hold. No block knows what it is about. */
export type Block =
  | HeadingBlock
  | ParagraphBlock
  | CalloutBlock
  | ListBlock
  | FactsBlock
  | TableBlock
  | ChartBlock
  | GraphBlock
  | PageBreakBlock;

export interface HeadingBlock {
  kind: 'heading';
  /** 1 is the section's title, which goes into the outline; 2 and 3 lie below it. */
  level: 1 | 2 | 3;
  text: string;
}

export interface ParagraphBlock {
  kind: 'paragraph';
  text: string;
  style: 'lead' | 'body' | 'note';
}

export interface CalloutBlock {
  kind: 'callout';
  tone: 'neutral' | 'warning' | 'error';
  title: string;
  text: string;
}

export interface ListBlock {
  kind: 'list';
  ordered: boolean;
  items: string[];
}

/** Terms and their values, one a line. */
export interface FactsBlock {
  kind: 'facts';
  rows: { term: string; value: string; mono?: boolean; tone?: Tone }[];
}

/** How a cell or node is marked; always with a word or sign beside the colour. */
export type Tone = 'good' | 'neutral' | 'warning' | 'bad';

export interface TableBlock {
  kind: 'table';
  /** Unique in a document. */
  id: string;
  caption: string;
  columns: { title: string; align: 'left' | 'right'; mono?: boolean; weight?: number }[];
  rows: string[][];
  note?: string;
}

export interface ChartBlock {
  kind: 'chart';
  caption: string;
  /** What the chart shows, for a reader who cannot see it. */
  alt: string;
  chart: WaterfallChart | IntervalChart | SeriesChart;
}

/** From a start to an end by signed steps, with one reference line across. */
export interface WaterfallChart {
  type: 'waterfall';
  axis: string;
  start: { label: string; value: number };
  /** `error` is a half-width, 0 for none. */
  steps: { label: string; value: number; error: number }[];
  end: { label: string; value: number };
  reference: { label: string; value: number };
  /** Digits after the point in labels. */
  digits: number;
}

/** Values with intervals, in groups, on a common axis. */
export interface IntervalChart {
  type: 'intervals';
  axis: string;
  panels: { title: string; rows: IntervalRow[] }[];
  /** The ends of the axis. */
  range: [number, number];
  /** Percent when true, else plain numbers. */
  percent: boolean;
  /** Lines across all rows; those of screening values are dashed. */
  lines?: { label: string; value: number; dashed: boolean }[];
}

export interface IntervalRow extends Interval {
  label: string;
  /** The shape of the value's mark: that of what the others are compared with, or of what is compared with nothing. */
  mark?: 'reference' | 'apart';
}

/** A value with the ends of its interval; null where it cannot be estimated. */
interface Interval {
  value: number | null;
  low: number | null;
  high: number | null;
}

/** Values over consecutive periods with their intervals: one line a series, told apart by dashes and marks. */
export interface SeriesChart {
  type: 'series';
  axis: string;
  periods: string[];
  /** Each with one point a period. */
  series: { label: string; points: Interval[] }[];
  /** The ends of the axis. */
  range: [number, number];
  /** Percent when true, else plain numbers. */
  percent: boolean;
}

/** A layered drawing, from left to right. */
export interface GraphBlock {
  kind: 'graph';
  caption: string;
  alt: string;
  nodes: { id: string; shape: 'box' | 'round' | 'cylinder'; label: string; detail: string; tone: Tone }[];
  edges: { from: string; to: string }[];
  legend: { tone: Tone; text: string }[];
}

export interface PageBreakBlock {
  kind: 'page-break';
}
