import { expect, it } from 'vitest';
import { linesOfMarkup, withoutEntities } from '../../../src/lineage/chart-text/character-entities.ts';

it('reads the usual entities and numbers, and leaves all else', () => {
  expect(withoutEntities('&lt;&#65;&#x42;&amp;lt; &boom; &#0; &#xD800; &#9999999; &toString;')).toBe(
    '<AB&lt; &boom; &#0; &#xD800; &#9999999; &toString;',
  );
  expect(withoutEntities('#34;#quot; #x41; &lt;', '#')).toBe('"" #x41; &lt;');
});

it('gives the lines of a label without its markup', () => {
  expect(linesOfMarkup('<div><b>a</b> &lt;b&gt;</div><br/>c\\nd')).toEqual(['', 'a <b>', '', 'c', 'd']);
  expect(linesOfMarkup('a < b > c')).toEqual(['a < b > c']);
});
