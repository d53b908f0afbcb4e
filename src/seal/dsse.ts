import { canonicalJson } from './canonical-json.ts';
import { parseCanonical } from './parse-canonical.ts';
import { SEAL } from './seal-paths.ts';
import { asFields, asList, malformed, textOf } from './shape.ts';

export const PAYLOAD_TYPE = 'application/vnd.in-toto+json';

/** A DSSE envelope with one signature. */
export interface Envelope {
  payloadType: string;
  payload: Uint8Array;
  /** SHA-256 of the public key (SubjectPublicKeyInfo, DER). A hint; trust never rests on it. */
  keyid: string;
  signature: Uint8Array;
}

/**
 * The bytes that a DSSE signature signs.
 *
 *     PAE(type, body) = "DSSEv1" SP LEN(type) SP type SP LEN(body) SP body
 *
 * @see DSSE protocol 1.0.0, "Signature Definition"; LEN counts bytes of UTF-8
 */
export function preAuthEncoding(type: string, body: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from(`DSSEv1 ${Buffer.byteLength(type)} ${type} ${body.length} `), body]);
}

/** The envelope as a file: the one JSON text of its content, in standard base64. */
export function envelopeText({ payloadType, payload, keyid, signature }: Envelope): string {
  return canonicalJson({ payload: base64(payload), payloadType, signatures: [{ keyid, sig: base64(signature) }] });
}

/**
 * Reads statement.dsse.json, which must be byte for byte what we would write for its content.
 * @throws DossierError seal/not-canonical, seal/malformed
 */
export function readEnvelope(bytes: Uint8Array): Envelope {
  const file = SEAL.envelope;
  const fields = asFields(parseCanonical(bytes, file), file, 'the envelope');
  const [first, ...others] = asList(fields['signatures'], file, '"signatures"');
  if (others.length > 0) throw malformed(file, 'it holds more than one signature');
  const signature = asFields(first, file, 'the signature');
  const envelope = {
    payloadType: textOf(fields, 'payloadType', file),
    payload: Buffer.from(textOf(fields, 'payload', file), 'base64'),
    keyid: textOf(signature, 'keyid', file),
    signature: Buffer.from(textOf(signature, 'sig', file), 'base64'),
  };
  if (envelope.payloadType !== PAYLOAD_TYPE) throw malformed(file, 'its payload is not an in-toto statement');
  if (!Buffer.from(envelopeText(envelope)).equals(bytes)) throw malformed(file, 'it has other fields or stray bits');
  return envelope;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
