import pc from 'picocolors';
import { describe, expect, it } from 'vitest';
import { printable } from '../../src/cli/printable.ts';

describe('printable', () => {
  it('shows by number what would act on a terminal', () => {
    expect(printable('a\u001b[2Jb\u0007\u202ec\u{e0001}')).toBe('a\\u{1b}[2Jb\\u{7}\\u{202e}c\\u{e0001}');
  });

  it('leaves letters of any script, line ends and our own colours', () => {
    const { red, bold } = pc.createColors(true);
    const text = `${red('error')} ${bold('Łódź')} Дмитрий\nnext`;
    expect(printable(text)).toBe(text);
  });
});
