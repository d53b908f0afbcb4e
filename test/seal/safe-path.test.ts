import { describe, expect, it } from 'vitest';
import { pathFault, pathKey, printablePath } from '../../src/seal/safe-path.ts';

describe('pathFault', () => {
  it.each(['dossier.pdf', 'tables/a.csv', 'a/b/c', '.hidden', 'a..b', 'ä b (1).csv', '-rf', ' x'])(
    'lets %j pass',
    (path) => {
      expect(pathFault(path)).toBeNull();
    },
  );

  it.each([
    ['', 'empty'],
    ['x'.repeat(1025), 'too long'],
    ['/etc/passwd', 'absolute'],
    ['..', 'inside'],
    ['../a', 'inside'],
    ['a/../b', 'inside'],
    ['./a', 'inside'],
    ['a//b', 'inside'],
    ['a/', 'inside'],
    ['a\\b', 'backslash'],
    ['C:a', 'colon'],
    ['a\nb', 'control'],
    ['a\u0000b', 'control'],
    ['a\u2028b', 'control'],
    ['a\ud800', 'control'],
  ])('refuses %j: %s', (path, reason) => {
    expect(pathFault(path)).toContain(reason);
  });
});

describe('pathKey', () => {
  it('is the same for names that some systems take for one', () => {
    expect(pathKey('Tables/E\u0301.csv')).toBe(pathKey('tables/\u00e9.csv'));
    expect(pathKey('a.csv')).not.toBe(pathKey('b.csv'));
  });
});

describe('printablePath', () => {
  it('spells out what steers a terminal or hides, and leaves the rest', () => {
    expect(printablePath('a\u001b[2Jb')).toBe('a\\u{1b}[2Jb');
    expect(printablePath('exe\u202efdp.x')).toBe('exe\\u{202e}fdp.x');
    expect(printablePath('tables/ä b.csv')).toBe('tables/ä b.csv');
  });
});
