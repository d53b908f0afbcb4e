import type { VerifyCheck } from '../core/answers.ts';
import { type Attempt, attempt } from './attempt.ts';
import { parseCanonical } from './parse-canonical.ts';
import type { Folder } from './read-folder.ts';
import { asFields, type Fields, malformed } from './shape.ts';
import type { Claims } from './statement.ts';

interface RecordSet {
  records: readonly { file: string; schema: string }[];
  /** Which record names the digest of which other, so that none can be exchanged alone. */
  links: readonly { file: string; by: string; field: string }[];
  /** Of what the first record speaks, in the words of the statement; and at which moment. */
  subjectOf(record: Fields): unknown;
}

const DOSSIER: RecordSet = {
  records: [
    { file: 'evidence.json', schema: 'dossier.evidence/1' },
    { file: 'findings.json', schema: 'dossier.findings/1' },
    { file: 'document.json', schema: 'dossier.document/1' },
  ],
  links: [
    { file: 'evidence.json', by: 'findings.json', field: 'evidenceSha256' },
    { file: 'findings.json', by: 'document.json', field: 'findingsSha256' },
  ],
  subjectOf: ({ prediction }) => (prediction as Fields | null | undefined)?.['id'],
};

const AUDIT: RecordSet = {
  records: [
    { file: 'audit.json', schema: 'dossier.audit-record/1' },
    { file: 'document.json', schema: 'dossier.document/1' },
  ],
  links: [{ file: 'audit.json', by: 'document.json', field: 'findingsSha256' }],
  subjectOf: ({ auditId }) => `audit ${String(auditId)}`,
};

export const RECORD_FILES: readonly string[] = [...DOSSIER.records, ...AUDIT.records].map(({ file }) => file);

/** A folder is of an audit when it holds the record of one and none of a dossier. */
function recordsIn({ files }: Folder): RecordSet {
  const isDossier = files.has('evidence.json') || files.has('findings.json');
  return files.has('audit.json') && !isDossier ? AUDIT : DOSSIER;
}

/**
 * Whether the records are whole and rest on one another: document on findings, findings on evidence; or document on
 * audit.
 * @param accused - files whose digests failed; they are not heard on the others
 */
export function recordChecks(folder: Folder, claims: Claims | null, accused: ReadonlySet<string>): VerifyCheck[] {
  const set = recordsIn(folder);
  const records = new Map<string, Fields>();
  const checks: VerifyCheck[] = [];
  for (const { file, schema } of set.records) {
    const record = readRecord(folder, file, schema);
    if (record.value === null) checks.push({ name: 'record', ok: false, file, message: record.fault });
    else {
      checks.push({ name: 'record', ok: true, file });
      if (!accused.has(file)) records.set(file, record.value);
    }
  }
  if (records.size < set.records.length) return checks;
  return [
    ...checks,
    ...linkChecks(set, folder, records),
    ...(claims === null ? [] : [subjectCheck(set, records, claims)]),
  ];
}

function readRecord({ files }: Folder, file: string, schema: string): Attempt<Fields> {
  const content = files.get(file)?.content;
  if (content == null) return { value: null, fault: 'it is missing or was not read' };
  return attempt(() => {
    const record = asFields(parseCanonical(content, file), file, 'the record');
    if (record['schema'] !== schema) throw malformed(file, `its schema is not ${schema}`);
    return record;
  });
}

function linkChecks({ links }: RecordSet, { files }: Folder, records: ReadonlyMap<string, Fields>): VerifyCheck[] {
  const name = 'record-chain';
  const broken = links.filter(({ file, by, field }) => records.get(by)?.[field] !== files.get(file)?.sha256);
  if (broken.length === 0) return [{ name, ok: true }];
  return broken.map(({ file, by, field }) => ({
    name,
    ok: false,
    file,
    message: `${by} rests on another ${file} (${field})`,
  }));
}

/** The statement must speak of what the records speak of, at the same moment. */
function subjectCheck(set: RecordSet, records: ReadonlyMap<string, Fields>, { about, asOf }: Claims): VerifyCheck {
  const name = 'record-subject';
  const file = set.records[0]?.file ?? '';
  const first = records.get(file) ?? {};
  if (set.subjectOf(first) !== about.predictionId || first['asOf'] !== asOf) {
    return { name, ok: false, file, message: 'it is about another prediction or time than the statement' };
  }
  if (records.get('document.json')?.['subject'] !== about.predictionId) {
    return { name, ok: false, file: 'document.json', message: 'it is about another prediction than the statement' };
  }
  return { name, ok: true };
}
