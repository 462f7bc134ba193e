import assert from 'node:assert/strict';
import { test } from 'node:test';
import { concat, decodeHex, encodeLittleEndian } from './bytes.js';
import { encodeFr, mul, rootOfUnity } from './field.js';
import { encodeG1, G1_INFINITY } from './g1.js';
import { assertRefused } from './testing/refusals.js';
import { TRANSFER_KEY_HEX } from './transfer_key.js';
import { decodeVerifyingKey, quotientShape } from './verifying_key.js';

const KEY = decodeHex(TRANSFER_KEY_HEX);
const LOG_ROWS = 8;
const ROWS = 13;
const COSETS = ROWS + 16 * 4;
const POINTS = COSETS + 5 * 32;

/** The key with some bytes replaced. */
function withBytes(at: number, bytes: Uint8Array): Uint8Array {
  const changed = Uint8Array.from(KEY);
  changed.set(bytes, at);
  return changed;
}

test('a size that no circuit has is refused', () => {
  for (const size of [0, 3, 12, 255]) {
    assertRefused(
      () => decodeVerifyingKey(withBytes(LOG_ROWS, Uint8Array.of(size))),
      'unsupported_size',
    );
  }
});

test('a public input outside the table, or two on one row, are refused', () => {
  assertRefused(
    () => decodeVerifyingKey(withBytes(ROWS, encodeLittleEndian(1024, 4))),
    'row_outside_table',
  );
  const repeated = withBytes(ROWS, KEY.slice(ROWS + 4, ROWS + 8));
  assertRefused(() => decodeVerifyingKey(repeated), 'repeated_row');
});

test('representatives of the same coset are refused, 0 and k·omega among them', () => {
  assertRefused(() => decodeVerifyingKey(withBytes(COSETS + 32, encodeFr(0n))), 'repeated_coset');
  assertRefused(() => decodeVerifyingKey(withBytes(COSETS + 32, encodeFr(1n))), 'repeated_coset');
  const sameCoset = encodeFr(mul(7n, rootOfUnity(10)));
  assertRefused(() => decodeVerifyingKey(withBytes(COSETS + 64, sameCoset)), 'repeated_coset');
  assertRefused(
    () => decodeVerifyingKey(withBytes(COSETS, new Uint8Array(32).fill(255))),
    'non_canonical',
  );
});

test('bad points are refused; infinity is a column that is 0 everywhere', () => {
  const offCurve = withBytes(POINTS + 95, Uint8Array.of((KEY[POINTS + 95] ?? 0) ^ 1));
  const refusal = assertRefused(() => decodeVerifyingKey(offCurve), 'not_on_curve');
  assert.equal(refusal.where, 'fixed column 0');
  assert.equal(refusal.offset, POINTS);
  const empty = decodeVerifyingKey(withBytes(POINTS, encodeG1(G1_INFINITY, 'uncompressed')));
  assert.ok(empty.fixedColumns[0]?.equals(G1_INFINITY));
});

test('truncated and padded keys are refused', () => {
  assertRefused(() => decodeVerifyingKey(KEY.subarray(0, KEY.length - 1)), 'truncated');
  assertRefused(() => decodeVerifyingKey(concat(KEY, Uint8Array.of(0))), 'trailing_bytes');
  assertRefused(() => decodeVerifyingKey(new Uint8Array()), 'truncated');
});

test('chunks of the quotient are those of Spec: §4.5.3', () => {
  assert.deepEqual(quotientShape(1024), { chunks: 2, chunkLength: 2568 });
  assert.deepEqual(quotientShape(2048), { chunks: 3, chunkLength: 3419 });
});
