import { DossierError } from '../core/error.ts';
import { defaultTheme, type Theme } from './theme.ts';

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
