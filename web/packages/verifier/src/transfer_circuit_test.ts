import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeHex, encodeHex } from './bytes.js';
import { add, mul, powers, type Fr } from './field.js';
import { b512 } from './hash.js';
import { frFromWide } from './field.js';
import { g2Constant, multiScalarMultiply } from './g1.js';
import { interpolate, loadSetup } from './testing/setup.js';
import { transferTable } from './testing/transfer_rows.js';
import { loadVectors } from './testing/vectors.js';
import { transferKey } from './transfer_circuit.js';
import { TAU_G2_HEX, TRANSFER_KEY_DIGEST_HEX, TRANSFER_KEY_HEX } from './transfer_key.js';

interface KeyVectors {
  readonly circuit: number;
  readonly version: number;
  readonly verifying_key: string;
  readonly digest: string;
  readonly tau_g2: string;
}

test('the embedded key is that of vectors/transfer_key.json', () => {
  const vectors = loadVectors<KeyVectors>('transfer_key.json');
  assert.equal(TRANSFER_KEY_HEX, vectors.verifying_key);
  assert.equal(TRANSFER_KEY_DIGEST_HEX, vectors.digest);
  assert.equal(TAU_G2_HEX, vectors.tau_g2);
  const key = transferKey();
  assert.equal(key.circuit, vectors.circuit);
  assert.equal(key.version, vectors.version);
  assert.equal(encodeHex(key.digest), vectors.digest);
});

test('the rows of Spec: §8.8 have the public inputs where the key has them', () => {
  const { table, publicInputRows } = transferTable();
  assert.equal(table.rows, 902);
  assert.deepEqual(publicInputRows, transferKey().publicInputRows);
});

test('committing to the rows of Spec: §8.8 under the ceremony gives the key', (t) => {
  const setup = loadSetup(1024);
  if (setup === undefined) {
    t.skip("the ceremony's file is brought by tools/setup");
    return;
  }
  assert.ok(setup.tauG2.equals(g2Constant(decodeHex(TAU_G2_HEX))));
  const key = transferKey();
  assert.deepEqual(key.cosets, [1n, 7n, 49n, 343n, 2401n]);
  const { table } = transferTable();
  const columns = [...table.fixed, ...table.sigmas(key.cosets)];
  const commitments = [...key.fixedColumns, ...key.sigmas];
  assert.equal(columns.length, commitments.length);
  // One combination under a challenge that depends on the key: a wrong column escapes with chance
  // 38/r.
  const weights = powers(frFromWide(b512('T', decodeHex(TRANSFER_KEY_HEX))), columns.length);
  const combined = Array.from({ length: table.size }, (_, row): Fr =>
    columns.reduce((sum, column, c) => add(sum, mul(weights[c] ?? 0n, column[row] ?? 0n)), 0n),
  );
  const ours = multiScalarMultiply(setup.powers, interpolate(combined));
  assert.ok(ours.equals(multiScalarMultiply(commitments, weights)));
});
