import type { Block } from '../core/block.ts';
import type { Certificate, CheckOutcome } from '../core/evidence.ts';
import type { NativeCheck } from '../core/findings.ts';
import { compact, count, roundDecimals, utcTime } from '../core/format.ts';
import { groupBy } from '../core/group-by.ts';
import type { Words } from '../core/words.ts';
import { defineSection, type Section } from './define-section.ts';
import { heading, monoColumn, numberColumn, paragraph, textColumn } from './parts/blocks.ts';
import { gap } from './parts/gap.ts';
import { orNotRecorded } from './parts/recorded.ts';

export const dataQuality: Section = defineSection({
  meta: {
    id: 'data-quality',
    answers: 'What is recorded about the quality of the data behind the model, and does it speak of that very data?',
    needs: { evidence: ['certificates'], findings: ['quality'] },
  },
  write({ evidence, findings, words }) {
    return [
      paragraph(words('data-quality.lead')),
      heading(words('data-quality.certificates.title')),
      ...certificates(words, evidence.certificates),
      heading(words('data-quality.native.title')),
      ...native(words, findings.quality.native),
    ];
  },
});

const BINDINGS: Record<Certificate['binding'], string> = {
  exact: 'data-quality.binding.exact',
  strong: 'data-quality.binding.strong',
  weak: 'data-quality.binding.weak',
  none: 'data-quality.binding.none',
};

const VERDICTS: Record<Certificate['verdict'], string> = {
  pass: 'data-quality.outcome.pass',
  warn: 'data-quality.outcome.warn',
  fail: 'data-quality.outcome.fail',
  error: 'data-quality.outcome.error',
  none: 'data-quality.outcome.none',
};

const OUTCOMES: Record<CheckOutcome, string> = {
  pass: 'data-quality.outcome.pass',
  warn: 'data-quality.outcome.warn',
  fail: 'data-quality.outcome.fail',
  error: 'data-quality.outcome.error',
  skipped: 'data-quality.outcome.skipped',
  info: 'data-quality.outcome.info',
  unknown: 'data-quality.outcome.unknown',
};

function certificates(words: Words, found: readonly Certificate[]): Block[] {
  if (found.length === 0) return [gap(words, words('data-quality.certificates.none'))];
  return [
    {
      kind: 'table',
      id: 'quality-certificates',
      caption: words('data-quality.certificates.caption'),
      columns: [
        textColumn(words('data-quality.column.dataset'), 1.8),
        textColumn(words('data-quality.column.system'), 1.2),
        textColumn(words('data-quality.column.produced-at'), 1.3),
        textColumn(words('data-quality.column.binding'), 1.5),
        textColumn(words('data-quality.column.verdict'), 1),
        textColumn(words('data-quality.column.counts'), 1.5),
      ],
      rows: found.map(({ dataset, version, system, producedAt, binding, verdict, counts }) => [
        words('data-quality.dataset', { dataset, version: orNotRecorded(words, version) }),
        system,
        utcTime(producedAt),
        words(BINDINGS[binding]),
        words(VERDICTS[verdict]),
        countsText(words, counts),
      ]),
      note: words('data-quality.certificates.note'),
    },
    ...checks(words, found),
  ];
}

function countsText(words: Words, counts: Certificate['counts']): string {
  const outcomes = Object.keys(OUTCOMES) as CheckOutcome[];
  const counted = outcomes.filter((outcome) => counts[outcome] > 0);
  return counted.map((outcome) => `${words(OUTCOMES[outcome])}: ${count(counts[outcome])}`).join('; ') || count(0);
}

/** Only what did not pass is printed; every check is in a table beside the document. */
function checks(words: Words, found: readonly Certificate[]): Block[] {
  const recorded = found.flatMap(({ dataset, version, checks: executed }) =>
    executed.map((check) => ({ dataset, version, ...check })),
  );
  if (recorded.length === 0) return [paragraph(words('data-quality.checks.none'))];
  const noteworthy = recorded.filter(({ outcome }) => outcome !== 'pass');
  const all = paragraph(words('data-quality.checks.all', { n: count(recorded.length) }));
  if (noteworthy.length === 0) return [paragraph(words('data-quality.checks.passed')), all];
  return [
    {
      kind: 'table',
      id: 'quality-checks',
      caption: words('data-quality.checks.caption'),
      columns: [
        textColumn(words('data-quality.column.dataset'), 1.6),
        textColumn(words('data-quality.column.check'), 1.4),
        monoColumn(words('data-quality.column.column')),
        textColumn(words('data-quality.column.outcome'), 0.9),
        textColumn(words('data-quality.column.observed')),
        textColumn(words('data-quality.column.expected')),
      ],
      rows: noteworthy.map(({ dataset, version, name, column, outcome, observed, expected }) => [
        words('data-quality.dataset', { dataset, version: orNotRecorded(words, version) }),
        name,
        column ?? words('data-quality.whole'),
        words(OUTCOMES[outcome]),
        observed === null ? words('common.not-recorded') : roundDecimals(observed),
        expected === null ? words('common.not-recorded') : roundDecimals(expected),
      ]),
    },
    all,
  ];
}

function native(words: Words, found: readonly NativeCheck[]): Block[] {
  if (found.length === 0) return [gap(words, words('data-quality.native.none'))];
  const kinds = [...groupBy(found, ({ check }) => check)];
  return [
    {
      kind: 'table',
      id: 'quality-native',
      caption: words('data-quality.native.caption'),
      columns: [
        textColumn(words('data-quality.column.check'), 1.2),
        textColumn(words('data-quality.column.definition'), 2.4),
        numberColumn(words('data-quality.column.threshold'), 0.9),
        textColumn(words('data-quality.column.counts'), 1.2),
      ],
      rows: kinds.map(([check, run]) => [
        check,
        run[0]?.definition ?? '',
        compact(run[0]?.threshold ?? null),
        nativeCounts(words, run),
      ]),
      note: words('data-quality.native.note'),
    },
    ...nativeFailures(words, found),
  ];
}

function nativeCounts(words: Words, run: readonly NativeCheck[]): string {
  const outcomes = [...groupBy(run, ({ outcome }) => outcome)];
  return outcomes.map(([outcome, each]) => `${words(OUTCOMES[outcome])}: ${count(each.length)}`).join('; ');
}

function nativeFailures(words: Words, found: readonly NativeCheck[]): Block[] {
  const failures = found.filter(({ outcome }) => outcome !== 'pass');
  if (failures.length === 0) return [];
  return [
    {
      kind: 'table',
      id: 'quality-native-failures',
      caption: words('data-quality.native.failures'),
      columns: [
        textColumn(words('data-quality.column.check'), 1.2),
        monoColumn(words('data-quality.column.column')),
        numberColumn(words('data-quality.column.observed')),
        numberColumn(words('data-quality.column.threshold')),
        textColumn(words('data-quality.column.outcome')),
      ],
      rows: failures.map(({ check, column, observed, threshold, outcome }) => [
        check,
        column ?? words('data-quality.whole'),
        compact(observed),
        compact(threshold),
        words(OUTCOMES[outcome]),
      ]),
    },
  ];
}
