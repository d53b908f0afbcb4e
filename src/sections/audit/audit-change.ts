import type { Change, GroupChange } from '../../core/audit-record.ts';
import type { Block } from '../../core/block.ts';
import { count, decimal, interval, percentage, points, pValue, utcTime } from '../../core/format.ts';
import type { Verdict } from '../../core/measures.ts';
import type { Words } from '../../core/words.ts';
import { type AuditSection, defineAuditSection } from '../define-audit-section.ts';
import { callout, facts, numberColumn, paragraph, textColumn } from '../parts/blocks.ts';
import { gap, isNotAvailable } from '../parts/gap.ts';
import { verdictText } from '../parts/verdict.ts';

const MOST_ROWS = 60;

export const auditChange: AuditSection = defineAuditSection({
  meta: {
    id: 'audit-change',
    answers: 'What changed since the last audit, and is it more than chance?',
    needs: ['change', 'history'],
  },
  write({ record: { change, history }, words }) {
    if (isNotAvailable(change)) return [gap(words, change.notAvailable)];
    const { previous, overlaps, caveats } = change;
    return [
      paragraph(words('audit-change.lead')),
      facts([
        { term: words('audit-change.previous'), value: words('audit-change.number', { sequence: previous.sequence }) },
        { term: words('audit-change.from'), value: utcTime(previous.from) },
        { term: words('audit-change.to'), value: utcTime(previous.to) },
        { term: words('audit-change.used'), value: count(previous.used) },
        { term: words('audit-change.profile'), value: previous.profile },
        {
          term: words('audit-change.history'),
          value: isNotAvailable(history)
            ? history.notAvailable
            : words('audit-change.line', { sequence: history.sequence, file: history.file }),
        },
      ]),
      ...(overlaps
        ? [callout('warning', words('audit-change.overlaps.title'), words('audit-change.overlaps.text'))]
        : []),
      ...(caveats.length === 0
        ? []
        : [
            callout(
              'warning',
              words('audit-change.caveats.title'),
              caveats.map((caveat) => caveatText(words, caveat)).join(' '),
            ),
          ]),
      changes(words, change),
    ];
  },
});

const CAVEATS: Record<string, string> = {
  profile: 'audit-change.caveat.profile',
  favourable: 'audit-change.caveat.favourable',
  confidence: 'audit-change.caveat.confidence',
  attributes: 'audit-change.caveat.attributes',
};

function caveatText(words: Words, caveat: string): string {
  const key = CAVEATS[caveat];
  return key === undefined ? caveat : words(key);
}

function changes(words: Words, { groups }: Change): Block {
  return {
    kind: 'table',
    id: 'audit-change',
    caption: words('audit-change.caption'),
    columns: [
      textColumn(words('audit-change.column.group'), 1.6),
      numberColumn(words('audit-change.column.before'), 0.9),
      numberColumn(words('audit-change.column.after'), 0.9),
      numberColumn(words('audit-change.column.change'), 1.8),
      numberColumn(words('audit-change.column.p'), 0.9),
      textColumn(words('audit-change.column.verdicts'), 1.8),
    ],
    rows: groups.slice(0, MOST_ROWS).map((each) => changeRow(words, each)),
    note: words('audit-change.note'),
  };
}

function changeRow(words: Words, each: GroupChange): string[] {
  const isRatio = each.measure === 'impact-ratio';
  const [show, apart] = isRatio ? [decimal, decimal] : [percentage, points];
  const { before, after, change, verdicts } = each;
  return [
    words(isRatio ? 'audit-change.ratio' : 'audit-change.rate', { attribute: each.attribute, group: each.group }),
    show(before.value),
    show(after.value),
    change.low === null
      ? apart(change.value)
      : words('audit-change.ends', { change: apart(change.value), interval: interval(change.low, change.high, apart) }),
    pValue(each.pHolm),
    verdicts === null
      ? ''
      : words('audit-change.verdicts', { before: told(words, verdicts.before), after: told(words, verdicts.after) }),
  ];
}

function told(words: Words, verdict: Verdict | null): string {
  return verdict === null ? words('audit-change.no-verdict') : verdictText(words, verdict);
}
