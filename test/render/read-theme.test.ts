import { describe, expect, it } from 'vitest';
import { DossierError } from '../../src/core/error.ts';
import { readTheme } from '../../src/render/read-theme.ts';
import { defaultTheme } from '../../src/render/theme.ts';

const faultOf = (json: unknown): DossierError => {
  try {
    readTheme(json);
  } catch (error) {
    if (error instanceof DossierError) return error;
  }
  throw new Error('no fault');
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
