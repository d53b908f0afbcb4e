import type { AuditRecord } from '../core/audit-record.ts';
import type { CellsFile } from '../core/cells.ts';
import { sha256Hex } from '../core/sha256.ts';
import { renderPdf } from '../render/render-pdf.ts';
import { canonicalJson } from '../seal/canonical-json.ts';
import { sealFiles } from '../seal/seal-files.ts';
import { assembleAudit } from '../sections/assemble-audit.ts';
import type { Template } from '../sections/template.ts';
import { periodicTables } from './audit-tables.ts';
import type { CountedSlice } from './count-period.ts';
import { tableFiles, tablePaths } from './table-files.ts';
import type { Threads } from './threads.ts';
import { tool } from './tool.ts';
import type { OutputFile } from './write-folder.ts';

export interface AuditMaking {
  template: Template;
  counted: CountedSlice;
  threads: Threads;
  privateKeyPem: string | undefined;
}

/** All files of an audit: tables, pages, records and the seal over them. */
export async function auditFiles(
  record: AuditRecord,
  making: AuditMaking,
): Promise<{ files: OutputFile[]; pages: number }> {
  const { template, counted, threads, privateKeyPem } = making;
  const order = { tables: periodicTables(record), withWorkbook: true };
  const recordText = canonicalJson(record);
  const names = ['audit.json', ...(record.copy === 'internal' ? ['cells.json'] : [])];
  const outputs = ['audit.pdf', ...names, ...tablePaths(Object.keys(order.tables), order)];
  const document = assembleAudit({ record, recordSha256: sha256Hex(recordText), template, outputs });
  const serialized = async (): Promise<OutputFile[]> => {
    const cells: CellsFile = { schema: 'dossier.cells/1', ...counted.counts };
    const texts = [recordText, ...(record.copy === 'internal' ? [canonicalJson(cells)] : [])];
    const records = names.map((path, at) => ({ path, bytes: texts[at] ?? '' }));
    return [...records, { path: 'document.json', bytes: canonicalJson(document) }];
  };
  // Everything is begun before anything is waited for.
  const [made, pdf, records] = await Promise.all([
    threads.tables.ask(order),
    renderPdf(document, { attachments: [], theme: template.theme, draw: threads.charts.ask }),
    serialized(),
  ]);
  const all = [{ path: 'audit.pdf', bytes: pdf.bytes }, ...records, ...tableFiles(made)];
  const files = all.map(({ path, bytes }) => ({ path, bytes: Buffer.from(bytes) }));
  return { files: [...files, ...sealOf(record, files, privateKeyPem)], pages: pdf.pages };
}

function sealOf(record: AuditRecord, files: { path: string; bytes: Buffer }[], key?: string): OutputFile[] {
  const { asOf, training, bias } = record;
  const subject = `audit ${record.auditId}`;
  const about = { dossierId: record.auditId.slice(0, 16), predictionId: subject, createdAt: asOf, tool };
  const predicate = {
    ...{ predictionId: subject, asOf, tool, modelSha256: null, codeCommit: null },
    trainingSha256: 'notAvailable' in training ? null : training.sha256,
    seed: bias.further?.seed || null,
  };
  return sealFiles(files, about, predicate, key);
}
