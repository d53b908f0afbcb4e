/** How the pages look: what templates/<name>/theme.json may change. Lengths and sizes are in points. */
export interface Theme {
  colours: {
    /** Text. */
    ink: string;
    /** Lesser text: notes, captions, running lines. */
    muted: string;
    /** Hairlines. */
    line: string;
    /** The background of callouts and of the values beside a graph. */
    tint: string;
    /** The one colour of the house: rules, headings' marks, the cover. */
    accent: string;
    good: string;
    warning: string;
    bad: string;
    /** Bars of steps upwards. Lighter than `down`, so that the two differ in grey as well. */
    up: string;
    down: string;
    /** Intervals, behind the dot of their value. */
    band: string;
  };
  sizes: {
    title: number;
    subtitle: number;
    heading1: number;
    heading2: number;
    heading3: number;
    lead: number;
    body: number;
    note: number;
    table: number;
    chart: number;
    running: number;
  };
  margins: { top: number; right: number; bottom: number; left: number };
  /** The height of a line over the size of its letters. */
  leading: number;
  labels: {
    /** At the foot of each page; {page} and {pages} stand for numbers. */
    pageOfPages: string;
  };
}

export const defaultTheme: Theme = {
  colours: {
    ink: '#1c2430',
    muted: '#5b6675',
    line: '#c9d0d9',
    tint: '#f3f5f8',
    accent: '#1f4e79',
    good: '#1b7358',
    warning: '#9a5b00',
    bad: '#a3262a',
    up: '#e08a3c',
    down: '#2a6099',
    band: '#b4cbe2',
  },
  sizes: {
    title: 29,
    subtitle: 12.5,
    heading1: 17,
    heading2: 11.5,
    heading3: 9.5,
    lead: 11,
    body: 9.3,
    note: 8,
    table: 8,
    chart: 8,
    running: 7.5,
  },
  margins: { top: 78, right: 62, bottom: 74, left: 62 },
  leading: 1.48,
  labels: { pageOfPages: 'page {page} of {pages}' },
};
