import {
  assertWritten,
  type ChartBuilder,
  type ChartFormat,
  chartBuilder,
  defineChartFormat,
  unreadableChart,
} from '../chart.ts';
import { linesOfMarkup } from '../chart-text/character-entities.ts';
import { type DotToken, dotTokens } from '../chart-text/dot-tokens.ts';

export const dot: ChartFormat = defineChartFormat({
  meta: {
    id: 'dot',
    title: 'Graphviz DOT',
    answers: 'Which nodes and edges does the chart draw?',
    source: { work: 'The DOT language', url: 'https://graphviz.org/doc/info/lang.html' },
    limits: ['Defaults for labels are not applied.', 'An edge without direction is read from left to right.'],
  },
  detect: (head) =>
    /^(?:\s|\/\/[^\n]*\n|#[^\n]*\n|\/\*[\s\S]{0,5000}?\*\/)*(?:strict\s+)?(?:di)?graph\b[^{;[\]]{0,300}\{/i.test(head)
      ? 0.9
      : 0,
  read(text, file) {
    assertWritten(text, file);
    const builder = chartBuilder(file);
    const reader = new Statements(
      dotTokens(text, (because, line) => unreadableChart(file, because, `line ${line}`)),
      builder,
      file,
    );
    reader.graph();
    return builder.chart();
  },
});

const MAX_DEPTH = 100;
/** Edges that one statement between two groups may stand for. */
const MAX_PRODUCT = 100_000;

/** The statements of a graph, one after another; each gives the nodes that it names, for edges between groups. */
class Statements {
  readonly #tokens: readonly DotToken[];
  readonly #builder: ChartBuilder;
  readonly #file: string;
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly DotToken[], builder: ChartBuilder, file: string) {
    this.#tokens = tokens;
    this.#builder = builder;
    this.#file = file;
  }

  graph(): void {
    this.#word('strict');
    if (!this.#word('digraph') && !this.#word('graph')) throw this.#fault('it does not begin with graph or digraph');
    if (this.#peek()?.kind === 'id') this.#at += 1;
    this.#body();
    if (this.#peek() !== undefined) throw this.#fault('something follows the graph');
  }

  #body(): string[] {
    this.#expect('{');
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw this.#fault(`it is nested deeper than ${MAX_DEPTH}`);
    const named: string[] = [];
    while (!this.#sign('}')) {
      if (this.#peek() === undefined) throw this.#fault('the graph does not end');
      if (!this.#sign(';')) for (const id of this.#statement()) named.push(id);
    }
    this.#depth -= 1;
    return [...new Set(named)];
  }

  #statement(): string[] {
    if (this.#word('graph') || this.#word('node') || this.#word('edge')) {
      this.#attributes();
      return [];
    }
    const first = this.#peek();
    if (
      first?.kind === 'id' &&
      this.#tokens[this.#at + 1]?.text === '=' &&
      this.#tokens[this.#at + 1]?.kind === 'sign'
    ) {
      this.#at += 3;
      return [];
    }
    const groups = [this.#group()];
    while (this.#sign('->') || this.#sign('--')) groups.push(this.#group());
    const attributes = this.#attributes();
    this.#join(groups);
    const [only] = groups;
    const label = attributes.get('label');
    if (groups.length === 1 && only?.length === 1 && first?.kind === 'id' && label !== undefined) {
      this.#builder.node(only[0] ?? '', linesOfLabel(label));
    }
    return groups.flat();
  }

  #join(groups: readonly (readonly string[])[]): void {
    for (const [index, group] of groups.entries()) {
      const next = groups[index + 1] ?? [];
      if (group.length * next.length > MAX_PRODUCT) throw this.#fault('it has too many edges');
      for (const from of group) for (const to of next) this.#builder.edge(from, to);
    }
  }

  /** A node, or all nodes of a subgraph. */
  #group(): string[] {
    if (this.#word('subgraph')) {
      if (this.#peek()?.kind === 'id') this.#at += 1;
      return this.#body();
    }
    const next = this.#peek();
    if (next?.kind === 'sign' && next.text === '{') return this.#body();
    const token = this.#id('a node is missing');
    for (let ports = 0; ports < 2 && this.#sign(':'); ports += 1) this.#at += 1;
    this.#builder.node(token.text);
    return [token.text];
  }

  #attributes(): Map<string, DotToken> {
    const found = new Map<string, DotToken>();
    while (this.#sign('[')) {
      while (!this.#sign(']')) this.#attribute(found);
    }
    return found;
  }

  #attribute(found: Map<string, DotToken>): void {
    const name = this.#id('an attribute has no name');
    if (this.#sign('=')) found.set(name.text.toLowerCase(), this.#id(`the attribute ${name.text} has no value`));
    if (!this.#sign(',')) this.#sign(';');
  }

  #id(because: string): DotToken {
    const token = this.#peek();
    if (token?.kind !== 'id') throw this.#fault(because);
    this.#at += 1;
    return token;
  }

  #peek(): DotToken | undefined {
    return this.#tokens[this.#at];
  }

  /** Passes a keyword, which is one only where it stands without quotes. */
  #word(word: string): boolean {
    const token = this.#peek();
    const isThere = token?.kind === 'id' && !token.isQuoted && token.text.toLowerCase() === word;
    if (isThere) this.#at += 1;
    return isThere;
  }

  #sign(sign: string): boolean {
    const token = this.#peek();
    const isThere = token?.kind === 'sign' && token.text === sign;
    if (isThere) this.#at += 1;
    return isThere;
  }

  #expect(sign: string): void {
    if (!this.#sign(sign)) throw this.#fault(`a "${sign}" is missing`);
  }

  #fault(because: string): Error {
    const token = this.#peek() ?? this.#tokens.at(-1);
    return unreadableChart(this.#file, because, `line ${token?.line ?? 1}`);
  }
}

/** `\n`, `\l` and `\r` begin a line; a record's fields stand between bars. */
function linesOfLabel({ text }: DotToken): string[] {
  const lines = text.replace(/\\([nlr])/g, '\n').replace(/\\(.)/g, '$1');
  return linesOfMarkup(lines);
}
