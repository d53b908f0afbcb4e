import type { PullAnswer } from '../core/answers.ts';
import { DossierError } from '../core/error.ts';
import type { JsonServer } from '../core/json-server.ts';
import { sha256Hex } from '../core/sha256.ts';
import { isJsonObject } from '../data/json-value.ts';
import { readLineage } from '../lineage/read-lineage.ts';
import { datahub } from './lineage-server/datahub.ts';
import { marquez } from './lineage-server/marquez.ts';
import { mlflow } from './lineage-server/mlflow.ts';
import { writeOneFile } from './write-folder.ts';

const SYSTEMS = { datahub, marquez, mlflow };

/** The systems whose servers can be asked, sorted. */
export const LINEAGE_SERVERS: readonly string[] = Object.keys(SYSTEMS);

/** No more than a file that a case may hold: 64 MiB. */
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * Asks a server for all lineage that it holds and writes its answers into a file, one a line; from then on the file is
 * evidence, by its digest. Nothing is written unless everything came and can be read here.
 *
 * @throws DossierError input/server-too-large, input/lineage-unreadable, and what the server is handed in to throw
 */
export async function pullLineage(server: JsonServer, system: string, out: string): Promise<PullAnswer> {
  const ask = SYSTEMS[system as keyof typeof SYSTEMS];
  const lines: string[] = [];
  let bytes = 0;
  for await (const answer of ask(server)) {
    if (!isJsonObject(answer) || Object.keys(answer).length === 0) continue;
    const line = `${JSON.stringify(answer)}\n`;
    bytes += Buffer.byteLength(line);
    if (bytes > MAX_BYTES) {
      throw new DossierError('input/server-too-large', `the server holds more than ${MAX_BYTES} bytes of lineage`, {
        hint: 'Export the namespaces of the case by the system itself.',
      });
    }
    lines.push(line);
  }
  const text = lines.join('');
  const { reports, issues } = readLineage([{ path: out, bytes: new TextEncoder().encode(text) }]);
  await writeOneFile(out, text);
  return { file: out, sha256: sha256Hex(text), bytes, answers: lines.length, formats: reports, issues };
}
