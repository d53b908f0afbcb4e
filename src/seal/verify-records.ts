import type { VerifyCheck } from '../core/answers.ts';
import { type Attempt, attempt } from './attempt.ts';
import { parseCanonical } from './parse-canonical.ts';
import type { Folder } from './read-folder.ts';
import { asFields, type Fields, malformed } from './shape.ts';
import type { Claims } from './statement.ts';

const RECORDS = [
  { file: 'evidence.json', schema: 'dossier.evidence/1' },
  { file: 'findings.json', schema: 'dossier.findings/1' },
  { file: 'document.json', schema: 'dossier.document/1' },
] as const;

/** Which record names the digest of which other, so that none can be exchanged alone. */
const LINKS = [
  { file: 'evidence.json', by: 'findings.json', field: 'evidenceSha256' },
  { file: 'findings.json', by: 'document.json', field: 'findingsSha256' },
] as const;

export const RECORD_FILES: readonly string[] = RECORDS.map(({ file }) => file);

/**
 * Whether the three records are whole and rest on one another: document on findings, findings on evidence.
 * @param accused - files whose digests failed; they are not heard on the others
 */
export function recordChecks(folder: Folder, claims: Claims | null, accused: ReadonlySet<string>): VerifyCheck[] {
  const records = new Map<string, Fields>();
  const checks: VerifyCheck[] = [];
  for (const { file, schema } of RECORDS) {
    const record = readRecord(folder, file, schema);
    if (record.value === null) checks.push({ name: 'record', ok: false, file, message: record.fault });
    else {
      checks.push({ name: 'record', ok: true, file });
      if (!accused.has(file)) records.set(file, record.value);
    }
  }
  if (records.size < RECORDS.length) return checks;
  return [...checks, ...linkChecks(folder, records), ...(claims === null ? [] : [subjectCheck(records, claims)])];
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

function linkChecks({ files }: Folder, records: ReadonlyMap<string, Fields>): VerifyCheck[] {
  const name = 'record-chain';
  const broken = LINKS.filter(({ file, by, field }) => records.get(by)?.[field] !== files.get(file)?.sha256);
  if (broken.length === 0) return [{ name, ok: true }];
  return broken.map(({ file, by, field }) => ({
    name,
    ok: false,
    file,
    message: `${by} rests on another ${file} (${field})`,
  }));
}

/** The statement must speak of the prediction of which the records speak, at the same moment. */
function subjectCheck(records: ReadonlyMap<string, Fields>, { about, asOf }: Claims): VerifyCheck {
  const name = 'record-subject';
  const evidence = records.get('evidence.json');
  const prediction = evidence?.['prediction'] as Fields | null | undefined;
  if (prediction?.['id'] !== about.predictionId || evidence?.['asOf'] !== asOf) {
    return {
      name,
      ok: false,
      file: 'evidence.json',
      message: 'it is about another prediction or time than the statement',
    };
  }
  if (records.get('document.json')?.['subject'] !== about.predictionId) {
    return { name, ok: false, file: 'document.json', message: 'it is about another prediction than the statement' };
  }
  return { name, ok: true };
}
