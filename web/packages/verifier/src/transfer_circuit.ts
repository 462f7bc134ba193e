import { decodeHex, encodeHex } from './bytes.js';
import { TRANSFER_KEY_DIGEST_HEX, TRANSFER_KEY_HEX } from './transfer_key.js';
import { decodeVerifyingKey, type VerifyingKey } from './verifying_key.js';

/** The transfer circuit that this package knows. Spec: §8.8. */
export const TRANSFER_CIRCUIT_NAME = 'transfer';
export const TRANSFER_CIRCUIT_VERSION = 1;

/**
 * The pinned verifying key of the transfer circuit, for `verifyProof`: a copy of the caller's own,
 * which takes about 0.1 s to decode.
 */
export function transferKey(): VerifyingKey {
  const key = decodeVerifyingKey(decodeHex(TRANSFER_KEY_HEX));
  if (encodeHex(key.digest) !== TRANSFER_KEY_DIGEST_HEX) {
    throw new Error('the embedded verifying key is damaged');
  }
  return key;
}

let pinned: VerifyingKey | undefined;
/** The one that this package judges by. Nobody outside gets hold of it: a key can be changed. */
export const pinnedTransferKey = (): VerifyingKey => (pinned ??= transferKey());
