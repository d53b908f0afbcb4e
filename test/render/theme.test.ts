import { describe, expect, it } from 'vitest';
import { DossierError } from '../../src/core/error.ts';
import { defaultTheme, readTheme } from '../../src/render/theme.ts';

const faultOf = (json: unknown): DossierError => {
  try {
    readTheme(json);
  } catch (error) {
    if (error instanceof DossierError) return error;
  }
  throw new Error('no fault');
};

/** Relative luminance and contrast as WCAG 2.2 defines them. */
const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const contrast = (a: string, b: string): number => {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
};

describe('readTheme', () => {
  it('is the default where nothing is asked for', () => {
    expect(readTheme({})).toEqual(defaultTheme);
    expect(readTheme(undefined)).toEqual(defaultTheme);
  });

  it('changes what is asked for and nothing else', () => {
    const theme = readTheme({ colours: { accent: '#004d40' }, labels: { pageOfPages: 'Seite {page} von {pages}' } });
    expect(theme.colours).toEqual({ ...defaultTheme.colours, accent: '#004d40' });
    expect(theme.labels.pageOfPages).toBe('Seite {page} von {pages}');
    expect(theme.sizes).toEqual(defaultTheme.sizes);
  });

  it('names every fault at once', () => {
    const { code, message } = faultOf({ colours: { accent: 'blue' }, sizes: { body: 400 }, fonts: {}, margins: 3 });
    expect(code).toBe('output/theme-invalid');
    expect(message).toContain('colours.accent is not a colour');
    expect(message).toContain('sizes.body is not a number from 6 to 60');
    expect(message).toContain('fonts is not known');
    expect(message).toContain('margins is not an object');
  });

  it.each([[null], [3], ['x'], [[]], [{ leading: '1.4' }], [{ colours: { toString: '#000000' } }]])(
    'refuses %j',
    (json) => {
      expect(faultOf(json).code).toBe('output/theme-invalid');
    },
  );
});

describe('the default theme', () => {
  it('has text colours that stand out from paper and from tinted ground (WCAG 2.2, 1.4.3: 4.5)', () => {
    const { ink, muted, accent, good, warning, bad, tint } = defaultTheme.colours;
    for (const colour of [ink, muted, accent, good, warning, bad]) {
      expect(contrast(colour, '#ffffff')).toBeGreaterThan(4.5);
      expect(contrast(colour, tint)).toBeGreaterThan(4.5);
    }
  });

  it('tells steps up from steps down in grey as well', () => {
    expect(contrast(defaultTheme.colours.up, defaultTheme.colours.down)).toBeGreaterThan(2);
  });
});
