import { decodeHex, encodeHex } from './bytes.js';
import { TRANSFER_KEY_DIGEST_HEX, TRANSFER_KEY_HEX } from './transfer_key.js';
import { decodeVerifyingKey, type VerifyingKey } from './verifying_key.js';

/** The transfer circuit that this package knows. Spec: §8.8. */
export const TRANSFER_CIRCUIT_NAME = 'transfer';
export const TRANSFER_CIRCUIT_VERSION = 1;

let decoded: VerifyingKey | undefined;

/** The pinned verifying key of the transfer circuit, decoded once (about 0.1 s). */
export function transferKey(): VerifyingKey {
  if (decoded === undefined) {
    const key = decodeVerifyingKey(decodeHex(TRANSFER_KEY_HEX));
    if (encodeHex(key.digest) !== TRANSFER_KEY_DIGEST_HEX) {
      throw new Error('the embedded verifying key is damaged');
    }
    decoded = key;
  }
  return decoded;
}
