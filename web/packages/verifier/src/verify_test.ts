import assert from 'node:assert/strict';
import { test } from 'node:test';
import { concat, encodeHex } from './bytes.js';
import type { Statement } from './challenges.js';
import { add, decodeFr, encodeFr, R } from './field.js';
import { encodeG1, G1_BYTES, G1_INFINITY, multiply, G1_GENERATOR } from './g1.js';
import { decodeProof, encodeProof, proofBytes, proofLabels, type Proof } from './proof.js';
import { decodeProofFile, verifyProofFile } from './proof_file.js';
import { assertRefused, outcome } from './testing/refusals.js';
import { loadVectors } from './testing/vectors.js';
import { transferKey } from './transfer_circuit.js';
import { checkProof, verifyProof } from './verify.js';

interface ProofVectors {
  readonly cases: readonly {
    readonly name: string;
    readonly valid: boolean;
    readonly error?: string;
    readonly file: unknown;
  }[];
}
const { cases } = loadVectors<ProofVectors>('transfer_proofs.json');
const textOf = (file: unknown): Uint8Array =>
  new TextEncoder().encode(typeof file === 'string' ? file : JSON.stringify(file));

const honest = decodeProofFile(textOf(cases.find(({ valid }) => valid)?.file));
const statement: Statement = { publicInputs: honest.publicInputs, digest: honest.digest };
const key = transferKey();
const CHUNKS = 2;
const POINT = G1_BYTES.uncompressed;
const SCALARS_AT = 14 * POINT;
const labels = proofLabels(CHUNKS);
const judge = (proof: Uint8Array, about: Statement = statement): string =>
  outcome(verifyProof(key, about, proof));

for (const { name, valid, error, file } of cases) {
  test(`vectors/transfer_proofs.json: ${name}`, () => {
    assert.equal(outcome(verifyProofFile(textOf(file))), valid ? 'valid' : error);
  });
}

test('a public input has one spelling: at or above r, or below 0, it is refused', () => {
  for (const value of [R, R + 1n, (statement.publicInputs[0] ?? 0n) + R, -1n, 2n ** 256n]) {
    for (const at of [0, 15]) {
      const publicInputs = statement.publicInputs.map((input, j) => (j === at ? value : input));
      const about = { ...statement, publicInputs };
      const refusal = assertRefused(() => checkProof(key, about, honest.proof), 'non_canonical');
      assert.equal(refusal.where, `public input ${at}`);
    }
  }
});

test('what is not bytes is a fault of the caller', () => {
  const text = 'ab'.repeat(32) as unknown as Uint8Array;
  assert.throws(() => verifyProof(key, statement, text), TypeError);
  assert.throws(() => verifyProof(key, { ...statement, digest: text }, honest.proof), TypeError);
  assert.throws(() => verifyProofFile(text), TypeError);
});

test("a key is the caller's own: changing it changes no other verdict", () => {
  const spoilt = transferKey();
  spoilt.digest.fill(0);
  assert.equal(outcome(verifyProof(spoilt, statement, honest.proof)), 'invalid');
  assert.equal(outcome(verifyProof(transferKey(), statement, honest.proof)), 'valid');
  assert.equal(outcome(verifyProofFile(textOf(cases.find(({ valid }) => valid)?.file))), 'valid');
});

test('a proof has 1,920 bytes, and one encoding', () => {
  assert.equal(proofBytes(CHUNKS), 1_920);
  assert.equal(proofBytes(3), 2_016);
  const decoded = decodeProof(honest.proof, CHUNKS);
  assert.equal(encodeHex(encodeProof(decoded)), encodeHex(honest.proof));
});

test('each byte of each point flipped: refused, with the label of the point', () => {
  for (let i = 0; i < SCALARS_AT; i++) {
    const changed = Uint8Array.from(honest.proof);
    changed[i] = (changed[i] ?? 0) ^ (1 << (i % 8));
    const verdict = verifyProof(key, statement, changed);
    assert.ok(!verdict.valid, `byte ${i}`);
    assert.ok(
      ['non_canonical', 'not_on_curve'].includes(verdict.refusal.code),
      verdict.refusal.message,
    );
    assert.equal(verdict.refusal.where, labels.points[Math.floor(i / POINT)]);
  }
});

test('a bit of each opened value flipped: refused', () => {
  labels.scalars.forEach((label, i) => {
    const changed = Uint8Array.from(honest.proof);
    const at = SCALARS_AT + 32 * i + ((7 * i) % 31);
    changed[at] = (changed[at] ?? 0) ^ (1 << (i % 8));
    assert.equal(judge(changed), 'invalid', label);
  });
});

test('each point moved to another of the group: refused', () => {
  labels.points.forEach((label, i) => {
    const moved = encodeG1(multiply(G1_GENERATOR, BigInt(2 + i)), 'uncompressed');
    const changed = Uint8Array.from(honest.proof);
    changed.set(moved, i * POINT);
    assert.equal(judge(changed), 'invalid', label);
  });
});

test('each point at infinity, and each opened value at r: refused by name', () => {
  labels.points.forEach((label, i) => {
    const changed = Uint8Array.from(honest.proof);
    changed.set(encodeG1(G1_INFINITY, 'uncompressed'), i * POINT);
    const verdict = verifyProof(key, statement, changed);
    assert.ok(!verdict.valid);
    assert.equal(verdict.refusal.code, 'identity');
    assert.equal(verdict.refusal.where, label);
  });
  labels.scalars.forEach((label, i) => {
    const at = SCALARS_AT + 32 * i;
    const value = decodeFr(honest.proof.subarray(at, at + 32));
    for (const tooLarge of [R, value + R]) {
      const changed = Uint8Array.from(honest.proof);
      const hex = tooLarge.toString(16).padStart(64, '0').match(/../g) ?? [];
      changed.set(hex.map((byte) => parseInt(byte, 16)).reverse(), at);
      const verdict = verifyProof(key, statement, changed);
      assert.ok(!verdict.valid);
      assert.equal(verdict.refusal.code, 'non_canonical');
      assert.equal(verdict.refusal.where, label);
      assert.equal(verdict.refusal.offset, at);
    }
  });
});

test('each public input changed, swapped with the next, or left out: refused', () => {
  const inputs = honest.publicInputs;
  inputs.forEach((input, j) => {
    const changed = [...inputs];
    changed[j] = add(input, 1n);
    assert.equal(
      judge(honest.proof, { ...statement, publicInputs: changed }),
      'invalid',
      `input ${j}`,
    );
    const fewer = inputs.filter((_, i) => i !== j);
    assert.equal(judge(honest.proof, { ...statement, publicInputs: fewer }), 'wrong_public_inputs');
  });
  const more = { ...statement, publicInputs: [...inputs, 0n] };
  assert.equal(judge(honest.proof, more), 'wrong_public_inputs');
  const swapped = [inputs[1] ?? 0n, inputs[0] ?? 0n, ...inputs.slice(2)];
  assert.equal(judge(honest.proof, { ...statement, publicInputs: swapped }), 'invalid');
});

test('another transaction digest: refused', () => {
  for (const at of [0, 31, 63]) {
    const digest = Uint8Array.from(honest.digest);
    digest[at] = (digest[at] ?? 0) ^ 0x10;
    assert.equal(judge(honest.proof, { ...statement, digest }), 'invalid', `byte ${at}`);
  }
  const short = { ...statement, digest: honest.digest.subarray(1) };
  assert.equal(judge(honest.proof, short), 'wrong_digest');
});

test('truncated and padded proofs: refused', () => {
  for (const length of [0, 1, 95, 96, 1_919]) {
    assert.equal(judge(honest.proof.subarray(0, length)), 'truncated', `${length} bytes`);
  }
  assert.equal(judge(concat(honest.proof, Uint8Array.of(0))), 'trailing_bytes');
  assert.equal(judge(concat(honest.proof, honest.proof)), 'trailing_bytes');
});

test('a key of another version or circuit: refused, since the transcript names both', () => {
  for (const other of [
    { ...key, version: 2 },
    { ...key, circuit: 2 },
    { ...key, digest: new Uint8Array(32) },
  ]) {
    assert.equal(outcome(verifyProof(other, statement, honest.proof)), 'invalid');
  }
});

test('a proof made of the generator and zeros is refused by the equation alone', () => {
  const point = G1_GENERATOR;
  const zeros = (count: number): bigint[] => new Array<bigint>(count).fill(0n);
  const proof: Proof = {
    wires: new Array(9).fill(point) as Proof['wires'],
    permutation: point,
    quotient: [point, point],
    openingAtZeta: point,
    openingAtZetaOmega: point,
    wiresAtZeta: zeros(9),
    wiresAtZetaOmega: zeros(4),
    sigmasAtZeta: zeros(4),
    permutationAtZetaOmega: 0n,
  };
  assert.equal(judge(encodeProof(proof)), 'invalid');
});

test('openings that cancel in the pairing are refused: u depends on both', () => {
  // W + d and W' - d: with a u known beforehand their errors could be made to cancel.
  const decoded = decodeProof(honest.proof, CHUNKS);
  const shift = multiply(G1_GENERATOR, 5n);
  const changed = {
    ...decoded,
    openingAtZeta: decoded.openingAtZeta.add(shift),
    openingAtZetaOmega: decoded.openingAtZetaOmega.add(shift.negate()),
  };
  assert.equal(judge(encodeProof(changed)), 'invalid');
});

test('checkProof throws what verifyProof answers, and encodeFr is what the inputs are', () => {
  checkProof(key, statement, honest.proof);
  assertRefused(() => {
    checkProof(key, statement, new Uint8Array(1_920));
  }, 'not_on_curve');
  assert.equal(encodeFr(honest.publicInputs[0] ?? 0n).length, 32);
});
