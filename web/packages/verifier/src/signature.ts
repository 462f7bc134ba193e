import { concat } from './bytes.js';
import { b512 } from './hash.js';
import {
  decodeJubjub,
  decodeJubjubScalar,
  JUBJUB_BYTES,
  JUBJUB_GENERATOR,
  jubjubScalarFromWide,
  type JubjubPoint,
} from './jubjub.js';
import {
  Refusal,
  requireBytes,
  requireLength,
  verdictOf,
  type RefusalCode,
  type Verdict,
} from './refusal.js';

/** What separates Tacit's signatures from those of others under the same scheme. Spec: §3.7.2. */
export const SIGNATURE_PERSONALISATION = 'Tacit_RedJubjubH';

/** Runs a decoder and gives its refusal the name that stands for the item. */
function named<T>(code: RefusalCode, decode: () => T): T {
  try {
    return decode();
  } catch (error) {
    if (error instanceof Refusal) throw error.under(code);
    throw error;
  }
}

/** A verification key by Spec: §3.7.1: not the identity, not of small order. */
export function decodeSigningKey(bytes: Uint8Array): JubjubPoint {
  const key = named('key_encoding', () => decodeJubjub(bytes));
  if (key.isIdentity()) throw new Refusal('key_identity');
  if (key.hasSmallOrder()) throw new Refusal('key_small_order');
  return key;
}

/**
 * Checks a RedDSA signature over Jubjub, steps 1 to 4 of Spec: §3.7.4, under a key whatever its
 * order.
 * @param keyBytes the encoding of `key`, as it was received
 * @param personalisation another scheme's hash, for its known answers
 * @throws Refusal `r_encoding`, `s_encoding`, `equation`
 */
export function checkSignatureUnderPoint(
  key: JubjubPoint,
  keyBytes: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
  personalisation: string = SIGNATURE_PERSONALISATION,
): void {
  requireLength(signature.length, 2 * JUBJUB_BYTES, { where: 'signature' });
  const rBytes = signature.subarray(0, JUBJUB_BYTES);
  const r = named('r_encoding', () => decodeJubjub(rBytes));
  const s = named('s_encoding', () => decodeJubjubScalar(signature.subarray(JUBJUB_BYTES)));
  const challenge = jubjubScalarFromWide(b512(personalisation, concat(rBytes, keyBytes, message)));
  const difference = JUBJUB_GENERATOR.multiply(s).subtract(r).subtract(key.multiply(challenge));
  if (!difference.timesCofactor().isIdentity()) throw new Refusal('equation');
}

/**
 * Checks a spend authority signature. Spec: §3.7.
 * @throws Refusal by the names of Spec: §3.7.7
 */
export function checkSignature(key: Uint8Array, message: Uint8Array, signature: Uint8Array): void {
  requireBytes(key, message, signature);
  checkSignatureUnderPoint(decodeSigningKey(key), key, message, signature);
}

/** As `checkSignature`, but answers with a verdict. */
export function verifySignature(
  key: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): Verdict {
  return verdictOf(() => {
    checkSignature(key, message, signature);
  });
}
