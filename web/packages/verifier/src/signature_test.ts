import assert from 'node:assert/strict';
import { test } from 'node:test';
import { concat, decodeHex, encodeLittleEndian } from './bytes.js';
import { b512 } from './hash.js';
import {
  decodeJubjub,
  JUBJUB_GENERATOR,
  JUBJUB_ORDER,
  JubjubPoint,
  jubjubScalarFromWide,
} from './jubjub.js';
import { verdictOf } from './refusal.js';
import {
  checkSignatureUnderPoint,
  decodeSigningKey,
  SIGNATURE_PERSONALISATION,
  verifySignature,
} from './signature.js';
import { assertRefused, outcome } from './testing/refusals.js';
import { loadVectors } from './testing/vectors.js';

interface SignatureVectors {
  readonly personalisation: string;
  readonly signing: readonly Record<'rk' | 'message' | 'signature', string>[];
  readonly verify: readonly (Record<'name' | 'key' | 'message' | 'signature', string> & {
    readonly valid: boolean;
  })[];
}
const vectors = loadVectors<SignatureVectors>('redjubjub.json');

test('verdicts agree with vectors/redjubjub.json, torsion and malleability included', () => {
  for (const { name, key, message, signature, valid } of vectors.verify) {
    const keyBytes = decodeHex(key);
    const verdict = verdictOf(() => {
      checkSignatureUnderPoint(
        decodeJubjub(keyBytes),
        keyBytes,
        decodeHex(message),
        decodeHex(signature),
        vectors.personalisation,
      );
    });
    assert.equal(verdict.valid, valid, name);
  }
});

test('signatures of the vectors hold, and not under another personalisation', () => {
  for (const { rk, message, signature } of vectors.signing) {
    const key = decodeHex(rk);
    const check = (personalisation: string): void => {
      checkSignatureUnderPoint(
        decodeSigningKey(key),
        key,
        decodeHex(message),
        decodeHex(signature),
        personalisation,
      );
    };
    check(vectors.personalisation);
    assertRefused(() => {
      check(SIGNATURE_PERSONALISATION);
    }, 'equation');
  }
});

const SECRET = 123_456_789n;
const NONCE = 987_654_321n;
const MESSAGE = new Uint8Array(64).fill(7);
const rk = JUBJUB_GENERATOR.multiply(SECRET).encode();

function sign(r: JubjubPoint, nonce: bigint): Uint8Array {
  const rBytes = r.encode();
  const c = jubjubScalarFromWide(b512(SIGNATURE_PERSONALISATION, rBytes, rk, MESSAGE));
  return concat(rBytes, encodeLittleEndian((nonce + c * SECRET) % JUBJUB_ORDER, 32));
}
const honest = sign(JUBJUB_GENERATOR.multiply(NONCE), NONCE);

test('an honest signature holds; each part changed does not', () => {
  assert.equal(outcome(verifySignature(rk, MESSAGE, honest)), 'valid');
  const otherMessage = new Uint8Array(64).fill(8);
  assert.equal(outcome(verifySignature(rk, otherMessage, honest)), 'equation');
  const otherKey = JUBJUB_GENERATOR.multiply(SECRET + 1n).encode();
  assert.equal(outcome(verifySignature(otherKey, MESSAGE, honest)), 'equation');
  assert.equal(outcome(verifySignature(rk, MESSAGE, honest.subarray(1))), 'truncated');
});

test('S + l is refused: it would be a second signature', () => {
  const s = jubjubScalarFromWide(concat(honest.subarray(32), new Uint8Array(32)));
  const second = concat(honest.subarray(0, 32), encodeLittleEndian(s + JUBJUB_ORDER, 32));
  assert.equal(outcome(verifySignature(rk, MESSAGE, second)), 's_encoding');
});

test('R that does not decode is refused; R with a torsion part is not', () => {
  const broken = Uint8Array.from(honest);
  broken.fill(255, 0, 32);
  assert.equal(outcome(verifySignature(rk, MESSAGE, broken)), 'r_encoding');
  const orderTwo = JubjubPoint.fromAffine(
    0n,
    0x73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000000n,
  );
  const shifted = sign(JUBJUB_GENERATOR.multiply(NONCE).add(orderTwo), NONCE);
  assert.equal(outcome(verifySignature(rk, MESSAGE, shifted)), 'valid');
});

test('keys under which anyone could sign are refused by name', () => {
  assertRefused(() => decodeSigningKey(new Uint8Array(32).fill(255)), 'key_encoding');
  assertRefused(() => decodeSigningKey(JubjubPoint.IDENTITY.encode()), 'key_identity');
  const { small_order } = loadVectors<{
    readonly small_order: readonly {
      readonly order: number;
      readonly point: { readonly compressed: string };
    }[];
  }>('jubjub.json');
  for (const { order, point } of small_order) {
    if (order > 1)
      assertRefused(() => decodeSigningKey(decodeHex(point.compressed)), 'key_small_order');
  }
});
