import { DossierError } from '../core/error.ts';

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

/** The least and greatest number that a group of the theme takes. */
const RANGES: Record<string, [number, number]> = { sizes: [6, 60], margins: [30, 160], leading: [1.1, 2.2] };

/**
 * The default theme with the changes that a theme.json asks for.
 * @throws DossierError output/theme-invalid, naming every fault
 */
export function readTheme(json: unknown): Theme {
  const faults: string[] = [];
  const theme = merge(defaultTheme, json, [], faults);
  if (faults.length === 0) return theme as Theme;
  throw new DossierError('output/theme-invalid', `the theme is not valid: ${faults.join('; ')}`, {
    hint: 'Give only keys that the default theme has, colours as #rrggbb and sizes in points.',
  });
}

function merge(standard: unknown, wanted: unknown, path: string[], faults: string[]): unknown {
  if (wanted === undefined) return standard;
  if (!isRecord(standard)) return leaf(standard, wanted, path, faults);
  if (!isRecord(wanted)) {
    faults.push(`${path.join('.') || 'it'} is not an object`);
    return standard;
  }
  for (const key of Object.keys(wanted).sort()) {
    if (!Object.hasOwn(standard, key)) faults.push(`${[...path, key].join('.')} is not known`);
  }
  return Object.fromEntries(
    Object.entries(standard).map(([key, value]) => [key, merge(value, own(wanted, key), [...path, key], faults)]),
  );
}

function leaf(standard: unknown, wanted: unknown, path: string[], faults: string[]): unknown {
  const fault = faultOf(wanted, path[0] ?? '', typeof standard);
  if (fault === null) return wanted;
  faults.push(`${path.join('.')} ${fault}`);
  return standard;
}

function faultOf(wanted: unknown, group: string, type: string): string | null {
  const range = RANGES[group];
  if (range !== undefined) {
    const [least, most] = range;
    const holds = typeof wanted === 'number' && wanted >= least && wanted <= most;
    return holds ? null : `is not a number from ${least} to ${most}`;
  }
  if (typeof wanted !== type) return `is not a ${type}`;
  const isColour = group !== 'colours' || /^#[0-9a-f]{6}$/i.test(String(wanted));
  return isColour ? null : 'is not a colour such as #1f4e79';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function own(record: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
