import { DossierError } from '../core/error.ts';
import { canonicalJson } from './canonical-json.ts';

/**
 * Reads a JSON file that must be in its one canonical form, so that equal values mean equal bytes.
 *
 * @throws DossierError seal/not-canonical when the bytes are no JSON, or another text of the same value
 */
export function parseCanonical(bytes: Uint8Array, file: string): unknown {
  const fault = (message: string, cause?: unknown) =>
    new DossierError('seal/not-canonical', message, { place: { file }, cause });
  const [text, value] = decode(bytes, (cause) => fault('it is not JSON in UTF-8', cause));
  if (canonicalText(value, (cause) => fault('it holds what canonical JSON cannot hold', cause)) !== text) {
    throw fault('it is not in canonical form (RFC 8785 and a line feed)');
  }
  return value;
}

type Fault = (cause: unknown) => DossierError;

function decode(bytes: Uint8Array, fault: Fault): [string, unknown] {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return [text, JSON.parse(text)];
  } catch (error) {
    throw fault(error);
  }
}

function canonicalText(value: unknown, fault: Fault): string {
  try {
    return canonicalJson(value);
  } catch (error) {
    throw fault(error);
  }
}
