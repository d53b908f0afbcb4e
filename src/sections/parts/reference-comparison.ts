import type { Block, IntervalChart } from '../../core/block.ts';
import type { AlternativeReference, Explanation, FeatureAttribution } from '../../core/findings.ts';
import { count, decimal, hashGroups, readable, signed } from '../../core/format.ts';
import type { Words } from '../../core/words.ts';
import { facts, numberColumn, paragraph, textColumn } from './blocks.ts';
import { POPULATION_NAMES } from './population-name.ts';

const MOST_DRAWN = 6;

/** The same attribution under both references, side by side. */
export function referenceComparison(words: Words, explanation: Explanation, other: AlternativeReference): Block[] {
  const { background, reasons, sharedReasons, largestChange } = other;
  const labelOf = (feature: string): string =>
    explanation.features.find(({ name }) => name === feature)?.label ?? feature;
  return [
    paragraph(words(agreement(explanation, other))),
    facts([
      { term: words('references.description'), value: readable(background.description) },
      { term: words('references.rows'), value: count(background.rows) },
      { term: words('references.sha256'), value: hashGroups(background.sha256), mono: true },
      {
        term: words('references.base'),
        value: words('references.base-value', {
          here: decimal(explanation.spaces[0]?.baseValue ?? null),
          there: decimal(other.baseValue),
        }),
      },
      {
        term: words('references.reasons'),
        value: reasons.map(({ feature }) => labelOf(feature)).join('; ') || words('references.no-reason'),
      },
      {
        term: words('references.shared'),
        value: words('references.shared-value', {
          n: count(sharedReasons.length),
          here: count(explanation.reasons.length),
          there: count(reasons.length),
        }),
      },
      ...(largestChange === null
        ? []
        : [
            {
              term: words('references.change'),
              value: words('references.change-value', {
                feature: labelOf(largestChange.feature),
                difference: signed(largestChange.difference),
              }),
            },
          ]),
    ]),
    ...chart(words, explanation, other),
    table(words, explanation, other),
  ];
}

function agreement({ reasons }: Explanation, { reasons: theirs, sameReasons }: AlternativeReference): string {
  if (reasons.length === 0 && theirs.length === 0) return 'references.silent';
  return sameReasons ? 'references.same' : 'references.differ';
}

function chart(words: Words, { features, spaces, background }: Explanation, other: AlternativeReference): Block[] {
  const names = [background.population, other.background.population].map((name) => words(POPULATION_NAMES[name]));
  const panels = features
    .map(({ label }, index) => {
      const both = [spaces[0]?.attributions[index], other.attributions[index]];
      const size = Math.max(...both.map((each) => Math.abs(each?.attribution ?? 0)));
      return { size, title: label, rows: both.map((each, side) => intervalOf(names[side] ?? '', each)) };
    })
    .filter(({ size }) => size > 0)
    .sort((one, two) => two.size - one.size)
    .slice(0, MOST_DRAWN)
    .map(({ title, rows }) => ({ title, rows }));
  if (panels.length === 0) return [];
  return [
    {
      kind: 'chart',
      caption: words('references.chart.caption', { n: count(panels.length) }),
      alt: words('references.chart.alt', { n: count(panels.length) }),
      chart: {
        ...{ type: 'intervals', axis: words('references.chart.axis'), panels, percent: false },
        range: rangeOf(panels),
      },
    },
  ];
}

type Panel = IntervalChart['panels'][number];

function intervalOf(label: string, found: FeatureAttribution | undefined): Panel['rows'][number] {
  if (found === undefined) return { label, value: null, low: null, high: null };
  const error = 2 * Math.hypot(found.standardError, found.backgroundStandardError ?? 0);
  return { label, value: found.attribution, low: found.attribution - error, high: found.attribution + error };
}

/** From the least to the largest value, 0 among them, with a little room. */
function rangeOf(panels: readonly Panel[]): [number, number] {
  const ends = [0, ...panels.flatMap(({ rows }) => rows.flatMap(({ low, high }) => [low ?? 0, high ?? 0]))];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const room = 0.04 * (high - low);
  return [low < 0 ? low - room : low, high > 0 ? high + room : high];
}

function table(words: Words, { features, spaces, reasons }: Explanation, other: AlternativeReference): Block {
  const rankIn = (list: Explanation['reasons'], feature: string): string => {
    const found = list.find((reason) => reason.feature === feature);
    return found === undefined ? words('references.no-rank') : count(found.rank);
  };
  return {
    kind: 'table',
    id: 'references',
    caption: words('references.caption'),
    columns: [
      textColumn(words('references.feature'), 2),
      numberColumn(words('references.here')),
      numberColumn(words('references.there')),
      numberColumn(words('references.difference')),
      numberColumn(words('references.ranks'), 0.9),
    ],
    rows: features.map(({ name, label }, index) => {
      const here = spaces[0]?.attributions[index]?.attribution ?? null;
      const there = other.attributions[index]?.attribution ?? null;
      return [
        label,
        signed(here),
        signed(there),
        signed(here === null || there === null ? null : there - here),
        words('references.rank-pair', { here: rankIn(reasons, name), there: rankIn(other.reasons, name) }),
      ];
    }),
    note: words('references.note'),
  };
}
