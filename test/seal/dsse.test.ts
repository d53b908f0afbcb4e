import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/seal/canonical-json.ts';
import { type Envelope, envelopeText, PAYLOAD_TYPE, preAuthEncoding, readEnvelope } from '../../src/seal/dsse.ts';

const envelope: Envelope = {
  payloadType: PAYLOAD_TYPE,
  payload: Buffer.from('{"a":1}\n'),
  keyid: 'k',
  signature: Buffer.alloc(64, 255),
};
const fields = JSON.parse(envelopeText(envelope)) as { payload: string; signatures: [{ keyid: string; sig: string }] };
const read = (value: unknown): Envelope => readEnvelope(Buffer.from(canonicalJson(value)));

describe('preAuthEncoding', () => {
  it('gives the example of DSSE protocol 1.0.0, "Test Vectors"', () => {
    const encoded = preAuthEncoding('http://example.com/HelloWorld', Buffer.from('hello world'));
    expect(Buffer.from(encoded).toString()).toBe('DSSEv1 29 http://example.com/HelloWorld 11 hello world');
  });

  it('counts bytes, not characters, and keeps bytes that are no text', () => {
    const encoded = preAuthEncoding('ä', Buffer.from([0xff, 0x00]));
    expect(Buffer.from(encoded).toString('latin1')).toBe('DSSEv1 2 \u00c3\u00a4 2 \u00ff\u0000');
    expect(Buffer.from(preAuthEncoding('', Buffer.from(''))).toString()).toBe('DSSEv1 0  0 ');
  });
});

describe('envelopeText', () => {
  it('encodes payload and signature in standard base64, as the envelope of DSSE asks', () => {
    expect(fields.payload).toBe('eyJhIjoxfQo=');
    expect(fields.signatures[0].sig).toBe(`${'/'.repeat(85)}w==`);
  });
});

describe('readEnvelope', () => {
  it('reads what was written', () => {
    const back = read(fields);
    expect(envelopeText(back)).toBe(envelopeText(envelope));
    expect(Buffer.from(back.payload).toString()).toBe('{"a":1}\n');
  });

  it.each([
    ['another payload type', { ...fields, payloadType: 'application/json' }],
    ['no signature', { ...fields, signatures: [] }],
    ['a second signature', { ...fields, signatures: [fields.signatures[0], fields.signatures[0]] }],
    ['another field', { ...fields, note: '' }],
    ['stray bits behind the payload', { ...fields, payload: 'eyJhIjoxfQp=' }],
    ['a payload with a line feed', { ...fields, payload: 'eyJh\nIjoxfQo=' }],
    ['a signature that is no text', { ...fields, signatures: [{ keyid: 'k', sig: 1 }] }],
    ['nothing', null],
  ])('refuses %s', (_, value) => {
    expect(() => read(value)).toThrow(
      expect.objectContaining({ code: 'seal/malformed', place: { file: 'statement.dsse.json' } }),
    );
  });
});
