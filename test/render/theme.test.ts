import { describe, expect, it } from 'vitest';
import { defaultTheme } from '../../src/render/theme.ts';

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
