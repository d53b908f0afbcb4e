import type { FactsBlock } from '../core/block.ts';
import { drawRow, type PlacedCell } from './draw-row.ts';
import type { Pen } from './pen.ts';
import { TONE_SIGNS, toneColour } from './tone.ts';

type Fact = FactsBlock['rows'][number];

const PADDING = 3.2;
const GAP = 14;
/** The widest that the column of terms becomes, as a share of the page. */
const TERMS_AT_MOST = 0.34;
const MONO_SIZE = 0.9;

/** Terms at the left, values at the right, a hairline between one fact and the next. */
export function drawFacts(pen: Pen, { rows }: FactsBlock): void {
  const { sizes, colours } = pen.theme;
  const termStyle = pen.style('regular', sizes.body, colours.muted);
  const widest = Math.max(0, ...rows.map(({ term }) => pen.measure(pen.clean(term, termStyle), termStyle)));
  const termWidth = Math.min(widest + 1, pen.width * TERMS_AT_MOST);
  const lineHeight = sizes.body * 1.4;
  pen.within('L', () => {
    for (const fact of rows) {
      const cells = pen.within('LI', () => [
        term(pen, fact, termWidth),
        value(pen, fact, { x: pen.left + termWidth + GAP, width: pen.width - termWidth - GAP }),
      ]);
      drawRow(pen, cells, { lineHeight, padding: PADDING, turn: () => pen.newPage() });
      pen.rule(pen.left, pen.y, pen.width, { colour: colours.line, width: 0.4 });
    }
  });
  pen.y += 10;
}

function term(pen: Pen, { term: text }: Fact, width: number): PlacedCell {
  const style = pen.style('regular', pen.theme.sizes.body, pen.theme.colours.muted);
  return {
    lines: pen.lines(text, width, style),
    style,
    x: pen.left,
    width,
    align: 'left',
    element: pen.element('Lbl'),
  };
}

function value(pen: Pen, fact: Fact, { x, width }: { x: number; width: number }): PlacedCell {
  const { sizes, colours } = pen.theme;
  const sign = fact.tone === undefined ? '' : TONE_SIGNS[fact.tone];
  const colour = fact.tone === undefined || sign === '' ? colours.ink : toneColour(pen.theme, fact.tone);
  const text = sign === '' ? fact.value : `${sign} ${fact.value}`;
  const wanted =
    fact.mono === true ? pen.style('mono', sizes.body * MONO_SIZE, colour) : pen.style('regular', sizes.body, colour);
  const style = pen.suited(text, wanted);
  const lines = fact.mono === true ? pen.evenLines(text, width, style) : pen.lines(text, width, style);
  return { lines, style, x, width, align: 'left', element: pen.element('LBody') };
}
