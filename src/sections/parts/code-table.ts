import type { Block } from '../../core/block.ts';
import type { CodeRecord } from '../../core/evidence.ts';
import type { Words } from '../../core/words.ts';
import { monoColumn, paragraph, textColumn } from './blocks.ts';
import { orNotRecorded, timeOf } from './recorded.ts';

const STAGES: Record<CodeRecord['stage'], string> = {
  scoring: 'code.stage.scoring',
  'scoring-features': 'code.stage.scoring-features',
  training: 'code.stage.training',
  features: 'code.stage.features',
  upstream: 'code.stage.upstream',
};

/** The code of every run on the chain, at its commit. */
export function codeTable(words: Words, code: readonly CodeRecord[]): Block[] {
  if (code.length === 0) return [paragraph(words('code.none'))];
  return [
    {
      kind: 'table',
      id: 'custody-code',
      caption: words('code.caption'),
      columns: [
        textColumn(words('code.column.stage'), 0.9),
        textColumn(words('code.column.file'), 1.8),
        monoColumn(words('code.column.commit'), 1.5),
        textColumn(words('code.column.change'), 2),
        textColumn(words('code.column.state'), 1),
      ],
      rows: code.map((record) => codeRow(words, record)),
      note: words('code.note'),
    },
  ];
}

function codeRow(words: Words, record: CodeRecord): string[] {
  const { repository, path, commit, subject } = record;
  return [
    words(STAGES[record.stage]),
    words('code.file', { repository, path: orNotRecorded(words, path) }),
    orNotRecorded(words, commit),
    subject === null
      ? words('code.change-unknown')
      : words(isOneHand(record) ? 'code.change.one' : 'code.change', {
          subject,
          author: orNotRecorded(words, record.author),
          authoredAt: timeOf(words, record.authoredAt),
          committer: orNotRecorded(words, record.committer),
          committedAt: timeOf(words, record.committedAt),
        }),
    stateText(words, record),
  ];
}

function stateText(words: Words, { verified, commit, branches, signature, subject }: CodeRecord): string {
  const found = words(verified ? 'code.verified' : 'code.not-verified');
  // Nothing more is known of a commit that is not at hand.
  if (commit === null || subject === null) return found;
  const on =
    branches.length === 0 ? words('code.no-branch') : words('code.branches', { branches: branches.join(', ') });
  const signed = signature === null ? words('code.not-signed') : words('code.signed', { signature });
  return words('code.state', { found, on, signed });
}

function isOneHand({ author, authoredAt, committer, committedAt }: CodeRecord): boolean {
  return author === committer && authoredAt === committedAt;
}
