import { blake2b } from '@noble/hashes/blake2';
import { concat } from './bytes.js';

type Blake2b = ReturnType<typeof blake2b.create>;

const PERSONALISATION_BYTES = 16;

/** The personalisation field: ASCII, padded with zeros. Spec: §3.2.1. */
function personalisationField(text: string): Uint8Array {
  if (text.length > PERSONALISATION_BYTES || !/^[\x20-\x7e]*$/.test(text)) {
    throw new RangeError(`not a personalisation: ${text}`);
  }
  const field = new Uint8Array(PERSONALISATION_BYTES);
  for (let i = 0; i < text.length; i++) field[i] = text.charCodeAt(i);
  return field;
}

/** A running BLAKE2b with personalisation, and a key where one is given. Spec: §3.2.1. */
export function blake2bHasher(
  personalisation: string,
  digestBytes: number,
  key?: Uint8Array,
): Blake2b {
  const personalization = personalisationField(personalisation);
  return blake2b.create(
    key === undefined || key.length === 0
      ? { dkLen: digestBytes, personalization }
      : { dkLen: digestBytes, personalization, key },
  );
}

/** B512(P, parts joined). Spec: §3.2.1. */
export function b512(personalisation: string, ...parts: readonly Uint8Array[]): Uint8Array {
  return blake2bHasher(personalisation, 64)
    .update(concat(...parts))
    .digest();
}

/** B256(P, parts joined). Spec: §3.2.1. */
export function b256(personalisation: string, ...parts: readonly Uint8Array[]): Uint8Array {
  return blake2bHasher(personalisation, 32)
    .update(concat(...parts))
    .digest();
}
